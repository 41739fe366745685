"""Finds the rows of a table that head its columns, and spreads groups above columns over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from dokja.ingest.content import LONGEST_CELL, Content
from dokja.ingest.tables import run_settings
from dokja.ingest.tables.grid import ROW, Grid
from dokja.ingest.values import known_names
from dokja.ingest.values.days import is_day
from dokja.ingest.values.digits import UNCALCULATED, is_missing, is_number
from dokja.ingest.values.roles import LABELS, NUMERIC, is_beside, is_unit, role_of
from dokja.ingest.values.vocabulary import normal, roles_called

SEARCHED = 60
SAMPLE = 200
MOST_LEVELS = 3
IN_GROUP = frozenset(["score", "stderr", "n_items", "metric", "mode", "effort", "shots", "tools"])
"""Roles of columns that a group above them may belong to."""


@dataclass(frozen=True)
class Table:
    """A grid with its header located: header are the rows of its frame, levels their cells with groups spread.

    units are the cells of a row of units below the names, which is part of the header and no level; empty if none.
    """

    grid: Grid
    header: tuple[int, ...]
    levels: tuple[tuple[str, ...], ...]
    units: tuple[str, ...] = ()

    def parts(self, at: int) -> tuple[str, ...]:
        """The distinct header cells above a column, outermost first, without its unit."""
        return tuple(dict.fromkeys(level[at] for level in self.levels if level[at]))

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """The whole header of each column on one line."""
        whole = (" ".join(" ".join(self.parts(at)).split()) for at in range(self.grid.width))
        return tuple(self.with_unit(at, text) for at, text in enumerate(whole))

    @cached_property
    def lowest(self) -> tuple[str, ...]:
        """The lowest header cell of each column with its unit; blank if there is none."""
        return tuple(self.with_unit(at, "".join(self.parts(at)[-1:])) for at in range(self.grid.width))

    def with_unit(self, at: int, text: str) -> str:
        """A column's header with its unit in brackets, if a row below the header states one."""
        unit = self.units[at].strip("()[]（） ") if self.units else ""
        return f"{text} ({unit})" if text and unit else text

    @cached_property
    def body(self) -> pl.DataFrame:
        """The rows below the header, with their index in the grid's frame as column at."""
        return (
            self.grid.frame.with_row_index("at")
            .slice(self.header[-1] + 1)
            .with_columns(pl.col("at").cast(pl.Int64))
        )

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Published cell texts of each column below the header in the first rows, without section rows.

        A formula without a stored value says nothing of its column.
        """
        rows = [(row[0], [cell or "" for cell in row[2:]]) for row in self.body.head(SAMPLE).iter_rows()]
        kept = [cells for at, cells in rows if not self.grid.is_section(at, cells)]
        return tuple(
            tuple(
                cells[at]
                for cells in kept
                if not is_missing(cells[at]) and not cells[at].startswith(UNCALCULATED)
            )
            for at in range(self.grid.width)
        )

    def lines_above(self, at: int) -> list[str]:
        """The distinct texts of each row of the frame above a row, on one line."""
        return [
            " ".join(dict.fromkeys(filter(None, row[1:]))) for row in self.grid.frame.head(at).iter_rows()
        ]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings above the table, outermost first: for a sheet its name, if that says something, and the lines above."""
        if self.grid.is_page:
            return self.grid.headings
        first = self.first_header_row or 0
        undivided = (
            one for one in self.grid.left_out if one.reason == "text_line" and (one.row or first) < first
        )
        named = [self.grid.name] if is_telling(self.grid.name) else []
        return (*named, *(one.text for one in undivided), *self.lines_above(self.header[0]))

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The distinct texts of the rows between the first rows that are headings of those below them."""
        rows = [(row[0], [cell or "" for cell in row[2:]]) for row in self.body.head(SAMPLE).iter_rows()]
        texts = [
            " ".join(dict.fromkeys(filled(cells))) for at, cells in rows if self.grid.is_section(at, cells)
        ]
        return tuple(dict.fromkeys(texts))

    @property
    def header_row(self) -> int | None:
        """Row number in the file of the lowest header row."""
        return self.row_number(self.header[-1])

    @property
    def first_header_row(self) -> int | None:
        """Row number in the file of the uppermost header row."""
        return self.row_number(self.header[0])

    def row_number(self, at: int) -> int | None:
        """Row number in the file of a row of the frame."""
        number: int | None = self.grid.frame[ROW][at]
        return number

    def place(self, at: int, row: int | None) -> str:
        """The place of a cell."""
        return self.grid.place(at, self.headers[at], row)


def is_telling(name: str) -> bool:
    """Whether the name of a sheet names a model, a benchmark or who measured, or states settings.

    Sheet1 does not; nor does 추론, which beside 수학 and 지식 is a kind of benchmark.
    """
    is_name = known_names.is_model(name) or known_names.is_benchmark(name)
    return is_name or bool(known_names.evaluator(name) or run_settings.stated(name))


def filled(cells: Iterable[str]) -> list[str]:
    """The non-empty cells."""
    return [cell for cell in cells if cell]


def table(content: Content, grid: Grid) -> Table | None:
    """The grid with its header located; None if there is none. Raises Unreadable if a header cell is too long."""
    rows = [cells for _, cells in grid.first_rows(SEARCHED)]
    if grid.is_page:
        count = marked_rows(grid, rows)
        header = [at for at in range(count) if is_of_header(grid, rows, at)] or [count - 1]
    else:
        place = header_place(rows)
        header = [] if place is None else with_units(rows, with_rows_above(grid, rows, place))
    return headed(content, grid, header) if header else None


def is_of_header(grid: Grid, rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a row down to a header's lowest is part of it: no title, but units, or one model above several columns."""
    stated = {*filled(rows[at])}
    is_model_above = not rows[at][0] and len(stated) == 1 and all(map(known_names.is_model, stated))
    return is_units(rows[at]) or is_model_above or not grid.is_section(at, rows[at])


