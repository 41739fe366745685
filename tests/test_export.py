"""What leaves can be read back, equals what was seen, and is never alive."""

from __future__ import annotations

import json
import re
import struct
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import Any

import openpyxl
import polars as pl
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from dokja.charts import dot_plot
from dokja.charts.theme import LIGHT
from dokja.export import WRITERS, csv, image, parquet, sheet, xlsx
from dokja.export.download import Cell, Download
from dokja.export.drawing import VEGA_LITE
from dokja.export.figures import Figure
from dokja.export.guard import LIVE, guard
from dokja.export.sheet import Caption
from dokja.i18n.text import Words
from dokja.pages.shared import shared_columns
from dokja.records import signs
from dokja.records.labels import Names
from dokja.records.store import Store
from dokja.ui import downloads, tables
from dokja.ui.page import Page
from dokja.ui.tables import Column, Table
from dokja.ui.url_state import Settings

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


FIGURES = st.builds(
    Figure,
    st.integers(0, 6).flatmap(lambda places: st.decimals(-(10**8), 10**8, places=places)),
    st.booleans(),
)


def download(texts: list[str], figures: list[Figure] | None = None) -> Download:
    table: dict[str, list[Cell]] = {
        "모델": [*texts],
        "점수 (%)": [*(figures or [Figure(Decimal("-1.50"))] * len(texts))],
        "날": [date(2026, 8, 18)] * len(texts),
        "=머리": [None] * len(texts),
    }
    sources = {"제목": ["보도자료"], "주소": ["https://www.korea.kr/=1"]}
    notes = {"항목": ["인용"], "내용": ["=독자"]}
    return Download("표", table, notes, sources, "표", "설명", "출처")


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


@given(st.lists(FIGURES, min_size=1, max_size=8))
def test_numbers_leave_with_their_own_decimals(figures: list[Figure]) -> None:
    """In each format a number is a number, never a text, and no cell gets the decimals of another."""
    numerals = [f"{figure.number:f}" for figure in figures]
    one = download(["a"] * len(figures), figures)
    cells = [line.split(",")[1] for line in csv.write(one).decode().split("\r\n")[1:-1]]
    assert cells == numerals
    page = openpyxl.load_workbook(BytesIO(xlsx.write(one)))["표"]
    for row, (figure, numeral) in enumerate(zip(figures, numerals, strict=True), start=2):
        cell = page.cell(row, 2)
        whole, _, zeros = cell.number_format.partition(".")
        assert (cell.data_type, whole) == ("n", "#,##0" if figure.grouped else "0")
        assert f"{cell.value:.{len(zeros)}f}" in (numeral, f"-{numeral}")  # Excel tells no -0 from 0
    numbers = pl.read_parquet(parquet.write(one))["점수 (%)"]
    assert numbers.dtype.is_numeric()
    assert [Decimal(number) for number in numbers] == [figure.number for figure in figures]


KO = Words("ko")
NUMBERS = st.decimals(-(10**9), 10**9, places=6) | st.floats(-1e6, 1e6)


@given(NUMBERS, st.none() | st.integers(0, 6), st.booleans(), st.sampled_from(["ko", "en"]))
def test_what_leaves_is_the_number_that_is_seen(
    number: Decimal | float, decimals: int | None, signed: bool, language: str
) -> None:
    words = Words(language)
    seen = words.number(number, decimals, signed=signed)
    column = Column("수", lambda row: row["number"], lambda row: seen, numeric=True)
    (figure,) = Table("표", [column], [{"number": number}]).leaving(words)["수"]
    assert isinstance(figure, Figure)
    assert str(figure) == seen.replace(",", "").replace("−", "-").replace("+", "")
    assert figure.grouped == ("," in seen)


