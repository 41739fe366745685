"""The content of a download, independent of the file format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dokja.export.figures import Figure

Cell = str | bool | date | Figure | None
Columns = Mapping[str, Sequence[Cell]]
"""Cells by header: numbers as Figure, dates as date, None if missing."""


@dataclass(frozen=True)
class Download:
    """A table under the headers that the reader saw, with its accompanying notes and sources.

    notes holds filter, address, date, citation and licence, each with its label; sources has one row per source, all
    text.
    """

    title: str
    table: Columns
    notes: Columns
    sources: Columns
    table_sheet: str
    notes_sheet: str
    sources_sheet: str
