"""How wide the columns of a table are to be beside each other, from what stands in them.

Widths are counted in halves of a letter's height, about one Latin letter or half a Korean one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from dokja.export.documents.document import Grid

PADDING = 2.5
LATIN, WIDE = 1.2, 2.0
"""Widths of letters, rather more than less."""
RIGID, LEAST, MOST = 10, 18, 60
"""Widths in a column of texts: from what on a word gives way where there is no room, from what on it never makes its column
wider, and from what on a line does not."""
MANY = 6
"""Of more columns than these the letters are smaller."""
LETTERS, SMALL_LETTERS = 9.0, 8.0
TALLEST = 30
"""Lines of a row that may not fit on a page whole."""


def letters(grid: Grid) -> float:
    """Size of the letters of a table in points."""
    return SMALL_LETTERS if len(grid.header) > MANY else LETTERS


def shares(grid: Grid, width: float) -> list[float]:
    """The share of each column in a table of a width in points; together 1.

    First numbers get the room that they need, then words, then lines, each as far as there is room; what remains is
    divided in proportion.
    """
    rigid, least, most = [], [], []
    for place, head in enumerate(grid.header):
        cells = [row[place] for row in grid.rows]
        words = max(map(word, (head, *cells)))
        numbers = max(map(word, cells), default=0) if grid.numeric[place] else 0
        rigid.append(PADDING + max(min(words, RIGID), min(numbers, MOST)))
        least.append(max(rigid[-1], PADDING + min(words, LEAST)))
        most.append(max(least[-1], PADDING + min(max(map(line, (head, *cells))), MOST)))
    wanted = between(between(rigid, least, room := width / letters(grid) * 2), most, room)
    return [wide / sum(wanted) for wide in wanted]


def between(low: Sequence[float], high: Sequence[float], room: float) -> list[float]:
    """Widths between two wishes, as near the higher one as the room for all allows."""
    surplus = sum(high) - sum(low)
    part = min(1.0, max(0.0, room - sum(low)) / surplus) if surplus else 0.0
    return [one + part * (other - one) for one, other in zip(low, high, strict=True)]


def tall(grid: Grid, shares: Sequence[float], width: float) -> list[bool]:
    """Which rows, the header excepted, may be too high for a page and have to be broken."""
    room = [share * width / letters(grid) * 2 - PADDING for share in shares]
    return [
        max(
            sum(1 + length(part) / wide for part in text.split("\n"))
            for text, wide in zip(row, room, strict=True)
        )
        > TALLEST
        for row in grid.rows
    ]


def word(text: str) -> float:
    """Width of the widest word of a text."""
    return max(map(length, re.split(r"[ \n\r\t]+", text)), default=0)


def line(text: str) -> float:
    """Width of the widest line of a text."""
    return max(map(length, text.split("\n")), default=0)


def length(text: str) -> float:
    """Width of a text on one line."""
    return LATIN * len(text) + (WIDE - LATIN) * sum(east_asian_width(letter) in "WF" for letter in text)
