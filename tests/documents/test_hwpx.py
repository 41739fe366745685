"""HWPX documents read back with readers that did not write them: hwpforge (a strict reader) and rhwp (a renderer)."""

from __future__ import annotations

import ctypes
import json
import re
import struct
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import hwpforge
import pytest
from hwpx import HwpxDocument

from dokja.export import drawing
from dokja.export.documents import hwpx
from dokja.export.documents.document import LABELS, Document, Drawn, Grid, Part, Source
from dokja.export.documents.hwpx_widths import NORMAL, SMALL, TINY, layout
from dokja.i18n.untrusted_text import outside
from dokja.records.signs import FORBIDDEN

HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
ROOM = 48190
HOSTILE = [
    "\x00\x07\x0b\x1b",
    "\u202egnitirw\u202c \u2066x\u2069",
    "\ud800 lone",
    "</hp:t></hp:run><hp:ctrl/>",
    "<script>alert(1)</script>&amp;]]>",
    "=1+1\tcell\nnext line\r\nlast",
    "{{field}} \\ ;1;0;0; %hlk ^1.",
    "가" * 3000,
    "\U0001f600 \U0001d54f \ufffe",
]
ELSEWHERE = [
    "javascript:alert(1)",
    "file:///C:/a",
    "ftp://a",
    "http://[",
    "#mark",
    "mailto:a@b.kr",
    "?HWP;0;0;0;",
]
CRAFTED = ["http://a.kr/\\;3;0;0;", "http://a.kr/ b"]


@cache
def png() -> bytes:
    """A chart drawn as the dashboard draws it."""
    rows = [{"model": f"모델 {number}", "score": 40 + number} for number in range(8)]
    encoding = {
        "x": {"field": "score", "type": "quantitative"},
        "y": {"field": "model", "type": "nominal"},
    }
    return drawing.drawn({"data": {"values": rows}, "mark": "bar", "width": 440, "encoding": encoding}, "png")


def drawn() -> Drawn:
    width, height = (side * 72 / drawing.DOTS_PER_INCH for side in struct.unpack(">II", png()[16:24]))
    return Drawn(png(), b"", width, height, "가로 막대그림: 모델 8개의 점수")


def grid(rows: int = 60, columns: int = 8) -> Grid:
    header = ["모델", "기관", *(f"벤치마크 {number} (%)" for number in range(columns - 2))]
    cells = [
        [
            f"A.X-K{row}-Instruct",
            "네이버클라우드",
            *(f"{row + 100 * column / 7:.2f}" for column in range(columns - 2)),
        ]
        for row in range(rows)
    ]
    return Grid("표 1. 점수", header, cells, [False, False] + [True] * (columns - 2), ("12개를 뺐다.",))


def document(language: str = "ko", **changes: Any) -> Document:
    korean = language == "ko"
    first = Part(
        "점수 비교" if korean else "Scores",
        ["첫째 문장이다.", "둘째 문장이다."] if korean else ["The first sentence.", "The second sentence."],
        "부서의 의견" if korean else "What the office says",
        "정확도(%)" if korean else "accuracy in percent",
        drawn(),
        grid(),
        ["자체 발표 값이다."] if korean else ["Published by the developers."],
        (1, 2),
        "http://dokja.example/compare?models=a,b;c&x=" + "y" * 120,
    )
    parts = [first, Part("빈 부", sources=(2,)), Part("둘째 표", grid=grid(3))]
    sources = [
        Source(1, "KMMLU, HAERAE, 2024", "https://huggingface.co/a?b=1&c=#d"),
        Source(2, "내부 자료", ""),
    ]
    labels = {key: f"{key}-이름" for key in LABELS}
    made = Document(
        language, "제목", "2026-11-30 · 3f2a", "작성자의 말", parts, sources, "Dokja 0.1.0", labels
    )
    return replace(made, **changes)


@cache
def written(language: str) -> bytes:
    return hwpx.write(document(language))


def section(data: bytes) -> Any:
    """The last section, as XML."""
    with ZipFile(BytesIO(data)) as archive:
        names = sorted(name for name in archive.namelist() if re.fullmatch(r"Contents/section\d+\.xml", name))
        return ElementTree.fromstring(archive.read(names[-1]))


