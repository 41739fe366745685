"""A table of the reader's own: found by any name, exchanged, linked to, and taken away as it is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import BrowserContext, Page

from dokja.i18n.text import Words
from dokja.records.store import Store
from tests.browser.conftest import served
from tests.browser.reader import barriers, body, reading, settle, take
from tests.browser.session import answered
from tests.browser.test_downloads import saved, seen

KO = Words("ko")
XLSX, CSV, COPY = "엑셀(XLSX) 내려받기", "CSV 내려받기", "표 복사"
TWO = "models=a-x-k2&models=solar-open-2-250b&benchmarks=gpqa-diamond&benchmarks=mmlu-pro"
CLIPBOARD = """async () => {
    const [item] = await navigator.clipboard.read();
    return Promise.all(["text/html", "text/plain"].map(async (kind) => (await item.getType(kind)).text()));
}"""


@pytest.fixture
def clipboard(browser: BrowserContext) -> Iterator[BrowserContext]:
    """A browser whose clipboard may be read."""
    browser.grant_permissions(["clipboard-read", "clipboard-write"])
    yield browser
    browser.clear_permissions()


def address(server: str, settings: str) -> str:
    return f"{server}/make-table?lang=ko&{settings}"


def pick(page: Page, field: str, typed: str, option: str) -> None:
    """Type into a list and choose what it finds."""
    page.get_by_role("combobox", name=field).click()
    page.keyboard.type(typed)
    take(page, page.get_by_role("option").filter(has_text=option).first)
    page.keyboard.press("Escape")
    settle(page)


def sheet(file: bytes) -> list[list[Any]]:
    """The cells of a workbook's first sheet."""
    return [
        list(row) for row in openpyxl.load_workbook(BytesIO(file)).worksheets[0].iter_rows(values_only=True)
    ]


def copied(page: Page) -> tuple[list[list[str]], list[list[str]]]:
    """Both tables that the clipboard holds after the button: that of the HTML and that of the text."""
    page.get_by_role("button", name=COPY).click()
    page.get_by_text(KO("card.copied")).wait_for()
    html, text = page.evaluate(CLIPBOARD)
    rows = BeautifulSoup(html, "lxml").select("tr")
    return (
        [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in rows],
        [line.split("\t") for line in text.split("\r\n")],
    )


def test_at_first_the_newest_models_of_the_teams_and_what_they_were_measured_on(
    browser: BrowserContext, server: str, real_store: Store
) -> None:
    newest = real_store.ask("from table_model where is_newest and is_in")["model_id"].to_list()
    cells = real_store.ask(
        "from table_cell(?, (select list(benchmark_id) from table_benchmark(?, 'all') where is_first), 'all')",
        newest,
        newest,
    )
    with reading(browser, address(server, "all-table=yes")) as (page, _):
        header, rows = seen(page)
        answer = page.locator(".dk-answer").first.inner_text()
    assert len(header) == 1 + len(newest) > 3
    assert len(rows) == cells["benchmark_id"].n_unique() > 5
    filled, independent = cells["score"].count(), cells.filter(pl.col("relation") == "independent").height
    assert f"{cells.height}칸 가운데 값이 있는 칸은 {filled}칸" in answer
    assert f"독립 측정은 {independent}칸" in answer
    told = [cell for row in rows for cell in row[1:]]
    assert len([cell for cell in told if re.match(r"[\d.]+ · .*(자체|독립|경쟁사)$", cell)]) == filled
    assert {cell for cell in told if not re.match(r"\d", cell)} <= {"찾지 못함", "공개하지 않음", "해당 없음"}
    assert not {"", "0", "없음"} & set(told)


def test_models_and_benchmarks_are_found_by_any_recorded_name(
    browser: BrowserContext, server: str, real_store: Store
) -> None:
    names = real_store.ask("select alias from model_alias where model_id = 'a-x-k1'")["alias"]
    assert "에이닷엑스 케이원" in names
    exam = real_store.ask("select name_ko from benchmark where benchmark_id = 'humanity-s-last-exam'").item()
    assert "HLE-Full" not in exam
    with reading(browser, address(server, "rows=models")) as (page, _):
        pick(page, "모델(한글", "에이닷엑스 케이원", "A.X K1")
        pick(page, "벤치마크(어느", "HLE-Full", exam)
        header, rows = seen(page)
        assert "models=a-x-k1" in page.url
        assert "benchmarks=humanity-s-last-exam" in page.url
    assert header == ["모델", f"{exam} (%)"]
    assert [row[0] for row in rows] == ["A.X K1"]


def test_rows_and_columns_are_exchanged_and_a_copied_link_opens_the_same(
    browser: BrowserContext, server: str
) -> None:
    with reading(browser, address(server, TWO)) as (page, _):
        header, rows = seen(page)
        page.get_by_role("radiogroup", name="세로로 놓을 것").get_by_role("radio", name="모델").click()
        settle(page)
        page.get_by_role("radio", name="값만").click()
        settle(page)
        exchanged = seen(page)
        link, text = page.url, body(page)
    whole = [header, *rows]
    values = [[cell.partition(" · ")[0] for cell in row] for row in zip(*whole, strict=True)]
    assert exchanged == (["모델", *values[0][1:]], values[1:])
    with reading(browser, link, fresh=True) as (page, _):
        assert seen(page) == exchanged
        assert body(page) == text


