"""Checks of the whole dashboard, beyond one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from playwright.sync_api import Page

from tests.accessibility.breach import Breach
from tests.browser.reader import body, settle

MISTAKEN = ("model?model=motif-4", "scores?team=nobody", "pair?one=motif-3&other=nothing", "search?q=zzzz")
"""Addresses with a mistake."""


def titles_are_unique(titles: Mapping[str, str]) -> list[Breach]:
    """No two pages have the same title; titles are by page."""
    counts = Counter(titles.values())
    return [
        Breach(name, f"has the title “{title}”, as another page has")
        for name, title in titles.items()
        if counts[title] > 1
    ]


def errors_say_how_to_go_on(page: Page) -> list[Breach]:
    """A page that cannot show what was asked for says what was wrong, and leads on by a link or a sentence."""
    origin = page.url.split("/", 3)
    breaches = []
    for mistaken in MISTAKEN:
        page.goto(f"{origin[0]}//{origin[2]}/{mistaken}")
        settle(page)
        value = mistaken.rsplit("=", 1)[1]
        links = page.locator('[data-testid="stMain"] .stElementContainer:not(:has(footer)) a[href]')
        if value not in body(page):
            breaches.append(Breach(mistaken, f"does not say that {value} is the mistake"))
        if not links.count() and not page.locator(".dk-note, .dk-answer").count():
            breaches.append(Breach(mistaken, "does not say how to go on"))
    return breaches
