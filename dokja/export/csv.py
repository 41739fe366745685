"""CSV that opens right in a Korean Excel."""

from __future__ import annotations

import polars as pl

from dokja.export.download import Download
from dokja.export.guard import guard_frame
from dokja.text import half_up


def write(download: Download) -> bytes:
    """UTF-8 with BOM, CRLF, numbers with the decimals that were shown, null as an empty cell."""
    shown = download.table.with_columns(
        rounded(download.table[name], places)
        for name, places in download.decimals.items()
        if download.table.schema[name].is_numeric()
    )
    return guard_frame(shown).write_csv(include_bom=True, line_terminator="\r\n").encode()


def rounded(numbers: pl.Series, places: int) -> pl.Series:
    """Numbers as the page shows them: halves away from zero, where a cast would take the even neighbour."""
    values = [None if number is None else half_up(number, places) for number in numbers]
    return pl.Series(numbers.name, values, pl.Decimal(38, places))
