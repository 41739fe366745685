"""CSV that opens right in a Korean Excel."""

from __future__ import annotations

import polars as pl

from dokja.export.download import Download
from dokja.export.guard import guard_frame


def write(download: Download) -> bytes:
    """UTF-8 with BOM, CRLF, numbers with the decimals that were shown, null as an empty cell."""
    rounded = download.table.with_columns(
        pl.col(name).cast(pl.Decimal(38, places))
        for name, places in download.decimals.items()
        if download.table.schema[name].is_numeric()
    )
    return guard_frame(rounded).write_csv(include_bom=True, line_terminator="\r\n").encode()
