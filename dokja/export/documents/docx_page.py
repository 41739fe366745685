"""The page of a DOCX: size, margins, page number and language of our own file; what an office's file leaves open."""

from __future__ import annotations

from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm, Pt

from dokja.export.documents.docx_elements import field, paragraph, run
from dokja.export.documents.docx_styles import LANGUAGES

MODE = "15"
"""Word's own mode since 2013; an older one makes it say that it works compatibly."""


def prepare(word: Word, language: str, footer: str, *, is_ours: bool) -> None:
    """Set page and language of our own file, and number the pages (style footer) unless an office's file has a footer."""
    if is_ours:
        shape(word)
        set_mode(word, language)
    else:
        word.element.body.get_or_add_sectPr()
        drop_last_blank(word)
    if all(section.footer.is_linked_to_previous for section in word.sections):
        content = word.sections[0].footer
        for blank in list(content._element):
            content._element.remove(blank)
        content._element.append(paragraph(footer, field("PAGE"), run(" / "), field("NUMPAGES")))


def shape(word: Word) -> None:
    """A4 with the margins of our PDF."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(22), Mm(24)
    section.header_distance = section.footer_distance = Mm(12)


def set_mode(word: Word, language: str) -> None:
    """Tell Word that the file is of its own kind, and in which language it is."""
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), MODE)
    for theme in word.settings.element.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), LANGUAGES[language])
        theme.set(qn("w:eastAsia"), "ko-KR")


def drop_last_blank(word: Word) -> None:
    """Remove the empty paragraph with which an office's file ends, which would stand above the title."""
    body = word.element.body
    last = [child for child in body if child.tag != qn("w:sectPr")][-1:]
    if (
        last
        and last[0].tag == qn("w:p")
        and not len(last[0].findall(f".//{qn('w:r')}"))
        and not has_section(last[0])
    ):
        body.remove(last[0])


def has_section(blank: BaseOxmlElement) -> bool:
    """Whether a section of the file ends with this paragraph."""
    return blank.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None


def room(word: Word) -> float:
    """Width of the text on the last page in points."""
    last = word.sections[-1]
    width, left, right = last.page_width or Mm(210), last.left_margin or Mm(22), last.right_margin or Mm(22)
    return Emu(width - left - right) / Pt(1)
