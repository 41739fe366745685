"""A PDF says what its document says, in its order, to the eye and to assistive technology; none of its texts is code."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from dokja.export.documents import pdf
from dokja.export.documents.document import Document
from tests.documents import briefings
from tests.documents.briefings import in_order, joined, said

SIDE = 62.3
"""Width of the margin in points."""


def read(document: Document, template: Path | None = None) -> PdfReader:
    return PdfReader(BytesIO(pdf.write(document, template)))


@cache
def made(make: Callable[[], Document]) -> bytes:
    """The PDF of a document of the tests, made once."""
    return pdf.write(make())


def read_of(make: Callable[[], Document]) -> PdfReader:
    return PdfReader(BytesIO(made(make)))


def text(reader: PdfReader) -> str:
    return joined("\n".join(page.extract_text() for page in reader.pages))


def tags(node: Any) -> Iterator[Any]:
    """The structure elements below a node in the order of reading."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from tags(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node["/K"])


def addresses(reader: PdfReader) -> list[str]:
    links = [one.get_object() for page in reader.pages for one in page.get("/Annots", ())]
    actions = [link["/A"].get_object() for link in links if "/A" in link]
    return [action["/URI"] for action in actions if "/URI" in action]


@pytest.mark.parametrize("make", [briefings.korean, briefings.english])
def test_everything_is_said_in_order(make: Any) -> None:
    assert in_order(said(make()), text(read_of(make)))


def test_assistive_technology_gets_the_structure() -> None:
    document = briefings.korean()
    reader = read_of(briefings.korean)
    root: Any = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("ko-KR", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == document.title
    elements = list(tags(root["/StructTreeRoot"]["/K"]))
    kinds = [element["/S"] for element in elements]
    assert kinds.count("/H1") == 4  # three parts and the sources
    assert kinds.count("/TH") == 8 + 2
    assert kinds.count("/TR") == 61 + 3
    assert kinds.count("/LI") == 3
    drawn = document.parts[0].drawn
    assert drawn is not None
    assert [element["/Alt"] for element in elements if element["/S"] == "/Figure"] == [drawn.description]
    assert b"pdfuaid" in root["/Metadata"].get_data()


@pytest.mark.parametrize("make", [briefings.korean, briefings.english, briefings.hostile])
def test_checker_of_pdf_ua_finds_nothing(make: Any, tmp_path: Path) -> None:
    file = tmp_path / "briefing.pdf"
    file.write_bytes(made(make))
    command = [sys.executable, "-m", "pdfua", "check", str(file)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def test_fonts_are_embedded_and_the_chart_is_not_dots() -> None:
    page: Any = read_of(briefings.korean).pages[0]
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object() for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all(
        "PretendardGOV" in font["/BaseFont"] and "/FontFile3" in font["/FontDescriptor"] for font in fonts
    )
    assert not page.images


def test_header_of_a_table_is_on_each_of_its_pages() -> None:
    pages = [joined(page.extract_text()) for page in read_of(briefings.korean).pages]
    with_rows = [page for page in pages if re.search(r"#\d", page)]
    assert len(with_rows) > 1
    assert all("벤치마크5(%)" in page for page in with_rows)


def test_texts_are_no_code() -> None:
    reader = read_of(briefings.hostile)
    found = text(reader)
    assert in_order([briefings.cleaned(line) for line in briefings.HOSTILE], found)
    assert "root:" not in found
    assert set(addresses(reader)) == set(briefings.ALIVE)


def test_letters_that_no_font_has_are_replaced_or_if_invisible_dropped() -> None:
    document = replace(briefings.english(), title="a\U0001f600\u200dไb")
    assert "a\ufffd\ufffdb" in text(read(document))


@pytest.mark.parametrize("make", [briefings.korean, briefings.english, briefings.hostile])
def test_nothing_runs_out_of_the_margins(make: Any) -> None:
    for page in read_of(make).pages:
        starts: list[float] = []

        def note(
            text: str, _: object, place: list[float], *rest: object, starts: list[float] = starts
        ) -> None:
            starts.append(place[4])

        page.extract_text(visitor_text=note)
        assert max(starts) < float(page.mediabox.width) - SIDE


def test_long_addresses_are_copied_whole() -> None:
    assert joined(briefings.LONG_ADDRESS) in text(read_of(briefings.korean))


def test_an_office_brings_its_own_template_with_its_logo(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    template = tmp_path / "office.typ"
    ours = pdf.TEMPLATE.read_text(encoding="utf-8")
    letterhead = '#set page(header: [인공지능정책과 #image("logo.svg", alt: "")])\n'
    template.write_text(ours.replace("#title(", f"{letterhead}#title("), encoding="utf-8")
    document = briefings.english()
    found = text(read(document, template))
    assert in_order(said(document), found)
    assert "인공지능정책과" in found


@pytest.mark.parametrize(
    "code", ['#read("/etc/passwd")', '#read("../secret")', '#import "@preview/cetz:0.3.4"']
)
def test_a_template_sees_nothing_but_its_folder(code: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a")
    folder = tmp_path / "office"
    folder.mkdir()
    template = folder / "office.typ"
    template.write_text(code)
    with pytest.raises(pdf.TypesettingFailed):
        pdf.write(briefings.english(), template)


def test_a_template_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 3)
    template = tmp_path / "endless.typ"
    template.write_text(
        "#let f(n) = { let i = 0; while i < 9000 { i += 1; for j in range(9000) { let x = j } } }\n#for n in range(9999) { f(n) }"
    )
    with pytest.raises(pdf.TypesettingFailed, match="within 3 s"):
        pdf.write(briefings.english(), template)
