"""Benchmarks on which one organisation measured Korean and foreign models: the best of both sides."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dokja.charts import dot_plot
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.pages.frontier.choice import Choice
from dokja.pages.shared import measured_by, point_sentence, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

DRAWN_EACH_WAY = 6


def show(page: Page, choice: Choice) -> None:
    """Show the best Korean and the strongest foreign value, per reporter and benchmark."""
    words, kind = page.words, choice.measured_by
    page.section(words("behind.gaps.title"), words("behind.gaps.text"), counts(page, kind))
    answer = page.ask("from foreign_gap(?, ?)", kind, page.teams)
    if answer.is_empty():
        page.note(words("behind.gaps.none", kind=words(f"measured_by.{kind}")))
        return
    shares = answer.filter(pl.col("unit") == "percent")
    others = answer.filter(pl.col("unit") != "percent")
    if not shares.is_empty():
        share_gaps(page, shares, measured_by.named(kind))
    if not others.is_empty():
        table = Table(words("behind.gaps.others"), [*gap_columns(page), unit_column(page)], others)
        page.card("gaps-other", table, both_sources(others), subject=measured_by.named(kind))


def counts(page: Page, kind: str) -> str:
    """A sentence with the number of comparisons in which the selected teams' Korean value is higher."""
    row = page.ask("from foreign_gap_count(?, ?)", kind, page.teams).row(0, named=True)
    if not row["n_comparisons"]:
        return ""
    teams = page.words.join([page.names.team(team_id) for team_id in page.teams])
    whom = page.words("behind.of_teams", teams=teams) if teams else page.words("behind.of_all")
    by = (
        ""
        if kind == measured_by.KINDS[0]
        else page.words("behind.by", kind=page.words(f"measured_by.{kind}"))
    )
    told = {key: page.words.number(value) for key, value in row.items()}
    sentence = page.words("behind.counts", whom=whom, kind=by, **told)
    if row["n_eliminated"]:
        sentence += " " + page.words("behind.counts_eliminated", count=told["n_eliminated"])
    return sentence


def share_gaps(page: Page, shares: pl.DataFrame, subject: Sequence[str]) -> None:
    """Show the widest gaps and leads in percent as a chart, and all of them in a table."""
    words = page.words
    behind = shares.filter(pl.col("state") == "behind").head(DRAWN_EACH_WAY)
    ahead = shares.filter(pl.col("state") == "ahead").tail(DRAWN_EACH_WAY)
    drawn = pl.concat([behind, ahead])
    values = {
        "behind": behind.height,
        "ahead": ahead.height,
        "count": words.number(shares.height),
    }

    def draw(ink: Ink) -> Picture:
        return dot_plot.draw(
            gap_dots(page, drawn, ink),
            ink,
            words("axis.score_unit", unit=words("unit.percent")),
            shares=True,
        )

    page.card(
        "gaps",
        Table(words("behind.gaps.caption"), gap_columns(page), shares),
        both_sources(shares),
        draw if drawn.height else None,
        words("behind.gaps.alt", **values),
        notes=[words("behind.gaps.drawn", **values), words("behind.gaps.legend")],
        subject=subject,
    )


def both_sources(answer: pl.DataFrame) -> list[str]:
    """Source keys of both sides."""
    return [*answer["korean_source_id"], *answer["foreign_source_id"]]


def gap_dots(page: Page, drawn: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """Two dots per row: the Korean one in its team's colour, the foreign one hollow and grey."""
    dots = []
    for order, row in enumerate(drawn.iter_rows(named=True)):
        low, high = sorted((row["korean_score"], row["foreign_score"]))
        for side in ("korean", "foreign"):
            score = row[f"{side}_score"]
            dots.append(
                {
                    "order": order,
                    "label": comparison_name(page, row),
                    "value": float(score),
                    "low": float(low if side == "foreign" else score),
                    "high": float(high if side == "foreign" else score),
                    "text": page.words.published(row[f"{side}_score_text"]),
                    "side": "left" if score == low else "right",
                    "colour": page.colour_of(row["korean_team_id"], ink) if side == "korean" else ink.others,
                    "shape": "circle",
                    "filled": side == "korean",
                    "about": point_sentence.score(page, point_sentence.of_side(row, side)),
                }
            )
    return pl.DataFrame(dots)


def comparison_name(page: Page, row: Row) -> str:
    """Benchmark with conditions, and the two models compared."""
    return page.words(
        "behind.gaps.label",
        benchmark=benchmark_name(page, row),
        korean=page.names.leader(row["korean_model_id"]),
        foreign=page.names.model(row["foreign_model_id"]),
    )


def benchmark_name(page: Page, row: Row) -> str:
    """A benchmark's name with its recorded conditions."""
    condition = page.names.condition(row["conditions"])
    return page.names.benchmark(row["benchmark_id"]) + (f" ({condition})" if condition else "")


def gap_columns(page: Page) -> list[Column]:
    """Columns of the comparison tables."""
    return [
        shared_columns.text(page, "column.benchmark", lambda row: benchmark_name(page, row)),
        shared_columns.reporter(page, label="column.measured_both"),
        *side_columns(page, "korean"),
        *side_columns(page, "foreign"),
        shared_columns.text(page, "column.country", lambda row: page.names.country(row["foreign_country"])),
        shared_columns.words_for(page, "column.korean_is", "state", "behind.leader"),
        shared_columns.number(page, "column.difference", "difference", signed=True),
        shared_columns.basis(page),
    ]


def side_columns(page: Page, side: str) -> list[Column]:
    """Model and published value of one side."""
    return [
        shared_columns.leader(page, f"{side}_model_id", f"column.{side}_model"),
        shared_columns.published(
            page.words, page.words(f"column.{side}_score"), lambda row: row[f"{side}_score_text"]
        ),
    ]


def unit_column(page: Page) -> Column:
    """The unit of a row's values."""
    return shared_columns.text(page, "column.unit", lambda row: page.words(f"unit.{row['unit']}"))
