"""Tables as HTML with caption and headers, and the same rows for download."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from dokja.export import figures
from dokja.export.download import Cell
from dokja.i18n import untrusted_text
from dokja.i18n.text import Words
from dokja.ui import html

PRINTED = 150
"""Rows that stand on paper although the screen holds them back; page.js makes them when the page is printed."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """One step of a value's history in words, and the title and address of its source."""

    text: str
    source: str
    href: str


@dataclass(frozen=True)
class History:
    """What a value was before: the mark that opens it, the header under which it leaves, the steps of a row."""

    mark: str
    label: str
    steps: Callable[[Row], Sequence[Step]]


@dataclass(frozen=True)
class Column:
    """One column: its header, the value that leaves in a download, and how that is shown.

    shown gives the text where it differs from the value as written, href a link, mark a colour before the text;
    decimals is the number of decimals that a computed number is shown with; a numeric column holds numbers, be they texts
    as published; history tells what the value was before; a prose column holds sentences and gets room for them; a column
    of days keeps each on one line.
    """

    label: str
    value: Callable[[Row], Any]
    shown: Callable[[Row], str] | None = None
    href: Callable[[Row], str] | None = None
    mark: Callable[[Row], str] | None = None
    decimals: int | None = None
    numeric: bool = False
    prose: bool = False
    day: bool = False
    away: bool = False
    history: History | None = None


@dataclass(frozen=True)
class Table:
    """A table as the reader sees it: caption, columns and rows in their order."""

    caption: str
    columns: Sequence[Column]
    rows: pl.DataFrame | Sequence[Row]

    def records(self) -> Iterable[Row]:
        """The rows one by one."""
        return self.rows.iter_rows(named=True) if isinstance(self.rows, pl.DataFrame) else self.rows

    def show(
        self, words: Words, background: str, on_screen: int | None = None, whole: int | None = None
    ) -> None:
        """Put the table on the page; a missing value is marked as missing, the fixed column covers what scrolls.

        The screen shows its first on_screen rows, paper some more of them; either says so where it leaves out rows
        of the whole.
        """
        height = len(self.rows)
        on_screen = height if on_screen is None else on_screen
        on_paper = max(on_screen, min(height, PRINTED))
        records = list(itertools.islice(self.records(), on_paper))
        count = height if whole is None else whole
        html.show(
            "table",
            caption=self.caption,
            columns=self.columns,
            rows=[[cell(column, row, words) for column in self.columns] for row in records[:on_screen]],
            paper_rows=[
                [paper_cell(column, row, words) for column in self.columns] for row in records[on_screen:]
            ],
            remarks=[
                (medium, words("table.first_rows", shown=words.number(shown), count=words.number(count)))
                for medium, shown in (("dk-screen", on_screen), ("dk-paper", on_paper))
                if shown < count
            ],
            missing=words("table.missing"),
            background=background,
        )

    def leaving(self, words: Words) -> dict[str, list[Cell]]:
        """The cells of all rows under their headers, numbers as they are shown; histories beside them."""
        rows = list(self.records())
        cells: dict[str, list[Cell]] = {}
        for column in self.columns:
            label = column.label
            while label in cells:
                label += "_"
            cells[label] = [leaving(column, row, words) for row in rows]
            if column.history and any(told := [history_text(column.history, row) for row in rows]):
                cells[column.history.label] = [text or None for text in told]
        return cells


def history_text(history: History, row: Row) -> str:
    """The steps of a row as one text."""
    return " / ".join(f"{step.text} · {step.source} {step.href}".rstrip() for step in history.steps(row))


def leaving(column: Column, row: Row, words: Words) -> Cell:
    """What leaves of one cell: of a number the one that its text begins with, else itself as people write it."""
    value = column.value(row)
    if value is None or isinstance(value, (bool, date)):
        return value
    if isinstance(value, str):
        return (figures.first(text(column, row, value, words)) if column.numeric else None) or value
    if isinstance(value, (int, float, Decimal)):
        return figures.first(text(column, row, value, words)) or figures.first(words.number(value))
    return str(value)


def text(column: Column, row: Row, value: Any, words: Words) -> str:
    """How one cell is written."""
    if column.shown and value is not None:
        return column.shown(row)
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return words.number(value, column.decimals)
    if isinstance(value, date):
        return words.date(value)
    return "" if value is None else str(value)


def paper_cell(column: Column, row: Row, words: Words) -> list[str]:
    """What page.js needs of a cell that paper alone holds: text, address outside the dashboard, colour."""
    written = text(column, row, column.value(row), words)
    href = column.href(row) if column.away and column.href and written else ""
    mark = column.mark(row) if column.mark and written else ""
    history = f" {column.history.mark}" if column.history and column.history.steps(row) else ""
    return [f"{written}{history}", untrusted_text.outside(href), mark]


def cell(column: Column, row: Row, words: Words) -> dict[str, Any]:
    """What the template needs of one cell."""
    written = text(column, row, column.value(row), words)
    href = column.href(row) if column.href and written else ""
    return {
        "text": written,
        "href": untrusted_text.outside(href) if column.away else href,
        "mark": column.mark(row) if column.mark and written else "",
        "away": column.away,
        "history": column.history.steps(row) if column.history else (),
    }
