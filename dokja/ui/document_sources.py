"""The numbered sources of a document."""

from __future__ import annotations

from collections.abc import Iterable

from dokja.export.documents.document import Source
from dokja.i18n import untrusted_text
from dokja.ui.page import Page


class Numbers:
    """Numbers the sources of a document in the order in which they are named."""

    def __init__(self) -> None:
        self.by_source: dict[str, int] = {}

    def of(self, source_ids: Iterable[str]) -> list[int]:
        """Numbers of sources, each once."""
        return [self.by_source.setdefault(key, len(self.by_source) + 1) for key in dict.fromkeys(source_ids)]


def source(page: Page, source_id: str, number: int) -> Source:
    """A source with publisher, date and licence, and what its licence asks to be named."""
    words, row = page.words, page.names.sources[source_id]
    licence = row["licence"] or words("sources.no_licence")
    told = (words.name(row, "publisher"), page.source_text(row), licence, row["attribution"] or "")
    return Source(number, ". ".join(text for text in told if text), untrusted_text.outside(row["url"]))