def paragraphs(node: Any) -> list[str]:
    """The texts of all paragraphs, those in tables too, as hwpforge reads them."""
    return list(texts(node))


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "runs" in node:
            yield "".join(
                run["content"]["Text"] for run in node["runs"] if isinstance(run["content"].get("Text"), str)
            )
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from texts(part)


def read(data: bytes) -> Any:
    """What hwpforge reads, after it has found nothing to complain about."""
    file = hwpforge.Document.from_bytes(data)
    report = file.validate()
    assert report["ok"], report
    assert not report["warnings"], report
    return json.loads(file.to_json().text)


def tables(node: Any) -> list[Any]:
    """All tables that hwpforge reads, in order."""
    if isinstance(node, dict):
        own = [node["Table"]] if "Table" in node else []
        return own + [found for part in node.values() for found in tables(part)]
    return [found for part in node for found in tables(part)] if isinstance(node, list) else []


def rendered(data: bytes) -> list[str]:
    """The texts of all pages as rhwp renders them, without spaces."""
    # The wheel's own FreeType lacks a function that the system's has.
    ctypes.CDLL("libfreetype.so.6", ctypes.RTLD_GLOBAL)
    import rhwp

    pages = rhwp.Document.from_bytes(data).render_all_svg()
    return [unescape("".join(re.findall(r"<text[^>]*>([^<]*)</text>", page))) for page in pages]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_strict_reader_finds_every_text_in_order(language: str) -> None:
    source = document(language)
    part = source.parts[0]
    assert part.grid
    found = paragraphs(read(written(language)))
    expected = [
        source.title,
        source.dated,
        "remark-이름",
        source.remark,
        part.title,
        "remark-이름",
        part.remark,
        *part.sentences,
        f"measure-이름: {part.measure}",
        part.grid.caption,
        *part.grid.header,
        *(cell for row in part.grid.rows for cell in row),
        *part.grid.remarks,
        "limits-이름",
        *part.limits,
        "source-이름: [1] [2]",
        "address-이름:",
        part.address,
    ]
    rest = iter(found)
    missing = [text for text in expected if text not in rest]
    assert not missing
    assert [text for text in found if text][-6:] == [
        *source.parts[2].grid.remarks,  # type: ignore[union-attr]
        "sources-이름",
        "[1] KMMLU, HAERAE, 2024",
        "https://huggingface.co/a?b=1&c=#d",
        "[2] 내부 자료",
        "Dokja 0.1.0",
    ]


def test_a_renderer_shows_every_cell_and_repeats_the_header() -> None:
    pages = rendered(written("ko"))
    source = document().parts[0].grid
    assert source
    shown = squeezed("".join(pages))
    assert [cell for row in source.rows for cell in row if squeezed(cell) not in shown] == []
    assert 3 <= len(pages) <= 4
    head = squeezed("".join(source.header[:2]))
    with_rows = [page for page in map(squeezed, pages) if "-Instruct" in page]
    assert len(with_rows) >= 2
    assert all(head in page for page in with_rows)
    assert all(re.search(rf"-\s*{number}\s*-", page) for number, page in enumerate(pages, start=1))


def test_tables_go_on_over_pages_with_a_header_that_is_marked_and_shaded() -> None:
    boxes = [table for table in section(written("ko")).iter(f"{HP}tbl") if table.get("colCnt") == "1"]
    assert [box.find(f"{HP}pos").get("treatAsChar") for box in boxes] == ["1", "1", "1"]
    table = next(table for table in section(written("ko")).iter(f"{HP}tbl") if table.get("colCnt") == "8")
    assert table.find(f"{HP}pos").get("treatAsChar") == "0"
    assert (table.get("repeatHeader"), table.get("pageBreak")) == ("1", "TABLE")
    rows = table.findall(f"{HP}tr")
    assert {cell.get("header") for cell in rows[0].findall(f"{HP}tc")} == {"1"}
    assert {cell.get("header") for row in rows[1:] for cell in row.findall(f"{HP}tc")} == {"0"}
    assert rows[0][0].get("borderFillIDRef") != rows[1][0].get("borderFillIDRef")
    heights = [int(row[0].find(f"{HP}cellSz").get("height")) for row in rows]
    assert min(heights) > 1000
    assert sum(heights) == int(table.find(f"{HP}sz").get("height"))
    assert read(written("ko"))
    read_back = next(table for table in tables(read(written("ko"))) if len(table["rows"]) == 61)
    assert read_back["repeat_header"]
    assert [row["is_header"] for row in read_back["rows"]] == [True] + [False] * 60


