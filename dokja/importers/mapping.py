"""What each column of a spreadsheet is taken for, told to people who may correct it; corrections are known by shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from dokja import importers
from dokja.importers import spreadsheet
from dokja.importers.columns import (
    Layout,
    Table,
    applied,
    called,
    check,
    has_numbers,
    proposed,
    wrong_roles,
)
from dokja.importers.content import Content, Unreadable

EXAMPLES = 3
LONGEST_EXAMPLE = 40
LOOKED_AT = 200
GIVEN, PROPOSED, UNCLEAR, MISFIT = "given", "proposed", "unclear", "misfit"


@dataclass(frozen=True)
class ColumnMapping:
    """The layout that a file is read by, and up to three values of each column.

    how is given (a correction of this shape), proposed, unclear (no proposal is whole) or misfit (the correction of
    this shape does not fit, so the proposal counts).
    """

    path: str
    shape: str
    layout: Layout
    examples: tuple[tuple[str, ...], ...]
    how: str

    def to_dict(self) -> dict[str, Any]:
        """The mapping as plain values for JSON."""
        return {**asdict(self), "layout": self.layout.to_dict()}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> ColumnMapping:
        """The mapping that to_dict gave."""
        examples = tuple(tuple(column) for column in values["examples"])
        return cls(**{**values, "layout": Layout.from_dict(values["layout"]), "examples": examples})

    def corrected(self, roles: Sequence[str]) -> Layout:
        """The layout with other roles, in the columns' order; which kind it is follows from them."""
        pairs = tuple((header, role) for (header, _), role in zip(self.layout.roles, roles, strict=True))
        return replace(self.layout, kind=kind_of_roles(roles), roles=pairs)


def kind_of_roles(roles: Sequence[str]) -> str:
    """A table with a column of models and one of benchmarks is long; with one of them it is wide."""
    if "model" in roles and "benchmark" in roles:
        return "long"
    return "models_in_columns" if "benchmark" in roles else "models_in_rows"


def faults(layout: Layout) -> list[str]:
    """Roles that a layout lacks, or gives more often than once."""
    lacking, too_many = wrong_roles(layout)
    return [*lacking, *too_many]


def mappings(given: Sequence[Content], layouts: Mapping[str, Layout]) -> list[ColumnMapping]:
    """How each spreadsheet among the files is read; layouts are corrections by shape."""
    found = []
    for content in given:
        if importers.format_of(content) == "spreadsheet":
            try:
                found.append(mapping(content, layouts))
            except Unreadable:
                continue
    return found


def mapping(content: Content, layouts: Mapping[str, Layout]) -> ColumnMapping:
    """How one spreadsheet is read. Raises Unreadable where it holds no table."""
    found = spreadsheet.main_table(content)
    shape = spreadsheet.shape_of(found)
    layout, how = chosen(content, found, layouts.get(shape))
    shown = found.sheet.frame.filter(found.sheet.frame["row"] > layout.header_row).head(LOOKED_AT)
    examples = tuple(
        tuple(
            one if len(one) <= LONGEST_EXAMPLE else one[: LONGEST_EXAMPLE - 1] + "…"
            for one in shown[str(at)].drop_nulls().unique(maintain_order=True).head(EXAMPLES)
        )
        for at in range(found.sheet.width)
    )
    return ColumnMapping(content.path, shape, layout, examples, how)


def chosen(content: Content, found: Table, given: Layout | None) -> tuple[Layout, str]:
    """The given layout where it fits, else the proposed one, else a draft of what headers and cells say."""
    try:
        fitting = applied(content, found.sheet, given) if given else None
    except Unreadable:
        fitting = None
    if fitting:
        return fitting[1], GIVEN
    try:
        layout = proposed(content, found)
        check(content, layout)
    except Unreadable:
        return drafted(found), UNCLEAR
    return layout, MISFIT if given else PROPOSED


def drafted(found: Table) -> Layout:
    """A layout that is not whole: what the headers say, numbers as scores, all else unused."""
    roles = [
        role or ("score" if found.headers[at] and has_numbers(found, at) else "ignored")
        for at, role in enumerate(called(found))
    ]
    pairs = tuple(zip(found.headers, roles, strict=True))
    return Layout(found.sheet.name, found.header_row, kind_of_roles(roles), pairs)


def by_path(told: Sequence[ColumnMapping]) -> dict[str, Layout]:
    """The corrections among the mappings, by file."""
    return {one.path: one.layout for one in told if one.how == GIVEN}


def headers_of(told: Sequence[ColumnMapping]) -> Counter[str]:
    """How often each header stands in the files."""
    return Counter(header for one in told for header, _ in one.layout.roles if header)
