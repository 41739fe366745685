"""The one guard against live cells: no text from the data starts a formula, a command or a link."""

from __future__ import annotations

import unicodedata

from dokja.export.download import Cell, Columns
from dokja.records import signs

LIVE = "=+-@|%＝＋－＠｜％\t\r\n"
QUOTES = "'\"`‘’“”「」『』«»"


def guard(text: str) -> str:
    """text, with an apostrophe in front where a spreadsheet could run it; forbidden characters become U+FFFD.

    Quotes, blanks and invisible characters in front do not hide what follows, so a text that already
    has its apostrophe keeps it and gets no second one.
    """
    clean = signs.cleaned(text)
    return "'" + clean if is_live(clean) and not is_guarded(clean) else clean


def is_guarded(text: str) -> bool:
    """Whether the text starts with the guard's own apostrophe before a live character."""
    return text.startswith("'") and is_live(text[1:])


def is_live(text: str) -> bool:
    """Whether the first character that counts could start a formula, a command or another cell."""
    for character in text:
        if character in LIVE:
            return True
        if character not in QUOTES and not is_invisible(character):
            return False
    return False


def is_invisible(character: str) -> bool:
    """Whether a character is a blank, a format character such as U+200B, or a combining mark."""
    return character.isspace() or unicodedata.category(character) in ("Cf", "Cc", "Zs", "Mn")


def guarded(columns: Columns) -> dict[str, list[Cell]]:
    """columns with every text and every header guarded; numbers and dates stay as they are."""
    safe: dict[str, list[Cell]] = {}
    for name, cells in columns.items():
        header = guard(name)
        while header in safe:
            header += "_"
        safe[header] = [guard(cell) if isinstance(cell, str) else cell for cell in cells]
    return safe
