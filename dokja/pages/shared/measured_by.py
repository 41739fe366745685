"""Selects whose scores count in a summary."""

from dokja.ui.page import Page

KINDS = ("all", "independent", "own", "competitor")


def named(kind: str) -> list[str]:
    """The selection as part of a file name: empty if all scores count."""
    return [] if kind == KINDS[0] else [kind]


def chosen(page: Page) -> str:
    """The selected relation of reporter to maker, or all."""
    words = page.words
    return page.settings.one(
        "measured_by",
        words("measured_by.label"),
        KINDS,
        KINDS[0],
        lambda key: words(f"measured_by.{key}"),
        pills=True,
    )