@pytest.mark.parametrize(
    ("column", "row", "expected"),
    [
        (
            shared_columns.published(KO, "점수", lambda row: row["text"]),
            {"text": "91.1"},
            Figure(Decimal("91.1")),
        ),
        (
            shared_columns.published(KO, "점수", lambda row: row["text"]),
            {"text": "80.0"},
            Figure(Decimal("80.0")),
        ),
        (
            shared_columns.published(KO, "점수", lambda row: row["text"]),
            {"text": "-0.3"},
            Figure(Decimal("-0.3")),
        ),
        (
            shared_columns.published(KO, "점수", lambda row: row["text"]),
            {"text": "95.770202"},
            Figure(Decimal("95.770202")),
        ),
        (
            shared_columns.difference(KO, "차이", lambda row: (row["by"], 6), signed=True),
            {"by": Decimal("-22.984343")},
            Figure(Decimal("-22.984343")),
        ),
        (
            shared_columns.published(KO, "점수", lambda row: row["text"]),
            {"text": "1432"},
            Figure(Decimal(1432)),
        ),
        (Column("크기", lambda row: Decimal("2400.000000")), {}, Figure(Decimal(2400), grouped=True)),
        (Column("크기", lambda row: 519, lambda row: "5,190억"), {}, Figure(Decimal(519))),
        (
            Column("앞", lambda row: "12.50", lambda row: "12.50 (%)", numeric=True),
            {},
            Figure(Decimal("12.50")),
        ),
        (Column("몫", lambda row: "3/14", numeric=True), {}, "3/14"),
        (Column("판", lambda row: "2.0"), {}, "2.0"),
        (Column("점수", lambda row: None, lambda row: "없음", numeric=True), {}, None),
    ],
)
def test_cell_leaves_as_it_was_published(column: Column, row: dict[str, Any], expected: Cell) -> None:
    assert Table("표", [column], [row]).leaving(Words("ko")) == {column.label: [expected]}
    assert str(expected) == str(Table("표", [column], [row]).leaving(Words("ko"))[column.label][0])


def test_number_is_shown_with_two_decimals_and_in_full_on_hover() -> None:
    published = shared_columns.published(KO, "점수", lambda row: row["text"])
    by = shared_columns.difference(KO, "차이", lambda row: (row["by"], row["decimals"]), signed=True)
    long = {"text": "95.770202", "by": Decimal("-22.984343"), "decimals": 6}
    short = {"text": "84.30", "by": Decimal("-22.900000"), "decimals": 1}
    shown = [[tables.cell(column, row, KO) for column in (published, by)] for row in (long, short)]
    assert [[(one["text"], one["title"]) for one in row] for row in shown] == [
        [("95.77", "95.770202"), ("−22.98", "−22.984343")],
        [("84.30", ""), ("−22.9", "")],
    ]


def test_no_column_is_lost_where_two_have_one_header() -> None:
    twice = [Column("큐웬3", lambda row: "a"), Column("큐웬3", lambda row: "b")]
    assert [*Table("표", twice, [{}]).leaving(Words("ko")).values()] == [["a"], ["b"]]


def test_column_of_days_and_words_leaves_whole() -> None:
    mixed: dict[str, list[Cell]] = {"날": [date(2026, 8, 18), "날짜 없음"], "비움": [None, None]}
    one = replace(download([]), table=mixed)
    assert pl.read_parquet(parquet.write(one))["날"].to_list() == ["2026-08-18", "날짜 없음"]
    assert csv.write(one).decode("utf-8-sig") == "날,비움\r\n2026-08-18,\r\n날짜 없음,\r\n"


def test_sources_leave_out_what_is_known_of_none() -> None:
    words = Words("en")
    unknown = {"published_on": None, "licence": None, "attribution": None}
    one = {"title_en": "A", "publisher_en": "B", "url": "https://a.kr", **unknown}
    licensed = {**one, "licence": "CC BY 4.0"}
    assert [*downloads.source_columns(words, [one, one])] == ["Title", "Publisher", "Address", "Licence"]
    assert downloads.source_columns(words, [one, licensed])["Licence"] == ["licence not stated", "CC BY 4.0"]
    assert "Title" in downloads.source_columns(words, [])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_notes_point_to_the_licences(real_store: Store, language: str) -> None:
    words = Words(language)
    page = Page(real_store, words, Names(real_store, words), Settings(), LIGHT, [], "all")
    told = downloads.notes(page, Table("표", [], []))
    assert all(re.fullmatch(r"\w+", header) for header in told)
    labels, texts = told.values()
    assert texts[labels.index(words("download.note.licence"))] == words("download.licence")


