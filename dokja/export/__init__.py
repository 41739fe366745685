"""What leaves the dashboard: one writer a file format, and one guard against live cells."""

from collections.abc import Callable

from dokja.export import csv, parquet, xlsx
from dokja.export.download import Download

WRITERS: dict[str, tuple[Callable[[Download], bytes], str]] = {
    "csv": (csv.write, "text/csv"),
    "xlsx": (xlsx.write, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": (parquet.write, "application/vnd.apache.parquet"),
}
