"""The styles of a DOCX: ours in a file of our own, and those that an office's file lacks in that.

Fonts are those of Korean office computers. An office's own title and headings stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from dokja.export.documents.docx_elements import made

FONT = "맑은 고딕"
LANGUAGES = {"ko": "ko-KR", "en": "en-GB"}
INK, MUTED, LINE, ACCENT, PALE, SHADE = "1E2124", "464C53", "8A949E", "063A74", "F4F5F6", "EEF2F7"
TITLE, HEADING, LINK = "Title", "Heading 1", "Hyperlink"
BODY, DATED, SMALL, CAPTION, CELL = "Dokja Body", "Dokja Dated", "Dokja Small", "Dokja Caption", "Dokja Cell"
REMARK_LABEL, REMARK = "Dokja Remark Label", "Dokja Remark"
LIMITS_LABEL, LIMITS = "Dokja Limits Label", "Dokja Limits"
SOURCE, FOOTER, PICTURE = "Dokja Source", "Dokja Footer", "Dokja Picture"
BOX_INDENT = 180
SOURCE_INDENT = 480
DISTANCE = 8
"""Of a box's line from its text, in points."""


@dataclass(frozen=True)
class Look:
    """How a style looks; lengths in points, except for the indents, in twentieths of a point as the format has them."""

    points: float | None = None
    is_bold: bool = False
    colour: str = ""
    before: float = 0
    after: float = 4
    has_next: bool = False
    edges: tuple[str, ...] = ()
    edge: str = LINE
    edge_width: int = 6
    fill: str = ""
    indent: int = 0
    hanging: int = 0
    align: str = ""
    level: int | None = None


SIDES = ("top", "left", "bottom", "right")
BAR = Look(9.5, after=2, edges=("left",), edge=ACCENT, edge_width=20, fill=PALE, indent=BOX_INDENT)
BOX = Look(9.5, after=2, edges=SIDES, indent=BOX_INDENT)
LOOKS = {
    TITLE: Look(20, is_bold=True, colour=ACCENT, after=4),
    HEADING: Look(14, is_bold=True, colour=ACCENT, before=18, after=6, has_next=True, level=0),
    BODY: Look(),
    DATED: Look(9, colour=MUTED, after=10, edges=("bottom",), edge=ACCENT, edge_width=8),
    SMALL: Look(8.5, colour=MUTED, before=2),
    CAPTION: Look(9.5, is_bold=True, before=8, has_next=True),
    CELL: Look(9, after=0),
    REMARK_LABEL: replace(BAR, is_bold=True, before=8, has_next=True),
    REMARK: BAR,
    LIMITS_LABEL: replace(BOX, is_bold=True, before=10, has_next=True),
    LIMITS: BOX,
    SOURCE: Look(9, indent=SOURCE_INDENT, hanging=SOURCE_INDENT),
    PICTURE: Look(before=6, after=6, align="center"),
    FOOTER: Look(8.5, colour=MUTED, after=0, align="center"),
}


def styled(word: Word, language: str, *, is_ours: bool) -> dict[str, str]:
    """Give a file the styles that it lacks, and if it is ours the fonts; the ids of the styles by their names."""
    root = word.styles.element
    tag = made("lang", val=LANGUAGES[language], eastAsia="ko-KR", bidi="ar-SA")
    if is_ours:
        set_defaults(root, made("rPr", fonts(), *sizes(10.5), tag))
        for name in (TITLE, HEADING):
            for replaced in (name, f"{name} Char"):
                root.remove(word.styles[replaced].element)
    else:
        set_language(root, tag)
    present = {style.name for style in word.styles}
    root.extend(style(name, look) for name, look in LOOKS.items() if name not in present)
    if LINK not in present:
        root.append(link_style())
    return {name: str(word.styles[name].style_id) for name in (*LOOKS, LINK)}


def set_defaults(root: BaseOxmlElement, properties: BaseOxmlElement) -> None:
    """Replace the default properties of text."""
    default = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    if default is not None:
        default.clear()
        default.append(properties)


def set_language(root: BaseOxmlElement, tag: BaseOxmlElement) -> None:
    """Replace the default language, where an office's file has defaults at all."""
    properties = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if properties is None:
        return
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(tag)


def style(name: str, look: Look) -> BaseOxmlElement:
    """A paragraph style. Word knows its own styles by names in small letters."""
    is_own = name in (TITLE, HEADING)
    properties = [
        made("name", val=name.lower() if name == HEADING else name),
        made("basedOn", val="Normal"),
        *([made("next", val=BODY.replace(" ", ""))] if is_own else ()),
        made("qFormat"),
        layout(look),
        letters(look),
    ]
    element = made("style", *properties, type="paragraph", styleId=name.replace(" ", ""))
    if not is_own:
        element.set(qn("w:customStyle"), "1")
    return element


def layout(look: Look) -> BaseOxmlElement:
    """Paragraph properties, in the order of the standard."""
    properties = made("pPr")
    if look.has_next:
        properties.append(made("keepNext"))
    if look.edges:
        edge = {"val": "single", "sz": look.edge_width, "space": DISTANCE, "color": look.edge}
        properties.append(made("pBdr", *(made(side, **edge) for side in look.edges)))
    if look.fill:
        properties.append(made("shd", val="clear", color="auto", fill=look.fill))
    spacing = {
        "before": round(look.before * 20),
        "after": round(look.after * 20),
        "line": 264,
        "lineRule": "auto",
    }
    properties.append(made("spacing", **spacing))
    if look.indent:
        properties.append(
            made("ind", left=look.indent, right=look.indent * bool(look.edges), hanging=look.hanging)
        )
    if look.align:
        properties.append(made("jc", val=look.align))
    if look.level is not None:
        properties.append(made("outlineLvl", val=look.level))
    return properties


def letters(look: Look) -> BaseOxmlElement:
    """Text properties, in the order of the standard."""
    properties = made("rPr")
    if look.is_bold:
        properties.append(made("b"))
    if look.colour:
        properties.append(made("color", val=look.colour))
    if look.points:
        properties.extend(sizes(look.points))
    return properties


def link_style() -> BaseOxmlElement:
    """The style of links, for a file that lacks it."""
    look = made("rPr", made("color", val=ACCENT), made("u", val="single"))
    return made("style", made("name", val=LINK), look, type="character", styleId=LINK)


def fonts() -> BaseOxmlElement:
    """The font for Latin and Korean letters."""
    return made("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def sizes(points: float) -> tuple[BaseOxmlElement, BaseOxmlElement]:
    """The size of letters, which the format counts in halves of a point."""
    return made("sz", val=round(points * 2)), made("szCs", val=round(points * 2))
