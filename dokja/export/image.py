"""Charts as PNG and SVG, with title, sources and date in the image and a bundled Korean font."""

from __future__ import annotations

from typing import Any

from dokja.export.drawing import drawn

FAMILY = "Pretendard GOV"
WIDTH = 1240
INNER = 1120


def png(spec: dict[str, Any]) -> bytes:
    """The chart as PNG. Raises DrawingFailed, or ValueError if the spec refers to an address."""
    refuse_addresses(spec)
    return drawn(spec, "png")


def svg(spec: dict[str, Any]) -> bytes:
    """The chart as SVG. Raises DrawingFailed, or ValueError if the spec refers to an address."""
    refuse_addresses(spec)
    return drawn(spec, "svg")


def refuse_addresses(part: Any) -> None:
    """Raise ValueError if a spec would make the renderer read a file or contact a host.

    The renderer's own list of allowed addresses covers neither images nor files.
    """
    if isinstance(part, dict):
        if "url" in part:
            raise ValueError("a picture holds its data; it reads no address")
        for key, value in part.items():
            if key != "datasets":
                refuse_addresses(value)
    elif isinstance(part, list):
        for value in part:
            refuse_addresses(value)


def captioned(spec: dict[str, Any], title: str, subtitle: list[str], footer: list[str]) -> dict[str, Any]:
    """The spec at a fixed width, with title and subtitle above and the footer below, wrapped to fit."""
    config = {**spec.get("config", {}), "background": "#ffffff", "font": f"{FAMILY}, sans-serif"}
    outer = ("$schema", "config", "background", "padding", "autosize", "usermeta", "datasets")
    inner = {key: value for key, value in spec.items() if key not in outer}
    if inner.get("width") == "container":
        inner["width"] = INNER
    return {
        "$schema": spec["$schema"],
        "config": config,
        "background": "#ffffff",
        "padding": 24,
        "datasets": spec.get("datasets", {}),
        "title": {
            "text": wrap([title], 20),
            "subtitle": wrap(subtitle, 14),
            "anchor": "start",
            "frame": "group",
            "fontSize": 20,
            "subtitleFontSize": 14,
            "subtitleColor": "#464c53",
            "subtitlePadding": 6,
            "offset": 14,
        },
        "vconcat": [inner, caption(footer)],
        "spacing": 10,
    }


def caption(lines: list[str]) -> dict[str, Any]:
    """A view that contains only lines of small text."""
    text = wrap(lines, 12)
    return {
        "data": {"values": [{}]},
        "mark": {
            "type": "text",
            "text": text,
            "align": "left",
            "baseline": "top",
            "x": 0,
            "y": 0,
            "fontSize": 12,
            "lineHeight": 16,
        },
        "encoding": {"color": {"value": "#464c53"}},
        "width": INNER,
        "height": 16 * len(text),
        "view": {"stroke": None},
    }


def wrap(lines: list[str], size: int) -> list[str]:
    """Lines wrapped at blanks to fit the image, counting Hangul as wide."""
    limit = (WIDTH - 120) / (size * 0.55)
    wrapped: list[str] = []
    for line in lines:
        current = ""
        for word in line.split():
            longer = f"{current} {word}".strip()
            if current and letters_wide(longer) > limit:
                wrapped.append(current)
                longer = word
            current = longer
        wrapped.append(current)
    return wrapped


def letters_wide(text: str) -> float:
    """Width of a text in Latin letters, counting Hangul as 1.65."""
    return sum(1.65 if ord(letter) > 0x10FF else 1 for letter in text)
