"""The distance over all benchmarks: a strip of months per team, and every benchmark in a table."""

from __future__ import annotations

import polars as pl

from dokja.charts import strip_plot
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.pages.frontier import distance
from dokja.pages.frontier.choice import Choice
from dokja.pages.shared import shared_columns
from dokja.ui.card import Draw
from dokja.ui.page import Page
from dokja.ui.tables import Row, Table


def show(page: Page, choice: Choice) -> None:
    """Show each team's newest model over the benchmarks on which its distance can be told."""
    words = page.words
    teams = page.visible(
        page.ask(
            "from months_behind_team where measured_by = ? and rivals = ?", choice.measured_by, choice.rivals
        )
    )
    page.section(
        words("behind.summary.title", rivals=choice.rivals_named(page)), words("behind.summary.text")
    )
    if teams.is_empty():
        page.note(words("behind.none", rivals=choice.rivals_named(page)))
        return
    for row in teams.filter(pl.col("is_in") & (pl.col("n_compared") > 0)).iter_rows(named=True):
        page.note(sentence(page, row))
    answer = page.visible(
        page.ask(
            "from months_behind where is_current and measured_by = ? and rivals = ? and state <> 'no_rival' "
            "order by is_in desc, team_id, months nulls last, benchmark_id",
            *(choice.measured_by, choice.rivals),
        )
    )
    drawn = answer.filter(pl.col("months").is_not_null())

    def draw(ink: Ink) -> Picture:
        return strip_plot.draw(
            dots(page, drawn, teams, ink), medians(page, drawn, teams), ink, words("behind.summary.axis")
        )

    sources = [*answer["source_id"], *answer["reached_source_id"]]
    alt_text = words("behind.summary.alt", count=drawn.height)
    team_table(page, choice, teams, sources, draw if not drawn.is_empty() else None, alt_text)
    benchmark_table(page, choice, answer, sources)


def sentence(page: Page, row: Row) -> str:
    """One team's median and range, and the benchmarks on which nothing can be told."""
    number = page.words.number
    told = page.words(
        "behind.summary.answer",
        model=page.names.leader(row["model_id"]),
        team=page.names.team(row["team_id"]),
        count=row["n_compared"],
        median=number(row["median_months"], 1),
        least=number(row["least_months"], 1),
        most=number(row["most_months"], 1),
    )
    if row["n_ahead"]:
        told += " " + page.words("behind.summary.ahead", count=row["n_ahead"])
    if row["n_not_covered"]:
        told += " " + page.words("behind.summary.not_covered", count=row["n_not_covered"])
    return told


def row_label(page: Page, row: Row) -> str:
    """A team's row in the chart: its newest model."""
    return page.words(
        "behind.summary.row",
        model=page.names.leader(row["model_id"]),
        team=page.names.team(row["team_id"]),
    )


def dots(page: Page, drawn: pl.DataFrame, teams: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """One dot per team and benchmark."""
    order = {team_id: place for place, team_id in enumerate(in_chart(drawn, teams))}
    found = [
        {
            "order": order[row["team_id"]],
            "label": row_label(page, row),
            "value": float(row["months"]),
            "colour": page.colour_of(row["team_id"], ink),
            "about": page.words(
                "behind.summary.dot",
                benchmark=page.names.benchmark(row["benchmark_id"]),
                distance=distance.distance(page, row),
            ),
        }
        for row in drawn.iter_rows(named=True)
    ]
    return pl.DataFrame(found).sort("order", maintain_order=True)


def medians(page: Page, drawn: pl.DataFrame, teams: pl.DataFrame) -> pl.DataFrame:
    """The median of each team's row."""
    order = {team_id: place for place, team_id in enumerate(in_chart(drawn, teams))}
    return pl.DataFrame(
        [
            {
                "order": order[row["team_id"]],
                "value": float(row["median_months"]),
                "about": sentence(page, row),
            }
            for row in teams.iter_rows(named=True)
            if row["team_id"] in order
        ]
    )


def in_chart(drawn: pl.DataFrame, teams: pl.DataFrame) -> list[str]:
    """Teams with a dot, in the order of the rows."""
    with_dots = set(drawn["team_id"])
    return [team_id for team_id in teams["team_id"] if team_id in with_dots]


def team_table(
    page: Page, choice: Choice, teams: pl.DataFrame, sources: list[str], draw: Draw | None, alt_text: str
) -> None:
    """Show the strip of months, with the medians and counts as its table."""
    words = page.words
    columns = [
        shared_columns.team(page, "column.team"),
        shared_columns.leader(page),
        shared_columns.number(page, "column.median_months", "median_months", decimals=1),
        shared_columns.number(page, "column.least_months", "least_months", decimals=1),
        shared_columns.number(page, "column.most_months", "most_months", decimals=1),
        shared_columns.count(page, "column.n_told", "n_compared"),
        shared_columns.count(page, "column.n_led", "n_ahead"),
        shared_columns.count(page, "column.n_not_covered", "n_not_covered"),
        shared_columns.count(page, "column.n_no_rival", "n_no_rival"),
    ]
    caption = words("behind.summary.caption", rivals=choice.rivals_named(page))
    page.card(
        "behind-teams",
        Table(caption, columns, teams),
        sources,
        draw,
        alt_text,
        notes=[words("behind.summary.legend")],
        subject=choice.named(),
    )


def benchmark_table(page: Page, choice: Choice, answer: pl.DataFrame, sources: list[str]) -> None:
    """Show every benchmark of every team's newest model."""
    columns = [
        shared_columns.leader(page),
        shared_columns.benchmark(page),
        shared_columns.score(page, page.words("column.score")),
        shared_columns.text(page, "column.distance", lambda row: distance.months(page, row)),
        shared_columns.model(page, "reached_model_id", "column.reached_model"),
        shared_columns.published(
            page.words, page.words("column.reached_score"), lambda row: row["reached_text"]
        ),
        shared_columns.day(page, "column.reached_on", "reached_on"),
        shared_columns.number(page, "column.undoubted_months", "undoubted_months", decimals=None),
        shared_columns.number(page, "column.points_now", "points_now", signed=True),
    ]
    caption = page.words("behind.summary.benchmarks", rivals=choice.rivals_named(page))
    page.card("behind-benchmarks", Table(caption, columns, answer), sources, subject=choice.named())
