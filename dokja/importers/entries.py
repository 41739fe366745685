"""Cells of a score table with the model and the benchmark that each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dokja.importers import headers
from dokja.importers.benches import (
    Bench,
    bench_header,
    bench_of,
    beside,
    condition,
    key_of,
    part_of,
    telling,
    told_apart_by_group,
    whole_of,
)
from dokja.importers.cell_values import ABSENT, is_number
from dokja.importers.grid import Cell, Grid, Row
from dokja.importers.headers import Model
from dokja.importers.layout import Layout, is_section, lowest_header
from dokja.importers.model_cells import attributed, own_model
from dokja.importers.reading import LeftOut
from dokja.importers.roles import MEAN, PROPERTIES, role_of

SHOWN = 200
PARTS = ("category", "language", "subset")
PERCENT = re.compile(r"[(\[（](?:[^()\[\]（）]*[\s,:(])?%\s*[)\]）]")
LEFT = {"spec": "card_not_a_score", "difference": "card_difference", "interval": "card_interval"}


@dataclass(frozen=True)
class Entry:
    """One cell with a score, its place, and what it belongs to."""

    line: int | None
    place: str
    cell: Cell
    model: Model
    bench: Bench


@dataclass
class Sorted:
    """The cells of a table: those with scores, what is left out, and what rows or columns say of models alone."""

    entries: list[Entry] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    models: list[Model] = field(default_factory=list)
    nameless: list[int | None] = field(default_factory=list)
    percent: bool = False


class Sorter:
    """Walks through the rows of a table; keeps what the rows above say to those below."""

    def __init__(self, grid: Grid, layout: Layout, title: str | None):
        self.grid, self.layout = grid, layout
        self.body = grid.rows[layout.head :]
        self.own = own_model(grid.headings, title)
        self.section = next(
            (cell.text for row in grid.rows[: layout.head] if is_section(row) for cell in row.cells), ""
        )
        self.above: dict[int, str] = {}
        self.name = layout.first("model" if layout.models == "rows" else "benchmark")
        self.found = Sorted(percent=self.in_percent())
        self.whole = self.whole_benchmark()

    def whole_benchmark(self) -> str | None:
        """The benchmark of the page's headings where columns, or rows under a header of categories, name parts of it."""
        if self.layout.models == "rows":
            return whole_of([self.parts(column)[-1] for column in self.columns()], self.grid.headings[-1:])
        if self.name is None or role_of(lowest_header(self.grid, self.layout.head, self.name)) not in PARTS:
            return None
        labels = [row.cells[self.name].text for row in self.body if not is_section(row)]
        return whole_of(labels, self.grid.headings[::-1])

    def in_percent(self) -> bool:
        """Whether the heading, or the header over the names, says that the numbers are percentages."""
        corners = [
            row.cells[column].text
            for row in self.grid.rows[: self.layout.head]
            for column, role in enumerate(self.layout.roles)
            if role not in (None, "value")
        ]
        return any(PERCENT.search(text) for text in (*self.grid.headings[-1:], *corners))

    def sorted(self) -> Sorted:
        """All cells of the table."""
        self.leave_columns()
        if self.layout.models == "rows":
            self.walk_models()
        else:
            self.walk_benchmarks()
        return self.found

    def parts(self, column: int) -> tuple[str, ...]:
        """The header cells above a column, from the outermost; an empty cell of a group is the one before it."""
        return header_parts(self.grid, self.layout, column)

    def place(self, column: int) -> str:
        """The header of a column as it stands, on one line."""
        return " ".join(" ".join(dict.fromkeys(self.parts(column))).split())

    def columns(self) -> list[int]:
        """The columns with numbers that have a header."""
        return [column for column in self.layout.data if self.parts(column)]

    def leave_columns(self) -> None:
        """Say once a column what is not taken over: descriptions, properties, differences."""
        for column, role in enumerate(self.layout.roles):
            reason = LEFT.get(role or "")
            if (
                self.layout.models != "rows"
                and role in (None, "value")
                and MEAN.fullmatch(self.place(column))
            ):
                reason = "card_mean_of_models"
            if role in (None, "value") and not self.parts(column):
                reason = "card_no_header"
            if reason:
                self.leave_column(column, reason)

    def leave_column(self, column: int, reason: str) -> None:
        """One entry for all that a column states."""
        texts = list(
            dict.fromkeys(
                row.cells[column].text.replace("\n", " ") for row in self.body if not is_section(row)
            )
        )
        text = shortened("; ".join(text for text in texts if not ABSENT.fullmatch(text)))
        if text:
            self.found.left_out.append(LeftOut(self.grid.line, self.place(column), text, reason))

    def rows(self) -> Iterator[tuple[Row, dict[str, str]]]:
        """Rows with scores and what their label columns say by role, empty ones as in the row above."""
        for row in self.body:
            if is_section(row) or self.says_nothing(row):
                self.section = next((cell.text for cell in row.cells if cell.text), self.section)
                self.above = {}
            else:
                yield row, self.labels(row) | {"section": self.section}

    def says_nothing(self, row: Row) -> bool:
        """Whether only one cell of a row holds text, and that is none of the numbers."""
        texts = {cell.text for cell in row.cells if cell.text}
        return len(texts) < 2 and not any(row.cells[column].text for column in self.layout.data)

    def labels(self, row: Row) -> dict[str, str]:
        """What the label columns of a row say, by role; a name that is missing is the one of the row above."""
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
        """Whether a row without a name goes on with the one above: it states shots, a metric, a mode, but no category."""
        categories = [text for column, text in stated.items() if self.layout.roles[column] == "category"]
        others = [text for column, text in stated.items() if self.layout.roles[column] != "category"]
        return any(others) and not any(categories)

    def walk_benchmarks(self) -> None:
        """A benchmark a row; models in the header, in a column of their own, or the one that the page is about."""
        columns = [column for column in self.columns() if not MEAN.fullmatch(self.place(column))]
        models = {column: self.model_above(column) for column in columns}
        rows: list[tuple[Row, dict[str, str], Bench]] = []
        for row, labels in self.rows():
            name = labels.get("benchmark", "")
            if self.layout.models != "both" and self.is_property(name, row, models):
                continue
            bench = part_of(self.whole, bench_of(name, labels, self.section, self.grid.headings), name)
            if bench is None:
                self.leave_row(row, name)
            else:
                rows.append((row, labels, bench))
        self.found.models += models.values()
        for (row, labels, _), bench in zip(rows, self.told_apart(rows), strict=True):
            self.enter_row(row, labels, bench, models)
        self.leave_labels([labels for _, labels, _ in rows])

    def enter_row(
        self, row: Row, labels: Mapping[str, str], bench: Bench, models: Mapping[int, Model]
    ) -> None:
        """The cells of a row with a benchmark."""
        for column, model in models.items():
            if self.layout.models == "both":
                model = attributed(headers.model((labels.get("model", ""),)), labels)
                self.found.models.append(model)
            self.found.entries.append(Entry(row.line, self.place(column), row.cells[column], model, bench))

    def model_above(self, column: int) -> Model:
        """The model that the header of a column names; where it names none, the one that the page is about."""
        if self.layout.roles[column] == "value":
            return self.own
        model = headers.model(self.parts(column))
        return model if model.name else replace(model, name=self.own.name)

    def is_property(self, name: str, row: Row, models: dict[int, Model]) -> bool:
        """Whether a row tells the size of models or another of their properties; sizes and modes are noted."""
        role = role_of(name)
        if role not in (*PROPERTIES, "mode", "effort") or headers.is_benchmark(name):
            return False
        if role in ("mode", "effort") and any(is_number(row.cells[column].text) for column in models):
            return False
        for column, model in list(models.items()):
            text = row.cells[column].text
            models[column] = attributed(model, {role: text})
            if models[column] == model and not ABSENT.fullmatch(text):
                reason = LEFT.get(role, LEFT["spec"])
                self.found.left_out.append(LeftOut(row.line, self.place(column), f"{name}: {text}", reason))
        return True

    def told_apart(self, rows: Sequence[tuple[Row, Mapping[str, str], Bench]]) -> Iterator[Bench]:
        """The benchmarks of the rows; those that stand several times get the language or category as their subset."""
        same: dict[tuple[object, ...], list[Mapping[str, str]]] = {}
        for _, labels, bench in rows:
            same.setdefault(key_of(bench, labels), []).append(labels)
        roles = {key: telling(group) for key, group in same.items()}
        for _, labels, bench in rows:
            text = labels.get(roles[key_of(bench, labels)] or "", "")
            yield replace(bench, conditions=bench.conditions | {"subset": condition(text)}) if text else bench

    def leave_row(self, row: Row, name: str) -> None:
        """A row whose benchmark is not named."""
        if name:
            self.leave_cells(row, name, "card_no_benchmark")
        else:
            self.found.nameless.append(row.line)

    def leave_cells(self, row: Row, name: str, reason: str) -> None:
        """Leave the cells of a row out."""
        for column in self.columns():
            text = row.cells[column].text
            if not ABSENT.fullmatch(text):
                self.found.left_out.append(LeftOut(row.line, self.place(column), f"{name}: {text}", reason))

    def leave_labels(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Say once a column what categories and languages are not taken over."""
        used = {entry.bench.conditions.get("subset") for entry in self.found.entries}
        for column, role in enumerate(self.layout.roles):
            if role in ("category", "language") and not {
                condition(labels.get(role, "")) for labels in rows
            } & used - {""}:
                self.leave_column(column, "card_category")

    def walk_models(self) -> None:
        """A model a row, benchmarks in the header."""
        above = {column: self.bench_above(column) for column in self.columns()}
        benches = told_apart_by_group(above, {column: self.group(column) for column in above})
        for column, bench in benches.items():
            if bench is None:
                self.leave_column(column, "card_no_benchmark")
        labels_seen = []
        for row, labels in self.rows():
            named = headers.model((labels.get("model", ""),))
            model = attributed(replace(named, name=named.name or self.own.name), labels)
            if not labels.get("model") and self.name is not None:
                self.found.nameless.append(row.line)
                continue
            if MEAN.fullmatch(labels.get("model", "")):
                self.leave_cells(row, labels["model"], "card_mean_of_models")
                continue
            mode, effort = headers.mode_of(self.section), headers.effort_of(self.section)
            model = replace(model, mode=model.mode or mode, effort=model.effort or effort)
            model = replace(model, conditions=model.conditions | beside(labels))
            self.found.models.append(model)
            labels_seen.append(labels)
            self.found.entries += [
                Entry(row.line, self.place(column), row.cells[column], model, bench)
                for column, bench in benches.items()
                if bench is not None
            ]
        self.leave_labels(labels_seen)

    def group(self, column: int) -> str:
        """The header cell above the one that names the benchmark of a column; empty where there is none."""
        return " ".join("".join([*dict.fromkeys(self.parts(column))][:-1][-1:]).split())

    def bench_above(self, column: int) -> Bench | None:
        """The benchmark that the header of a column names; a group above it may name the mode."""
        parts = self.parts(column)
        modes = [headers.mode_of(part) for part in parts]
        named = [part for part, mode in zip(parts, modes, strict=True) if not mode]
        name = bench_header(named)
        bench = part_of(self.whole, bench_of(name, {}, self.section, self.grid.headings), name)
        mode = next((mode for mode in modes if mode), None)
        return replace(bench, mode=mode or bench.mode) if bench else None


def header_parts(grid: Grid, layout: Layout, column: int) -> tuple[str, ...]:
    """The header cells above a column that hold text; an empty cell of a row of groups is the one before it."""
    parts = []
    for number, row in enumerate(grid.rows[: layout.head]):
        text = row.cells[column].text
        if not text and number < layout.head - 1 and layout.roles[column] in (None, "value"):
            before = [row.cells[one].text for one in range(column) if layout.roles[one] in (None, "value")]
            text = next((one for one in reversed(before) if one), "")
        parts.append(text)
    return tuple(text for text in parts if text)


def shortened(text: str) -> str:
    """A text that is not too long to be shown."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
