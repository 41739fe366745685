"""A reader at a browser: opens a page, waits until it has settled, remembers what was asked of other hosts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, Request

from dokja.i18n.text import Words

QUIET_MS = 400
"""Longer than any control of Streamlit waits before it sends what it was told."""
WATCH = """
    window.last = 0;
    window.unanswered = false;
    const moved = () => { window.last = performance.now(); };
    new MutationObserver(moved).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    window.WebSocket = class extends WebSocket {
        constructor(...given) {
            super(...given);
            this.addEventListener("message", () => { window.unanswered = false; moved(); });
        }
        send(data) {
            window.unanswered = true;
            moved();
            super.send(data);
        }
    };
"""
SETTLED = """quiet => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app && app.getAttribute('data-test-script-state') === 'notRunning' && !window.unanswered
        && !document.querySelector('[data-testid="stSkeleton"]') && document.querySelector('h1') !== null
        && [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].every((chart) => chart.querySelector('svg'))
        && performance.now() - window.last > quiet;
}"""


GO_TO = """address => {
    window.unanswered = true;
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""


AXE = "() => axe.run(document, { resultTypes: ['violations'] }).then(found => found.violations)"
"""Only violations in full: what passes would be most of the answer."""


@dataclass(frozen=True)
class Tab:
    """A tab that a test has left. Where a reading set nothing (host and theme are told), the next can go on there."""

    page: Page
    host: str = ""
    theme: str = ""


KEPT: dict[BrowserContext, Tab] = {}


@contextmanager
def reading(
    browser: BrowserContext,
    address: str,
    *,
    width: int = 1440,
    theme: Literal["light", "dark"] = "light",
    again: bool = False,
    new: bool = False,
) -> Iterator[tuple[Page, list[str]]]:
    """An open page, and the addresses of other hosts that it asked.

    Pages share what their browser has cached, and nothing else. They are opened in the tab that the last test left, as a
    new one costs twice as much; new asks for one nevertheless, whose history is empty. With again the page is gone on with
    that an earlier reading left, if it too was to be read again: it goes to the address as by a step in the history. That
    spares starting Streamlit's front end, which takes twice as long as the page.
    """
    host = address.split("/")[2]
    kept = None if new else KEPT.pop(browser, None)
    page = kept.page if kept else browser.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="screen", color_scheme=theme, forced_colors="none")
    elsewhere: list[str] = []

    def note(request: Request) -> None:
        # Until the new page is there, the one that was left may still ask its own server.
        is_of_page = urlsplit(page.url).netloc == host
        if is_of_page and urlsplit(request.url).netloc not in ("", host):
            elsewhere.append(request.url)

    page.on("request", note)
    if again and kept and (kept.host, kept.theme) == (host, theme):
        page.evaluate(GO_TO, address)
    else:
        page.goto(address)
    settle(page)
    yield page, elsewhere
    page.remove_listener("request", note)
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    browser.clear_cookies()
    if new or browser in KEPT:
        page.close()
    else:
        KEPT[browser] = Tab(page, host, theme) if again else Tab(page)


def settle(page: Page) -> None:
    """Wait until the server has answered, the script has run, nothing is loading and nothing has moved for a while."""
    page.evaluate("window.last = performance.now()")
    page.wait_for_function(SETTLED, arg=QUIET_MS, timeout=60_000, polling=50)


def tab(page: Page, name: str, card: str = "") -> None:
    """Open a tab of a card, by default of the first on the page."""
    place = page.locator(f".st-key-bar-{card}") if card else page.locator('[class*="st-key-bar-"]').first
    place.get_by_role("radio", name=name, exact=True).click(force=True)
    settle(page)


def take(page: Page, option: Locator) -> None:
    """Click an entry of an open list, pointing at it first as a hand does.

    A list that still scrolls to its entry draws its rows anew, between a press and its release too.
    """
    option.hover()
    settle(page)
    option.click()
    settle(page)


def menu(page: Page, card: str = "") -> None:
    """Open the downloads of a card, by default of the first on the page."""
    tab(page, Words(page.locator("html").get_attribute("lang") or "ko")("card.download"), card)


def go(page: Page, door: str, name: str, language: str = "ko") -> None:
    """Open a page of a door, both by their keys among the words."""
    words = Words(language)
    page.get_by_test_id("stTopNavSection").get_by_text(words(f"nav.{door}"), exact=True).click()
    page.get_by_role("menuitem", name=words(f"{name}.nav"), exact=True).or_(
        page.get_by_role("link", name=words(f"{name}.nav"), exact=True)
    ).first.click()
    settle(page)


def table_of(page: Page, card: str) -> Locator:
    """The table of a card; there only if its tab is open, as in an address with tab-<card>=table."""
    return page.locator(f".st-key-card-{card} table")


def lines_of(page: Page, card: str) -> list[dict[str, str]]:
    """The rows that the table of a card shows, their cells by header."""
    heads = table_of(page, card).locator("thead th").all_inner_texts()
    rows = table_of(page, card).locator("tbody:not(.dk-paper) tr").all()
    cells = [[cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in rows]
    return [dict(zip(heads, row, strict=True)) for row in cells]


def cards(page: Page) -> list[str]:
    """The keys of the cards on the page, in their order."""
    keys: list[str] = page.locator('[class*="st-key-bar-"]').evaluate_all(
        "bars => bars.map(bar => [...bar.classList].find(name => name.startsWith('st-key-bar-')).slice(11))"
    )
    return keys


def with_tables(page: Page) -> int:
    """Open the table of every card that shows something else; returns how many these are."""
    keys = [key for key in cards(page) if not table_of(page, key).count()]
    if keys:
        page.evaluate(GO_TO, page.url + "".join(f"&tab-{key}=table" for key in keys))
        settle(page)
        missing = [key for key in keys if not table_of(page, key).count()]
        assert missing == []
    return len(keys)


def with_paper_rows(page: Page) -> None:
    """Let the page make the rows that paper alone holds."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")


def body(page: Page) -> str:
    """The text that the reader sees."""
    return page.locator('[data-testid="stMain"]').inner_text()


def barriers(page: Page) -> list[tuple[str, str, list[str]]]:
    """What keeps people from using the page, as axe finds it: rule, impact, the first places."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return [
        (found["id"], found["impact"], [node["html"][:160] for node in found["nodes"]][:3])
        for found in page.evaluate(AXE)
        if found["impact"] in ("serious", "critical")
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(
        page.evaluate(
            "() => document.querySelector('[data-testid=\"stMain\"]').scrollWidth - document.documentElement.clientWidth"
        )
    )
