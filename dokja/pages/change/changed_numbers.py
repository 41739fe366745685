"""Section on scores that changed."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from dokja.pages.shared import shared_columns, truncated_table
from dokja.pages.shared.value_history import number, recording
from dokja.ui.page import Page
from dokja.ui.tables import Column, Table


def counts(page: Page, since: str) -> pl.DataFrame:
    """Number of changed scores per team and kind of change, and of programme models: team_id, change, count, programme."""
    return page.ask(
        """
        select
            team_id, change, count(*) as count,
            count(*) filter (model_id in (select model_id from programme_model)) as programme
        from change_log(?)
        group by team_id, change
        order by all
        """,
        since,
    )


def show(page: Page, since: str, subject: list[str]) -> None:
    """Show the changed scores that pass the team filter; subject names the starting version."""
    words = page.words
    everything = counts(page, since)
    if everything.is_empty():
        return
    shown = page.visible(everything)
    count = int(shown["count"].sum())
    page.section(words("changes.numbers.title"))
    page.hidden(int(everything["count"].sum()), count)
    teams = shown["team_id"].drop_nulls().unique(maintain_order=True).to_list()
    truncated_table.show(
        page,
        "changed-numbers",
        count,
        "from change_log(?) where team_id is null or list_contains(?, team_id)",
        since,
        teams,
        table=lambda rows: Table(words("changes.numbers.caption"), number_columns(page), rows),
        subject=subject,
    )


def number_columns(page: Page) -> list[Column]:
    """Columns for what changed, who measured it, who recorded the change and why."""
    return [
        model(page),
        benchmark(page),
        shared_columns.text(page, "column.setting", lambda row: page.names.setting(row) or None),
        shared_columns.words_for(page, "changes.column.change", "change", "changes.change"),
        number(page, "old"),
        number(page, "new"),
        shared_columns.reporter(page),
        shared_columns.source(page),
        *recording(page),
    ]


def model(page: Page) -> Column:
    """A model's name, linked if the model still exists in the records."""
    known = set(page.ask("select model_id from model")["model_id"])
    return replace(
        shared_columns.model(page),
        href=lambda row: page.model_href(row["model_id"]) if row["model_id"] in known else "",
    )


def benchmark(page: Page) -> Column:
    """A benchmark's name, linked if it still has scores."""
    known = set(page.ask("select benchmark_id from benchmark_use")["benchmark_id"])
    linked = shared_columns.benchmark(page)
    return replace(
        linked, href=lambda row: linked.href(row) if linked.href and row["benchmark_id"] in known else ""
    )
