"""Untrusted text: addresses that may become links, words within sentences, names to compare."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

LONGEST = 80


def outside(url: str | None) -> str:
    """url if it is an http(s) address, otherwise blank, so that no other scheme becomes a link; so is one that cannot be parsed."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def readable(text: str) -> str:
    """Untrusted text for use in a sentence: truncated, with unprintable characters replaced."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:LONGEST])


def normalised(name: str) -> str:
    """A name normalised for comparison: lower-case letters, digits, + and % only, with τ spelt tau."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("τ", "tau")
    return "".join(sign for sign in plain if sign.isalnum() or sign in "+%")
