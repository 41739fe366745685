"""The reader's table: numbers with who measured them, the reason where there is none, differences and facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import polars as pl

from dokja.pages.shared import point_sentence, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

FACTS = ("maker", "country", "size", "weights", "licence", "released")
Place = tuple[str, str]
"""A cell by its benchmark and model."""
Find = Callable[[Row], Place]
"""The place of a column's cell in a row."""
Fact = str | Decimal | date


@dataclass(frozen=True)
class Grid:
    """What the table holds, and how the reader wants it: models or benchmarks as rows, bare numbers or not."""

    page: Page
    models: Sequence[str]
    benchmarks: Sequence[str]
    kind: str
    base: str | None
    facts: Sequence[str]
    models_as_rows: bool
    is_bare: bool

    @cached_property
    def cells(self) -> pl.DataFrame:
        """Every cell."""
        return self.page.ask("from table_cell(?, ?, ?)", list(self.models), list(self.benchmarks), self.kind)

    @cached_property
    def differences(self) -> pl.DataFrame:
        """Every difference to the base model."""
        asked = (list(self.models), list(self.benchmarks), self.kind, self.base)
        return self.page.ask("from table_difference(?, ?, ?, ?)", *asked)

    @cached_property
    def cell_at(self) -> dict[Place, Row]:
        """Cells by place."""
        return by_place(self.cells)

    @cached_property
    def difference_at(self) -> dict[Place, Row]:
        """Differences by place; none without a base model."""
        return by_place(self.differences) if self.base else {}

    def on_screen(self) -> Table:
        """The table as it is shown: one cell says the number, its mode and whose measurement it is."""
        return self.table(whole=False)

    def for_files(self) -> Table:
        """The table as it is downloaded and copied: mode and measurement in columns beside the numbers."""
        return self.table(whole=True)

    def table(self, *, whole: bool) -> Table:
        """The table; the whole one has every column that files hold."""
        caption = self.page.words(
            "make_table.caption", models=len(self.models), benchmarks=len(self.benchmarks)
        )
        return Table(caption, [*self.first_columns(), *self.value_columns(whole)], self.rows())

    def rows(self) -> list[Row]:
        """A row per model, or per fact and per benchmark."""
        if self.models_as_rows:
            return [{"model_id": model_id} for model_id in self.models]
        facts: list[Row] = [{"fact": fact} for fact in self.facts]
        return [*facts, *({"benchmark_id": benchmark_id} for benchmark_id in self.benchmarks)]

    def first_columns(self) -> list[Column]:
        """What a row is of, and with models as rows its facts."""
        if self.models_as_rows:
            return [shared_columns.model(self.page), *(self.fact_column(fact) for fact in self.facts)]
        return [
            Column(
                self.page.words("column.benchmark"),
                lambda row: (
                    self.fact_name(row["fact"]) if "fact" in row else self.measure(row["benchmark_id"])
                ),
                href=lambda row: (
                    "" if "fact" in row else self.page.settings.href("scores", benchmark=row["benchmark_id"])
                ),
            )
        ]

    def value_columns(self, whole: bool) -> Iterable[Column]:
        """Columns of each benchmark, or of each model."""
        if self.models_as_rows:
            for benchmark_id in self.benchmarks:
                yield from self.columns_of(self.measure(benchmark_id), on_benchmark(benchmark_id), whole)
        else:
            for model_id in self.models:
                label = self.page.names.model(model_id)
                yield from self.columns_of(label, of_model(model_id), whole, is_base=model_id == self.base)

    def columns_of(self, label: str, find: Find, whole: bool, is_base: bool = False) -> Iterable[Column]:
        """The numbers of a model or benchmark, what files hold beside them, and their differences to the base."""
        words, names = self.page.words, self.page.names
        yield self.score_column(label, find)
        if whole and not self.is_bare:
            yield Column(
                words("make_table.beside", label=label, beside=words("column.setting")),
                lambda row: None if "fact" in row else names.setting(self.cell_at[find(row)]) or None,
            )
            yield Column(
                words("make_table.beside", label=label, beside=words("column.reporter")),
                lambda row: None if "fact" in row else self.measured(self.cell_at[find(row)]) or None,
            )
        if self.base and not is_base:
            yield self.difference_column(
                words("make_table.difference", label=label, base=names.model(self.base)), find
            )
            if whole:
                yield Column(
                    words("make_table.difference_basis", label=label, base=names.model(self.base)),
                    lambda row: None if "fact" in row else self.basis(self.difference_at[find(row)]),
                )

    def score_column(self, label: str, find: Find) -> Column:
        """Numbers as published, or why there is none."""

        def value(row: Row) -> Fact:
            if "fact" in row:
                return self.fact(row["fact"], find(row)[1])
            cell = self.cell_at[find(row)]
            return str(cell["score_text"] or self.reason(cell))

        def shown(row: Row) -> str:
            if "fact" in row:
                return self.fact_text(row["fact"], find(row)[1])
            return self.short(self.cell_at[find(row)])

        def full(row: Row) -> str:
            if "fact" in row:
                return self.fact_text(row["fact"], find(row)[1], exact=True)
            return self.long(self.cell_at[find(row)])

        return Column(label, value, shown, full, numeric=True)

    def difference_column(self, label: str, find: Find) -> Column:
        """Differences to the base model, or why there is none."""
        words = self.page.words

        def value(row: Row) -> Decimal | str:
            if "fact" in row:
                return words("state.not_applicable")
            one = self.difference_at[find(row)]
            return self.basis(one) if one["difference"] is None else Decimal(one["difference"])

        def shown(row: Row) -> str:
            told = value(row)
            return (
                told
                if isinstance(told, str)
                else words.score(told, self.difference_at[find(row)]["decimals"], signed=True)
            )

        def full(row: Row) -> str:
            told = value(row)
            return (
                told
                if isinstance(told, str)
                else words.number(told, self.difference_at[find(row)]["decimals"], signed=True)
            )

        return Column(label, value, shown, full, numeric=True)

    def fact_column(self, fact: str) -> Column:
        """A fact of the models in the rows."""
        return Column(
            self.fact_name(fact),
            lambda row: self.fact(fact, row["model_id"]),
            lambda row: self.fact_text(fact, row["model_id"]),
            lambda row: self.fact_text(fact, row["model_id"], exact=True),
            numeric=fact == "size",
            day=fact == "released",
        )

    def fact_name(self, fact: str) -> str:
        """Name of a fact."""
        return self.page.words(f"make_table.fact.{fact}")

    def fact(self, fact: str, model_id: str) -> Fact:
        """A fact of a model, or that it is not recorded."""
        words, names, row = self.page.words, self.page.names, self.page.names.models[model_id]
        country = names.teams[row["team_id"]]["country"]
        known: dict[str, Fact | None] = {
            "maker": names.team(row["team_id"]),
            "country": names.country(country),
            "size": row["total_params_b"],
            "weights": words(f"weights.{row['weights']}") if row["weights"] else None,
            "licence": row["licence"],
            "released": row["released_on"],
        }
        found = known[fact]
        return words("make_table.not_recorded") if found is None else found

    def fact_text(self, fact: str, model_id: str, *, exact: bool = False) -> str:
        """A fact as it is shown, or with every decimal."""
        words, found = self.page.words, self.fact(fact, model_id)
        if isinstance(found, Decimal):
            return words.number(found) if exact else words.score(found)
        return words.date(found) if isinstance(found, date) else found

    def measure(self, benchmark_id: str) -> str:
        """A benchmark with its unit."""
        return self.page.words(
            "axis.score_in",
            benchmark=self.page.names.benchmark(benchmark_id),
            unit=self.page.words(f"unit.{self.page.names.benchmarks[benchmark_id]['unit']}"),
        )

    def reason(self, cell: Row) -> str:
        """Why a cell has no number."""
        key = "coverage.other_kind" if cell["state"] == "other_kind" else f"state.{cell['state']}"
        return self.page.words(key)

    def short(self, cell: Row) -> str:
        """A cell on the screen: 85.6 · reasoning · self-reported, the number alone, or why there is none."""
        words = self.page.words
        if cell["score_text"] is None:
            return self.reason(cell)
        value = words.published(cell["score_text"])
        if self.is_bare:
            return value
        mode = words(f"mode.{cell['mode']}") if cell["mode"] else ""
        agent = self.page.names.condition(cell["agent"])
        parts = (value, mode, agent, words(f"make_table.by.{cell['relation']}"))
        return " · ".join(part for part in parts if part)

    def long(self, cell: Row) -> str:
        """A cell with every decimal, and how, by whom and when it was measured."""
        if cell["score_text"] is None:
            return self.reason(cell)
        day = self.page.words.date(cell["publication_day"])
        parts = (cell["score_text"], self.page.names.setting(cell), self.measured(cell), day)
        return " · ".join(part for part in parts if part)

    def measured(self, cell: Row) -> str:
        """Who measured, and as what; blank without a number."""
        if cell["score_text"] is None:
            return ""
        return self.page.words(
            "make_table.reporter",
            reporter=self.page.names.team(cell["reporter_id"]),
            relation=point_sentence.relation(self.page, cell["relation"], cell["quoted_by"]),
        )

    def basis(self, difference: Row) -> str:
        """What is known of how a number and that of the base were measured, or why there is no difference."""
        words, basis = self.page.words, difference["basis"]
        differs = words.join([words(f"differs.{key}") for key in difference["differs"]])
        key = "make_table.basis" if basis in ("base", "no_number", "differs") else "basis"
        return words(f"{key}.{basis}", differs=differs)


def on_benchmark(benchmark_id: str) -> Find:
    """Places of a benchmark's column, with models as rows."""
    return lambda row: (benchmark_id, row["model_id"])


def of_model(model_id: str) -> Find:
    """Places of a model's column, with benchmarks as rows; a row of a fact has no benchmark."""
    return lambda row: (row.get("benchmark_id", ""), model_id)


def by_place(frame: pl.DataFrame) -> dict[Place, Row]:
    """Rows by benchmark and model."""
    return {(row["benchmark_id"], row["model_id"]): row for row in frame.iter_rows(named=True)}
