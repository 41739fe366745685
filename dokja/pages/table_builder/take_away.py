"""The reader's table as an Excel file, as CSV and for the clipboard, each one click away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dokja import export
from dokja.export import clipboard
from dokja.ui import downloads, file_names, html
from dokja.ui.page import Page

KEY = "table"


def buttons(page: Page, make: downloads.Make, subject: Sequence[str]) -> None:
    """Show the buttons: the Excel file first, then CSV, then the clipboard."""
    words = page.words
    name = file_names.of(KEY, [*subject, *downloads.filtered(page)], page.store.data_version)
    with st.container(horizontal=True, vertical_alignment="center", key="take-away"):
        for extension in ("xlsx", "csv"):
            write, mime = export.WRITERS[extension]
            st.download_button(
                words(f"make_table.take.{extension}"),
                partial(downloads.write_table, write, page, make),
                file_name=f"{name}.{extension}",
                mime=mime,
                on_click="ignore",
                key=f"take-{extension}",
            )
        html.show(
            "copy",
            rows=clipboard.rows(make()[0].leaving(words)),
            label=words("make_table.take.copy"),
            copied=words("make_table.copied"),
            failed=words("make_table.not_copied"),
        )
