"""Score tables of a model card or web page, in Markdown or HTML: models against benchmarks, in either orientation."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.reading import LeftOut, Reading
from dokja.ingest.tables.header_rows import Table, filled, table
from dokja.ingest.tables.layout import proposed
from dokja.ingest.tables.readers.markdown_page import has_pipe_table
from dokja.ingest.tables.readers.page_tables import page_of
from dokja.ingest.tables.rows import shortened
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
    found = [scores_in(content, table(content, grid)) for grid in page.grids]
    read = [one for one in found if isinstance(one, Scores)]
    others = [one for one in found if isinstance(one, LeftOut)]
    return whole(content.path, read, [*page.left_out, *others], page.problems)


def scores_in(content: Content, found: Table | None) -> Scores | LeftOut:
    """The scores of a table; the reason if it is none of scores."""
    try:
        if found:
            return scores(content.path, found, proposed(content, found))
    except Unreadable:
        pass
    return not_scores(found)


def not_scores(found: Table | None) -> LeftOut:
    """The left-out entry for a table without scores."""
    if found is None:
        return LeftOut(None, "", "", "no_scores")
    texts = (
        filled(" ".join(cell.split()) for cell in cells)
        for _, cells in found.grid.first_rows(found.header[-1] + 1)
    )
    top = " | ".join(dict.fromkeys(next((one for one in texts if one), [])))
    return LeftOut(found.grid.line, " / ".join(found.grid.headings[-1:]), shortened(top), "no_scores")
