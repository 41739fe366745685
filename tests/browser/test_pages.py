"""Every page, in both languages, widths and themes, as a reader sees it."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from dokja.i18n.text import LANGUAGES, Words
from dokja.ui.site_map import ADDRESSES, DOORS, EDITORS
from tests.browser.reader import barriers, body, go, overflow, reading, settle, tab, table_of, with_tables
from tests.browser.test_tooltips import DRAWN, check_pointing

VISITED = [address for address, name in ADDRESSES.items() if name not in DOORS[EDITORS]]
NARROW = {"ko": 320, "en": 390}
"""A narrow screen; 320 px are what is left of 1280 at 400 % zoom."""
CARD = '[class*="st-key-card-"]'
CONTENTS = {
    "glossary": ".dk-terms dt",
    "about": ".dk-section",
    "search": ".dk-links a",
    "briefing": ".dk-answer",
}
"""What the pages hold that have no card."""
KO = Words("ko")
TABLES = ("", "official", "weights", "scores", "pair", "repeated", "sources", "model")
VIEWS: tuple[tuple[str, Literal["light", "dark"]], ...] = (("ko", "light"), ("en", "dark"))


def check_whole(page: Page, language: str, where: str = "") -> None:
    """What is on the screen is a page without errors, barriers or sideways scrolling."""
    text = body(page)
    assert page.locator("h1").count() == 1, where
    assert page.locator("html").get_attribute("lang") == language, where
    assert "Traceback" not in text, where
    assert ("오류 번호" if language == "ko" else "error number") not in text, where
    assert overflow(page) <= 0, f"{where} scrolls sideways"
    assert barriers(page) == [], where
    assert repeated_titles(page) == [], where


def repeated_titles(page: Page) -> list[str]:
    """Titles of cards that say no more than the heading of their section."""
    told = page.locator(".dk-section, .dk-card-title").evaluate_all(
        "all => all.map(one => [one.classList.contains('dk-card-title'), one.innerText])"
    )
    return [text for (_, above), (is_card, text) in pairwise(told) if is_card and text == above]


def check_korean(page: Page) -> None:
    """No English sentence is left."""
    controls = page.locator(
        "h1, h2, caption, thead th, label, button:visible, .dk-answer, .dk-text, .dk-note"
    )
    texts = [text.strip() for text in controls.all_inner_texts() if text.strip()]
    assert texts
    latin = [text for text in texts if not re.search(r"[가-힣]", text)]
    words = re.compile(r"\b(the|and|of|all|show|none|choose)\b")
    assert [text for text in latin if words.search(text.lower())] == []


def narrowed(page: Page, language: str) -> None:
    """Make the window narrow."""
    page.set_viewport_size({"width": NARROW[language], "height": 900})
    settle(page)


@pytest.mark.parametrize("page_name", VISITED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_whole(browser: BrowserContext, server: str, page_name: str, language: str) -> None:
    """Wide, then narrow, then with every table open; every second page is read in Korean in the dark and in English in the light."""
    odd = VISITED.index(page_name) % 2 == 1
    theme: Literal["light", "dark"] = "dark" if (language == "en") != odd else "light"
    asked = "&q=A.X" if page_name == "search" else ""
    with reading(browser, f"{server}/{page_name}?lang={language}{asked}", theme=theme) as (
        page,
        elsewhere,
    ):
        assert page.locator(CONTENTS.get(page_name, CARD)).count() >= 1
        check_whole(page, language)
        if language == "ko":
            check_korean(page)
        if page_name in DRAWN:
            check_pointing(page, language)
        narrowed(page, language)
        check_whole(page, language)
        if with_tables(page):
            assert page.locator("table caption").count() == page.locator(CARD).count()
            check_whole(page, language, "with its tables")
            if language == "ko":
                check_korean(page)
        assert elsewhere == []


@pytest.mark.parametrize("page_name", TABLES)
@pytest.mark.parametrize(("language", "theme"), VIEWS)
def test_tables_are_whole_where_there_is_room(
    browser: BrowserContext, server: str, page_name: str, language: str, theme: Literal["light", "dark"]
) -> None:
    address = f"{server}/{page_name}?lang={language}"
    with reading(browser, address, theme=theme) as (page, elsewhere):
        with_tables(page)
        check_whole(page, language)
        for name in ("sources", "download"):
            tab(page, Words(language)(f"card.{name}"))
            check_whole(page, language, name)
        assert elsewhere == []


def test_filter_hides_and_says_how_many(browser: BrowserContext, server: str) -> None:
    address = f"{server}/scores?lang=ko&benchmark=kmmlu-pro&tab-scores=table"
    with reading(browser, address) as (page, _):
        every = set(table_of(page, "scores").locator("tbody tr td:nth-child(2)").all_inner_texts())
        assert {"SK텔레콤", "LG AI연구원"} <= every
        page.locator('role=button[name="LG AI연구원"]').first.click()
        settle(page)
        makers = set(table_of(page, "scores").locator("tbody tr td:nth-child(2)").all_inner_texts())
        assert "SK텔레콤" not in makers
        assert "LG AI연구원" in makers
        assert "team=lg-ai-research" in page.url
        tab(page, KO("card.chart"), "scores")
        assert "필터로 숨긴 항목" in page.locator(".st-key-card-scores").inner_text()


def test_filter_changes_the_picture(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/scores?lang=ko&benchmark=gpqa-diamond") as (page, _):
        picture = page.locator('[data-testid="stVegaLiteChart"] svg').first
        before, height = set(picture.locator("text").all_text_contents()), picture.bounding_box()
        page.locator('role=button[name="LG AI연구원"]').first.click()
        settle(page)
        after, lower = set(picture.locator("text").all_text_contents()), picture.bounding_box()
        assert any("A.X K1" in text for text in before)
        assert not any("A.X K1" in text for text in after)
        assert any("K-엑사원" in text for text in after)
        assert height
        assert lower
        assert lower["height"] < height["height"]


def test_filter_stands_only_where_it_changes_something_and_holds_beyond(
    browser: BrowserContext, server: str
) -> None:
    with reading(browser, f"{server}/scores?lang=ko&foreign=none") as (page, _):
        chosen = page.locator('role=button[name="LG AI연구원"][pressed=true]')
        page.locator('role=button[name="LG AI연구원"]').first.click()
        settle(page)
        assert chosen.count() == 1
        assert page.get_by_text(KO("filter.teams")).count() == 1
        go(page, "data", "glossary")
        assert page.get_by_text(KO("filter.teams")).count() == 0
        assert "team=lg-ai-research&foreign=none" in page.url
        go(page, "performance", "scores")
        assert chosen.count() == 1
        assert page.get_by_role("radio", name="제외").is_checked()


@pytest.mark.parametrize("name", ["배키", "베키", "VAETKI"])
def test_model_to_compare_is_found_by_any_name(browser: BrowserContext, server: str, name: str) -> None:
    address = f"{server}/compare?lang=ko&choice=own&model2=vaetki-100b-a10b&find-model={name}"
    with reading(browser, address) as (page, _):
        page.get_by_role("combobox", name="모델 3").click()
        assert sorted(page.get_by_role("option").all_inner_texts()) == [
            "K-엑사원 2.0",
            "배키 100B",
            "없음",
        ]


@pytest.mark.parametrize(
    ("address", "label", "kept"),
    [
        ("pair?one=motif-3&other=a-x-k2", "비교 대상 모델", ["A.X K2", "모티프 3"]),
        ("check?claim-subject=motif-3&claim-base=a-x-k2", "비교 대상 모델", ["A.X K2", "모티프 3"]),
        ("model?model=motif-3", "모델", ["모티프 3"]),
    ],
)
def test_every_list_of_models_finds_by_any_name(
    browser: BrowserContext, server: str, address: str, label: str, kept: list[str]
) -> None:
    with reading(browser, f"{server}/{address}&lang=ko&find-model=베키") as (page, _):
        page.get_by_role("combobox", name=label, exact=True).click()
        found = page.get_by_role("option").all_inner_texts()
    assert sorted(one for one in found if not one.startswith("배키")) == kept
    assert "배키 100B" in found


def test_filter_changes_no_rank(browser: BrowserContext, server: str) -> None:
    def ranks(asked: str) -> dict[str, str]:
        address = f"{server}/scores?lang=ko&benchmark=kmmlu-pro&all-scores=yes&tab-scores=table&{asked}"
        with reading(browser, address) as (page, _):
            head = table_of(page, "scores").locator("thead th").all_inner_texts()
            lines = [
                dict(zip(head, row.locator("th, td").all_inner_texts(), strict=True))
                for row in table_of(page, "scores").locator("tbody tr").all()
            ]
            model, setting, rank = KO("column.model"), KO("column.setting"), KO("column.rank")
            return {f"{line[model]} {line[setting]}": line[rank] for line in lines}

    everything = ranks("foreign=all")
    filtered = ranks("team=lg-ai-research&foreign=none")
    assert any(re.search(r"[0-9]", rank) for rank in filtered.values())
    assert 0 < len(filtered) < len(everything)
    assert all(everything[key] == rank for key, rank in filtered.items())


DRAWN_TEXTS = """() => [...document.querySelectorAll('svg.marks text')].map((text) => {
    const box = text.getBoundingClientRect();
    return [text.textContent, Math.round(box.x), Math.round(box.y + scrollY)];
})"""


def view(page: Page) -> tuple[str, list[list[object]]]:
    """The text outside pictures, and the texts of pictures with their places: a kept picture lists its ticks anew."""
    drawn = sorted(page.evaluate(DRAWN_TEXTS))
    page.evaluate(
        "document.querySelectorAll('svg.marks').forEach(picture => { picture.style.display = 'none'; })"
    )
    return body(page), drawn


def test_copied_link_opens_the_same_view(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/scores?lang=en&benchmark=kmmlu-pro&foreign=none") as (page, _):
        page.locator('role=button[name="Upstage"]').first.click()
        settle(page)
        copied, seen = page.url, view(page)
    assert "data=" in copied
    assert seen[1]
    with reading(browser, copied, fresh=True) as (page, _):
        assert view(page) == seen


def test_link_from_other_data_says_so(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/claims?lang=ko&data=2020-01-01-00000000", fresh=True) as (page, _):
        assert "2020-01-01-00000000" in body(page)


@pytest.mark.parametrize("name", ["배키", "베키", "VAETKI"])
def test_search_finds_a_model_by_any_name(browser: BrowserContext, server: str, name: str) -> None:
    with reading(browser, f"{server}/scores?lang=ko&find={name}&tab-scores=table") as (page, _):
        models = table_of(page, "scores").locator("tbody th").all_inner_texts()
        assert models == ["배키 100B"]


def test_headline_claim_is_refuted_with_its_arithmetic(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/claims?lang=ko&claim=k-exaone-over-10-percent") as (page, _):
        text = body(page)
        for part in ("뒷받침되지 않음", "72.03", "69.37", "2.66", "3.83", "76.31", "5개 정예팀"):
            assert part in text


def test_search_without_result_says_what_to_do(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/scores?lang=en&find=zzzz") as (page, _):
        assert "No models match" in body(page)


def test_hostile_address_does_no_harm(browser: BrowserContext, server: str) -> None:
    hostile = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%27%3B%20drop%20table%20score%3B--"
    with reading(browser, f"{server}/scores?lang=ko&benchmark={hostile}&team={hostile}&find={hostile}") as (
        page,
        elsewhere,
    ):
        assert page.locator("h1").count() == 1
        assert elsewhere == []


def test_language_can_be_switched_on_the_page(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/scores?lang=ko&benchmark=kmmlu-pro&foreign=none") as (page, _):
        page.get_by_role("radio", name="English").or_(
            page.get_by_role("button", name="English")
        ).first.click()
        settle(page)
        assert "How do the models score on KMMLU-Pro" in page.locator("h1").inner_text()
        assert page.locator("html").get_attribute("lang") == "en"
        assert "lang=en" in page.url
        assert "benchmark=kmmlu-pro" in page.url


def test_profile_prints_on_a4(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/team?lang=ko&org=skt", fresh=True) as (page, _):
        controls = (".st-key-masthead input", '[class*="st-key-bar-"]', ".dk-actions")
        assert all(page.locator(control).first.is_visible() for control in controls)
        page.emulate_media(media="print")
        assert page.locator("h1").is_visible()
        assert page.locator("table").first.is_visible()
        assert not page.locator(".st-key-controls").is_visible()
        assert page.locator(", ".join(f"{control}:visible" for control in controls)).count() == 0
        sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages]
        for number, sheet in enumerate(sheets, 1):
            assert f"{number} / {len(sheets)}" in sheet
            assert page.url in "".join(sheet.split())
            assert KO("footer.paper", date="", version="").partition(" · ")[0] in sheet


def test_a_heading_is_explained_where_it_stands(browser: BrowserContext, server: str) -> None:
    """By a press, as on a phone nothing can be pointed at; it closes by Escape and gives the focus back."""
    with reading(browser, f"{server}/sizes?lang=ko&tab-sizes=table", width=390) as (page, _):
        button = page.get_by_role("button", name=KO("table.explain", column=KO("column.total_b"))).first
        text = page.get_by_text(KO("term.parameters.text"), exact=True).and_(page.locator("[popover]")).first
        assert not text.is_visible()
        button.click()
        expect(text).to_be_visible()
        place = text.bounding_box()
        assert place is not None
        assert 0 <= place["x"] <= place["x"] + place["width"] <= 390
        assert barriers(page) == []
        page.keyboard.press("Escape")
        expect(text).to_be_hidden()
        expect(button).to_be_focused()
        assert table_of(page, "sizes").locator("th[aria-sort]").count() == 0


def test_paper_holds_every_row_and_no_control(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/scores?lang=ko&tab-scores=table&tab-categories=table", fresh=True) as (
        page,
        _,
    ):
        table = table_of(page, "scores")
        rows = table.locator("tbody tr")
        assert rows.count() == 12
        switch = page.locator(".st-key-card-scores").inner_text()
        (whole,) = (int(count) for count in re.findall(r"(\d+)행 모두 보기", switch))
        names = table.locator("tbody th").all_inner_texts()
        assert barriers(page) == []
        page.emulate_media(media="print")
        expect(rows.nth(whole - 1)).to_be_visible()
        assert rows.count() == whole
        assert table.locator("tbody th").all_inner_texts()[:12] == names
        assert len(set(rows.all_inner_texts())) == whole > 20
        kinds = "cells => cells.map(cell => cell.tagName + cell.className)"
        assert rows.nth(whole - 1).locator("th, td").evaluate_all(kinds) == rows.nth(0).locator(
            "th, td"
        ).evaluate_all(kinds)
        assert table_of(page, "categories").locator("tbody tr:visible").count() == 72
        assert not page.get_by_text("행 가운데 앞의").first.is_visible()
        for control in ("stTextInput", "stSelectbox", "stCheckbox", "stButtonGroup"):
            assert page.locator(f'[data-testid="{control}"]').count() > 0, control
            assert page.locator(f'[data-testid="{control}"]:visible').count() == 0, control
        assert page.locator(".dk-actions button:visible, .dk-may button:visible").count() == 0
        headings = page.locator(".stElementContainer", has=page.locator(".dk-section"))
        breaks = headings.first.evaluate(
            "one => [getComputedStyle(one).breakAfter, getComputedStyle(one.parentNode).display]"
        )
        assert breaks == ["avoid", "block"]


def test_a_size_within_a_sentence_has_no_capital(browser: BrowserContext, server: str) -> None:
    for size in ("total", "active"):
        with reading(browser, f"{server}/size-score?lang=en&size={size}") as (page, _):
            assert f"Based on {size} parameters, " in body(page)


def test_release_date_has_its_own_source(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/model?lang=ko&model=gpt-oss-120b") as (page, _):
        rows = table_of(page, "facts").locator("tbody tr")
        sources = {row.locator("th").inner_text(): row.locator("td").last.inner_text() for row in rows.all()}
        tab(page, KO("card.sources"), "facts")
        used = page.locator(".st-key-card-facts .dk-source-list").inner_text()
    assert sources["공개일"] != sources["전체 매개변수"]
    assert "에포크 AI" in sources["공개일"]
    assert sources["공개일"] in used


def test_smallest_model_of_the_sentence_is_that_of_the_teams_in_the_table(
    browser: BrowserContext, server: str
) -> None:
    with reading(browser, f"{server}/sizes?lang=en") as (page, _):
        assert "smallest is VAETKI 7B (team eliminated) with 7B" in body(page)


def test_sources_that_are_left_out_of_the_first_page_are_counted(
    browser: BrowserContext, server: str
) -> None:
    with reading(browser, f"{server}/?lang=en") as (page, _):
        assert re.search(
            r"[0-9]+ sources without a known publication date \([0-9]+ scores\) are left out", body(page)
        )


def test_teams_and_numbers_that_are_left_out_of_the_steps_are_named(
    browser: BrowserContext, server: str
) -> None:
    with reading(browser, f"{server}/behind?lang=en&view=since_first") as (page, _):
        text = body(page)
        assert re.search(r"Motif Technologies, .*NC AI: only one main model in the programme", text)
        assert re.search(r"[0-9]+ scores without a known date could not be chosen as a model's newest", text)
        assert "measured together" not in text


def test_numbers_without_a_day_are_told_beside_the_scores(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/scores?lang=en&benchmark=kmmlu") as (page, _):
        assert re.search(r"[0-9]+ scores? without a known publication date come last", body(page))
