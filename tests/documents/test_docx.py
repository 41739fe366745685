"""A DOCX says what its document says to programs other than its writer, keeps an office's letterhead, and is not alive."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx as python_docx
import pytest
from docx.shared import Mm

from dokja.export.documents import docx
from dokja.export.documents.document import Document, Grid, Part
from tests.documents import briefings
from tests.documents.briefings import in_order, said
from tests.documents.office import printed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def made(make: Callable[[], Document]) -> bytes:
    """The DOCX of a document of the tests, made once."""
    return docx.write(make())


def xml(content: bytes, name: str = "document") -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(content)) as file:
        return ElementTree.fromstring(file.read(f"word/{name}.xml"))


def targets(content: bytes) -> set[str]:
    with zipfile.ZipFile(BytesIO(content)) as file:
        relations = ElementTree.fromstring(file.read("word/_rels/document.xml.rels"))
    return {one.get("Target", "") for one in relations if one.get("TargetMode") == "External"}


@pytest.mark.parametrize("make", [briefings.korean, briefings.english])
def test_libreoffice_prints_everything_in_order(make: Any, tmp_path: Path) -> None:
    document: Document = make()
    pages = printed(made(make), tmp_path, "docx")
    assert in_order(said(document), "".join(pages))
    assert all(f"{number}/{len(pages)}" in page for number, page in enumerate(pages, 1))


def test_header_of_a_table_is_on_each_of_its_pages(tmp_path: Path) -> None:
    with_rows = [
        page for page in printed(made(briefings.korean), tmp_path, "docx") if re.search(r"#\d", page)
    ]
    assert len(with_rows) > 1
    assert all("벤치마크5(%)" in page for page in with_rows)


def test_rows_stay_whole_and_numbers_stand_right() -> None:
    table = xml(made(briefings.korean)).find(f".//{W}tbl")
    assert table is not None
    rows = table.findall(f"{W}tr")
    assert len(rows) == 61
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 60
    sides = [cell.find(f"{W}p/{W}pPr/{W}jc") is not None for cell in rows[1].findall(f"{W}tc")]
    assert sides == [False] * 3 + [True] * 5


def test_structure_language_title_and_picture() -> None:
    document = briefings.korean()
    content = made(briefings.korean)
    word = python_docx.Document(BytesIO(content))
    headings = [
        one.text for one in word.paragraphs if one.style is not None and one.style.name == "Heading 1"
    ]
    assert headings == [*(part.title for part in document.parts), document.labels["sources"]]
    assert (word.core_properties.title, word.core_properties.language) == (document.title, "ko-KR")
    assert word.core_properties.author == ""
    default = xml(content, "styles").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert default is not None
    fonts, language = default.find(f"{W}rFonts"), default.find(f"{W}lang")
    assert fonts is not None
    assert language is not None
    assert {fonts.get(f"{W}{one}") for one in ("ascii", "hAnsi", "eastAsia")} == {"맑은 고딕"}
    assert (language.get(f"{W}val"), language.get(f"{W}eastAsia")) == ("ko-KR", "ko-KR")
    (picture,) = word.inline_shapes
    drawn = document.parts[0].drawn
    assert drawn is not None
    assert picture._inline.docPr.get("descr") == drawn.description
    assert picture.width <= Mm(166.1)  # the page is measured in twentieths of a point
    assert picture.width / picture.height == pytest.approx(drawn.width / drawn.height, rel=0.001)


def test_texts_are_neither_markup_nor_fields_nor_links(tmp_path: Path) -> None:
    content = made(briefings.hostile)
    root = xml(content)
    assert not [one for kind in ("fldSimple", "instrText", "fldChar") for one in root.iter(f"{W}{kind}")]
    assert targets(content) == set(briefings.ALIVE)
    found = "".join(printed(content, tmp_path, "docx"))
    assert in_order([briefings.cleaned(line) for line in briefings.HOSTILE], found)


def test_citations_lead_to_the_list() -> None:
    root = xml(made(briefings.korean))
    anchors = [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
    bookmarks = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
    assert len(anchors) == 3
    assert set(anchors) == bookmarks


def test_neighbouring_tables_stay_apart() -> None:
    grid = Grid("", ["a"], [["1"]], [True])
    document = replace(briefings.english(), parts=[Part("", grid=grid)] * 2, sources=(), origin="")
    root = xml(docx.write(document))
    body = root.find(f"{W}body")
    assert body is not None
    assert [one.tag.removeprefix(W) for one in body][-5:] == ["tbl", "p", "tbl", "p", "sectPr"]


def office_file(folder: Path) -> Path:
    """A file with an office's letterhead, page number and heading."""
    word = python_docx.Document()
    word.sections[0].header.paragraphs[0].text = "인공지능정책과"
    word.sections[0].footer.paragraphs[0].text = "세종특별자치시"
    word.styles["Heading 1"].font.name = "바탕"
    word.add_paragraph("수신: 각 과")
    word.add_paragraph()
    file = folder / "letterhead.docx"
    word.save(str(file))
    return file


def test_an_office_keeps_its_letterhead(tmp_path: Path) -> None:
    document = briefings.english()
    content = docx.write(document, office_file(tmp_path))
    found = printed(content, tmp_path, "docx")
    assert all("인공지능정책과" in page and "세종특별자치시" in page for page in found)
    assert in_order(["수신: 각 과", *said(document)], "".join(found))
    word = python_docx.Document(BytesIO(content))
    assert word.styles["Heading 1"].font.name == "바탕"
    again = tmp_path / "again.docx"
    again.write_bytes(content)
    twice = python_docx.Document(BytesIO(docx.write(document, again)))
    names = [style.name for style in twice.styles]
    assert len(names) == len(set(names))
