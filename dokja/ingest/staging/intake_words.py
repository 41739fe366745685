"""Messages about an import, shared by the page and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dokja.i18n.text import Words
from dokja.ingest.reading import Cells
from dokja.ingest.staging.origins import Origin
from dokja.records import editors


def origin(given: Origin, settled: Origin, words: Words) -> str:
    """Message with a new source's key, or naming the recorded source used instead; blank if one was chosen."""
    title = words.name(settled.source, "title")
    if settled.is_new:
        return words("preview.new_source", title=title, source=settled.source["source_id"])
    return words("preview.known_source", title=title) if given.is_new else ""


def withdrawn(row: Mapping[str, Any], words: Words) -> str:
    """When, by whom and why a number was withdrawn, and what happens to it now; blank if it never was."""
    if row["withdrawn_on"] is None:
        return ""
    told = words(
        "preview.taken_out",
        date=words.date(row["withdrawn_on"]),
        person=editors.describe_recorder(row["withdrawn_by"], words),
        reason=row["withdrawn_because"] or words("preview.no_reason"),
    )
    what = "preview.stays_out" if row["status"] == "withdrawn" else "preview.comes_back"
    return f"{told} {words(what)}"


def cells(found: Cells, words: Words) -> str:
    """How many cells of the files' tables hold a number, and what became of them; blank if there are no tables."""
    names = ("total", "score", "beside", "left_out", "refused")
    counts = {name: words.number(getattr(found, name)) for name in names}
    return words("preview.cells", **counts) if found.total else ""
