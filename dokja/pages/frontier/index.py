"""The gap in points on the newest index that one independent organisation measured on both sides, by country."""

from __future__ import annotations

from dokja.pages.shared import index_gap
from dokja.ui.page import Page


def show(page: Page) -> None:
    """Show the sentences on the index; the first page has its chart."""
    page.section(page.words("behind.index.title"), *index_gap.answers(page))
