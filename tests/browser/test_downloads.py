"""Each download is read back and equals the page."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import polars as pl
import pytest
from playwright.sync_api import BrowserContext, Page

from dokja.i18n.text import Words
from dokja.ui.tables import PRINTED
from tests.browser.reader import body, menu, reading, tab, with_paper_rows

ADDRESS = "/scores?lang=ko&benchmark=kmmlu-pro&team=lg-ai-research&team=upstage&foreign=none&tab-scores=table"
SCORE = "KMMLU-Pro (%)"
FILES = {
    "xlsx": "표 엑셀(XLSX), 출처 포함",
    "csv": "표 CSV (엑셀에서 바로 열림)",
    "parquet": "표 Parquet (분석용)",
    "png-16x9": "슬라이드용 그림 PNG (16:9)",
    "png-4x3": "문서용 그림 PNG (4:3)",
    "svg": "확대해도 선명한 그림 SVG (16:9)",
    "eee.zip": "점수 JSON (Every Eval Ever, 다른 평가 도구용)",
}


def saved(page: Page, button: str) -> bytes:
    return named(page, button)[1]


def named(page: Page, button: str) -> tuple[str, bytes]:
    """Name and bytes of a file of the menu that is open."""
    with page.expect_download() as caught:
        page.get_by_role("button", name=button, exact=True).click()
    return caught.value.suggested_filename, Path(caught.value.path()).read_bytes()


def seen(page: Page) -> tuple[list[str], list[list[str]]]:
    table = page.locator("table").first
    with_paper_rows(page)
    rows = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
    return table.locator("thead th").all_inner_texts(), [[cell.strip() for cell in row] for row in rows]


def plain(cell: object) -> str:
    """A downloaded cell as the page writes it."""
    if cell is None:
        return "없음"
    date = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?", str(cell))
    return ". ".join(str(int(part)) for part in date.groups()) + "." if date else str(cell)


def equal(one: str, other: str) -> bool:
    """The same text, or the same number."""
    return one == other or (re.fullmatch(r"[\d.]+", one + other) is not None and float(one) == float(other))


def test_downloads_equal_the_page(browser: BrowserContext, server: str) -> None:
    with reading(browser, server + ADDRESS, fresh=True) as (page, _):
        header, rows = seen(page)
        menu(page)
        buttons = page.locator('[data-testid="stDownloadButton"]').all_inner_texts()
        assert buttons == list(FILES.values())
        files = {kind: saved(page, button) for kind, button in FILES.items()}
    frames: list[list[Any]] = [
        pl.read_csv(files["csv"], infer_schema=False).rows(),
        pl.read_parquet(files["parquet"]).rows(),
    ]
    book = openpyxl.load_workbook(BytesIO(files["xlsx"]))
    cells: list[Any] = [[cell.value for cell in row] for row in book["표"].iter_rows()]
    columns = cells[0]
    assert columns == pl.read_csv(files["csv"], infer_schema=False).columns
    assert [column for column in columns if column in header] == header
    for frame in (*frames, cells[1:]):
        assert len(frame) == len(rows) > 2
        for got, expected in zip(frame, rows, strict=True):
            by_name = dict(zip(columns, got, strict=True))
            assert all(
                equal(plain(by_name[key]), cell) for key, cell in zip(header, expected, strict=True)
            ), got
            assert not any(by_name[column] for column in columns if column not in header), "left out as empty"
    notes = {row[0].value: row[1].value for row in book["설명"].iter_rows(min_row=2)}
    assert "업스테이지" in notes["보기 조건"]
    assert "해외 모델: 제외" in notes["보기 조건"]
    with reading(browser, notes["화면 주소"], fresh=True) as (page, _):
        assert page.url.startswith(server + "/scores?")
        tab(page, "표")
        assert seen(page) == (header, rows)
    assert book["출처"].max_row > 1
    with ZipFile(BytesIO(files["eee.zip"])) as archive:
        told = [
            result
            for name in archive.namelist()
            for result in json.loads(archive.read(name))["evaluation_results"]
        ]
    assert {result["evaluation_name"] for result in told} == {"kmmlu-pro"}
    scores = sorted(float(frames[0][row][columns.index(SCORE)]) for row in range(len(rows)))
    assert sorted(float(result["score_details"]["score"]) for result in told) == scores
    assert files["png-16x9"].startswith(b"\x89PNG")
    assert files["png-4x3"].startswith(b"\x89PNG")
    drawn = files["svg"].decode()
    assert "솔라 오픈 2" in drawn
    origin = drawn[drawn.index("독자 Dokja · ") :].partition("<")[0]
    place, host = "/scores", server.partition("//")[2]
    assert re.fullmatch(rf"독자 Dokja · {host}{place} · 자료 기준 [\d. ]+ \([-0-9a-f]+\)", origin)


def test_every_digit_stands_on_hover(browser: BrowserContext, server: str) -> None:
    address = f"{server}/scores?lang=en&benchmark=gpqa-diamond&all-scores=yes&tab-scores=table"
    with reading(browser, address) as (page, _):
        answer = page.locator(".dk-answer").first.inner_text()
        cells = page.locator("table").first.locator("tbody td.dk-number[title]")
        shown, full = cells.first.inner_text(), cells.first.get_attribute("title")
        table = page.locator("table").first.inner_text()
    assert full is not None
    assert (len(shown.partition(".")[2]), Words("en").published(full)) == (2, shown)
    assert re.search(r"(?<!\d)\d{1,2}\.\d{3}", answer + table) is None


def test_downloads_hold_every_row_in_the_order_seen(browser: BrowserContext, server: str) -> None:
    """Rows of which the screen shows 12; each number as it was published, in a cell format of its own.

    The screen shows two of its decimals at most, and the others on hover.
    """
    with reading(browser, f"{server}/scores?lang=ko&benchmark=tau2-bench-telecom&tab-scores=table") as (
        page,
        _,
    ):
        header, rows = seen(page)
        assert page.locator("table").first.locator("tbody tr:visible").count() == 12
        assert f"모두 {len(rows)}행 가운데 앞의 12행" in body(page)
        assert len(rows) > 20
        menu(page)
        files = {kind: saved(page, FILES[kind]) for kind in ("xlsx", "csv", "parquet")}
    book = openpyxl.load_workbook(BytesIO(files["xlsx"]))
    sheet, number = book["표"], next(place for place, label in enumerate(header) if label.endswith("(%)"))
    columns = [cell.value for cell in sheet[1]]
    assert [column for column in columns if column in header] == header
    told = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
    tables: list[list[Any]] = [
        told,
        pl.read_csv(files["csv"], infer_schema=False).rows(),
        pl.read_parquet(files["parquet"]).rows(),
    ]
    for table in tables:
        assert [line[:number] for line in map(list, table)] == [
            [None if cell == "없음" else cell for cell in row[:number]] for row in rows
        ]
        assert len(table) == len(rows)
        assert {line[columns.index("출처")] for line in table} <= {
            row[0].value for row in book["출처"].iter_rows(min_row=2)
        }
    published = [line[number] for line in tables[1]]
    assert [Words("ko").published(text) for text in published] == [row[number] for row in rows]
    assert max(len(text.partition(".")[2]) for text in published) > 2
    cells = [sheet.cell(row, number + 1) for row in range(2, len(rows) + 2)]
    assert [f"{cell.value:.{len(cell.number_format.partition('.')[2])}f}" for cell in cells] == published
    assert "0.0" in {cell.number_format for cell in cells}
    assert not [cell for cell in cells if cell.data_type != "n"]


@pytest.mark.parametrize("page_name", ["official", "model", "questions"])
def test_every_menu_gives_the_whole_table(browser: BrowserContext, server: str, page_name: str) -> None:
    with reading(browser, f"{server}/{page_name}?lang=en", fresh=True) as (page, _):
        bars = page.locator('[class*="st-key-bar-"]').all()
        cards = [re.search(r"st-key-bar-(\S+)", bar.get_attribute("class") or "")[1] for bar in bars]  # type: ignore[index]
        heights = []
        for card in cards:
            tab(page, "Table", card)
            with_paper_rows(page)
            height = page.locator(f".st-key-card-{card} tbody tr").count()
            text = page.locator(f".st-key-card-{card}").inner_text()
            menu(page, card)
            frame = pl.read_excel(saved(page, "Table as XLSX, with sources"), sheet_id=1)
            assert height == min(frame.height, PRINTED)
            assert height == frame.height or f"of {frame.height}" in text
            assert f"{frame.height:,} rows" in page.locator(f".st-key-card-{card}").inner_text()
            tab(page, "Sources", card)
            heights.append(height)
        assert max(heights) > 12


@pytest.mark.parametrize(("language", "header"), [("ko", ("항목", "내용")), ("en", ("Item", "Content"))])
def test_notes_and_sources_have_headers_of_their_own(
    browser: BrowserContext, server: str, language: str, header: tuple[str, str]
) -> None:
    with reading(browser, f"{server}/scores?lang={language}") as (page, _):
        menu(page)
        button = FILES["xlsx"] if language == "ko" else "Table as XLSX, with sources"
        book = openpyxl.load_workbook(BytesIO(saved(page, button)))
        tab(page, "출처" if language == "ko" else "Sources")
        attributed = page.locator(".dk-source-list").first.inner_text()
    sources, notes = (list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets[1:])
    assert notes[0] == header
    assert ("‘출처’ 시트" if language == "ko" else "sheet") in str(notes[-1][1])
    attributions = {row[5] for row in sources[1:] if row[5]}
    assert any("Epoch AI" in text for text in attributions)
    assert all(text in attributed for text in attributions)  # on the page too
    for column in zip(*sources, strict=True):
        assert any(column[1:]), column[0]


def test_names_of_files_tell_what_they_hold(browser: BrowserContext, server: str) -> None:
    addresses = (
        "scores?benchmark=kmmlu-pro",
        "scores?benchmark=gpqa-diamond",
        "scores?benchmark=gpqa-diamond&team=skt",
        "scores?benchmark=gpqa-diamond&team=upstage&team=skt",
        "scores?benchmark=gpqa-diamond&foreign=none",
        "scores?benchmark=gpqa-diamond&measured_by=own",
        "pair?one=a-x-k2&other=motif-3",
        "compare?choice=own&model1=a-x-k2&model2=motif-3",
        "model?model=a-x-k1",
        "claims?claim=k-exaone-over-10-percent",
    )
    names = []
    for address in addresses:
        with reading(browser, f"{server}/{address}&lang=ko") as (page, _):
            menu(page)
            names.append(named(page, FILES["csv"])[0])
    version = re.compile(r"-\d{4}-\d{2}-\d{2}-[0-9a-f]{8}\.csv")
    assert all(version.search(name) for name in names)
    assert [version.sub("", name) for name in names] == [
        "dokja-scores-kmmlu-pro",
        "dokja-scores-gpqa-diamond",
        "dokja-scores-gpqa-diamond_skt",
        "dokja-scores-gpqa-diamond_upstage_skt",
        "dokja-scores-gpqa-diamond_foreign-none",
        "dokja-scores-gpqa-diamond_own",
        "dokja-pair-a-x-k2_motif-3_percent",
        "dokja-compare-a-x-k2_motif-3_percent",
        "dokja-facts-a-x-k1",
        "dokja-figures-k-exaone-over-10-percent",
    ]


def test_names_of_pictures_tell_their_shape(browser: BrowserContext, server: str) -> None:
    with reading(browser, server + ADDRESS) as (page, _):
        menu(page)
        names = [named(page, FILES[kind])[0] for kind in ("png-16x9", "png-4x3", "svg")]
    assert [re.sub(r".*-[0-9a-f]{8}", "", name) for name in names] == ["-16x9.png", "-4x3.png", "-16x9.svg"]


def test_streamlits_own_export_is_off(browser: BrowserContext, server: str) -> None:
    with reading(browser, server + ADDRESS) as (page, _):
        tab(page, "차트")
        page.locator('[data-testid="stVegaLiteChart"]').first.hover()
        buttons = page.locator("button:visible").all()
        names = [f"{button.inner_text()} {button.get_attribute('aria-label')}" for button in buttons]
        assert len(names) > 6
        assert not [name for name in names if re.search(r"download|csv|show data", name, re.IGNORECASE)]
