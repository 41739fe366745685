"""A reader at a browser: opens a page, waits until it has settled, remembers what was asked of other hosts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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


AXE = """() => axe.run(document, {
    resultTypes: ['violations'],
    runOnly: axe._audit.rules.filter(rule => rule.enabled && ['serious', 'critical'].includes(rule.impact)).map(rule => rule.id),
}).then(found => found.violations)"""
"""Only violations in full: what passes would be most of the answer. A rule gives its impact to whatever it finds."""


@dataclass
class Left:
    """The tabs that readings of a host have left, by the theme that they were opened in."""

    host: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    spent: list[Page] = field(default_factory=list)
    """Tabs on a page that nobody can go on with, as somebody signed in or it was changed by hand."""

    def of(self, host: str) -> None:
        """Keep nothing of another host: its server may be gone, and a tab would go on asking for it."""
        if host != self.host:
            self.spent += self.pages.values()
            self.host, self.pages = host, {}


LEFT: dict[BrowserContext, Left] = {}


@contextmanager
def reading(
    browser: BrowserContext,
    address: str,
    *,
    width: int = 1440,
    theme: Literal["light", "dark"] = "light",
    fresh: bool = False,
    new: bool = False,
) -> Iterator[tuple[Page, list[str]]]:
    """An open page, and the addresses of other hosts that it asked.

    Where an earlier reading has left a page of the same host and theme, that page goes to the address as by a step in the
    history: starting Streamlit's front end takes four times as long as the page. A fresh reading loads the address into a
    tab, in a session of its own, and nobody goes on with what it leaves: so where it matters that nothing is known of what
    was read before, where somebody signs in, and where the page is changed by hand. A new one takes a new tab for that, whose
    history is empty. Pages share what their browser has cached, and nothing else.
    """
    host = address.split("/")[2]
    left = LEFT.setdefault(browser, Left())
    left.of(host)
    goes_on = not (fresh or new)
    page = left.pages.pop(theme, None) if goes_on else None
    is_open = page is not None
    if page is None:
        page = left.spent.pop() if left.spent and not new else browser.new_page()
    page.bring_to_front()  # Chromium neither lays out nor draws a tab behind another in time.
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="screen", color_scheme=theme, forced_colors="none")
    elsewhere: list[str] = []

    def note(request: Request) -> None:
        # Until the new page is there, the one that was left may still ask its own server.
        is_of_page = urlsplit(page.url).netloc == host
        if is_of_page and urlsplit(request.url).netloc not in ("", host):
            elsewhere.append(request.url)

    page.on("request", note)
    if is_open:
        go_to(page, address)
    else:
        page.goto(address)
        settle(page)
    yield page, elsewhere
    page.remove_listener("request", note)
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    browser.clear_cookies()
    if new:
        page.close()
    elif goes_on and urlsplit(page.url).netloc == host:
        left.pages[theme] = page
    else:
        left.spent.append(page)
    while len(left.spent) > 1:
        left.spent.pop().close()


def go_to(page: Page, address: str) -> None:
    """Go to an address of the host that is open, as by a step in the history."""
    page.evaluate(GO_TO, address)
    settle(page)


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
        go_to(page, page.url + "".join(f"&tab-{key}=table" for key in keys))
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
