"""The distance on one benchmark: sentences, step chart and table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from dokja.charts import step_chart
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.pages.frontier.choice import Choice
from dokja.pages.shared import point_sentence, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table


def answers(page: Page, choice: Choice) -> list[str]:
    """Sentences on the newest models of the teams in the programme: months, points, doubt."""
    newest = page.ask(
        "from months_behind where is_current and is_in and benchmark_id = ? and rivals = ? and measured_by = ? "
        "order by months nulls last, model_id",
        *(choice.benchmark_id, choice.rivals, choice.measured_by),
    )
    if newest.is_empty():
        return [page.words("behind.none", rivals=choice.rivals_named(page))]
    rows = list(newest.iter_rows(named=True))
    return [
        page.words(
            "behind.answer",
            rivals=choice.rivals_named(page),
            models=page.words.join([distance(page, row) for row in rows]),
        ),
        absent(page, newest),
        points(page, choice, rows),
        doubt(page, rows),
    ]


def absent(page: Page, newest: pl.DataFrame) -> str:
    """The teams in the programme whose newest model has no score here; blank if all have one."""
    current = page.ask(
        "select model_id from programme_model join team_place using (team_id) where is_current and is_in order by model_id"
    )
    without = [key for key in current["model_id"] if key not in set(newest["model_id"])]
    models = page.words.join([page.names.model(key) for key in without])
    return page.words("behind.absent", models=models) if without else ""


def distance(page: Page, row: Row) -> str:
    """One model with its score and how far behind or ahead it is."""
    return page.words(
        "behind.model",
        model=page.names.leader(row["model_id"]),
        score=point_sentence.amount(page, row),
        distance=months(page, row),
    )


def months(page: Page, row: Row) -> str:
    """How far a model is behind or ahead in words."""
    state = "at_least" if row["is_at_least"] else row["state"]
    return page.words(
        f"behind.state.{state}",
        months=page.words.number(abs(row["months"]), 1) if row["months"] is not None else "",
        until=page.words.date(row["covered_until"]),
    )


def points(page: Page, choice: Choice, rows: Sequence[Row]) -> str:
    """How many points the highest of the models was below the best foreign score then, and is below today's."""
    held = [row for row in rows if row["best_now_model_id"]]
    if not held:
        return ""
    best = max(held, key=lambda row: row["signed_score"])
    unchanged = best["best_then_model_id"] == best["best_now_model_id"]
    told = [("always", "now")] if unchanged else [("then", "then"), ("now", "now")]
    parts = [
        page.words(
            f"behind.points_part.{when}.{'behind' if best[f'points_{key}'] > 0 else 'ahead'}",
            model=page.names.model(best[f"best_{key}_model_id"]),
            score=page.words.published(best[f"best_{key}_text"]),
            points=page.words.number(abs(best[f"points_{key}"]), 1),
        )
        for when, key in told
        if best[f"best_{key}_model_id"]
    ]
    return page.words(
        "behind.points",
        model=page.names.leader(best["model_id"]),
        rivals=choice.rivals_named(page),
        parts=page.words.join(parts),
    )


def doubt(page: Page, rows: Sequence[Row]) -> str:
    """What the months would be without a doubtful score; blank if none of the answers rests on one."""
    parts = [
        page.words(
            "behind.doubtful.model",
            model=page.names.model(row["model_id"]),
            rival=page.names.model(row["reached_model_id"]),
            score=page.words.published(row["reached_text"]),
            reason=page.words.name(row, "doubt"),
            months=page.words("behind.doubtful.none")
            if row["undoubted_months"] is None
            else page.words("behind.doubtful.months", months=page.words.number(row["undoubted_months"], 1)),
        )
        for row in rows
        if row["doubt_en"]
    ]
    return page.words("behind.doubt", models=page.words.join(parts)) if parts else ""


def show(page: Page, choice: Choice) -> None:
    """Show the frontier with the Korean models on it, and every Korean model in a table."""
    words = page.words
    answer = page.ask(
        "from months_behind where benchmark_id = ? and rivals = ? and measured_by = ? "
        "order by is_current and is_in desc nulls last, is_current desc, released_on desc nulls last, model_id",
        *(choice.benchmark_id, choice.rivals, choice.measured_by),
    )
    shown = page.visible(answer)
    draw = drawer(page, choice, answer, shown)
    caption = words(
        "behind.caption",
        benchmark=page.names.benchmark(choice.benchmark_id),
        rivals=choice.rivals_named(page),
    )
    sources = [
        source_id
        for key in ("source_id", "reached_source_id", "best_then_source_id", "best_now_source_id")
        for source_id in shown[key]
    ]
    page.card(
        "behind",
        Table(caption, table_columns(page), shown),
        sources,
        draw,
        alt_text(page, choice, shown) if draw else "",
        finding=answers(page, choice)[0],
        notes=[
            words("behind.legend", rivals=choice.rivals_named(page)) if draw else "",
            *limits(page, choice, shown),
            page.hidden_text(answer, shown),
        ],
        subject=[choice.benchmark_id, *choice.named()],
    )


def limits(page: Page, choice: Choice, shown: pl.DataFrame) -> list[str]:
    """What the months do not say, under which conditions some are told, and the foreign models without a date."""
    undated = page.ask(
        "select distinct model_id from frontier_figure where side = 'foreign' and dated_on is null "
        "and benchmark_id = ? and measured_by = ? order by model_id",
        *(choice.benchmark_id, choice.measured_by),
    )
    sentences = [page.words("behind.limits"), *settings(page, shown)]
    if undated.height:
        models = page.words.join([page.names.model(key) for key in undated["model_id"]], 6)
        sentences.append(page.words("behind.undated", count=undated.height, models=models))
    return sentences


