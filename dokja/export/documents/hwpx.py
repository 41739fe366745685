"""A document as HWPX, the format of 한글: styles with names, tables that go on over pages, pictures with descriptions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hwpx import HwpxDocument
from hwpx.oxml import HwpxOxmlParagraph, HwpxOxmlSection
from hwpx.oxml.namespaces import HP

from dokja.export.documents.document import Document, Drawn, Grid, Part, Source
from dokja.export.documents.hwpx_styles import MUTED, TINT, UNITS_PER_MM, UNITS_PER_POINT, Styles
from dokja.export.documents.hwpx_table import Box, add_box, add_grid, write_text
from dokja.export.documents.untrusted import plain
from dokja.i18n.untrusted_text import outside

MARGINS = {"left": 20, "right": 20, "top": 12, "bottom": 10, "header": 8, "footer": 10}
"""Margins of our own A4 pages in millimetres; 한글 adds those of the header and the footer to those above and below."""

PLAIN = re.compile(r"[^\s\\]+")
"""An address that cannot end the command of a link early, in which a backslash escapes what follows it."""

UNITS_PER_PIXEL = 75
TALLEST = 0.85
"""The part of a page that a picture may take at most."""


def write(document: Document, template: Path | None = None) -> bytes:
    """The document as HWPX; with a template (an office's .hwpx), all of the template and then the document on a new page."""
    file = HwpxDocument.open(template) if template else HwpxDocument.new()
    Writer(file, document, new=template is None).write_all()
    return file.to_bytes()


class Writer:
    """Writes one document at the end of a file."""

    def __init__(self, file: HwpxDocument, document: Document, *, new: bool) -> None:
        self.file = file
        self.document = document
        self.labels = {key: plain(label) for key, label in document.labels.items()}
        self.styles = Styles(file, document.language)
        self.new = new
        if new:
            self.set_up()
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        file.parts.set_document_metadata(title=plain(document.title), created_date=now, modified_date=now)
        self.section = file.sections[-1]
        size, margins = self.section.properties.page_size, self.section.properties.page_margins
        self.room = size.drawn_width - margins.left - margins.right - margins.gutter
        self.page = size.drawn_height - margins.top - margins.bottom - margins.header - margins.footer

    def set_up(self) -> None:
        """Set up the page, and take out what the library's blank file says of its author."""
        self.file.page.set_margins(**{side: round(mm * UNITS_PER_MM) for side, mm in MARGINS.items()})
        self.file.parts.clear_document_metadata()

    def write_all(self) -> None:
        """Write the title, the parts, the list of sources and the origin."""
        document = self.document
        self.write_title()
        self.paragraph(document.dated, "dated")
        self.remark(document.remark)
        for part in document.parts:
            self.write_part(part)
        if document.sources:
            self.paragraph(self.labels["sources"], "heading")
        for source in document.sources:
            self.write_source(source)
        self.paragraph(document.origin, "origin")
        self.file.parts.clear_preview()

    def write_title(self) -> None:
        """Write the title into the empty line with which a blank file begins, or on a new page of a template.

        Pages are numbered unless the template does so or has a footer of its own.
        """
        paragraph = self.file.paragraphs[0] if self.new else self.empty("title")
        write_text(paragraph, plain(self.document.title), self.styles.get("title"))
        if not self.new:
            paragraph.element.set("pageBreak", "1")
        if not any(has_footer(section) for section in self.file.sections):
            number_pages(paragraph)

    def write_part(self, part: Part) -> None:
        """Write a part in the order of its fields, with its sources and its address last."""
        self.paragraph(part.title, "heading")
        self.remark(part.remark)
        for sentence in part.sentences:
            self.paragraph(sentence, "body")
        if part.measure:
            self.paragraph(f"{self.labels['measure']}: {part.measure}", "measure")
        if part.drawn:
            self.write_picture(part.drawn)
        if part.grid:
            self.write_grid(part.grid)
        if part.limits:
            self.box("limits", part.limits, "limit", self.styles.border())
        self.write_references(part)

    def write_picture(self, drawn: Drawn) -> None:
        """Write a picture as wide as the text, or less if it would be too high, with its description for screen readers."""
        width, height = drawn.width * UNITS_PER_POINT, drawn.height * UNITS_PER_POINT
        scale = min(self.room / width, self.page * TALLEST / height)
        style = self.styles.get("picture")
        picture = self.file.add_picture(
            drawn.png,
            "png",
            section=self.section,
            width=round(width * scale),
            height=round(height * scale),
            para_pr_id_ref=style.paragraph,
            style_id_ref=style.style,
            char_pr_id_ref=style.letters,
        )
        set_clip(picture.element, drawn.png)
        for comment in picture.element.iter(f"{HP}shapeComment"):
            comment.text = plain(drawn.description)

    def write_grid(self, grid: Grid) -> None:
        """Write a table between its caption and its remarks."""
        if grid.caption:
            self.paragraph(grid.caption, "caption")
        if grid.header:
            add_grid(self.empty("table", include_run=False), self.styles, grid, self.room, self.page)
        for remark in grid.told(self.labels):
            self.paragraph(remark, "note")

    def write_references(self, part: Part) -> None:
        """Write the numbers of a part's sources and the address of its view."""
        if part.sources:
            numbers = " ".join(f"[{number}]" for number in part.sources)
            self.paragraph(f"{self.labels['source']}: {numbers}", "reference")
        if part.address:
            self.paragraph(f"{self.labels['address']}:", "reference")
            self.write_address(part.address)

    def write_source(self, source: Source) -> None:
        """Write a source of the list and its address."""
        self.paragraph(f"[{source.number}] {source.text}", "source")
        self.write_address(source.address)

    def write_address(self, address: str) -> None:
        """Write an address alone, as renderers squeeze a long one behind other words; it is a link if it leads to a website."""
        link = plain(outside(address))
        if PLAIN.fullmatch(link):
            self.empty("address").add_hyperlink(link, link)
        else:
            self.paragraph(address, "address")

    def remark(self, text: str) -> None:
        """Write what the maker of the document says, in a tinted box of its own."""
        if text:
            self.box("remark", [text], "remark", self.styles.border(fill=TINT, colour=MUTED, width="0.4 mm"))

    def box(self, label: str, texts: Sequence[str], key: str, border: str) -> None:
        """Write a labelled box."""
        paragraph = self.empty("box", include_run=False)
        add_box(paragraph, self.styles, Box(self.labels[label], texts, key, border), self.room, self.page)

    def paragraph(self, text: str, key: str) -> None:
        """Write a paragraph unless its text is blank."""
        if text.strip():
            self.empty(key).text = plain(text)

    def empty(self, key: str, *, include_run: bool = True) -> HwpxOxmlParagraph:
        """A new empty paragraph at the end."""
        style = self.styles.get(key)
        return self.file.add_paragraph(
            section=self.section,
            para_pr_id_ref=style.paragraph,
            style_id_ref=style.style,
            char_pr_id_ref=style.letters,
            include_run=include_run,
            inherit_style=False,
        )


def number_pages(paragraph: HwpxOxmlParagraph) -> None:
    """Number the pages from a paragraph's on as 한글 does itself (쪽 번호 매기기), at the bottom between dashes."""
    number = {"pos": "BOTTOM_CENTER", "formatType": "DIGIT", "sideChar": "-"}
    parent = paragraph.element
    for tag, attributes in (("run", {"charPrIDRef": "0"}), ("ctrl", {}), ("pageNum", number)):
        child = parent.makeelement(f"{HP}{tag}", attributes)
        parent.append(child)
        parent = child


def has_footer(section: HwpxOxmlSection) -> bool:
    """Whether a section has a footer or numbers of its pages elsewhere."""
    paths = ("footer", "pageNum", "autoNum[@numType='PAGE']")
    return any(section.element.find(f".//{HP}{path}") is not None for path in paths)


def set_clip(picture: Any, png: bytes) -> None:
    """Say that nothing of a picture is cut off, in the units of its own pixels (96 to an inch), by which readers cut."""
    wide, high = (int.from_bytes(png[start : start + 4], "big") * UNITS_PER_PIXEL for start in (16, 20))
    for clip in picture.iter(f"{HP}imgClip"):
        clip.set("right", str(wide))
        clip.set("bottom", str(high))
    for size in picture.iter(f"{HP}imgDim"):
        size.set("dimwidth", str(wide))
        size.set("dimheight", str(high))