CAPTION = Caption(
    "제목", "측정 단위", ("설명 하나", "설명 둘"), "출처: 뉴스1", "독자 Dokja · dokja.kr/scores"
)


@pytest.mark.parametrize("write", [image.png, image.svg])
@pytest.mark.parametrize("address", ["http://127.0.0.1/i.png", "file:///etc/passwd", "/etc/passwd"])
def test_picture_reads_no_address(write: downloads.WritePicture, address: str) -> None:
    values = {"values": [{"u": address}]}
    image = {"data": values, "mark": "image", "encoding": {"url": {"field": "u"}}}
    fetched = {"vconcat": [{"data": {"url": address}, "mark": "point"}]}
    for spec in (image, fetched):
        with pytest.raises(ValueError, match="no address"):
            write(spec, CAPTION, "16x9")


def test_xlsx_reads_back() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx.write(download(["배키 100B", *HOSTILE]))))
    assert book.sheetnames == ["표", "출처", "설명"]
    sheet = book["표"]
    assert sheet["A2"].value == "배키 100B"
    assert sheet["B2"].value == pytest.approx(-1.5)
    assert sheet["B2"].number_format == "0.00"
    assert sheet["C2"].value.date() == date(2026, 8, 18)
    assert sheet["D2"].value is None
    assert [cell.value for cell in book["설명"][1]] == ["항목", "내용"]
    for page in book:
        for cell in (cell for row in page.iter_rows() for cell in row):
            assert cell.data_type != "f"
            assert cell.hyperlink is None
            assert not is_live(str(cell.value or "")) or isinstance(cell.value, (int, float))


def test_parquet_keeps_text_and_types() -> None:
    one = download(HOSTILE)
    content = parquet.write(one)
    back = pl.read_parquet(content)
    assert back["모델"].to_list() == [signs.cleaned(text) for text in HOSTILE]
    assert back.schema["점수 (%)"] == pl.Decimal(38, 2)
    assert back.schema["날"] == pl.Date
    assert json.loads(pl.read_parquet_metadata(BytesIO(content))["notes"]) == [["인용", "=독자"]]


def test_same_table_gives_the_same_bytes() -> None:
    assert list(WRITERS) == ["xlsx", "csv", "parquet"]
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


def test_picture_draws_korean_with_all_that_is_said() -> None:
    one, other = (image.png(spec(text), CAPTION, "16x9") for text in ("가나다", "라마바"))
    assert one != other
    drawn = image.svg(spec("가나다"), CAPTION, "16x9").decode()
    said = (CAPTION.title, CAPTION.measure, *CAPTION.notes, CAPTION.sources, CAPTION.origin)
    for part in ("가나다", *said, sheet.FAMILY):
        assert part in drawn


@pytest.mark.parametrize(("shape", "size"), [("16x9", (2667, 1500)), ("4x3", (1600, 1200))])
def test_picture_has_its_shape_and_200_dots_to_an_inch(shape: str, size: tuple[int, int]) -> None:
    content = image.png(spec("가나다"), CAPTION, shape)
    assert struct.unpack(">II", content[16:24]) == size
    place = content.index(b"pHYs")
    across, down, unit = struct.unpack(">IIB", content[place + 4 : place + 13])
    assert (round(across * 0.0254), round(down * 0.0254), unit) == (200, 200, 1)
    wide, high = re.findall(
        r'(?:width|height)="([\d.]+)pt"', image.svg(spec("가나다"), CAPTION, shape).decode()
    )
    assert [round(float(length) * 200 / 72) for length in (wide, high)] == [*size]


def in_process(spec: dict[str, Any]) -> str:
    return str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE))


