"""Selects whose scores count in a summary."""

from __future__ import annotations

from collections.abc import Sequence

from dokja.ui.page import Page

KINDS = ("all", "independent", "own", "competitor")


def named(kind: str) -> list[str]:
    """The selection as part of a file name: empty if all scores count."""
    return [] if kind == KINDS[0] else [kind]


def chosen(page: Page, kinds: Sequence[str] = KINDS) -> str:
    """The selected relation of reporter to maker, or all; a page may offer some of the kinds alone."""
    words = page.words
    return page.settings.one(
        "measured_by",
        words("measured_by.label"),
        kinds,
        kinds[0],
        lambda key: words(f"measured_by.{key}"),
        pills=True,
    )
