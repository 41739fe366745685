"""Charts as PNG and SVG for a slide (16:9) or a page (4:3), with all that has to be said in the image."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from dokja.export.drawing import on_sheet
from dokja.export.sheet import Caption


def png(spec: Mapping[str, Any], caption: Caption, shape: str) -> bytes:
    """The chart as PNG, 200 dots to an inch. Raises DrawingFailed, or ValueError if the spec refers to an address."""
    refuse_addresses(spec)
    return on_sheet(spec, asdict(caption), shape, "png")


def svg(spec: Mapping[str, Any], caption: Caption, shape: str) -> bytes:
    """The chart as SVG. Raises DrawingFailed, or ValueError if the spec refers to an address."""
    refuse_addresses(spec)
    return on_sheet(spec, asdict(caption), shape, "svg")


def refuse_addresses(part: Any) -> None:
    """Raise ValueError if a spec would make the renderer read a file or contact a host.

    The renderer's own list of allowed addresses covers neither images nor files.
    """
    if isinstance(part, Mapping):
        if "url" in part:
            raise ValueError("a picture holds its data; it reads no address")
        for key, value in part.items():
            if key != "datasets":
                refuse_addresses(value)
    elif isinstance(part, list):
        for value in part:
            refuse_addresses(value)
