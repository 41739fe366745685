"""Pages and their addresses, as used by the navigation, the server and the tests."""

from __future__ import annotations

PAGES = (
    "overview",
    "sizes",
    "scores",
    "size_score",
    "behind",
    "compare",
    "pair",
    "make_table",
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
    """A page's path; the first page has an empty one."""
    return "" if name == PAGES[0] else name.replace("_", "-")


ADDRESSES = {path(name): name for name in (*PAGES, *PROFILES)}
