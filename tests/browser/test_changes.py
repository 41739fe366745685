"""What changed, as a reader sees it after an import, a correction and an undo."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Literal

import polars as pl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from dokja.i18n.text import Words
from dokja.records import commit, publish
from dokja.records.batches import Batch
from dokja.records.store import FILE_NAME, Store
from dokja.ui.tables import PRINTED
from tests.browser.conftest import served
from tests.browser.reader import body, lines_of, menu, reading, settle, table_of, take
from tests.recording import MODEL, asked, corrected, made, recorded, score
from tests.test_assistants import asked as asked_of
from tests.test_assistants import call

KO = Words("ko")


@dataclass(frozen=True)
class Told:
    """A dashboard after four batches: its folder and address, data versions from the files on, keys of the batches."""

    folder: Path
    address: str
    versions: list[str]
    batches: list[str]


def data_version() -> str:
    return str(asked("select data_version from version")[0][0])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, real_store: Store) -> Iterator[Told]:
    """Two numbers and a model come in; one number is corrected; a number of a new model comes in and goes again."""
    folder = tmp_path_factory.mktemp("changed")
    shutil.copy(real_store.file, folder / FILE_NAME)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOKJA_DATA", str(folder))
        versions: list[str] = [data_version()]
        batches: list[str] = []
        own, other = score("11.1"), score("22.2", "solar-open-2-250b")
        steps: tuple[Callable[[], Batch], ...] = (
            lambda: recorded(made(score=[own, other]), "a new card"),
            lambda: corrected({"score": [{**own, "score_text": "12.1"}]}, {"score": [own]}),
            lambda: recorded(made(model=[MODEL], score=[score("33.3", "made-up-1b")]), "by mistake"),
            lambda: commit.undo(batches[-1], "tester", "not of this model"),
        )
        for step in steps:
            batches.append(step().batch_id)
            versions.append(data_version())
        with served(folder) as address:
            yield Told(folder, address, versions, batches)


def rows(page: Page, card: str = "changed-numbers") -> list[dict[str, str]]:
    return lines_of(page, card)


def numbers(page: Page) -> list[tuple[str, ...]]:
    """Model, change, number before and now of each row; none for a column that is left out as empty."""
    words = Words(page.locator("html").get_attribute("lang") or "")
    model, change, old, new = (
        words(key)
        for key in ("column.model", "changes.column.change", "changes.column.old", "changes.column.new")
    )
    missing = words("table.missing")
    return sorted(
        (row[model], row[change], row.get(old, missing), row.get(new, missing)) for row in rows(page)
    )


def test_previous_version_is_where_it_starts(browser: BrowserContext, told: Told) -> None:
    """The undo took back a model and its number, which keep their names."""
    with reading(browser, f"{told.address}/changes?lang=ko") as (page, _):
        text = body(page)
        assert (
            "수치 0개가 추가되고, 0개가 수정되고, 1개가 철회되었습니다. 이 가운데 정예팀 모델의 수치는 0개입니다. 다른 기록은 1건"
            in text
        )
        assert numbers(page) == [("Made Up", "철회", "33.3", "없음")]
        assert table_of(page, "changed-numbers").locator("tbody th a").count() == 0
        assert "not of this model" in text
        record, kind, change = (KO(f"changes.column.{key}") for key in ("record", "table", "change"))
        (gone,) = rows(page, "changed-records")
        assert (gone[record], gone[kind], gone[change]) == ("Made Up", "모델", "철회")
        versions = rows(page, "versions")
        assert [row[KO("changes.column.version")] for row in versions] == ["4", "3", "2", "1", "0"]
        states = [row[KO("changes.column.state")] for row in versions[:3]]
        assert states == ["버전 3을 되돌림", "되돌림", "사용 중"]
        assert f"since={told.batches[2]}" in page.url


def test_since_a_data_version(browser: BrowserContext, told: Told) -> None:
    since_files = [("A.X K1", "added", "none", "12.1"), ("Solar Open 2", "added", "none", "22.2")]
    expected = {
        "files": since_files,
        told.versions[0]: since_files,
        told.versions[1]: [("A.X K1", "corrected", "11.1", "12.1")],
    }
    for since, changes in expected.items():
        with reading(browser, f"{told.address}/changes?lang=en&since={since}") as (page, _):
            assert numbers(page) == changes
            copied, seen = page.url, body(page)
        with reading(browser, copied, fresh=True) as (page, _):
            assert body(page) == seen
    with reading(browser, f"{told.address}/changes?lang=en&since={told.versions[4]}") as (page, _):
        assert "No numbers or other records have changed since version 4" in body(page)


def test_since_a_day_counts_the_day_itself(browser: BrowserContext, told: Told) -> None:
    (day,) = {version[:10] for version in told.versions[1:]}
    with reading(browser, f"{told.address}/changes?lang=ko&since={day}") as (page, _):
        assert "처음 자료(가져오기 전) 이후 수치 2개가 추가되고" in body(page)
    later = date.fromisoformat(day) + timedelta(days=1)
    with reading(browser, f"{told.address}/changes?lang=ko&since={later}") as (page, _):
        assert "버전 4" in body(page)
        assert "이후 바뀐 수치나 기록이 없습니다" in body(page)


def test_unknown_start_is_said(browser: BrowserContext, told: Told) -> None:
    for asked_for in ("2020-01-01-00000000", "2026-13-77", "%3Cscript%3E"):
        with reading(browser, f"{told.address}/changes?lang=ko&since={asked_for}") as (page, _):
            assert "없는 값이어서" in body(page)
            assert numbers(page) == [("Made Up", "철회", "33.3", "없음")]


def test_start_can_be_chosen_and_the_filter_applies(browser: BrowserContext, told: Told) -> None:
    with reading(browser, f"{told.address}/changes?lang=ko") as (page, _):
        page.get_by_role("combobox", name=KO("changes.since")).click()
        options = page.get_by_role("option").all_inner_texts()
        assert [option[:4] for option in options] == ["버전 4", "버전 3", "버전 2", "버전 1", "처음 자"]
        assert re.fullmatch(r"버전 2\(.*\) · 수정 · .* · tester", options[2])
        take(page, page.get_by_role("option").last)
        assert len(rows(page)) == 2
        page.locator('role=button[name="업스테이지"]').first.click()
        settle(page)
        assert numbers(page) == [("솔라 오픈 2", "추가", "없음", "22.2")]
        assert "필터로 숨긴 항목 1개" in body(page)


def test_long_table_says_what_it_shows_and_the_download_holds_all(
    browser: BrowserContext, tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOKJA_DATA", str(tmp_path))
        many = [score(f"{number / 10}", conditions=f"run={number}") for number in range(1, 621)]
        recorded(made(score=many))
    with served(tmp_path) as address, reading(browser, f"{address}/changes?lang=ko") as (page, _):
        assert "수치 620개가 추가되고" in body(page)
        assert "모두 620행 가운데 앞의 12행입니다. ‘내려받기’의 파일에는 모든 행이" in body(page)
        assert 0 < page.locator("tbody tr:visible").count() < 20
        page.emulate_media(media="print")
        assert f"모두 620행 가운데 앞의 {PRINTED}행입니다" in body(page)
        assert "앞의 12행" not in body(page)
        assert table_of(page, "changed-numbers").locator("tbody tr:visible").count() == PRINTED
        page.emulate_media(media="screen")
        page.get_by_text("앞의 500행 보기").click()
        settle(page)
        assert "모두 620행 가운데 앞의 500행입니다" in body(page)
        menu(page, "changed-numbers")
        with page.expect_download() as caught:
            page.get_by_role("button", name="CSV").click()
        frame = pl.read_csv(BytesIO(Path(caught.value.path()).read_bytes()))
    assert sorted(frame["현재"]) == [number / 10 for number in range(1, 621)]


def test_download_holds_the_change(browser: BrowserContext, told: Told) -> None:
    with reading(browser, f"{told.address}/changes?lang=en&since={told.versions[1]}") as (page, _):
        menu(page, "changed-numbers")
        with page.expect_download() as caught:
            page.get_by_role("button", name="Table as CSV").click()
        frame = pl.read_csv(BytesIO(Path(caught.value.path()).read_bytes()))
    assert frame.select("Model", "Change", "Before", "Now", "Recorded by", "Why").rows() == [
        ("A.X K1", "corrected", 11.1, 12.1, "tester", "wrong")
    ]


@pytest.mark.parametrize(
    ("language", "width", "theme"),
    [("ko", 1440, "light"), ("en", 1440, "dark"), ("ko", 320, "dark"), ("en", 390, "light")],
)
def test_page_with_changes_is_whole(
    browser: BrowserContext, told: Told, language: str, width: int, theme: Literal["light", "dark"]
) -> None:
    address = f"{told.address}/changes?lang={language}&since=files"
    with reading(browser, address, width=width, theme=theme) as (page, elsewhere):
        assert elsewhere == []
        assert ("오류 번호" if language == "ko" else "error number") not in body(page)
        overflow = page.evaluate(
            "() => document.querySelector('[data-testid=\"stMain\"]').scrollWidth"
            " - document.documentElement.clientWidth"
        )
        assert overflow <= 0
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_nothing_imported_says_what_to_do(browser: BrowserContext, server: str) -> None:
    with reading(browser, f"{server}/changes?lang=ko&since=2026-01-01") as (page, _):
        assert "아직 아무것도 가져오지 않았습니다" in body(page)
        assert "‘데이터 등록’" in body(page)
        (first,) = rows(page, "versions")
        assert list(first.values())[:2] == ["0", "처음 자료"]
        assert "없는 값이어서" not in body(page)
        version = first[KO("changes.column.data_version")]
    for since, known in ((version, True), ("2020-01-01-00000000", False)):
        with reading(browser, f"{server}/changes?lang=ko&since={since}") as (page, _):
            assert ("없는 값이어서" not in body(page)) == known


def test_every_page_of_an_older_state_says_so(browser: BrowserContext, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOKJA_DATA", str(tmp_path))
        publish.build(as_of=date(2026, 11, 20))
    with served(tmp_path) as address:
        for name in ("", "changes", "model"):
            with reading(browser, f"{address}/{name}?lang=ko") as (page, _):
                assert "2026. 11. 20.까지 기록된 것만" in body(page)


@pytest.mark.parametrize("version", [0, 1, 2, 3])
def test_assistants_are_told_the_changes_of_the_page(told: Told, version: int) -> None:
    since = told.versions[version]
    found = call(told.address, "what_changed", since=since, lang="ko")
    store = Store(told.folder / FILE_NAME)
    known_at = store.ask("select known_at from known_version where data_version = ?", since)["known_at"][0]
    expected = {
        "score": store.ask("from change_log(?)", known_at)["change"].to_list(),
        "other": store.ask("from record_change(?) where table_name <> 'score'", known_at)["change"].to_list(),
    }
    rows = [row for row in found["rows"] if "table" in row]
    assert [row["change"] for row in rows if row["table"] == "score"] == expected["score"]
    others = [row for row in rows if row["table"] != "score"]
    assert [row["change"] for row in others] == expected["other"]
    assert bool(others) == (version == 3)
    assert all(row["record"] and row["cells"] for row in others)
    assert f"since={since}" in found["permalink"]


def test_assistants_are_refused_a_version_that_is_not_known(told: Told) -> None:
    refused = asked_of(
        f"{told.address}/mcp",
        lambda client: client.call_tool("what_changed", {"since": "yesterday", "lang": "en"}),
    )
    assert refused.is_error
    assert "yesterday" in refused.content[0].text
    assert told.versions[-1] in refused.content[0].text


def test_assistants_may_ask_by_day(told: Told) -> None:
    today = date.today()
    everything = call(told.address, "what_changed", since=today.isoformat())
    assert [row["change"] for row in everything["rows"] if row.get("table") == "model"] == []
    assert len([row for row in everything["rows"] if row.get("table") == "score"]) == 2
    assert call(told.address, "what_changed", since=(today + timedelta(days=1)).isoformat())["rows"] == []
