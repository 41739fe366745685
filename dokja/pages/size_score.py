"""Which models score highest for their size?"""

from __future__ import annotations

from typing import Any

import polars as pl

from dokja.charts import scatter_plot
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.pages.shared import drawn_models, measured_by, point_sentence, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

KINDS = ("total", "active")
DRAWN = 60
TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
"""Sizes on the axis, in billions of parameters."""


def show(page: Page) -> None:
    """Show a scatter plot of size and score with the frontier, and list models without a published size."""
    words = page.words
    benchmarks = page.ask("from benchmark_use order by n_teams desc, n_models desc, benchmark_id")
    keys = benchmarks["benchmark_id"].to_list()
    with page.row():
        key = page.settings.one("benchmark", words("scores.benchmark"), keys, keys[0], page.names.benchmark)
        kind = page.settings.one(
            "size", words("size_score.kind"), KINDS, "total", lambda one: words(f"column.{one}"), pills=True
        )
        counted = measured_by.chosen(page)
    answer = page.ask(
        "from size_score_frontier where size_kind = ? and benchmark_id = ? and measured_by = ? "
        "order by on_frontier desc, signed_score desc, model_id",
        *(kind, key, counted),
    )
    benchmark = page.names.benchmarks[key]
    title = words(
        "axis.score_in", benchmark=page.names.benchmark(key), unit=words(f"unit.{benchmark['unit']}")
    )
    page.heading(words("size_score.title", benchmark=page.names.benchmark(key)), *answers(page, answer, kind))
    shown = page.visible(answer)
    with_size = shown.filter(pl.col("params_b").is_not_null())
    sized = drawn_models.cut(page, with_size, DRAWN)
    everything = answer.filter(pl.col("params_b").is_not_null())
    listed = drawn_models.programme_first(page, shown)
    table = Table(words("size_score.caption", benchmark=title), score_columns(page, title, kind), listed)
    page.card(
        "size-score",
        table,
        listed["source_id"],
        drawer(page, answer, sized, kind, title) if sized.height else None,
        alt_text(page, sized, title) if sized.height else "",
        finding=answers(page, answer, kind)[0],
        notes=[
            words("size_score.legend"),
            drawn_models.sentence(page, everything, with_size, sized),
            drawn_models.unsized(page, shown.filter(pl.col("params_b").is_null()), kind),
            page.hidden_text(answer, shown),
        ],
        subject=[key, kind, *measured_by.named(counted)],
    )
    page.terms("parameters", "active", "log_scale", "frontier", "own", "independent", "foreign")


def answers(page: Page, answer: pl.DataFrame, kind: str) -> list[str]:
    """Sentences on the frontier's models, and on those that another reporter's score would displace."""
    words, names = page.words, page.names
    frontier = answer.filter(pl.col("on_frontier")).sort("params_b")
    if frontier.is_empty():
        return [words("size_score.no_frontier")]
    listed = words.join([names.leader(model_id) for model_id in frontier["model_id"]])
    sentences = [
        words("size_score.answer", kind=words(f"in_sentence.{kind}"), count=frontier.height, models=listed)
    ]
    weak = frontier.filter(~pl.col("is_firm"))
    if weak.height:
        sentences.append(
            words(
                "size_score.weak",
                models=words.join([names.leader(model_id) for model_id in weak["model_id"]]),
            )
        )
    return sentences


def alt_text(page: Page, sized: pl.DataFrame, title: str) -> str:
    """The scatter plot's text alternative."""
    best = sized.row(0, named=True)
    return page.words(
        "size_score.alt",
        benchmark=title,
        count=sized.height,
        model=page.names.model(best["model_id"]),
        score=page.words.published(best["score_text"]),
    )


def drawer(page: Page, answer: pl.DataFrame, sized: pl.DataFrame, kind: str, title: str) -> Any:
    """The function that draws the scatter plot; the frontier considers every model, even hidden ones."""
    everything = (
        answer.filter(pl.col("params_b").is_not_null())
        .sort("params_b")
        .select(
            "on_frontier", size=pl.col("params_b").cast(pl.Float64), value=pl.col("score").cast(pl.Float64)
        )
    )

    def draw(ink: Ink) -> Picture:
        return scatter_plot.draw(
            points(page, sized, ink),
            everything.filter("on_frontier"),
            everything,
            ink,
            x_title=page.words(f"axis.{kind}_size"),
            y_title=title,
            ticks=tuple((size, page.words.parameters(size)) for size in TICKS),
        )

    return draw


def points(page: Page, sized: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """One point per model, the programme's first so that their labels fit; a model below the frontier has none."""
    programme = page.names.contenders
    ordered = sized.sort(
        pl.col("team_id").is_in(programme), pl.col("on_frontier"), descending=True, maintain_order=True
    )
    return pl.DataFrame(
        [
            {
                "size": float(row["params_b"]),
                "value": float(row["score"]),
                "low": float(row["lowest"]),
                "high": float(row["highest"]),
                "label": page.names.model(row["model_id"])
                if row["team_id"] in programme or row["on_frontier"]
                else "",
                "colour": page.colour_of(row["team_id"], ink),
                "letters": ink.letters(page.colour_of(row["team_id"], ink))
                if row["team_id"] in programme
                else ink.muted,
                "weight": "bold" if row["team_id"] in programme else "normal",
                "filled": row["is_firm"] or not row["on_frontier"],
                "about": point_sentence.sized_score(page, row, row["size_kind"]),
            }
            for row in ordered.iter_rows(named=True)
        ]
    )


def score_columns(page: Page, title: str, kind: str) -> list[Column]:
    """Columns of the size and score table."""
    words = page.words

    def standing(row: Row) -> str | None:
        if row["params_b"] is None:
            return words("size_score.standing_unsized")
        if not row["on_frontier"]:
            return words("size_score.standing_below")
        return words("size_score.standing_firm" if row["is_firm"] else "size_score.standing_weak")

    def ends(row: Row, shorten: shared_columns.Shorten) -> str | None:
        if row["lowest"] == row["highest"]:
            return None
        return shared_columns.score_range(page, row, shorten)

    return [
        shared_columns.model(page),
        shared_columns.team(page),
        shared_columns.size(page, f"column.{kind}_b", "params_b"),
        shared_columns.score(page, title),
        shared_columns.reporter(page),
        shared_columns.relation(page),
        shared_columns.with_published(page, "column.range", ends),
        shared_columns.text(page, "column.standing", standing),
        shared_columns.source(page),
    ]
