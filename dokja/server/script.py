"""The script run on every rerun: store, language, filter, navigation, then the requested page."""

from __future__ import annotations

import importlib
import logging
import secrets
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dokja.charts.theme import DARK, LIGHT
from dokja.i18n.text import LANGUAGES, Words
from dokja.records import failures, store
from dokja.records.build import Progress
from dokja.records.labels import Names
from dokja.server.pages import PAGES, PROFILES, UNFILTERED, path
from dokja.server.serving import SERVING, Failure
from dokja.ui import foreign_models, html, unknown_values
from dokja.ui.page import Page
from dokja.ui.unknown_values import Stopped
from dokja.ui.url_state import Settings

PROBLEMS_LISTED = 50


@st.cache_resource(show_spinner=False, max_entries=4)
def named(data_version: str, language: str, _store: store.Store) -> Names:
    """Names in one language, cached per data version."""
    return Names(_store, Words(language))


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


def title(name: str, words: Words) -> str:
    """A page's title in the navigation."""
    return words(f"{name}.nav")


def controls(settings: Settings, words: Words, names: Names) -> tuple[list[str], str]:
    """Show the filter; returns the selected teams and which foreign models are shown."""
    teams = settings.several("team", words("filter.teams"), names.contenders, [], names.team)
    foreign = settings.one(
        "foreign",
        words("filter.foreign"),
        foreign_models.CHOICES,
        foreign_models.SAME_SOURCE,
        lambda key: words(f"foreign.{key}"),
        pills=True,
    )
    return teams, foreign


def keep_controls(settings: Settings, names: Names) -> None:
    """Preserve the filter settings on a page that does not use them."""
    settings.keep("team", names.contenders)
    settings.keep("foreign", foreign_models.CHOICES)


def warn_of_change(page: Page, asked_version: str | None) -> None:
    """Warn if the link was copied from another data version."""
    if asked_version and asked_version != page.store.data_version:
        page.note(
            page.words("app.data_changed", then=asked_version, now=page.store.data_version), warning=True
        )


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
        logging.getLogger("dokja").exception("error %s on page %s", number, name)
        page.note(page.words("app.failed", number=number), warning=True)


def main() -> None:
    """Run one rerun."""
    settings = Settings()
    settings.notations["foreign"] = foreign_models.EARLIER.get
    language = settings.current("lang", LANGUAGES, LANGUAGES[0])
    words = Words(language)
    st.set_page_config(page_title=words("app.title"), layout="wide", initial_sidebar_state="collapsed")
    asked_version = settings.first_asked("data")
    current = ready(words)
    if current is None:
        html.show("note", text=words("app.no_store"), warning=True)
        st.stop()
    names = named(current.data_version, language, current)
    dark = st.context.theme.type == "dark"
    page = Page(current, words, names, settings, DARK if dark else LIGHT, [], foreign_models.SAME_SOURCE)
    entries = [
        st.Page(
            partial(run, name, page),
            title=title(name, words),
            url_path=path(name),
            default=name == PAGES[0],
            visibility="hidden" if name in PROFILES else "visible",
        )
        for name in (*PAGES, *PROFILES)
    ]
    chosen = st.navigation(entries, position="top")
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls"):
        if chosen.url_path in [path(name) for name in UNFILTERED]:
            keep_controls(settings, names)
        else:
            page.teams, page.foreign = controls(settings, words, names)
        settings.one(
            "lang", words("app.language"), LANGUAGES, language, lambda key: words(f"app.{key}"), pills=True
        )
    settings.keep_across_pages()
    warn_of_change(page, asked_version)
    warn_of_day(page)
    top = st.empty()
    chosen.run()
    told = unknown_values.warnings(page)
    if page.truncated:
        told.append(words("app.truncated", count=words.number(store.ROW_LIMIT)))
    if told:
        with top:
            html.show("note", text=" ".join(told), warning=True)
    settings.write(data=current.data_version)


main()
