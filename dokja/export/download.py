"""What leaves the dashboard, whatever the file format."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Download:
    """A table under the headers that the reader saw, with what must travel with it.

    table: numbers as numbers, dates as dates, null where missing; decimals: decimals shown per column of numbers;
    notes: label and text of filter, date, citation, licence; sources: one row per source, all text.
    """

    title: str
    table: pl.DataFrame
    decimals: dict[str, int]
    notes: list[tuple[str, str]]
    sources: pl.DataFrame
    table_sheet: str
    notes_sheet: str
    sources_sheet: str
