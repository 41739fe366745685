"""Downloads and images: one writer per file format, in menu order, and one guard against live spreadsheet cells."""

from collections.abc import Callable

from dokja.export import csv, parquet, xlsx
from dokja.export.download import Download

WRITERS: dict[str, tuple[Callable[[Download], bytes], str]] = {
    "xlsx": (xlsx.write, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (csv.write, "text/csv"),
    "parquet": (parquet.write, "application/vnd.apache.parquet"),
}
