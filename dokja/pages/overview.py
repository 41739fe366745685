"""How far are the Korean models behind the world's best, and does the gap close?"""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dokja.charts import lines, rows
from dokja.charts.picture import Picture
from dokja.page import Page
from dokja.pages import about, columns, whose
from dokja.tables import Column, Row, Table
from dokja.theme import Ink

GAPS_DRAWN = 12


def show(page: Page) -> None:
    """The gap today, the gap over time, the step of each team, what is new."""
    words = page.words
    summary = page.ask("from foreign_gap_summary").row(0, named=True)
    above = st.container()
    label = series_names(page)
    page.section(words("overview.history.title"), words("overview.history.text"))
    series = chosen_series(page, label, summary["benchmark_id"])
    with above:
        page.heading(words("overview.title"), headline(page, summary), trend(page, summary), place(page))
        gaps(page)
    history(page, series, label[series])
    steps(page)
    news(page)
    page.terms("benchmark", "index", "points", "own", "independent")


def headline(page: Page, row: Row) -> str:
    """The gap on the newest index, in a sentence."""
    if row["benchmark_id"] is None:
        return page.words("overview.no_index")
    number = page.words.number
    return page.words(
        "overview.headline",
        benchmark=page.names.benchmark(row["benchmark_id"]),
        korean=page.names.model(row["korean_model_id"]),
        korean_score=number(row["korean_score"], row["decimals"]),
        foreign=page.names.model(row["foreign_model_id"]),
        foreign_score=number(row["foreign_score"], row["decimals"]),
        gap=number(row["gap"], row["decimals"]),
    )


def trend(page: Page, row: Row) -> str:
    """On how many benchmarks the gap closed, in a sentence that says what cannot be told."""
    counts = {key: value for key, value in row.items() if key.startswith("n_")}
    return page.words("overview.trend", **counts)


def place(page: Page) -> str:
    """Which teams are still in the programme, in a sentence."""
    status = page.ask("from team_place")
    names = [page.names.team(team_id) for team_id in status.filter(pl.col("is_in"))["team_id"]]
    return page.words("overview.place", count=len(names), teams=page.words.join(names))


def gaps(page: Page) -> None:
    """Best Korean and best foreign value on each benchmark."""
    words = page.words
    page.section(words("overview.gaps.title"), words("overview.gaps.text"))
    kind = whose.chosen(page)
    answer = page.ask("from foreign_gap_now where whose = ?", kind)
    if answer.is_empty():
        page.note(words("overview.gaps.none", kind=words(f"whose.{kind}")))
        return
    shown = page.visible(answer, "korean_team_id")
    drawn = shown.filter(pl.col("unit") == "percent").head(GAPS_DRAWN)
    if drawn.is_empty():
        page.note(words("empty.filter"))
        return

    def draw(ink: Ink) -> Picture:
        return rows.draw(
            gap_dots(page, drawn, ink), ink, words("axis.score_unit", unit=words("unit.percent"))
        )

    page.picture(draw, words("overview.gaps.alt", **alt_values(page, drawn)), "gaps")
    page.hidden(answer, shown)
    table = Table(words("overview.gaps.caption"), gap_columns(page), shown)
    sources = [*shown["korean_source_id"], *shown["foreign_source_id"]]
    page.table("gaps", table, sources, draw, words("overview.gaps.legend"))


def alt_values(page: Page, shown: pl.DataFrame) -> dict[str, Any]:
    """What the text for those who cannot see the picture says."""
    row = shown.row(0, named=True)
    return {
        "count": shown.height,
        "benchmark": page.names.benchmark(row["benchmark_id"]),
        "korean": page.words.number(row["korean_score"], row["decimals"]),
        "foreign": page.words.number(row["foreign_score"], row["decimals"]),
    }


