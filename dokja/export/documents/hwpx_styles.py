"""The named styles and borders of an HWPX document, made in it when they are first used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hwpx import HwpxDocument
from hwpx.oxml.namespaces import HH

GOTHIC = "함초롬돋움"
SERIF = "함초롬바탕"
KOREAN, ENGLISH = 1042, 1033
PREFIX = "Dokja"

UNITS_PER_POINT = 100
UNITS_PER_MM = 7200 / 25.4

TEXT, MUTED, LINE, SHADE, TINT = "#1E2124", "#58616A", "#8A949E", "#E6E8EA", "#F1F4F8"


@dataclass(frozen=True)
class Look:
    """How a style looks: sizes and distances in points, line spacing in percent, left indent in millimetres."""

    name: str
    size: float
    font: str = SERIF
    bold: bool = False
    colour: str = TEXT
    align: str = "LEFT"
    spacing: int = 160
    before: float = 0
    after: float = 0
    indent: float = 0
    with_next: bool = False
    ruled: bool = False
    breaks_words: bool = False


LOOKS = {
    "title": Look("제목", 20, font=GOTHIC, bold=True, spacing=130, after=4, with_next=True, ruled=True),
    "dated": Look("작성일", 9.5, font=GOTHIC, colour=MUTED, spacing=140, before=4, after=8),
    "heading": Look("부 제목", 14, font=GOTHIC, bold=True, spacing=140, before=20, after=6, with_next=True),
    "body": Look("본문", 11, after=4),
    "measure": Look("지표", 9.5, font=GOTHIC, colour=MUTED, spacing=140, after=4),
    "picture": Look("그림", 11, align="CENTER", spacing=100, before=4, after=6),
    "caption": Look("표 제목", 10, font=GOTHIC, bold=True, spacing=140, before=6, after=2, with_next=True),
    "table": Look("표 자리", 3, spacing=100, after=2),
    "box": Look("상자 자리", 3, spacing=100, before=4, after=6),
    "note": Look("표 설명", 9, font=GOTHIC, colour=MUTED, spacing=140, after=1),
    "label": Look("상자 이름", 9.5, font=GOTHIC, bold=True, colour=MUTED, spacing=140, with_next=True),
    "remark": Look("작성자 의견", 11, font=GOTHIC, spacing=150),
    "limit": Look("유의 사항", 9.5, font=GOTHIC, spacing=140, after=1),
    "reference": Look("출처 표시", 9, font=GOTHIC, colour=MUTED, spacing=140, before=2, with_next=True),
    "source": Look("출처 목록", 9.5, font=GOTHIC, spacing=140, before=4, with_next=True),
    "address": Look("주소", 9, font=GOTHIC, colour=MUTED, spacing=140, before=1, breaks_words=True),
    "origin": Look("작성 도구", 9, font=GOTHIC, colour=MUTED, spacing=140, before=8),
    "cell": Look("표 글", 9, font=GOTHIC, spacing=130),
    "number": Look("표 숫자", 9, font=GOTHIC, align="RIGHT", spacing=130),
    "header": Look("표 머리", 9, font=GOTHIC, bold=True, align="CENTER", spacing=130),
    "small cell": Look("작은 표 글", 8, font=GOTHIC, spacing=125),
    "small number": Look("작은 표 숫자", 8, font=GOTHIC, align="RIGHT", spacing=125),
    "small header": Look("작은 표 머리", 8, font=GOTHIC, bold=True, align="CENTER", spacing=125),
    "tiny cell": Look("아주 작은 표 글", 7, font=GOTHIC, spacing=120),
    "tiny number": Look("아주 작은 표 숫자", 7, font=GOTHIC, align="RIGHT", spacing=120),
    "tiny header": Look("아주 작은 표 머리", 7, font=GOTHIC, bold=True, align="CENTER", spacing=120),
}
"""None is a style of the outline (개요), because those number themselves."""


@dataclass(frozen=True)
class Style:
    """The identifiers by which a paragraph refers to a style, its paragraph shape and its letter shape."""

    style: str
    paragraph: str
    letters: str


class Styles:
    """The styles and borders of one document. A template's own style of the same name stays as the office made it."""

    def __init__(self, document: HwpxDocument, language: str) -> None:
        self.document = document
        self.header = document.parts.headers[0]
        self.language = KOREAN if language == "ko" else ENGLISH
        self.made: dict[str, Style] = {}

    def get(self, key: str) -> Style:
        """The style for a key of LOOKS."""
        if key not in self.made:
            look = LOOKS[key]
            self.made[key] = self.existing(f"{PREFIX} {look.name}") or self.new(look, f"{PREFIX} {key}")
        return self.made[key]

    def existing(self, name: str) -> Style | None:
        """The document's style of that name."""
        for style in self.header.styles.values():
            if style.name == name:
                return Style(
                    str(style.raw_id), str(style.para_pr_id_ref or "0"), str(style.char_pr_id_ref or "0")
                )
        return None

    def new(self, look: Look, english: str) -> Style:
        """A style made from its look, on the document's first paragraph shape and letter shape."""
        self.document.styles.ensure_font(look.font)
        letters = self.document.styles.ensure_run(
            font=look.font, size=look.size, bold=look.bold, color=look.colour
        )
        paragraph = self.paragraph_shape(look)
        name = f"{PREFIX} {look.name}"
        style = self.header.ensure_style(
            name,
            eng_name=english,
            para_pr_id_ref=paragraph,
            char_pr_id_ref=letters,
            lang_id=self.language,
            lock_form=False,
        )
        self.header.ensure_style(name, next_style_id_ref=style)
        return Style(style, paragraph, letters)

    def paragraph_shape(self, look: Look) -> str:
        """The paragraph shape of a look."""
        shape = self.header.ensure_paragraph_format(
            alignment=look.align,
            line_spacing_percent=look.spacing,
            margins={
                "left": round(look.indent * UNITS_PER_MM),
                "right": 0,
                "intent": 0,
                "prev": round(look.before * UNITS_PER_POINT),
                "next": round(look.after * UNITS_PER_POINT),
            },
            heading={"type": "NONE"},
            border={"borderFillIDRef": self.border(sides=("bottom",))} if look.ruled else None,
            break_setting={"keep_with_next": look.with_next, "widow_orphan": True},
        )
        if look.breaks_words:
            # An address longer than the line has no other place to be broken.
            for setting in self.header.element.iterfind(f".//{HH}paraPr[@id='{shape}']/{HH}breakSetting"):
                setting.set("breakLatinWord", "BREAK_WORD")
        return shape

    def border(
        self,
        sides: Sequence[str] = ("left", "right", "top", "bottom"),
        fill: str | None = None,
        colour: str = LINE,
        width: str = "0.12 mm",
    ) -> str:
        """A border of thin lines on the given sides, with or without a fill."""
        return self.document.styles.ensure_border_fill(
            border_color=colour, border_width=width, fill_color=fill, active_borders=sides
        )
