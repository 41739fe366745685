"""The reader's table as an Excel file, as CSV and for the clipboard, each one click away."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dokja.ui import downloads
from dokja.ui.card import Make
from dokja.ui.page import Page

KEY = "table"


def buttons(page: Page, make: Make, subject: Sequence[str]) -> None:
    """Show the buttons: the Excel file first, then CSV, then the clipboard."""
    with st.container(horizontal=True, vertical_alignment="center", key="take-away"):
        downloads.offer_at_once(page, KEY, make, subject)
        downloads.offer_copy(page, make()[0])
