"""Widths and heights of a table's columns and rows, estimated from its texts because nothing lays them out here.

All lengths are in HWP units, a hundredth of a point. 한글 makes a row higher than given if its text needs more lines, so
that an estimate may be wrong but cuts nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from dokja.export.documents.hwpx_styles import LOOKS, UNITS_PER_POINT

NARROW, CAPITAL, LETTER, WIDE = 0.32, 0.68, 0.56, 1.0
SLACK = 1.06
"""What texts are allowed beyond their estimated width, so that a word that just fits does not wrap."""
LEAN = 0.93

LONGEST_LINE, LONGEST_WORD, SHORTEST_WORD = 24, 12, 5
"""In ems: beyond these a text is wrapped, and a word is broken, rather than taking room from other columns; words shorter
than the last, as numbers are, are the last to be broken."""


@dataclass(frozen=True)
class Size:
    """A size in which tables are written: the style's prefix in LOOKS and the margins in cells."""

    prefix: str
    margin: int
    margin_above: int

    @property
    def letters(self) -> int:
        """The height of letters."""
        return round(LOOKS[f"{self.prefix}cell"].size * UNITS_PER_POINT)

    @property
    def line(self) -> int:
        """The height of a line."""
        return round(self.letters * LOOKS[f"{self.prefix}cell"].spacing / 100)


NORMAL = Size("", 510, 170)
SMALL = Size("small ", 283, 120)
TINY = Size("tiny ", 113, 100)


@dataclass(frozen=True)
class Layout:
    """The estimated layout of a table: its size of letters, widths of columns, heights of the header and the rows."""

    size: Size
    widths: Sequence[int]
    heights: Sequence[int]


def layout(rows: Sequence[Sequence[str]], room: int) -> Layout:
    """The layout of a table whose rows, header first, have a room wide of room: in small letters if they do not fit otherwise."""
    columns = list(zip(*rows, strict=True))
    size = fitting(columns, room)
    widths = whole(column_widths(columns, room, size), room)
    return Layout(size, widths, [row_height(row, widths, size) for row in rows])


def fitting(columns: Sequence[Sequence[str]], room: int) -> Size:
    """The largest size in which the texts fit: tiny only if numbers would be broken in small letters."""
    if sum(wanted(column, NORMAL) for column in columns) <= room:
        return NORMAL
    return SMALL if sum(needed(column, SMALL, SHORTEST_WORD) for column in columns) <= room else TINY


def column_widths(columns: Sequence[Sequence[str]], room: int, size: Size) -> list[float]:
    """Widths in proportion to the texts; where those do not fit, no narrower than the longest word as long as that fits."""
    wishes = [wanted(column, size) for column in columns]
    if sum(wishes) <= room:
        return scaled(wishes, room)
    for longest in (LONGEST_WORD, SHORTEST_WORD):
        needs = [needed(column, size, longest) for column in columns]
        if sum(needs) <= room:
            spare = (room - sum(needs)) / (sum(wishes) - sum(needs))
            return [need + (wish - need) * spare for need, wish in zip(needs, wishes, strict=True)]
    return scaled(needs, room)


def scaled(lengths: Sequence[float], room: int) -> list[float]:
    """Lengths in the same proportions with a given sum."""
    return [length * room / sum(lengths) for length in lengths]


def whole(lengths: Sequence[float], room: int) -> list[int]:
    """Lengths rounded so that their sum is exact."""
    edges = [0]
    total = 0.0
    for length in lengths:
        total += length
        edges.append(round(total))
    edges[-1] = room
    return [after - before for before, after in pairwise(edges)]


def wanted(column: Sequence[str], size: Size) -> int:
    """The width in which the texts of a column wrap only if they are long."""
    longest = max(ems(line) for text in column for line in lines_of(text))
    return ceil(min(longest, LONGEST_LINE) * SLACK * size.letters) + 2 * size.margin


def needed(column: Sequence[str], size: Size, longest_word: float) -> int:
    """The width in which no word of a column is broken unless it is longer than longest_word."""
    longest = max(least(word, longest_word) for text in column for word in re.split(r"[ \n\r\t]+", text))
    return ceil(longest * SLACK * size.letters) + 2 * size.margin


def least(word: str, longest_word: float) -> float:
    """The width that a word needs: a Korean one may be broken at any syllable, a number should not be broken."""
    return min(ems(word), longest_word if word.isascii() else longest_word * 2 / 3)


def row_height(row: Sequence[str], widths: Sequence[int], size: Size) -> int:
    """The height of a row whose texts wrap within the widths."""
    lines = max(
        wrapped(text, width - 2 * size.margin, size.letters) for text, width in zip(row, widths, strict=True)
    )
    return lines * size.line + 2 * size.margin_above


def wrapped(text: str, width: int, letters: int) -> int:
    """The estimated number of lines of a text, rather too few as 한글 makes rows higher by itself but never lower."""
    return sum(max(1, ceil(ems(line) * LEAN * letters / max(width, letters))) for line in lines_of(text))


def lines_of(text: str) -> list[str]:
    """The lines that a text has before it is wrapped, at least one."""
    return re.split(r"\r\n|\r|\n", text)


def ems(text: str) -> float:
    """The estimated width of a text on one line, in heights of its letters."""
    return sum(map(em, text))


def em(sign: str) -> float:
    """The estimated width of a character."""
    if sign.isascii():
        return (
            NARROW if sign in " .,:;'!|il()[]" else CAPITAL if sign.isupper() or sign in "%@mwMW" else LETTER
        )
    if unicodedata.combining(sign):
        return 0
    return WIDE if unicodedata.east_asian_width(sign) in "WFA" else CAPITAL
