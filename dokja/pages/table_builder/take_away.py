"""The reader's table as an Excel file, as CSV and for the clipboard, each one click away."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dokja.export import clipboard
from dokja.ui import downloads, html
from dokja.ui.card import Make
from dokja.ui.page import Page

KEY = "table"


def buttons(page: Page, make: Make, subject: Sequence[str]) -> None:
    """Show the buttons: the Excel file first, then CSV, then the clipboard."""
    words = page.words
    with st.container(horizontal=True, vertical_alignment="center", key="take-away"):
        downloads.offer_at_once(page, KEY, make, subject)
        html.show(
            "copy",
            rows=clipboard.rows(make()[0].leaving(words)),
            label=words("make_table.copy"),
            copied=words("make_table.copied"),
            failed=words("make_table.not_copied"),
        )
