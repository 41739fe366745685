"""Paragraphs on slides: how high they are, and how they look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from dokja.export.documents.untrusted import plain, target
from dokja.export.sheet import wrap

FONT = "맑은 고딕"
"""Every office PC in Korea has it, and it has Latin letters too."""
LINE = 1.28
"""Height of a line for letters of size 1."""
BODY, SMALL, FOOT = 15, 11, 9.5
POINTS = 72


def rgb(digits: str) -> RGBColor:
    """A colour by its six digits."""
    colour: RGBColor = RGBColor.from_string(digits)  # type: ignore[no-untyped-call]
    return colour


INK, MUTED, SHADE = (
    rgb("1E2124"),
    rgb("464C53"),
    rgb("EEF1F4"),
)
BLUE, WHITE = rgb("0B50D0"), rgb("FFFFFF")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a size in points; a link leads to an http(s) address."""

    text: str
    size: float = BODY
    colour: RGBColor = INK
    bold: bool = False
    address: str = ""

    def height(self, width: float) -> float:
        """Height in inches in a box of a width in inches."""
        lines = len(wrap(self.text, width * POINTS / self.size)) or 1
        return (lines * self.size * LINE + 0.35 * self.size) / POINTS


def fill(frame: Any, paragraphs: Sequence[Paragraph], anchor: Any = MSO_ANCHOR.TOP) -> None:
    """Paragraphs in a frame."""
    frame.word_wrap, frame.vertical_anchor = True, anchor
    for place, one in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
        paragraph.space_after = Pt(0.3 * one.size) if len(paragraphs) > 1 else Pt(0)
        run = paragraph.add_run()
        run.text = clean(one.text)
        font = run.font
        font.size, font.bold, font.color.rgb, font.name = Pt(one.size), one.bold, one.colour, FONT
        asian = run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": FONT})
        run._r.get_or_add_rPr().append(asian)
        if address := target(one.address):
            run.hyperlink.address = address


def clean(text: str) -> str:
    """text on one line without characters that XML forbids."""
    return " ".join(plain(text).split())
