"""Pages, their doors in the navigation, their addresses and their filters, as used by the navigation, server and tests."""

from __future__ import annotations

DOORS: dict[str, tuple[str, ...]] = {
    "": ("home",),
    "evaluation": ("official", "weights"),
    "performance": (
        "scores",
        "korean",
        "size_score",
        "sizes",
        "behind",
    ),
    "compare": (
        "compare",
        "pair",
        "repeated",
        "make_table",
    ),
    "check": ("claims", "check"),
    "data": (
        "models",
        "benchmarks",
        "sources",
        "coverage",
        "questions",
        "changes",
        "glossary",
    ),
    "edit": ("intake", "entry"),
}
"""Pages by door; that without a name stands by itself, and editors alone see the last."""
EDITORS = "edit"
HIDDEN = ("model", "team", "benchmark", "search", "briefing", "addresses", "about")
"""Pages that other pages lead to."""
FORMS = (*DOORS[EDITORS], "briefing")
"""Pages on which something is made; without a reader they say nothing."""
PAGES = (*(name for names in DOORS.values() for name in names), *HIDDEN)
FILTERS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("official", "weights", "korean", "compare", "make_table", "coverage", "claims"), ("team",)
    ),
    **dict.fromkeys(
        ("scores", "size_score", "sizes", "behind", "repeated", "questions", "sources", "changes"),
        ("team", "foreign"),
    ),
}
"""What a page can be filtered by; a filter that changes nothing on a page is not shown there."""
BRIEFS = {
    "team": ("status", "team-marks", "team-models"),
    "model": ("model-scores",),
    "claims": ("figures",),
    "official": ("round-",),
}
"""Pages of which a brief of one page can be made, and the cards that stand in it: the first whose key begins so."""


def path(name: str) -> str:
    """A page's path; the first page has an empty one."""
    return "" if name == PAGES[0] else name.replace("_", "-")


ADDRESSES = {path(name): name for name in PAGES}
