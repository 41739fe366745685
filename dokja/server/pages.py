"""The pages and their addresses: what the navigation lists, the server answers and the tests visit."""

from __future__ import annotations

PAGES = (
    "overview",
    "sizes",
    "scores",
    "size_score",
    "compare",
    "pair",
    "official",
    "weights",
    "repeated",
    "claims",
    "check",
    "coverage",
    "questions",
    "sources",
    "changes",
    "intake",
    "entry",
)
PROFILES = ("model", "team")
UNFILTERED = ("intake", "entry")


def path(name: str) -> str:
    """Address of a page: the first one needs no name."""
    return "" if name == PAGES[0] else name.replace("_", "-")


ADDRESSES = {path(name): name for name in (*PAGES, *PROFILES)}
