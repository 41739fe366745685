"""How much each team has published in each category of benchmarks."""

from __future__ import annotations

from dokja.pages import columns, whose
from dokja.ui.page import Page
from dokja.ui.tables import Table


def show(page: Page, kind: str) -> None:
    """How much each team has published in each category, by whose numbers count."""
    words = page.words
    answer = page.ask("from category_summary where whose = ? order by category, team_id", kind)
    shown = page.visible(answer)
    page.section(
        words("scores.categories.title"), words("scores.categories.text", kind=words(f"whose.{kind}"))
    )
    table_columns = [
        columns.words_for(page, "column.category", "category", "category"),
        columns.team(page, "column.team"),
        columns.text(page, "column.published_of", lambda row: f"{row['n_published']}/{row['n_benchmarks']}"),
        columns.text(
            page,
            "column.highest_of",
            lambda row: f"{row['n_highest']}/{row['n_contested']}" if row["n_contested"] else None,
        ),
        columns.count(page, "column.n_own", "n_own"),
        columns.count(page, "column.n_competitor", "n_competitor"),
        columns.count(page, "column.n_independent", "n_independent"),
    ]
    page.table(
        "categories",
        Table(words("scores.categories.caption"), table_columns, shown),
        [],
        subject=whose.named(kind),
    )
