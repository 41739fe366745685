"""What would adding, correcting or withdrawing one record change?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from dokja.editing import describe_changes, find_records, load_current, record_preview, template_writer
from dokja.editing.record_changes import Entry, RecordPreview
from dokja.i18n.untrusted_text import normalised
from dokja.pages.editor import confirmation, record_change, record_form
from dokja.records import data_package
from dokja.records.record_words import Record, RecordWords, distinct_labels
from dokja.ui import downloads
from dokja.ui.page import Page

ACTIONS = ("add", "correct", "withdraw")
FIRST = ("round_result", "score", "model", "claim", "event", "team_status", "source")
MOST_LISTED = 200
DRAFT, SHOWN, TIMES = "entry-draft", "entry-shown", "entry-times"
Tables = Mapping[str, pl.DataFrame]


def show(page: Page) -> None:
    """Show sign-in, table, template, action, record, form, preview and confirmation."""
    words = page.words
    page.heading(words("entry.title"), words("entry.answer"))
    if confirmation.editor(page) is None:
        return
    tables, spoken = load_current.records(words)
    table, action = asked(page, spoken)
    templates(page, spoken, tables, table)
    key = f"{table}-{action}-{st.session_state.setdefault(TIMES, 0)}"
    chosen = None
    if action != "add":
        chosen = choose(page, spoken, tables[table], table, key)
        if chosen is None:
            return
        key = f"{key}-{chosen}"
    shown = st.session_state.setdefault(SHOWN, {}).get(key)
    now = current(spoken, tables[table], table, chosen) if chosen else None
    if shown is None and now is not None:
        shown = st.session_state[SHOWN][key] = now
    found = withdrawn(page, spoken, tables, table, now) if action == "withdraw" else None
    if action != "withdraw":
        found = formed(page, spoken, tables, table, key, shown, now)
    if found is None:
        return
    record_change.show_changes(page, spoken, found)
    if record_change.confirm(page, found, [], (key, st.session_state.get(DRAFT))):
        st.session_state[TIMES] += 1
        st.session_state.pop(DRAFT, None)
        st.rerun()


def asked(page: Page, spoken: RecordWords) -> tuple[str, str]:
    """The table and the action."""
    words = page.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        table = st.selectbox(
            words("entry.table"),
            [*FIRST, *(name for name in spoken.resources if name not in FIRST)],
            format_func=lambda one: capital(spoken.table(one)),
            key="entry-table",
        )
        action = st.segmented_control(
            words("entry.what"),
            ACTIONS,
            default=ACTIONS[0],
            required=True,
            format_func=lambda one: words(f"entry.action.{one}"),
            key="entry-action",
            wrap=True,
        )
    return str(table), str(action)


def capital(text: str) -> str:
    """A text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def templates(page: Page, spoken: RecordWords, tables: Tables, table: str) -> None:
    """Offer the table's template, empty and filled with its records, for bulk changes."""
    words = page.words
    with st.expander(words("entry.many")):
        page.note(words("entry.many_how"))
        with st.container(horizontal=True):
            for name, records in (("empty", []), ("filled", tables[table].to_dicts())):
                downloads.offer_file(
                    f"{table}-{name}",
                    words(f"entry.template.{name}"),
                    partial(template_writer.write, table, spoken, tables, records),
                    f"dokja-{table}-{name}.xlsx",
                )


def choose(page: Page, spoken: RecordWords, frame: pl.DataFrame, table: str, key: str) -> str | None:
    """The record to correct or withdraw, found by any part of its name; None until chosen.

    The chosen option keeps its label whatever others change, because Streamlit identifies options by their text.
    """
    words = page.words
    wanted = st.text_input(words("entry.find"), max_chars=80, key=f"find-{table}")
    name = f"entry-record-{key}"
    frozen = st.session_state.get(f"{name}-label", {})
    labels = distinct_labels(
        {about(spoken, table, row): spoken.record(table, row) for row in frame.iter_rows(named=True)}
    )
    labels |= frozen
    parts = [normalised(part) for part in wanted.split()]
    found = [one for one, label in labels.items() if all(part in normalised(label) for part in parts)]
    if len(found) > MOST_LISTED:
        page.note(words("entry.more", listed=MOST_LISTED, count=words.number(len(found))))
    options = found[:MOST_LISTED] + [one for one in frozen if one not in found[:MOST_LISTED]]
    if not options:
        page.note(words("choose.none", text=wanted))
        return None
    chosen = st.selectbox(
        words("entry.record"),
        options,
        index=None,
        format_func=lambda one: labels[one],
        placeholder=words("intake.choose"),
        key=name,
    )
    if chosen is not None:
        st.session_state[f"{name}-label"] = {chosen: labels[chosen]}
    return chosen


def about(spoken: RecordWords, table: str, record: Record) -> str:
    """Key of a record's subject, which stays the same while its values are corrected."""
    names = [*data_package.same_thing(spoken.resources[table])]
    if table == "model_fact":
        names.append("value")
    return json.dumps([record[name] for name in names], ensure_ascii=False)


def current(spoken: RecordWords, frame: pl.DataFrame, table: str, chosen: str) -> dict[str, Any] | None:
    """The chosen record as it is now; None if it no longer exists."""
    rows = frame.iter_rows(named=True)
    return next((row for row in rows if about(spoken, table, row) == chosen), None)


def withdrawn(
    page: Page, spoken: RecordWords, tables: Tables, table: str, now: Record | None
) -> RecordPreview | None:
    """The preview of the withdrawal; None, with a note, if the record no longer exists or is referenced by others."""
    words = page.words
    if now is None:
        page.note(words("entry.gone"), warning=True)
        return None
    naming = find_records.referring(table, now, tables, spoken.resources)
    if naming:
        told = words.join([f"{spoken.table(name)} {count}" for name, count in naming.items()])
        page.note(words("entry.named_by", records=told), warning=True)
        return None
    return record_preview.withdrawal(table, now, spoken.resources)


def formed(
    page: Page,
    spoken: RecordWords,
    tables: Tables,
    table: str,
    key: str,
    shown: Record | None,
    now: Record | None,
) -> RecordPreview | None:
    """Show the form; once submitted, return what it would change in the current record.

    Changes made by somebody else since the form was opened are reported, and kept for fields the editor has not
    touched.
    """
    words = page.words
    sent = record_form.show(page, spoken, tables, table, shown, key)
    if sent is not None:
        st.session_state[DRAFT] = (key, sent)
    draft = st.session_state.get(DRAFT)
    if shown is not None and now is None:
        page.note(words("entry.gone"), warning=True)
        return None
    if shown is not None and now != shown:
        told = "; ".join(describe_changes.cells(spoken, table, shown, now))
        page.note(words("entry.changed_since", cells=told), warning=True)
    if draft is None or draft[0] != key:
        return None
    values = draft[1]
    if shown is not None and now is not None:
        touched = {name: value for name, value in values.items() if value != shown[name]}
        values = {**now, **touched}
    entry = Entry(table, words("entry.form"), None, values, replaces=now, is_new=now is None)
    return record_preview.look([entry], tables, spoken.resources)
