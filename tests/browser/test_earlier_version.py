"""A link to an earlier version of the data: the old page, what has changed since, and the way to the newest data."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from dokja.i18n.text import Words
from dokja.records import publish, store
from dokja.records.store import Store
from tests.browser.conftest import served
from tests.browser.reader import barriers, overflow, reading, settle

CLAIM = "claim=k-exaone-over-10-percent"


@pytest.mark.every_view
def test_link_shows_the_page_as_it_was(
    browser: BrowserContext, copied_records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOKJA_DATA", str(copied_records))
    publish.build()
    first, words = Store(store.path()).data_version, Words("ko")
    scores = copied_records / "score.csv"
    scores.write_text(scores.read_text(encoding="utf-8").replace(",72.03,", ",74.03,"), encoding="utf-8")
    publish.build()
    now = Store(store.path()).data_version
    with served(copied_records) as address:
        with reading(browser, f"{address}/v/{first}/claims?{CLAIM}&lang=ko", width=390) as (page, _):
            text = page.inner_text(".stMain")
            assert words("version.earlier", then=first, now=now) in text
            assert "72.03 − 69.37 = 2.66" in text
            assert words("version.now", sentence="계산: 74.03 − 69.37 = 4.66") in text
            assert f"data={first}" in page.url
            assert (overflow(page), barriers(page)) == (0, [])
            page.get_by_text(words("version.to_newest")).click()
            settle(page)
            assert f"data={now}" in page.url
            assert words("version.earlier", then=first, now=now) not in page.inner_text(".stMain")
        item = f"data={first}&lang=ko&item=%2Fclaims%3F{CLAIM.replace('=', '%3D')}"
        with reading(browser, f"{address}/briefing?{item}", fresh=True) as (page, _):
            assert words("version.earlier", then=first, now=now) in page.inner_text(".stMain")
            assert page.get_by_role("button", name=words("briefing.remove")).count() == 1
            assert page.get_by_role("button", name=words("briefing.pdf")).count() == 1
        with reading(browser, f"{address}/scores?data=2020-01-01-00000000&lang=ko") as (page, _):
            assert words("version.not_kept", then="2020-01-01-00000000", now=now) in page.inner_text(
                ".stMain"
            )
