"""Problems are reported by an e-mail that names the view and, from a row of a table, the row's values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from dokja.i18n.text import Words
from dokja.records.store import Store
from tests.browser.conftest import served
from tests.browser.reader import reading

EN = Words("en")


@pytest.fixture(scope="module")
def reported(folder: Path) -> Iterator[str]:
    """A dashboard of an office that can be written to."""
    with served(folder, DOKJA_CONTACT="office@example.org") as address:
        yield address


def mail(page: Page, press: Callable[[], None]) -> dict[str, str]:
    """The e-mail that is begun when something is pressed: to, subject, body."""
    begun: list[str] = []
    protocol = page.context.new_cdp_session(page)
    protocol.send("Page.enable")
    protocol.on("Page.frameRequestedNavigation", lambda event: begun.append(event["url"]))
    press()
    page.wait_for_timeout(300)
    protocol.detach()
    (address,) = begun
    parts = urlsplit(address)
    assert parts.scheme == "mailto"
    told = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    return {"to": unquote(parts.path), **{key: value for key, (value,) in told.items()}}


def test_card_and_row_begin_an_email_with_address_and_values(
    browser: BrowserContext, reported: str, real_store: Store
) -> None:
    with reading(browser, f"{reported}/scores?lang=en&card=scores&tab=table", fresh=True) as (page, _):
        table = page.locator(".dk-table").first
        card = page.locator('[class*="st-key-card-"]').filter(has=table).last
        whole = mail(page, card.locator("button[data-act=report]").click)
        assert whole["to"] == "office@example.org"
        assert page.url in whole["body"]
        assert real_store.data_version in whole["body"]
        row = table.locator("tbody tr").nth(1)
        assert page.locator(".dk-report").count() == 0
        row.locator("td.dk-number").first.hover()
        flag = row.get_by_role("button", name=EN("report.label"))
        one = mail(page, flag.click)
        assert one["body"].startswith(whole["body"])
        values = one["body"].removeprefix(whole["body"]).strip().splitlines()
        heads = [head.strip() for head in table.locator("thead .dk-sort").all_text_contents()]
        cells = [cell.strip() for cell in row.locator("th, td").all_text_contents()]
        assert [value.replace("\xa0", " ") for value in values] == [
            f"{head}: {cell}" for head, cell in zip(heads, cells, strict=True)
        ]
        table.locator("tbody tr").nth(2).locator("a").first.focus()
        assert table.locator("tbody tr").nth(2).locator(".dk-report").count() == 1


def test_nobody_to_write_to_no_button(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/scores?lang=en&card=scores&tab=table") as (page, _):
        page.locator(".dk-table tbody tr").nth(1).hover()
        assert page.locator(".dk-report, button[data-act=report]").count() == 0
