"""Where do the programme's models stand today?"""

from __future__ import annotations

from dokja.pages.front import doors, key_figures, news
from dokja.pages.frontier import index
from dokja.ui.page import Page


def show(page: Page) -> None:
    """Show the key figures, the index that measured both sides, questions with their answers, and news."""
    page.heading(page.words("home.title"))
    key_figures.show(page)
    index.show(page)
    doors.show(page)
    news.show(page)
