"""Elements of WordprocessingML: paragraphs, runs of text, links and fields. Texts enter a DOCX only through run."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from dokja.export.documents.untrusted import plain


def made(tag: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """An element w:tag with attributes of the same namespace. The standard fixes the order of most children."""
    element: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def paragraph(
    style: str,
    *runs: BaseOxmlElement,
    has_next: bool = False,
    after: float | None = None,
    is_right: bool = False,
) -> BaseOxmlElement:
    """A paragraph in the style with that id; where asked, on one page with the next, points after it, to the right."""
    properties = made("pPr", made("pStyle", val=style))
    if has_next:
        properties.append(made("keepNext"))
    if after is not None:
        properties.append(made("spacing", after=round(after * 20)))
    if is_right:
        properties.append(made("jc", val="right"))
    return made("p", properties, *runs)


def run(text: str, *, style: str = "", is_bold: bool = False, points: float | None = None) -> BaseOxmlElement:
    """A run of cleaned text, its line feeds as line breaks."""
    properties = made("rPr")
    if style:
        properties.append(made("rStyle", val=style))
    if is_bold:
        properties.append(made("b"))
    if points:
        properties.extend((made("sz", val=round(points * 2)), made("szCs", val=round(points * 2))))
    element = made("r", properties) if len(properties) else made("r")
    for place, line in enumerate(plain(text).split("\n")):
        if place:
            element.append(made("br"))
        part = made("t")
        part.text = line
        part.set(qn("xml:space"), "preserve")
        element.append(part)
    return element


def web_link(relation: str, *runs: BaseOxmlElement) -> BaseOxmlElement:
    """A link to the address of a relationship of the part."""
    link = made("hyperlink", *runs, history=1)
    link.set(qn("r:id"), relation)
    return link


def field(instruction: str) -> BaseOxmlElement:
    """A field that the reader's program computes, such as PAGE."""
    return made("fldSimple", run("1"), instr=instruction)
