"""Tables of a document: the rows and columns that have room on paper, with sources by their numbers."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dokja.export.documents.document import Grid
from dokja.ui.card import Card
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, written

NO_BREAK = "\N{NO-BREAK SPACE}"
WIDEST, PROSE = 18, 40
"""Letters for which a column has room at most, and those of a column of sentences."""


@dataclass(frozen=True)
class Extent:
    """How much of a table a document holds: rows, and letters of the width of Latin ones in a row, one or two lines a cell."""

    rows: int
    room: float


ALONE, AMONG_OTHERS, WHOLE = Extent(100, 115), Extent(12, 115), Extent(500, math.inf)
"""A table that was taken by itself, one of a page that was taken as a whole, and one that no paper limits."""


def grid(page: Page, card: Card, numbers: Mapping[str, int], extent: Extent) -> Grid:
    """A card's table as it is printed: its first rows, the columns that have room, sources by their numbers."""
    words, table = page.words, card.table
    if len(table.rows) < min(extent.rows, card.whole.height):
        table, _ = card.whole.make()
    rows = list(itertools.islice(table.records(), extent.rows))
    numbered = {page.source_href(key): numbers[key] for key in card.sources}
    columns = [one for one in table.columns if any(written(one, row, words) for row in rows)]
    shown = with_room(page, columns, rows, numbered, extent.room)
    return Grid(
        caption=table.caption,
        header=[column.label for column in shown],
        rows=[
            [cell(page, column, row, numbered) or words("table.missing") for column in shown] for row in rows
        ],
        numeric=[column.numeric for column in shown],
        remarks=left_out(page, columns, shown),
        n_rows=card.whole.height,
    )


def with_room(
    page: Page, columns: Sequence[Column], rows: Sequence[Row], numbered: Mapping[str, int], room: float
) -> list[Column]:
    """Columns that have room beside each other: sentences and those on the right give way first, the source last."""

    def width(column: Column) -> int:
        longest = max((wide(cell(page, column, row, numbered)) for row in rows), default=0)
        return min(max(longest, 6), PROSE if column.prose else WIDEST)

    kept = set[int]()
    taken = 0
    order = sorted(
        range(len(columns)), key=lambda place: (place > 0, not columns[place].away, columns[place].prose)
    )
    for place in order:
        if not kept or taken + width(columns[place]) <= room:
            kept.add(place)
            taken += width(columns[place])
    return [column for place, column in enumerate(columns) if place in kept]


def wide(text: str) -> int:
    """Width of a text in Latin letters; Korean ones are twice as wide."""
    return sum(2 if ord(letter) > 0x10FF else 1 for letter in text)


def cell(page: Page, column: Column, row: Row, numbered: Mapping[str, int]) -> str:
    """A cell's text; a source is its number."""
    text = written(column, row, page.words)
    if column.day:
        text = text.replace(" ", NO_BREAK)
    number = numbered.get(column.href(row)) if column.away and column.href and text else None
    return f"[{number}]" if number else text


def left_out(page: Page, columns: Sequence[Column], shown: Sequence[Column]) -> list[str]:
    """A sentence on the columns that the printed table leaves out, if there are any."""
    away = [column.label for column in columns if column not in shown]
    return [page.words("briefing.columns", columns=page.words.join(away))] if away else []
