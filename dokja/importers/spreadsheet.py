"""Spreadsheets: CSV, TSV, XLSX and pasted tables, long or wide, whose columns people name as they like."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import polars as pl

from dokja.importers import archive, book_sheets, text_sheet
from dokja.importers.columns import Layout, Table, applied, has_numbers, is_known_header, proposed, table
from dokja.importers.content import Content, Unreadable
from dokja.importers.header_words import normal
from dokja.importers.headers import Model
from dokja.importers.labels import with_said_of_models, without_marks
from dokja.importers.long_rows import number_tables, pieces, place_of, usable
from dokja.importers.reading import LeftOut, Reading, models, numbers
from dokja.importers.sheet_parts import parts
from dokja.importers.sheets import Sheet
from dokja.importers.sieve import sifted, without_repetition
from dokja.problems import Problem

__all__ = ["Layout", "proposal", "read", "recognises", "shape"]

BEGINNING = 200_000
FIRST_ROWS = 20
LEAST_SHARE = 4
"""One in so many lines at least has the usual number of cells."""
MOST_REPLACED = 20
"""Of the signs that a table begins with, one in so many may be unreadable."""


@dataclass(frozen=True)
class Found:
    """Tables with their layouts, what was left out, why a sheet cannot be read, and what names say of their models."""

    tables: list[tuple[Table, Layout]]
    left_out: list[LeftOut]
    problems: list[Problem]
    said: dict[str, Model] = field(default_factory=dict)


def recognises(content: Content) -> bool:
    """Whether a file is a workbook or text with a table whose columns are divided by one sign."""
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
    """Whether an archive is an XLSX file, a broken one too."""
    try:
        return book_sheets.WORKBOOK in archive.names(content)
    except Unreadable:
        return b"xl/" in content.data


def beginning(content: Content) -> str:
    """The beginning of a file as text, whatever it holds; blank for what is no text."""
    try:
        return content.text[:BEGINNING]
    except Unreadable:
        text = content.data[:BEGINNING].decode("utf-8", "replace").replace("\0", "")
    odd = sum(letter == "\ufffd" or (letter < " " and letter not in "\t\r\n\f") for letter in text)
    return text if odd * MOST_REPLACED <= len(text) else ""


def is_other_text(start: str) -> bool:
    """Whether text is HTML, YAML front matter or Markdown with a table, or holds signs that no table has."""
    lines = start.lstrip("\ufeff \t\r\n").splitlines()
    if not lines or lines[0].startswith(("<", "---", "# ", "{", "[")):
        return True
    ruled = any(set(line.strip()) <= set("|-: ") and "--" in line and "|" in line for line in lines)
    return ruled or any(letter < " " and letter not in "\t\r\n\f\x1f" for letter in start[:1000])


def has_a_column_of_numbers(content: Content) -> bool:
    """Whether a text table has a header and under it a column of numbers."""
    try:
        found = table(content, text_sheet.sheet(content))
    except Unreadable:
        return False
    return found is not None and any(has_numbers(found, at) for at in range(found.sheet.width))


@lru_cache(maxsize=1)
def every_sheet(content: Content) -> tuple[list[Sheet], list[LeftOut]]:
    """The tables on the sheets of a workbook, or on a text file as its one sheet. Raises Unreadable."""
    content.check()
    sheets, left_out = (
        book_sheets.sheets(content) if content.is_archive else ([text_sheet.sheet(content)], [])
    )
    return [part for sheet in sheets for part in parts(sheet)], left_out


def every_table(content: Content, layout: Layout | None = None) -> Found:
    """Each sheet with numbers and its layout: the given one where the headers are its own, else proposed.

    Raises Unreadable where no sheet can be read or the given layout fits none.
    """
    sheets, left_out = every_sheet(content)
    found = Found([], [*left_out], [])
    fits = False
    for sheet in sheets:
        found.left_out.extend(sheet.left_out)
        found.problems.extend(sheet.problems)
        given = applied(content, sheet, layout) if layout else None
        fits = fits or given is not None
        if given:
            found.tables.append(given)
        else:
            propose_for(content, sheet, found)
    if layout and not fits:
        headers = ", ".join(header for header, _ in layout.roles if header)
        raise content.unreadable("layout_of_another_file", found=headers)
    if not found.tables:
        raise Unreadable(found.problems[0]) if found.problems else content.unreadable("no_numbers")
    return found


def propose_for(content: Content, sheet: Sheet, found: Found) -> None:
    """Add a sheet with its proposed layout, or why it has none."""
    try:
        one = table(content, sheet)
        if one and one.body.is_empty():
            raise content.unreadable("header_only", one.header_row, sheet.name or None)
        if one is None or not holds_scores(one):
            found.left_out.append(LeftOut(None, sheet.name, "", "sheet_without_numbers"))
        else:
            found.tables.append((one, proposed(content, one)))
    except Unreadable as error:
        found.problems.append(error.problem)


def holds_scores(found: Table) -> bool:
    """Whether a sheet has a column of numbers, or a header that names models or benchmarks."""
    return any(has_numbers(found, at) for at in range(found.sheet.width)) or is_known_header(list(found.subs))


def proposal(content: Content) -> Layout:
    """What the columns of the first sheet with numbers hold, as far as headers and cells tell. Raises Unreadable."""
    return every_table(content).tables[0][1]


def main_table(content: Content) -> Table:
    """The first sheet with scores, else the first with a header. Raises Unreadable where there is none."""
    sheets, _ = every_sheet(content)
    tables = [one for sheet in sheets if (one := table(content, sheet))]
    if not tables:
        raise content.unreadable("no_numbers")
    return next((one for one in tables if holds_scores(one)), tables[0])


def shape(content: Content) -> str:
    """A key that files with the same columns share, under which a corrected layout is remembered. Raises Unreadable."""
    return shape_of(main_table(content))


def shape_of(found: Table) -> str:
    """The key of a sheet's columns."""
    headers = "\x1f".join(normal(header) for header in found.headers)
    return hashlib.sha256(headers.encode()).hexdigest()[:16]


