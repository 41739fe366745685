"""The filters of a page: teams, and which foreign models count."""

from __future__ import annotations

from dokja.ui import foreign_models
from dokja.ui.page import Page


def show(page: Page) -> None:
    """Show the page's filters, keep the others for other pages, and set what they say."""
    settings, words, names = page.settings, page.words, page.names

    def choice(key: str) -> str:
        return words(f"foreign.{key}")

    if "team" in page.filters:
        page.teams = settings.several("team", words("filter.teams"), names.contenders, [], names.team)
    else:
        settings.keep("team", words("filter.teams"), names.contenders, names.team)
    settings.notations["foreign"] = foreign_models.EARLIER.get
    if "foreign" in page.filters:
        page.foreign = settings.one(
            "foreign",
            words("filter.foreign"),
            foreign_models.CHOICES,
            foreign_models.SAME_SOURCE,
            choice,
            pills=True,
        )
    else:
        page.foreign = foreign_models.CHOICES[-1]
        settings.keep("foreign", words("filter.foreign"), foreign_models.CHOICES, choice)
    settings.keep_across_pages()
