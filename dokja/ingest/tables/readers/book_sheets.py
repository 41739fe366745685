"""Cells of an XLSX workbook: numbers as displayed (percent, decimals), formulas as their stored value."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from io import BytesIO
from itertools import islice
from typing import Any, cast

import openpyxl
import polars as pl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils.exceptions import InvalidFileException

from dokja.ingest.content import UTF_16, Content
from dokja.ingest.files import archive
from dokja.ingest.reading import LeftOut
from dokja.ingest.tables.grid import Grid, check_size, letters, text_frame
from dokja.ingest.tables.readers.raised_text import set_beside
from dokja.ingest.values.digits import UNCALCULATED

WORKBOOK = "xl/workbook.xml"
SHOWN_DIGITS = Context(prec=15)
MOST_CELLS = 2_000_000
SHOWN_CELLS = 10
SMALL = {"superscript": "sup", "subscript": "sub"}
SIGNED = re.compile(r"(-?)[0-9.]+%?")
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
IN_THOUSANDS = re.compile(r"[0#?],+(?![0#?,])")
"""Commas in a number format that divide by thousands."""
BROKEN = (
    SyntaxError,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OverflowError,
    EOFError,
    OSError,
)
"""What openpyxl raises for a workbook with missing, malformed (SyntaxError) or inconsistent parts."""


def sheets(content: Content) -> tuple[list[Grid], list[LeftOut]]:
    """Every sheet with cells, and left-out entries for hidden, empty and chart sheets. Raises Unreadable."""
    check_parts(content)
    book = opened(content, formulas=True)
    found, left_out = [], []
    values: list[Any] = []
    for page in book.worksheets:
        if page.sheet_state != "visible":
            left_out.append(LeftOut(None, page.title, "", "hidden_sheet"))
            continue
        if not values and any(cell.data_type == "f" for cell in stored_cells(page)):
            values.append(opened(content, formulas=False))
        struck = without_struck(page)
        rows = grid(page, values[0][page.title] if values else page)
        left_out += [*without_hidden(page, rows), *struck, *without_unseen(page, rows)]
        if rows:
            check_size(content, len(rows), max(max(row) for row in rows.values()))
            found.append(Grid(page.title, frame(rows), True, spans=spans(page, rows)))
        else:
            left_out.append(LeftOut(None, page.title, "", "empty_sheet"))
    left_out += [LeftOut(None, page.title, "", "chart_sheet") for page in book.chartsheets]
    return found, left_out


def check_parts(content: Content) -> None:
    """Raises Unreadable for a zip bomb, a zip that is not a workbook, and parts that define entities."""
    if WORKBOOK not in archive.names(content):
        raise content.unreadable("no_workbook")
    cells = 0
    for name, part in archive.members(content, ("",)):
        if name.startswith("xl/media/"):
            continue
        text = part.replace(b"\0", b"") if part.startswith(UTF_16) else part
        cells += text.count(b"<c ")
        if b"<!DOCTYPE" in text:
            raise content.unreadable("xml_entities", member=name)
    if cells > MOST_CELLS:
        raise content.unreadable("too_many_cells", limit=f"{MOST_CELLS:,}")


def opened(content: Content, *, formulas: bool) -> Any:
    """The workbook, with formulas as text or with their stored values; external links and macros are ignored."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return openpyxl.load_workbook(
                BytesIO(content.data), data_only=not formulas, keep_links=False, rich_text=True
            )
    except BROKEN as error:
        raise content.unreadable("broken_workbook") from error


def stored_cells(page: Any) -> Iterable[Any]:
    """The cells stored in the file; openpyxl's own iteration would create every cell up to the last one."""
    return cast(Iterable[Any], page._cells.values())


def grid(page: Any, values: Any) -> dict[int, dict[int, str]]:
    """Cell texts by row and column, both starting at 1; merged text is repeated in every cell of its range."""
    rows: dict[int, dict[int, str]] = {}
    for cell in stored_cells(page):
        text = cell_text(cell, lambda one: values[one.coordinate].value)
        if text:
            rows.setdefault(cell.row, {})[cell.column] = text
    for merged in page.merged_cells.ranges:
        shared = rows.get(merged.min_row, {}).get(merged.min_col)
        if shared and page.cell(merged.min_row, merged.min_col).data_type == "s":
            for row in range(merged.min_row, min(merged.max_row, page.max_row) + 1):
                rows.setdefault(row, {}).update(
                    dict.fromkeys(range(merged.min_col, merged.max_col + 1), shared)
                )
    return rows


def without_hidden(page: Any, rows: dict[int, dict[int, str]]) -> list[LeftOut]:
    """Remove cells of hidden rows and columns, or of those without height or width, and return them as left-out entries."""
    flat = {number for number, one in page.row_dimensions.items() if one.hidden or one.height == 0}
    numbers = [row for row in rows if row in flat]
    left_out = [LeftOut(row, page.title, joined(rows.pop(row).values()), "hidden_row") for row in numbers]
    narrow = (one for one in page.column_dimensions.values() if one.hidden or one.width == 0)
    hidden = [range(one.min, one.max + 1) for one in narrow]
    for column in sorted({at for row in rows.values() for at in row if any(at in one for one in hidden)}):
        texts = [row.pop(column) for row in rows.values() if column in row]
        left_out.append(LeftOut(None, f"{page.title}!{letters(column - 1)}", joined(texts), "hidden_column"))
    for number in [number for number, row in rows.items() if not row]:
        del rows[number]
    return left_out