def test_numbers_stand_at_the_right() -> None:
    shapes = HwpxDocument.open(BytesIO(written("ko"))).styles.paragraph_properties
    table = next(table for table in section(written("ko")).iter(f"{HP}tbl") if table.get("colCnt") == "8")
    cells = table.findall(f"{HP}tr")[1].findall(f"{HP}tc")
    aligned = [shapes[cell.find(f".//{HP}p").get("paraPrIDRef")].align for cell in cells]
    assert [align.horizontal if align else None for align in aligned] == ["LEFT"] * 2 + ["RIGHT"] * 6


def test_a_picture_keeps_its_ratio_its_bytes_and_its_description() -> None:
    (picture,) = section(written("ko")).iter(f"{HP}pic")
    assert picture.findtext(f"{HP}shapeComment") == drawn().description
    width, height = (int(picture.find(f"{HP}sz").get(side)) for side in ("width", "height"))
    assert width == ROOM
    assert width / height == pytest.approx(drawn().width / drawn().height, rel=0.001)
    with ZipFile(BytesIO(written("ko"))) as archive:
        assert archive.read("BinData/BIN0001.png") == png()


def test_a_picture_is_not_higher_than_a_page() -> None:
    tall = replace(drawn(), width=100, height=900)
    (picture,) = section(hwpx.write(document(parts=[Part("높은 그림", drawn=tall)]))).iter(f"{HP}pic")
    size = picture.find(f"{HP}sz")
    assert int(size.get("height")) < 66000
    assert int(size.get("height")) / int(size.get("width")) == pytest.approx(9, rel=0.001)


def test_only_addresses_of_websites_are_links() -> None:
    addresses = ELSEWHERE + CRAFTED
    sources = [Source(number, f"자료 {number}", address) for number, address in enumerate(addresses, start=1)]
    data = hwpx.write(document(parts=[Part("주소", address=addresses[0])], sources=sources))
    assert not list(section(data).iter(f"{HP}fieldBegin"))
    found = paragraphs(read(data))
    assert [address for address in addresses if address not in found] == []
    fields = list(section(written("ko")).iter(f"{HP}fieldBegin"))
    targets = [field.findtext(f".//{HP}stringParam[@name='Path']") for field in fields]
    assert targets == [document().parts[0].address, document().sources[0].address]
    assert {field.get("type") for field in fields} == {"HYPERLINK"}


def test_the_check_of_addresses_takes_any_text() -> None:
    assert [address for address in ELSEWHERE if outside(address)] == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_texts_are_only_texts(text: str) -> None:
    table = Grid(text, [text, "값"], [[text, text], ["나", "1"]], [False, True], (text,))
    part = Part(
        text,
        [text],
        text,
        text,
        replace(drawn(), description=text),
        table,
        [text],
        (1,),
        "http://a.kr/" + text,
    )
    labels = dict.fromkeys(LABELS, text)
    data = hwpx.write(Document("ko", text, text, text, [part], [Source(1, text, text)], text, labels))
    tame = hwpx.write(document(parts=[replace(document().parts[0], grid=grid(2, 2))]))
    with ZipFile(BytesIO(data)) as archive:
        inside = [
            archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".hpf"))
        ]
    assert not [xml for xml in inside if FORBIDDEN.search(xml)]
    assert {element.tag for element in section(data).iter()} <= {
        element.tag for element in section(tame).iter()
    } | {
        f"{HP}tab",
        f"{HP}lineBreak",
    }
    shown = "".join(squeezed(line) for line in paragraphs(read(data)))
    assert squeezed(FORBIDDEN.sub("\ufffd", text)) in shown
    assert rendered(data)


