"""What is new: the sources of the last 30 days, or the newest ones."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from dokja.pages.shared import shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Table

DAYS = 30
LISTED = 8


def show(page: Page) -> None:
    """Show the newest sources and what each contributed; the title says how many are of the last 30 days."""
    words = page.words
    dated = page.ask("from source_use where publication_day is not null")
    since = date.fromisoformat(page.store.data_date) - timedelta(days=DAYS)
    recent = dated.filter(pl.col("publication_day") > since)
    listed = recent if recent.height > LISTED else dated.head(LISTED)
    table_columns = [
        shared_columns.day(page, "column.date", "published_on"),
        shared_columns.source(page),
        shared_columns.text(page, "column.publisher", lambda row: words.name(row, "publisher")),
        *(
            shared_columns.count(page, f"column.{key}", key)
            for key in ("n_scores", "n_programme_scores", "n_marks", "n_claims")
        ),
    ]
    page.card(
        "news",
        Table(words("home.news.caption"), table_columns, listed),
        listed["source_id"],
        title=words(
            "home.news.title",
            count=recent.height,
            since=words.date(since),
            until=words.date(page.store.data_date),
            newest=words.date(dated["published_on"][0]) if dated.height else "",
        ),
        notes=[undated(page)],
    )


def undated(page: Page) -> str:
    """How many sources have no known day, from which the newest cannot be chosen; blank if all have one."""
    row = page.ask(
        "select count(*) as n, sum(n_scores) as n_scores from source_use where publication_day is null"
    ).row(0, named=True)
    if not row["n"]:
        return ""
    return page.words("home.news.undated", sources=row["n"], scores=page.words.number(row["n_scores"]))
