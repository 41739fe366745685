"""Checks of what a page looks like when it is narrow, enlarged or in the colours of the reader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from tests.accessibility.breach import Breach, probed
from tests.accessibility.keyboard import focus_is_seen
from tests.browser.reader import settle

NARROWEST = 320
"""What is left of 1280 px at a zoom of 400 %."""
USUAL_TEXT, LARGE_TEXT = 16, 32
"""The browser's own size of text in px, and twice as much."""


def targets_are_large(page: Page) -> list[Breach]:
    """What is pressed is 24 × 24 px, stands in a sentence or has room around it (WCAG 2.5.8)."""
    return probed(page, "smallTargets")


def page_reflows(page: Page) -> list[Breach]:
    """At 320 px a page needs no scrolling sideways, but for the frames of its tables, and cuts off no text."""
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": NARROWEST, "height": size["height"]})
    settle(page)
    breaches = crowded(page)
    page.set_viewport_size(size)
    settle(page)
    return breaches


def text_can_be_doubled(page: Page) -> list[Breach]:
    """With the browser's text twice as large the page's is too, and none is cut off or lies over another."""
    usual = probed_size(page)
    with text_size(page, LARGE_TEXT):
        breaches = crowded(page)
        if probed_size(page) < 2 * usual:
            breaches.append(Breach("page", "its text does not follow the browser's size of text"))
    return breaches


def crowded(page: Page) -> list[Breach]:
    """What has no room: it makes the page wider than the window, is cut off or lies over something else."""
    return [*probed(page, "wide"), *probed(page, "cutOff"), *probed(page, "overlapping")]


def probed_size(page: Page) -> float:
    """Size of the page's text in px."""
    return float(page.evaluate("() => parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"))


@contextmanager
def text_size(page: Page, size: int) -> Iterator[None]:
    """The browser's setting for the size of text, as a reader changes it."""
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
    settle(page)
    yield
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": USUAL_TEXT, "fixed": USUAL_TEXT}})
    browser.detach()


def forced_colours_tell_the_same(page: Page) -> list[Breach]:
    """In the reader's own colours what is chosen, sorted or focused is still told apart, and marks are seen."""
    page.emulate_media(forced_colors="active")
    settle(page)
    breaches = [*probed(page, "unforced"), *focus_is_seen(page)]
    page.emulate_media(forced_colors="none")
    return breaches
