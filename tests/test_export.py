"""What leaves can be read back, equals what was seen, and is never alive."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dokja.export import WRITERS, csv, parquet, picture, xlsx
from dokja.export.download import Download
from dokja.export.guard import LIVE, guard
from dokja.text import Words

HOSTILE = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "|calc",
    "%0a",
    "\t=1",
    ' "=1',
    "＝1",
    "\u200b=1",
    "\r\n=1",
    "'=1",
]


def download(texts: list[str]) -> Download:
    table = pl.DataFrame(
        {
            "모델": texts,
            "점수 (%)": pl.Series([Decimal("-1.50")] * len(texts), dtype=pl.Decimal(38, 6)),
            "날": [date(2026, 8, 18)] * len(texts),
            "=머리": pl.Series([None] * len(texts), dtype=pl.Int64),
        }
    )
    sources = pl.DataFrame({"제목": ["보도자료"], "주소": ["https://www.korea.kr/=1"]})
    return Download("표", table, {"점수 (%)": 2}, [("인용", "=독자")], sources, "표", "설명", "출처")


def is_live(cell: str) -> bool:
    return cell.lstrip(" \"'“”‘’\u200b\ufeff\t\r\n")[:1] in tuple(LIVE) and not cell.startswith("'")


@given(
    st.text(alphabet=st.one_of(st.sampled_from("=+-@|%＝＋－＠\t\r\n '\"\u200b\u00a0가a1"), st.characters()))
)
def test_guarded_text_is_never_live(text: str) -> None:
    safe = guard(text)
    assert not is_live(safe)
    assert not any(safe.startswith(letter) for letter in LIVE)
    assert guard(safe) == safe


def test_harmless_text_stays_as_it_is() -> None:
    for text in ("K-엑사원 236B", "72.03", "A.X K1", "τ²-Bench", ""):
        assert guard(text) == text


def test_csv_reads_back() -> None:
    content = csv.write(download(["배키 100B", *HOSTILE]))
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    back = pl.read_csv(content, infer_schema=False, truncate_ragged_lines=False)
    assert back["모델"][0] == "배키 100B"
    assert set(back["점수 (%)"]) == {"-1.50"}
    assert set(back["날"]) == {"2026-08-18"}
    assert not [cell for cell in [*back["모델"], *back.columns] if is_live(cell)]


def test_csv_rounds_as_the_page_does() -> None:
    halves = [Decimal("0.125"), Decimal("-0.125"), Decimal("2.675"), None]
    table = pl.DataFrame(
        {"차이": pl.Series(halves, dtype=pl.Decimal(38, 6)), "비": [0.125, 2.675, 1.005, None]}
    )
    content = csv.write(Download("표", table, {"차이": 2, "비": 2}, [], pl.DataFrame(), "표", "설명", "출처"))
    back = pl.read_csv(content, infer_schema=False)
    assert back["차이"].to_list() == [
        Words("ko").number(half, 2).replace("−", "-") or None for half in halves
    ]
    assert back["비"].to_list() == ["0.13", "2.68", "1.01", None]


@pytest.mark.parametrize("write", [picture.png, picture.svg])
@pytest.mark.parametrize("address", ["http://127.0.0.1/i.png", "file:///etc/passwd", "/etc/passwd"])
def test_picture_reads_no_address(write: Callable[[dict[str, Any]], bytes], address: str) -> None:
    values = {"values": [{"u": address}]}
    image = {"data": values, "mark": "image", "encoding": {"url": {"field": "u"}}}
    fetched = {"vconcat": [{"data": {"url": address}, "mark": "point"}]}
    for spec in (image, fetched):
        with pytest.raises(ValueError, match="no address"):
            write(spec)


def test_xlsx_reads_back() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx.write(download(["배키 100B", *HOSTILE]))))
    assert book.sheetnames == ["표", "출처", "설명"]
    sheet = book["표"]
    assert sheet["A2"].value == "배키 100B"
    assert sheet["B2"].value == pytest.approx(-1.5)
    assert sheet["B2"].number_format == "0.00"
    assert sheet["C2"].value.date() == date(2026, 8, 18)
    assert sheet["D2"].value is None
    for page in book:
        for cell in (cell for row in page.iter_rows() for cell in row):
            assert cell.data_type != "f"
            assert cell.hyperlink is None
            assert not is_live(str(cell.value or "")) or isinstance(cell.value, (int, float))


def test_parquet_keeps_text_and_types() -> None:
    one = download(HOSTILE)
    content = parquet.write(one)
    assert pl.read_parquet(content).equals(one.table)
    assert json.loads(pl.read_parquet_metadata(BytesIO(content))["notes"]) == [["인용", "=독자"]]


def test_same_table_gives_the_same_bytes() -> None:
    for write, _ in WRITERS.values():
        assert write(download(["a"])) == write(download(["a"]))


def spec(text: str) -> dict[str, object]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": [{"name": text, "value": 1}]},
        "mark": "bar",
        "width": "container",
        "encoding": {
            "x": {"field": "value", "type": "quantitative"},
            "y": {"field": "name", "type": "nominal"},
        },
    }


def test_picture_draws_korean_with_title_and_source() -> None:
    one, other = (
        picture.png(picture.captioned(spec(text), text, ["부제"], ["출처: 뉴스1"]))
        for text in ("가나다", "라마바")
    )
    assert one.startswith(b"\x89PNG")
    assert one != other
    drawn = picture.svg(picture.captioned(spec("가나다"), "제목", ["부제"], ["출처: 뉴스1"])).decode()
    for part in ("가나다", "제목", "부제", "출처: 뉴스1", picture.FAMILY):
        assert part in drawn
