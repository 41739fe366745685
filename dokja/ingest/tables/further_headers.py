"""Splits a table at rows that name its columns anew: what stands below them belongs to other models or benchmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import polars as pl

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.tables.grid import ROW, Grid
from dokja.ingest.tables.header_rows import Table, filled, has_numbers, is_label, is_units, table
from dokja.ingest.tables.layout import share
from dokja.ingest.values import digits, known_names
from dokja.ingest.values.roles import is_beside
from dokja.ingest.values.vocabulary import OTHER_MODELS, normal

MOST_ROWS = 20_000
"""A longer table is taken as one."""
NUMERIC = r"^[^\p{L}]*\d[^\p{L}]*$|^\W*\d+(?:[.,]\d+)*\s*(?:%|점|±|[(\[])"
"""A cell that may be a number with what stands beside it, as no name is: its digits come without letters, or first."""
LEAST_KNOWN = 0.5
"""The least share of known names among the cells of a row that names columns without the word for it."""


def parted(content: Content, grid: Grid) -> list[Grid]:
    """The tables of a grid, each with its own names of columns; what is left out of the grid stays with the first."""
    try:
        found = table(content, grid) if grid.frame.height <= MOST_ROWS else None
    except Unreadable:
        return [grid]
    starts = [0, *(further_starts(found) if found else ()), grid.frame.height]
    first, *others = (grid.rows(range(start, end)) for start, end in pairwise(starts))
    return [
        first,
        *(
            replace(one, marked=0, line=one.frame[ROW][0] or grid.line, left_out=(), problems=())
            for one in others
        ),
    ]


def further_starts(found: Table) -> Iterator[int]:
    """The rows of the grid's frame at which further tables start: rows of names below numbers, and the headings above."""
    numeric, of_numbers = numeric_columns(found), numeric_rows(found)
    tops = [*found.lowest]
    names = [{normal(part) for part in found.parts(at)} for at in range(found.grid.width)]
    last, lowest = found.header[-1], [*found.levels[-1]] if len(found.levels) > 1 else []
    for at, _, *stated in found.body.filter(~pl.col("at").is_in([*of_numbers])).iter_rows():
        cells = [cell or "" for cell in stated]
        is_below_group = cells == lowest and names_another(found.grid.frame.row(at - 1)[1:], names, numeric)
        if of_numbers.isdisjoint(range(last, at)) or not (
            is_below_group or is_further(cells, tops, names, numeric)
        ):
            continue
        start = at
        while len({*filled(found.grid.frame.row(start - 1)[1:])}) <= 1:
            start -= 1
        yield start
        last, tops, names = at, cells, [{normal(cell)} for cell in cells]


def names_another(cells: Sequence[str | None], names: Sequence[set[str]], numeric: Sequence[int]) -> bool:
    """Whether a row names one model above columns of numbers that is none of those named so far."""
    stated = {cell for at in numeric if (cell := cells[at])}
    known = set().union(*names)
    return len(stated) == 1 and all(known_names.is_model(one) and normal(one) not in known for one in stated)


def numeric_columns(found: Table) -> list[int]:
    """The columns with a number below the header."""
    held = found.body.select(is_numeric(found).any())
    return [at for at, is_held in enumerate(held.row(0)) if is_held]


def numeric_rows(found: Table) -> set[int]:
    """The rows of the grid's frame with a number below the header."""
    return {*found.body.filter(pl.any_horizontal(is_numeric(found)))["at"]}


def is_numeric(found: Table) -> pl.Expr:
    """Whether each cell of a row may be a number."""
    columns = [str(at) for at in range(found.grid.width)]
    return pl.col(columns).str.contains(NUMERIC).fill_null(value=False)


def is_further(
    cells: Sequence[str], tops: Sequence[str], names: Sequence[set[str]], numeric: Sequence[int]
) -> bool:
    """Whether a row names columns of numbers anew: behind the word for it, or with names of the kind that stood there.

    tops are the names so far; names are these, and those of groups above them, as they are compared.
    """
    known = {cell for cell in {cells[at] for at in numeric} if not digits.is_missing(cell)}
    texts = [cells[at] for at in numeric if cells[at] in known]
    is_new = any(normal(cells[at]) not in names[at] for at in numeric if cells[at] in known)
    if not is_new:
        return False
    beside = {at: cell for at, cell in enumerate(cells) if cell and at not in numeric}
    is_other = has_numbers(cells) or is_units(cells) or any(map(is_beside, beside.values()))
    if is_other or len({*filled(cells)}) < 2:
        return False
    if any(normal(cell) in names[at] for at, cell in beside.items()):
        return True
    if any(map(is_label, beside.values())):
        return max(share(texts, known_names.is_model), share(texts, known_names.is_benchmark)) >= LEAST_KNOWN
    return names_alike(texts, [tops[at] for at in numeric]) and not any(map(is_of_row, beside.values()))


def names_alike(texts: Sequence[str], tops: Sequence[str]) -> bool:
    """Whether several texts are names of the same kind as others, models or benchmarks."""
    models = min(share(texts, known_names.is_model), share(tops, known_names.is_model))
    benchmarks = min(share(texts, known_names.is_known_benchmark), share(tops, known_names.is_benchmark))
    return len({*texts}) > 1 and max(models, benchmarks) >= LEAST_KNOWN


def is_of_row(label: str) -> bool:
    """Whether a label names a model or benchmark of its own, or what other models are, as in 'Opponent'."""
    is_name = known_names.is_model(label) or known_names.is_benchmark(label)
    return is_name or bool(OTHER_MODELS.fullmatch(label))
