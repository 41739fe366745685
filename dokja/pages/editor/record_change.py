"""Record changes on a page: a preview row by row, then a single confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import polars as pl
import streamlit as st

from dokja.editing import commit_changes, describe_changes, load_current, record_preview
from dokja.editing.record_changes import SAME, Change, RecordPreview
from dokja.editing.record_preview import FORMAT
from dokja.ingest.content import Content
from dokja.ingest.reading import Reading
from dokja.pages.editor import confirmation
from dokja.pages.shared import shared_columns
from dokja.records.record_words import RecordWords
from dokja.ui.page import Page
from dokja.ui.tables import Table

SEEN = "record-seen"


def is_template(readings: Sequence[Reading]) -> bool:
    """Whether any of the files is a filled template."""
    return any(one.format == FORMAT for one in readings)


def from_files(page: Page, readings: Sequence[Reading], contents: Sequence[Content]) -> None:
    """Preview filled templates and let the editor confirm them."""
    if not all(one.format == FORMAT for one in readings):
        page.note(page.words("entry.mixed_files"), warning=True)
        return
    tables, spoken = load_current.records(page.words)
    found = record_preview.from_files(readings, tables, spoken.resources)
    show_changes(page, spoken, found)
    confirm(page, found, contents, tuple((one.path, hash(one.data)) for one in contents))


def show_changes(page: Page, spoken: RecordWords, found: RecordPreview) -> None:
    """Show new, corrected, withdrawn, unchanged, rejected and left-out rows; unchanged ones come last."""
    words = page.words
    counts = words.join(
        [f"{words(f'record_status.{status}')} {count}" for status, count in sorted(found.counts.items())]
    )
    page.section(
        words("intake.preview"),
        words(
            "entry.counts",
            counts=counts or words("preview.no_change"),
            left=len(found.left_out),
            bad=len(found.problems),
        ),
    )
    if found.problems:
        of_form = all(one.file == words("entry.form") for one in found.problems)
        named = [replace(one, file=PurePosixPath(one.file).name) for one in found.problems]
        message = describe_changes.of_form if of_form else describe_changes.message
        told = [{"text": message(words, problem)} for problem in named]
        shown = [shared_columns.text(page, "intake.column.problem", lambda row: row["text"])]
        caption = words("entry.problems.caption" if of_form else "intake.problems.caption")
        page.card("record-problems", Table(caption, shown, pl.DataFrame(told)), [])
    if found.changes:
        ordered = sorted(found.changes, key=lambda one: one.status == SAME)
        rows = [describe_change(page, spoken, one) for one in ordered]
        frame = pl.DataFrame(rows, infer_schema_length=None)
        rule = words("official.differs_rule") if frame["others"].drop_nulls().len() else ""
        table = Table(words("entry.rows.caption"), row_columns(page, frame), frame)
        page.card("record-rows", table, [], notes=[rule])
    if found.left_out:
        left = pl.DataFrame(
            [
                {
                    "place": " · ".join(
                        part
                        for part in (words("problem.row", row=one.row) if one.row else "", one.place)
                        if part
                    ),
                    "why": words(f"left_out.{one.reason}"),
                }
                for _, one in found.left_out
            ]
        )
        shown = [
            shared_columns.text(page, "intake.column.place", lambda row: row["place"]),
            shared_columns.text(page, "intake.column.why", lambda row: row["why"]),
        ]
        page.card("record-left", Table(words("intake.left.caption"), shown, left), [])


def describe_change(page: Page, spoken: RecordWords, one: Change) -> dict[str, Any]:
    """A change in words, by column."""
    words = page.words
    return {
        "row": words("problem.row", row=one.row) if one.row else None,
        "status": words(f"record_status.{one.status}"),
        "table": spoken.table(one.table),
        "record": spoken.record(one.table, one.new or one.old or {}),
        "cells": "; ".join(describe_changes.cells(spoken, one.table, one.old, one.new))
        or words("entry.unchanged"),
        "others": describe_changes.others(spoken, one) or None,
    }


def row_columns(page: Page, rows: pl.DataFrame) -> list[Any]:
    """Columns of the changes; those from a file also show the row, conflicts the values of other sources."""
    others = [shared_columns.text(page, "entry.column.others", lambda row: row["others"])]
    place = [shared_columns.text(page, "intake.column.place", lambda row: row["row"])]
    return [
        *(place if rows["row"].drop_nulls().len() else []),
        shared_columns.text(page, "intake.column.status", lambda row: row["status"]),
        shared_columns.text(page, "changes.column.cells", lambda row: row["cells"]),
        *(others if rows["others"].drop_nulls().len() else []),
        shared_columns.text(page, "changes.column.record", lambda row: row["record"]),
        shared_columns.text(page, "changes.column.table", lambda row: row["table"]),
    ]


def confirm(page: Page, found: RecordPreview, contents: Sequence[Content], about: Any) -> bool:
    """Ask for a single confirmation, with a reason for corrections and withdrawals; return whether it was recorded.

    about identifies the editor's input: if the same input gives a different preview than the one displayed, somebody
    else has changed the records and nothing is recorded.
    """
    words = page.words
    if not found.effective:
        page.note(words("entry.nothing"))
        return False
    page.section(words("intake.confirm"))
    skip = not found.problems or st.checkbox(
        words("intake.skip_bad", count=len(found.problems)), key="record-skip"
    )
    label = words("entry.reason_needed" if found.supersedes else "entry.reason")
    reason = st.text_input(label, max_chars=300, key="record-reason")
    pressed = st.button(words("intake.record"), disabled=not skip, key="record-confirm")
    if is_another(found, about):
        page.note(words("entry.changed_meanwhile"), warning=True)
        return False
    if not pressed:
        return False
    batch = confirmation.recorded(
        page, lambda editor, progress: commit_changes.record(found, contents, editor, reason, progress)
    )
    if batch:
        st.session_state["intake-done"] = sum(one.status != SAME for one in found.changes)
    return batch is not None


def is_another(found: RecordPreview, about: Any) -> bool:
    """Whether the preview of the same input differs from the one last displayed; remembers the current one."""
    now = (about, [(one.table, one.status, one.old, one.new) for one in found.effective])
    before = st.session_state.get(SEEN)
    st.session_state[SEEN] = now
    return before is not None and before[0] == about and before != now
