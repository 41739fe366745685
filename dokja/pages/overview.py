"""How do the Korean models compare with the strongest foreign model measured by the same organisation?"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dokja.charts import dot_plot
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.pages.shared import index_gap, measured_by, point_sentence, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

DRAWN_EACH_WAY = 6


def show(page: Page) -> None:
    """Show the index, every comparison within one reporter, each team's progress, and news."""
    kind = measured_by.chosen(page)
    page.heading(page.words("overview.title"), *index_gap.answers(page), counts(page, kind), remaining(page))
    index(page)
    gaps(page, kind)
    steps(page)
    news(page)
    undated_sources(page)
    page.terms("benchmark", "index", "points", "basis", "own", "independent")


def counts(page: Page, kind: str) -> str:
    """A sentence with the number of comparisons in which the selected teams' Korean value is higher."""
    row = page.ask("from foreign_gap_count(?, ?)", kind, page.teams).row(0, named=True)
    if not row["n_comparisons"]:
        return ""
    teams = page.words.join([page.names.team(team_id) for team_id in page.teams])
    whom = page.words("overview.of_teams", teams=teams) if teams else page.words("overview.of_all")
    by = (
        ""
        if kind == measured_by.KINDS[0]
        else page.words("overview.by", kind=page.words(f"measured_by.{kind}"))
    )
    told = {key: page.words.number(value) for key, value in row.items()}
    sentence = page.words("overview.counts", whom=whom, kind=by, **told)
    if row["n_eliminated"]:
        sentence += " " + page.words("overview.counts_eliminated", count=told["n_eliminated"])
    return sentence


def remaining(page: Page) -> str:
    """A sentence with the teams still in the programme."""
    status = page.ask("from team_place")
    names = [page.names.team(team_id) for team_id in status.filter(pl.col("is_in"))["team_id"]]
    return page.words("overview.place", count=len(names), teams=page.words.join(names))


def index(page: Page) -> None:
    """Show every model on the newest index for which one independent organisation measured both sides."""
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
    page.section(words("overview.index.title", **values), words("overview.index.text"))

    def draw(ink: Ink) -> Picture:
        return dot_plot.draw(index_dots(page, shown, ink), ink, words(f"unit.{first['unit']}"))

    alt_text = words(
        "overview.index.alt",
        **values,
        count=shown.height,
        model=page.names.model(first["model_id"]),
        score=words.published(first["score_text"]),
    )
    page.picture(draw, alt_text, "index")
    page.hidden(answer, shown)
    table_columns = [
        shared_columns.leader(page),
        shared_columns.team(page),
        shared_columns.text(page, "column.country", lambda row: page.names.country(row["country"])),
        shared_columns.score(page, words("column.score")),
        shared_columns.reporter(page),
        shared_columns.day(page, "column.date", "publication_day"),
    ]
    table = Table(words("overview.index.caption", **values), table_columns, shown)
    legend, subject = words("overview.index.legend"), [first["benchmark_id"]]
    page.table("index", table, shown["source_id"], draw, legend, subject=subject)


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


def gaps(page: Page, kind: str) -> None:
    """Show the best Korean and the strongest foreign value, per reporter and benchmark."""
    words = page.words
    page.section(words("overview.gaps.title"), words("overview.gaps.text"))
    answer = page.ask("from foreign_gap(?, ?)", kind, page.teams)
    if answer.is_empty():
        page.note(words("overview.gaps.none", kind=words(f"measured_by.{kind}")))
        return
    shares = answer.filter(pl.col("unit") == "percent")
    others = answer.filter(pl.col("unit") != "percent")
    if not shares.is_empty():
        share_gaps(page, shares, measured_by.named(kind))
    if not others.is_empty():
        table = Table(words("overview.gaps.others"), [*gap_columns(page), unit_column(page)], others)
        page.table("gaps-other", table, both_sources(others), subject=measured_by.named(kind))


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
            gap_dots(page, drawn, ink), ink, words("axis.score_unit", unit=words("unit.percent"))
        )

    if not drawn.is_empty():
        page.note(words("overview.gaps.drawn", **values))
        page.picture(draw, words("overview.gaps.alt", **values), "gaps")
    table = Table(words("overview.gaps.caption"), gap_columns(page), shares)
    legend = words("overview.gaps.legend")
    page.table("gaps", table, both_sources(shares), draw, legend, subject=subject)


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
        "overview.gaps.label",
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
        shared_columns.words_for(page, "column.korean_is", "state", "overview.state"),
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


def steps(page: Page) -> None:
    """Show each team's first and newest model, as measured by the same reporter."""
    words = page.words
    answer = page.ask("from generation_gain")
    shown = page.visible(answer)
    page.section(words("overview.steps.title"), words("overview.steps.text"), *without_step(page))
    if shown.is_empty():
        page.note(words("overview.steps.empty"))
        return
    table_columns = [
        shared_columns.team(page, "column.team"),
        shared_columns.benchmark(page),
        unit_column(page),
        shared_columns.model(page, "first_model_id", "column.first_model"),
        shared_columns.number(page, "column.first_score", "first_score"),
        shared_columns.model(page, "newest_model_id", "column.newest_model"),
        shared_columns.number(page, "column.newest_score", "newest_score"),
        shared_columns.number(page, "column.step", "step", signed=True),
        shared_columns.basis(page),
        shared_columns.reporter(page),
        shared_columns.relation(page),
    ]
    page.hidden(answer, shown)
    if undated := shown["n_undated"].sum():
        page.note(words("overview.steps.undated", count=undated))
    sources = [*shown["first_source_id"], *shown["newest_source_id"]]
    page.table("steps", Table(words("overview.steps.caption"), table_columns, shown), sources)


def without_step(page: Page) -> list[str]:
    """Sentences that name the teams of which no step is shown, by the reason."""
    states = page.visible(page.ask("from generation_state where state <> 'compared'"))
    return [
        page.words(f"overview.steps.{state}", teams=page.words.join([page.names.team(key) for key in teams]))
        for state, teams in states.group_by("state", maintain_order=True).agg("team_id").iter_rows()
    ]


def news(page: Page) -> None:
    """Show the newest sources and what each contributed."""
    words = page.words
    answer = page.ask("from source_use where publication_day is not null limit 8")
    page.section(words("overview.news.title"))
    table_columns = [
        shared_columns.day(page, "column.date", "published_on"),
        shared_columns.source(page),
        shared_columns.text(page, "column.publisher", lambda row: words.name(row, "publisher")),
        *(
            shared_columns.count(page, f"column.{key}", key)
            for key in ("n_scores", "n_programme_scores", "n_marks", "n_claims")
        ),
    ]
    table = Table(words("overview.news.caption"), table_columns, answer)
    page.table("news", table, answer["source_id"])


def undated_sources(page: Page) -> None:
    """A note on the sources without a known day, which the newest cannot be chosen from."""
    found = page.ask(
        "select count(*) as n, sum(n_scores) as n_scores from source_use where publication_day is null"
    )
    row = found.row(0, named=True)
    if row["n"]:
        page.note(
            page.words("overview.news.undated", sources=row["n"], scores=page.words.number(row["n_scores"]))
        )
