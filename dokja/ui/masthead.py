"""What stands at the top of every page beside the navigation: date of the data, search, language."""

from __future__ import annotations

import streamlit as st

from dokja.i18n.text import LANGUAGES
from dokja.ui import html
from dokja.ui.page import Page

SEARCH, SEARCHED = "search-box", "searched"
LONGEST = 80


def show(page: Page, language: str) -> str | None:
    """Show the row; returns what the reader has just searched for."""
    words = page.words
    newest = page.ask("select max(publication_day) as day from source_use")["day"][0]
    with st.container(horizontal=True, vertical_alignment="center", key="masthead"):
        html.show(
            "masthead",
            brand=words("app.brand"),
            date=words("app.as_of", date=words.date(page.store.data_date)),
            newest=words("app.newest", date=words.date(newest)),
            basket=f"{page.settings.root}/briefing?lang={language}",
            basket_label=words("briefing.count"),
            lost=words("app.connection_lost"),
        )
        st.text_input(
            words("search.label"),
            key=SEARCH,
            placeholder=words("search.placeholder"),
            max_chars=LONGEST,
            label_visibility="collapsed",
            on_change=hand_over,
        )
        page.settings.one(
            "lang",
            words("app.language"),
            LANGUAGES,
            language,
            lambda key: words(f"app.{key}"),
            pills=True,
            labelled=False,
        )
    wanted: str | None = st.session_state.pop(SEARCHED, None)
    return wanted


def hand_over() -> None:
    """Take what was typed out of the box, so that the next search begins with an empty one."""
    st.session_state[SEARCHED] = st.session_state[SEARCH].strip()
    st.session_state[SEARCH] = ""
