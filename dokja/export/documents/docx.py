"""Writes a document as DOCX, on our own page or at the end of an office's file with its letterhead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from dokja.export.documents import docx_page, docx_styles
from dokja.export.documents.document import Document, Drawn, Grid, Part, Source
from dokja.export.documents.docx_elements import made, paragraph, run, web_link
from dokja.export.documents.docx_table import table
from dokja.export.documents.untrusted import plain, target

TALLEST = 425
"""Height of the highest picture in points: 150 mm, so that a heading and a sentence find room on its page."""
LONG_BOX, BELOW_BOX = 500, 10
"""From how many letters on a box may be broken, and the distance of the next text from it in points."""
LONGEST_PROPERTY = 255
"""Letters of a property of the file; python-docx refuses longer ones."""


def write(document: Document, template: Path | None = None) -> bytes:
    """The document as DOCX. An office's file (.docx) keeps its page, header, footer and styles; all is appended to it."""
    is_ours = template is None
    word = docx.Document(None if is_ours else str(template))
    styles = docx_styles.styled(word, document.language, is_ours=is_ours)
    docx_page.prepare(word, document.language, styles[docx_styles.FOOTER], is_ours=is_ours)
    describe(word, document)
    Writer(word, document, styles, docx_page.room(word)).write()
    memory = BytesIO()
    word.save(memory)
    return memory.getvalue()


def describe(word: Word, document: Document) -> None:
    """Set the properties of the file; who made it stands in the document."""
    about = word.core_properties
    about.title = plain(document.title)[:LONGEST_PROPERTY]
    about.language = docx_styles.LANGUAGES[document.language]
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = datetime.now(UTC)


@dataclass(frozen=True)
class Writer:
    """Appends a document to a file, its text room points wide; styles holds the ids of styles by their names."""

    word: Word
    document: Document
    styles: dict[str, str]
    room: float

    def write(self) -> None:
        """Append everything in the order of the model."""
        self.say(docx_styles.TITLE, self.document.title)
        self.say(docx_styles.DATED, self.document.dated)
        self.remark(self.document.remark)
        for part in self.document.parts:
            self.part(part)
        if self.document.sources:
            self.say(docx_styles.HEADING, self.document.labels["sources"])
        for place, source in enumerate(self.document.sources):
            self.source(place, source)
        self.say(docx_styles.SMALL, self.document.origin)
        self.part_tables()

    def part(self, part: Part) -> None:
        """Append a part; whatever is blank is left out."""
        labels = self.document.labels
        self.say(docx_styles.HEADING, part.title)
        self.remark(part.remark)
        for sentence in part.sentences:
            self.say(docx_styles.BODY, sentence)
        if part.measure:
            self.say(docx_styles.SMALL, f"{labels['measure']}: {part.measure}")
        if part.drawn:
            self.picture(part.drawn)
        if part.grid:
            self.grid(part.grid)
        self.box(docx_styles.LIMITS_LABEL, docx_styles.LIMITS, labels["limits"], part.limits)
        if part.sources:
            self.put(self.cited(part.sources))
        if part.address:
            label = run(f"{labels['address']}: ")
            self.put(paragraph(self.styles[docx_styles.SMALL], label, self.reference(part.address)))

    def put(self, element: BaseOxmlElement) -> None:
        """Append a paragraph or a table; the description of the page stays last."""
        self.word.element.body[-1].addprevious(element)

    def part_tables(self) -> None:
        """Append an empty paragraph after a table: Word wants one at the end, and makes neighbouring tables one."""
        last = self.word.element.body[-1].getprevious()
        if last is not None and last.tag == qn("w:tbl"):
            self.put(paragraph(self.styles[docx_styles.CELL]))

    def say(self, style: str, text: str) -> None:
        """Append a paragraph unless it is blank."""
        if text:
            self.put(paragraph(self.styles[style], run(text)))

    def box(self, label_style: str, style: str, label: str, texts: Sequence[str]) -> None:
        """Append a labelled box of paragraphs, which programs draw around neighbours with the same lines.

        It stays on one page unless it is long.
        """
        if not texts:
            return
        self.say(label_style, label)
        is_short = sum(map(len, texts)) < LONG_BOX
        for text in texts[:-1]:
            self.put(paragraph(self.styles[style], run(text), has_next=is_short))
        self.put(paragraph(self.styles[style], run(texts[-1]), after=BELOW_BOX))

    def remark(self, text: str) -> None:
        """Append what the maker says, apart from what the dashboard says."""
        lines = text.split("\n") if text else []
        self.box(docx_styles.REMARK_LABEL, docx_styles.REMARK, self.document.labels["remark"], lines)

    def picture(self, drawn: Drawn) -> None:
        """Append a picture, made smaller if it is wider than the text or too high."""
        scale = min(1, self.room / drawn.width, TALLEST / drawn.height)
        size = Pt(drawn.width * scale), Pt(drawn.height * scale)
        inline = self.word.part.new_pic_inline(BytesIO(drawn.png), *size)
        inline.docPr.set("descr", plain(drawn.description))
        for side in "TBLR":
            inline.set(f"dist{side}", "0")  # LibreOffice takes an eighth of an inch where none is said
        self.put(paragraph(self.styles[docx_styles.PICTURE], made("r", made("drawing", inline))))

    def grid(self, grid: Grid) -> None:
        """Append a table between its caption and its remarks."""
        self.part_tables()
        if grid.caption:
            self.say(docx_styles.CAPTION, grid.caption)
        self.put(table(grid, self.styles[docx_styles.CELL], self.room))
        for remark in grid.told(self.document.labels):
            self.say(docx_styles.SMALL, remark)

    def cited(self, numbers: Sequence[int]) -> BaseOxmlElement:
        """The numbers of sources, each a link to the source in the list."""
        places = {source.number: place for place, source in enumerate(self.document.sources)}
        runs = [run(f"{self.document.labels['source']}:")]
        for number in numbers:
            mark = run(f"[{number}]")
            is_listed = number in places
            runs += [
                run(" "),
                made("hyperlink", mark, anchor=bookmark(places[number])) if is_listed else mark,
            ]
        return paragraph(self.styles[docx_styles.SMALL], *runs)

    def source(self, place: int, source: Source) -> None:
        """Append a source of the list, its address on a line of its own."""
        start, end = made("bookmarkStart", id=place, name=bookmark(place)), made("bookmarkEnd", id=place)
        number = made("r", made("t"), made("tab"))
        number[0].text = f"[{source.number}]"
        content = [start, number, end, run(source.text)]
        if source.address:
            content += [made("r", made("br")), self.reference(source.address)]
        self.put(paragraph(self.styles[docx_styles.SOURCE], *content))

    def reference(self, address: str) -> BaseOxmlElement:
        """An address, as a link if it is http(s)."""
        if not (leads_to := target(address)):
            return run(address)
        relation = self.word.part.relate_to(leads_to, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return web_link(relation, run(address, style=self.styles[docx_styles.LINK]))


def bookmark(place: int) -> str:
    """Name of the bookmark at a source of the list; an office's file may have others."""
    return f"dokja_source_{place + 1}"
