"""Characters forbidden in record text: those that XML forbids, and those that reverse the reading order.

The former crash programs that draw or write documents (PowerPoint's soft line break is U+000B); the latter make text
read as something else.
"""

from __future__ import annotations

import re

SPANS = (
    *((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x7F), (0xFFFE, 0xFFFF)),
    *((0x202A, 0x202E), (0x2066, 0x2069)),
)
PATTERN = "[" + "".join(f"\\x{{{low:X}}}-\\x{{{high:X}}}" for low, high in SPANS) + "]"
"""The forbidden characters for Polars, whose strings cannot hold lone surrogates."""

FORBIDDEN = re.compile("[" + "".join(f"{chr(low)}-{chr(high)}" for low, high in SPANS) + "\ud800-\udfff]")


def first(text: str) -> str | None:
    """The first forbidden character in U+XXXX notation; None if there is none."""
    found = FORBIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def cleaned(text: str) -> str:
    """Replace every forbidden character with U+FFFD, so that the gap stays visible."""
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
