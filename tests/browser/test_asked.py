"""An address that asks for something unknown is told so, and gets no other answer; what pages write is understood."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import parse_qsl, urlencode

import pytest
from playwright.sync_api import BrowserContext

from dokja.ui.url_state import QUESTIONS
from tests.browser.reader import body, go, reading, settle, take
from tests.browser.session import Answer, answered
from tests.browser.test_pages import VIEWS, VISITED, check_whole, narrowed

STOPPED = (
    "찾지 못했습니다.",
    "보일 값이 없거나",
    "선택할 수 있는 팀이 아닙니다",
    "지금 조건에서 빠져 있습니다",
    "주소에 적힌 설정",
)
WARNED = ("없는 값이어서",)
ASKED = {
    "pair?one=a-x-k9&other=solar-open-2-250b": ("모델(a-x-k9)", "No model “a-x-k9”"),
    "pair?one=solar-open-2-250b&other=zzz": ("모델(zzz)", "No model “zzz”"),
    "model?model=zzz": ("모델(zzz)", "No model “zzz”"),
    "team?org=zzz": ("팀(zzz)", "No team “zzz”"),
    "claims?claim=nonexistent": ("주장(nonexistent)", "No claim “nonexistent”"),
    "scores?team=naver": ("팀(naver)", "No team “naver”"),
    "scores?team=skt&team=naver": ("팀(naver)", "No team “naver”"),
    "scores?benchmark=zzz": ("벤치마크(zzz)", "No benchmark “zzz”"),
    "size-score?benchmark=zzz": ("벤치마크(zzz)", "No benchmark “zzz”"),
    "compare?model1=zzz": ("모델(zzz)", "No model “zzz”"),
    "compare?choice=own&model2=zzz": ("모델(zzz)", "No model “zzz”"),
    "check?claim-subject=zzz": ("모델(zzz)", "No model “zzz”"),
    "make-table?models=a-x-k2&models=zzz": ("모델(zzz)", "No model “zzz”"),
    "make-table?benchmarks=zzz": ("벤치마크(zzz)", "No benchmark “zzz”"),
    "make-table?base=zzz": ("모델(zzz)", "No model “zzz”"),
    "check?claim-measure=zzz": ("벤치마크(zzz)", "No benchmark “zzz”"),
}


def stopped(answer: Answer) -> bool:
    """Whether a page says that it knows not what it was asked about, and shows no table and no picture."""
    said = any(part in answer.text for part in STOPPED)
    return said and not any("<table" in one for one in answer.shown)


@pytest.mark.parametrize("address", ASKED)
def test_unknown_value_is_said_and_nothing_else_is_answered(server: str, address: str) -> None:
    for language, said in zip(("ko", "en"), ASKED[address], strict=True):
        answer = answered(server, f"{address}&lang={language}")
        assert said in answer.text
        assert not any("<table" in one for one in answer.shown)
        assert answer.text.count("<h1") <= 1
        asked = {pair for pair in parse_qsl(address.partition("?")[2]) if pair[1] in said}
        assert asked <= set(parse_qsl(answer.written)), "a copied address says the same"


def test_every_unknown_side_is_named(server: str) -> None:
    text = answered(server, "pair?lang=ko&one=yyy&other=zzz").text
    assert "모델(yyy)" in text
    assert "모델(zzz)" in text


@pytest.mark.parametrize(
    ("address", "offered"),
    [
        ("model?model=a-x-k9", "model=a-x-k1"),
        ("model?model=배키", "model=vaetki-100b-a10b"),
        ("model?model=Solar Open 2", "model=solar-open-2-250b"),
        ("scores?team=naver", "team=naver-cloud"),
        ("scores?benchmark=kmmlu_pro", "benchmark=kmmlu-pro"),
        ("claims?claim=k-exaone-over-20-percent", "claim=k-exaone-over-10-percent"),
    ],
)
def test_what_is_spelled_alike_is_offered_and_works(server: str, address: str, offered: str) -> None:
    links = answered(server, f"{address}&lang=ko").links
    (found,) = (link for link in links if offered in link)
    assert not stopped(answered(server, address.partition("?")[0] + found))
    assert not stopped(answered(server, address.partition("?")[0] + links[-1]))


def test_known_model_without_a_number_here_is_not_called_unknown(server: str) -> None:
    answer = answered(server, "compare?lang=ko&model1=k-exaone-236b-a23b&model2=deepseek-v4-flash&team=skt")
    assert "보일 값이 없거나 지금 조건에서 빠져 있습니다" in answer.text
    assert stopped(answer)


@pytest.mark.parametrize("page", VISITED)
def test_no_setting_of_a_page_is_dropped_in_silence(server: str, page: str) -> None:
    written = parse_qsl(answered(server, f"{page}?lang=ko").written)
    keys = dict.fromkeys(key for key, _ in written if key not in ("data", "since", "claim-value"))
    assert keys
    for key in (*keys, "team"):
        others = [(other, value) for other, value in written if other not in (key, "lang")]
        answer = answered(server, f"{page}?{urlencode([*others, (key, 'zzz')])}")
        assert "zzz" in answer.text, key
        assert stopped(answer) == (key in QUESTIONS), key
        assert f"{key}=zzz" in answer.written


@pytest.mark.parametrize(
    "address", ["weights?points-user-professional=900", "repeated?difference=1000", "scores?foreign=maybe"]
)
def test_unusable_number_is_said(server: str, address: str) -> None:
    answer = answered(server, f"{address}&lang=ko")
    assert any(part in answer.text for part in WARNED)


def test_setting_of_another_page_is_said_and_nothing_else_is_answered(server: str) -> None:
    answer = answered(server, "compare?lang=ko&model=a-x-k1")
    assert "이 화면에는 주소에 적힌 설정 model이 없습니다" in answer.text
    assert stopped(answer)
    assert not stopped(answered(server, "compare" + answer.links[-1]))


def test_claim_that_the_filter_hides_is_not_called_unknown(server: str) -> None:
    answer = answered(server, "claims?lang=ko&claim=k-exaone-over-10-percent&team=nc-ai")
    assert "10% 이상 높음’)은 지금 조건에서 빠져 있습니다" in answer.text
    assert stopped(answer)


def test_switching_what_is_asked_is_no_unknown_setting(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/compare?lang=ko&model1=a-x-k1&model2=a-x-k2") as (page, _):
        page.get_by_text("남은 팀(또는 선택한 팀)의 새 모델").click()
        settle(page)
        assert "choice=newest" in page.url
        assert not any(part in body(page) for part in (*STOPPED, *WARNED))
        assert page.locator("svg.marks").count() > 0


def test_all_that_pages_write_is_understood(server: str) -> None:
    pages = [f"{page}?lang=ko" for page in VISITED]
    first = {page: answered(server, page) for page in pages}
    linked = {
        link.lstrip("/") for answer in first.values() for link in answer.links if re.match(r"/[a-z?]", link)
    }
    written = {f"{page.partition('?')[0]}?{answer.written}" for page, answer in first.items()}
    assert len(linked) > 100
    for address in sorted(linked | written):
        answer = answered(server, address)
        assert not stopped(answer), address
        assert not any(part in answer.text for part in WARNED), address


def test_choice_of_the_reader_takes_the_place_of_what_is_unknown(
    browser: BrowserContext, server: str
) -> None:
    with reading(browser, f"{server}/pair?lang=ko&one=zzz&other=solar-open-2-250b") as (page, _):
        assert "모델(zzz)을 찾지 못했습니다" in page.locator("h1").inner_text()
        first = page.get_by_role("combobox").first
        first.click()
        page.get_by_role("option", name="A.X K1", exact=True).click()
        settle(page)
        assert "찾지 못했습니다" not in body(page)
        assert page.locator("svg.marks").count() > 0
        assert "one=a-x-k1&other=solar-open-2-250b" in page.url
    with reading(browser, f"{server}/scores?lang=ko&benchmark=kmmlu-pro&team=naver&order=zzz") as (page, _):
        assert page.locator("table").count() == 0
        page.locator('role=button[name="LG AI연구원"]').first.click()
        settle(page)
        assert "team=lg-ai-research&" in page.url
        assert "값 zzz는 없는 값이어서" in body(page)
        page.get_by_role("combobox", name="정렬").click()
        take(page, page.get_by_role("option").nth(1))
        assert "없는 값이어서" not in body(page)
        go(page, "compare", "pair")
        assert page.locator("svg.marks").count() > 0


@pytest.mark.parametrize(("language", "theme"), VIEWS)
def test_what_is_said_can_be_read(
    browser: BrowserContext, server: str, language: str, theme: Literal["light", "dark"]
) -> None:
    address = f"{server}/pair?lang={language}&one=a-x-k9&other=zzz&unit=zzz"
    with reading(browser, address, theme=theme) as (page, _):
        check_whole(page, language)
        narrowed(page, language)
        check_whole(page, language)
