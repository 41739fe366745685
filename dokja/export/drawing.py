"""Renders charts in a child process, because the rendering library aborts its process on fatal errors."""

from __future__ import annotations

import json
import re
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from dokja.export import sheet
from dokja.export.child import ChildFailed, made_by, mapped
from dokja.records import signs

SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')
FONTS = Path(__file__).resolve().parents[1] / "fonts"
VEGA_LITE = "6.1"
SECONDS = 60
DOTS_PER_INCH = 200
POINTS_PER_INCH = 72
DOCUMENT_WIDTH = 480.0
"""Width of a chart in a document, in points: that of the text on an A4 page."""
DOCUMENT_PIXELS = 760
"""Width at which such a chart is drawn: its letters are then those of the text around it."""


@dataclass(frozen=True)
class Drawing:
    """A chart as PNG and SVG, and its size in points as wide as DOCUMENT_WIDTH."""

    png: bytes
    svg: str
    width: float
    height: float


class DrawingFailed(ChildFailed):
    """A chart could not be rendered; the message is the end of the child's error output."""


def drawn(spec: Mapping[str, Any], extension: str) -> bytes:
    """Render a Vega-Lite specification alone as a png or svg file. Raises DrawingFailed, also after SECONDS."""
    return rendered({"spec": spec}, extension)


def on_sheet(spec: Mapping[str, Any], caption: Mapping[str, Any], shape: str, extension: str) -> bytes:
    """Render a specification on a sheet of a shape as a png or svg file. Raises DrawingFailed, also after SECONDS."""
    return rendered({"spec": spec, "caption": caption, "shape": shape}, extension)


def for_documents(specs: Sequence[Mapping[str, Any]]) -> list[Drawing]:
    """Render specifications at their natural height, all in one child. Raises DrawingFailed, also after SECONDS each."""
    made = json.loads(rendered({"specs": specs}, "json", len(specs))) if specs else []
    return [Drawing(**{**one, "png": b64decode(one["png"])}) for one in made]


def rendered(task: Mapping[str, Any], extension: str, charts: int = 1) -> bytes:
    """What the child makes of a task of so many charts. Raises DrawingFailed, also after SECONDS for each."""
    return made_by(
        "dokja.export.drawing",
        extension,
        task=json.dumps(cleaned(task), default=str).encode(),
        seconds=SECONDS * charts,
        failure=DrawingFailed,
    )


def cleaned(part: Any) -> Any:
    """A specification with characters that SVG forbids replaced in all texts."""
    return mapped(part, signs.cleaned)


def main() -> None:
    """Entry point of the child: render the task from stdin in the requested format."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    draw = partial(vl_convert.vegalite_to_svg, vl_version=VEGA_LITE, allowed_base_urls=[])
    task = json.load(sys.stdin)
    if "specs" in task:
        json.dump([for_document(spec, draw, vl_convert.svg_to_png) for spec in task["specs"]], sys.stdout)
        return
    svg = (
        whole(task, draw, unit="" if sys.argv[1] == "png" else "pt")
        if "shape" in task
        else draw(task["spec"])
    )
    if sys.argv[1] == "png":
        sys.stdout.buffer.write(vl_convert.svg_to_png(svg, ppi=DOTS_PER_INCH))
    else:
        sys.stdout.buffer.write(svg.encode())


def for_document(spec: dict[str, Any], draw: sheet.Draw, as_png: Callable[..., bytes]) -> dict[str, Any]:
    """The fields of a Drawing, its PNG in base64."""
    svg = draw(sheet.placed(in_font(spec), DOCUMENT_PIXELS))
    wide, high = (float(length) for length in SIZE.search(svg).groups())  # type: ignore[union-attr]
    scale = DOCUMENT_WIDTH / wide
    png = as_png(svg, scale=scale, ppi=DOTS_PER_INCH)
    return {"png": b64encode(png).decode(), "svg": svg, "width": DOCUMENT_WIDTH, "height": high * scale}


def whole(task: Mapping[str, Any], draw: sheet.Draw, unit: str) -> str:
    """The sheet as an SVG of its size on paper; a hair more, since the renderer drops what is left of a last dot.

    The renderer takes a length without a unit for points.
    """
    shape = sheet.SHAPES[task["shape"]]
    inside, width, height = sheet.laid_out(
        in_font(task["spec"]), sheet.Caption(**task["caption"]), shape, draw
    )
    dot = POINTS_PER_INCH / DOTS_PER_INCH
    wide, high = ((round(length / dot) + 0.05) * dot for length in (shape.width, shape.height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" '
        f'width="{wide:.3f}{unit}" height="{high:.3f}{unit}" viewBox="0 0 {width:.2f} {height:.2f}">{inside}</svg>'
    )


def in_font(spec: Mapping[str, Any]) -> dict[str, Any]:
    """A specification on white, in the font that pictures bring along."""
    config = {**spec.get("config", {}), "background": "#ffffff", "font": f"{sheet.FAMILY}, sans-serif"}
    return {**spec, "config": config}


if __name__ == "__main__":
    main()
