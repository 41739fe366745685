"""Texts that somebody else wrote: addresses that may become links, words within our sentences, names to be compared."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

LONGEST = 80


def outside(url: str | None) -> str:
    """url where it leads to a web page, else nothing: no other scheme becomes a link."""
    return url if url and urlsplit(url).scheme in ("http", "https") else ""


def readable(text: str) -> str:
    """A text of somebody else's within a sentence: not too long, without letters that turn or hide what stands around."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:LONGEST])


def normalised(name: str) -> str:
    """A name without differences of spelling: small letters, digits, + and % alone, with tau for its Greek letter."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("τ", "tau")
    return "".join(sign for sign in plain if sign.isalnum() or sign in "+%")
