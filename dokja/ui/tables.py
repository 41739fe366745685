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
from dokja.records import signs
from dokja.ui import html

PRINTED = 150
"""Number of rows to print even if the screen shows fewer; page.js adds them for printing."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """One step of a value's history in words, with the title and address of its source."""

    text: str
    source: str
    href: str


@dataclass(frozen=True)
class History:
    """A value's history: the mark that opens it, its header in downloads, and the steps of a row."""

    mark: str
    label: str
    steps: Callable[[Row], Sequence[Step]]


@dataclass(frozen=True)
class Column:
    """A table column: header, value for downloads, and presentation.

    shown gives the displayed text if it differs from the value, full the text with every decimal if shown rounds it (on
    hover and in downloads), href a link, mark a colour before the text. decimals is
    the number of decimals displayed for a computed number. A numeric column holds numbers, possibly as published text;
    a prose column holds sentences and is wider; a day column keeps each date on one line; an away column links outside
    the dashboard. term explains the header. history describes earlier values.
    """

    label: str
    value: Callable[[Row], Any]
    shown: Callable[[Row], str] | None = None
    full: Callable[[Row], str] | None = None
    href: Callable[[Row], str] | None = None
    mark: Callable[[Row], str] | None = None
    decimals: int | None = None
    numeric: bool = False
    prose: bool = False
    day: bool = False
    away: bool = False
    term: str = ""
    history: History | None = None


@dataclass(frozen=True)
class Table:
    """A table as displayed: caption, columns and rows in order."""

    caption: str
    columns: Sequence[Column]
    rows: pl.DataFrame | Sequence[Row]

    def records(self) -> Iterable[Row]:
        """Iterate over the rows."""
        return self.rows.iter_rows(named=True) if isinstance(self.rows, pl.DataFrame) else self.rows

    def render(self, words: Words, key: str, background: str, on_screen: int, whole: int) -> str:
        """The table as HTML; missing values are marked, and the fixed column covers scrolled cells.

        Columns without a value in any of the rows are named below it instead. key tells its elements from those of other
        tables on the page.

        The screen shows the first on_screen rows, print possibly more; each states if it omits rows of the whole.
        """
        height = len(self.rows)
        on_paper = max(on_screen, min(height, PRINTED))
        records = list(itertools.islice(self.records(), on_paper))
        first, *others = self.columns
        columns = [
            first,
            *(column for column in others if any(written(column, row, words) for row in records)),
        ]
        empty = [column.label for column in others if column not in columns]
        return html.render(
            "table",
            key=key,
            caption=self.caption,
            explain=lambda label: words("table.explain", column=label),
            columns=columns,
            rows=[[cell(column, row, words) for column in columns] for row in records[:on_screen]],
            paper_rows=[
                [paper_cell(column, row, words) for column in columns] for row in records[on_screen:]
            ],
            empty=words("table.empty_columns", columns=words.join(empty)) if empty else "",
            remarks=[
                (medium, words("table.first_rows", shown=words.number(shown), count=words.number(whole)))
                for medium, shown in (("dk-screen", on_screen), ("dk-paper", on_paper))
                if shown < whole
            ],
            missing=words("table.missing"),
            background=background,
        )

    def leaving(self, words: Words) -> dict[str, list[Cell]]:
        """Cells of all rows by header, for download: numbers with every decimal, histories in columns beside them."""
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
    """The history steps of a row as one text."""
    return " / ".join(f"{step.text} · {step.source} {step.href}".rstrip() for step in history.steps(row))


def leaving(column: Column, row: Row, words: Words) -> Cell:
    """A cell for download: the number at the start of the full or displayed text, otherwise the value itself."""
    value = column.value(row)
    if value is None or isinstance(value, (bool, date)):
        return value
    said = column.full(row) if column.full else text(column, row, value, words)
    if isinstance(value, str):
        return (figures.first(said) if column.numeric else None) or value
    if isinstance(value, (int, float, Decimal)):
        return figures.first(said) or figures.first(words.number(value))
    return str(value)


def text(column: Column, row: Row, value: Any, words: Words) -> str:
    """The displayed text of a cell."""
    if column.shown and value is not None:
        return column.shown(row)
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return words.number(value, column.decimals)
    if isinstance(value, date):
        return words.date(value)
    return "" if value is None else str(value)


def written(column: Column, row: Row, words: Words) -> str:
    """The displayed text of a row's cell; blank if its value is missing."""
    return text(column, row, column.value(row), words)


def paper_cell(column: Column, row: Row, words: Words) -> list[str]:
    """Data for page.js of a print-only cell: text, external address, colour."""
    said = written(column, row, words)
    href = column.href(row) if column.away and column.href and said else ""
    mark = column.mark(row) if column.mark and said else ""
    history = f" {column.history.mark}" if column.history and column.history.steps(row) else ""
    return [signs.cleaned(text) for text in (f"{said}{history}", untrusted_text.outside(href), mark)]


def cell(column: Column, row: Row, words: Words) -> dict[str, Any]:
    """Template data of a cell."""
    said = written(column, row, words)
    href = column.href(row) if column.href and said else ""
    full = column.full(row) if column.full and said else said
    return {
        "text": said,
        "title": full if full != said else "",
        "href": untrusted_text.outside(href) if column.away else href,
        "mark": column.mark(row) if column.mark and said else "",
        "away": column.away,
        "history": column.history.steps(row) if column.history else (),
    }
