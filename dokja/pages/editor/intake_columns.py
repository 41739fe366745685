"""Column mappings of each table: shown with samples, corrected, reset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from dokja.ingest.staging import saved_mappings
from dokja.ingest.staging.saved_mappings import Remembered
from dokja.ingest.tables.grid import letters
from dokja.ingest.tables.mapping import ColumnMapping
from dokja.ingest.tables.resolved_layout import (
    CORRECTABLE,
    GIVEN,
    HEADLESS,
    LEFT,
    MISFIT,
    OTHER,
    READ,
    UNCLEAR,
    faults,
)
from dokja.ingest.values.vocabulary import ROLES
from dokja.pages.editor import intake_sheets
from dokja.pages.editor.intake_files import correct, corrected
from dokja.records import editors, store
from dokja.ui import auth, html
from dokja.ui.page import Page

MOST_TABLES = 6
MOST_SHOWN = 60
BESIDE = 3


def show(page: Page, mappings: Sequence[ColumnMapping], memory: Mapping[str, Remembered]) -> None:
    """Show the tables with a role selector per column; of many tables, the unclear ones and one that is chosen."""
    tables = Counter(one.path for one in mappings)
    shown = [*range(len(mappings))]
    if len(mappings) > MOST_TABLES:
        chosen = choose_table(page, mappings)
        shown = [at for at in shown if at == chosen or mappings[at].how == UNCLEAR]
    for at in shown:
        one, has_others = mappings[at], tables[mappings[at].path] > 1
        one_table(
            page, one, memory, f"{at}-{one.path}", has_others=has_others, is_open=len(shown) < len(mappings)
        )


def choose_table(page: Page, mappings: Sequence[ColumnMapping]) -> int | None:
    """Let the editor choose one of many tables."""
    words = page.words

    def shown(at: int) -> str:
        one = mappings[at]
        name = (
            words("mapping.of_sheet", file=one.path, sheet=one.layout.sheet) if one.layout.sheet else one.path
        )
        return words("mapping.table_option", table=name, row=one.header.row, state=state_of(page, one))

    chosen: int | None = st.selectbox(
        words("mapping.choose_table", count=len(mappings)),
        range(len(mappings)),
        index=None,
        format_func=shown,
        placeholder=words("intake.choose"),
        key=f"table-{'-'.join(dict.fromkeys(one.path for one in mappings))}",
    )
    return chosen


def state_of(page: Page, mapping: ColumnMapping) -> str:
    """How a table is read, or that it is not, in a few words."""
    is_read = mapping.how in (*READ, UNCLEAR)
    return page.words(f"layout_kind.{mapping.layout.kind}" if is_read else f"mapping.state_{mapping.how}")


def one_table(
    page: Page,
    mapping: ColumnMapping,
    memory: Mapping[str, Remembered],
    key: str,
    *,
    has_others: bool,
    is_open: bool,
) -> None:
    """Show one table: whether it is read, its header row and its columns; key makes its widgets unique."""
    words = page.words
    sheet, is_known = mapping.layout.sheet, mapping.how in CORRECTABLE
    parts = [
        words("mapping.section"),
        words("mapping.sheet", sheet=sheet) if has_others and sheet else "",
        state_of(page, mapping),
    ]
    title = " · ".join(html.plain(part) for part in parts if part)
    with st.expander(title, expanded=is_open or mapping.how == UNCLEAR, key=f"columns-{key}"):
        if has_others and mapping.how not in (HEADLESS, OTHER):
            intake_sheets.choose_whether(page, mapping, key)
        if mapping.how != LEFT:
            where = {"file": mapping.path, "row": mapping.header.row, "sheet": sheet}
            place = words(
                f"mapping.{mapping.how}"
                if mapping.how in (HEADLESS, OTHER)
                else "mapping.place_sheet"
                if sheet
                else "mapping.place",
                **where,
            )
            page.note(" ".join([place, words("mapping.answer")] if is_known else [place]))
            intake_sheets.choose_header(page, mapping, memory, key)
        if is_known:
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
