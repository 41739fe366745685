"""A table as a grid of text cells, before rows and columns have a meaning, whatever file it comes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from dokja.ingest.content import Content
from dokja.ingest.reading import LeftOut
from dokja.ingest.values import digits
from dokja.records.problems import Problem

MOST_ROWS = 2_000_000
MOST_COLUMNS = 2_000
ROW = "row"
PIECE = 50_000
"""Rows that are handled at a time, which bounds the memory that a long table takes."""


@dataclass(frozen=True)
class Grid:
    """Cells of text; column row is the line or row of the file from 1 (null if unknown), columns 0, 1, … null if empty.

    A cell that spans several positions has its text in each; spans gives the cell's number by (row of the frame, column).
    typed means that numbers are stored as numbers, not text (XLSX). is_page means that others wrote the table for readers
    (Markdown, HTML): marked is then the number of rows marked as header, headings are those above it (outermost first),
    notes the lines below it, title that of the page. left_out and problems concern lines that are not in the frame.
    """

    name: str
    frame: pl.DataFrame
    typed: bool = False
    left_out: Sequence[LeftOut] = field(default=())
    problems: Sequence[Problem] = field(default=())
    spans: dict[tuple[int, int], int] = field(default_factory=dict)
    is_page: bool = False
    line: int | None = None
    marked: int = 0
    headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    title: str | None = None

    @property
    def label(self) -> str:
        """The name of the sheet, or the heading directly above a page's table."""
        return self.name or "".join(self.headings[-1:])

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.frame.width - 1

    def first_rows(self, count: int) -> list[tuple[int, list[str]]]:
        """The first rows as (row number, cells), with blank text for empty cells."""
        return [(row[0], [cell or "" for cell in row[1:]]) for row in self.frame.head(count).iter_rows()]

    def rows(self, kept: Sequence[int]) -> Grid:
        """The grid with these rows of its frame alone."""
        place = {old: new for new, old in enumerate(kept)}
        spans = {(place[at], column): number for (at, column), number in self.spans.items() if at in place}
        return replace(self, frame=self.frame[list(kept)], spans=spans)

    def is_section(self, at: int, cells: Sequence[str]) -> bool:
        """Whether one cell alone of a row has text, and that no number, as in a heading between rows."""
        stated = {
            self.spans.get((at, column), -column - 1): cell for column, cell in enumerate(cells) if cell
        }
        return len(stated) == 1 and self.width > 1 and not any(map(digits.is_number, stated.values()))

    def place(self, column: int, header: str, row: int | None = None) -> str:
        """The place of a value: a cell reference (평가!C7) in a workbook, otherwise the column's header or number."""
        if self.typed:
            return f"{self.name}!{letters(column)}{'' if row is None else row}"
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


def text_frame(rows: Sequence[tuple[int | None, Sequence[str | None]]], width: int) -> pl.DataFrame:
    """Rows as (row number, cells) as a grid's frame."""
    columns = {str(at): [cells[at] or None for _, cells in rows] for at in range(width)}
    schema = {ROW: pl.Int64} | dict.fromkeys(columns, pl.String)
    return pl.DataFrame({ROW: [row for row, _ in rows]} | columns, schema=schema)