def headed(content: Content, grid: Grid, header: Sequence[int]) -> Table:
    """The grid with the given rows of its frame as header. Raises Unreadable if a header cell is too long."""
    levels = [[cell or "" for cell in grid.frame.row(at)[1:]] for at in header]
    for at, cells in zip(header, levels, strict=True):
        too_long = next((place for place, cell in enumerate(cells) if len(cell) > LONGEST_CELL), None)
        if too_long is not None:
            raise content.unreadable(
                "cell_too_long", grid.frame[ROW][at], str(too_long + 1), limit=f"{LONGEST_CELL:,}"
            )
    units = levels.pop() if len(levels) > 1 and is_units(levels[-1]) else []
    below = grid.frame[header[-1] + 1 :].head(SAMPLE)
    numeric = [any(map(is_number, below[str(at)].drop_nulls())) for at in range(grid.width)]
    return Table(grid, tuple(header), tuple(spread(levels, numeric)), tuple(units))


def with_units(rows: Sequence[Sequence[str]], header: Sequence[int]) -> list[int]:
    """The rows of a header with the row of units directly below them, if there is one."""
    below = header[-1] + 1
    return [*header, *([below] if below < len(rows) and is_units(rows[below]) else [])]


def is_units(cells: Sequence[str]) -> bool:
    """Whether a row states units of the columns alone, behind a blank or the word for it."""
    stated = filled(cells)
    if stated and cells[0] and "unit" in roles_called(cells[0]):
        stated = stated[1:]
    return bool(stated) and all(map(is_unit, stated))


def spread(levels: Sequence[Sequence[str]], numeric: Sequence[bool]) -> list[tuple[str, ...]]:
    """The header rows, each group repeated over the columns to its right; a column of labels belongs to none.

    A word for labels over numbers, as in 'CLIcK: 문화 | 언어', is the name of a part.
    """
    lowest = [next(iter(filled(reversed(cells))), "") for cells in zip(*levels, strict=True)]
    alone = [is_of_labels(cell, is_of_numbers) for cell, is_of_numbers in zip(lowest, numeric, strict=True)]
    found = []
    for cells in levels[:-1]:
        group, whole = "", []
        for cell, is_alone, below in zip(cells, alone, lowest, strict=True):
            group = cell or group if not is_alone else cell if cell != below else ""
            whole.append(cell if is_alone else group if below or cell else "")
        found.append(tuple(whole))
    return [*found, tuple(levels[-1])]


def is_of_labels(header: str, is_of_numbers: bool) -> bool:
    """Whether a header is a word for a column of labels, which belongs to no group."""
    called = {*roles_called(header)}
    return (
        bool(called)
        and called.isdisjoint(IN_GROUP)
        and not (is_of_numbers and called <= {*LABELS} - {*NUMERIC})
    )


def marked_rows(grid: Grid, rows: Sequence[list[str]]) -> int:
    """Number of rows of a page's table up to the end of its header: as marked, at least the first that is no section."""
    marked = 0
    for at, cells in enumerate(rows[: grid.marked]):
        if numbers_behind(cells) or (marked and grid.is_section(at, cells)):
            break
        marked += 1
    titles = next((at for at, cells in enumerate(rows) if not grid.is_section(at, cells)), 0)
    count = min(max(marked, titles + 1), max(grid.frame.height - 1, 1))
    while count < len(rows) - 1 and continues(grid, rows, count):
        count += 1
    return count


