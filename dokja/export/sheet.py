"""A chart on a sheet of a fixed shape: title and measure above it, notes, sources and origin below, nothing distorted.

The sheet is measured in the chart's own pixels. It is made so wide that the chart has room at its natural height; then
all is scaled alike to the size of the file. Letters around the chart have a size in points of the finished sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

Draw = Callable[[dict[str, Any]], str]
"""Draws a Vega-Lite specification as SVG."""
FAMILY = "Pretendard GOV"
INK, MUTED, LINE = "#1e2124", "#464c53", "#cdd1d5"
PLACE, SPREAD = "sheet", "spread"
"""Parameters by which a chart learns the width of its place where no page is around it, and by how many pixels its rows
are to be higher."""
CLOSEST, WIDEST, PROBE = -4, 28, 10
TALLEST = 1.6
"""By how much the bars of a chart may grow with its sheet."""
HEAD = re.compile(r'<svg[^>]*? height="([\d.]+)"[^>]*>')
BLANK, LATIN, WIDE, LINE_HEIGHT = 0.26, 0.56, 0.87, 1.32
"""Widths and the height of a line for letters of size 1; rather more than less."""
TRIES, STEP = 24, 1.12
CROWDED, SMALLEST = 1.7, 0.72
"""From how many times its least width on a chart is crowded, so that the texts around it give way, and how far."""


@dataclass(frozen=True)
class Shape:
    """Size of a sheet and its letters in points, and the least width of its chart in pixels."""

    width: float
    height: float
    least: float
    margin: float
    title: float
    measure: float
    notes: float
    small: float


SHAPES = {
    "16x9": Shape(960, 540, 900, 28, 20, 12, 9.5, 9),
    "4x3": Shape(576, 432, 760, 20, 14, 9.5, 8, 7.5),
}


@dataclass(frozen=True)
class Caption:
    """The texts around a chart: the finding, what is measured, what has to be said of it, and where it comes from."""

    title: str
    measure: str
    notes: tuple[str, ...]
    sources: str
    origin: str


@dataclass(frozen=True)
class Block:
    """Lines of text of one size."""

    lines: list[str]
    size: float
    colour: str
    bold: bool = False

    @property
    def height(self) -> float:
        """Height of the lines."""
        return len(self.lines) * self.size * LINE_HEIGHT

    def svg(self, x: float, y: float) -> str:
        """The lines from this corner down."""
        weight = ' font-weight="bold"' if self.bold else ""
        return "".join(
            f'<text x="{x:.1f}" y="{y + self.size * (LINE_HEIGHT * number + 1):.1f}" font-family="{FAMILY}, sans-serif" '
            f'font-size="{self.size:.2f}px" fill="{self.colour}"{weight}>{escape(line)}</text>'
            for number, line in enumerate(self.lines)
        )


def laid_out(spec: dict[str, Any], caption: Caption, shape: Shape, draw: Draw) -> tuple[str, float, float]:
    """The inside of the sheet as SVG, and its width and height in pixels.

    The sheet grows until the chart has room. A width is not tried if the chart was higher than its room when last drawn:
    drawing takes most of the time.
    """
    width, least = shape.least, 0.0
    for tried in range(1, TRIES + 1):
        unit = width / shape.width
        above, below = blocks(caption, shape, width)
        gap, margin = 8 * unit, shape.margin * unit
        text = sum(block.height for block in (*above, *below)) + 4 * gap + 2 * margin
        room = width * shape.height / shape.width - text
        if least <= room + 1 or tried == TRIES:
            drawn, least = chart(spec, width - 2 * margin, room, draw)
            if least <= room + 1:
                break
        width *= min(STEP, max(1.02, least / room)) if room > 0 else STEP
    height = width * shape.height / shape.width
    parts, y = (
        [f'<rect x="-9" y="-9" width="{width + 18:.1f}" height="{height + 18:.1f}" fill="#ffffff"/>'],
        margin,
    )
    for block in above:
        parts.append(block.svg(margin, y))
        y += block.height
    parts.append(f'<g transform="translate({margin:.1f},{y + gap:.1f})">{drawn}</g>')
    y = height - margin - sum(block.height for block in below) - 2 * gap
    for place, block in enumerate(below):
        if place == len(below) - 2:
            y += gap
            parts.append(
                f'<line x1="{margin:.1f}" x2="{width - margin:.1f}" y1="{y:.1f}" y2="{y:.1f}" '
                f'stroke="{LINE}" stroke-width="{unit:.2f}"/>'
            )
            y += gap
        parts.append(block.svg(margin, y))
        y += block.height
    return "".join(parts), width, height


def blocks(caption: Caption, shape: Shape, width: float) -> tuple[list[Block], list[Block]]:
    """The texts above and below the chart, wrapped to the sheet; the last two are sources and origin."""
    unit = width / shape.width
    room = width - 2 * shape.margin * unit
    letters = unit * min(1, max(SMALLEST, CROWDED * shape.least / width))

    def block(texts: tuple[str, ...], size: float, colour: str, *, bold: bool = False) -> Block:
        lines = [line for text in texts if text for line in wrap(text, room / (size * letters))]
        return Block(lines, size * letters, colour, bold)

    above = [
        block((caption.title,), shape.title, INK, bold=True),
        block((caption.measure,), shape.measure, MUTED),
    ]
    below = [
        block(caption.notes, shape.notes, MUTED),
        block((caption.sources,), shape.small, MUTED),
        block((caption.origin,), shape.small, INK),
    ]
    return above, below


def chart(spec: dict[str, Any], width: float, room: float, draw: Draw) -> tuple[str, float]:
    """The chart at a width, as the inside of an SVG, and its height.

    A chart with a height in pixels fills the room that there is; one with rows spreads them, or sets them closer; one
    with bars of a height makes them higher.
    """

    def drawn(spread: int = 0, **further: Any) -> tuple[str, float]:
        return opened(draw({**placed(spec, width, spread), **further}))

    set_here = any(one.get("name") in (PLACE, SPREAD) for one in spec.get("params", []))
    picture, high = drawn()
    if isinstance(spec.get("height"), (int, float)) and high < room:
        return drawn(height=spec["height"] + room - high)
    if not set_here:
        step = spec["height"]["step"] if isinstance(spec.get("height"), dict) else 0
        if not step or high >= room:
            return picture, high
        return drawn(height={"step": step * min(TALLEST, room / high)})
    if high > room:
        return drawn(CLOSEST)
    rows = (drawn(PROBE)[1] - high) / PROBE
    return drawn(min(WIDEST, int((room - high) / rows))) if rows else (picture, high)


def placed(spec: dict[str, Any], width: float, spread: int = 0) -> dict[str, Any]:
    """A specification for a place of a width in pixels, its rows that many pixels higher."""
    values = {PLACE: width, SPREAD: spread}
    params = [{**one, "value": values.get(one["name"], one.get("value"))} for one in spec.get("params", [])]
    return {**spec, "width": width, "params": params}


def opened(svg: str) -> tuple[str, float]:
    """The inside of an SVG, and its height."""
    head = HEAD.search(svg)
    if not head:
        raise ValueError("no SVG")
    return svg[head.end() : svg.rindex("</svg>")], float(head[1])


def wrap(text: str, limit: float) -> list[str]:
    """A text in lines no wider than so many times its letters' size, broken at blanks if possible."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer) <= limit:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if width_of(lines[-1] + letter) > limit:
                lines.append("")
            lines[-1] += letter
    return lines


def width_of(text: str) -> float:
    """About how wide a text is with letters of size 1."""
    return sum(WIDE if ord(letter) > 0x10FF else BLANK if letter == " " else LATIN for letter in text)
