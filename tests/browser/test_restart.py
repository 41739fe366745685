"""A server that is started anew is found again by the pages that are open, and the first click after it counts."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from dokja.i18n.text import Words
from tests.browser.conftest import served
from tests.browser.fronts import free_port
from tests.browser.reader import settle

KO, EN = Words("ko"), Words("en")


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM])
def test_first_click_after_a_restart_counts(
    browser: BrowserContext, folder: Path, stop: signal.Signals
) -> None:
    port = free_port()
    with served(folder, port=port, stop=stop) as address:
        page = browser.new_page()
        page.goto(f"{address}/scores?lang=ko&order=name")
        settle(page)
        answer = page.locator("h1").inner_text()
    lost = page.get_by_text(KO("app.connection_lost"))
    expect(lost).to_be_visible(timeout=20_000)
    assert page.locator("h1").inner_text() == answer
    assert page.get_by_role("dialog").count() == 0
    with served(folder, port=port):
        expect(lost).to_be_hidden(timeout=30_000)
        page.get_by_text("English", exact=True).first.click()
        expect(page.get_by_text(EN("app.brand"), exact=True).first).to_be_visible()
        page.wait_for_url("**lang=en**order=name**")
        page.close()
