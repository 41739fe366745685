"""Spreadsheets: CSV, TSV, XLSX and pasted tables, long or wide, with arbitrary column names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.files import archive
from dokja.ingest.reading import LeftOut, Reading
from dokja.ingest.tables import file_tables
from dokja.ingest.tables.file_tables import Found
from dokja.ingest.tables.grid import Grid
from dokja.ingest.tables.header_rows import is_known_header, table
from dokja.ingest.tables.layout import Layout, is_numeric
from dokja.ingest.tables.readers import book_sheets, text_sheet
from dokja.ingest.tables.readers.sheet_parts import parts
from dokja.ingest.tables.resolved_layout import LEFT, READ

BEGINNING = 200_000
FIRST_ROWS = 20
LEAST_SHARE = 4
"""At least one line in this many must have the most common number of cells."""
MOST_REPLACED = 20
"""At most one character in this many may be undecodable at the start of a table."""


def recognises(content: Content) -> bool:
    """Whether a file is a workbook, or text with a table that uses one delimiter."""
    if content.is_archive:
        return is_workbook(content)
    start = beginning(content)
    if content.looks_like_json or is_other_text(start):
        return False
    sign = text_sheet.delimiter(start)
    if sign is None:
        return False
    lines = [line for line in text_sheet.bare_lines(start, sign) if line.strip()]
    rows = [[cell.strip() for cell in line.split(sign)] for line in lines]
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    agreeing = max(widths.values())
    if agreeing * LEAST_SHARE < len(rows):
        return False
    if any(is_known_header(cells) for cells in rows[:FIRST_ROWS]):
        return True
    small = Content(content.path, "\n".join(lines).encode("utf-8", "replace"))
    return agreeing > 1 and has_a_column_of_numbers(small)


def is_workbook(content: Content) -> bool:
    """Whether an archive is an XLSX file, even a broken one."""
    try:
        return book_sheets.WORKBOOK in archive.names(content)
    except Unreadable:
        return b"xl/" in content.data


def beginning(content: Content) -> str:
    """The start of a file as text, whatever its encoding; blank if it is not text."""
    try:
        return content.text[:BEGINNING]
    except Unreadable:
        text = content.data[:BEGINNING].decode("utf-8", "replace").replace("\0", "")
    odd = sum(letter == "\ufffd" or (letter < " " and letter not in "\t\r\n\f") for letter in text)
    return text if odd * MOST_REPLACED <= len(text) else ""


def is_other_text(start: str) -> bool:
    """Whether text is HTML, YAML front matter or Markdown with a table, or contains characters that no table has.

    Lines that begin with # directly above a table are remarks of its export; a heading has a blank line below it.
    """
    lines = start.lstrip("\ufeff \t\r\n").splitlines()
    remarks = [*takewhile(lambda line: line.startswith("# "), lines)]
    if remarks and text_sheet.is_divided(lines[len(remarks) :][:1]):
        lines = lines[len(remarks) :]
    if not lines or lines[0].startswith(("<", "---", "# ", "{", "[")):
        return True
    ruled = any(set(line.strip()) <= set("|-: ") and "--" in line and "|" in line for line in lines)
    return ruled or any(letter < " " and letter not in "\t\r\n\f\x1f" for letter in start[:1000])


def has_a_column_of_numbers(content: Content) -> bool:
    """Whether a text table has a header with a numeric column below it."""
    try:
        found = table(content, text_sheet.sheet(content))
    except Unreadable:
        return False
    return found is not None and any(map(is_numeric, found.texts))


@lru_cache(maxsize=1)
def every_sheet(content: Content) -> tuple[list[Grid], list[LeftOut]]:
    """The tables on a workbook's sheets, or on a text file as its only sheet. Raises Unreadable."""
    content.check()
    sheets, left_out = (
        book_sheets.sheets(content) if content.is_archive else ([text_sheet.sheet(content)], [])
    )
    return [part for sheet in sheets for part in parts(sheet)], left_out


def tables(content: Content, layouts: Mapping[str, Layout]) -> Found:
    """Every sheet with its layout; layouts are corrections by shape, the latest last. Raises Unreadable."""
    sheets, left_out = every_sheet(content)
    return file_tables.find(content, sheets, left_out, [], layouts)


def read(
    content: Content, beside: Mapping[str, Content], layouts: Mapping[str, Layout] | None = None
) -> Reading:
    """Scores of all sheets, using corrected layouts (by shape, the latest last) or proposed ones.

    Raises Unreadable if no sheet is read.
    """
    found = tables(content, layouts or {})
    if not any(one.how in READ for one in found.tables):
        problems = [*found.problems, *(one.problem for one in found.tables if one.problem)]
        if problems:
            raise Unreadable(problems[0])
        is_left = any(one.how == LEFT for one in found.tables)
        raise content.unreadable("every_sheet_left" if is_left else "no_numbers")
    return file_tables.read(content, found)
