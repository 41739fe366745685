"""The form that checks a claim: its verdict, its link, its download, the reader's sentence."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import parse_qs, quote, urlsplit

import openpyxl
import pytest
from playwright.sync_api import BrowserContext

from tests.browser.reader import body, menu, reading, settle, table_of
from tests.browser.test_downloads import saved

HEADLINE = (
    "claim-kind=relative_difference&claim-subject=k-exaone-236b-a23b&claim-base=qwen3-235b"
    "&claim-measure=first-round-13-mean&claim-operator=%3E%3D&claim-value=10"
)
HOSTILE = "<img src=x onerror=alert(1)> =HYPERLINK(1)"


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        (
            "ko",
            (
                "뒷받침되지 않음",
                "72.03 − 69.37 = 2.66",
                "3.83%",
                "76.31 이상",
                "64쌍 가운데 12쌍",
                "5개 정예팀",
            ),
        ),
        (
            "en",
            ("not supported", "72.03 − 69.37 = 2.66", "3.83%", "76.31 or more", "12 of 64", "first models"),
        ),
    ],
)
def test_typed_claim_is_judged(
    browser: BrowserContext, server: str, language: str, parts: tuple[str, ...]
) -> None:
    with reading(browser, f"{server}/check?lang={language}&{HEADLINE}") as (page, elsewhere):
        text = body(page)
        assert [part for part in parts if part not in text] == []
        assert elsewhere == []


def test_changed_number_changes_the_verdict_and_the_link_restores_it(
    browser: BrowserContext, server: str
) -> None:
    with reading(browser, f"{server}/check?lang=ko&{HEADLINE}") as (page, _):
        field = page.get_by_role("textbox", name="수치")
        field.fill("3")
        field.press("Enter")
        settle(page)
        page.get_by_role("radio", name="몇 점 높음").or_(
            page.get_by_role("button", name="몇 점 높음")
        ).first.click()
        settle(page)
        text, copied = body(page), page.url
    assert "3점 이상 높음" in text
    assert "수치와 일치" in text
    assert "반올림해야만 성립하고, 정확한 값은 2.66입니다" in text
    with reading(browser, copied, fresh=True) as (page, _):
        assert body(page) == text
    asked = parse_qs(urlsplit(copied).query)
    assert (asked["claim-kind"], asked["claim-value"], asked["claim-subject"]) == (
        ["difference"],
        ["3"],
        ["k-exaone-236b-a23b"],
    )


def test_sentence_of_the_reader_is_kept_as_a_quotation(browser: BrowserContext, server: str) -> None:
    address = f"{server}/check?lang=ko&{HEADLINE}&claim-quote={quote(HOSTILE + 'ㄱ' * 400)}"
    with reading(browser, address) as (page, elsewhere):
        assert f"원래 문장: “{HOSTILE}" in body(page)
        assert page.locator("img[src=x]").count() == 0
        kept = parse_qs(urlsplit(page.url).query)["claim-quote"][0]
        assert len(kept) == 300
        assert elsewhere == []


def test_download_holds_the_claim_and_its_verdict(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/check?lang=ko&{HEADLINE}&claim-quote={quote('=1+1 10% 앞섬')}") as (
        page,
        _,
    ):
        menu(page, "check")
        book = openpyxl.load_workbook(BytesIO(saved(page, "표 엑셀(XLSX), 출처 포함")))
    cells = {row[0].value: row[1].value for row in book["표"].iter_rows(min_row=2)}
    assert cells["판정"] == "뒷받침되지 않음"
    assert cells["계산"].startswith("72.03 − 69.37 = 2.66")
    assert cells["원래 문장"] == "'“=1+1 10% 앞섬”"  # marked by the guard against live cells
    notes = {row[0].value: row[1].value for row in book["설명"].iter_rows(min_row=2)}
    assert "claim-value=10&" in notes["화면 주소"]
    assert book["출처"].max_row > 1


def test_recorded_claim_fills_the_form(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/claims?lang=en&claim=solar-open-2-korean-mean") as (page, _):
        page.get_by_role("link", name="Try this claim").click()
        settle(page)
        text = body(page)
        assert "the mean of 9 benchmarks" in text
        assert "1. Solar Open 2 85.43, 2. DeepSeek-V4-Flash 84.89" in text
        assert "Verdict: supported" in text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("１０．５", "10.5%"),
        ("１，２３４．５％", "1234.5%"),
        ("1,234", "1234%"),
        ("12,345.6", "12345.6%"),
        ("−２", "-2%"),
    ],
)
def test_number_is_read_as_people_type_it(
    browser: BrowserContext, server: str, typed: str, read: str
) -> None:
    address = f"{server}/check?lang=ko&{HEADLINE.replace('value=10', f'value={quote(typed)}')}"
    with reading(browser, f"{address}&claim-day={quote('２０２５-１２-３０')}") as (page, _):
        text = body(page)
    assert f"{read} 이상 높음" in text
    assert "오류 번호" not in text
    assert "2025. 12. 30." in text


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        (
            "ko",
            "10,5",
            "‘10,5’: 쉼표는 천 단위를 나눌 때만 씁니다(예: 1,234). 소수는 점을 써서 10.5로 입력하십시오.",
        ),
        (
            "en",
            "１０，５",
            "“１０，５”: a comma only separates thousands, as in 1,234. Write the decimal with a point: 10.5.",
        ),
        ("ko", "1.234,5", "점을 써서 1234.5로 입력하십시오."),
        ("ko", "10 5", "숫자로 읽을 수 없습니다: ‘10 5’"),
        ("en", "10²", "“10²” is not a number"),
    ],
)
def test_number_that_could_mean_another_is_refused(
    browser: BrowserContext, server: str, language: str, typed: str, said: str
) -> None:
    with reading(browser, f"{server}/check?lang={language}&{HEADLINE}") as (page, _):
        field = page.get_by_role("textbox", name="수치" if language == "ko" else "Number")
        field.fill(typed)
        field.press("Enter")
        settle(page)
        text = body(page).replace("\u2060", "")
        assert said in text
        assert page.locator("table, [class*='st-key-card-']").count() == 0


def test_what_cannot_be_judged_says_what_to_do(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/check?lang=ko&{HEADLINE.replace('value=10', 'value=abc')}") as (page, _):
        assert "숫자로 읽을 수 없습니다: ‘abc’" in body(page)
    with reading(browser, f"{server}/check?lang=en&claim-kind=rank&claim-others=none") as (page, _):
        assert page.locator("h1").count() == 1
        assert "error number" not in body(page)


PAIR = "claim-subject=qwen3-235b&claim-base=k-exaone-236b-a23b&claim-measure=first-round-13-mean"
TELECOM = "claim-kind=rank&claim-subject=a-x-k2&claim-others=glm-5.1&claim-others=kimi-k2.6&claim-measure=tau2-bench-telecom"


@pytest.mark.parametrize(
    ("asked", "said", "verdict"),
    [
        (f"{PAIR}&claim-kind=lower&claim-operator=%3E%3D&claim-value=2", "2점 이상 낮음", "수치와 일치"),
        (
            f"{PAIR}&claim-kind=lower&claim-operator=%3E%3D&claim-value=3",
            "3점 이상 낮음",
            "반올림해야만 성립하고",
        ),
        (f"{PAIR}&claim-kind=lower&claim-operator=%3E%3D&claim-value=4", "4점 이상 낮음", "뒷받침되지 않음"),
        (f"{PAIR}&claim-kind=lower&claim-operator=%3C&claim-value=4", "4점 미만 낮음", "수치와 일치"),
        (
            f"{PAIR}&claim-kind=relative_lower&claim-operator=%3E&claim-value=10",
            "10% 초과 낮음",
            "64.83 이하가",
        ),
        (f"{TELECOM}&claim-operator=%3E%3D&claim-value=2", "2위 이상(그 순위이거나 더 앞)", "수치와 일치"),
        (
            f"{TELECOM}&claim-operator=%3C%3D&claim-value=2",
            "2위 이하(그 순위이거나 더 뒤)",
            "뒷받침되지 않음",
        ),
        (f"{TELECOM}&claim-operator=%3E&claim-value=1", "1위보다 앞", "뒷받침되지 않음"),
    ],
)
def test_words_follow_the_direction(
    browser: BrowserContext, server: str, asked: str, said: str, verdict: str
) -> None:
    """Qwen3 69.37 is 2.66 points below K-EXAONE's 72.03; A.X K2 is first of three on τ²-Bench Telecom."""
    with reading(browser, f"{server}/check?lang=ko&{asked}") as (page, _):
        text = body(page)
        assert said in text
        assert verdict in text


