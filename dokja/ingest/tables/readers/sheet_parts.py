"""Splits tables that share a sheet, one below or beside another, into separate sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

import polars as pl

from dokja.ingest.tables.grid import ROW, Grid
from dokja.ingest.tables.header_rows import SEARCHED, is_known_header, is_label
from dokja.ingest.values.digits import is_number
from dokja.ingest.values.vocabulary import NAMES, normal

MOST_ROWS = 20_000
"""A longer sheet is treated as one table."""


def parts(sheet: Grid) -> list[Grid]:
    """The tables of a sheet, with original row and column numbers; the sheet's notes stay with the first."""
    if sheet.frame.height > MOST_ROWS:
        return [sheet]
    return alone([part for block in beside(sheet) for part in below(block)])


def alone(found: Sequence[Grid]) -> list[Grid]:
    """The tables of a sheet, or page; its notes stay with the first."""
    return [found[0], *(replace(part, left_out=(), problems=()) for part in found[1:])]


def below(sheet: Grid) -> list[Grid]:
    """Tables stacked vertically: each starts after the last number above its own header."""
    rows = [cells for _, cells in sheet.first_rows(MOST_ROWS)]
    headers = [at for at in may_be_headers(sheet.frame) if is_header(rows[at])]
    starts = [0]
    for before, at in pairwise(headers):
        number = next((row for row in range(at, before, -1) if any(map(is_number, rows[row]))), None)
        if rows[at] != rows[before] and number is not None:
            starts.append(number + 1)
    ends = [*starts[1:], len(rows)]
    return [sheet.rows(range(start, end)) for start, end in zip(starts, ends, strict=True)]


def may_be_headers(frame: pl.DataFrame) -> list[int]:
    """Indices of rows with a cell that is a common name for a model or benchmark column."""
    text = pl.exclude(ROW).str.to_lowercase().str.replace_all(r"[(\[（【][^)\]）】]*[)\]）】]", "")
    names = [*NAMES["model"], *NAMES["benchmark"]]
    return frame.select(
        pl.any_horizontal(text.str.replace_all(r"[\W_]+", "").is_in(names)).arg_true().alias("at")
    )["at"].to_list()


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names columns and contains no number."""
    return is_known_header(list(cells)) and not any(map(is_number, cells))


def beside(sheet: Grid) -> list[Grid]:
    """Tables side by side: each starts at its own name column, or at what stands before that, such as a rank."""
    rows = [cells for _, cells in sheet.first_rows(SEARCHED)]
    header = next(
        (cells for cells in rows if is_known_header(cells) and not any(map(is_number, cells))), None
    )
    if header is None:
        return [sheet]
    first = next(at for at, cell in enumerate(header) if is_label(cell))
    names = (at for at in range(first + 1, sheet.width) if begins_anew(sheet, header, at))
    starts = [0, *(at - alike_before(header, first, at) for at in names), sheet.width]
    return [only(sheet, start, end) for start, end in pairwise(starts)]


def alike_before(header: Sequence[str], first: int, at: int) -> int:
    """How many columns before a name column are named like those before the first one."""
    pairs = zip(reversed(header[:first]), reversed(header[first + 1 : at]), strict=False)
    return len([*takewhile(lambda pair: pair[0] == pair[1] != "", pairs)])


def begins_anew(sheet: Grid, header: Sequence[str], at: int) -> bool:
    """Whether a name column starts another table: it repeats an earlier one, or follows an empty column."""
    if not is_label(header[at]) or header[at] == header[at - 1]:
        return False
    repeats = normal(header[at]) in {normal(cell) for cell in header[: at - 1] if is_label(cell)}
    is_gap = sheet.frame[str(at - 1)].null_count() == sheet.frame.height
    return repeats or (is_gap and any(is_label(cell) for cell in header[:at]))


def only(sheet: Grid, start: int, end: int) -> Grid:
    """The sheet reduced to the cells of columns start to end (exclusive)."""
    others = [str(at) for at in range(sheet.width) if not start <= at < end]
    if not others:
        return sheet
    frame = sheet.frame.with_columns(pl.lit(None, pl.String).alias(name) for name in others)
    kept = frame.select(pl.any_horizontal(pl.exclude(ROW).is_not_null()).arg_true().alias("at"))["at"]
    return replace(sheet, frame=frame).rows(kept.to_list())
