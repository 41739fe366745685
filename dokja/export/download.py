"""What leaves the dashboard, whatever the file format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dokja.export.figures import Figure

Cell = str | bool | date | Figure | None
Columns = Mapping[str, Sequence[Cell]]
"""Cells under their headers: numbers as figures, dates as dates, None where missing."""


@dataclass(frozen=True)
class Download:
    """A table under the headers that the reader saw, with what must travel with it.

    notes: filter, address, date, citation, licence, each with its label; sources: one row per source, all text.
    """

    title: str
    table: Columns
    notes: Columns
    sources: Columns
    table_sheet: str
    notes_sheet: str
    sources_sheet: str
