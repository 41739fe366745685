"""Whose numbers count: the choice that splits a summary by who measured."""

from dokja.ui.page import Page

KINDS = ("all", "independent", "own", "competitor")


def named(kind: str) -> list[str]:
    """The choice in the name of a file: nothing where all numbers count."""
    return [] if kind == KINDS[0] else [kind]


def chosen(page: Page) -> str:
    """all, or the relation to the maker of those whose numbers the reader wants."""
    words = page.words
    return page.settings.one(
        "measured_by",
        words("measured_by.label"),
        KINDS,
        KINDS[0],
        lambda key: words(f"measured_by.{key}"),
        pills=True,
    )
