"""CSV that opens correctly in Korean Excel."""

from __future__ import annotations

import polars as pl

from dokja.export.download import Cell, Download
from dokja.export.guard import guarded


def write(download: Download) -> bytes:
    """UTF-8 with BOM, CRLF, numbers with the decimals displayed, None as an empty cell."""
    columns = {name: [written(cell) for cell in cells] for name, cells in guarded(download.table).items()}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return frame.write_csv(include_bom=True, line_terminator="\r\n").encode()


def written(cell: Cell) -> str | None:
    """A cell as text: figures as plain numerals, dates in ISO format; None stays None."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return None if cell is None else str(cell)
