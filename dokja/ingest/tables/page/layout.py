"""Determines a score table's layout: header rows, the role of each column, and where models and benchmarks are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dokja.ingest.tables.page.cell_values import is_number, value_of
from dokja.ingest.tables.page.grid import Cell, Grid, Row
from dokja.ingest.values import known_names
from dokja.ingest.values.digits import is_missing
from dokja.ingest.values.roles import LABELS, NUMERIC, PREFERRED, SIGNS, label, role_of

WORD_WEIGHT = 1.5
LARGEST_SHARE = 100
MOST_NAMES = 0.5
"""A column holds names, whatever its header says, if at least this share of its texts are."""


@dataclass(frozen=True)
class Layout:
    """Number of header rows, the role of each column (None for scores), and where the models are.

    models is 'columns', 'rows', 'both' (a model column beside a benchmark column), 'none' (a single model that the
    table does not name), or None if it is not a score table.
    """

    head: int
    roles: tuple[str | None, ...]
    models: str | None

    def first(self, role: str) -> int | None:
        """The first column with a role; None if there is none."""
        return self.roles.index(role) if role in self.roles else None

    @property
    def data(self) -> list[int]:
        """The score columns."""
        return [column for column, role in enumerate(self.roles) if role in (None, "value")]


def layout_of(grid: Grid) -> Layout:
    """Determine the layout of a table."""
    head = head_rows(grid)
    lowest = [lowest_header(grid, head, column) for column in range(grid.width)]
    tops = [label(text) for text in lowest]
    roles = [role_of(text) for text in lowest]
    columns = column_texts(grid, head)
    for column, texts in enumerate(columns):
        numeric = sum(is_number(text) for text in texts)
        if roles[column] in LABELS and roles[column] not in NUMERIC and 2 * numeric > len(texts):
            roles[column] = None
        if texts and set(texts) <= SIGNS.keys():
            roles[column] = SIGNS[texts[0]]
        if roles[column] is None and is_label(column, tops[column], len(texts), numeric):
            roles[column] = "category"
    settle_names(columns, roles, tops)
    models = orientation(grid, head, roles)
    name_columns(columns, roles, models)
    body = grid.rows[head:]
    numbers = [row.cells[column].text for row in body for column in data(roles)]
    if not any(map(is_number, numbers)) or (models and not may_be_scores(grid, head, roles, models, numbers)):
        models = None
    return Layout(head, tuple(roles), models)


def may_be_scores(
    grid: Grid, head: int, roles: Sequence[str | None], models: str, numbers: Sequence[str]
) -> bool:
    """Whether a table may hold scores: it names a benchmark, or its numbers are no larger than shares are."""
    tops = [lowest_header(grid, head, column) for column in data(roles)]
    labels = [row_label(row, roles) for row in grid.rows[head:]]
    named = (*(tops if models == "rows" else labels), *grid.headings[-1:])
    if "benchmark" in roles or any(map(known_names.is_benchmark, named)):
        return True
    plain = [value_of(text, "thousands").number for text in numbers]
    stated = [float(one) for one in plain if one]
    return 2 * sum(abs(one) > LARGEST_SHARE for one in stated) < len(stated)


def column_texts(grid: Grid, head: int) -> list[list[str]]:
    """Published cell texts of each column below the header, without section rows."""
    rows = [row for row in grid.rows[head:] if not is_section(row)]
    texts = [[row.cells[column].text for row in rows] for column in range(grid.width)]
    return [[text for text in column if not is_missing(text)] for column in texts]


def is_label(column: int, top: str, stated: int, numeric: int) -> bool:
    """Whether a column without a role is a label: it has no numbers, and its header names no model or benchmark."""
    if column == 0 and not top:
        return 2 * numeric <= stated
    return (
        bool(stated)
        and not numeric
        and (column == 0 or not (known_names.is_model(top) or known_names.is_benchmark(top)))
    )


def data(roles: Sequence[str | None]) -> list[int]:
    """Indices of the score columns."""
    return [column for column, role in enumerate(roles) if role in (None, "value")]


def lowest_header(grid: Grid, head: int, column: int) -> str:
    """The lowest non-empty header cell of a column; blank if there is none."""
    cells = [row.cells[column].text for row in grid.rows[:head] if row.cells[column].text]
    return cells[-1] if cells else ""


def settle_names(texts: Sequence[Sequence[str]], roles: list[str | None], tops: Sequence[str]) -> None:
    """Keep one benchmark column and one model column; others with these roles become categories.

    Beside a column that is called so, one without a header of its own holds the names if more of its texts are known as
    such: a header over two columns, or over the category alone.
    """
    tests = (
        ("benchmark", PREFERRED, known_names.is_one_benchmark),
        ("model", re.compile(""), known_names.is_model),
    )
    for role, preferred, test in tests:
        called = [column for column, one in enumerate(roles) if one == role]
        if not called:
            continue
        unnamed = [column for column, one in enumerate(roles) if one == "category" and not tops[column]]
        named = {column: share(texts[column], test) for column in (*called, *unnamed)}
        usual = next((column for column in called if preferred.search(tops[column])), called[-1])
        if len({tops[column] for column in called}) == 1:
            usual = called[-1]
        best = max(named, key=lambda column: (named[column], column == usual))
        kept = best if named[best] > named[usual] and named[best] >= MOST_NAMES else usual
        for column in called:
            roles[column] = "category"
        roles[kept] = role


def name_columns(texts: Sequence[Sequence[str]], roles: list[str | None], models: str | None) -> None:
    """Assign the name column its role if its header does not, or names the opposite one."""
    role = "model" if models == "rows" else "benchmark"
    other = "benchmark" if models == "rows" else "model"
    if models in (None, "both") or role in roles:
        return
    test = known_names.is_model if models == "rows" else known_names.is_benchmark
    places = [column for column, one in enumerate(roles) if one in (other, "category", "metric", "language")]
    places = places or [column for column, one in enumerate(roles) if one == "spec" and role == "model"]
    sign = -1 if role == "model" else 1
    if places:
        roles[max(places, key=lambda column: (share(texts[column], test), sign * column))] = role


def is_section(row: Row) -> bool:
    """Whether only one cell has text, and that no number, as in a section heading between rows."""
    stated = {id(cell): cell.text for cell in row.cells if cell.text}
    return len(stated) == 1 and len(row.cells) > 1 and not any(map(is_number, stated.values()))


def head_rows(grid: Grid) -> int:
    """Number of header rows."""
    marked = 0
    for row in grid.rows:
        is_marked = row.heading or all(cell.heading for cell in row.cells if cell.text)
        if not is_marked or has_numbers(row) or (marked and is_section(row)):
            break
        marked += 1
    titles = next((number for number, row in enumerate(grid.rows) if not is_section(row)), 0)
    head = min(max(marked, titles + 1), max(len(grid.rows) - 1, 1))
    while head < len(grid.rows) - 1 and continues(grid, head):
        head += 1
    return head


def continues(grid: Grid, head: int) -> bool:
    """Whether the row below the header still belongs to it: shots below names, or names below groups."""
    row, above = grid.rows[head], grid.rows[head - 1]
    if has_numbers(row) or is_section(row):
        return False
    if any(one is other and one.text for one, other in zip(row.cells, above.cells, strict=True)):
        return True
    if not row.cells[0].text and any(
        cell.text and not top.text for cell, top in zip(row.cells, above.cells, strict=True)
    ):
        return True
    groups = any(cell.spans for cell in above.cells if cell.text) and not is_section(above)
    under = [cell for cell, top in zip(row.cells, above.cells, strict=True) if role_of(top.text) in LABELS]
    return (groups and not row.cells[0].text) or (bool(under) and not any(cell.text for cell in under))


def has_numbers(row: Row) -> bool:
    """Whether any cell after the first holds a number."""
    return any(is_number(cell.text) for cell in row.cells[1:])


def orientation(grid: Grid, head: int, roles: Sequence[str | None]) -> str | None:
    """Where the models are: by the headers of name columns, otherwise by names that look like models or benchmarks."""
    columns = [label(lowest_header(grid, head, column)) for column in data(roles)]
    if "benchmark" in roles and "model" in roles:
        return "both"
    labels = [row_label(row, roles) for row in grid.rows[head:] if not is_section(row)]
    in_columns = share(columns, known_names.is_model) + share(labels, known_names.is_benchmark)
    in_rows = share(labels, known_names.is_model) + share(columns, known_names.is_benchmark)
    in_columns += WORD_WEIGHT * ("benchmark" in roles)
    in_rows += WORD_WEIGHT * ("model" in roles)
    if not in_columns and not in_rows:
        return None
    if in_rows > in_columns:
        return "rows"
    only_values = bool(columns) and all(roles[column] == "value" for column in data(roles))
    return "none" if only_values else "columns"


def row_label(row: Row, roles: Sequence[str | None]) -> str:
    """The name at the start of a row; blank if there is none."""
    names: list[Cell] = []
    for wanted in (("benchmark", "model"), ("category",), ("metric",), ("spec",)):
        names = [cell for cell, role in zip(row.cells, roles, strict=True) if role in wanted and cell.text]
        if names:
            break
    return names[-1].text if names else ""


def share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    """The share of non-empty texts that pass a test, 0 to 1."""
    stated = [text for text in texts if text]
    return sum(test(text) for text in stated) / len(stated) if stated else 0.0
