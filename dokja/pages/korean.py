"""Which of the programme's newest models is highest on Korean-language benchmarks, and may one say so?"""

from __future__ import annotations

import polars as pl

from dokja.charts import dot_plot_by_model
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.pages.shared import may_say, measured_by, point_sentence, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

CATEGORY = "korean"
UNIT = "percent"
MOST_DRAWN = 24


def show(page: Page) -> None:
    """Show the newest models on every Korean-language benchmark that one of them has, and what may be said."""
    words = page.words
    kind = measured_by.chosen(page)
    answer = page.ask(
        "from newest_score where category = ? and measured_by = ? order by n_models desc, benchmark_id, model_id",
        *(CATEGORY, kind),
    )
    page.heading(words("korean.title"), *answers(page, answer, kind))
    shown = page.visible(answer)
    if shown.is_empty():
        page.note(words("korean.none", kind=words(f"measured_by.{kind}")))
        return
    figure(page, shown, kind)
    page.may_say(may(page, answer), may_not(page, answer, kind))
    page.terms("benchmark", "own", "independent", "reasoning")


def answers(page: Page, answer: pl.DataFrame, kind: str) -> list[str]:
    """How often which model of a remaining team has the highest number, and how much of that is independent."""
    if answer.is_empty():
        return []
    words = page.words
    contested = answer.filter(pl.col("n_in") > 1)
    counted = (
        contested.filter("is_highest_in")["model_id"]
        .value_counts(sort=True)
        .sort("count", "model_id", descending=[True, False])
    )
    told = [
        words("korean.highest_on", model=page.names.model(model_id), count=count)
        for model_id, count in counted.iter_rows()
    ]
    independent = answer.filter(pl.col("relation") == "independent")
    return [
        words(
            "korean.answer",
            benchmarks=answer["benchmark_id"].n_unique(),
            contested=contested["benchmark_id"].n_unique(),
            models=words.join(told),
        )
        if told
        else words("korean.uncontested", benchmarks=answer["benchmark_id"].n_unique()),
        words("korean.independent", count=answer.height, independent=independent.height),
    ]


def figure(page: Page, shown: pl.DataFrame, kind: str) -> None:
    """Show the numbers by benchmark and model."""
    words = page.words
    models = in_order(shown)
    shares = shown.filter(pl.col("unit") == UNIT)
    benchmarks = shares["benchmark_id"].unique(maintain_order=True).to_list()[:MOST_DRAWN]

    def draw(ink: Ink) -> Picture:
        return dot_plot_by_model.draw(
            dots(page, shares, benchmarks),
            ink,
            words("axis.score_unit", unit=words(f"unit.{UNIT}")),
            [
                (page.names.leader(key), page.colour_of(page.names.models[key]["team_id"], ink))
                for key in models
            ],
        )

    page.card(
        "korean",
        Table(words("korean.caption"), table_columns(page, shown, models), rows(shown)),
        shown["source_id"],
        draw if benchmarks else None,
        words("korean.alt", benchmarks=len(benchmarks), models=len(models)),
        finding=words("korean.finding", models=words.join([page.names.leader(key) for key in models])),
        measure=words("korean.measure"),
        notes=[others(page, shown, benchmarks)],
        subject=measured_by.named(kind),
    )


def others(page: Page, shown: pl.DataFrame, benchmarks: list[str]) -> str:
    """How many benchmarks stand in the table alone; blank if all are drawn."""
    count = shown["benchmark_id"].n_unique() - len(benchmarks)
    return page.words("korean.not_drawn", count=count) if count else ""


def in_order(shown: pl.DataFrame) -> list[str]:
    """The models, those of remaining teams first."""
    ordered = shown.sort("is_in", "model_id", descending=[True, False])
    return ordered["model_id"].unique(maintain_order=True).to_list()


def rows(shown: pl.DataFrame) -> list[Row]:
    """One row per benchmark, with the number of each model that has one."""
    return [
        {
            "benchmark_id": str(benchmark_id),
            **{row["model_id"]: row for row in of_one.iter_rows(named=True)},
        }
        for (benchmark_id,), of_one in shown.group_by("benchmark_id", maintain_order=True)
    ]


def table_columns(page: Page, shown: pl.DataFrame, models: list[str]) -> list[Column]:
    """The benchmark, its unit, and for each model the number with who measured it and how."""
    benchmarks = page.names.benchmarks

    def number(model_id: str) -> Column:
        def text(row: Row) -> str | None:
            return row[model_id]["score_text"] if model_id in row else None

        return shared_columns.published(page.words, page.names.leader(model_id), text)

    def measured(model_id: str) -> Column:
        def text(row: Row) -> str | None:
            if model_id not in row:
                return None
            one = row[model_id]
            parts = (
                point_sentence.relation(page, one["relation"], one["quoted_by"]),
                page.names.setting(one),
            )
            return " · ".join(part for part in parts if part)

        return Column(page.words("korean.measured", model=page.names.leader(model_id)), text)

    return [
        shared_columns.benchmark(page),
        shared_columns.text(
            page, "column.unit", lambda row: page.words(f"unit.{benchmarks[row['benchmark_id']]['unit']}")
        ),
        *(column(model_id) for model_id in models for column in (number, measured)),
    ]


def dots(page: Page, shares: pl.DataFrame, benchmarks: list[str]) -> pl.DataFrame:
    """One dot per benchmark and model."""
    order = {benchmark_id: place for place, benchmark_id in enumerate(benchmarks)}
    return pl.DataFrame(
        [
            {
                "order": order[row["benchmark_id"]],
                "label": page.names.benchmark(row["benchmark_id"]),
                "value": float(row["score"]),
                "model": page.names.leader(row["model_id"]),
                "about": point_sentence.score(page, row),
            }
            for row in shares.iter_rows(named=True)
            if row["benchmark_id"] in order
        ]
    )


def may(page: Page, answer: pl.DataFrame) -> list[tuple[str, str]]:
    """The highest published number of the remaining teams on the benchmark that most of them have."""
    alone = answer.filter(pl.col("n_in") > 1, "is_highest_in").filter(pl.len().over("benchmark_id") == 1)
    widest = alone.sort("n_in", "benchmark_id", descending=[True, False]).head(1)
    return [
        may_say.best_published(page, row, "newest", count=row["n_in"]) for row in widest.iter_rows(named=True)
    ]


def may_not(page: Page, answer: pl.DataFrame, kind: str) -> list[tuple[str, str]]:
    """That one model is best in Korean, and why not."""
    if answer.filter(pl.col("n_in") > 1).is_empty():
        return []
    independent = answer.filter(pl.col("relation") == "independent").height
    return [
        (
            page.words("korean.may_not"),
            page.words("korean.because", independent=independent, count=answer.height),
        )
    ]
