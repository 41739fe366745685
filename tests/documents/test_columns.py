"""Widths of columns: what is kept on one line counts as one word."""

from __future__ import annotations

from dokja.export.documents import columns
from dokja.export.documents.document import Grid


def test_date_with_blanks_that_do_not_break_is_one_word() -> None:
    date = "2026.\N{NO-BREAK SPACE}11.\N{NO-BREAK SPACE}22."
    assert columns.word(date) == columns.length(date) > columns.word(date.replace("\N{NO-BREAK SPACE}", " "))


def test_column_of_dates_has_room_for_a_date() -> None:
    date = "2026.\N{NO-BREAK SPACE}7.\N{NO-BREAK SPACE}22."
    others = ["가나다라 마바사 아자차 " * 3] * 6
    grid = Grid("", ["날짜", *"abcdef"], [[date, *others]] * 3, [False] * 7)
    width = 480
    room = columns.shares(grid, width)[0] * width / columns.letters(grid) * 2 - columns.PADDING
    assert room >= columns.length(date) - 1e-9
