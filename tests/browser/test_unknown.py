"""An address where no page is says so; what is there is answered as ever."""

from __future__ import annotations

from typing import Literal

import httpx
import pytest
from playwright.sync_api import BrowserContext

from dokja.i18n.text import Words
from dokja.ui.site_map import ADDRESSES, path
from tests.browser.reader import barriers
from tests.browser.test_pages import NARROW, VIEWS


@pytest.mark.parametrize(
    ("address", "language", "status"),
    [
        ("/scroes", "ko", 404),
        ("/scroes?lang=en", "en", 404),
        ("/health", "ko", 404),
        ("/api/v1", "ko", 404),
        ("/pair/nothing", "ko", 404),
        ("/pair/_stcore/health", "", 404),
        ("/overview", "ko", 404),
        *((f"/{page}", "", 200) for page in ADDRESSES),
        ("/_stcore/health", "", 200),
        ("/_stcore/host-config", "", 200),
        ("/favicon.png", "", 200),
        ("/manifest.json", "", 200),
        ("/static-dokja/style.css", "", 200),
        ("/fonts/PretendardGOV-Regular.woff2", "", 200),
    ],
)
def test_status_tells_whether_there_is_something(
    server: str, address: str, language: str, status: int
) -> None:
    answer = httpx.get(f"{server}{address}")
    assert answer.status_code == status
    assert ("no page" in answer.text or "페이지가 없습니다" in answer.text) == bool(language)
    if language:
        assert f'<html lang="{language}">' in answer.text
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_every_answer_has_safe_headers(server: str) -> None:
    for address in (
        "/",
        "/scores?lang=en",
        "/scroes",
        "/static-dokja/page.js",
        "/fonts/none",
        "/_stcore/health",
    ):
        headers = httpx.get(f"{server}{address}").headers
        assert headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin", address
        policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'self'", address
        assert policy["object-src"] == "'none'", address
        assert policy["base-uri"] == policy["frame-ancestors"] == "'self'", address


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("scroes", "scores"),
        ("size_score", "size_score"),
        ("점수", "scores"),
        ("Official%20evaluation", "official"),
        ("a/b/claim", "claims"),
    ],
)
def test_page_of_a_like_name_is_offered_first(server: str, asked: str, found: str) -> None:
    links = httpx.get(f"{server}/{asked}?lang=en").text.split('<a href="')[1:]
    assert links[0].startswith(f'/{path(found)}?lang=en">{Words("en")(f"{found}.nav")}<')
    assert links[-1].startswith("/?lang=en")


def test_browser_chooses_the_language_where_the_address_does_not(server: str) -> None:
    for listed, language in (
        ("en-US,en;q=0.9,ko;q=0.8", "en"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("fr,en;q=0.5", "en"),
        ("fr", "ko"),
    ):
        answer = httpx.get(f"{server}/nothing", headers={"Accept-Language": listed})
        assert f'<html lang="{language}">' in answer.text, listed


def test_hostile_address_is_shown_as_text(server: str) -> None:
    answer = httpx.get(f"{server}/%3Cscript%3Ealert(1)%3C%2Fscript%3E%E2%80%AE{'a' * 500}")
    assert answer.status_code == 404
    assert "<script" not in answer.text
    assert "\u202e" not in answer.text
    assert "a" * 100 not in answer.text


@pytest.mark.parametrize(("language", "theme"), VIEWS)
def test_page_of_an_unknown_address_can_be_read(
    browser: BrowserContext, server: str, language: str, theme: Literal["light", "dark"]
) -> None:
    page = browser.new_page()
    page.emulate_media(color_scheme=theme)
    page.goto(f"{server}/scroes?lang={language}")
    for width in (1440, NARROW[language]):
        page.set_viewport_size({"width": width, "height": 700})
        assert barriers(page) == []
        assert (
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        )
        assert page.evaluate("document.fonts.ready.then(all => all.check('17px \"Pretendard GOV\"', '가'))")
    page.get_by_role("link").first.click()
    page.wait_for_url("**/scores?**")
    page.close()
