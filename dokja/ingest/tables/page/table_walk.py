"""Walks the rows of a score table, carries labels down to rows below, and sets aside what is not a score."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from dokja.ingest.reading import LeftOut
from dokja.ingest.tables.page.benches import Bench, condition, setting, whole
from dokja.ingest.tables.page.entries import Entry, Sorted
from dokja.ingest.tables.page.grid import Grid, Row
from dokja.ingest.tables.page.headers import Model
from dokja.ingest.tables.page.layout import Layout, is_section
from dokja.ingest.tables.page.model_cells import effort_in, mode_in, own_model
from dokja.ingest.values import days, digits
from dokja.ingest.values.digits import is_missing

SHOWN = 200
PERCENT = re.compile(r"[(\[（](?:[^()\[\]（）]*[\s,:(])?%\s*[)\]）]")
UNDERSTOOD: dict[str | None, tuple[str, Callable[[str], object]]] = {
    "mode": ("unknown_mode", mode_in),
    "effort": ("unknown_effort", effort_in),
    "measured_on": ("date", days.iso),
    "unit": ("unknown_unit", digits.unit_of),
    "n_items": ("integer", whole),
}
"""For each role whose cells must be understood, the rule that others break, and what understands them."""
LEFT = {"spec": "card_not_a_score", "difference": "card_difference", "interval": "card_interval"}


class TableWalk(ABC):
    """Walks the rows of a table; subclasses define what a row is.

    names is the role of the column that names the rows.
    """

    names: ClassVar[str]

    def __init__(self, grid: Grid, layout: Layout, title: str | None):
        self.grid, self.layout = grid, layout
        self.body = grid.rows[layout.head :]
        self.own = own_model(grid.headings, title)
        self.section = next(
            (cell.text for row in grid.rows[: layout.head] if is_section(row) for cell in row.cells), ""
        )
        self.above: dict[int, str] = {}
        self.name = layout.first(self.names)
        corner = "" if self.name is None else self.place(self.name)
        self.found = Sorted(percent=self.in_percent(), corner=corner)
        self.whole = self.whole_benchmark()

    @abstractmethod
    def whole_benchmark(self) -> str | None:
        """The benchmark named by the page's headings if the table names only parts of it; otherwise None."""

    @abstractmethod
    def is_mean(self, column: int) -> bool:
        """Whether a column holds means over models."""

    @abstractmethod
    def walk(self) -> None:
        """Sort all rows with scores into self.found."""

    def in_percent(self) -> bool:
        """Whether the heading, or the header above the names, states that the numbers are percentages."""
        corners = [
            row.cells[column].text
            for row in self.grid.rows[: self.layout.head]
            for column, role in enumerate(self.layout.roles)
            if role not in (None, "value")
        ]
        return any(PERCENT.search(text) for text in (*self.grid.headings[-1:], *corners))

    def sorted(self) -> Sorted:
        """Sort and return all cells of the table."""
        self.leave_columns()
        self.walk()
        told_apart_by_size(self.found)
        return self.found

    def parts(self, column: int) -> tuple[str, ...]:
        """Non-empty header cells above a column, outermost first; an empty group cell takes the text to its left."""
        layout = self.layout
        parts = []
        for number, row in enumerate(self.grid.rows[: layout.head]):
            text = row.cells[column].text
            if not text and number < layout.head - 1 and layout.roles[column] in (None, "value"):
                before = [
                    row.cells[one].text for one in range(column) if layout.roles[one] in (None, "value")
                ]
                text = next((one for one in reversed(before) if one), "")
            parts.append(text)
        return tuple(text for text in parts if text)

    def place(self, column: int) -> str:
        """A column's full header on one line."""
        return " ".join(" ".join(dict.fromkeys(self.parts(column))).split())

    def columns(self) -> list[int]:
        """The score columns that have a header."""
        return [column for column in self.layout.data if self.parts(column)]

    def leave_columns(self) -> None:
        """Record the columns that are not imported (descriptions, properties, differences), one entry per column."""
        for column, role in enumerate(self.layout.roles):
            reason = LEFT.get(role or "")
            if role in (None, "value") and self.is_mean(column):
                reason = "card_mean_of_models"
            if role in (None, "value") and not self.parts(column):
                reason = "card_no_header"
            if reason:
                self.leave_column(column, reason)

    def leave_column(self, column: int, reason: str) -> None:
        """Add one left-out entry for a whole column."""
        texts = list(
            dict.fromkeys(
                row.cells[column].text.replace("\n", " ") for row in self.body if not is_section(row)
            )
        )
        text = shortened("; ".join(text for text in texts if not is_missing(text)))
        if text:
            self.found.left_out.append(LeftOut(self.grid.line, self.place(column), text, reason))

    def rows(self) -> Iterator[tuple[Row, dict[str, str]]]:
        """Rows with scores, and their labels by role; empty labels are filled from the row above."""
        for row in self.body:
            if is_section(row) or self.says_nothing(row):
                self.section = next((cell.text for cell in row.cells if cell.text), self.section)
                self.above = {}
            else:
                labels = self.labels(row)
                said = setting(labels.get("setting", ""))
                labels |= {
                    role: said[role] for role in ("mode", "effort") if role in said and not labels.get(role)
                }
                if not self.refuses(row):
                    yield row, labels | {"section": self.section}

    def refuses(self, row: Row) -> bool:
        """Whether a cell that says how the row was measured is not understood; it is then recorded."""
        texts = {column: row.cells[column].text for column in range(self.grid.width)}
        found = [
            (row.line, self.place(column), texts[column], rule)
            for column, role in enumerate(self.layout.roles)
            if (rule := broken_rule(role, texts[column]))
        ]
        self.found.refused += found
        return bool(found)

    def enter(self, row: Row, column: int, model: Model, bench: Bench, labels: Mapping[str, str]) -> None:
        """Add a score cell, with what the columns beside it state about its measurement."""
        reporter = labels.get("reporter", "")
        said = (
            None if is_missing(reporter) else reporter,
            days.iso(labels.get("measured_on", "")),
            digits.unit_of(labels.get("unit", "")),
        )
        self.found.entries.append(Entry(row.line, self.place(column), row.cells[column], model, bench, *said))

    def says_nothing(self, row: Row) -> bool:
        """Whether a row has text in at most one cell and none in the score columns."""
        texts = {cell.text for cell in row.cells if cell.text}
        return len(texts) < 2 and not any(row.cells[column].text for column in self.layout.data)

    def labels(self, row: Row) -> dict[str, str]:
        """Labels of a row by role; a missing name is filled from the row above."""
        roles = self.layout.roles
        stated = {
            column: row.cells[column].text for column, role in enumerate(roles) if role not in (None, "value")
        }
        labels: dict[str, str] = {}
        for column, text in stated.items():
            role = roles[column] or ""
            other = role in ("category", "model", "benchmark") and column != self.name
            if not text and (other or (column == self.name and self.goes_on(stated))):
                text = self.above.get(column, "")
            self.above[column] = text or self.above.get(column, "")
            labels[role] = text or labels.get(role, "")
        if self.name is not None and not labels[roles[self.name] or ""]:
            categories = [text for column, text in stated.items() if roles[column] == "category" and text]
            labels[roles[self.name] or ""] = categories[0] if categories else ""
        return labels

    def goes_on(self, stated: Mapping[int, str]) -> bool:
        """Whether a row without a name continues the one above: it states shots, metric or mode, but no category."""
        categories = [text for column, text in stated.items() if self.layout.roles[column] == "category"]
        others = [text for column, text in stated.items() if self.layout.roles[column] != "category"]
        return any(others) and not any(categories)

    def leave_cells(self, row: Row, name: str, reason: str) -> None:
        """Record the score cells of a row as left out."""
        for column in self.columns():
            text = row.cells[column].text
            if not is_missing(text):
                self.found.left_out.append(LeftOut(row.line, self.place(column), f"{name}: {text}", reason))

    def leave_labels(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Record categories and languages that are not imported, one entry per column."""
        used = {entry.bench.conditions.get("subset") for entry in self.found.entries}
        for column, role in enumerate(self.layout.roles):
            if role in ("category", "language") and not {
                condition(labels.get(role, "")) for labels in rows
            } & used - {""}:
                self.leave_column(column, "card_category")


def told_apart_by_size(found: Sorted) -> None:
    """Let models of one name and several sizes carry the size in their names."""
    sizes = {(model.name, model.total) for model in found.models if model.total}
    several = {name for name, count in Counter(name for name, _ in sizes).items() if count > 1}

    def sized(model: Model) -> Model:
        is_one_of_several = model.name in several and model.total
        return replace(model, name=f"{model.name} {model.total}B") if is_one_of_several else model

    found.models = [*map(sized, found.models)]
    found.entries = [replace(entry, model=sized(entry.model)) for entry in found.entries]


def broken_rule(role: str | None, text: str) -> str | None:
    """The rule that a cell of a role breaks; None if it is understood or states nothing."""
    if role not in UNDERSTOOD or digits.is_not_published(text):
        return None
    rule, understood = UNDERSTOOD[role]
    return None if understood(text) else rule


def shortened(text: str) -> str:
    """A text shortened for display."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
