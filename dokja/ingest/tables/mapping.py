"""How each table of a spreadsheet or page is read, shown for correction; corrections are stored by table shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from dokja.ingest import registry
from dokja.ingest.content import Content
from dokja.ingest.tables.header_rows import Table, filled
from dokja.ingest.tables.layout import Layout
from dokja.ingest.tables.resolved_layout import (
    GIVEN,
    ResolvedLayout,
    header_rows,
    kind_of_roles,
    shape_of,
)

EXAMPLES = 3
LONGEST_EXAMPLE = 40
LOOKED_AT = 200
HEADER_ROWS = 20
CELLS_OF_HEADER = 6


@dataclass(frozen=True)
class HeaderRow:
    """A possible header row: its number (or the range of two rows), its shape and its first cells."""

    row: str
    shape: str
    cells: tuple[str, ...]

    @property
    def last(self) -> int:
        """Number of the last header row."""
        return int(self.row.rpartition("-")[2])


@dataclass(frozen=True)
class ColumnMapping:
    """The layout used for a table, up to three sample values per column, and the possible header rows.

    how is the same as in ResolvedLayout.
    """

    path: str
    shape: str
    layout: Layout
    examples: tuple[tuple[str, ...], ...]
    how: str
    rows: tuple[HeaderRow, ...]

    @property
    def header(self) -> HeaderRow:
        """The header row in use."""
        return next(one for one in self.rows if one.shape == self.shape)

    def to_dict(self) -> dict[str, Any]:
        """The mapping as JSON-compatible values."""
        return {**asdict(self), "layout": self.layout.to_dict()}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> ColumnMapping:
        """The mapping from to_dict's output."""
        examples = tuple(tuple(column) for column in values["examples"])
        rows = tuple(HeaderRow(one["row"], one["shape"], tuple(one["cells"])) for one in values["rows"])
        layout = Layout.from_dict(values["layout"])
        return cls(**{**values, "layout": layout, "examples": examples, "rows": rows})

    def corrected(self, roles: Sequence[str]) -> Layout:
        """The layout with other roles, in column order; the kind follows from the roles."""
        pairs = tuple((header, role) for (header, _), role in zip(self.layout.roles, roles, strict=True))
        return replace(self.layout, kind=kind_of_roles(roles), roles=pairs)

    def with_header(self, row: HeaderRow) -> Layout:
        """A layout with another header row, whose columns are still to be proposed."""
        return header_alone(self.layout.sheet, row.last)

    def taken(self, *, is_read: bool) -> Layout:
        """The layout with its sheet read or left out; columns that nobody corrected stay as proposed."""
        sheet, left = self.layout.sheet, {*self.layout.left}
        layout = self.layout if self.how == GIVEN else header_alone(sheet, self.layout.header_row)
        return replace(layout, left=tuple(sorted(left - {sheet} if is_read else left | {sheet})))


def header_alone(sheet: str, row: int) -> Layout:
    """A correction of the header row only."""
    return Layout(sheet, row, kind_of_roles(()), ())


def mappings(content: Content, layouts: Mapping[str, Layout]) -> list[ColumnMapping]:
    """How each table of a file is read; layouts are corrections by shape, the latest last."""
    return [column_mapping(content, one) for one in registry.tables(content, layouts)]


def column_mapping(content: Content, one: ResolvedLayout) -> ColumnMapping:
    """The mapping of one table."""
    found = one.found
    offered = {shape_of(row): row for row in reversed(header_rows(content, found.grid)[:HEADER_ROWS])}
    offered[shape_of(found)] = found
    rows = sorted(offered.items(), key=lambda item: (item[1].header[-1], -item[1].header[0]))
    headers = tuple(HeaderRow(numbers_of(row), shape, first_cells(row)) for shape, row in rows)
    return ColumnMapping(content.path, shape_of(found), one.layout, examples(found), one.how, headers)


def numbers_of(found: Table) -> str:
    """The header's row number, or the range of its two rows; counted within the table if the file has none."""
    first, last = found.first_header_row or found.header[0] + 1, found.header_row or found.header[-1] + 1
    return str(last) if first == last else f"{first}-{last}"


def examples(found: Table) -> tuple[tuple[str, ...], ...]:
    """Up to EXAMPLES distinct values of each column."""
    shown = found.body.head(LOOKED_AT)
    return tuple(
        tuple(map(short, shown[str(at)].drop_nulls().unique(maintain_order=True).head(EXAMPLES)))
        for at in range(found.grid.width)
    )


def first_cells(found: Table) -> tuple[str, ...]:
    """The first non-empty cells of a header."""
    return tuple(short(cell) for cell in filled(found.headers)[:CELLS_OF_HEADER])


def short(text: str) -> str:
    """A text shortened for display."""
    return text if len(text) <= LONGEST_EXAMPLE else text[: LONGEST_EXAMPLE - 1] + "…"
