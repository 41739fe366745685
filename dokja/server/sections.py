"""The pages and the sections under which the navigation lists them; a page without a section stands by itself."""

from __future__ import annotations

SECTIONS: dict[str, tuple[str, ...]] = {
    "": ("overview", "sizes", "scores", "size_score"),
    "differences": ("compare", "pair", "repeated"),
    "evaluation": ("official", "weights"),
    "statements": ("claims", "check"),
    "records": ("sources", "coverage", "questions", "changes"),
    "editing": ("intake", "entry"),
}
PROFILES = ("model", "team")
"""Pages that others link to and the navigation does not list."""
