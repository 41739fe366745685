"""Resolves a sheet's header row and column roles: as corrected, otherwise as proposed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.tables.grid import Grid
from dokja.ingest.tables.header_rows import (
    SEARCHED,
    Table,
    filled,
    headed,
    is_known_header,
    is_units,
    joins,
    table,
    with_units,
)
from dokja.ingest.tables.layout import NAMED_BY, SEVERAL, Layout, is_numeric, proposed, roles_of
from dokja.ingest.tables.score_headers import setting_above
from dokja.ingest.values.digits import is_number
from dokja.ingest.values.vocabulary import normal
from dokja.records.problems import Problem

GIVEN, PROPOSED, UNCLEAR, MISFIT = "given", "proposed", "unclear", "misfit"
LEFT, HEADLESS, OTHER = "left", "headless", "other"
READ = (GIVEN, PROPOSED, MISFIT)
CORRECTABLE = (*READ, UNCLEAR, OTHER)
"""States of a table whose columns are known, so that their roles can be chosen."""


@dataclass(frozen=True)
class ResolvedLayout:
    """A table with the layout it is read by, or a draft if it is not read.

    how is given (a correction for this shape), proposed, unclear (no complete proposal; problem states why), misfit
    (the correction for this shape does not fit, so the proposal is used), left (excluded by a user), headless (numbers,
    but no score header) or other (a page's table with numbers that are no scores).
    """

    found: Table
    layout: Layout
    how: str
    problem: Problem | None = None


def resolved_layout(content: Content, sheet: Grid, layouts: Mapping[str, Layout]) -> ResolvedLayout | None:
    """How a sheet is read; layouts are corrections by shape, the latest last. None if it holds no numbers.

    Raises Unreadable if the header is too long.
    """
    first = table(content, sheet)
    found = corrected_table(content, sheet, layouts) or first
    given = layouts.get(shape_of(found)) if found else None
    if found is None or not (given or sheet.is_page or holds_scores(found)):
        return headless(content, sheet)
    one = with_layout(content, found, given)
    if sheet.is_page and one.how == UNCLEAR:
        return replace(one, how=OTHER, problem=None)
    if given is None:
        return one
    if one.how == PROPOSED and not (first and shape_of(first) == shape_of(found)):
        one = replace(one, how=GIVEN)
    one = replace(one, layout=replace(one.layout, left=given.left))
    return replace(one, how=LEFT, problem=None) if sheet.label in given.left else one


def corrected_table(content: Content, sheet: Grid, layouts: Mapping[str, Layout]) -> Table | None:
    """The sheet with the most recently corrected header that matches one of its rows; None if none matches."""
    age = {shape: place for place, shape in enumerate(layouts)}
    known = [one for one in (header_rows(content, sheet) if age else []) if shape_of(one) in age]
    return max(known, key=lambda one: age[shape_of(one)], default=None)


def header_rows(content: Content, sheet: Grid) -> list[Table]:
    """The sheet with each of its first rows of two or more cells as the header, alone and joined with the row above."""
    rows = [cells for _, cells in sheet.first_rows(SEARCHED)]
    found = []
    for at, cells in enumerate(rows):
        if len(filled(cells)) > 1 and not is_units(cells):
            try:
                found.append(headed(content, sheet, with_units(rows, [at])))
                if joins(sheet, rows, at):
                    found.append(headed(content, sheet, with_units(rows, [at - 1, at])))
            except Unreadable:
                continue
    return found


def with_layout(content: Content, found: Table, given: Layout | None) -> ResolvedLayout:
    """The given layout if it fits, otherwise the proposed one, otherwise a draft from headers and cells."""
    if given and fits(given, found):
        layout = replace(given, sheet=found.grid.label, header_row=found.header_row or 1)
        return ResolvedLayout(found, layout, GIVEN)
    try:
        if found.body.is_empty():
            raise content.unreadable("header_only", found.header_row, found.grid.name or None)
        layout = proposed(content, found)
    except Unreadable as error:
        return ResolvedLayout(found, drafted(found), UNCLEAR, error.problem)
    return ResolvedLayout(found, layout, MISFIT if given and given.roles else PROPOSED)


def fits(layout: Layout, found: Table) -> bool:
    """Whether a layout is complete and matches the headers of a table."""
    wanted = [normal(header) for header, _ in layout.roles]
    roles = [role for _, role in layout.roles]
    same = wanted == [normal(header) for header in found.headers]
    return same and not faults(layout) and layout.kind == kind_of_roles(roles)


def kind_of_roles(roles: Sequence[str]) -> str:
    """long if there are both model and benchmark columns, otherwise one of the wide kinds."""
    if "model" in roles and "benchmark" in roles:
        return "long"
    return "models_in_columns" if "benchmark" in roles else "models_in_rows"


def faults(layout: Layout) -> list[str]:
    """Roles that a layout lacks for its kind, or assigns more often than allowed."""
    counts = Counter(role for _, role in layout.roles)
    needed = {"model", "benchmark"} if layout.kind == "long" else {NAMED_BY.get(layout.kind, "model")}
    too_many = [role for role, count in counts.items() if count > 1 and role not in SEVERAL]
    if layout.kind == "long" and not is_told_apart(layout):
        too_many.append("score")
    return [*(role for role in sorted(needed | {"score"}) if not counts[role]), *too_many]


def is_told_apart(layout: Layout) -> bool:
    """Whether a long table has one column of scores, or several whose headers state settings."""
    headers = [header for header, role in layout.roles if role == "score"]
    said = {tuple(sorted(setting_above(header).items())) for header in headers}
    return len(headers) < 2 or (len(said) == len(headers) and () not in said)


def holds_scores(found: Table) -> bool:
    """Whether a sheet has a numeric column, or a header that names models or benchmarks."""
    return any(map(is_numeric, found.texts)) or is_known_header(found.lowest)


def headless(content: Content, sheet: Grid) -> ResolvedLayout | None:
    """A draft for a sheet without a score header; None if it has no numbers or no row that could be a header."""
    rows = [cells for _, cells in sheet.first_rows(SEARCHED) if len(filled(cells)) > 1]
    candidates = header_rows(content, sheet)
    if not candidates or not any(is_number(cell) for cells in rows for cell in cells):
        return None
    return ResolvedLayout(candidates[0], drafted(candidates[0]), HEADLESS)


def drafted(found: Table) -> Layout:
    """An incomplete layout: roles from headers, numeric columns as scores, everything else ignored."""
    roles = [
        role or ("score" if found.headers[at] and is_numeric(found.texts[at]) else "ignored")
        for at, role in enumerate(roles_of(found))
    ]
    pairs = tuple(zip(found.headers, roles, strict=True))
    return Layout(found.grid.label, found.header_row or 1, kind_of_roles(roles), pairs)


def shape_of(found: Table) -> str:
    """A key shared by tables with the same columns, under which a corrected layout is stored."""
    headers = "\x1f".join(normal(header) for header in found.headers)
    return hashlib.sha256(headers.encode()).hexdigest()[:16]
