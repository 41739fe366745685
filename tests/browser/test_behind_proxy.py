"""Behind nginx with TLS and a base path, as docs/deploy says: every request stays below the path, links lead there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import BrowserContext, Page, Response

from dokja.i18n.text import Words
from tests.browser.conftest import served
from tests.browser.fronts import nginx, trusting
from tests.browser.reader import menu, reading, settle

BASE = "/dokja"
KO = Words("ko")


@pytest.fixture(scope="module")
def front(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the host; the dashboard is below BASE."""
    with (
        served(folder, STREAMLIT_SERVER_BASE_URL_PATH="dokja", health=f"{BASE}/_stcore/health") as server,
        nginx(tmp_path_factory.mktemp("nginx"), server) as address,
    ):
        yield address


def get(address: str, **headers: str) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body of an answer."""
    try:
        with urlopen(Request(address, headers=headers), context=trusting()) as found:
            return found.status, found.headers.items(), found.read()
    except HTTPError as error:
        return error.code, error.headers.items(), error.read()


@pytest.mark.parametrize("name", ["", "scores", "claims", "make-table", "briefing", "addresses", "behind"])
def test_nothing_is_asked_and_no_link_leads_outside_the_base_path(
    browser: BrowserContext, front: str, name: str
) -> None:
    answers: list[Response] = []
    page = browser.new_page()
    page.on("response", lambda one: answers.append(one))
    page.goto(f"{front}{BASE}/{name}?lang=ko")
    settle(page)
    own = [one for one in answers if urlsplit(one.url).netloc == urlsplit(front).netloc]
    assert len(own) > 20
    outside = [one.url for one in own if not urlsplit(one.url).path.startswith(f"{BASE}/")]
    # Streamlit looks for its base path from the page's own address upwards.
    failed = [one.url for one in own if one.status >= 400 and f"{BASE}/{name}/_stcore" not in one.url]
    assert (outside, failed) == ([], [])
    links = page.locator("a[href^='/'], a[href^='.']").evaluate_all(
        "them => them.map(one => new URL(one.href).pathname)"
    )
    assert links
    assert [one for one in links if not one.startswith(f"{BASE}/")] == []
    page.close()


def test_pages_are_clicked_through_and_files_saved(browser: BrowserContext, front: str) -> None:
    with reading(browser, f"{front}{BASE}?lang=ko", fresh=True) as (page, _):
        assert urlsplit(page.url).path == f"{BASE}/"
        page.goto(f"{front}{BASE}/scores?lang=ko")
        settle(page)
        menu(page)
        with page.expect_download() as saved:
            page.get_by_role("button", name=KO("download.xlsx")).first.click()
        assert Path(saved.value.path()).read_bytes().startswith(b"PK")
        take(page)


def take(page: Page) -> None:
    """A card goes into the briefing, whose item is found again."""
    page.locator("button[data-act=take]").first.click()
    page.get_by_text(KO("card.taken")).wait_for()
    page.locator("a.dk-basket").click()
    settle(page)
    assert urlsplit(page.url).path == f"{BASE}/briefing"
    assert page.locator("[class*=st-key-item-]").count() > 0
    assert page.get_by_text(KO("briefing.unknown", address="")).count() == 0


def test_addresses_for_programs_stand_below_the_base_path(front: str) -> None:
    here = f"{front}{BASE}"
    assert json.loads(get(f"{here}/healthz")[2])["status"] == "ok"
    link = dict(get(f"{here}/api/v1/team.csv")[1])["link"]
    assert link == f'<{BASE}/api/v1/team.csv-metadata.json>; rel="describedby"'
    assert f"{here}/sitemap.xml" in get(f"{here}/robots.txt")[2].decode()
    assert json.loads(get(f"{here}/api/v1/openapi.json")[2])["servers"] == [{"url": here}]
    assert f"{here}/claims?" in get(f"{here}/claims.md?lang=ko")[2].decode()
    assert get(f"{here}/nowhere")[0] == 404
    assert get(f"{front}/healthz")[0] == 404


def test_cookies_and_headers_hold_over_tls(front: str) -> None:
    _, headers, _ = get(f"{front}{BASE}/_stcore/health")
    told = {name.lower(): value for name, value in headers}
    assert told["strict-transport-security"] == "max-age=31536000"
    cookies = [value for name, value in headers if name.lower() == "set-cookie"]
    assert cookies
    assert all("; Secure" in one for one in cookies)
