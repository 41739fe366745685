"""The row at the top of every page: nothing in it hides or covers anything else, however wide the window is."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from dokja.i18n.text import LANGUAGES
from tests.browser.reader import reading, settle

WIDTHS = (1260, 1300, 1366, 1419, 1440)
PARTS = """() => ['[data-testid="stTopNavSection"]', '.dk-masthead span', '.st-key-masthead input',
    '.st-key-masthead [role="radiogroup"]'].map(part => {
        const boxes = [...document.querySelectorAll(part)].map(one => one.getBoundingClientRect());
        return [Math.min(...boxes.map(box => box.left)), Math.max(...boxes.map(box => box.right))];
    })"""
"""The left and right edges of the doors, the date of the data, the search box and the languages."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_date_search_and_languages_stand_beside_the_doors(
    browser: BrowserContext, server: str, language: str
) -> None:
    with reading(browser, f"{server}/glossary?lang={language}") as (page, _):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            settle(page)
            edges = [edge for part in page.evaluate(PARTS) for edge in part]
            assert edges == sorted(set(edges)), (width, edges)
            assert edges[-1] < width


@pytest.mark.parametrize("language", LANGUAGES)
def test_briefing_has_room_once_something_is_taken(
    browser: BrowserContext, server: str, language: str
) -> None:
    with reading(browser, f"{server}/size-score?lang={language}", fresh=True) as (page, _):
        assert page.locator("a.dk-basket").is_hidden()
        page.locator("button[data-act=take]").first.click()
        page.locator("a.dk-basket").wait_for()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            settle(page)
            doors, _, search, languages = page.evaluate(PARTS)
            basket = page.locator("a.dk-basket").bounding_box()
            assert basket is not None
            edges = [*doors, basket["x"], basket["x"] + basket["width"], *search, *languages]
            assert edges == sorted(set(edges)), (width, edges)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tabs_of_a_card_stand_in_one_row_on_a_telephone(
    browser: BrowserContext, server: str, language: str
) -> None:
    with reading(browser, f"{server}/official?lang={language}", width=390) as (page, _):
        tabs = page.locator('[class*="st-key-bar-"]').first.get_by_role("radio")
        assert tabs.count() == 4
        assert len(set(tabs.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)"))) == 1