def read(content: Content, beside: Mapping[str, Content], layout: Layout | None = None) -> Reading:
    """The numbers of all sheets, with the given layout or the proposed ones. Raises Unreadable."""
    found = every_table(content, layout)
    pieces_read = [
        piece
        for one, its_layout in found.tables
        for piece in numbers_of(content.path, one, its_layout, found)
    ]
    frame, problems, left_out = without_repetition(content.path, pl.concat([numbers([]), *pieces_read]))
    problems = sorted([*found.problems, *problems], key=lambda problem: problem.row or 0)
    named = models([model_row(name, found.said) for name in frame["model"].unique(maintain_order=True)])
    return Reading(frame, named, (*found.left_out, *left_out), problems)


def model_row(name: str, said: Mapping[str, Model]) -> dict[str, str | None]:
    """A model with the sizes that its name in the file states."""
    sizes = said.get(name, Model(name, name))
    return {"model": name, "total_params_b": sizes.total, "active_params_b": sizes.active}


def numbers_of(path: str, one: Table, layout: Layout, found: Found) -> Iterator[pl.DataFrame]:
    """The numbers of a sheet, piece by piece; what is not taken over is added to found."""
    body, problems, left_out = usable(path, one, layout)
    found.problems.extend(problems)
    found.left_out.extend(left_out)
    place, tables = place_of(one, layout), number_tables(one, layout, body)
    for piece in pieces(one, layout, body):
        bare, marked = without_marks(piece)
        named, said = with_said_of_models(bare)
        found.left_out.extend(marked)
        found.said.update(said)
        sieve = sifted(path, place, named, tables)
        found.problems.extend(sieve.problems)
        found.left_out.extend(sieve.left_out)
        yield sieve.frame
