"""Origin of an import: a known or new source, who measured, and the mode."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from dokja.i18n.untrusted_text import normalised
from dokja.ingest.staging import matching, origins
from dokja.ingest.staging.matching import NEW
from dokja.ingest.staging.origins import Origin
from dokja.ingest.staging.preview import ORGANISATIONS, tables_of
from dokja.ui.page import Page


def origin_of(page: Page) -> Origin | None:
    """The selected or described source, who measured and the mode; None until complete."""
    words, names = page.words, page.names
    places = st.columns(3, vertical_alignment="bottom")
    source_id = places[0].selectbox(
        words("intake.source"),
        [NEW, *names.sources],
        format_func=lambda key: words("intake.new_source") if key == NEW else names.source(key),
        key="intake-source",
    )
    reporter = places[1].selectbox(
        words("intake.reporter"),
        [None, *names.teams],
        format_func=lambda key: names.team(key) if key in names.teams else key or words("intake.as_in_file"),
        accept_new_options=True,
        help=words("intake.reporter_help"),
        key="intake-reporter",
    )
    reporter_id = matching.teams(tables_of(page.store, ORGANISATIONS)).get(normalised(reporter or ""))
    mode = places[2].selectbox(
        words("intake.mode"),
        [None, *origins.MODES],
        format_func=lambda key: words(f"mode.{key}") if key else words("intake.as_in_file"),
        key="intake-mode",
    )
    if source_id != NEW:
        return Origin(names.sources[source_id], reporter_id, mode, reporter=reporter)
    source = new_source(page)
    return Origin(source, reporter_id, mode, is_new=True, reporter=reporter) if source else None


def new_source(page: Page) -> dict[str, Any] | None:
    """A source described by the editor; None, with a note on what is missing, until complete."""
    words = page.words
    places = st.columns(3, vertical_alignment="bottom")
    title = places[0].text_input(words("intake.source_title"), max_chars=200, key="intake-title")
    publisher = places[1].text_input(words("intake.source_publisher"), max_chars=120, key="intake-publisher")
    url = places[2].text_input(
        words("intake.source_url"), max_chars=400, key="intake-url", placeholder="https://"
    )
    places = st.columns(3, vertical_alignment="bottom")
    day = places[0].text_input(
        words("intake.source_day"), max_chars=10, key="intake-day", placeholder="2026-08-31"
    )
    kinds = origins.kinds_by_likelihood(publisher, page.names.sources.values())
    kind = places[1].selectbox(
        words("intake.source_kind"),
        kinds,
        format_func=lambda key: words(f"source_kind.{key}"),
        key=f"intake-kind-{kinds[0]}",
    )
    if not (title and publisher and url.startswith(("https://", "http://"))):
        page.note(words("intake.source_incomplete"))
        return None
    if not is_day(day) or day > str(date.today()):
        page.note(words("intake.source_bad_day"), warning=True)
        return None
    return {
        "title_ko": title,
        "title_en": title,
        "publisher_ko": publisher,
        "publisher_en": publisher,
        "url": url,
        "published_on": day,
        "kind": kind,
        "read": "direct",
    }


def is_day(text: str) -> bool:
    """Whether a text is an ISO date."""
    try:
        return str(date.fromisoformat(text)) == text
    except ValueError:
        return False
