"""Filled templates of record tables: XLSX, the same saved as CSV or TSV, or pasted with the header."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import openpyxl
import polars as pl

from dokja.export.guard import is_guarded
from dokja.i18n.text import LANGUAGES, Words
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.formats import spreadsheet
from dokja.ingest.reading import LeftOut, Reading, numbers
from dokja.ingest.tables.grid import ROW, Grid
from dokja.ingest.tables.readers import book_sheets, text_sheet
from dokja.ingest.values.digits import UNCALCULATED
from dokja.records import data_package, store
from dokja.records.problems import Problem
from dokja.records.record_words import RecordWords, columns_of, is_required

LISTS = "dokja-lists"
"""Name of the hidden sheet that holds the permitted values."""
MARK = "#"
"""Technical name of the remarks column."""
REQUIRED = " *"
HEADER_ROWS = 6
LEAST_SHARE = 0.75
"""Share of a table's columns that identifies its header even if a required column is missing."""
Header = tuple[str, dict[int, str], list[str]]


def recognises(content: Content) -> bool:
    """Whether one of the first rows of the text, or of a sheet, is a record table's header."""
    try:
        return any(header(row) for sheet in first_rows(content) for row in sheet)
    except (Unreadable, csv.Error):
        return False


def first_rows(content: Content) -> list[list[list[str]]]:
    """The first rows of each visible sheet, or of a text file. Raises Unreadable."""
    if not content.is_archive:
        if content.looks_like_json:
            return []
        start = text_sheet.plain_lines(content.text[: text_sheet.BEGINNING])
        sign = text_sheet.delimiter(start)
        rows = csv.reader(io.StringIO(start), delimiter=sign) if sign else iter(())
        return [[row for _, row in zip(range(HEADER_ROWS), rows, strict=False)]]
    if not spreadsheet.is_workbook(content):
        return []
    book_sheets.check_parts(content)
    try:
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(BytesIO(content.data), read_only=True, keep_links=False)
            return [
                [["" if cell is None else str(cell) for cell in row] for row in beginning(page)]
                for page in book.worksheets
                if page.sheet_state == "visible"
            ]
    except book_sheets.BROKEN as error:
        raise content.unreadable("broken_workbook") from error


def beginning(page: Any) -> list[Sequence[Any]]:
    """The first rows of a sheet."""
    return list(page.iter_rows(max_row=HEADER_ROWS, values_only=True))


def header(cells: Sequence[str]) -> Header | None:
    """Table, its columns by position, and unknown cells; None if the row is not a table's header."""
    shown = {place: cell.strip() for place, cell in enumerate(cells) if cell.strip()}
    found = []
    for table, names in known_headers():
        by_place = {place: names[text] for place, text in shown.items() if text in names}
        columns = [name for name in by_place.values() if name != MARK]
        unknown = [text for place, text in shown.items() if place not in by_place]
        if len(columns) < 2 or len(set(columns)) != len(columns):
            continue
        resource = resources()[table]
        needed = {name for name in columns_of(resource) if is_required(resource, name)}
        whole = needed <= set(columns) and (not unknown or len(needed) >= 4)
        if whole or (not unknown and len(columns) >= max(3.0, LEAST_SHARE * len(columns_of(resource)))):
            found.append((len(columns), -len(columns_of(resource)), table, by_place, unknown))
    if not found:
        return None
    *_, table, by_place, unknown = max(found, key=lambda one: one[:2])
    return table, by_place, unknown


@cache
def resources() -> dict[str, data_package.Resource]:
    """The record tables' resources, by name."""
    return data_package.resources(store.records_folder())


@cache
def known_headers() -> list[tuple[str, dict[str, str]]]:
    """Each table with its columns by header cell: by technical name, then by label in each language."""
    found = []
    for table, resource in resources().items():
        found.append((table, {MARK: MARK} | {name: name for name in columns_of(resource)}))
        for language in LANGUAGES:
            spoken = RecordWords(Words(language), resources(), {})
            labels = {spoken.label(table, name): name for name in columns_of(resource)}
            marked = {label + REQUIRED: name for label, name in labels.items()}
            found.append((table, {Words(language)("template.mark"): MARK} | labels | marked))
    return found


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """The rows of every sheet that is a filled template. Raises Unreadable."""
    sheets, left_out = spreadsheet.every_sheet(content)
    left_out = [one for one in left_out if one.place != LISTS]
    tables: list[tuple[str, pl.DataFrame]] = []
    problems: list[Problem] = []
    for sheet in sheets:
        started = header_of(sheet)
        if started is None:
            left_out.append(LeftOut(None, sheet.name, "", "sheet_without_header"))
            continue
        after, (table, by_place, unknown) = started
        missing = missing_columns(table, by_place)
        problems += [
            Problem(content.path, "unknown_column", after, text, details={"expected": expected(table)})
            for text in unknown
        ]
        problems += [Problem(content.path, "missing_column", after, name) for name in missing]
        if not unknown and not missing:
            frame, bad = body(content.path, sheet, table, after, by_place)
            tables.append((table, frame))
            problems += [*sheet.problems, *bad]
            left_out += sheet.left_out
    return Reading(numbers([]), left_out=left_out, problems=problems, tables=tables)


def header_of(sheet: Grid) -> tuple[int, Header] | None:
    """Row number and content of the last header among the first rows; None if there is none."""
    found = [(row, one) for row, cells in sheet.first_rows(HEADER_ROWS) if (one := header(cells))]
    return found[-1] if found else None


def missing_columns(table: str, by_place: Mapping[int, str]) -> list[str]:
    """Required columns that are missing, except the key, which can be generated for a new record."""
    resource = resources()[table]
    needed = [name for name in columns_of(resource) if is_required(resource, name)]
    return [
        name for name in needed if name not in by_place.values() and name != data_package.own_key(resource)
    ]


def expected(table: str) -> str:
    """A table's column names, for use in a message."""
    return ", ".join(columns_of(resources()[table]))


def body(
    path: str, sheet: Grid, table: str, after: int, by_place: Mapping[int, str]
) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows below a header, without empty rows and rows with formulas that were never calculated."""
    columns = {(name if name != MARK else "mark"): pl.col(str(place)) for place, name in by_place.items()}
    columns.setdefault("mark", pl.lit(None, pl.String))
    rows = sheet.frame.filter(pl.col(ROW) > after).select(ROW, **columns)
    names = [name for name in columns if name != "mark"]
    rows = rows.filter(pl.any_horizontal(pl.col(names).is_not_null()))
    formulas = [
        Problem(path, "formula_without_value", row[ROW], name, row[name].removeprefix(UNCALCULATED))
        for row in rows.iter_rows(named=True)
        for name in names
        if (row[name] or "").startswith(UNCALCULATED)
    ]
    bad = {problem.row for problem in formulas}
    kept = rows.filter(~pl.col(ROW).is_in(list(bad)))
    return kept.with_columns(pl.col(names).map_elements(bare, pl.String)), formulas


def bare(cell: str) -> str:
    """A cell without the apostrophe that guards text against being run as a formula."""
    return cell[1:] if is_guarded(cell) else cell
