"""A document as PowerPoint slides (16:9): a title, then each part with text, picture and table, then the sources."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches

from dokja.export.documents import columns
from dokja.export.documents.document import Document, Drawn, Grid, Part
from dokja.export.documents.pptx_text import (
    BLUE,
    FOOT,
    LINE,
    MUTED,
    POINTS,
    SHADE,
    SMALL,
    WHITE,
    Paragraph,
    clean,
    fill,
)
from dokja.export.sheet import wrap

LONGEST_PROPERTY = 255
WIDE, HIGH = 13.333, 7.5
LEFT, TOP, RIGHT, BOTTOM = 0.6, 1.35, 12.733, 6.75
"""Size of a slide and the edges of its contents, in inches."""
CROWDED = 0.8
"""By what letters shrink beside a picture where they would not have room."""
TITLE, CELL = 24, 10.5
MOST_TABLES = 2
"""Slides of one table at most; nobody reads a third."""
LEAST_PICTURE = 2.4
"""Height in inches below which a picture moves to a slide of its own."""
FLAT, TALL = 0.35, 0.75
"""Height for width up to which a picture stands below its text, and from which it is as high as a slide allows."""
SHARE = 0.6
"""The part of a slide's width that a picture takes beside its text."""


def write(document: Document, template: Path | None = None) -> bytes:
    """The document as a PPTX file, on the slides of an office's template if one is given."""
    slides = Slides(document, template)
    slides.first()
    for part in document.parts:
        slides.part(part)
    slides.sources()
    return slides.saved()


