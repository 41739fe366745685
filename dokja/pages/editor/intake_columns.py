"""Column mappings of each spreadsheet table: shown with samples, corrected, reset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from dokja.ingest.staging import saved_mappings
from dokja.ingest.staging.saved_mappings import Remembered
from dokja.ingest.tables.grid import letters
from dokja.ingest.tables.mapping import ColumnMapping
from dokja.ingest.tables.resolved_layout import GIVEN, HEADLESS, LEFT, MISFIT, READ, UNCLEAR, faults
from dokja.ingest.values.vocabulary import ROLES
from dokja.pages.editor import intake_sheets
from dokja.pages.editor.intake_files import correct, corrected
from dokja.records import editors, store
from dokja.ui import auth, html
from dokja.ui.page import Page

MOST_SHOWN = 60
BESIDE = 3


def show(page: Page, mappings: Sequence[ColumnMapping], memory: Mapping[str, Remembered]) -> None:
    """Show each table of the spreadsheets, with a role selector per column."""
    tables = Counter(one.path for one in mappings)
    for at, mapping in enumerate(mappings):
        one_table(page, mapping, memory, f"{at}-{mapping.path}", has_others=tables[mapping.path] > 1)


def one_table(
    page: Page, mapping: ColumnMapping, memory: Mapping[str, Remembered], key: str, *, has_others: bool
) -> None:
    """Show one table: whether it is read, its header row and its columns; key makes its widgets unique."""
    words = page.words
    sheet, is_read = mapping.layout.sheet, mapping.how in (*READ, UNCLEAR)
    state = words(f"layout_kind.{mapping.layout.kind}" if is_read else f"mapping.state_{mapping.how}")
    parts = [
        words("mapping.section"),
        words("mapping.sheet", sheet=sheet) if has_others and sheet else "",
        state,
    ]
    title = " · ".join(html.plain(part) for part in parts if part)
    with st.expander(title, expanded=mapping.how == UNCLEAR, key=f"columns-{key}"):
        if has_others and mapping.how != HEADLESS:
            intake_sheets.choose_whether(page, mapping, key)
        if mapping.how != LEFT:
            where = {"file": mapping.path, "row": mapping.header.row, "sheet": sheet}
            place = words(
                "mapping.headless"
                if mapping.how == HEADLESS
                else "mapping.place_sheet"
                if sheet
                else "mapping.place",
                **where,
            )
            page.note(" ".join([place, words("mapping.answer")] if is_read else [place]))
            intake_sheets.choose_header(page, mapping, memory, key)
        if is_read:
            choices(page, mapping, key)
    origin_of(page, mapping, memory, key)


def origin_of(page: Page, mapping: ColumnMapping, memory: Mapping[str, Remembered], key: str) -> None:
    """State who determined the table's mapping, and offer to return to the proposal."""
    words, own = page.words, corrected()
    if mapping.how == UNCLEAR:
        page.note(words("mapping.unclear"), warning=True)
    elif mapping.how == MISFIT:
        page.note(words("mapping.misfit"), warning=True)
    elif mapping.how in (GIVEN, LEFT) and mapping.shape in own:
        page.note(words("mapping.yours"))
    elif mapping.how in (GIVEN, LEFT) and (by := memory.get(mapping.shape)):
        page.note(
            words(
                "mapping.remembered", date=words.date(by.on), person=editors.describe_recorder(by.by, words)
            )
        )
    if mapping.how in (GIVEN, MISFIT, UNCLEAR) and (mapping.shape in own or mapping.shape in memory):
        st.button(words("mapping.drop"), key=f"drop-{key}", on_click=dropped, args=(mapping.shape,))


def dropped(shape: str) -> None:
    """Drop a correction: the editor's own one first, otherwise the stored one."""
    if corrected().pop(shape, None) is None and auth.may_change():
        saved_mappings.forget(store.home(), shape)


def choices(page: Page, mapping: ColumnMapping, key: str) -> None:
    """One selector per column, applied only when the form is submitted."""
    words = page.words
    shown = mapping.layout.roles[:MOST_SHOWN]
    with st.form(f"roles-{key}"):
        roles = [role for _, role in mapping.layout.roles]
        for start in range(0, len(shown), BESIDE):
            for at, place in enumerate(st.columns(BESIDE), start):
                if at < len(shown):
                    with place:
                        roles[at] = choice(page, mapping, key, at)
        if len(shown) < len(roles):
            page.note(words("mapping.further", count=MOST_SHOWN))
        if st.form_submit_button(words("mapping.apply")):
            apply(page, mapping, roles)


def choice(page: Page, mapping: ColumnMapping, key: str, at: int) -> str:
    """Role selector of one column, with samples; returns the chosen role."""
    words = page.words
    header, role = mapping.layout.roles[at]
    examples = mapping.examples[at]
    chosen: str = st.selectbox(
        html.plain(header) or words("mapping.no_header", letter=letters(at)),
        ROLES,
        index=ROLES.index(role),
        format_func=lambda one: words(f"role.{one}"),
        key=f"role-{key}-{at}-{mapping.shape}-{role}",
    )
    page.note(
        words("mapping.examples", examples=", ".join(examples)) if examples else words("mapping.no_examples")
    )
    return chosen


def apply(page: Page, mapping: ColumnMapping, roles: list[str]) -> None:
    """Read the file again with the chosen roles, if they are complete."""
    words = page.words
    layout = mapping.corrected(roles)
    if wrong := faults(layout):
        names = words.join([words(f"role.{role}") for role in wrong])
        page.note(words("mapping.faults", file=mapping.path, roles=names), warning=True)
    elif layout != mapping.layout:
        correct(mapping.shape, layout)
        st.rerun()
