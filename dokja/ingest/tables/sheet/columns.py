"""Finds a sheet's header row and the role of each column, as proposed from headers and cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from dokja.ingest.content import LONGEST_CELL, Content, Unreadable
from dokja.ingest.tables.sheet.sheets import ROW, Sheet
from dokja.ingest.values import cell_words, digits, known_names
from dokja.ingest.values.header_words import ROLES, rank, roles_called
from dokja.ingest.values.roles import MEAN, PROPERTIES, role_of

KINDS = ("long", "models_in_rows", "models_in_columns")
SEARCHED = 60
SAMPLE = 200
PERIOD = re.compile(r"(?:(?:19|20)\d{2}(?: ?년| ?[./-])?)?(?: ?\d{1,2} ?(?:월|분기))?(?: ?[상하]반기)?")
LABELS = {"models_in_rows": "model", "models_in_columns": "benchmark"}


@dataclass(frozen=True)
class Layout:
    """What the columns of a sheet hold. header_row starts at 1; roles are (header, role) pairs in column order.

    kind is long (a single score column), models_in_rows (each score column is a benchmark named by its header) or
    models_in_columns (each score column is a model named by its header). A correction without roles changes the header
    row only. left lists sheets with these columns that are not to be read.
    """

    sheet: str
    header_row: int
    kind: str
    roles: tuple[tuple[str, str], ...]
    left: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The layout as JSON-compatible values."""
        roles = [list(pair) for pair in self.roles]
        values = {"sheet": self.sheet, "header_row": self.header_row, "kind": self.kind, "roles": roles}
        return values | {"left": list(self.left)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Layout:
        """The layout from to_dict's output. Raises ValueError for anything else."""
        sheet, row, kind, roles = (values.get(name) for name in ("sheet", "header_row", "kind", "roles"))
        pairs = (
            [tuple(pair) for pair in roles if isinstance(pair, list | tuple)]
            if isinstance(roles, list | tuple)
            else []
        )
        is_row = isinstance(row, int) and not isinstance(row, bool) and row >= 1
        if not isinstance(sheet, str) or not is_row or kind not in KINDS:
            raise ValueError("a layout needs sheet, header_row from 1 and a known kind")
        known = [pair for pair in pairs if len(pair) == 2 and isinstance(pair[0], str) and pair[1] in ROLES]
        if not isinstance(roles, list | tuple) or len(known) != len(roles):
            raise ValueError("the roles of a layout are pairs of header and role")
        left = values.get("left", [])
        if not isinstance(left, list | tuple) or not all(isinstance(name, str) for name in left):
            raise ValueError("the sheets that a layout leaves out are names")
        pairs = [(str(header), str(role)) for header, role in known]
        return cls(sheet, int(str(row)), str(kind), tuple(pairs), tuple(left))


@dataclass(frozen=True)
class Heading:
    """A score column's parsed header: a name, and the attributes it adds to every value below it."""

    name: str
    part: str = "score"
    scale: str | None = None
    metric: str | None = None
    mode: str | None = None
    effort: str | None = None
    shots: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class Table:
    """A sheet with its header located; tops are the cells of a header row above it, blank if there is none."""

    sheet: Sheet
    header_row: int
    subs: tuple[str, ...]
    tops: tuple[str, ...]

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """The header of each column, with two header rows joined."""
        pairs = zip(self.tops, self.subs, strict=True)
        return tuple(" ".join(dict.fromkeys(part for part in pair if part)) for pair in pairs)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Each header parsed as the heading of a score column."""
        return tuple(heading(top, sub) for top, sub in zip(self.tops, self.subs, strict=True))

    @cached_property
    def body(self) -> pl.DataFrame:
        """The rows below the header."""
        return self.sheet.frame.filter(pl.col(ROW) > self.header_row)

    @cached_property
    def first_header_row(self) -> int:
        """Row number of the upper header row, if there are two."""
        return self.header_row - 1 if any(self.tops) else self.header_row


def heading(top: str, sub: str) -> Heading:
    """Parse a header of one or two rows."""
    found: dict[str, str] = {}
    names: list[str] = []
    for text in dict.fromkeys(part for part in (top, sub) if part):
        name, said = cell_words.name_and_attributes(text)
        found |= said
        names += [name] if name else []
    group = None
    if len(names) == 2 and is_name(names[1]) and not is_name(names[0]):
        group = names.pop(0)
    return Heading(" ".join(names) or sub or top, **found, group=group)


def is_name(text: str) -> bool:
    """Whether a text looks like the name of a model or benchmark."""
    return known_names.is_model(text) or known_names.is_benchmark(text)


def is_number(text: str) -> bool:
    """Whether a cell holds a number, even an ambiguous or huge one."""
    return bool(text) and digits.column_numbers([text])[0].fault in (None, "ambiguous_number", "huge_number")


def filled(cells: Iterable[str]) -> list[str]:
    """The non-empty cells."""
    return [cell for cell in cells if cell]


def table(
    content: Content, sheet: Sheet, header_row: int | None = None, *, joined: bool | None = None
) -> Table | None:
    """The sheet with its header in the given row, or located; None if there is none.

    joined: whether the row above belongs to the header (None: decide by its cells). Raises Unreadable if a header cell
    is too long.
    """
    rows = sheet.first_rows(SEARCHED)
    at = next((place for place, (row, _) in enumerate(rows) if row == header_row), None)
    at = header_place([cells for _, cells in rows]) if header_row is None else at
    if at is None:
        return None
    row, subs = rows[at]
    too_long = next((place for place, cell in enumerate(subs) if len(cell) > LONGEST_CELL), None)
    if too_long is not None:
        raise content.unreadable("cell_too_long", row, str(too_long + 1), limit=f"{LONGEST_CELL:,}")
    above = rows[at - 1][1] if at and rows[at - 1][0] == row - 1 else [""] * len(subs)
    is_joined = may_group(above) and (groups(above, subs) if joined is None else joined)
    return Table(sheet, row, tuple(subs), tuple(spread(above, subs) if is_joined else [""] * len(subs)))


def header_place(rows: list[list[str]]) -> int | None:
    """Index of the header among the first rows: the last row of names above the first row of numbers; None if none."""
    usual = Counter(count for cells in rows if (count := len(filled(cells))) > 1).most_common(1)
    least = max(2, (usual[0][0] + 1) // 2) if usual else 2
    numeric = [any(is_number(cell) for cell in cells) for cells in rows]
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
        )
        return at + 1 if has_second else at
    if body == len(rows):
        return None
    return next((at for at in reversed(range(body)) if len(filled(rows[at])) >= 2 and not numeric[at]), None)


def is_known_header(cells: list[str]) -> bool:
    """Whether a row of cells names a model or benchmark column, and at least one other column."""
    return len(set(filled(cells))) > 1 and any(is_label(cell) for cell in cells)


def is_label(cell: str) -> bool:
    """Whether a cell is a common name for a model or benchmark column."""
    return bool(cell) and not {"model", "benchmark"}.isdisjoint(roles_called(cell))


def may_group(tops: list[str]) -> bool:
    """Whether a row can be the upper header row: several names and no number."""
    return len(set(filled(tops))) > 1 and not any(map(is_number, tops))


def groups(tops: list[str], subs: list[str]) -> bool:
    """Whether a row above a header groups its columns, judged by the cells."""
    named = filled(subs)
    spans_rows = any(top and (top == sub or not sub) for top, sub in zip(tops, subs, strict=True))
    return spans_rows or len(set(named)) < len(named)


def spread(tops: list[str], subs: list[str]) -> list[str]:
    """The row above a header, with each group repeated over its columns."""
    spread, last = [], ""
    for top, sub in zip(tops, subs, strict=True):
        stands_alone = {"score", "stderr", "n_items", "metric", "mode", "effort", "shots"}.isdisjoint(
            roles_called(sub)
        )
        last = top or ("" if stands_alone and roles_called(sub) else last)
        spread.append(last if sub or top else "")
    return spread


def proposed(content: Content, found: Table) -> Layout:
    """Propose what the columns hold, judging by headers and cells.

    Raises Unreadable if no model, benchmark or score column is found.
    """
    roles = called(found)
    numeric = numeric_columns(found, roles)
    kind = kind_of(content, found, roles, numeric)
    for at in numeric if kind != "long" else []:
        is_mean = kind == "models_in_columns" and MEAN.fullmatch(found.headings[at].name)
        roles[at] = "ignored" if is_mean else found.headings[at].part
    if "score" not in roles:
        raise missing(content, found, "no_column_of_scores")
    pairs = zip(found.headers, (role or "ignored" for role in roles), strict=True)
    return Layout(found.sheet.name, found.header_row, kind, tuple(pairs))


def called(found: Table) -> list[str | None]:
    """The role that each header is a name for; if several compete for a role, the best match gets it."""
    roles: list[str | None] = [None] * len(found.headers)
    for role in ROLES:
        places = [at for at, header in enumerate(found.headers) if header and role in roles_called(header)]
        places.sort(key=lambda at: rank(role, found.headers[at]))
        if role == "score":
            if len(places) > 1:
                places = [at for at in places if not holds_words(found, at)]
            places.sort(key=lambda at: not has_numbers(found, at))
        for at in places if role == "ignored" else places[:1]:
            roles[at] = role
        for at in places[1:] if role not in ("ignored", "score") else []:
            roles[at] = "ignored"
    return roles


def numeric_columns(found: Table, roles: list[str | None]) -> list[int]:
    """Columns that hold numbers, have no role of their own and are not properties of models."""
    return [
        at
        for at, role in enumerate(roles)
        if role is None
        and found.headers[at]
        and role_of(found.subs[at] or found.tops[at]) not in PROPERTIES
        and not PERIOD.fullmatch(found.headers[at])
        and has_numbers(found, at)
    ]


def has_numbers(found: Table, at: int) -> bool:
    """Whether at least half of a column's published values are numbers."""
    values = published(found, at)
    return bool(values) and 2 * sum(map(is_number, values)) >= len(values)


def holds_words(found: Table, at: int) -> bool:
    """Whether none of a column's published values has a digit, as under a title over several columns."""
    values = published(found, at)
    return bool(values) and not any(sign.isdecimal() for value in values for sign in value)


def published(found: Table, at: int) -> list[str]:
    """The first published values of a column."""
    cells = found.body.head(SAMPLE)[str(at)].drop_nulls().to_list()
    return [cell for cell in cells if not digits.is_not_published(cell)]


def kind_of(content: Content, found: Table, roles: list[str | None], numeric: list[int]) -> str:
    """The table's kind; also assigns roles to the score column of a long table and the label column of a wide one."""
    if "model" in roles and "benchmark" in roles:
        if "score" not in roles and len(numeric) == 1:
            roles[numeric[0]] = "score"
        return "long"
    if not numeric:
        known = {"model", "benchmark"} & set(roles)
        lacking = "no_benchmark_column" if "model" in known else "no_model_column"
        raise missing(
            content,
            found,
            lacking if "score" in roles else "no_column_of_scores" if known else "no_model_column",
        )
    if "model" in roles:
        return "models_in_rows"
    if "benchmark" in roles:
        return "models_in_columns"
    label = label_column(found, roles, numeric)
    kind = kind_by_names(found, label, numeric) if label is not None else None
    if label is None or kind is None:
        raise missing(content, found, "no_model_column")
    roles[label] = LABELS[kind]
    return kind


def label_column(found: Table, roles: list[str | None], numeric: list[int]) -> int | None:
    """The name column if no header identifies it: the non-numeric column with most names, the first if tied."""
    places = [at for at, role in enumerate(roles) if role in (None, "metric") and at not in numeric]
    sample = found.body.head(SAMPLE)
    named = {at: sum(map(is_name, sample[str(at)].drop_nulls())) for at in places}
    return max(places, key=lambda at: (named[at], roles[at] is None), default=None)


def kind_by_names(found: Table, label: int, numeric: list[int]) -> str | None:
    """The kind of a wide table without an informative label header, judged by its names; None if undecided."""
    names = {
        "rows": found.body.head(SAMPLE)[str(label)].drop_nulls().to_list(),
        "columns": [found.headings[at].name for at in numeric],
    }
    models = {side: sum(map(known_names.is_model, those)) for side, those in names.items()}
    benchmarks = {side: sum(map(known_names.is_benchmark, those)) for side, those in names.items()}
    in_rows = models["rows"] + benchmarks["columns"]
    in_columns = models["columns"] + benchmarks["rows"]
    if in_rows == in_columns:
        return None
    return "models_in_rows" if in_rows > in_columns else "models_in_columns"


def missing(content: Content, found: Table, rule: str) -> Unreadable:
    """The exception for a missing required column; it lists the columns that exist."""
    column = found.sheet.name or None
    return content.unreadable(rule, found.header_row, column, found=", ".join(filled(found.headers)))
