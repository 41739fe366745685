"""A sheet of a file: rows of raw text cells, before columns have a meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from dokja.ingest.content import Content
from dokja.ingest.reading import LeftOut
from dokja.records.problems import Problem

MOST_ROWS = 2_000_000
MOST_COLUMNS = 2_000
ROW = "row"


@dataclass(frozen=True)
class Sheet:
    """Raw cells; column row is the file's row number from 1, columns 0, 1, … hold text, null if empty.

    typed means that numbers are stored as numbers, not text (XLSX). left_out and problems concern lines that are not in
    the frame.
    """

    name: str
    frame: pl.DataFrame
    typed: bool = False
    left_out: Sequence[LeftOut] = field(default=())
    problems: Sequence[Problem] = field(default=())

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.frame.width - 1

    def first_rows(self, count: int) -> list[tuple[int, list[str]]]:
        """The first rows as (row number, cells), with blank text for empty cells."""
        return [(row[0], [cell or "" for cell in row[1:]]) for row in self.frame.head(count).iter_rows()]

    def place(self, column: int, header: str, row: int) -> str:
        """The place of a value: a cell reference (평가!C7) in a workbook, otherwise the column's header or number."""
        if self.typed:
            return f"{self.name}!{letters(column)}{row}"
        return header or str(column + 1)


def letters(column: int) -> str:
    """Letters of a spreadsheet column; 0 is A."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def check_size(content: Content, rows: int, columns: int) -> None:
    """Raises Unreadable if there are too many rows or columns."""
    if rows > MOST_ROWS:
        raise content.unreadable("too_many_rows", limit=f"{MOST_ROWS:,}", found=f"{rows:,}")
    if columns > MOST_COLUMNS:
        raise content.unreadable("too_many_columns", limit=f"{MOST_COLUMNS:,}", found=f"{columns:,}")
