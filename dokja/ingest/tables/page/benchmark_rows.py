"""Score tables with one benchmark per row: models in the header, in a column, or the page's own model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dokja.ingest.reading import LeftOut
from dokja.ingest.tables.page import headers
from dokja.ingest.tables.page.benches import Bench, bench_of, condition, key_of, part_of, telling, whole_of
from dokja.ingest.tables.page.cell_values import is_number
from dokja.ingest.tables.page.grid import Row
from dokja.ingest.tables.page.headers import Model
from dokja.ingest.tables.page.layout import is_section, lowest_header
from dokja.ingest.tables.page.model_cells import attributed
from dokja.ingest.tables.page.table_walk import LEFT, TableWalk
from dokja.ingest.values import known_names
from dokja.ingest.values.digits import is_missing
from dokja.ingest.values.roles import MEAN, PROPERTIES, role_of

PARTS = ("category", "language", "subset")


class BenchmarkRows(TableWalk):
    """Walks a table with one benchmark per row."""

    names = "benchmark"

    def whole_benchmark(self) -> str | None:
        """The benchmark named by the headings if the rows, under a category header, name its parts."""
        if self.name is None or role_of(lowest_header(self.grid, self.layout.head, self.name)) not in PARTS:
            return None
        labels = [row.cells[self.name].text for row in self.body if not is_section(row)]
        return whole_of(labels, self.grid.headings[::-1])

    def is_mean(self, column: int) -> bool:
        """Whether a column's header marks it as a mean."""
        return bool(MEAN.fullmatch(self.place(column)))

    def walk(self) -> None:
        """Add one score per model for each row with a benchmark."""
        columns = [column for column in self.columns() if not self.is_mean(column)]
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
        """Add the cells of a row with a benchmark."""
        for column, model in models.items():
            if self.layout.models == "both":
                model = attributed(headers.model((labels.get("model", ""),)), labels)
                self.found.models.append(model)
            self.enter(row, column, model, bench, labels)

    def model_above(self, column: int) -> Model:
        """The model named by a column's header, or the page's own model if it names none."""
        if self.layout.roles[column] == "value":
            return self.own
        model = headers.model(self.parts(column))
        return model if model.name else replace(model, name=self.own.name)

    def is_property(self, name: str, row: Row, models: dict[int, Model]) -> bool:
        """Whether a row states a property of the models, such as their size; sizes and modes are recorded."""
        role = role_of(name)
        if role not in (*PROPERTIES, "mode", "effort") or known_names.is_benchmark(name):
            return False
        if role in ("mode", "effort") and any(is_number(row.cells[column].text) for column in models):
            return False
        for column, model in list(models.items()):
            text = row.cells[column].text
            models[column] = attributed(model, {role: text})
            if models[column] == model and not is_missing(text):
                reason = LEFT.get(role, LEFT["spec"])
                self.found.left_out.append(LeftOut(row.line, self.place(column), f"{name}: {text}", reason))
        return True

    def told_apart(self, rows: Sequence[tuple[Row, Mapping[str, str], Bench]]) -> Iterator[Bench]:
        """The benchmarks of the rows; repeated ones get the language or category as their subset."""
        same: dict[tuple[object, ...], list[Mapping[str, str]]] = {}
        for _, labels, bench in rows:
            same.setdefault(key_of(bench, labels), []).append(labels)
        roles = {key: telling(group) for key, group in same.items()}
        for _, labels, bench in rows:
            text = labels.get(roles[key_of(bench, labels)] or "", "")
            yield replace(bench, conditions=bench.conditions | {"subset": condition(text)}) if text else bench

    def leave_row(self, row: Row, name: str) -> None:
        """Handle a row without a benchmark name."""
        if name:
            self.leave_cells(row, name, "card_no_benchmark")
        else:
            self.found.nameless.append(row.line)
