"""What does this benchmark ask, how finely does it tell models apart, and who has measured on it?"""

from __future__ import annotations

import polars as pl

from dokja.pages.frontier import distance
from dokja.pages.frontier.choice import MEASURED_BY, RIVALS, Choice
from dokja.pages.shared import measured_by, point_sentence, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Row, Table

EXAMPLE_SHARE = 0.8
"""The share of right answers at which the smallest difference is stated."""


def show(page: Page) -> None:
    """Show the facts, the best scores and how they came, who measured, each team's newest model, and where to go on."""
    words = page.words
    used = page.ask("from benchmark_use order by n_teams desc, n_models desc, benchmark_id")
    keys = used["benchmark_id"].to_list()
    key = page.settings.one("benchmark", words("scores.benchmark"), keys, keys[0], page.names.benchmark)
    row = used.row(by_predicate=pl.col("benchmark_id") == key, named=True)
    page.heading(
        words("benchmark.title", benchmark=page.names.benchmark(key)),
        words.name(row, "description"),
        counted(page, row),
    )
    facts(page, row)
    best(page, key)
    history(page, key)
    measurers(page, key)
    teams(page, key)
    page.links(
        [
            (page.settings.href(address, benchmark=key), words(f"benchmark.to_{name}"))
            for name, address in (("scores", "scores"), ("behind", "behind"), ("size_score", "size-score"))
        ]
    )
    page.terms("benchmark", "own", "independent")


def counted(page: Page, row: Row) -> str:
    """How many scores, models and measurers there are."""
    return page.words(
        "benchmark.counted",
        numbers=page.words.number(row["n_numbers"]),
        models=page.words.number(row["n_models"]),
        reporters=row["n_reporters"],
        teams=row["n_teams"],
    )


def facts(page: Page, row: Row) -> None:
    """Show what is known of the benchmark, one fact per row; what is not known is said.

    First stands an invented example of what it asks, where there is one.
    """
    words = page.words
    items = row["n_items"]
    resolution = page.ask("select 100 * smallest_difference(?, ?) as points", EXAMPLE_SHARE, items)["points"][
        0
    ]
    same_series = page.ask(
        "select benchmark_id from benchmark where series = ? and benchmark_id <> ? order by benchmark_id",
        *(row["series"], row["benchmark_id"]),
    )["benchmark_id"]
    example = words.name(row, "example")
    told = {
        **({"example": example} if example else {}),
        "category": words(f"category.{row['category']}"),
        "unit": words(f"unit.{row['unit']}"),
        "direction": words("scores.higher" if row["higher_is_better"] else "scores.lower"),
        "items": words(
            "benchmark.items_unverified" if row["n_items_basis"] == "unverified" else "benchmark.items",
            count=words.number(items),
        )
        if items
        else None,
        "chance": words("benchmark.percent", value=words.number(row["chance_level"]))
        if row["chance_level"] is not None and row["unit"] == "percent"
        else None,
        "resolution": words(
            "benchmark.resolution",
            share=words.number(100 * EXAMPLE_SHARE),
            points=words.number(resolution, 1),
        )
        if resolution is not None and row["is_proportion"]
        else None,
        "version": row["version"],
        "versions": words.join([page.names.benchmark(key) for key in same_series]) or None,
        "note": words.name(row, "note") or None,
    }
    columns = [
        shared_columns.text(page, "column.item", lambda one: words(f"benchmark.fact.{one['key']}")),
        shared_columns.text(page, "column.content", lambda one: one["text"], prose=True),
    ]
    rows = [{"key": key, "text": text} for key, text in told.items()]
    caption = words("benchmark.facts", benchmark=page.names.benchmark(row["benchmark_id"]))
    page.card("benchmark-facts", Table(caption, columns, rows), [], subject=[row["benchmark_id"]])


def best(page: Page, key: str) -> None:
    """Show the best Korean and the best foreign score, by whose measurement it is."""
    words = page.words
    found = page.ask(
        "from benchmark_best where benchmark_id = ? order by measured_by = 'all' desc, measured_by, side desc",
        key,
    )
    columns = [
        shared_columns.words_for(page, "column.who_measured", "measured_by", "measured_by"),
        shared_columns.words_for(page, "column.side", "side", "benchmark.side"),
        shared_columns.leader(page),
        shared_columns.score(page, words("column.score")),
        shared_columns.text(page, "column.setting", lambda row: page.names.setting(row) or None),
        shared_columns.reporter(page),
        shared_columns.source(page),
    ]
    caption = words("benchmark.best", benchmark=page.names.benchmark(key))
    page.card("benchmark-best", Table(caption, columns, found), found["source_id"], subject=[key])


def history(page: Page, key: str) -> None:
    """Show the highest foreign scores by date with the Korean models on them, where the two can be compared."""
    choice = Choice(key, RIVALS[0], MEASURED_BY[0])
    if page.ask("from months_behind where benchmark_id = ? and state <> 'no_rival' limit 1", key).height:
        distance.show(page, choice)


def measurers(page: Page, key: str) -> None:
    """Show who measured how many models."""
    words = page.words
    found = page.ask(
        "from benchmark_reporter where benchmark_id = ? "
        "order by relation = 'independent' desc, n_scores desc, reporter_id",
        key,
    )
    columns = [
        shared_columns.reporter(page),
        shared_columns.words_for(page, "column.relation", "relation", "relation"),
        shared_columns.count(page, "column.n_scores", "n_scores"),
        shared_columns.count(page, "column.n_models", "n_models"),
        shared_columns.day(page, "column.newest_on", "newest_on"),
    ]
    sources = [source_id for ids in found["source_ids"] for source_id in ids]
    caption = words("benchmark.measurers", benchmark=page.names.benchmark(key))
    page.card("benchmark-measurers", Table(caption, columns, found), sources, subject=[key])


def teams(page: Page, key: str) -> None:
    """Show the newest model of every team with its score, or why there is none."""
    words, names = page.words, page.names
    scores = {
        row["model_id"]: row
        for row in page.ask(
            "from newest_score where benchmark_id = ? and measured_by = ?", key, measured_by.KINDS[0]
        ).iter_rows(named=True)
    }
    cells = page.ask(
        "from coverage_cell join programme_model using (model_id, team_id) join team_place using (team_id) "
        "where benchmark_id = ? and is_current order by is_in desc, team_id",
        key,
    )

    def score(row: Row) -> str | None:
        return scores[row["model_id"]]["score_text"] if row["model_id"] in scores else None

    def how(row: Row) -> str:
        if row["model_id"] not in scores:
            return words(f"state.{row['state']}")
        return point_sentence.by(page, scores[row["model_id"]])

    columns = [
        shared_columns.text(page, "column.team", lambda row: names.team_now(row["team_id"])),
        shared_columns.model(page),
        shared_columns.published(words, words("column.score"), score),
        shared_columns.text(page, "benchmark.how", how, prose=True),
    ]
    caption = words("benchmark.teams", benchmark=names.benchmark(key))
    sources = [row["source_id"] for row in scores.values()]
    page.card("benchmark-teams", Table(caption, columns, cells), sources, subject=[key])