@pytest.mark.parametrize("width", [1440, 390])
def test_two_teams_and_two_benchmarks_are_an_excel_table_in_six_clicks(
    browser: BrowserContext, server: str, width: int
) -> None:
    """The list stays open while benchmarks are chosen from it, and a click beside it reaches the button."""
    with reading(browser, address(server, ""), width=width, fresh=True) as (page, _):
        page.evaluate("window.clicks = 0; addEventListener('pointerdown', () => { clicks += 1; }, true)")
        for team in ("업스테이지", "SK텔레콤"):
            page.locator(f'role=button[name="{team}"]').first.click()
            settle(page)
        page.get_by_role("combobox", name="벤치마크(어느").click()
        for benchmark in ("AA-LCR", "AIME 2026"):
            take(page, page.get_by_role("option").filter(has_text=benchmark).first)
        page.locator(".dk-answer").get_by_text("벤치마크 2개").wait_for()
        with page.expect_download() as caught:
            page.locator(".st-key-at-once-table-xlsx button").click()
        cells = sheet(Path(caught.value.path()).read_bytes())
        assert page.evaluate("clicks") <= 6
    assert sorted(row[0] for row in cells[1:]) == ["AA-LCR (%)", "AIME 2026 (%)"]
    assert [label for label in cells[0] if ":" not in label] == ["벤치마크", "A.X K2", "솔라 오픈 2"]


def test_files_hold_the_published_numbers_and_beside_them_who_measured(
    browser: BrowserContext, server: str, real_store: Store
) -> None:
    """With every decimal, of which the screen shows two; a reason is text in its cell."""
    models, benchmark = ["gpt-oss-120b", "vaetki-100b-a10b", "motif-3"], "gpqa-diamond"
    asked = "&".join(f"models={model}" for model in models)
    cells = real_store.ask("from table_cell(?, ?, 'all')", models, [benchmark, "mmlu-pro"])
    told = {(row["model_id"], row["benchmark_id"]): row for row in cells.iter_rows(named=True)}
    with reading(
        browser, address(server, f"{asked}&benchmarks={benchmark}&benchmarks=mmlu-pro&rows=models&facts=size")
    ) as (page, _):
        order = [row[0] for row in seen(page)[1]]
        book = openpyxl.load_workbook(BytesIO(saved(page, XLSX)))
        table = pl.read_csv(saved(page, CSV), infer_schema=False)
    page_of = dict(
        zip(
            ["모티프 3", "배키 100B", "gpt-oss-120b"],
            ["motif-3", "vaetki-100b-a10b", "gpt-oss-120b"],
            strict=True,
        )
    )
    first = book.worksheets[0]
    labels = [cell.value for cell in first[1]]
    assert labels == table.columns
    assert labels[1] == "전체 매개변수 (10억 개)"
    decimals = set()
    for number, name in enumerate(order):
        row = dict(zip(labels, first[number + 2], strict=True))
        assert row["모델"].value == name
        for label, key in (("GPQA-Diamond (%)", benchmark), ("MMLU-Pro (%)", "mmlu-pro")):
            cell, published = row[label], told[page_of[name], key]["score_text"]
            assert table[label][number] == (published or "찾지 못함")
            if published is None:
                assert cell.value == "찾지 못함"
                continue
            places = len(cell.number_format.partition(".")[2])
            assert cell.data_type == "n"
            assert f"{cell.value:.{places}f}" == published
            decimals.add(places)
            beside = KO("make_table.beside", label=label, beside=KO("column.reporter"))
            assert re.search(r"\((자체|독립|경쟁사) 측정", str(row[beside].value))
    assert max(decimals) > 2
    assert "찾지 못함" in table["MMLU-Pro (%)"].to_list()
    assert book.worksheets[1].max_row > 1


def test_clipboard_holds_a_table_for_a_document_and_for_a_spreadsheet(
    clipboard: BrowserContext, server: str
) -> None:
    settings = f"{TWO}&base=a-x-k2&facts=country"
    with reading(clipboard, address(server, settings)) as (page, _):
        told = pl.read_csv(saved(page, CSV), infer_schema=False)
        as_html, as_text = copied(page)
        html, _ = page.evaluate(CLIPBOARD)
    assert as_html == as_text == [told.columns, *([cell or "" for cell in row] for row in told.rows())]
    assert re.search(r"mso-number-format:'0\.0'[^>]*>85\.6<", html)


def test_clipboard_is_filled_without_a_secure_connection_too(clipboard: BrowserContext, server: str) -> None:
    with reading(clipboard, address(server, TWO)) as (page, _):
        page.evaluate("navigator.clipboard.writeText('before')")
        page.evaluate("window.held = navigator.clipboard; delete Navigator.prototype.clipboard")
        page.get_by_role("button", name=COPY).click()
        page.get_by_text(KO("card.copied")).wait_for()
        assert "<table" in page.evaluate(
            "held.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
        )


