"""Slides read back: LibreOffice prints every text, tables are tables, and nothing runs out of a slide."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from dokja.export.documents import pptx
from dokja.export.documents.document import Document
from dokja.export.documents.pptx import MOST_TABLES
from tests.documents import briefings
from tests.documents.briefings import joined
from tests.documents.office import printed


def slides(document: Document, template: Path | None = None) -> Any:
    return Presentation(io.BytesIO(pptx.write(document, template)))


def texts(file: Any) -> str:
    """All texts of frames and cells."""
    found = []
    for slide in file.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


@pytest.mark.parametrize("make", [briefings.korean, briefings.english])
def test_libreoffice_prints_what_is_said_and_every_number(make: Any, tmp_path: Path) -> None:
    document = make(20) if make is briefings.korean else make()
    pages = "".join(printed(pptx.write(document), tmp_path, "pptx"))
    for part in document.parts:
        for text in [part.title, part.remark, *part.sentences, *part.limits]:
            assert joined(text) in pages
        for row in part.grid.rows if part.grid else ():
            for text in row:
                assert joined(text) in pages
    for source in document.sources:
        assert joined(source.text) in pages


def test_long_table_goes_on_with_its_header_and_says_where_it_ends() -> None:
    document = briefings.korean(60)
    file = slides(document)
    grid = next(part.grid for part in document.parts if part.grid and len(part.grid.rows) == 60)
    tables = [
        shape.table
        for slide in file.slides
        for shape in slide.shapes
        if shape.has_table and shape.table.cell(0, 0).text == grid.header[0]
    ]
    rows = [[cell.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]
    assert all([cell.text for cell in table.rows[0].cells] == list(grid.header) for table in tables)
    assert rows[: len(grid.rows)] == [list(row) for row in grid.rows[: len(rows)]]
    assert len(rows) == 60 or len(tables) >= MOST_TABLES
    assert document.labels["rows_cut"].format(count="1,812", shown=len(rows)) in texts(file)


def test_nothing_runs_out_of_a_slide() -> None:
    for document in (briefings.korean(60), briefings.english()):
        for slide in slides(document).slides:
            for shape in slide.shapes:
                assert shape.left >= 0
                assert shape.left + shape.width <= Inches(pptx.WIDE) + 1
                assert shape.top + shape.height <= Inches(pptx.HIGH), shape.name


def test_picture_has_its_description_and_its_proportions() -> None:
    document = briefings.korean(5)
    drawn = next(part.drawn for part in document.parts if part.drawn)
    pictures = [
        shape for slide in slides(document).slides for shape in slide.shapes if shape.shape_type == 13
    ]
    (first, *_) = pictures
    assert first._element.nvPicPr.cNvPr.get("descr") == drawn.description
    assert first.width / first.height == pytest.approx(drawn.width / drawn.height, rel=0.01)


def test_texts_are_neither_markup_nor_links() -> None:
    file = slides(briefings.hostile())
    targets = {
        relation.target_ref
        for slide in file.slides
        for relation in slide.part.rels.values()
        if relation.is_external
    }
    assert all(target.startswith(("http://", "https://")) for target in targets)
    assert not any(sign in texts(file) for sign in "\x00\x07\x1b\u202e")


def test_office_keeps_its_slides(tmp_path: Path) -> None:
    office = Presentation()
    office.slide_width, office.slide_height = Inches(10), Inches(7.5)
    office.slides.add_slide(office.slide_layouts[6]).shapes.add_textbox(
        0, 0, 99, 99
    ).text_frame.text = "부처 표지"
    office.save(str(tmp_path / "briefing.pptx"))
    document = replace(briefings.korean(3), title="보고서")
    file = slides(document, tmp_path / "briefing.pptx")
    assert file.slides[0].shapes[0].text_frame.text == "부처 표지"
    assert "보고서" in texts(file)
    for slide in file.slides:
        assert all(shape.left + shape.width <= Inches(10) + 9 for shape in slide.shapes)
