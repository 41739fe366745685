"""Lists every version of the data, and lets the reader choose the starting one."""

from __future__ import annotations

from datetime import date

import polars as pl
import streamlit as st

from dokja.pages.shared import shared_columns
from dokja.records import editors
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

FILES = "files"


def chosen(page: Page, versions: pl.DataFrame) -> Row:
    """The starting version: from the address, otherwise the last but one, or as chosen by the reader.

    The address accepts more notations than the list, so it is parsed here, and an unknown version is reported here.
    """
    rows = {row["batch_id"] or FILES: row for row in versions.iter_rows(named=True)}
    found = named(asked(), versions)
    default = found or list(rows)[1]
    st.session_state.setdefault("since", default)
    key = page.settings.one(
        "since", page.words("changes.since"), list(rows), default, lambda key: label(page, rows[key])
    )
    if key == default:
        say_unknown(page, versions)
    return rows[key]


def asked() -> str:
    """The version or day in the address at the reader's first visit."""
    return str(st.session_state.setdefault("asked-since", st.query_params.get("since", "")))


def say_unknown(page: Page, versions: pl.DataFrame) -> None:
    """Report an address that names neither a version nor a day."""
    if asked() and not named(asked(), versions):
        page.note(page.words("changes.unknown", asked=asked()), warning=True)


def named(wanted: str, versions: pl.DataFrame) -> str | None:
    """Key of the version that an address refers to: by key, by data version, or the last one before a day."""
    fitting = versions.filter(
        (pl.col("batch_id").fill_null(FILES) == wanted) | (pl.col("data_version") == wanted)
    )
    if fitting.is_empty() and (day := day_of(wanted)):
        fitting = versions.filter(pl.col("recorded_on").fill_null(date.min) < day)
    return fitting["batch_id"].fill_null(FILES)[0] if fitting.height else None


def day_of(text: str) -> date | None:
    """A day in ISO format; None for any other text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def version(page: Page, row: Row) -> str:
    """A version's display name: its number and day."""
    if not row["number"]:
        return page.words("changes.files")
    return page.words("changes.version", number=row["number"], date=page.words.date(row["recorded_on"]))


def label(page: Page, row: Row) -> str:
    """A version's list entry: number, day, kind, source and recorder."""
    if not row["number"]:
        return version(page, row)
    kind = page.words(f"changes.kind.{row['kind']}")
    parts = [version(page, row), kind, page.names.source(row["source_id"]), who(page, row)]
    return " · ".join(part for part in parts if part)


def who(page: Page, row: Row) -> str | None:
    """Who recorded a version's batch; None for the version of the files."""
    return row["recorded_by"] and editors.describe_recorder(row["recorded_by"], page.words)


def show(page: Page, versions: pl.DataFrame) -> None:
    """Show every version, newest first, with the batch that created it."""
    words = page.words

    def state(row: Row) -> str | None:
        if not row["number"]:
            return None
        if row["undoes_number"]:
            return words(
                "changes.undoes" if row["holds_now"] else "changes.undoes_no_more",
                number=row["undoes_number"],
            )
        return words("changes.holds" if row["holds_now"] else "changes.undone")

    def day(row: Row) -> date | str:
        return row["recorded_on"] or str(row["data_version"]).rpartition("-")[0]

    page.section(words("changes.versions.title"), words("changes.versions.text"))
    table_columns = [
        Column(words("changes.column.version"), lambda row: row["number"], decimals=0),
        shared_columns.text(
            page, "changes.column.kind", lambda row: words(f"changes.kind.{row['kind'] or FILES}")
        ),
        shared_columns.text(page, "changes.column.day", lambda row: words.date(day(row))),
        shared_columns.text(page, "changes.column.by", lambda row: who(page, row)),
        shared_columns.text(page, "changes.column.why", lambda row: row["reason"] or None),
        shared_columns.text(page, "column.source", lambda row: page.names.source(row["source_id"]) or None),
        shared_columns.text(page, "changes.column.origins", lambda row: row["origins"] or None),
        shared_columns.count(page, "changes.column.n_numbers", "n_numbers"),
        shared_columns.count(page, "changes.column.n_records", "n_records"),
        shared_columns.text(page, "changes.column.state", state),
        shared_columns.text(page, "changes.column.data_version", lambda row: row["data_version"]),
    ]
    table = Table(words("changes.versions.caption"), table_columns, versions)
    page.table("versions", table, versions["source_id"])
