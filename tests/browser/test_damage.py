"""A server whose files are damaged goes on with the store that it has open, and says so in the reader's language."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from dokja.records.store import FILE_NAME, ROOT, Store
from tests.browser.conftest import served
from tests.browser.reader import reading, table_of

SAID = {
    "ko": ("게시된 자료 파일이 손상되었으나", "datapackage.json"),
    "en": ("The published file is damaged", "datapackage.json"),
}


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory, real_store: Store) -> Path:
    """A data folder with records of its own and the store of the other server, which is whole."""
    home = tmp_path_factory.mktemp("damaged")
    for file in (ROOT / "data").glob("*.*"):
        if file.suffix in (".csv", ".json"):
            shutil.copy(file, home)
    shutil.copy(real_store.file, home / FILE_NAME)
    return home


def test_pages_stay_and_say_so(damaged: Path, browser: BrowserContext) -> None:
    with served(damaged) as address:
        (damaged / FILE_NAME).write_bytes(os.urandom(1_000))
        (damaged / "datapackage.json").write_text("{", "utf-8")
        for language, (said, file) in SAID.items():
            with reading(browser, f"{address}/scores?lang={language}&tab-scores=table") as (page, _):
                notice = page.locator('[role="status"].dk-warning').first.inner_text()
                assert said in notice
                assert file in notice
                assert str(damaged) not in page.content()
                assert table_of(page, "scores").locator("tbody tr").count() > 10