def test_a_template_is_kept_and_the_document_begins_on_a_new_page(tmp_path: Path) -> None:
    office = HwpxDocument.new()
    office.paragraphs[0].text = "과학기술정보통신부"
    office.add_paragraph("수신자 내부결재")
    office.page.set_footer(text="전화 044-000-0000")
    style = office.parts.headers[0].ensure_style("Dokja 본문", para_pr_id_ref="3", char_pr_id_ref="2")
    office.save_to_path(tmp_path / "office.hwpx")
    data = hwpx.write(document(), tmp_path / "office.hwpx")
    found = paragraphs(read(data))
    assert found[:2] == ["과학기술정보통신부", "수신자 내부결재"]
    lines = section(data).findall(f"{HP}p")
    assert [line.get("pageBreak") for line in lines[:4]] == ["0", "0", "1", "0"]
    assert not list(section(data).iter(f"{HP}pageNum"))
    body = next(line for line in lines if "".join(line.itertext()) == "첫째 문장이다.")
    assert (body.get("styleIDRef"), body.get("paraPrIDRef")) == (style, "3")
    pages = rendered(data)
    assert squeezed(found[0]) in pages[0]
    assert "제목" in pages[1]


def test_a_template_without_footer_gets_numbers_of_pages(tmp_path: Path) -> None:
    HwpxDocument.new().save_to_path(tmp_path / "office.hwpx")
    assert len(list(section(hwpx.write(document(), tmp_path / "office.hwpx")).iter(f"{HP}pageNum"))) == 1


def test_headings_do_not_number_themselves() -> None:
    shapes = HwpxDocument.open(BytesIO(written("ko"))).styles.paragraph_properties
    used = {line.get("paraPrIDRef") for line in section(written("ko")).iter(f"{HP}p")}
    assert {shapes[shape].heading.type for shape in used if shapes[shape].heading} <= {"NONE"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("columns", "size"), [(4, NORMAL), (8, SMALL), (18, TINY), (40, TINY)], ids=["4", "8", "18", "40"]
)
def test_columns_fill_the_width_in_letters_that_fit(columns: int, size: Any) -> None:
    table = grid(5, columns)
    plan = layout([table.header, *table.rows], ROOM)
    assert plan.size == size
    assert sum(plan.widths) == ROOM
    assert min(plan.widths) > 0


def test_a_table_of_many_columns_is_no_wider_than_the_text() -> None:
    data = hwpx.write(document(parts=[Part("넓은 표", grid=grid(4, 30))]))
    table = next(table for table in section(data).iter(f"{HP}tbl") if table.get("colCnt") == "30")
    assert int(table.find(f"{HP}sz").get("width")) == ROOM
    assert {
        sum(int(size.get("width")) for size in row.iter(f"{HP}cellSz")) for row in table.iter(f"{HP}tr")
    } == {ROOM}
    shown = squeezed("".join(rendered(data)))
    assert all(squeezed(cell) in shown for row in grid(4, 30).rows for cell in row)


def test_a_row_higher_than_half_a_page_may_be_broken() -> None:
    long = Grid("긴 칸", ["이름", "설명"], [["가", "한 칸이 한 쪽보다 길다. " * 400]], [False, False])
    data = hwpx.write(document(parts=[Part("긴 칸", grid=long, limits=["한계 " * 3000])]))
    breaks = [
        (table.get("pageBreak"), table.find(f"{HP}pos").get("treatAsChar"))
        for table in section(data).iter(f"{HP}tbl")
    ]
    assert breaks == [("CELL", "1"), ("CELL", "0"), ("CELL", "0")]
    shown = squeezed("".join(rendered(data)))
    assert shown.count("길다.") == 400
    assert shown.count("한계") == 3000


def test_blank_parts_leave_no_traces() -> None:
    data = hwpx.write(Document("en", "Title", "", "", [], [], "", dict.fromkeys(LABELS, "label")))
    assert [text for text in paragraphs(read(data)) if text] == ["Title"]
    assert not list(section(data).iter(f"{HP}tbl"))


def test_the_file_names_no_author_of_the_library_s_blank_file() -> None:
    with ZipFile(BytesIO(written("ko"))) as archive:
        contents = archive.read("Contents/content.hpf").decode()
    assert "fixture" not in contents
    assert "<opf:title>제목</opf:title>" in contents


def test_sixty_rows_of_eight_columns_take_less_than_two_seconds() -> None:
    before = time.process_time()
    hwpx.write(document())
    assert time.process_time() - before < 2
