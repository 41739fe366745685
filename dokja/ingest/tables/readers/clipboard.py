"""Tables pasted as HTML from the clipboard: extracts the tables and counts what is lost."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from bs4 import BeautifulSoup
from bs4.element import Tag

from dokja.ingest.content import Content
from dokja.ingest.tables.readers import clipboard_losses as losses
from dokja.ingest.tables.readers.page_tables import Row, expanded, prepare, words
from dokja.ingest.tables.readers.raised_text import mark_of, note_styled
from dokja.ingest.values.digits import is_number

MOST_TEXT = 20 * 2**20
SPREADSHEETS = {
    "excel": re.compile(r"urn:schemas-microsoft-com:office:excel|ProgId content=\"?Excel", re.IGNORECASE),
    "sheets": re.compile(r"google-sheets-html-origin|data-sheets-root", re.IGNORECASE),
    "calc": re.compile(r"<meta[^>]+generator[^>]+(?:LibreOffice|OpenOffice)[^>]*>", re.IGNORECASE),
}
BEGINNING = 20_000


@dataclass(frozen=True)
class Pasted:
    """Size of each pasted table (rows, columns), and how often each kind of content was lost."""

    sizes: tuple[tuple[int, int], ...]
    lost: dict[str, int]


def taken(content: Content) -> tuple[Content, Pasted]:
    """Only the tables of a pasted page, one row per line; a spreadsheet's table becomes tab-separated text.

    Raises Unreadable if the page is too large or has no table.
    """
    text = content.text
    if len(text) > MOST_TEXT:
        raise content.unreadable("card_too_long", limit=f"{MOST_TEXT // 2**20} MB")
    soup = BeautifulSoup(text, "lxml")
    note_styled(soup)
    lost = losses.removed(soup)
    tables = [table for table in soup.find_all("table") if not table.find("table")]
    if not tables:
        raise content.unreadable("card_no_table")
    if any(mark.search(text[:BEGINNING]) for mark in SPREADSHEETS.values()):
        lost |= losses.beside(soup, tables[1:], heading=False)
        rows = sheet_rows(content, soup, tables[0])
        size = (len(rows), max(map(len, rows), default=0))
        return Content(content.path, tabbed(rows).encode()), Pasted((size,), lost)
    lost |= losses.beside(soup, [], heading=True)
    losses.plain_marks(soup)
    cleaned = Content(content.path, on_lines(soup).encode())
    prepare(soup)
    grids = [expanded(content, table) for table in tables]
    return cleaned, Pasted(tuple((len(rows), len(rows[0].cells) if rows else 0) for rows in grids), lost)


def sheet_rows(content: Content, soup: BeautifulSoup, table: Tag) -> list[list[str]]:
    """Cells of a spreadsheet's table; merged text is repeated in every cell, a merged number kept in the first only."""
    hidden = losses.hidden_columns(table)
    for mark in soup.find_all("sup"):
        if mark_of(mark.get_text()):
            mark.decompose()
    prepare(soup)
    seen: set[int] = set()
    rows = [unmerged(row, seen) for row in expanded(content, table)]
    return [[cell for at, cell in enumerate(row) if at not in hidden] for row in rows]


def unmerged(row: Row, seen: set[int]) -> list[str]:
    """The texts of a row; a number in a merged cell appears only once. seen holds the ids of cells already used."""
    texts = []
    for cell in row.cells:
        text = words(cell.text)
        again = cell.spans and id(cell) in seen and is_number(text)
        seen.add(id(cell))
        texts.append("" if again else text)
    return texts


def tabbed(rows: Sequence[Sequence[str]]) -> str:
    """Rows as tab-separated text."""
    lines = StringIO()
    csv.writer(lines, delimiter="\t", lineterminator="\n").writerows(rows)
    return lines.getvalue()


def on_lines(soup: BeautifulSoup) -> str:
    """The page with one table row per line, so that row numbers in messages match lines."""
    body = soup.body or soup
    html = " ".join(str(body).split("\n"))
    start, *rows = re.split(r"(?=<tr\b)", html)
    return "<html>" + start + "\n".join(rows) + "</html>"
