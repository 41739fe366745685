"""Open questions as an XLSX file to answer in: proposals are filled in and marked, and count once the file comes back."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from dokja.export.guard import guard
from dokja.export.xlsx import CREATED
from dokja.i18n.text import Words
from dokja.ingest.formats.answers import ANSWER, KEY
from dokja.ingest.formats.template import LISTS
from dokja.ingest.staging.question_rows import QuestionRow

COLUMNS = (
    ("asked", "dokja.asked", 60),
    ("name", "dokja.name", 28),
    ("count", "dokja.count", 10),
    ("options", "dokja.options", 44),
    ("proposed", "dokja.proposed", 28),
    ("because", "dokja.because", 44),
    ("answer", ANSWER, 32),
    ("key", KEY, 24),
)
"""Column of a row, technical name, width in characters."""
FIRST_ROW = 3
ANSWER_AT = next(at for at, (name, *_) in enumerate(COLUMNS) if name == "answer")
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(rows: Sequence[QuestionRow], words: Words) -> bytes:
    """The questions as XLSX; the same rows give the same bytes. No cell is a formula or a link.

    The first row says how to answer, the second holds labels, the third technical names.
    """
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, OPTIONS) as book:
        book.set_properties({"title": words("question_file.sheet"), "created": CREATED})
        page = book.add_worksheet(words("question_file.sheet"))
        lists = Lists(book.add_worksheet(LISTS))
        forms = formats(book)
        write_head(page, words, forms)
        for at, row in enumerate(rows, start=FIRST_ROW):
            write_row(page, at, row, forms)
            if row.choices:
                page.data_validation(at, ANSWER_AT, at, ANSWER_AT, rule(lists.place(row.choices), words))
        page.freeze_panes(FIRST_ROW, 1)
        page.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(FIRST_ROW + len(rows), 7)}"})
    return memory.getvalue()


class Lists:
    """The hidden sheet with a column for each distinct list of choices."""

    def __init__(self, page: Any):
        self.page = page
        self.page.hide()
        self.places: dict[tuple[str, ...], str] = {}

    def place(self, choices: tuple[str, ...]) -> str:
        """The range that holds the choices, as a formula for a drop-down list."""
        if choices not in self.places:
            column = len(self.places)
            for row, choice in enumerate(choices):
                self.page.write_string(row, column, guard(choice))
            first, last = (xl_rowcol_to_cell(row, column, True, True) for row in (0, len(choices) - 1))
            self.places[choices] = f"='{LISTS}'!{first}:{last}"
        return self.places[choices]


def formats(book: Any) -> dict[str, Any]:
    """Cell formats by name; proposals stand on yellow."""
    top = {"valign": "top", "text_wrap": True}
    return {
        "how": book.add_format({**top, "bg_color": "#f6f0dc"}),
        "label": book.add_format({**top, "bold": True, "bg_color": "#e8edf4"}),
        "technical": book.add_format({**top, "font_color": "#5f6670", "bg_color": "#e8edf4", "bottom": 1}),
        "text": book.add_format({**top, "num_format": "@"}),
        "key": book.add_format({**top, "num_format": "@", "font_color": "#5f6670"}),
        "number": book.add_format({**top, "num_format": "#,##0"}),
        "answer": book.add_format({**top, "num_format": "@", "border": 1}),
        "proposal": book.add_format({**top, "num_format": "@", "border": 1, "bg_color": "#fff2a8"}),
    }


def write_head(page: Any, words: Words, forms: dict[str, Any]) -> None:
    """Write how to answer, the labels and the technical names, and set the widths."""
    page.merge_range(0, 0, 0, len(COLUMNS) - 1, words("question_file.how"), forms["how"])
    page.set_row(0, 80)
    for at, (name, technical, width) in enumerate(COLUMNS):
        page.write_string(1, at, words(f"question_file.{name}"), forms["label"])
        page.write_string(2, at, technical, forms["technical"])
        page.set_column(at, at, width)


def write_row(page: Any, at: int, row: QuestionRow, forms: dict[str, Any]) -> None:
    """Write one question; every text is guarded."""
    for column, (name, *_) in enumerate(COLUMNS):
        value = getattr(row, name)
        form = forms[name] if name in ("answer", "key") else forms["text"]
        if name == "answer" and row.is_proposed:
            form = forms["proposal"]
        if name == "count":
            if value:
                page.write_number(at, column, value, forms["number"])
        elif value:
            page.write_string(at, column, guard(value), form)
        else:
            page.write_blank(at, column, None, form)


def rule(source: str, words: Words) -> dict[str, Any]:
    """Excel's rule for an answer: a list that warns, because other recorded names and keys may be answered too."""
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": words("template.wrong"),
        "error_message": words("question_file.not_listed"),
    }
