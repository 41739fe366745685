"""A form for one record, generated from the data package."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl
import streamlit as st

from dokja.records import data_package
from dokja.records.record_words import Record, RecordWords, columns_of, field_of, is_required, is_suggested
from dokja.ui.page import Page

LONG = ("text", "description", "note", "reason")
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


def show(
    page: Page,
    spoken: RecordWords,
    tables: Mapping[str, pl.DataFrame],
    table: str,
    record: Record | None,
    key: str,
) -> dict[str, str | None] | None:
    """The values by column once the form is submitted, otherwise None; prefilled with record if it is being corrected.

    The key is not part of the form: a new record's key is derived from its name, and an existing key never changes.
    """
    own = data_package.own_key(spoken.resources[table])
    asked = [column for column in columns_of(spoken.resources[table]) if column != own]
    with st.form(f"form-{key}"):
        page.note(page.words("entry.form_note"))
        values: dict[str, str | None] = {own: record[own]} if own and record else {}
        for first in range(0, len(asked), 2):
            for place, column in zip(st.columns(2), asked[first : first + 2], strict=False):
                with place:
                    value = (record or {}).get(column)
                    values[column] = widget(page, spoken, tables, table, column, value, f"{key}-{column}")
        sent = st.form_submit_button(page.words("entry.look"))
    return values if sent else None


def widget(
    page: Page,
    spoken: RecordWords,
    tables: Mapping[str, pl.DataFrame],
    table: str,
    column: str,
    value: str | None,
    key: str,
) -> str | None:
    """The input for one column: a selector, a calendar, or text (also for numbers, to keep their digits)."""
    needed = is_required(spoken.resources[table], column)
    label = spoken.label(table, column) + (" *" if needed else "")
    about = spoken.described(table, column)
    choices = spoken.choices(table, column, tables)
    if choices is not None:
        keys = list(choices)
        return st.selectbox(
            label,
            keys,
            index=keys.index(value) if value in choices else None,
            format_func=lambda option: choices.get(option, option),
            placeholder=page.words("intake.choose"),
            accept_new_options=is_suggested(table, column),
            help=about,
            key=key,
        )
    if field_of(spoken.resources[table], column)["type"] == "date":
        day = st.date_input(
            label,
            value=date.fromisoformat(value) if value else None,
            min_value=EARLIEST,
            max_value=LATEST,
            format="YYYY-MM-DD",
            help=about,
            key=key,
        )
        return str(day) if isinstance(day, date) else None
    write = st.text_area if column.split("_")[0] in LONG and column != "reason" else st.text_input
    text = write(label, value=value or "", max_chars=1000, help=about, key=key)
    return text.strip() or None
