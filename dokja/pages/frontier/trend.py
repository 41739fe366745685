"""Whether each team's newest model is closer to the frontier than its first in the programme was."""

from __future__ import annotations

import polars as pl

from dokja.pages.frontier.choice import Choice
from dokja.pages.shared import shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

TOLD = ("closer", "further", "same")


def answer(page: Page, choice: Choice) -> str:
    """Whether the teams in the programme came closer on the chosen benchmark; blank where none has both models on it."""
    rows = page.ask(
        "from months_behind_trend where is_in and benchmark_id = ? and measured_by = ? and rivals = ? and change is not null",
        *(choice.benchmark_id, choice.measured_by, choice.rivals),
    )
    if rows.is_empty():
        return ""
    teams = [
        page.words(
            "behind.since_first.team",
            team=page.names.team(row["team_id"]),
            first=distance_of(page, row, "first"),
            newest=distance_of(page, row, "newest"),
            trend=page.words(f"behind.trend.{row['trend']}"),
        )
        for row in rows.iter_rows(named=True)
    ]
    return page.words("behind.since_first.answer", teams=page.words.join(teams))


def distance_of(page: Page, row: Row, key: str) -> str:
    """How far the first or newest model is behind or ahead, in words."""
    months = row[f"{key}_months"]
    number = page.words.number(abs(months), 1) if months is not None else ""
    return page.words(f"behind.trend_state.{row[f'{key}_state']}", months=number)


def show(page: Page, choice: Choice) -> None:
    """Show the months of both models on each benchmark that both have, and count what can be told."""
    words = page.words
    found = page.ask(
        "from months_behind_trend where measured_by = ? and rivals = ? and first_state <> 'no_rival' "
        "order by is_in desc, team_id, trend not in ('closer', 'same', 'further'), change nulls last, benchmark_id",
        *(choice.measured_by, choice.rivals),
    )
    shown = page.visible(found)
    page.section(words("behind.trend.title"), answer(page, choice), *sentences(page, shown))
    if shown.is_empty():
        return
    page.hidden(found, shown)

    def months(key: str) -> Column:
        return shared_columns.text(page, f"column.{key}_months", lambda row: distance_of(page, row, key))

    columns = [
        shared_columns.team(page, "column.team"),
        shared_columns.benchmark(page),
        shared_columns.model(page, "first_model_id", "column.first_model"),
        months("first"),
        shared_columns.model(page, "newest_model_id", "column.newest_model"),
        months("newest"),
        shared_columns.number(page, "column.months_change", "change", signed=True, decimals=1),
        shared_columns.words_for(page, "column.trend", "trend", "behind.trend"),
    ]
    sources = [*shown["first_source_id"], *shown["newest_source_id"]]
    page.card(
        "behind-trend",
        Table(words("behind.trend.caption", rivals=choice.rivals_named(page)), columns, shown),
        sources,
        subject=choice.named(),
    )


def sentences(page: Page, shown: pl.DataFrame) -> list[str]:
    """How often the distance became smaller, larger or stayed, by team, and how often that cannot be told."""
    if shown.is_empty():
        return [page.words("behind.trend.none")]
    found = []
    for (team_id,), rows in shown.group_by("team_id", maintain_order=True):
        counts = {trend: rows.filter(pl.col("trend") == trend).height for trend in TOLD}
        found.append(
            page.words(
                "behind.trend.answer",
                team=page.names.team(str(team_id)),
                untold=rows.height - sum(counts.values()),
                **counts,
            )
        )
    return [*found, page.words("behind.trend.why")]
