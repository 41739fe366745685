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
from playwright.sync_api import Browser, Page

from tests.browser.reader import reading, settle

ADDRESS = "/scores?lang=ko&benchmark=kmmlu-pro&team=lg-ai-research&team=upstage&foreign=no"
SCORE = "KMMLU-Pro (%)"
FILES = {
    "csv": "표 CSV (엑셀에서 바로 열림)",
    "xlsx": "표 엑셀(XLSX), 출처 포함",
    "parquet": "표 Parquet (분석용)",
    "eee.zip": "점수 JSON (Every Eval Ever, 다른 평가 도구용)",
    "png": "그림 PNG",
    "svg": "그림 SVG",
}


def saved(page: Page, button: str) -> bytes:
    with page.expect_download() as caught:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(caught.value.path()).read_bytes()


def seen(page: Page) -> tuple[list[str], list[list[str]]]:
    table = page.locator("table").first
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


def test_downloads_equal_the_page(browser: Browser, server: str) -> None:
    with reading(browser, server + ADDRESS) as (page, _):
        header, rows = seen(page)
        page.get_by_role("button", name="내려받기").first.click()
        settle(page)
        files = {kind: saved(page, button) for kind, button in FILES.items()}
    frames: list[list[Any]] = [
        pl.read_csv(files["csv"], infer_schema=False).rows(),
        pl.read_parquet(files["parquet"]).rows(),
    ]
    book = openpyxl.load_workbook(BytesIO(files["xlsx"]))
    cells: list[Any] = [[cell.value for cell in row] for row in book["표"].iter_rows()]
    assert cells[0] == pl.read_csv(files["csv"], infer_schema=False).columns == header
    for frame in (*frames, cells[1:]):
        assert len(frame) == len(rows) > 2
        for got, expected in zip(frame, rows, strict=True):
            assert all(equal(plain(one), other) for one, other in zip(got, expected, strict=True)), (
                got,
                expected,
            )
    notes = {row[0].value: row[1].value for row in book["설명"].iter_rows(min_row=2)}
    assert "업스테이지" in notes["보기 조건"]
    assert "외국 모델 제외" in notes["보기 조건"]
    with reading(browser, notes["화면 주소"]) as (page, _):
        assert page.url.startswith(server + "/scores?")
        assert seen(page) == (header, rows)
    assert book["출처"].max_row > 1
    with ZipFile(BytesIO(files["eee.zip"])) as archive:
        told = [
            result
            for name in archive.namelist()
            for result in json.loads(archive.read(name))["evaluation_results"]
        ]
    assert {result["evaluation_name"] for result in told} == {"kmmlu-pro"}
    scores = sorted(float(frames[0][row][header.index(SCORE)]) for row in range(len(rows)))
    assert sorted(float(result["score_details"]["score"]) for result in told) == scores
    assert files["png"].startswith(b"\x89PNG")
    assert "출처" in files["svg"].decode()
    assert "솔라 오픈 2" in files["svg"].decode()


def test_streamlits_own_export_is_off(browser: Browser, server: str) -> None:
    with reading(browser, server + ADDRESS) as (page, _):
        page.locator('[data-testid="stVegaLiteChart"]').first.hover()
        buttons = page.locator("button:visible").all()
        names = [f"{button.inner_text()} {button.get_attribute('aria-label')}" for button in buttons]
        assert len(names) > 6
        assert not [name for name in names if re.search(r"download|csv|show data", name, re.IGNORECASE)]
