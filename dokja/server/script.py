"""The script run on every rerun: store, language, filter, navigation, then the requested page."""

from __future__ import annotations

import importlib
import secrets
from collections.abc import Collection
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dokja.charts.theme import DARK, LIGHT
from dokja.i18n.text import LANGUAGES, Words
from dokja.records import failures, store
from dokja.records.build import Progress
from dokja.server import earlier_version, embedded, telemetry
from dokja.server.serving import SERVING, Failure, names_of
from dokja.ui import auth, filters, footer, foreign_models, html, masthead, unknown_values
from dokja.ui.page import Page
from dokja.ui.site_map import ADDRESSES, BRIEFS, DOORS, EDITORS, FILTERS, PAGES, path
from dokja.ui.unknown_values import Stopped
from dokja.ui.url_state import Settings

PROBLEMS_LISTED = 50


def ready(words: Words) -> store.Store | None:
    """The newest store that can be opened, after showing why a newer one is missing; None if there is none."""
    place = st.empty()
    found = SERVING.newest(partial(progress_in, place, words))
    place.empty()
    if SERVING.failure:
        html.show("problems", **what_failed(SERVING.failure, words, is_open=found is not None))
    return found


def progress_in(place: DeltaGenerator, words: Words, damaged: bool) -> Progress:
    """A progress bar that states why a store is being built, and how far it is."""
    with place.container():
        st.status(words("build.repairing" if damaged else "build.running"))
        bar = st.progress(0.0)
    return lambda step, share: show_progress(bar, share, words(f"build.{step}"))


def show_progress(bar: DeltaGenerator, share: float, text: str) -> None:
    """Move the progress bar to a share, with a text."""
    bar.progress(share, text)


def what_failed(failure: Failure, words: Words, *, is_open: bool) -> dict[str, Any]:
    """Template values for a failed build: what is shown instead, and the first problems.

    Readers see problems of the records; for failures of the machine they only see the number under which these are
    logged.
    """
    told = failures.of_records(failure.error, words) or [words("build.failed_page", number=failure.number)]
    further = len(told) - PROBLEMS_LISTED
    shown_instead = "build.damaged" if SERVING.damaged else "build.refused"
    return {
        "title": words(shown_instead if is_open else "build.refused_none"),
        "problems": told[:PROBLEMS_LISTED],
        "more": words("build.more", count=words.number(further)) if further > 0 else "",
    }


def entry(name: str, page: Page, listed: Collection[str]) -> st.Page:
    """A page's entry in the navigation, or a page without one if it is not listed."""
    return st.Page(
        partial(run, name, page),
        title=page.words(f"{name}.nav"),
        url_path=path(name),
        default=name == PAGES[0],
        visibility="visible" if name in listed else "hidden",
    )


def navigation(page: Page) -> tuple[str, dict[str, st.Page], st.Page]:
    """Show the doors; returns the name of the page that was asked for, all pages, and that page.

    Editors' pages have no door for others.
    """
    open_doors = {door: names for door, names in DOORS.items() if door != EDITORS or auth.may_change()}
    listed = {name for names in open_doors.values() for name in names}
    entries = {name: entry(name, page, listed) for name in PAGES}
    doors = {
        page.words(f"nav.{door}") if door else "": [entries[name] for name in names]
        for door, names in open_doors.items()
    }
    doors[""] += [entries[name] for name in PAGES if name not in listed]
    chosen = st.navigation(doors, position="hidden" if st.context.is_embedded else "top")
    return ADDRESSES[chosen.url_path], entries, chosen


def warn_of_day(page: Page) -> None:
    """Warn if the store excludes anything recorded after a day."""
    if page.store.as_of:
        page.note(page.words("changes.as_of", date=page.words.date(page.store.as_of)), warning=True)


def run(name: str, page: Page) -> None:
    """Show one page; an exception is logged under a number, and the reader sees only that number."""
    try:
        importlib.import_module(f"dokja.pages.{name}").show(page)
    except Stopped:
        return
    except Exception:
        number = secrets.token_hex(4)
        telemetry.page_failed(name, number)
        page.note(page.words("app.failed", number=number), warning=True)


def main() -> None:
    """Run one rerun."""
    settings = Settings()
    language = settings.current("lang", LANGUAGES, LANGUAGES[0])
    words = Words(language)
    st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
    asked_version = settings.first_asked("data")
    newest = ready(words)
    if newest is None:
        html.show("note", text=words("app.no_store"), warning=True)
        st.stop()
    current = earlier_version.asked(asked_version, newest)
    names = names_of(current, language)
    dark = st.context.theme.type == "dark"
    page = Page(current, words, names, settings, DARK if dark else LIGHT, [], foreign_models.SAME_SOURCE)
    name, entries, chosen = navigation(page)
    if st.context.is_embedded:
        embedded.show(page, name)
        return
    if wanted := masthead.show(page, language):
        st.switch_page(entries["search"], query_params={"q": wanted, "lang": language})
    page.head = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls"):
        page.filters = FILTERS.get(name, ())
        filters.show(page)
    earlier_version.show(page, name, asked_version, newest)
    warn_of_day(page)
    top = st.empty()
    with telemetry.page_run(name):
        chosen.run()
    if name in BRIEFS:
        with page.head:
            html.show("brief", text=words("briefing.brief"), failed=words("card.take_failed"))
    told = unknown_values.warnings(page)
    if page.truncated:
        told.append(words("app.truncated", count=words.number(store.ROW_LIMIT)))
    if told:
        with top:
            html.show("note", text=" ".join(told), warning=True)
    footer.show(page)
    settings.write(data=current.data_version)


main()
