"""Checks of the keyboard: one round of Tab through a page, and every character that a reader could press."""

from __future__ import annotations

import string
from collections.abc import Iterable
from typing import Literal

from playwright.sync_api import Page

from dokja.i18n.text import Words
from tests.accessibility.breach import PROBE, Breach
from tests.browser.reader import settle

MOST_STOPS = 3000
CHARACTERS = (*string.ascii_lowercase, *string.digits, *string.punctuation)
Finding = Literal["seen", "stuck", "unreached", "changed", "skip"]


def focus_is_seen(page: Page) -> list[Breach]:
    """Every stop looks otherwise with the focus, by a contrast of 3:1, and nothing covers it."""
    return found(page, "seen")


def keyboard_reaches_everything(page: Page) -> list[Breach]:
    """Tab leads on from every stop, and to every control."""
    return [*found(page, "stuck"), *found(page, "unreached")]


def focus_changes_nothing(page: Page) -> list[Breach]:
    """To step through a page sends nothing and leads nowhere."""
    return found(page, "changed")


def skip_link_is_first(page: Page) -> list[Breach]:
    """The first stop leads past the navigation, to the contents."""
    return found(page, "skip")


def found(page: Page, finding: Finding) -> list[Breach]:
    """What one round of Tab has found; a page is walked once for each width and look of it."""
    page.evaluate(PROBE)
    if not page.evaluate("() => probe.isWalked()"):
        walk(page)
    return [Breach(*one) for one in page.evaluate("finding => probe.walkFindings(finding)", finding)]


def walk(page: Page) -> None:
    """Press Tab until the round is over, then follow the link that the first stop should be."""
    address, sent = page.url, page.evaluate("() => { probe.beginWalk(); return probe.sent(); }")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("() => probe.step()"):
            break
    if page.url != address or page.evaluate("() => probe.sent()") != sent:
        page.evaluate("() => probe.note('changed', 'page', 'to step through it with Tab changes it')")
    page.evaluate("() => probe.endWalk()")
    language = page.locator("html").get_attribute("lang") or "ko"
    skip = page.get_by_test_id("stSkipToContent")
    if page.evaluate("() => probe.first()") != Words(language)("browser.skip"):
        page.evaluate("() => probe.note('skip', 'first stop', 'does not lead past the navigation')")
    elif skip.count():
        skip.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        if not page.evaluate("""() => document.activeElement.closest('[data-testid="stMain"]') !== null"""):
            page.evaluate("() => probe.note('skip', 'skip link', 'does not lead to the contents')")
    page.evaluate("() => document.activeElement.blur()")


def no_character_is_a_shortcut(page: Page) -> list[Breach]:
    """No character that is pressed outside a field sends, opens or moves anything."""
    page.evaluate(PROBE)
    page.evaluate("() => document.activeElement?.blur()")
    if not does_something(page, CHARACTERS):
        return []
    settle(page)
    acting = [character for character in CHARACTERS if does_something(page, character)]
    return [Breach(f"key {character}", "does something outside a field") for character in acting]


def does_something(page: Page, characters: Iterable[str]) -> bool:
    """Whether pressing some characters changes what a reader sees or asks the server for anything."""
    before = page.evaluate("() => probe.state()")
    for character in characters:
        page.keyboard.press(character)
    return bool(page.evaluate("() => probe.state()") != before)