class Slides:
    """Fills slides from top to bottom and begins another where there is no room."""

    def __init__(self, document: Document, template: Path | None):
        self.document = document
        self.file = Presentation(str(template) if template else None)
        if template is None:
            self.file.slide_width, self.file.slide_height = Inches(WIDE), Inches(HIGH)
        self.scale = self.file.slide_width / Inches(WIDE)
        self.slide: Any = None
        self.title = ""
        self.y = TOP

    def saved(self) -> bytes:
        """The file."""
        properties = self.file.core_properties
        properties.title = clean(self.document.title)[:LONGEST_PROPERTY]
        properties.language = self.document.language
        content = io.BytesIO()
        self.file.save(content)
        return content.getvalue()

    def begin(self, title: str) -> None:
        """Begin a slide under a title."""
        self.title, self.y = title, TOP
        self.slide = self.file.slides.add_slide(title_only(self.file))
        place = self.slide.shapes.title
        self.put(place, LEFT, 0.45, RIGHT - LEFT, 0.8)
        size = TITLE if len(wrap(title, (RIGHT - LEFT) * POINTS / TITLE)) < 2 else 0.75 * TITLE
        fill(place.text_frame, [Paragraph(title, size, bold=True)], MSO_ANCHOR.MIDDLE)
        number = len(self.file.slides)
        foot = f"{self.document.title} · {self.document.dated} · {number}"
        self.box([Paragraph(foot, FOOT, MUTED)], LEFT, HIGH - 0.55, RIGHT - LEFT, 0.35)

    def put(self, shape: Any, x: float, y: float, width: float, height: float) -> None:
        """Give a shape its place in inches of a slide of WIDE by HIGH."""
        shape.left, shape.top, shape.width, shape.height = (
            int(Inches(length) * self.scale) for length in (x, y, width, height)
        )

    def box(
        self,
        paragraphs: Sequence[Paragraph],
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        shaded: bool = False,
    ) -> None:
        """A box of text."""
        shape = self.slide.shapes.add_textbox(0, 0, 0, 0)
        self.put(shape, x, y, width, height)
        if shaded:
            shape.fill.solid()
            shape.fill.fore_color.rgb = SHADE
        fill(shape.text_frame, paragraphs)

    def flow(
        self, paragraphs: Sequence[Paragraph], x: float = LEFT, right: float = RIGHT, *, shaded: bool = False
    ) -> None:
        """Paragraphs one below the other, on further slides if there is no room."""
        width, waiting, high = right - x, list[Paragraph](), 0.0
        for one in paragraphs:
            height = one.height(width - 0.2)
            if waiting and self.y + high + height > BOTTOM:
                self.box(waiting, x, self.y, width, high, shaded=shaded)
                self.begin(self.title)
                waiting, high = [], 0.0
            waiting.append(one)
            high += height
        if waiting:
            if self.y + high > BOTTOM and self.y > TOP:
                self.begin(self.title)
            self.box(waiting, x, self.y, width, high, shaded=shaded)
            self.y += high + 0.1

    def first(self) -> None:
        """The slide with the document's title, its date and its author's remark."""
        self.begin(self.document.title)
        self.flow([Paragraph(self.document.dated, SMALL, MUTED)])
        if self.document.remark:
            self.flow(remark(self.document, self.document.remark), shaded=True)
        self.flow(
            [
                Paragraph(f"{place}. {part.title}")
                for place, part in enumerate(self.document.parts, 1)
                if part.title
            ]
        )

    def part(self, part: Part) -> None:
        """The slides of a part."""
        self.begin(part.title or self.document.title)
        if part.remark:
            self.flow(remark(self.document, part.remark), shaded=True)
        labels = self.document.labels
        texts = [Paragraph(text) for text in part.sentences]
        if part.measure:
            texts.append(Paragraph(f"{labels['measure']}: {part.measure}", SMALL, MUTED))
        below = list(self.below(part))
        if part.drawn and self.stands_beside(part.drawn, [*texts, *below]):
            self.beside(part.drawn, [*texts, *below])
        else:
            self.flow(texts)
            if part.drawn:
                self.picture(part.drawn, sum(one.height(RIGHT - LEFT - 0.2) for one in below) + 0.2)
            self.flow(below)
        if part.grid:
            self.table(part.grid)

    def stands_beside(self, drawn: Drawn, texts: Sequence[Paragraph]) -> bool:
        """Whether a picture is larger beside its texts than below them."""
        left = BOTTOM - self.y - sum(one.height(RIGHT - LEFT - 0.2) for one in texts)
        shape = drawn.height / drawn.width
        return shape > FLAT and left < SHARE * (RIGHT - LEFT) * min(shape, TALL)

    def below(self, part: Part) -> Iterator[Paragraph]:
        """Limits, sources and address of a part."""
        labels = self.document.labels
        for place, text in enumerate(part.limits):
            yield Paragraph(text if place else f"{labels['limits']}: {text}", SMALL, MUTED)
        if part.sources:
            numbers = " ".join(f"[{number}]" for number in part.sources)
            yield Paragraph(f"{labels['source']}: {numbers}", FOOT, MUTED)
        if part.address:
            yield Paragraph(labels["address"], FOOT, BLUE, address=part.address)

    def beside(self, drawn: Drawn, texts: Sequence[Paragraph]) -> None:
        """A tall picture on the left, and the texts on the right of it."""
        top, high = self.y, BOTTOM - self.y
        width = min(SHARE * (RIGHT - LEFT), high * drawn.width / drawn.height)
        self.place(drawn, LEFT, top, width)
        left = LEFT + width + 0.3
        if sum(one.height(RIGHT - left - 0.2) for one in texts) > high:
            texts = [replace(one, size=one.size * CROWDED) for one in texts]
        self.flow(texts, left)

    def picture(self, drawn: Drawn, below: float) -> None:
        """A picture as large as there is room above what stands below it, or on a slide of its own."""
        if BOTTOM - self.y - below < LEAST_PICTURE and self.y > TOP:
            self.begin(self.title)
        high = max(BOTTOM - self.y - below, LEAST_PICTURE)
        width = min(RIGHT - LEFT, high * drawn.width / drawn.height)
        self.place(drawn, LEFT + (RIGHT - LEFT - width) / 2, self.y, width)
        self.y += width * drawn.height / drawn.width + 0.1

    def place(self, drawn: Drawn, x: float, y: float, width: float) -> None:
        """A picture of a width, with its description."""
        shape = self.slide.shapes.add_picture(io.BytesIO(drawn.png), 0, 0)
        self.put(shape, x, y, width, width * drawn.height / drawn.width)
        shape._element.nvPicPr.cNvPr.set("descr", clean(drawn.description))

    def table(self, grid: Grid) -> None:
        """A table under its part's title, its header repeated on every slide."""
        widths = [share * (RIGHT - LEFT) for share in columns.shares(grid, (RIGHT - LEFT) * POINTS)]
        header, *heights = (row_height(texts, widths) for texts in (grid.header, *grid.rows))
        labels = self.document.labels

        def told(shown: int) -> list[Paragraph]:
            return [Paragraph(text, FOOT, MUTED) for text in grid.told(labels, shown)]

        room = BOTTOM - TOP - 0.1 - header - sum(one.height(RIGHT - LEFT - 0.2) for one in told(0))
        shown = 0
        for _ in range(MOST_TABLES):
            count = fitting(heights[shown:], room)
            if count:
                self.begin(self.title)
                part = slice(shown, shown + count)
                self.rows(grid, grid.rows[part], widths, [header, *heights[part]])
                shown += count
        self.flow(told(shown))

    def rows(
        self, grid: Grid, rows: Sequence[Sequence[str]], widths: Sequence[float], heights: Sequence[float]
    ) -> None:
        """Header and rows as a table from the top of a slide."""
        shape = self.slide.shapes.add_table(len(rows) + 1, len(grid.header), 0, 0, 0, 0)
        self.put(shape, LEFT, TOP, sum(widths), sum(heights))
        shape._element.nvGraphicFramePr.cNvPr.set("descr", clean(grid.caption))
        made = shape.table
        made.horz_banding = False
        for column, width in zip(made.columns, widths, strict=True):
            column.width = int(Inches(width) * self.scale)
        for place, (row, texts, height) in enumerate(
            zip(made.rows, [grid.header, *rows], heights, strict=True)
        ):
            row.height = int(Inches(height) * self.scale)
            for cell, text, numeric in zip(row.cells, texts, grid.numeric, strict=True):
                self.cell(cell, text, is_header=not place, numeric=numeric)
        self.y = TOP + sum(heights) + 0.1

    def cell(self, cell: Any, text: str, *, is_header: bool, numeric: bool) -> None:
        """A cell of a table."""
        cell.margin_left = cell.margin_right = Inches(0.06)
        cell.margin_top = cell.margin_bottom = Inches(0.03)
        cell.fill.solid()
        cell.fill.fore_color.rgb = SHADE if is_header else WHITE
        fill(cell.text_frame, [Paragraph(text, CELL, bold=is_header)], MSO_ANCHOR.MIDDLE)
        if numeric:
            cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT

    def sources(self) -> None:
        """The slides with the numbered sources, and where the document comes from."""
        self.begin(self.document.labels["sources"])
        self.flow(
            [
                Paragraph(f"[{one.number}] {one.text}", SMALL, address=one.address)
                for one in self.document.sources
            ]
        )
        self.flow([Paragraph(self.document.origin, FOOT, MUTED)])


def title_only(file: Any) -> Any:
    """The layout with a title and the fewest other places to fill."""
    titled = [
        one
        for one in file.slide_layouts
        if any(place.placeholder_format.type in (1, 3) for place in one.placeholders)
    ]
    return min(titled or file.slide_layouts, key=lambda one: len(one.placeholders))


def remark(document: Document, text: str) -> list[Paragraph]:
    """What the author says, under its label."""
    return [Paragraph(document.labels["remark"], SMALL, MUTED, bold=True), Paragraph(text)]


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Height of a row in inches."""
    lines = max(
        len(wrap(text, (width - 0.14) * POINTS / CELL)) or 1
        for text, width in zip(texts, widths, strict=True)
    )
    return (lines * CELL * LINE) / POINTS + 0.1


def fitting(heights: Sequence[float], room: float) -> int:
    """How many rows have room on a slide; at least one, if there is any."""
    fit = sum(high <= room for high in itertools.accumulate(heights))
    return max(fit, min(1, len(heights)))
