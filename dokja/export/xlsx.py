"""XLSX with numbers as numbers, and separate sheets for the sources and the notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

import xlsxwriter

from dokja.export.download import Cell, Columns, Download
from dokja.export.figures import Figure
from dokja.export.guard import guard, guarded

CREATED = datetime(2026, 1, 1)
WIDEST = 60
LONGEST = 32_767
A4 = 9
LONGEST_TITLE = 255


def write(download: Download) -> bytes:
    """The table, its sources and its notes on three sheets; the same input gives the same bytes."""
    memory = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(memory, options) as book:
        book.set_properties({"title": guard(download.title)[:LONGEST_TITLE], "created": CREATED})
        for name, columns in (
            (download.table_sheet, download.table),
            (download.sources_sheet, download.sources),
            (download.notes_sheet, download.notes),
        ):
            sheet(book, name, columns)
    return memory.getvalue()


def sheet(book: Any, name: str, columns: Columns) -> None:
    """Add a sheet: bold frozen header, column widths fitted to the cells, filter on the header.

    It prints on A4 across, as wide as one page, with the header and the page's number on each.
    """
    page = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", name)[:31])
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
    form = cache(lambda kind: book.add_format({"num_format": kind, "valign": "top"}))
    safe = guarded(columns)
    for number, (header, cells) in enumerate(safe.items()):
        page.write_string(0, number, cut(header), bold)
        for row, cell in enumerate(cells, start=1):
            write_cell(page, row, number, cell, form(number_format(cell)))
        page.set_column(number, number, width([header, *cells]))
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&R&P / &N")
    if height := max((len(cells) for cells in safe.values()), default=0):
        page.autofilter(0, 0, height, len(safe) - 1)


def number_format(cell: Cell) -> str:
    """Number format of a cell: a number with its own decimals, a date in ISO format."""
    if isinstance(cell, Figure):
        decimals = "." + "0" * cell.decimals if cell.decimals else ""
        return ("#,##0" if cell.grouped else "0") + decimals
    return "yyyy-mm-dd" if isinstance(cell, date) else "General"


def write_cell(page: Any, row: int, number: int, cell: Cell, form: Any) -> None:
    """Write a cell according to its type; None stays empty."""
    if cell is None:
        return
    if isinstance(cell, bool):
        page.write_boolean(row, number, cell, form)
    elif isinstance(cell, Figure):
        page.write_number(row, number, cell.number, form)
    elif isinstance(cell, date):
        page.write_datetime(row, number, datetime(cell.year, cell.month, cell.day), form)
    else:
        page.write_string(row, number, cut(cell), form)


def cut(text: str) -> str:
    """A text as long as a cell may be, in units of UTF-16; of a longer one the writer would leave nothing."""
    if len(text) <= LONGEST // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * LONGEST - 2].decode("utf-16-le", "ignore") + "…"


def width(cells: Sequence[Cell]) -> int:
    """Width of a column in characters, counting Hangul as two, at most WIDEST."""
    texts = [str(cell) for cell in cells if cell is not None]
    return min(WIDEST, 2 + max(sum(2 if ord(letter) > 0x10FF else 1 for letter in text) for text in texts))
