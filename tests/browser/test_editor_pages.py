"""The pages of editors in their main states, in both languages, widths and themes, as an editor sees them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page

from dokja.i18n.text import Words
from tests.browser.reader import body, go_to, settle
from tests.browser.test_intake import TABLE, choose, edited, published, signed_in
from tests.browser.test_pages import VIEWS, check_whole, narrowed

__all__ = ["edited", "published"]

UNKNOWN = """| Benchmark | GLM-9.9 Ultra |
|---|---:|
| MMLU-Pro | 88.1 |
| NewBench 7 | 64.2 |
"""
State = Callable[[Page, Words], str]


def empty_import(page: Page, words: Words) -> str:
    return words("intake.nothing_given")


def pasted(page: Page, words: Words, text: str) -> None:
    """A table pasted, with a source and a reporter; the last name of each list stands for itself in both languages."""
    names = {
        "ko": ("솔라 오픈 2 모델 카드", "업스테이지", "추론"),
        "en": ("Solar Open 2 model card", "Upstage", "reasoning"),
    }
    source, reporter, mode = names[words.language]
    choose(page, words("intake.source"), source)
    choose(page, words("intake.reporter"), reporter)
    choose(page, words("intake.mode"), mode)
    box = page.get_by_label(words("intake.paste"))
    box.fill(text)
    box.blur()
    settle(page)


def preview(page: Page, words: Words) -> str:
    pasted(page, words, TABLE)
    name = "솔라 오픈 2" if words.language == "ko" else "Solar Open 2"
    assert page.get_by_role("rowheader", name=name).count() == 2
    return words("intake.problems.caption")


def questions(page: Page, words: Words) -> str:
    pasted(page, words, UNKNOWN)
    return words("intake.answers_first")


def refused(page: Page, words: Words) -> str:
    page.locator("input[type=file]").set_input_files(
        {"name": "scores.xlsx", "mimeType": "application/zip", "buffer": b"PK\x03\x04broken"}
    )
    page.get_by_text("scores.xlsx:").wait_for()
    settle(page)
    return "scores.xlsx:"


def form(page: Page, words: Words) -> str:
    return words("entry.many")


def unfilled(page: Page, words: Words) -> str:
    page.get_by_role("button", name=words("entry.look"), exact=True).click()
    settle(page)
    assert "source_id" not in body(page)
    return words("entry.problems.caption")


def first_record(page: Page, words: Words) -> None:
    """Chosen by keyboard: a list that opens while a narrow page still scrolls closes again."""
    box = page.get_by_role("combobox", name=words("entry.record"))
    box.focus()
    box.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    box.press("Enter")
    settle(page)


def correction(page: Page, words: Words) -> str:
    page.get_by_text(words("entry.action.correct"), exact=True).click()
    settle(page)
    first_record(page, words)
    return words("field.criterion")


def withdrawal(page: Page, words: Words) -> str:
    page.get_by_text(words("entry.action.withdraw"), exact=True).click()
    settle(page)
    first_record(page, words)
    return words("entry.rows.caption")


STATES: tuple[tuple[str, State], ...] = (
    ("intake", empty_import),
    ("intake", preview),
    ("intake", questions),
    ("intake", refused),
    ("entry", form),
    ("entry", unfilled),
    ("entry", correction),
    ("entry", withdrawal),
)


@pytest.mark.parametrize(("language", "theme"), VIEWS)
def test_editor_pages_are_whole(
    browser: BrowserContext, edited: str, language: str, theme: Literal["light", "dark"]
) -> None:
    words = Words(language)
    with signed_in(browser, edited, "kim", theme=theme) as (page, elsewhere):
        for page_name, reach in STATES:
            page.set_viewport_size({"width": 1440, "height": 900})
            go_to(page, f"{edited}/glossary?lang={language}")
            go_to(page, f"{edited}/{page_name}?lang={language}")
            expected = reach(page, words)
            assert expected in body(page), reach.__name__
            check_whole(page, language, reach.__name__)
            narrowed(page, language)
            assert expected in body(page), reach.__name__
            check_whole(page, language, reach.__name__)
        assert elsewhere == []
