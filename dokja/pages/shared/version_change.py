"""What newer data change on a page: its sentences and the rows of its tables, compared with how it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dokja.i18n.text import Words
from dokja.ui.recorded_page import Record, RecordedPage, Sentences
from dokja.ui.tables import written


@dataclass(frozen=True)
class Change:
    """Sentences that a page said then and those that it says now in their place, and how many rows came, went or changed."""

    then: Sequence[str]
    now: Sequence[str]
    rows_then: int
    rows_now: int

    @property
    def is_none(self) -> bool:
        """Whether the page says the same."""
        return not (self.then or self.now or self.rows_then or self.rows_now)


def between(then: RecordedPage, now: RecordedPage) -> Change:
    """What two recordings of a page do not have in common."""
    said_then, said_now = sentences(then.record), sentences(now.record)
    rows_then, rows_now = rows(then.record, then.words), rows(now.record, now.words)
    return Change(
        [text for text in said_then if text not in said_now],
        [text for text in said_now if text not in said_then],
        len(rows_then - rows_now),
        len(rows_now - rows_then),
    )


def sentences(record: Record) -> list[str]:
    """Everything that a page says outside its tables."""
    found = [one for section in record.sections for one in section.contents if isinstance(one, Sentences)]
    return [*record.answer, *(text for one in found for text in one.texts)]


def rows(record: Record, words: Words) -> set[tuple[str, ...]]:
    """The rows of every table of a page, as they are displayed."""
    return {
        (key, *(written(column, row, words) for column in card.table.columns))
        for key, (_, card) in record.cards.items()
        for row in card.table.records()
    }
