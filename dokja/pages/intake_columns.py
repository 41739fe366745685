"""What the columns of a spreadsheet are taken for: shown with values, corrected, dropped."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dokja import editors, markup, remembered, store
from dokja.importers.header_words import ROLES
from dokja.importers.mapping import MISFIT, UNCLEAR, ColumnMapping, faults
from dokja.importers.sheets import letters
from dokja.page import Page
from dokja.pages.intake_files import corrected
from dokja.remembered import Remembered

MOST_SHOWN = 60
BESIDE = 3


def show(page: Page, mapping: ColumnMapping, memory: Mapping[str, Remembered]) -> None:
    """The columns of one file, each with a choice of what it holds."""
    words = page.words
    kind = words(f"layout_kind.{mapping.layout.kind}")
    title = words("mapping.section") + f" · {kind}"
    with st.expander(title, expanded=mapping.how == UNCLEAR, key=f"columns-{mapping.path}"):
        where = {"file": mapping.path, "row": mapping.layout.header_row}
        sheet = mapping.layout.sheet
        place = (
            words("mapping.place_sheet", sheet=sheet, **where) if sheet else words("mapping.place", **where)
        )
        page.note(" ".join([place, words("mapping.answer")]))
        choices(page, mapping)
    origin_of(page, mapping, memory)


def origin_of(page: Page, mapping: ColumnMapping, memory: Mapping[str, Remembered]) -> None:
    """Whose word it is that the columns are taken so, and a way back to the proposal."""
    words, own = page.words, corrected()
    if mapping.how == UNCLEAR:
        page.note(words("mapping.unclear"), warning=True)
    elif mapping.how == MISFIT:
        page.note(words("mapping.misfit"), warning=True)
    elif mapping.shape in own:
        page.note(words("mapping.yours"))
    elif by := memory.get(mapping.shape):
        page.note(words("mapping.remembered", date=words.date(by.on), person=by.by))
    if mapping.shape in own or mapping.shape in memory:
        st.button(words("mapping.drop"), key=f"drop-{mapping.path}", on_click=dropped, args=(mapping.shape,))


def dropped(shape: str) -> None:
    """Drop a correction: the editor's own first, else the remembered one."""
    if corrected().pop(shape, None) is None and editors.may_change():
        remembered.forget(store.home(), shape)


def choices(page: Page, mapping: ColumnMapping) -> None:
    """One choice a column; nothing changes before the editor says so."""
    words = page.words
    shown = mapping.layout.roles[:MOST_SHOWN]
    with st.form(f"roles-{mapping.path}"):
        roles = [role for _, role in mapping.layout.roles]
        for start in range(0, len(shown), BESIDE):
            for at, place in enumerate(st.columns(BESIDE), start):
                if at < len(shown):
                    with place:
                        roles[at] = choice(page, mapping, at)
        if len(shown) < len(roles):
            page.note(words("mapping.further", count=MOST_SHOWN))
        if st.form_submit_button(words("mapping.apply")):
            apply(page, mapping, roles)


def choice(page: Page, mapping: ColumnMapping, at: int) -> str:
    """What one column holds."""
    words = page.words
    header, role = mapping.layout.roles[at]
    examples = mapping.examples[at]
    chosen = st.selectbox(
        markup.plain(header) or words("mapping.no_header", letter=letters(at)),
        ROLES,
        index=ROLES.index(role),
        format_func=lambda one: words(f"role.{one}"),
        key=f"role-{mapping.path}-{at}-{mapping.shape}-{role}",
    )
    page.note(
        words("mapping.examples", examples=", ".join(examples)) if examples else words("mapping.no_examples")
    )
    return chosen


def apply(page: Page, mapping: ColumnMapping, roles: list[str]) -> None:
    """Read the file again by what was chosen, where that is whole."""
    words = page.words
    layout = mapping.corrected(roles)
    if wrong := faults(layout):
        names = words.join([words(f"role.{role}") for role in wrong])
        page.note(words("mapping.faults", file=mapping.path, roles=names), warning=True)
    elif layout != mapping.layout:
        corrected()[mapping.shape] = layout
        st.rerun()
