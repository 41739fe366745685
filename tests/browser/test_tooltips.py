"""What a picture says to those who point at it is one sentence, and nothing of how it is drawn."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.reader import reading

DRAWN = (
    *("", "sizes", "scores", "size-score", "compare", "pair", "official", "weights", "repeated"),
    *("claims", "check", "coverage", "model", "behind", "korean", "benchmark"),
)
POINTED = """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].map((chart) =>
    [...chart.querySelectorAll('svg .role-mark > path, svg .role-mark > line, svg .role-mark > text')].map((mark) => {
        const box = mark.getBoundingClientRect();
        const at = { bubbles: true, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
        for (const kind of ['pointerover', 'pointermove', 'mousemove']) mark.dispatchEvent(new MouseEvent(kind, at));
        const said = document.querySelector('#vg-tooltip-element.visible')?.innerText ?? '';
        for (const kind of ['pointerout', 'mouseout']) mark.dispatchEvent(new MouseEvent(kind, at));
        return [mark.parentNode.getAttribute('class').split(' ')[0], said, mark.textContent];
    }))"""
SENTENCE = {"ko": r"[^\n\t#]*니다(\([^\n\t#]*\))?\.", "en": r"[^\n\t#]*[^\n\t#.]\."}


def is_whole(text: str, own: str) -> bool:
    """Whether a text is the whole of a label that is cut."""
    return own.endswith("…") and text.startswith(own[:-1]) and len(text) > len(own)


def check_pointing(page: Page, language: str) -> None:
    """Whoever points at a part of a picture gets one sentence or nothing."""
    charts: list[list[tuple[str, str, str]]] = page.evaluate(POINTED)
    assert charts
    for chart in charts:
        said = {text for _, text, own in chart if text and not is_whole(text, own)}
        assert said
        assert [text for text in said if not re.fullmatch(SENTENCE[language], text)] == []
        leftover = re.compile(r"\b(null|undefined|NaN|label|order|letters|colour)\b")
        assert [text for text in said if leftover.search(text)] == []
        if language == "ko":
            assert [text for text in said if text.count("니다") != 1] == []
        assert [kind for kind, text, _ in chart if kind in ("mark-symbol", "mark-rect") and not text] == []


def test_sentence_names_model_amount_reporter_mode_and_day(browser: BrowserContext, server: str) -> None:
    expected = "K-엑사원 236B는 GPQA-Diamond에서 78.3%를 받았습니다(Artificial Analysis 독립 측정, 추론, 2026. 4. 6.)."
    with reading(browser, f"{server}/scores?lang=ko&benchmark=gpqa-diamond") as (page, _):
        ((*marks,), *_) = page.evaluate(POINTED)
        assert {kind for kind, text, _ in marks if text == expected} == {
            "mark-rule",
            "mark-symbol",
            "mark-text",
        }


def test_sentence_stays_on_a_narrow_screen(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/pair?lang=ko", width=390) as (page, _):
        for mark in page.locator("svg .mark-symbol.role-mark > path").all():
            mark.scroll_into_view_if_needed()
            mark.hover()
            tip = page.locator("#vg-tooltip-element.visible").bounding_box()
            assert tip
            assert tip["x"] >= 0
            assert tip["x"] + tip["width"] <= 390


def test_label_that_is_cut_is_whole_on_hover(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/coverage?lang=en") as (page, _):
        marks = [mark for chart in page.evaluate(POINTED) for mark in chart]
        labels = [(text, own) for kind, text, own in marks if kind == "mark-text" and own.endswith("…")]
        assert labels
        assert all(is_whole(text, own) for text, own in labels)


OPACITIES = """() => [...document.querySelector('[data-testid="stVegaLiteChart"]')
    .querySelectorAll('.mark-symbol.role-mark > path')].map((mark) => Number(mark.getAttribute('opacity')))"""
SENDS = """() => { window.sends = 0; const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (data) { window.sends += 1; return send.call(this, data); }; }"""


@pytest.mark.parametrize("page_name", ["scores", "compare", "size-score", "behind", "repeated"])
def test_pointing_fades_the_rest_and_tells_the_server_nothing(
    browser: BrowserContext, server: str, page_name: str
) -> None:
    with reading(browser, f"{server}/{page_name}?lang=ko") as (page, _):
        page.evaluate(SENDS)
        full = set(page.evaluate(OPACITIES))
        assert len(full) == 1
        marks = page.locator('[data-testid="stVegaLiteChart"]').first.locator(".mark-symbol.role-mark > path")
        marks.first.scroll_into_view_if_needed()
        marks.nth(marks.count() // 2).hover(force=True)
        page.wait_for_function(f"() => Math.min(...({OPACITIES})()) < 0.2")
        pointed: list[float] = page.evaluate(OPACITIES)
        assert set(pointed) == full | {min(full) * 0.15}
        assert len([one for one in pointed if one in full]) < len(pointed) / 2
        page.mouse.move(1, 1)
        page.wait_for_function(f"() => Math.min(...({OPACITIES})()) > 0.2")
        assert page.evaluate("window.sends") == 0


def test_team_that_fell_is_eliminated(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/official?lang=en") as (page, _):
        text = page.locator('[data-testid="stMain"]').inner_text()
        assert "Eliminated: " in text
        assert not re.search(r"\b(left|leaving)\b", text, re.I)
        drawn = page.locator("svg text").all_text_contents()
        assert "NAVER Cloud · eliminated" in drawn
    with reading(browser, f"{server}/team?lang=en&org=naver-cloud") as (page, _):
        assert (
            "NAVER Cloud was eliminated in round 1 on 15 Jan 2026."
            in page.locator("header").last.inner_text()
        )
