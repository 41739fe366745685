"""The reader's own difference among repeated measurements, and whose numbers a map counts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.reader import body, reading, settle, table_of


@pytest.mark.parametrize(
    ("given", "points", "further"),
    [("10", "10", 4), ("2.66", "2.66", 12), ("nan", "2.66", 12), ("1e9", "2.66", 12), ("-1", "2.66", 12), ("999", "2.66", 12)],
)  # fmt: skip
def test_difference_of_the_address(
    browser: BrowserContext, server: str, given: str, points: str, further: int
) -> None:
    with reading(browser, f"{server}/repeated?lang=en&difference={given}") as (page, _):
        assert f"{points} points: {further} of 64 repeated measurements of the programme's models" in body(
            page
        )


def test_difference_that_is_typed_stands_in_the_address(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/repeated?lang=ko") as (page, _):
        field = page.get_by_role("spinbutton", name="차이(%p)")
        field.fill("27.9")
        field.press("Enter")
        settle(page)
        assert "64쌍 가운데 0쌍이 이보다 더 크게 달라졌습니다" in body(page)
        assert "difference=27.90" in page.url


def test_a_difference_of_two_models_leads_to_the_repeated_measurements(
    browser: BrowserContext, server: str
) -> None:
    with reading(browser, f"{server}/pair?lang=ko&tab-pair=table") as (page, _):
        link = page.locator('a[href*="/repeated?"]').first
        said, address = link.inner_text(), link.get_attribute("href")
    total, further = re.findall(r"\d+", said)
    with reading(browser, f"{server}{address}") as (page, _):
        assert f"반복 측정 {total}쌍 가운데 {further}쌍이" in body(page)


def test_the_page_begins_with_programme_models_and_then_all(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/repeated?lang=ko") as (page, _):
        said = page.locator(".dk-answer").all_inner_texts()
    assert said[0].startswith("정예팀 모델에서는 같은 벤치마크에 두 기관의 측정값이 있는 6쌍에서")
    assert said[1].startswith("기록된 모든 모델에서는 같은 벤치마크에 두 기관의 측정값이 있는 201쌍에서")
    assert "201쌍 가운데 33쌍이 gpt-oss-120b 한 모델" in said[3]


def test_questions_of_one_check(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/questions?lang=ko&check=same_models") as (page, _):
        asked = table_of(page, "questions").locator("tbody tr td:nth-child(3)").all_inner_texts()
        assert asked
        assert all("따로 측정한 값입니까" in text for text in asked)
