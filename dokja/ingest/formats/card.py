"""Score tables of a model card or web page, in Markdown or HTML: models against benchmarks, in either orientation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.reading import Reading
from dokja.ingest.tables import file_tables
from dokja.ingest.tables.file_tables import Found
from dokja.ingest.tables.layout import Layout
from dokja.ingest.tables.readers.markdown_page import has_pipe_table
from dokja.ingest.tables.readers.page_tables import Page, page_of

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


@lru_cache(maxsize=1)
def page(content: Content) -> Page:
    """The tables of a page. Raises Unreadable if it is too large."""
    return page_of(content)


def tables(content: Content, layouts: Mapping[str, Layout]) -> Found:
    """Every table with its layout; layouts are corrections by shape, the latest last. Raises Unreadable."""
    one = page(content)
    return file_tables.find(content, one.grids, one.left_out, one.problems, layouts)


def read(
    content: Content, beside: Mapping[str, Content], layouts: Mapping[str, Layout] | None = None
) -> Reading:
    """Scores of all score tables, using corrected layouts (by shape, the latest last) or proposed ones.

    Other tables are reported as left out. Raises Unreadable if there is no table.
    """
    found = tables(content, layouts or {})
    if not (found.tables or found.without_numbers or found.problems):
        raise content.unreadable("card_no_table")
    return file_tables.read(content, found)