def continues(grid: Grid, rows: Sequence[list[str]], at: int) -> bool:
    """Whether a row still belongs to the header above it: units or shots below names, or names below groups."""
    cells, above = rows[at], rows[at - 1]
    if is_units(cells):
        return True
    if numbers_behind(cells) or grid.is_section(at, cells):
        return False
    columns = range(grid.width)
    if any(cells[one] and span_of(grid, at, one) == span_of(grid, at - 1, one) for one in columns):
        return True
    if not cells[0] and any(cells[one] and not above[one] for one in columns):
        return True
    groups = any(above[one] and (at - 1, one) in grid.spans for one in columns)
    under = [cells[one] for one in columns if role_of(above[one]) in LABELS]
    is_grouped = groups and not grid.is_section(at - 1, above) and not cells[0]
    return is_grouped or (bool(under) and not any(under))


def span_of(grid: Grid, at: int, column: int) -> object:
    """What identifies the cell at a position."""
    return grid.spans.get((at, column), (at, column))


def numbers_behind(cells: Sequence[str]) -> bool:
    """Whether any cell after the first holds a number."""
    return bool(cells) and has_numbers(["-" if cells[0] else "", *cells[1:]])


def has_numbers(cells: Sequence[str]) -> bool:
    """Whether any cell holds a number; dates behind a blank are names, as of a model's snapshots."""
    return any(is_number(cell) and not (is_day(cell) and not cells[0]) for cell in cells)


def header_place(rows: list[list[str]]) -> int | None:
    """Index of the header among the first rows: the last row of names above the first row of numbers; None if none."""
    usual = Counter(count for cells in rows if (count := len(filled(cells))) > 1).most_common(1)
    least = max(2, (usual[0][0] + 1) // 2) if usual else 2
    numeric = [*map(has_numbers, rows)]
    body = next(
        (at for at, cells in enumerate(rows) if numeric[at] and len(filled(cells)) >= least), len(rows)
    )
    named = [at for at in range(body) if not numeric[at] and is_known_header(rows[at])]
    if named:
        at = named[-1]
        label = next(place for place, cell in enumerate(rows[at]) if is_label(cell))
        has_second = (
            at + 1 < body
            and not rows[at + 1][label]
            and len(filled(rows[at + 1])) > 1
            and not numeric[at + 1]
            and not is_units(rows[at + 1])
        )
        return at + 1 if has_second else at
    if body == len(rows):
        return None
    named = [
        at
        for at in reversed(range(body))
        if len(filled(rows[at])) >= 2 and not numeric[at] and not is_units(rows[at])
    ]
    return next((at for at in named if not is_text_row(rows[at])), next(iter(named), None))


def is_text_row(cells: Sequence[str]) -> bool:
    """Whether a row of texts says something of the models above it, such as who made them, and heads no columns."""
    name, *others = filled(cells)
    return is_beside(name) and not any(map(roles_called, others))


def with_rows_above(grid: Grid, rows: Sequence[list[str]], at: int) -> list[int]:
    """The header row with those above it that group its columns, outermost first."""
    header = [at]
    while (
        len(header) < MOST_LEVELS
        and joins(grid, rows, header[0])
        and groups(rows[header[0] - 1], rows[header[0]])
    ):
        header.insert(0, header[0] - 1)
    return header


def joins(grid: Grid, rows: Sequence[list[str]], at: int) -> bool:
    """Whether the row above a header row can belong to it: directly above, several names and no number."""
    numbers = grid.frame[ROW]
    is_adjacent = at > 0 and numbers[at - 1] == numbers[at] - 1
    return is_adjacent and len(set(filled(rows[at - 1]))) > 1 and not any(map(is_number, rows[at - 1]))


def groups(tops: Sequence[str], subs: Sequence[str]) -> bool:
    """Whether a row above a header groups its columns, judged by the cells."""
    named = filled(subs)
    spans_rows = any(top and (top == sub or not sub) for top, sub in zip(tops, subs, strict=True))
    return spans_rows or len(set(named)) < len(named)


def is_known_header(cells: Sequence[str]) -> bool:
    """Whether a row of cells names a model or benchmark column, and at least one other column."""
    return len({normal(cell) for cell in filled(cells)}) > 1 and any(is_label(cell) for cell in cells)


def is_label(cell: str) -> bool:
    """Whether a cell is a common name for a model or benchmark column."""
    return bool(cell) and not {"model", "benchmark"}.isdisjoint(roles_called(cell))
