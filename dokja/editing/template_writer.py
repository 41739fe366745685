"""Templates of record tables: a sheet to fill in, with drop-down lists for permitted values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from dokja.export.guard import guard
from dokja.export.xlsx import CREATED
from dokja.ingest.formats.template import LISTS, MARK, REQUIRED
from dokja.records.record_words import (
    Record,
    RecordWords,
    columns_of,
    field_of,
    is_required,
    is_suggested,
    written,
)

FIRST_ROW = 4
LEAST_ROWS = 1000
LONGEST_MESSAGE, LONGEST_TITLE = 250, 32
EARLIEST, LATEST = datetime(2000, 1, 1), datetime(2099, 12, 31)


def write(
    table: str, spoken: RecordWords, tables: Mapping[str, pl.DataFrame], records: Sequence[Record] = ()
) -> bytes:
    """A table's template as XLSX, optionally with records filled in; the same input gives the same bytes.

    Header rows: labels (with a star if required), technical names, descriptions and an example.
    """
    memory = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(memory, options) as book:
        book.set_properties({"title": guard(spoken.table(table)), "created": CREATED})
        page = book.add_worksheet(spoken.table(table)[:31])
        lists = book.add_worksheet(LISTS)
        lists.hide()
        sheet = Template(book, page, lists, table, spoken, tables)
        last = max(LEAST_ROWS, FIRST_ROW + len(records) + LEAST_ROWS // 2)
        sheet.mark_column()
        for number, column in enumerate(columns_of(spoken.resources[table]), start=1):
            sheet.column(number, column, records, last)
        page.freeze_panes(2, 1)
        page.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(last, number)}"})
    return memory.getvalue()


class Template:
    """The sheet to fill in, and a hidden sheet with the permitted values."""

    def __init__(
        self,
        book: Any,
        page: Any,
        lists: Any,
        table: str,
        spoken: RecordWords,
        tables: Mapping[str, pl.DataFrame],
    ):
        self.page = page
        self.lists = lists
        self.table = table
        self.spoken = spoken
        self.tables = tables
        self.resource = spoken.resources[table]
        grey = {"font_color": "#5f6670", "text_wrap": True, "valign": "top"}
        self.bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#e8edf4", "valign": "top"})
        self.technical = book.add_format({**grey, "bottom": 1, "bg_color": "#e8edf4"})
        self.about = book.add_format(grey)
        self.example = book.add_format(
            {**grey, "italic": True, "bg_color": "#f6f0dc", "bottom": 1, "num_format": "@"}
        )
        self.example_day = book.add_format(
            {**grey, "italic": True, "bg_color": "#f6f0dc", "bottom": 1, "num_format": "yyyy-mm-dd"}
        )
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})

    def mark_column(self) -> None:
        """Write the first column, which labels the header rows and is free for remarks below."""
        words = self.spoken.words
        for row, (text, form) in enumerate(
            [
                (words("template.mark"), self.bold),
                (MARK, self.technical),
                (words("template.about"), self.about),
                (words("template.example"), self.example),
            ]
        ):
            self.page.write_string(row, 0, text, form)
        self.page.set_column(0, 0, 9, self.text)
        self.page.set_row(2, 75)

    def column(self, number: int, column: str, records: Sequence[Record], last: int) -> None:
        """Write one column: headers, description, example, records and validation."""
        label = self.spoken.label(self.table, column)
        is_day = field_of(self.resource, column)["type"] == "date"
        choices = self.spoken.choices(self.table, column, self.tables)
        self.page.set_column(number, number, 24, self.day if is_day else self.text)
        self.page.write_string(0, number, label + (REQUIRED if self.needs(column) else ""), self.bold)
        self.page.write_string(1, number, column, self.technical)
        self.page.write_string(2, number, self.explained(column, choices), self.about)
        example = next(self.tables[self.table].iter_rows(named=True), {})
        self.cell(
            3, number, column, example.get(column), choices, self.example_day if is_day else self.example
        )
        for row, record in enumerate(records, start=FIRST_ROW):
            self.cell(row, number, column, record[column], choices, self.day if is_day else self.text)
        self.page.data_validation(
            FIRST_ROW,
            number,
            last,
            number,
            {**self.rule(number, column, choices), **self.message(column, choices)},
        )

    def needs(self, column: str) -> bool:
        """Whether the column is required; a record's own key is not, because it can be generated."""
        return is_required(self.resource, column) and self.spoken.label(
            self.table, column
        ) != self.spoken.words("field.own_key")

    def explained(self, column: str, choices: Mapping[str, str] | None) -> str:
        """A column's description, whether it is required, and how to fill it in."""
        words = self.spoken.words
        kind = field_of(self.resource, column)["type"]
        if choices is not None:
            how = words(
                "template.how.suggested" if is_suggested(self.table, column) else "template.how.choice"
            )
        elif self.spoken.label(self.table, column) == words("field.own_key"):
            how = words("template.how.own_key")
        elif kind in ("number", "integer", "date"):
            how = words(f"template.how.{kind}")
        else:
            how = ""
        needed = words("template.needed" if self.needs(column) else "template.optional")
        return " ".join(
            part for part in (f"{self.spoken.described(self.table, column)}.", needed, how) if part
        )

    def cell(
        self,
        row: int,
        number: int,
        column: str,
        value: str | None,
        choices: Mapping[str, str] | None,
        form: Any,
    ) -> None:
        """Write one value as text to keep its digits; dates as dates, choices with their labels."""
        if value is None:
            self.page.write_blank(row, number, None, form)
        elif field_of(self.resource, column)["type"] == "date":
            day = date.fromisoformat(value)
            self.page.write_datetime(row, number, datetime(day.year, day.month, day.day), form)
        elif choices is not None:
            self.page.write_string(row, number, written(choices[value], value), form)
        elif field_of(self.resource, column)["type"] == "string" and not is_number(value):
            self.page.write_string(row, number, guard(value), form)
        else:
            self.page.write_string(row, number, value, form)

    def rule(self, number: int, column: str, choices: Mapping[str, str] | None) -> dict[str, Any]:
        """Excel's validation rule for a column."""
        kind = field_of(self.resource, column)["type"]
        if choices:
            for row, (key, shown) in enumerate(choices.items()):
                self.lists.write_string(row, number, written(shown, key))
            first, last = (xl_rowcol_to_cell(at, number, True, True) for at in (0, len(choices) - 1))
            is_closed = "enum" in field_of(self.resource, column).get("constraints", {}) or kind == "boolean"
            return {
                "validate": "list",
                "source": f"='{LISTS}'!{first}:{last}",
                "error_type": "stop" if is_closed else "warning",
            }
        if kind == "date":
            return {"validate": "date", "criteria": "between", "minimum": EARLIEST, "maximum": LATEST}
        if kind in ("number", "integer"):
            return {
                "validate": "custom",
                "value": f"=ISNUMBER(VALUE({xl_rowcol_to_cell(FIRST_ROW, number)}))",
            }
        return {"validate": "any"}

    def message(self, column: str, choices: Mapping[str, str] | None) -> dict[str, str]:
        """Excel's input and error messages for a column."""
        words = self.spoken.words
        kind = field_of(self.resource, column)["type"]
        wrong = "choice" if choices else kind
        return {
            "input_title": self.spoken.label(self.table, column)[:LONGEST_TITLE],
            "input_message": self.explained(column, choices)[:LONGEST_MESSAGE],
            "error_title": words("template.wrong"),
            "error_message": words(f"template.wrong_{wrong}") if wrong != "string" else "",
        }


def is_number(text: str) -> bool:
    """Whether a text is a plain number, which no spreadsheet executes."""
    return text.removeprefix("-").replace(".", "", 1).isdecimal()
