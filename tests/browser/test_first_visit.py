"""A dashboard without a store builds it while the first reader waits, and then shows the page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext

from dokja.records.store import FILE_NAME
from tests.browser.conftest import served
from tests.browser.reader import reading, table_of


def test_first_reader_gets_the_page_of_a_store_that_was_built_for_him(
    browser: BrowserContext, tmp_path: Path
) -> None:
    with (
        served(tmp_path) as address,
        reading(browser, f"{address}/scores?lang=ko&tab-scores=table", fresh=True) as (page, elsewhere),
    ):
        assert table_of(page, "scores").locator("tbody tr").count() > 10
        assert (tmp_path / FILE_NAME).is_file()
        assert elsewhere == []
