"""Footnote marks beside names and numbers, with the notes under the table that explain them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from dokja.ingest.reading import shortened

MARK_SIGNS = re.compile(r"\[\^?\w{1,2}\]|.")


def noted(text: str, marks: str, notes: Sequence[str]) -> str:
    """A text with its footnote marks, followed by the notes under the table that explain them, if any."""
    found = [note for mark in MARK_SIGNS.findall(marks) if (note := note_of(mark, notes))]
    return shortened(": ".join([text, *dict.fromkeys(found)]))


def note_of(mark: str, notes: Sequence[str]) -> str | None:
    """The note that begins with a mark (for a raised digit also 1), 주1) or [1]), otherwise one that mentions it."""
    digit = unicodedata.normalize("NFKC", mark)
    begins = re.compile(
        rf"[•\-> ]*(?:{re.escape(mark)}|(?:주 ?)?[\[(]?{digit}[\])])"
        if digit.isdecimal()
        else rf"[•\-> ]*{re.escape(mark)}"
    )
    first = next((note for note in notes if begins.match(note)), None)
    return first or next((note for note in notes if mark in note), None)
