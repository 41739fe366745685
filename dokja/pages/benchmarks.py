"""Which benchmarks are there, and what do they measure?"""

from __future__ import annotations

from dokja.pages.shared import shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Table


def show(page: Page) -> None:
    """Show every benchmark with a published score, linked to its page."""
    words, names = page.words, page.names
    used = page.ask("from benchmark_use order by category, n_teams desc, n_models desc, benchmark_id")
    korean = used.filter(used["category"] == "korean").height
    page.heading(words("benchmarks.title"), words("benchmarks.answer", count=used.height, korean=korean))
    columns = [
        Column(
            words("column.benchmark"),
            lambda row: names.benchmark(row["benchmark_id"]),
            href=lambda row: page.settings.href("benchmark", benchmark=row["benchmark_id"]),
        ),
        shared_columns.words_for(page, "column.category", "category", "category"),
        shared_columns.text(page, "column.measures", lambda row: words.name(row, "description"), prose=True),
        shared_columns.words_for(page, "column.unit", "unit", "unit"),
        shared_columns.count(page, "column.n_items", "n_items"),
        shared_columns.count(page, "column.n_models", "n_models"),
        shared_columns.count(page, "column.n_teams", "n_teams"),
    ]
    page.card("benchmarks", Table(words("benchmarks.caption"), columns, used), [])
