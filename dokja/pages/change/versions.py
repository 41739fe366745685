"""Lists every version of the data, and lets the reader choose the starting one."""

from __future__ import annotations

from datetime import date

import polars as pl

from dokja.pages.shared import shared_columns
from dokja.records import editors
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table
from dokja.ui.url_state import Refused

FILES = "files"


def chosen(page: Page, versions: pl.DataFrame) -> Row:
    """The starting version: from the address, otherwise the last but one, or as chosen by the reader."""
    rows = {row["batch_id"] or FILES: row for row in versions.iter_rows(named=True)}
    page.settings.notations["since"] = lambda text: named(text, versions)
    key = page.settings.one(
        "since",
        page.words("changes.since"),
        list(rows),
        list(rows)[1],
        lambda key: label(page, rows[key]),
    )
    return rows[key]


def check_asked(page: Page, versions: pl.DataFrame) -> None:
    """Where there is one version, an address may ask for no other."""
    page.settings.notations["since"] = lambda text: named(text, versions)
    unknown = page.settings.unknown("since", FILES.__eq__)
    first = label(page, versions.row(0, named=True))
    page.settings.set(Refused("since", page.words("changes.since"), unknown, [FILES], str, first), [])


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
    page.card("versions", table, versions["source_id"])
