"""Checks of the mouse and the finger: nothing needs a drag, and a press can be withdrawn."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.accessibility.breach import PROBE, Breach, probed
from tests.browser.reader import settle

PRESSED = (
    ".st-key-masthead label",
    '[class*="st-key-bar-"] label',
    ".st-key-controls button",
    ".st-key-controls label",
    ".dk-sort",
    ".dk-actions button",
    ".dk-footer a",
    ".dk-doors a",
)
"""One of each of these is pressed and let go elsewhere."""


def one_press_is_enough(page: Page) -> list[Breach]:
    """Nothing has to be dragged: a slider also follows the arrow keys and a press on its line."""
    breaches = probed(page, "drags")
    for slider in page.get_by_role("slider").all():
        slider.focus()
        before = slider.input_value()
        for key in ("ArrowRight", "ArrowLeft"):
            page.keyboard.press(key)
        page.keyboard.press("ArrowLeft" if before == slider.get_attribute("max") else "ArrowRight")
        if slider.input_value() == before:
            breaches.append(Breach(slider.get_attribute("aria-label") or "slider", "follows no key"))
        settle(page)
    return breaches


def press_can_be_withdrawn(page: Page) -> list[Breach]:
    """A press that is let go elsewhere does nothing."""
    page.evaluate(PROBE)
    breaches = []
    for selector in PRESSED:
        control = page.locator(f"{selector}:visible").first
        if not control.count():
            continue
        control.scroll_into_view_if_needed()
        control.hover(force=True)
        before = page.evaluate("() => probe.state()")
        page.mouse.down()
        page.mouse.move(2, page.evaluate("() => innerHeight / 2"))
        page.mouse.up()
        if page.evaluate("() => probe.state()") != before:
            breaches.append(Breach(selector, "acts before the press is let go"))
            settle(page)
    return breaches
