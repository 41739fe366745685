"""A table as the clipboard brings it, as HTML: what of it is a table, and what is lost when only that is taken."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from bs4 import BeautifulSoup
from bs4.element import Tag

from dokja.ingest.content import Content
from dokja.ingest.tables.page import clipboard_losses as losses
from dokja.ingest.tables.page.grid import Row, grid_of, prepare, words
from dokja.ingest.values.digits import column_numbers

MOST_TEXT = 20 * 2**20
SPREADSHEETS = {
    "excel": re.compile(r"urn:schemas-microsoft-com:office:excel|ProgId content=\"?Excel", re.IGNORECASE),
    "sheets": re.compile(r"google-sheets-html-origin|data-sheets-root", re.IGNORECASE),
    "calc": re.compile(r"<meta[^>]+generator[^>]+(?:LibreOffice|OpenOffice)[^>]*>", re.IGNORECASE),
}
BEGINNING = 20_000


@dataclass(frozen=True)
class Pasted:
    """How large the pasted tables are (rows and columns of each), and what was lost: kind and how often."""

    sizes: tuple[tuple[int, int], ...]
    lost: dict[str, int]


def taken(content: Content) -> tuple[Content, Pasted]:
    """The tables of a pasted page alone, each row on a line of its own: those of a spreadsheet as text with tabs.

    Raises Unreadable for a page that is too large, or holds no table.
    """
    text = content.text
    if len(text) > MOST_TEXT:
        raise content.unreadable("card_too_long", limit=f"{MOST_TEXT // 2**20} MB")
    soup = BeautifulSoup(text, "lxml")
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
    grids = [grid_of(content, table, ()) for table in tables]
    return cleaned, Pasted(tuple((len(grid.rows), grid.width) for grid in grids), lost)


def sheet_rows(content: Content, soup: BeautifulSoup, table: Tag) -> list[list[str]]:
    """The cells of a spreadsheet's table; merged text stands in each of its cells, a merged number in the first."""
    hidden = losses.hidden_columns(table)
    for mark in soup.find_all("sup"):
        mark.decompose()
    prepare(soup)
    grid = grid_of(content, table, ())
    seen: set[int] = set()
    rows = [unmerged(row, seen) for row in grid.rows]
    return [[cell for at, cell in enumerate(row) if at not in hidden] for row in rows]


def unmerged(row: Row, seen: set[int]) -> list[str]:
    """The texts of a row; a number that spans several places stands in the first, which seen remembers."""
    texts = []
    for cell in row.cells:
        text = words(cell.text)
        again = cell.spans and id(cell) in seen and column_numbers([text])[0].fault is None
        seen.add(id(cell))
        texts.append("" if again else text)
    return texts


def tabbed(rows: Sequence[Sequence[str]]) -> str:
    """Rows as text with tabs between the cells."""
    lines = StringIO()
    csv.writer(lines, delimiter="\t", lineterminator="\n").writerows(rows)
    return lines.getvalue()


def on_lines(soup: BeautifulSoup) -> str:
    """The page with each row of a table on a line of its own, so that its row is the line that messages name."""
    body = soup.body or soup
    html = " ".join(str(body).split("\n"))
    start, *rows = re.split(r"(?=<tr\b)", html)
    return "<html>" + start + "\n".join(rows) + "</html>"
