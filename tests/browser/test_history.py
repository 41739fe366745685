"""The history of a number that was corrected, superseded or withdrawn, beside it on every page that shows it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal

import polars as pl
import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from dokja.records import commit, store
from dokja.records.store import FILE_NAME, Store
from tests.browser.conftest import served
from tests.browser.reader import barriers, body, menu, overflow, reading, settle, table_of
from tests.recording import corrected, made, recorded, score

MODEL, BENCHMARK, REPORTER = "k-exaone-236b-a23b", "mmlu-pro", "artificial-analysis"
PAGES = (
    "scores?benchmark=mmlu-pro&tab-scores=table",
    f"model?model={MODEL}&tab-model-scores=table&all-model-scores=yes",
    f"compare?choice=own&model1={MODEL}&model2=a-x-k1&tab-compare=table&all-compare=yes",
    "official?tab-round-1=table&tab-round-2=table&all-round-1=yes&all-round-2=yes",
)


def row_of(table: str, **wanted: str) -> dict[str, str]:
    """The first row of a file of the checkout that holds what is wanted, as text."""
    texts = pl.read_csv(store.ROOT / "data" / f"{table}.csv", infer_schema=False)
    return texts.filter(pl.col(key) == value for key, value in wanted.items()).row(0, named=True)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, real_store: Store) -> Iterator[str]:
    """Two numbers and two marks are corrected, a number gives way, another comes and goes."""
    folder = tmp_path_factory.mktemp("history")
    shutil.copy(real_store.file, folder / FILE_NAME)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOKJA_DATA", str(folder))
        old = row_of("score", model_id=MODEL, benchmark_id=BENCHMARK, reporter_id=REPORTER, mode="reasoning")
        newest = row_of(
            "score", model_id="k-exaone-2.0-750b-a37b", benchmark_id=BENCHMARK, reporter_id="lg-ai-research"
        )
        mark = row_of("round_result", kind="score", team_id="skt", criterion="benchmark/aaii")
        mean = row_of("round_result", kind="mean", criterion="benchmark")
        corrected(
            {
                "score": [{**old, "score_text": "84.1"}, {**newest, "score_text": "83.9"}],
                "round_result": [{**mark, "value": "9.9"}, {**mean, "value": "31"}],
            },
            {"score": [old, newest], "round_result": [mark, mean]},
        )
        recorded(made(score=[score("88.8", "a-x-k1", reporter_id=REPORTER, mode="reasoning")]), "<b>=cmd</b>")
        wrong = recorded(made(score=[score("33.3", MODEL)]), "by mistake")
        commit.undo(wrong.batch_id, "tester", "not of this model")
        with served(folder) as served_at:
            yield served_at


def histories(page: Page) -> dict[str, Locator]:
    """The histories on a page by the row that they stand in."""
    found = page.locator("details.dk-history")
    return {
        found.nth(place).locator("xpath=ancestor::tr").locator("th").inner_text().strip(): found.nth(place)
        for place in range(found.count())
    }


def opened(page: Page, history: Locator) -> str:
    """The text of a history that is opened with the keyboard."""
    assert not history.locator("ul").is_visible()
    history.locator("summary").focus()
    page.keyboard.press("Enter")
    assert history.locator("ul").is_visible()
    return history.locator("ul").inner_text()


def test_scores_tell_what_the_displayed_number_was(browser: BrowserContext, address: str) -> None:
    with reading(
        browser, f"{address}/scores?lang=ko&benchmark={BENCHMARK}&tab-scores=table&all-scores=yes", width=390
    ) as (
        page,
        _,
    ):
        found = histories(page)
        assert sorted(found) == ["A.X K1", "K-엑사원 2.0", "K-엑사원 236B"]
        text = opened(page, found["K-엑사원 236B"])
        for part in (
            "83.8 → 84.1",
            "수정",
            "측정 기관 Artificial Analysis",
            "기록한 사람 tester",
            "사유: wrong",
        ):
            assert part in text
        link = found["K-엑사원 236B"].locator("a")
        assert link.get_attribute("href") == row_of("source", source_id="aa-20260406")["url"]
        text = opened(page, found["A.X K1"])
        assert "81.5 (SK텔레콤) → 88.8" in text
        assert "다른 수치로 대체" in text
        assert "<b>=cmd</b>" in text
        assert "철회된 수치" in body(page)
        assert "not of this model" in table_of(page, "withdrawn").inner_text()


def test_model_tells_each_number(browser: BrowserContext, address: str) -> None:
    with reading(
        browser, f"{address}/model?lang=en&model={MODEL}&tab-model-scores=table&all-model-scores=yes"
    ) as (page, _):
        found = page.locator("details.dk-history")
        assert found.count() == 1
        assert "83.8 → 84.1 · corrected" in opened(page, found.first)
        assert "33.3" in table_of(page, "withdrawn").inner_text()


def test_number_that_gave_way_says_so(browser: BrowserContext, address: str) -> None:
    with reading(
        browser, f"{address}/model?lang=en&model=a-x-k1&tab-model-scores=table&all-model-scores=yes"
    ) as (page, _):
        texts = [opened(page, one) for one in page.locator("details.dk-history").all()]
    assert len(texts) == 2
    for text in texts:
        assert "81.5 (SK Telecom) → 88.8 · superseded · measured by Artificial Analysis" in text


def test_compare_and_official_marks_tell_it_too(browser: BrowserContext, address: str) -> None:
    asked = f"compare?lang=en&choice=own&model1={MODEL}&model2=a-x-k1&tab-compare=table"
    with reading(browser, f"{address}/{asked}") as (page, _):
        page.get_by_text("Show all", exact=False).first.click()
        settle(page)
        texts = [opened(page, one) for one in page.locator("details.dk-history").all()]
        assert any("83.8 → 84.1" in text for text in texts)
    with reading(
        browser,
        f"{address}/official?lang=en&tab-round-1=table&tab-round-2=table&all-round-1=yes&all-round-2=yes",
    ) as (page, _):
        texts = [opened(page, one) for one in page.locator("details.dk-history").all()]
        assert sorted(text.split(" · ")[0].partition(": ")[2] for text in texts) == ["30.4 → 31", "8.8 → 9.9"]


def test_download_holds_the_history(browser: BrowserContext, address: str) -> None:
    with reading(
        browser, f"{address}/scores?lang=en&benchmark={BENCHMARK}&tab-scores=table&all-scores=yes"
    ) as (page, _):
        menu(page, "scores")
        with page.expect_download() as caught:
            page.get_by_role("button", name="Table as CSV").click()
        frame = pl.read_csv(BytesIO(Path(caught.value.path()).read_bytes()))
    (column,) = (name for name in frame.columns if name.endswith(": history"))
    told = frame.filter(pl.col(column).is_not_null())
    assert told.height == 3
    assert "83.8 → 84.1 · corrected" in " ".join(told[column])
    assert "https://" in told[column][0]


@pytest.mark.parametrize("where", PAGES)
@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_open_histories_are_whole(
    browser: BrowserContext, address: str, where: str, width: int, theme: Literal["light", "dark"]
) -> None:
    with reading(browser, f"{address}/{where}&lang=ko", width=width, theme=theme) as (page, elsewhere):
        found = page.locator("details.dk-history").all()
        assert found
        for one in found:
            opened(page, one)
        assert elsewhere == []
        assert overflow(page) <= 0
        assert barriers(page) == []


@pytest.mark.parametrize("where", PAGES)
def test_without_a_batch_nothing_is_marked(browser: BrowserContext, server: str, where: str) -> None:
    with reading(browser, f"{server}/{where}&lang=ko") as (page, _):
        assert page.locator("table tbody tr").count() > 1
        assert page.locator("details.dk-history").count() == 0
        assert "철회된 수치" not in body(page)
