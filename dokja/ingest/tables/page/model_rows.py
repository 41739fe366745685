"""Score tables with one model per row and benchmarks in the header."""

from __future__ import annotations

from dataclasses import replace

from dokja.ingest.tables.page import headers
from dokja.ingest.tables.page.benches import (
    Bench,
    bench_header,
    bench_of,
    beside,
    part_of,
    told_apart_by_group,
    whole_of,
)
from dokja.ingest.tables.page.model_cells import attributed
from dokja.ingest.tables.page.table_walk import TableWalk
from dokja.ingest.values.roles import MEAN


class ModelRows(TableWalk):
    """Walks a table with one model per row."""

    names = "model"

    def whole_benchmark(self) -> str | None:
        """The benchmark named by the heading if the columns name its parts."""
        return whole_of([self.parts(column)[-1] for column in self.columns()], self.grid.headings[-1:])

    def is_mean(self, column: int) -> bool:
        """Always False: here the columns are benchmarks."""
        return False

    def walk(self) -> None:
        """Add one score per benchmark for each row with a model."""
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
            for column, bench in benches.items():
                if bench is not None:
                    self.enter(row, column, model, bench, labels)
        self.leave_labels(labels_seen)

    def group(self, column: int) -> str:
        """The header cell above the one that names a column's benchmark; blank if there is none."""
        return " ".join("".join([*dict.fromkeys(self.parts(column))][:-1][-1:]).split())

    def bench_above(self, column: int) -> Bench | None:
        """The benchmark named by a column's header; a group above it may name the mode."""
        parts = self.parts(column)
        modes = [headers.mode_of(part) for part in parts]
        named = [part for part, mode in zip(parts, modes, strict=True) if not mode]
        name = bench_header(named)
        bench = part_of(self.whole, bench_of(name, {}, self.section, self.grid.headings), name)
        mode = next((mode for mode in modes if mode), None)
        return replace(bench, mode=mode or bench.mode) if bench else None
