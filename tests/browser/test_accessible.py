"""The checks of accessibility find what they are for, and nothing on some pages that hold every kind of control.

Every page in every view is checked by `python -m tests.accessibility`, which writes docs/accessibility-report.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.accessibility import contents, keyboard, layout, pointer, site
from tests.accessibility.checks import CHECKS, USUAL, Check, View, checked
from tests.browser.reader import reading, settle, with_tables

SOUND = (Path(__file__).parents[1] / "accessibility" / "sound.html").read_text("utf-8")
NARROW = View("ko", "dark", 390)
SCRIPT = "</html><script>{}</script>"
BROKEN: dict[Check, tuple[str, str]] = {
    contents.title_tells_the_page: ("<title>점수는 얼마입니까?", "<title>독자"),
    contents.language_is_told: ('lang="ko"', 'lang="en"'),
    contents.tables_have_headers: ("<caption>점수</caption>", ""),
    contents.pictures_have_texts: ('aria-label="점수 차트"', ""),
    contents.headings_are_in_order: ("<h2>점수</h2>", "<h4>점수</h4>"),
    contents.names_hold_labels: ("<button>링크 복사", '<button aria-label="주소">링크 복사'),
    contents.fields_have_labels: ('<label for="find">', "<label>"),
    contents.links_tell_their_target: (">접근성<", ">여기<"),
    contents.cards_are_parted: ("border: 1px solid;", ""),
    contents.markup_is_sound: ('class="said"', 'id="find"'),
    contents.nothing_moves_by_itself: ('class="said"', 'class="said"><marquee>새 소식</marquee'),
    contents.directions_need_no_eye: ("발표된 점수를", "오른쪽 버튼을 누르면"),
    contents.help_is_found: ('href="about"', 'href="contact"'),
    layout.targets_are_large: (
        "button, input, a { padding: .5rem; }",
        "button { padding: 0; font-size: 8px; }",
    ),
    layout.page_reflows: ('class="said"', 'style="width: 600px"'),
    layout.text_can_be_doubled: ('class="said"', 'style="height: 20px; overflow: hidden"'),
    layout.forced_colours_tell_the_same: ("forced-color-adjust: none;", ""),
    pointer.one_press_is_enough: ('class="said"', 'draggable="true"'),
    pointer.press_can_be_withdrawn: (
        "</html>",
        SCRIPT.format(
            "onmousedown = () => { document.body.append(Object.assign(document.createElement('p'), { role: 'dialog' })); }"
        ),
    ),
    keyboard.focus_is_seen: ("main > div {", "* { outline: none !important; } main > div {"),
    keyboard.keyboard_reaches_everything: (
        "</html>",
        SCRIPT.format(
            "document.querySelector('input').onkeydown = (event) => { if (event.key === 'Tab') event.preventDefault(); }"
        ),
    ),
    keyboard.focus_changes_nothing: (
        "</html>",
        SCRIPT.format("document.querySelector('input').onfocus = () => { location.hash = 'moved'; }"),
    ),
    keyboard.skip_link_is_first: (">본문 바로가기<", ">처음으로<"),
    keyboard.no_character_is_a_shortcut: (
        "</html>",
        SCRIPT.format("onkeydown = (event) => { if (event.key === 'r') location.hash += event.key; }"),
    ),
}
"""What breaks each check on a page that is sound: a part of it, and what stands there instead."""


@pytest.fixture(scope="module")
def sheet(browser: BrowserContext) -> Iterator[Page]:
    """A page to write on."""
    page = browser.new_page()
    page.set_viewport_size({"width": USUAL.width, "height": 900})
    yield page
    page.close()


def write(page: Page, html: str) -> None:
    """Show a document, and forget what was measured of another."""
    page.set_content(html)
    page.evaluate("() => { delete window.probe; }")
    settle(page)


def test_checks_find_nothing_on_a_sound_page(sheet: Page) -> None:
    write(sheet, SOUND)
    assert {check.__name__: found for check in CHECKS if (found := check(sheet))} == {}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_check_finds_what_it_is_for(sheet: Page, check: Check) -> None:
    part, instead = BROKEN[check]
    assert part in SOUND
    write(sheet, SOUND.replace(part, instead, 1))
    assert check(sheet) != []


@pytest.mark.parametrize(("name", "view"), [("weights", USUAL), ("scores", NARROW)])
def test_page_has_no_barrier(browser: BrowserContext, server: str, name: str, view: View) -> None:
    address = f"{server}/{name}?lang={view.language}"
    with reading(browser, address, width=view.width, theme=view.theme, fresh=True) as (page, _):
        assert list(checked(page, view)) == []
        with_tables(page)
        assert keyboard.focus_is_seen(page) == []


def test_errors_say_how_to_go_on(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/?lang=ko") as (page, _):
        assert site.errors_say_how_to_go_on(page) == []
