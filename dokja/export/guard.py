"""The single guard against live cells: no text from the data can start a formula, a command or a link."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from dokja.export.download import Cell, Columns
from dokja.records import signs

LIVE = "=+-@|%＝＋－＠｜％\t\r\n"
QUOTES = "'\"`‘’“”「」『』«»"


def guard(text: str) -> str:
    """text, prefixed with an apostrophe if a spreadsheet could execute it; forbidden characters become U+FFFD.

    Leading quotes, blanks and invisible characters are looked past, so a text that already has its apostrophe does not
    get a second one.
    """
    clean = signs.cleaned(text)
    return "'" + clean if is_live(clean) and not is_guarded(clean) else clean


def is_guarded(text: str) -> bool:
    """Whether the text starts with the guard's apostrophe before a live character."""
    return text.startswith("'") and is_live(text[1:])


def is_live(text: str) -> bool:
    """Whether the first significant character could start a formula, a command or another cell."""
    for character in text:
        if character in LIVE:
            return True
        if character not in QUOTES and not is_invisible(character):
            return False
    return False


def is_invisible(character: str) -> bool:
    """Whether a character is white space, a control or format character such as U+200B, or a combining mark."""
    return character.isspace() or unicodedata.category(character) in ("Cf", "Cc", "Zs", "Mn")


def guarded(columns: Columns, change: Callable[[str], str] = guard) -> dict[str, list[Cell]]:
    """columns with every text and header guarded, or changed otherwise; other cells are unchanged."""
    safe: dict[str, list[Cell]] = {}
    for name, cells in columns.items():
        header = change(name)
        while header in safe:
            header += "_"
        safe[header] = [change(cell) if isinstance(cell, str) else cell for cell in cells]
    return safe
