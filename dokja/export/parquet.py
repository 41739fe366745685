"""Parquet for further analysis: text without the guard, which no program needs here, with title, notes and sources in the file's metadata."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO

import polars as pl

from dokja.export.download import Cell, Download
from dokja.export.figures import Figure
from dokja.export.guard import guarded
from dokja.records import signs


def write(download: Download) -> bytes:
    """The table with typed columns; the metadata keys are title, notes and sources (the latter two JSON)."""
    memory = BytesIO()
    table, notes, sources = (
        guarded(columns, signs.cleaned) for columns in (download.table, download.notes, download.sources)
    )
    frame = pl.DataFrame({name: series(cells) for name, cells in table.items()})
    frame.write_parquet(
        memory,
        metadata={
            "title": signs.cleaned(download.title),
            "notes": json.dumps(list(zip(*notes.values(), strict=True)), ensure_ascii=False),
            "sources": json.dumps(pl.DataFrame(sources).to_dicts(), ensure_ascii=False),
        },
    )
    return memory.getvalue()


def series(cells: Sequence[Cell]) -> pl.Series:
    """Cells as a series of one type: numbers exact, with the most decimals any has; mixed or empty columns as text."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if len(kinds) != 1:
        return pl.Series([None if cell is None else str(cell) for cell in cells], dtype=pl.String)
    if kinds != {Figure}:
        return pl.Series(cells)
    numbers = [cell.number if isinstance(cell, Figure) else None for cell in cells]
    decimals = max(cell.decimals for cell in cells if isinstance(cell, Figure))
    if decimals:
        return pl.Series(numbers, dtype=pl.Decimal(38, decimals))
    return pl.Series([None if number is None else int(number) for number in numbers], dtype=pl.Int64)