def test_reader_is_told_if_nothing_could_be_copied(browser: BrowserContext, server: str) -> None:
    with reading(browser, address(server, TWO)) as (page, _):
        page.evaluate("delete Navigator.prototype.clipboard; document.execCommand = () => false")
        page.get_by_role("button", name=COPY).click()
        page.get_by_text(KO("card.copy_failed")).wait_for()


def test_no_cell_is_live(clipboard: BrowserContext, copied_records: Path) -> None:
    """A model whose name is a formula: in the files and in the clipboard, as header and as cell."""
    file = copied_records / "model.csv"
    models = pl.read_csv(file, infer_schema=False)
    live = pl.when(pl.col("model_id") == "a-x-k2").then(pl.lit("=1+1")).otherwise(pl.col("name_ko"))
    models.with_columns(name_ko=live).write_csv(file)
    with served(copied_records) as server:
        for rows in ("benchmarks", "models"):
            with reading(clipboard, address(server, f"{TWO}&rows={rows}")) as (page, _):
                header, first = seen(page)
                tables = [sheet(saved(page, XLSX)), *copied(page)]
            assert "=1+1" in (header if rows == "benchmarks" else first[0])
            for table in tables:
                cells = [cell for row in table for cell in row]
                assert "'=1+1" in cells
                assert not [cell for cell in cells if str(cell).startswith("=")]


def test_what_cannot_be_compared_is_not_subtracted(
    browser: BrowserContext, server: str, real_store: Store
) -> None:
    models = real_store.ask("from table_model")["model_id"].to_list()
    apart = real_store.ask(
        "from table_difference(?, (select list(benchmark_id) from benchmark_use), 'all', 'a-x-k2') where basis = 'differs' order by all",
        models,
    ).row(0, named=True)
    settings = f"models=a-x-k2&models={apart['model_id']}&benchmarks={apart['benchmark_id']}&base=a-x-k2&rows=models&foreign=all"
    with reading(browser, address(server, settings)) as (page, _):
        header, rows = seen(page)
        remarks = body(page)
    assert header[2].endswith("A.X K2와의 차이 (점)")
    assert rows[0][2] == "기준 모델"
    assert rows[1][2].startswith("비교 불가: ")
    assert "우열 판정이 아닙니다" in remarks
    assert "다르다고 알려진 1칸" in remarks


def test_only_the_measurements_that_count_and_why_others_are_missing(
    browser: BrowserContext, server: str
) -> None:
    with reading(browser, address(server, f"{TWO}&measured_by=independent")) as (page, _):
        _, rows = seen(page)
    told = {cell for row in rows for cell in row[1:]}
    assert KO("coverage.other_kind") in told
    assert not [cell for cell in told if "자체" in cell]


@pytest.mark.parametrize(
    ("settings", "condition"),
    [
        ("groups=programme", "is_programme"),
        (
            "weights=open&country=KR&from=100&to=600",
            "weights = 'open' and country = 'KR' and total_params_b between 100 and 600",
        ),
        ("licence=MIT&foreign=all", "licence = 'MIT'"),
        ("groups=all&foreign=all", "true"),
        ("groups=newest&team=nc-ai", "model_id = 'vaetki-100b-a10b'"),
        ("groups=newest&models=a-x-k1", "model_id = 'a-x-k1' or is_newest and is_in"),
    ],
)
def test_groups_of_models_by_conditions(
    server: str, real_store: Store, settings: str, condition: str
) -> None:
    expected = real_store.ask(f"from table_model where {condition}").height
    assert expected > 0
    text = answered(server, f"make-table?lang=ko&{settings}").text
    assert f"모델 {expected}개와 벤치마크" in text


def test_every_model_on_every_benchmark(server: str, real_store: Store) -> None:
    cells = real_store.ask("from table_model").height * real_store.ask("from benchmark_use").height
    answer = answered(server, "make-table?lang=en&groups=all&foreign=all&categories=all")
    assert f"Of {cells:,} cells" in answer.text


def test_unknown_conditions_of_the_address_are_said(server: str) -> None:
    text = answered(server, "make-table?lang=en&from=many&rows=sideways").text
    assert "gives “many” for “Total parameters from (billions)”" in text
    assert "so “any” is shown" in text
    assert "“sideways”" in text


def test_what_is_chosen_can_be_read_in_the_dark(browser: BrowserContext, server: str) -> None:
    with reading(browser, address(server, f"{TWO}&from=1"), theme="dark") as (page, _):
        assert barriers(page) == []


def test_paper_holds_the_table_and_no_control(browser: BrowserContext, server: str) -> None:
    with reading(browser, address(server, TWO), fresh=True) as (page, _):
        page.emulate_media(media="print")
        assert page.locator("table").first.is_visible()
        for kind in ("stMultiSelect", "stButtonGroup", "stSelectbox", "stDownloadButton", "stExpander"):
            assert page.locator(f'[data-testid="{kind}"]:visible').count() == 0
        assert not page.get_by_role("button", name=COPY).is_visible()
