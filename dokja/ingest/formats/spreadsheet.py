"""Spreadsheets: CSV, TSV, XLSX and pasted tables, long or wide, with arbitrary column names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import polars as pl

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.files import archive
from dokja.ingest.reading import LeftOut, Reading, models, numbers
from dokja.ingest.tables.page.headers import Model
from dokja.ingest.tables.sheet import book_sheets, text_sheet
from dokja.ingest.tables.sheet.columns import Layout, Table, has_numbers, is_known_header, table
from dokja.ingest.tables.sheet.long_rows import number_tables, pieces, place_of, usable
from dokja.ingest.tables.sheet.resolved_layout import HEADLESS, LEFT, READ, ResolvedLayout, resolved_layout
from dokja.ingest.tables.sheet.sheet_labels import with_said_of_models, without_marks
from dokja.ingest.tables.sheet.sheet_parts import parts
from dokja.ingest.tables.sheet.sheets import Sheet
from dokja.ingest.tables.sheet.validate_rows import validate_rows, without_repetition
from dokja.records.problems import Problem

BEGINNING = 200_000
FIRST_ROWS = 20
LEAST_SHARE = 4
"""At least one line in this many must have the most common number of cells."""
MOST_REPLACED = 20
"""At most one character in this many may be undecodable at the start of a table."""
NOT_READ = {LEFT: "sheet_left", HEADLESS: "sheet_without_numbers"}


@dataclass(frozen=True)
class Found:
    """Tables with their layouts, left-out values, problems of unreadable sheets, and facts stated in model names."""

    tables: list[ResolvedLayout]
    left_out: list[LeftOut]
    problems: list[Problem]
    said: dict[str, Model] = field(default_factory=dict)


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
    """Whether text is HTML, YAML front matter or Markdown with a table, or contains characters that no table has."""
    lines = start.lstrip("\ufeff \t\r\n").splitlines()
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
    return found is not None and any(has_numbers(found, at) for at in range(found.sheet.width))


@lru_cache(maxsize=1)
def every_sheet(content: Content) -> tuple[list[Sheet], list[LeftOut]]:
    """The tables on a workbook's sheets, or on a text file as its only sheet. Raises Unreadable."""
    content.check()
    sheets, left_out = (
        book_sheets.sheets(content) if content.is_archive else ([text_sheet.sheet(content)], [])
    )
    return [part for sheet in sheets for part in parts(sheet)], left_out


def tables(content: Content, layouts: Mapping[str, Layout]) -> Found:
    """Every sheet with its layout; layouts are corrections by shape, the latest last. Raises Unreadable."""
    sheets, left_out = every_sheet(content)
    found = Found([], [*left_out], [])
    for sheet in sheets:
        found.left_out.extend(sheet.left_out)
        found.problems.extend(sheet.problems)
        try:
            one = resolved_layout(content, sheet, layouts)
        except Unreadable as error:
            found.problems.append(error.problem)
            continue
        if one is None:
            found.left_out.append(LeftOut(None, sheet.name, "", "sheet_without_numbers"))
        else:
            found.tables.append(one)
    return found


def read_tables(content: Content, found: Found) -> list[ResolvedLayout]:
    """The tables to read; for the others the reason is added to found. Raises Unreadable if none is left."""
    for one in found.tables:
        if one.problem:
            found.problems.append(one.problem)
        elif one.how not in READ:
            found.left_out.append(LeftOut(None, one.found.sheet.name, "", NOT_READ[one.how]))
    taken = [one for one in found.tables if one.how in READ]
    if not taken and found.problems:
        raise Unreadable(found.problems[0])
    if not taken:
        is_left = any(one.how == LEFT for one in found.tables)
        raise content.unreadable("every_sheet_left" if is_left else "no_numbers")
    return taken


def read(
    content: Content, beside: Mapping[str, Content], layouts: Mapping[str, Layout] | None = None
) -> Reading:
    """Scores of all sheets, using corrected layouts (by shape, the latest last) or proposed ones. Raises Unreadable."""
    found = tables(content, layouts or {})
    pieces_read = [
        piece
        for one in read_tables(content, found)
        for piece in numbers_of(content.path, one.found, one.layout, found)
    ]
    frame, problems, left_out = without_repetition(content.path, pl.concat([numbers([]), *pieces_read]))
    problems = sorted([*found.problems, *problems], key=lambda problem: problem.row or 0)
    named = models([model_row(name, found.said) for name in frame["model"].unique(maintain_order=True)])
    return Reading(frame, named, (*found.left_out, *left_out), problems)


def model_row(name: str, said: Mapping[str, Model]) -> dict[str, str | None]:
    """A models row with the sizes that the model's name in the file states."""
    sizes = said.get(name, Model(name, name))
    return {"model": name, "total_params_b": sizes.total, "active_params_b": sizes.active}


def numbers_of(path: str, one: Table, layout: Layout, found: Found) -> Iterator[pl.DataFrame]:
    """The numbers of a sheet, piece by piece; problems and left-out values are added to found."""
    body, problems, left_out = usable(path, one, layout)
    found.problems.extend(problems)
    found.left_out.extend(left_out)
    place, readings = place_of(one, layout), number_tables(one, layout, body)
    for piece in pieces(one, layout, body):
        bare, marked = without_marks(piece)
        named, said = with_said_of_models(bare)
        found.left_out.extend(marked)
        found.said.update(said)
        sieve = validate_rows(path, place, named, readings)
        found.problems.extend(sieve.problems)
        found.left_out.extend(sieve.left_out)
        yield sieve.frame
