"""Tables as HTML with caption and headers, and the same rows for download."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from dokja import markup
from dokja.text import Words

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
    decimals is the number of decimals that a number is shown with; history tells what the value was before; a prose column
    holds sentences and gets room for them; a column of days keeps each on one line.
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

    def show(self, words: Words, background: str) -> None:
        """Put the table on the page; a missing value is marked as missing, the fixed column covers what scrolls."""
        markup.show(
            "table",
            caption=self.caption,
            columns=self.columns,
            rows=[[cell(column, row, words) for column in self.columns] for row in self.records()],
            missing=words("table.missing"),
            background=background,
        )

    def frame(self) -> pl.DataFrame:
        """The values under their headers: numbers as numbers, dates as dates, missing as null; histories beside them."""
        rows = list(self.records())
        cells: dict[str, pl.Series] = {}
        for column in self.columns:
            cells[column.label] = series([column.value(row) for row in rows])
            if column.history and any(told := [history_text(column.history, row) for row in rows]):
                cells[column.history.label] = series([text or None for text in told])
        return pl.DataFrame(cells)

    def decimals(self) -> dict[str, int]:
        """Decimals shown in each column of numbers."""
        return {column.label: column.decimals for column in self.columns if column.decimals is not None}


def series(values: list[Any]) -> pl.Series:
    """Values as a series of one type: decimals stay exact, an empty column is text."""
    if all(value is None for value in values):
        return pl.Series(values, dtype=pl.String)
    if any(isinstance(value, Decimal) for value in values):
        return pl.Series(values, dtype=pl.Decimal(38, 6))
    return pl.Series(values)


def history_text(history: History, row: Row) -> str:
    """The steps of a row as one text."""
    return " / ".join(f"{step.text} · {step.source} {step.href}".rstrip() for step in history.steps(row))


def cell(column: Column, row: Row, words: Words) -> dict[str, Any]:
    """What the template needs of one cell."""
    value = column.value(row)
    if column.shown and value is not None:
        text = column.shown(row)
    elif isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        text = words.number(value, column.decimals)
    elif isinstance(value, date):
        text = words.date(value)
    else:
        text = "" if value is None else str(value)
    href = column.href(row) if column.href and text else ""
    return {
        "text": text,
        "href": markup.outside(href) if column.away else href,
        "mark": column.mark(row) if column.mark and text else "",
        "away": column.away,
        "history": column.history.steps(row) if column.history else (),
    }
