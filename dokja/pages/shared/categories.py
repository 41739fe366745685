"""Each team's published scores by benchmark category."""

from __future__ import annotations

from dokja.pages.shared import measured_by, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Table


def show(page: Page, kind: str, category: str) -> None:
    """Show each team's published scores by category, of one category or of all, for the selected kind of reporter."""
    words = page.words
    answer = page.ask(
        "from category_summary where measured_by = ? and ? in ('all', category) order by category, team_id",
        *(kind, category),
    )
    shown = page.visible(answer)
    told = (
        [words("scores.categories.only", kind=words(f"measured_by.{kind}"))]
        if measured_by.named(kind)
        else []
    )
    page.section(words("scores.categories.title"), " ".join([*told, words("scores.categories.text")]))
    table_columns = [
        shared_columns.words_for(page, "column.category", "category", "category"),
        shared_columns.team(page, "column.team"),
        shared_columns.text(
            page, "column.published_of", lambda row: f"{row['n_published']}/{row['n_benchmarks']}"
        ),
        shared_columns.text(
            page,
            "column.highest_of",
            lambda row: f"{row['n_highest']}/{row['n_contested']}" if row["n_contested"] else None,
        ),
        shared_columns.count(page, "column.n_own", "n_own"),
        shared_columns.count(page, "column.n_competitor", "n_competitor"),
        shared_columns.count(page, "column.n_independent", "n_independent"),
    ]
    page.card(
        "categories",
        Table(words("scores.categories.caption"), table_columns, shown),
        [],
        subject=measured_by.named(kind),
    )