def gap_dots(page: Page, shown: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """Two dots a row: the Korean in its team's colour, the foreign in grey and hollow."""
    dots = []
    for order, row in enumerate(shown.iter_rows(named=True)):
        low, high = sorted((row["korean_score"], row["foreign_score"]))
        for side in ("korean", "foreign"):
            score, text = row[f"{side}_score"], page.words.number(row[f"{side}_score"], row["decimals"])
            dots.append(
                {
                    "order": order,
                    "label": benchmark_name(page, row),
                    "value": float(score),
                    "low": float(low if side == "foreign" else score),
                    "high": float(high if side == "foreign" else score),
                    "text": text,
                    "side": "left"
                    if score == low and side == ("korean" if row["gap"] >= 0 else "foreign")
                    else "right",
                    "colour": page.colour_of(row["korean_team_id"], ink) if side == "korean" else ink.others,
                    "shape": "circle",
                    "filled": side == "korean",
                    "about": side_score(page, row, side, text),
                }
            )
    return pl.DataFrame(dots)


def benchmark_name(page: Page, row: Row) -> str:
    """Name of a benchmark with its recorded conditions."""
    condition = page.names.condition(row["conditions"])
    return page.names.benchmark(row["benchmark_id"]) + (f" ({condition})" if condition else "")


def gap_columns(page: Page) -> list[Column]:
    """Columns of the table of gaps."""
    return [
        columns.text(page, "column.benchmark", lambda row: benchmark_name(page, row)),
        *side_columns(page, "korean"),
        *side_columns(page, "foreign"),
        columns.number(page, "column.gap", "gap"),
        columns.number(page, "column.gap_then", "gap_then"),
        columns.day(page, "column.since", "since"),
        columns.words_for(page, "column.trend", "trend", "trend"),
    ]


def side_columns(page: Page, side: str) -> list[Column]:
    """Model, value and reporter of one side."""
    return [
        columns.model(page, f"{side}_model_id", f"column.{side}_model"),
        columns.number(page, f"column.{side}_score", f"{side}_score"),
        columns.reporter(page, f"{side}_reporter_id", f"column.{side}_reporter"),
    ]


def series_names(page: Page) -> dict[str, str]:
    """Each series of benchmark versions that has a gap, and what it is called."""
    named = page.ask("""
        select series, max(benchmark_id) as benchmark_id from benchmark
        where series in (select series from foreign_gap_now where whose = 'all') group by series order by series
    """)
    return {row["series"]: page.names.benchmark(row["benchmark_id"]) for row in named.iter_rows(named=True)}


def chosen_series(page: Page, label: dict[str, str], headline_id: str | None) -> str:
    """The series whose history is shown, at first that of the headline."""
    series = list(label)
    first = page.names.benchmarks[headline_id]["series"] if headline_id else series[0]
    return page.settings.one(
        "series", page.words("overview.history.choose"), series, first, label.__getitem__
    )


def history(page: Page, chosen: str, name: str) -> None:
    """The best values of both sides over time on one series of benchmark versions."""
    words = page.words
    answer = page.ask(
        "from foreign_gap where series = ? and whose = 'all' order by benchmark_id, conditions, on_date",
        chosen,
    )

    def draw(ink: Ink) -> Picture:
        return lines.draw(
            best_points(page, answer, ink), ink, words("axis.score"), date_format=words("format.axis_date")
        )

    page.picture(draw, words("overview.history.alt", benchmark=name, count=answer.height), "history")
    table = Table(words("overview.history.caption", benchmark=name), history_columns(page), answer)
    sources = [*answer["korean_source_id"], *answer["foreign_source_id"]]
    page.table("history", table, sources, draw, words("overview.history.legend"))


def side_score(page: Page, row: Row, side: str, text: str) -> str:
    """The best value of one side in a sentence."""
    found = about.of_side(row, side)
    return about.score(page, {**found, "score_text": text, "known_on": found["on"]})


def best_points(page: Page, answer: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """One point a date and side; a version or condition of its own makes a line of its own."""
    points = []
    for row in answer.iter_rows(named=True):
        for side in ("korean", "foreign"):
            if row[f"{side}_score"] is None:
                continue
            text = page.words.number(row[f"{side}_score"], row["decimals"])
            model = page.names.model(row[f"{side}_model_id"])
            points.append(
                {
                    "on_date": row["on_date"],
                    "value": float(row[f"{side}_score"]),
                    "line": f"{side} {benchmark_name(page, row)}",
                    "colour": ink.text if side == "korean" else ink.others,
                    "text": f"{model} {text}" if row[f"{side}_on"] == row["on_date"] else "",
                    "about": side_score(page, row, side, text),
                    "dash": side == "foreign",
                }
            )
    return pl.DataFrame(points)


def history_columns(page: Page) -> list[Column]:
    """Columns of the table of dates."""
    return [columns.text(page, "column.date", lambda row: row["on_date"]), *gap_columns(page)[:8]]


def steps(page: Page) -> None:
    """Each team's first and newest model, as one reporter measured both."""
    words = page.words
    answer = page.ask("from team_step")
    shown = page.visible(answer)
    page.section(words("overview.steps.title"), words("overview.steps.text"))
    if shown.is_empty():
        page.note(words("overview.steps.empty"))
        return
    table_columns = [
        columns.team(page, "column.team"),
        columns.benchmark(page),
        columns.model(page, "first_model_id", "column.first_model"),
        columns.number(page, "column.first_score", "first_score"),
        columns.model(page, "newest_model_id", "column.newest_model"),
        columns.number(page, "column.newest_score", "newest_score"),
        columns.number(page, "column.step", "step", signed=True),
        columns.reporter(page),
        columns.relation(page),
    ]
    page.hidden(answer, shown)
    sources = [*shown["first_source_id"], *shown["newest_source_id"]]
    page.table("steps", Table(words("overview.steps.caption"), table_columns, shown), sources)


def news(page: Page) -> None:
    """The newest sources and what came from each."""
    words = page.words
    answer = page.ask("from source_use where known_on is not null limit 8")
    page.section(words("overview.news.title"))
    table_columns = [
        columns.day(page, "column.date", "published_on"),
        columns.source(page),
        columns.text(page, "column.publisher", lambda row: words.name(row, "publisher")),
        *(columns.count(page, f"column.{key}", key) for key in ("n_scores", "n_marks", "n_claims")),
    ]
    table = Table(words("overview.news.caption"), table_columns, answer)
    page.table("news", table, answer["source_id"])