def without_unseen(page: Any, rows: dict[int, dict[int, str]]) -> list[LeftOut]:
    """Remove cells that their number format hides from rows, and return them as left-out entries."""
    # Asking each cell for its format would take as long as reading the sheet.
    formats = page.parent._number_formats
    hiding = {number for number, style in enumerate(page.parent._cell_styles) if may_hide(style, formats)}
    found = []
    for cell in stored_cells(page) if hiding else ():
        text = rows.get(cell.row, {}).get(cell.column)
        if text and cell.style_id in hiding and is_unseen(text, cell.number_format):
            del rows[cell.row][cell.column]
            found.append(LeftOut(cell.row, f"{page.title}!{cell.coordinate}", text, "hidden_by_format"))
    for number in [number for number, row in rows.items() if not row]:
        del rows[number]
    return found


def may_hide(style: Any, formats: Sequence[str]) -> bool:
    """Whether the number format of a cell style has a blank section; formats are those that the workbook defines."""
    at = style.numFmtId - BUILTIN_FORMATS_MAX_SIZE
    return 0 <= at < len(formats) and "" in sections(formats[at])[1:]


def sections(number_format: str) -> list[str]:
    """The sections of a number format: positive numbers, negative ones, zero, text."""
    return QUOTED.sub("x", number_format).split(";")


def is_unseen(text: str, number_format: str) -> bool:
    """Whether a number format shows nothing of a cell with this text."""
    parts = sections(number_format)
    number = SIGNED.fullmatch(text)
    if number is None:
        return len(parts) > 3 and not parts[3]
    is_zero = not text.strip("-0.%")
    at = 2 if is_zero else 1 if number[1] else 0
    return len(parts) > 1 and not (parts[at] if at < len(parts) else parts[0])


def joined(texts: Iterable[str]) -> str:
    """The first few texts on one line."""
    return " ".join(islice(texts, SHOWN_CELLS))


def frame(rows: dict[int, dict[int, str]]) -> pl.DataFrame:
    """The non-empty rows as a grid's frame."""
    width = max(max(row) for row in rows.values())
    cells = (
        (number, [rows[number].get(column) for column in range(1, width + 1)]) for number in sorted(rows)
    )
    return text_frame([*cells], width)


def spans(page: Any, rows: Mapping[int, Mapping[int, str]]) -> dict[tuple[int, int], int]:
    """The number of each merged range by its positions in the frame."""
    place = {number: at for at, number in enumerate(sorted(rows))}
    return {
        (place[row], column - 1): number
        for number, merged in enumerate(page.merged_cells.ranges)
        for row in range(merged.min_row, merged.max_row + 1)
        if row in place
        for column in range(merged.min_col, merged.max_col + 1)
    }


def without_struck(page: Any) -> list[LeftOut]:
    """Remove struck-through text from the cells of a sheet, and return it as left-out entries."""
    # Asking each cell for its font would take as long as reading the sheet.
    fonts = {number for number, font in enumerate(page.parent._fonts) if font.strike}
    found = []
    for cell in stored_cells(page):
        value, is_whole = cell.value, cell._style.fontId in fonts
        texts = []
        if isinstance(value, CellRichText):
            gone = [part.font.strike if isinstance(part, TextBlock) else is_whole for part in value]
            texts = [str(part) for part, is_gone in zip(value, gone, strict=True) if is_gone]
            kept = [part for part, is_gone in zip(value, gone, strict=True) if not is_gone]
            cell.value = CellRichText(*kept)
        elif is_whole and value is not None:
            texts, cell.value = [str(value)], None
        if texts:
            place = f"{page.title}!{cell.coordinate}"
            found.append(LeftOut(cell.row, place, joined(texts), "struck_text"))
    return found


def rich_text(parts: Iterable[Any]) -> str:
    """A cell's text on one line, its raised and lowered parts as footnote marks or apart from the rest."""
    text = ""
    for part in parts:
        kind = SMALL.get(part.font.vertAlign) if isinstance(part, TextBlock) else None
        said = " ".join(str(part).split())
        text += set_beside(text, said, "", kind) if kind and said else str(part)
    return " ".join(text.split())


def cell_text(cell: Any, stored: Callable[[Any], Any]) -> str:
    """A cell's value as text; for a formula its stored value, or the formula marked as not calculated."""
    value = cell.value
    if cell.data_type == "f":
        formula = getattr(value, "text", value)
        value = stored(cell)
        if value is None:
            return UNCALCULATED + str(formula)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return number_text(value, cell.number_format)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, (date, time, timedelta)):
        return str(value)
    if isinstance(value, CellRichText):
        return rich_text(value)
    return " ".join(str(value if value is not None else "").split())


def number_text(value: int | float, number_format: str) -> str:
    """A number with Excel's 15 digits and at least the decimals displayed, as a percentage if displayed so.

    A percent sign in quotes is literal text and does not scale the number.
    """
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return str(value)
    section = number_format.split(";")[0]
    form = QUOTED.sub("", section)
    is_percent = "%" in form
    shown = SHOWN_DIGITS.plus(exact.scaleb(2 if is_percent else 0))
    text = f"{shown:f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0").ljust(shown_decimals(form), "0")
    return whole + (f".{decimals}" if decimals else "") + ("%" if "%" in section else "")


def shown_decimals(form: str) -> int:
    """Number of decimals that a number format always displays; those of thousands are none of the number."""
    decimals = re.search(r"\.(0+)", form)
    is_of_number = "E" not in form.upper() and not IN_THOUSANDS.search(form)
    return len(decimals[1]) if decimals and is_of_number else 0
