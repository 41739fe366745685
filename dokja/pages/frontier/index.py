"""The newest index for which one independent organisation measured both sides: chart, sentences and table."""

from __future__ import annotations

import polars as pl

from dokja.charts import dot_plot
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.pages.shared import index_gap, point_sentence, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Table


def show(page: Page) -> None:
    """Show every model on that index, with the gaps by country as the title."""
    words = page.words
    answer = page.ask("from index_value")
    shown = page.visible(answer)
    if shown.is_empty():
        return
    first = shown.row(0, named=True)
    values = {
        "benchmark": page.names.benchmark(first["benchmark_id"]),
        "reporter": page.names.team(first["reporter_id"]),
    }

    def draw(ink: Ink) -> Picture:
        return dot_plot.draw(index_dots(page, shown, ink), ink, words(f"unit.{first['unit']}"))

    table_columns = [
        shared_columns.leader(page),
        shared_columns.team(page),
        shared_columns.text(page, "column.country", lambda row: page.names.country(row["country"])),
        shared_columns.score(page, words("column.score")),
        shared_columns.reporter(page),
        shared_columns.day(page, "column.date", "publication_day"),
    ]
    measure, *limits = index_gap.answers(page)
    page.card(
        "index",
        Table(words("index.caption", **values), table_columns, shown),
        shown["source_id"],
        draw,
        words(
            "index.alt",
            **values,
            count=shown.height,
            model=page.names.model(first["model_id"]),
            score=words.published(first["score_text"]),
        ),
        title=index_gap.finding(page),
        measure=measure,
        notes=[
            words("index.legend"),
            words("index.text"),
            *limits,
            page.hidden_text(answer, shown),
        ],
        subject=[first["benchmark_id"]],
    )
    said = page.source_text(page.names.sources[first["source_id"]])
    page.may_say(
        [(f"{finding}.", said)] if (finding := index_gap.finding(page)) else [],
        [(words("index.closing"), limits[0])] if limits and limits[0] else [],
    )


def index_dots(page: Page, shown: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """One dot per model: Korean ones filled in the team's colour, foreign ones hollow and grey."""
    dots = []
    for order, row in enumerate(shown.iter_rows(named=True)):
        name = page.names.leader(row["model_id"])
        maker = page.words(
            "claims.of_country",
            name=page.names.team(row["team_id"]),
            country=page.names.country(row["country"]),
        )
        value = float(row["score"])
        dots.append(
            {
                "order": order,
                "label": f"{name} · {maker}",
                "value": value,
                "low": value,
                "high": value,
                "text": page.words.published(row["score_text"]),
                "side": "right",
                "colour": page.colour_of(row["team_id"], ink),
                "shape": "circle",
                "filled": row["side"] == "korean",
                "about": point_sentence.score(page, row),
            }
        )
    return pl.DataFrame(dots)
