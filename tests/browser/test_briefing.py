"""The briefing: cards and pages are added with one press, ordered, titled and annotated, and leave as documents."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from dokja.export.documents import WRITERS
from dokja.i18n.text import Words
from tests.browser.reader import barriers, overflow, reading, settle

KO, EN = Words("ko"), Words("en")
START = {"hwpx": b"PK", "docx": b"PK", "pptx": b"PK", "pdf": b"%PDF", "md": b"# "}


def items(page: Page) -> list[str]:
    """What the address of the briefing says was taken: paths and cards."""
    found = [urlsplit(item) for item in parse_qs(urlsplit(page.url).query).get("item", [])]
    return [f"{one.path}#{''.join(parse_qs(one.query).get('card', []))}" for one in found]


def taken(page: Page, server: str) -> None:
    """Take a card and a page, and open the briefing."""
    page.locator("button[data-act=take]").first.click()
    page.get_by_text(KO("card.taken")).wait_for()
    page.goto(f"{server}/claims?lang=ko")
    settle(page)
    page.get_by_role("button", name=KO("briefing.brief")).click()
    page.wait_for_url("**/briefing?**")
    settle(page)


def test_taken_ordered_annotated_and_kept_in_the_address(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/size-score?lang=ko", fresh=True) as (page, _):
        taken(page, server)
        assert items(page) == ["/size-score#size-score", "/claims#"]
        page.get_by_label(KO("briefing.remark")).first.fill("우리 의견 & 결론")
        page.get_by_label(KO("briefing.heading")).first.fill("크기와 점수")
        page.keyboard.press("Tab")
        settle(page)
        page.get_by_role("button", name=KO("briefing.down")).first.click()
        settle(page)
        assert items(page) == ["/claims#", "/size-score#size-score"]
        kept = page.url
        assert page.locator("a.dk-basket").text_content() == f"{KO('briefing.count')} 2"
    with reading(browser, kept, fresh=True) as (page, _):
        assert items(page) == ["/claims#", "/size-score#size-score"]
        assert page.get_by_label(KO("briefing.remark")).nth(1).input_value() == "우리 의견 & 결론"
        assert page.get_by_label(KO("briefing.heading")).nth(1).input_value() == "크기와 점수"
        page.get_by_role("button", name=KO("briefing.remove")).first.click()
        settle(page)
        assert items(page) == ["/size-score#size-score"]
        page.goto(f"{server}/briefing?lang=ko")
        settle(page)
        assert items(page) == ["/size-score#size-score"]


def test_each_format_is_one_press_away(browser: BrowserContext, server: str, tmp_path: Path) -> None:
    with reading(browser, f"{server}/size-score?lang=ko", fresh=True) as (page, _):
        taken(page, server)
        for extension in WRITERS:
            with page.expect_download() as waiting:
                page.get_by_role("button", name=KO(f"briefing.{extension}")).click()
            file = tmp_path / f"briefing.{extension}"
            waiting.value.save_as(file)
            assert file.read_bytes().startswith(START[extension]), extension
        text = (tmp_path / "briefing.md").read_text(encoding="utf-8")
        assert "72.03 − 69.37 = 2.66" in text


@pytest.mark.parametrize(("language", "width", "theme"), [("ko", 390, "light"), ("en", 1440, "dark")])
def test_page_is_within_reach(
    browser: BrowserContext, server: str, language: str, width: int, theme: Literal["light", "dark"]
) -> None:
    address = f"{server}/briefing?lang={language}&item=%2Fclaims%3F&item=%2Fnothing%3Fcard%3Dx&item=%2Fteam%3Forg%3Dnobody"
    address += "&item=javascript%3Ascores%3Falert(1)&item=%2F%2Fevil.example%2Fscores%3Fcard%3Dscores"
    with reading(browser, address, width=width, theme=theme) as (page, _):
        words = Words(language)
        text = page.inner_text(".stMain")
        assert words("briefing.unknown", address="/nothing?card=x") in text
        assert "nobody" in text
        links = page.locator(".stMain a").evaluate_all("all => all.map(one => one.href)")
        assert links
        assert all(link.startswith((server, "mailto:")) for link in links), links
        assert (overflow(page), barriers(page)) == (0, [])


def test_empty_briefing_says_how_to_fill_it(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/briefing?lang=en") as (page, _):
        assert EN("briefing.empty") in page.inner_text(".stMain")


def test_card_alone_in_a_frame(browser: BrowserContext, server: str) -> None:
    page = browser.new_page()
    page.goto(f"{server}/scores?lang=ko&embed=true&card=scores&benchmark=kmmlu-pro")
    page.locator('[data-testid="stVegaLiteChart"] svg').wait_for(timeout=60_000)
    link = page.get_by_role("link", name=KO("embed.open")).get_attribute("href")
    assert "/scores?" in str(link)
    assert "benchmark=kmmlu-pro" in str(link)
    assert page.locator('[class*="st-key-card-"]').count() == 1
    assert page.locator(".dk-masthead, .dk-heading, .st-key-controls, .dk-footer").count() == 0
    assert page.locator('[data-testid="stTopNavLink"], [data-testid="stTopNavSection"]').count() == 0
    assert "KMMLU-Pro" in page.inner_text(".stMain")
    page.goto(f"{server}/scores?lang=ko&embed=true&card=nothing")
    page.get_by_text(KO("embed.unknown")).wait_for(timeout=60_000)
    page.close()


def test_citations_hold_the_address(browser: BrowserContext, server: str) -> None:
    browser.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    with reading(browser, f"{server}/size-score?lang=ko&tab-size-score=sources", fresh=True) as (page, _):
        for label, begins in (("BibTeX", "@misc{dokja-"), ("RIS", "TY  - DATA"), (KO("citation.en"), "")):
            page.get_by_role("button", name=label, exact=True).last.click()
            page.get_by_text(KO("card.copied")).last.wait_for()
            copied = page.evaluate("navigator.clipboard.readText()")
            assert copied.startswith(begins)
            assert page.url in copied
            assert "{address}" not in copied


def test_two_tabs_with_a_briefing_leave_each_other_alone(browser: BrowserContext, server: str) -> None:
    """They overwrote each other's for ever, at full load of the machine."""
    with reading(browser, f"{server}/briefing?lang=ko&item=%2Fclaims%3F", new=True) as (one, _):
        with reading(browser, f"{server}/briefing?lang=ko&item=%2Fofficial%3F", new=True) as (other, _):
            other.evaluate("window.told = 0; addEventListener('storage', () => { window.told += 1; })")
            one.evaluate("document.body.append(document.createElement('i'))")
            other.evaluate("document.body.append(document.createElement('i'))")
            other.wait_for_timeout(1000)
            assert other.evaluate("window.told") == 0
            assert items(other) == ["/official#"]
        assert items(one) == ["/claims#"]
