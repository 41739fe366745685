"""Score tables of a model card or web page, in Markdown or HTML: models against benchmarks, in either orientation."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.reading import LeftOut, Reading, numbers, shortened
from dokja.ingest.tables.accounts import all_left_out
from dokja.ingest.tables.grid import Grid
from dokja.ingest.tables.header_rows import Table, filled, table
from dokja.ingest.tables.layout import proposed
from dokja.ingest.tables.readers.markdown_page import has_pipe_table
from dokja.ingest.tables.readers.page_tables import page_of
from dokja.ingest.tables.scores import Scores, scores, whole

JSON_LIST = re.compile(r"\s*(?:\{|\[\s*(?:[\[{\"\]-]|\d+\s*[,.\]]|true|false|null))")


def recognises(content: Content) -> bool:
    """Whether a file contains an HTML table, or a pipe table with a delimiter row."""
    if content.is_archive:
        return False
    try:
        text = content.text
    except Unreadable:
        return False
    return not JSON_LIST.match(text[:200]) and (has_html_table(text) or has_pipe_table(text))


def has_html_table(text: str) -> bool:
    """Whether a text contains an HTML table with at least one cell."""
    lower = text.lower()
    start = lower.find("<table")
    return start >= 0 and (lower.find("<td", start) >= 0 or lower.find("<th", start) >= 0)


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """Scores of all score tables; other tables are reported as left out. Raises Unreadable if there is no table."""
    page = page_of(content)
    if not page.grids and not page.problems:
        raise content.unreadable("card_no_table")
    found = [scores_in(content, grid) for grid in page.grids]
    return whole(content.path, found, page.left_out, page.problems)


def scores_in(content: Content, grid: Grid) -> Scores:
    """The scores of a table; none, with the reason, if it is none of scores."""
    found = table(content, grid)
    try:
        if found:
            return scores(content.path, found, proposed(content, found))
    except Unreadable:
        pass
    return Scores(numbers([]), left_out=[not_scores(grid, found)], cells=all_left_out(grid))


def not_scores(grid: Grid, found: Table | None) -> LeftOut:
    """The left-out entry for a table without scores."""
    rows = grid.first_rows(found.header[-1] + 1 if found else 1)
    texts = (filled(" ".join(cell.split()) for cell in cells) for _, cells in rows)
    top = " | ".join(dict.fromkeys(next((one for one in texts if one), [])))
    return LeftOut(grid.line, " / ".join(grid.headings[-1:]), shortened(top), "no_scores")
