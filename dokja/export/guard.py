"""The one guard against live cells: no text from the data starts a formula, a command or a link."""

from __future__ import annotations

import unicodedata

import polars as pl

from dokja import signs

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


def guard_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """frame with every text cell and every header guarded; numbers and dates stay as they are."""
    texts = [name for name, dtype in frame.schema.items() if dtype in (pl.String, pl.Categorical, pl.Enum)]
    guarded = frame.with_columns(
        pl.Series(
            name, [None if cell is None else guard(cell) for cell in frame[name].cast(pl.String)], pl.String
        )
        for name in texts
    )
    names: list[str] = []
    for name in guarded.columns:
        safe = guard(name)
        while safe in names:
            safe += "_"
        names.append(safe)
    guarded.columns = names
    return guarded