def rows_of(count: int) -> dict[str, Any]:
    dot = {
        "label": "솔라 오픈 100B (추론)",
        "value": 1.5,
        "low": 1.0,
        "high": 2.0,
        "text": "1.5",
        "side": "right",
    }
    dot |= {"colour": "#009E73", "shape": "circle", "filled": True, "about": "가"}
    frame = pl.DataFrame([{**dot, "order": order, "value": order + 0.5} for order in range(count)])
    return dot_plot.draw(frame, LIGHT, "점수 (%)").spec()


def boxes(svg: str) -> list[tuple[str, float, float, float]]:
    """Text, top, bottom and size of letters of each text of a sheet, outside the chart."""
    found = re.findall(
        r'<text x="[\d.]+" y="([\d.]+)" font-family="[^"]*" font-size="([\d.]+)px"[^>]*>([^<]*)<', svg
    )
    return [(text, float(y) - float(size), float(y), float(size)) for y, size, text in found]


@pytest.mark.parametrize("shape", sheet.SHAPES)
@pytest.mark.parametrize("count", [1, 6, 20, 60])
def test_nothing_of_a_picture_is_cut_or_covered(shape: str, count: int) -> None:
    caption = replace(
        CAPTION,
        title="결론 " * 40,
        notes=("설명이 긴 문장 " * 30, "짧은 설명"),
        sources="출처: " + "가" * 300,
    )
    form = sheet.SHAPES[shape]
    inside, width, height = sheet.laid_out(rows_of(count), caption, form, in_process)
    assert width / height == pytest.approx(form.width / form.height)
    texts = boxes(inside)
    assert all(0 < top < bottom < height for _, top, bottom, _ in texts)
    assert all(above[2] <= below[1] + 0.1 for above, below in pairwise(texts))
    assert all(
        sheet.width_of(text) * size <= width - form.margin * width / form.width for text, _, _, size in texts
    )
    x, y = map(float, re.findall(r'<g transform="translate\(([\d.]+),([\d.]+)\)"><', inside)[0])
    (chart_high,) = re.findall(r'<rect width="[\d.]+" height="([\d.]+)" fill="#ffffff"', inside)
    (chart_wide,) = re.findall(r'<rect width="([\d.]+)" height="[\d.]+" fill="#ffffff"', inside)
    above = max(bottom for text, _, bottom, _ in texts if text.startswith(("결론", "측정")))
    below = min(top for text, top, _, _ in texts if text.startswith("설명"))
    assert above < y
    assert y + float(chart_high) <= below + 1
    assert x + float(chart_wide) <= width


def test_letters_of_twenty_rows_are_nine_points_on_a_slide() -> None:
    inside, width, _ = sheet.laid_out(rows_of(20), CAPTION, sheet.SHAPES["16x9"], in_process)
    sizes = {float(size) for size in re.findall(r'font-size="([\d.]+)px"', inside)}
    assert min(sizes) * 960 / width >= 8.5


def test_texts_give_way_to_a_crowded_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    def width() -> float:
        caption = replace(CAPTION, notes=("설명이 긴 문장 " * 50,))
        return sheet.laid_out(rows_of(34), caption, sheet.SHAPES["4x3"], in_process)[1]

    given = width()
    monkeypatch.setattr(sheet, "SMALLEST", 1)
    assert given < 0.95 * width()


def test_few_rows_are_spread_and_a_plot_fills_its_room() -> None:
    def free(spec: dict[str, Any]) -> float:
        inside, _, height = sheet.laid_out(spec, CAPTION, sheet.SHAPES["16x9"], in_process)
        (chart_high,) = re.findall(r'<rect width="[\d.]+" height="([\d.]+)" fill="#ffffff"', inside)
        return 1 - float(chart_high) / height

    assert free(rows_of(9)) < 0.4
    plot = {**spec("가"), "height": 100, "background": "#ffffff"}
    assert free(plot) < 0.4


def test_line_is_broken_where_it_has_to_be() -> None:
    for text in ("가나다 " * 20, "https://" + "a" * 90, "x"):
        lines = sheet.wrap(text, 12)
        assert all(sheet.width_of(line) <= 12 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert sheet.wrap("", 12) == [""]
