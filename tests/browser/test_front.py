"""The front as a newcomer uses it: doors, search, home, cards, what may be said; each task in a number of clicks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from dokja.i18n.text import Words
from dokja.ui.site_map import ADDRESSES, DOORS, EDITORS, FILTERS
from tests.browser.reader import body, go_to, reading, settle, tab

VISITED = [address for address, name in ADDRESSES.items() if name not in DOORS[EDITORS]]


@pytest.fixture(params=[1440, 390])
def home(request: pytest.FixtureRequest, browser: BrowserContext, server: str) -> Iterator[Page]:
    """The home page in Korean, on a desk and on a phone."""
    with reading(browser, f"{server}/?lang=ko", width=request.param) as (page, _):
        yield page


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Click a link of the page."""
    page.get_by_test_id("stMain").get_by_role("link", name=name).first.click()
    settle(page)


def test_claim_of_ten_percent_is_one_click_from_home(home: Page) -> None:
    follow(home, re.compile("72.03"))
    text = body(home)
    assert home.locator(".dk-verdict strong").inner_text() == "뒷받침되지 않음"
    assert "2.66" in text
    assert "3.83" in text
    may, may_not = home.locator(".dk-may p").all_inner_texts()[:2]
    assert may.startswith("이렇게 말할 수 있습니다")
    assert may_not.startswith("이렇게 말할 수 없습니다")


def test_best_in_korean_is_one_click_from_home(home: Page) -> None:
    follow(home, re.compile("한국어 벤치마크에서는"))
    text = body(home)
    assert "A.X K2(2개)" in text
    assert "독립 기관이 측정한 것은 0개" in text
    assert "이렇게 말할 수 없습니다" in text


def test_why_a_team_was_eliminated_stands_at_home_and_on_its_page(home: Page) -> None:
    assert "독자성 기준" in home.locator(".dk-doors").inner_text()
    follow(home, re.compile("왜 탈락"))
    assert "독자성 기준" in home.locator(".dk-heading").inner_text()


def test_home_has_four_figures_each_with_a_date_or_a_plan(home: Page) -> None:
    figures = home.locator(".dk-key-figures li").all_inner_texts()
    assert len(figures) == 4
    assert "3팀" in figures[0]
    assert "미국 25.7점 · 중국 22.3점" in figures[1]
    assert "0개" in figures[2]
    assert [bool(re.search(r"\d{4}\. \d{1,2}\. \d{1,2}\.|계획", figure)) for figure in figures] == [True] * 4
    assert "최근" in home.get_by_role("heading", level=2).all_inner_texts()[-1]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("배키", "배키 100B"), ("엑사원", "K-엑사원 2.0"), ("Qwen3 235B", "큐웬3 235B"), ("10%", "주장")],
)
def test_search_finds_by_any_name(home: Page, typed: str, found: str) -> None:
    home.get_by_role("textbox", name="검색").first.fill(typed)
    home.keyboard.press("Enter")
    settle(home)
    assert "/search?" in home.url
    assert found in body(home)


def test_every_page_has_a_title_of_its_own(browser: BrowserContext, server: str) -> None:
    titles = []
    for address in VISITED:
        with reading(browser, f"{server}/{address}?lang=ko") as (page, _):
            page.wait_for_function("document.title.endsWith('| 독자 Dokja')")
            titles.append(page.title())
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("home", [1440], indirect=True)
def test_six_doors_and_none_for_editors(home: Page) -> None:
    doors = home.get_by_test_id("stTopNavSection").all_inner_texts()
    assert [re.sub(r"\W*expand_more", "", door).strip() for door in doors] == [
        "평가 결과",
        "성능",
        "비교",
        "사실 확인",
        "자료",
    ]
    assert home.get_by_role("link", name="홈").count() == 1


def test_only_the_open_tab_of_a_card_is_there_and_the_address_names_it(
    browser: BrowserContext, server: str
) -> None:
    with reading(browser, f"{server}/scores?lang=ko&benchmark=kmmlu-pro") as (page, _):
        card = page.locator(".st-key-card-scores")
        assert (card.locator("svg.marks").count(), card.locator("table").count()) == (1, 0)
        tab(page, "표")
        assert (card.locator("svg.marks").count(), card.locator("table").count()) == (0, 1)
        address = page.url
        assert "tab-scores=table" in address
        rows = card.locator("tbody tr").all_inner_texts()
        page.go_back()
        settle(page)
        assert card.locator("svg.marks").count() == 1
    with reading(browser, address, fresh=True) as (page, _):
        assert page.locator(".st-key-card-scores tbody tr").all_inner_texts() == rows


def picture_copied(page: Page) -> tuple[int, int]:
    """Width and height of the picture on the clipboard, once there is one."""
    for _ in range(100):
        found = page.evaluate(
            """async () => {
                const [item] = await navigator.clipboard.read();
                if (!item.types.includes("image/png")) return null;
                const picture = await createImageBitmap(await item.getType("image/png"));
                return [picture.width, picture.height];
            }"""
        )
        if found:
            return found[0], found[1]
        page.wait_for_timeout(100)
    raise TimeoutError("no picture was copied")


def test_link_citation_and_picture_are_copied(browser: BrowserContext, server: str) -> None:
    browser.grant_permissions(["clipboard-read", "clipboard-write"])
    with reading(browser, f"{server}/scores?lang=ko&benchmark=kmmlu-pro") as (page, _):
        card = page.locator(".st-key-card-scores")
        copied = "() => navigator.clipboard.readText()"
        card.get_by_role("button", name="링크 복사").click()
        card.get_by_text("복사했습니다.").wait_for()
        assert page.evaluate(copied) == page.url
        card.get_by_role("button", name="인용문 복사").click()
        page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('독자'))")
        assert page.evaluate(copied).endswith(page.url)
        card.get_by_role("button", name="그림 복사").click()
        width, height = picture_copied(page)
        assert width > 2000
        assert height > 300
        page.locator(".dk-may").get_by_role("button", name="문장 복사").first.click()
        page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('KMMLU-Pro'))")