def test_a_verdict_that_hangs_on_the_figure_shows_each(browser: BrowserContext, server: str) -> None:
    asked = "claim-kind=difference&claim-operator=%3E&claim-value=0&claim-subject=a-x-k1&claim-base=deepseek-v3.1&claim-measure=kmmlu"
    with reading(browser, f"{server}/check?lang=ko&{asked}&tab-figures=table") as (page, _):
        text = body(page)
        for part in ("어느 공표값을 쓰느냐에 따라 다름", "80.2 − 76.5 = 3.7", "73.0 − 78.7 = −5.7", "비추론"):
            assert part in text
        figures = table_of(page, "figures")
        assert "측정 기관" in figures.inner_text()
        assert "SK텔레콤" in figures.inner_text()


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("ko", ("여기에 입력할 수 없는 주장", "평균의 구성", "계획")),
        ("en", ("cannot be entered here", "composed of", "plans")),
    ],
)
def test_what_cannot_be_typed_is_said_and_where_it_is_found(
    browser: BrowserContext, server: str, language: str, parts: tuple[str, ...]
) -> None:
    with reading(browser, f"{server}/check?lang={language}") as (page, _):
        text = body(page)
        assert [part for part in parts if part not in text] == []
        link = page.get_by_role(
            "link", name="발표된 주장과 판정 보기" if language == "ko" else "See the claims made"
        )
        assert (link.get_attribute("href") or "").split("?")[0].endswith("/claims")


def test_lower_by_a_negative_number_is_judged(browser: BrowserContext, server: str) -> None:
    asked = f"{PAIR}&claim-kind=lower&claim-operator=%3E%3D&claim-value=-2"
    with reading(browser, f"{server}/check?lang=ko&{asked}") as (page, _):
        text = body(page)
        assert "오류 번호" not in text
        assert "판정: 수치와 일치" in text


def test_sentence_and_picture_of_a_rounded_claim_agree(browser: BrowserContext, server: str) -> None:
    """72.03 is 104 % of 69.37 after rounding, and the line for exactly 104 % stands at 72.14."""
    with reading(browser, f"{server}/claims?lang=ko&claim=k-exaone-104-percent") as (page, _):
        text = body(page)
        for part in (
            "판정: 수치와 일치",
            "71.80 이상 72.49 미만이면 성립합니다",
            "72.14(반올림하면 71.80~72.49)",
        ):
            assert part in text
        assert "한 출처의 같은 표에 실린 값입니다" in text
