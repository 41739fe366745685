"""Signs that no text of the records may hold, because nobody sees them or what they do.

Those that XML forbids end programs that draw or write documents (PowerPoint's soft line break is U+000B), others turn
the reading order round, hide a second text within a name, or mean something in one program's fonts alone. Letters that
Unicode has not assigned yet stay: tomorrow's emoji are among them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Spans = Sequence[tuple[int, int]]
ALWAYS: Spans = (
    *((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F)),
    *((0xFDD0, 0xFDEF), *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0xF0000, 0x10000))),
    *((0x061C, 0x061C), (0x200E, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F)),
    *((0xAD, 0xAD), (0x034F, 0x034F), (0x180E, 0x180E), (0x200B, 0x200B), (0xFEFF, 0xFEFF)),
    *((0x3164, 0x3164), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFC), (0x1D173, 0x1D17A)),
    *((0xE0000, 0xE00FF), (0xE01F0, 0xE0FFF), (0xE000, 0xF8FF), (0xF0000, 0x10FFFF)),
)
"""Controls; what is no character; signs of direction and line ends; invisible signs and fillers; tags; private letters."""
SELECTORS: Spans = ((0x180B, 0x180D), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
"""They choose the look of the sign before them, so they are allowed behind one that has several."""
JOINERS: Spans = ((0x200C, 0x200D),)
"""They join emoji, and letters of Persian and of India; behind Latin letters and Hangul they join nothing."""
PLAIN: Spans = ((0x20, 0x22), (0x24, 0x29), (0x2B, 0x2F), (0x3A, 0x7E), (0xAC00, 0xD7A3))
DIGITS: Spans = ((0x23, 0x23), (0x2A, 0x2A), (0x30, 0x39))
"""Of these a selector makes keys, such as 1️⃣."""
MARKS: Spans = (
    *((0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x0610, 0x061A), (0x064B, 0x065F)),
    *((0x0E31, 0x0E31), (0x0E34, 0x0E3A), (0x0E47, 0x0E4E), (0x1AB0, 0x1ACE), (0x1DC0, 0x1DFF)),
    *((0x20D0, 0x20F0), (0x302A, 0x302F), (0x3099, 0x309A), (0xFE20, 0xFE2F)),
)
MOST_MARKS = 4
"""More marks on one letter are a flood that covers the lines around it."""
LONGEST_TEXT, LONGEST_WORD = 2_000, 500
"""Letters of a text, and of a word without a blank, that a table or a picture can still set."""

LONG_WORD = rf"\S{{{LONGEST_WORD + 1},}}"


def kinds(written: str) -> tuple[str, ...]:
    """The classes of ALWAYS, SELECTORS, JOINERS, MARKS and what is before a lone selector or joiner, for an engine."""

    def one_of(*spans: Spans) -> str:
        return "".join(f"{written % low}-{written % high}" for some in spans for low, high in some)

    before_selector = r"\s" + one_of(PLAIN, SELECTORS, JOINERS)
    before_joiner = r"\s" + one_of(PLAIN, DIGITS, JOINERS)
    return *map(one_of, (ALWAYS, SELECTORS, JOINERS, MARKS)), before_selector, before_joiner


def polars_pattern() -> str:
    """The forbidden signs for Polars, which knows no look behind, so that what is before them is found with them."""
    always, selectors, joiners, marks, no_base, no_partner = kinds(r"\x{%X}")
    alone = rf"(?:\A|[{no_base}])[{selectors}]|(?:\A|[{no_partner}])[{joiners}]"
    return rf"[{always}]|{alone}|[{marks}]{{{MOST_MARKS + 1},}}"


def python_pattern() -> str:
    """The forbidden signs for Python, whose strings may hold lone surrogates too."""
    always, selectors, joiners, marks, no_base, no_partner = kinds(r"\U%08X")
    alone = rf"(?:\A|(?<=[{no_base}]))[{selectors}]|(?:\A|(?<=[{no_partner}]))[{joiners}]"
    return rf"[{always}\ud800-\udfff]|{alone}|(?<={f'[{marks}]' * MOST_MARKS})[{marks}]+"


PATTERN = polars_pattern()
FORBIDDEN = re.compile(python_pattern())
PRINTABLE = re.compile(r"[\t\n\r -~]*")
"""Most texts: they need no closer look."""


def first(text: str) -> str | None:
    """The first forbidden sign in U+XXXX notation; None if there is none."""
    found = FORBIDDEN.search(text)
    return f"U+{ord(found[0][0]):04X}" if found else None


def told(text: str) -> dict[str, str]:
    """The first forbidden sign and the number of its place, as messages tell it: most such signs are invisible."""
    found = FORBIDDEN.search(text)
    return {"sign": first(text) or "", "place": str(found.start() + 1 if found else 0)}


def cleaned(text: str) -> str:
    """Replace every forbidden sign, and a flood of marks, with U+FFFD, so that the gap stays visible."""
    return text if PRINTABLE.fullmatch(text) else FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
