"""Results too long for a page: the first rows on the page, all of them in the download."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from dokja.ui.card import Whole
from dokja.ui.page import Page
from dokja.ui.tables import Table

MOST = 500


def show(
    page: Page,
    key: str,
    count: int,
    query: str,
    *parameters: Any,
    table: Callable[[pl.DataFrame], Table],
    subject: Sequence[str],
) -> None:
    """Show the first MOST of count rows with their sources, and a download of all.

    table builds the table from rows, which must have a column source_id.
    """
    rows = page.ask(f"{query} limit {MOST}", *parameters)

    def make() -> tuple[Table, list[str]]:
        found = page.store.whole(query, *parameters)
        return table(found), sources_of(found)

    page.card(key, table(rows), sources_of(rows), whole=Whole(count, make), subject=subject)


def sources_of(rows: pl.DataFrame) -> list[str]:
    """Distinct sources of the rows, in order."""
    return rows["source_id"].drop_nulls().unique(maintain_order=True).to_list()
