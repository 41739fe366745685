"""The one guard against live cells: no text from the data starts a formula, a command or a link."""

from __future__ import annotations

import re
import unicodedata

from dokja.export.download import Cell, Columns

LIVE = "=+-@|%＝＋－＠｜％\t\r\n"
QUOTES = "'\"`‘’“”「」『』«»"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def guard(text: str) -> str:
    """text, with an apostrophe in front where a spreadsheet could run it; control characters become U+FFFD.

    Quotes, blanks and invisible characters in front do not hide what follows, so a text that already
    has its apostrophe keeps it and gets no second one.
    """
    clean = CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
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
