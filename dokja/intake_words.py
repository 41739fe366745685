"""What is said of numbers that come in, on the page and on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dokja.text import Words


def withdrawn(row: Mapping[str, Any], words: Words) -> str:
    """When, by whom and why a number was taken out before, and what becomes of it now; blank where it never was."""
    if row["withdrawn_on"] is None:
        return ""
    told = words(
        "preview.taken_out",
        date=words.date(row["withdrawn_on"]),
        person=row["withdrawn_by"],
        reason=row["withdrawn_because"] or words("preview.no_reason"),
    )
    what = "preview.stays_out" if row["status"] == "withdrawn" else "preview.comes_back"
    return f"{told} {words(what)}"
