"""Answered questions of an import: the XLSX file that dokja import --questions writes, or the same saved as CSV."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dokja.export.guard import is_guarded
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.formats import template
from dokja.ingest.reading import LeftOut, Reading, numbers
from dokja.ingest.tables.grid import ROW, Grid
from dokja.ingest.tables.readers import book_sheets, text_sheet
from dokja.ingest.values.digits import UNCALCULATED
from dokja.records.problems import Problem

FORMAT = "answers"
KEY, ANSWER = "dokja.question", "dokja.answer"
"""Technical names of the two columns that are read."""
TABLE = "answer"
SCHEMA: dict[str, Any] = {ROW: pl.Int64, "place": pl.String, "key": pl.String, "answer": pl.String}
"""One row per question: row of the file, place of the answer (질문!G5), key and answer as text, null if blank."""


def recognises(content: Content) -> bool:
    """Whether one of the first rows holds the technical names of both columns."""
    try:
        return any({KEY, ANSWER} <= {*row} for sheet in template.first_rows(content) for row in sheet)
    except (Unreadable, csv.Error):
        return False


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """The rows of every sheet with the two columns, as a table of SCHEMA. Raises Unreadable."""
    content.check()
    sheets, left_out = (
        book_sheets.sheets(content) if content.is_archive else ([text_sheet.sheet(content)], [])
    )
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    started = [(sheet, found) for sheet in sheets if (found := header(sheet))]
    if not started:
        raise content.unreadable("answers_without_columns", key=KEY, answer=ANSWER)
    for sheet, columns in started:
        problems += sheet.problems
        for row in answered(sheet, *columns):
            if (row["answer"] or "").startswith(UNCALCULATED):
                formula = row["answer"].removeprefix(UNCALCULATED)
                problems.append(
                    Problem(content.path, "formula_without_value", row[ROW], row["place"], formula)
                )
            else:
                rows.append(row)
    hidden = [one for one in left_out if one.reason in ("hidden_row", "struck_text")]
    problems += [hidden_answer(content, one) for one in hidden]
    return Reading(numbers([]), problems=problems, tables=[(TABLE, pl.DataFrame(rows, schema=SCHEMA))])


def hidden_answer(content: Content, left: LeftOut) -> Problem:
    """The problem of a row that is hidden, as by a filter, or struck through: it would be passed over in silence."""
    return Problem(content.path, f"answer_{left.reason}", left.row, left.place, left.text)


def header(sheet: Grid) -> tuple[int, int, int] | None:
    """Row number of the technical names, and the positions of key and answer; None if the sheet has none."""
    for row, cells in sheet.first_rows(template.HEADER_ROWS):
        if KEY in cells and ANSWER in cells:
            return row, cells.index(KEY), cells.index(ANSWER)
    return None


def answered(sheet: Grid, after: int, key: int, answer: int) -> list[dict[str, Any]]:
    """The rows below the technical names with a key or an answer."""
    found = []
    for row, *cells in sheet.frame.filter(pl.col(ROW) > after).iter_rows():
        stated = [bare(cells[place]) for place in (key, answer)]
        if any(stated):
            place = sheet.place(answer, ANSWER, row)
            found.append({ROW: row, "place": place, "key": stated[0], "answer": stated[1]})
    return found


def bare(cell: str | None) -> str | None:
    """A cell without blanks around it and the apostrophe that guards text against being run as a formula."""
    text = (cell or "").strip()
    return (text[1:] if is_guarded(text) else text) or None


def rows_of(readings: Sequence[Reading]) -> list[tuple[str, dict[str, Any]]]:
    """The answered rows of files of this format, each with the path of its file."""
    return [
        (one.path, row)
        for one in readings
        if one.format == FORMAT
        for _, frame in one.tables
        for row in frame.iter_rows(named=True)
    ]
