"""One step back in the browser undoes one thing that the reader did."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

from dokja.i18n.text import Words
from tests.browser.reader import go, reading, settle


def stood(page: Page) -> tuple[str, list[str], str]:
    """Where the reader is: page, the teams that are pressed, and the text of the search."""
    teams = page.locator("role=button[pressed=true]").all_inner_texts()
    search = page.get_by_role("textbox", name=Words("ko")("scores.find"))
    return (
        page.url.partition("?")[0].rsplit("/", 1)[-1],
        [team for team in teams if team in ("LG AI연구원", "SK텔레콤")],
        search.first.input_value() if search.count() else "",
    )


def search(page: Page, text: str) -> None:
    """Type a text into the search."""
    page.get_by_role("textbox", name=Words("ko")("scores.find")).fill(text)
    page.keyboard.press("Enter")


def test_back_and_forward(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/scores?lang=ko", new=True) as (page, _):
        steps = page.evaluate("history.length")
        seen = [stood(page)]
        acts: tuple[Callable[[], None], ...] = (
            lambda: page.locator('role=button[name="LG AI연구원"]').first.click(),
            lambda: page.locator('role=button[name="SK텔레콤"]').first.click(),
            lambda: search(page, "EXAONE"),
            lambda: go(page, "performance", "sizes"),
            lambda: page.locator('role=button[name="LG AI연구원"]').first.click(),
        )
        for act in acts:
            act()
            settle(page)
            seen.append(stood(page))
        assert len({str(one) for one in seen}) == len(seen)
        assert page.evaluate("history.length") == steps + 5
        for before in reversed(seen[:-1]):
            page.go_back()
            settle(page)
            assert stood(page) == before
            assert "history" not in page.url
        for after in seen[1:]:
            page.go_forward()
            settle(page)
            assert stood(page) == after
        page.locator('role=button[name="SK텔레콤"]').first.click()
        settle(page)
        assert stood(page) == ("sizes", [], "")


def test_opening_a_page_is_one_step(browser: BrowserContext, server: str) -> None:
    """What the server adds to the address is none: one step back leads to where the reader came from."""
    with reading(browser, f"{server}/sizes", new=True) as (page, _):
        page.goto(f"{server}/claims?lang=en")
        settle(page)
        page.go_back()
        settle(page)
        assert page.url.startswith(f"{server}/sizes")
