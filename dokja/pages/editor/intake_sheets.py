"""Selects which sheets of a workbook are read, and the header row of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dokja.ingest.staging.saved_mappings import Remembered
from dokja.ingest.tables.mapping import ColumnMapping, HeaderRow
from dokja.ingest.tables.resolved_layout import HEADLESS, LEFT
from dokja.pages.editor.intake_files import correct, layouts_of
from dokja.ui.page import Page


def choose_whether(page: Page, mapping: ColumnMapping, key: str) -> None:
    """Let the editor choose whether the table is read or left out."""
    was_read = mapping.how != LEFT
    is_read = st.checkbox(
        page.words("mapping.take"), was_read, key=f"take-{key}-{mapping.shape}-{mapping.how}"
    )
    if is_read != was_read:
        correct(mapping.shape, mapping.taken(is_read=is_read))
        st.rerun()


def choose_header(page: Page, mapping: ColumnMapping, memory: Mapping[str, Remembered], key: str) -> None:
    """Let the editor choose the header row; columns are then as corrected before, otherwise as proposed."""
    words = page.words

    def shown(row: HeaderRow) -> str:
        return words("mapping.header_option", row=row.row, cells=" · ".join(row.cells))

    chosen = st.selectbox(
        words("mapping.header_row"),
        mapping.rows,
        index=None if mapping.how == HEADLESS else mapping.rows.index(mapping.header),
        format_func=shown,
        key=f"header-{key}-{mapping.shape}-{mapping.how}",
        placeholder=words("intake.choose"),
    )
    if chosen and (mapping.how == HEADLESS or chosen.shape != mapping.shape):
        before = layouts_of(memory).get(chosen.shape)
        left = tuple(name for name in before.left if name != mapping.layout.sheet) if before else ()
        correct(chosen.shape, replace(before or mapping.with_header(chosen), left=left))
        st.rerun()