def test_header_sorts_every_row(browser: BrowserContext, server: str) -> None:
    """Also those that the screen does not show."""
    address = f"{server}/scores?lang=ko&benchmark=gpqa-diamond&foreign=all&tab-scores=table"
    with reading(browser, address) as (page, _):
        table = page.locator(".st-key-card-scores table")
        button = table.locator("thead button", has_text="GPQA-Diamond (%)")
        column = page.evaluate("button => button.closest('th').cellIndex", button.element_handle())

        def shown() -> list[float]:
            cells = table.locator(f"tbody tr:visible > :nth-child({column + 1})").all_inner_texts()
            return [float(re.sub(r"\s.*", "", cell, flags=re.DOTALL)) for cell in cells]

        first = len(shown())
        button.click()
        down = shown()
        assert down == sorted(down, reverse=True)
        assert down[0] == 95.77
        button.click()
        up = shown()
        assert up == sorted(up)
        assert len(up) == len(down) == first
        assert up[0] < down[-1]


def filtered(page: Page, address: str, server: str, setting: str) -> str:
    go_to(page, f"{server}/{address}?lang=ko&{setting}")
    parts = page.locator('[data-testid="stMain"] .stHtml, svg.marks').all_text_contents()
    return "\n".join(parts)


@pytest.mark.parametrize("name", [name for name in FILTERS if name != "changes"])
def test_filter_that_is_shown_changes_something(browser: BrowserContext, server: str, name: str) -> None:
    settings = {"team": "team=lg-ai-research", "foreign": "foreign=all"}
    with reading(browser, f"{server}/about?lang=ko") as (page, _):
        address = name.replace("_", "-")
        usual = filtered(page, address, server, "foreign=none")
        for key in FILTERS[name]:
            assert filtered(page, address, server, settings[key]) != usual, key
        assert page.get_by_text(Words("ko")("filter.teams"), exact=True).count() == 1


@pytest.mark.parametrize("width", [1440, 390])
def test_first_stop_of_the_keyboard_leads_to_the_contents(
    browser: BrowserContext, server: str, width: int
) -> None:
    with reading(browser, f"{server}/?lang=ko", width=width, fresh=True) as (page, _):
        page.keyboard.press("Tab")
        first = page.evaluate("document.activeElement.innerText")
        assert first == "본문 바로가기"


ENGLISH = re.compile(
    r"\b(the|open|close|expand|collapse|sidebar|skip|main|app|pages|results|options)\b", re.IGNORECASE
)
NAMES = """() => [...document.querySelectorAll('*')].flatMap((one) =>
    ['aria-label', 'title', 'placeholder', 'alt'].map((key) => one.getAttribute(key)).filter(Boolean))"""


def test_no_accessible_name_is_left_in_english(browser: BrowserContext, server: str) -> None:
    for address in ("", "scores", "pair", "weights", "claims"):
        with reading(browser, f"{server}/{address}?lang=ko") as (page, _):
            if page.get_by_role("combobox").count():
                page.get_by_role("combobox").first.fill("zzz")
                settle(page)
                assert page.get_by_text("No results").count() == 0
            names = page.evaluate(NAMES)
            latin = [name for name in names if not re.search("[가-힣]", name)]
            assert [name for name in latin if ENGLISH.search(name)] == [], address
    with reading(browser, f"{server}/?lang=ko", width=390, fresh=True) as (page, _):
        page.get_by_role("button", name="메뉴 열기").click()
        settle(page)
        latin = [name for name in page.evaluate(NAMES) if not re.search("[가-힣]", name)]
        assert [name for name in latin if ENGLISH.search(name)] == []


def test_menu_of_a_phone_closes_after_a_choice(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/?lang=ko", width=390, fresh=True) as (page, _):
        page.get_by_role("button", name="메뉴 열기").click()
        settle(page)
        page.get_by_test_id("stSidebar").get_by_role("link", name="팀과 모델").click()
        settle(page)
        assert "사업에는 어떤 팀과 모델이" in body(page)
        page.wait_for_timeout(500)
        box = page.get_by_test_id("stSidebar").bounding_box()
        assert box is None or box["x"] + box["width"] <= 0


@pytest.mark.parametrize("language", ["ko", "en"])
def test_foot_says_who_runs_it(browser: BrowserContext, server: str, language: str) -> None:
    with reading(browser, f"{server}/about?lang={language}") as (page, _):
        foot = page.locator("footer").inner_text()
        assert ("운영 기관" if language == "ko" else "Run by") in foot
        assert "MIT" in foot


@pytest.mark.parametrize("address", ["scores", "sizes", "size-score"])
def test_filter_keeps_the_picture_and_exchanges_its_data(
    browser: BrowserContext, server: str, address: str
) -> None:
    """Drawing a picture anew takes several times as long; its description is the new one."""
    with reading(browser, f"{server}/{address}?lang=ko") as (page, _):
        page.evaluate("document.querySelector('svg.marks').dataset.kept = 'yes'")
        before = page.locator(".dk-unseen").first.text_content()
        page.locator('role=button[name="LG AI연구원"]').first.click()
        settle(page)
        assert page.evaluate("document.querySelector('svg.marks').dataset.kept") == "yes"
        assert page.locator(".dk-unseen").first.text_content() != before
