"""Section on records other than scores that changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from dokja.editing import describe_changes
from dokja.pages.shared import shared_columns, truncated_table
from dokja.pages.shared.value_history import recording
from dokja.records import data_package, store
from dokja.records.labels import by_key
from dokja.records.record_words import RecordWords
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

QUERY = """
select *, coalesce(new_record, old_record) ->> 'source_id' as source_id
from record_change(?) where table_name <> 'score'"""


def changed(page: Page, since: str) -> pl.DataFrame:
    """The records other than scores that changed, as record_change with the key of their source."""
    return page.ask(QUERY, since)


def count(page: Page, since: str) -> int:
    """Number of changed records other than scores."""
    return int(page.ask("select count(*) from record_change(?) where table_name <> 'score'", since).item())


def told(page: Page, records: pl.DataFrame) -> list[dict[str, Any]]:
    """Changed records in words, as rows of the page's table: table, record, change, cells, reason."""
    spoken = record_words(page)
    return [
        {
            "table": row["table_name"],
            "record": name_of(spoken, row),
            "change": row["change"],
            "cells": cells_of(spoken, row),
            "reason": row["reason"],
        }
        for row in records.iter_rows(named=True)
    ]


def show(page: Page, since: str, n_records: int, subject: list[str]) -> None:
    """Show the changed records of every table except score; subject names the starting version."""
    words = page.words
    page.section(words("changes.records.title"), words("changes.records.text"))
    truncated_table.show(
        page,
        "changed-records",
        n_records,
        QUERY,
        since,
        table=lambda rows: Table(words("changes.records.caption"), record_columns(page), rows),
        subject=subject,
    )


def record_columns(page: Page) -> list[Column]:
    """Columns for what changed, who recorded the change and why."""
    spoken = record_words(page)
    return [
        shared_columns.text(page, "changes.column.record", lambda row: name_of(spoken, row)),
        shared_columns.words_for(page, "changes.column.table", "table_name", "changes.table"),
        shared_columns.words_for(page, "changes.column.change", "change", "changes.change"),
        shared_columns.text(page, "changes.column.cells", lambda row: cells_of(spoken, row)),
        *recording(page),
    ]


def name_of(spoken: RecordWords, row: Row) -> str:
    """What a changed record is called."""
    return spoken.record(row["table_name"], record_of(row))


def cells_of(spoken: RecordWords, row: Row) -> str:
    """What changed in a record; of one that was added or withdrawn, its cells in the page's language."""
    old, new = (json.loads(row[which]) if row[which] else None for which in ("old_record", "new_record"))
    if row["change"] != "corrected":
        elsewhere = "_en" if spoken.words.language == "ko" else "_ko"
        old, new = (without(one, elsewhere) if one else None for one in (old, new))
    return "; ".join(describe_changes.cells(spoken, row["table_name"], old, new))


def record_words(page: Page) -> RecordWords:
    """Display text for records and their references, using the page's names."""
    names = page.names
    named = {
        "team": names.teams,
        "model": names.models,
        "benchmark": names.benchmarks,
        "source": names.sources,
        "claim": by_key(page.store, "claim"),
    }
    return RecordWords(page.words, data_package.resources(store.records_folder()), named)


def without(record: Mapping[str, Any], ending: str) -> dict[str, Any]:
    """A record without its texts in the other language."""
    return {key: value for key, value in record.items() if not key.endswith(ending)}


def record_of(row: Row) -> Mapping[str, Any]:
    """The current record, or its last version if it was withdrawn."""
    return dict(json.loads(row["new_record"] or row["old_record"]))
