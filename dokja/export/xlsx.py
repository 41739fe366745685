"""XLSX with numbers as numbers, and a sheet each for the sources and for what was set."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import polars as pl
import xlsxwriter

from dokja.export.download import Download
from dokja.export.guard import guard, guard_frame

CREATED = datetime(2026, 1, 1)
WIDEST = 60


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
        book.set_properties({"title": guard(download.title), "created": CREATED})
        sheet(book, download.table_sheet, download.table, download.decimals)
        sheet(book, download.sources_sheet, download.sources, {})
        notes = pl.DataFrame(download.notes, schema=["", " "], orient="row")
        sheet(book, download.notes_sheet, notes, {})
    return memory.getvalue()


def sheet(book: Any, name: str, frame: pl.DataFrame, decimals: dict[str, int]) -> None:
    """One sheet: bold header that stays in view, columns as wide as their cells, filter on the header."""
    page = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", name)[:31])
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
    guarded = guard_frame(frame)
    for number, (shown, column) in enumerate(zip(guarded.columns, frame.columns, strict=True)):
        form = cell_format(book, frame.schema[column], decimals.get(column))
        page.write_string(0, number, shown, bold)
        for row, value in enumerate(guarded[shown], start=1):
            write_cell(page, row, number, value, form)
        page.set_column(number, number, width(guarded[shown]))
    page.freeze_panes(1, 1)
    if frame.width and frame.height:
        page.autofilter(0, 0, frame.height, frame.width - 1)


def cell_format(book: Any, dtype: pl.DataType, places: int | None) -> Any:
    """Format of a column's cells: decimals for numbers, ISO for dates."""
    if dtype == pl.Date:
        return book.add_format({"num_format": "yyyy-mm-dd"})
    if dtype.is_numeric() and places is not None:
        return book.add_format({"num_format": "0" + ("." + "0" * places if places else "")})
    return book.add_format({"valign": "top"})


def write_cell(page: Any, row: int, number: int, value: Any, form: Any) -> None:
    """One cell by the type of its value; null stays empty."""
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(row, number, value, form)
    elif isinstance(value, (int, float, Decimal)):
        page.write_number(row, number, value, form)
    elif isinstance(value, date):
        page.write_datetime(row, number, datetime(value.year, value.month, value.day), form)
    else:
        page.write_string(row, number, str(value), form)


def width(cells: pl.Series) -> int:
    """Width of a column in characters, Hangul counted as two."""
    texts = [cells.name, *(str(cell) for cell in cells if cell is not None)]
    return min(WIDEST, 2 + max(sum(2 if ord(letter) > 0x10FF else 1 for letter in text) for text in texts))