def settings(page: Page, shown: pl.DataFrame) -> list[str]:
    """The recorded conditions that limit with which foreign scores a model is compared."""
    return [
        page.words(
            "behind.setting",
            models=page.words.join([page.names.model(model_id) for model_id in rows["model_id"]]),
            conditions=page.names.condition(str(conditions)),
        )
        for (conditions,), rows in shown.group_by("conditions", maintain_order=True)
        if conditions
    ]


def alt_text(page: Page, choice: Choice, shown: pl.DataFrame) -> str:
    """The chart in words."""
    return page.words(
        "behind.alt",
        benchmark=page.names.benchmark(choice.benchmark_id),
        rivals=choice.rivals_named(page),
        models=page.words.join([distance(page, row) for row in shown.iter_rows(named=True)]),
    )


def drawer(
    page: Page, choice: Choice, answer: pl.DataFrame, shown: pl.DataFrame
) -> Callable[[Ink], Picture] | None:
    """The function that draws the steps and the visible Korean models; None if there is nothing dated to draw."""
    everything, dated = (frame.filter(pl.col("released_on").is_not_null()) for frame in (answer, shown))
    if dated.is_empty():
        return None
    setting = "" if everything["conditions"].has_nulls() else everything["conditions"][0]
    steps = page.ask(
        "from frontier where benchmark_id = ? and rivals = ? and measured_by = ? and setting = ? "
        "order by dated_on",
        *(choice.benchmark_id, choice.rivals, choice.measured_by, setting),
    )
    if steps.is_empty():
        return None
    benchmark = page.names.benchmarks[choice.benchmark_id]
    title = page.words(
        "axis.score_in",
        benchmark=page.names.benchmark(choice.benchmark_id),
        unit=page.words(f"unit.{benchmark['unit']}"),
    )
    line = line_of(page, steps, max([*everything["covered_until"].drop_nulls(), *everything["released_on"]]))
    bounds = everything.select(
        day="released_on", value=pl.col("score").cast(pl.Float64), reached="reached_on"
    )

    def draw(ink: Ink) -> Picture:
        return step_chart.draw(
            line,
            dots(page, dated, ink),
            bounds,
            ink,
            y_title=title,
            date_format=page.words("format.axis_date"),
        )

    return draw


def line_of(page: Page, steps: pl.DataFrame, until: object) -> pl.DataFrame:
    """The steps of the frontier, newest first to label, and the end of its line."""
    rows = [
        {
            "day": row["dated_on"],
            "value": float(row["score"]),
            "label": page.names.model(row["model_id"]),
            "about": point_sentence.dated_score(page, row),
            "is_step": True,
        }
        for row in steps.iter_rows(named=True)
    ]
    return pl.DataFrame([*rows, {**rows[-1], "day": until, "is_step": False}])


def dots(page: Page, dated: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """One point per Korean model: filled if it is a team's newest."""
    return pl.DataFrame(
        [
            {
                "day": row["released_on"],
                "value": float(row["score"]),
                "reached": row["reached_on"],
                "label": label(page, row),
                "short": page.names.model(row["model_id"]),
                "colour": page.colour_of(row["team_id"], ink),
                "letters": ink.letters(page.colour_of(row["team_id"], ink)),
                "weight": "bold" if row["is_current"] else "normal",
                "filled": row["is_current"],
                "about": page.words(
                    "about.distance",
                    day=page.words.date(row["released_on"]),
                    model=page.names.leader(row["model_id"]),
                    amount=point_sentence.amount(page, row),
                    distance=months(page, row),
                ),
            }
            for row in dated.iter_rows(named=True)
        ],
        schema_overrides={"reached": pl.Date},
    )


def label(page: Page, row: Row) -> str:
    """A model's name in the chart, with its distance where that can be told."""
    name = page.names.leader(row["model_id"])
    if row["months"] is None:
        return name
    state = "at_least" if row["is_at_least"] else row["state"]
    return page.words(f"behind.label.{state}", model=name, months=page.words.number(abs(row["months"]), 1))


def table_columns(page: Page) -> list[Column]:
    """Columns of the table: the Korean model, the foreign model that had reached its score, months and points."""
    words = page.words

    def reached_by(row: Row) -> str | None:
        if not row["reached_model_id"]:
            return None
        return point_sentence.by(page, point_sentence.of_side(row, "reached"))

    return [
        shared_columns.leader(page),
        shared_columns.score(page, words("column.score")),
        shared_columns.reporter(page),
        shared_columns.relation(page),
        shared_columns.day(page, "column.released_on", "released_on"),
        shared_columns.text(page, "column.distance", lambda row: months(page, row)),
        shared_columns.model(page, "reached_model_id", "column.reached_model"),
        shared_columns.published(words, words("column.reached_score"), lambda row: row["reached_text"]),
        shared_columns.text(page, "column.reached_by", reached_by, prose=True),
        shared_columns.day(page, "column.reached_on", "reached_on"),
        shared_columns.number(page, "column.undoubted_months", "undoubted_months", decimals=None),
        shared_columns.model(page, "best_then_model_id", "column.best_then"),
        shared_columns.number(page, "column.points_then", "points_then", signed=True),
        shared_columns.number(page, "column.points_now", "points_now", signed=True),
        shared_columns.source(page),
    ]
