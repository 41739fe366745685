"""The script of every rerun: store, language, filter, navigation; then the page that was asked for."""

from __future__ import annotations

import importlib
import logging
import secrets
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dokja import markup, publishing, store, unknown
from dokja.markup import plain
from dokja.names import Names
from dokja.page import Page
from dokja.records import InvalidRecords
from dokja.server.pages import PAGES, PROFILES, UNFILTERED, path
from dokja.settings import Settings
from dokja.text import LANGUAGES, Words
from dokja.theme import DARK, LIGHT
from dokja.unknown import Stopped


@st.cache_resource(show_spinner=False, max_entries=2)
def opened(file: str, changed: int) -> store.Store:
    """The published store, opened once for each file that is put in its place."""
    return store.Store(store.path())


@st.cache_resource(show_spinner=False, max_entries=4)
def named(data_version: str, language: str, _store: store.Store) -> Names:
    """Names in one language, read once for each version of the data."""
    return Names(_store, Words(language))


@st.cache_resource(show_spinner=False, max_entries=1)
def refused(inputs_changed: float, language: str) -> list[str]:
    """Build the store from records that changed at a time; what is wrong with them, or nothing."""
    words = Words(language)
    with st.status(words("build.running")) as status:
        bar = st.progress(0.0)
        try:
            publishing.build(lambda step, share: show_progress(bar, share, words(f"build.{step}")))
        except InvalidRecords as error:
            status.update(label=words("build.refused"), state="error")
            return [problem.message(language) for problem in error.problems]
        except (OSError, store.StoreError) as error:
            if not store.path().exists():
                raise
            status.update(label=words("build.refused"), state="error")
            return [words("build.failed", cause=error)]
        status.update(label=words("build.done"), state="complete")
    return []


def show_progress(bar: DeltaGenerator, share: float, text: str) -> None:
    """Move the bar to a share with a text."""
    bar.progress(share, text)


def ready(words: Words) -> store.Store | None:
    """The newest store there is, built first where the records are newer; None where none can be had."""
    if publishing.is_stale():
        place = st.empty()
        with place.container():
            problems = refused(publishing.newest_input(), words.language)
        if problems:
            place.error(
                words("build.refused") + "\n\n" + "\n".join(f"- {plain(one)}" for one in problems[:50])
            )
        else:
            place.empty()
    if not store.path().exists():
        return None
    stat = store.path().stat()
    return opened(f"{store.path()}:{stat.st_ino}", stat.st_mtime_ns)


def title(name: str, words: Words) -> str:
    """Title of a page in the navigation."""
    return words(f"{name}.nav")


def controls(settings: Settings, words: Words, names: Names) -> tuple[list[str], bool]:
    """The filter: chosen teams, and whether foreign models are shown."""
    teams = settings.several("team", words("filter.teams"), names.contenders, [], names.team)
    return teams, settings.switch("foreign", words("filter.foreign"), default=True)


def keep_controls(settings: Settings, names: Names) -> None:
    """Keep the filter for other pages on one that it would not change."""
    settings.keep("team", names.contenders)
    settings.keep("foreign", ("yes", "no"))


def warn_of_change(page: Page, asked_version: str | None) -> None:
    """Say so where the link was copied from another version of the data."""
    if asked_version and asked_version != page.store.data_version:
        page.note(
            page.words("app.data_changed", then=asked_version, now=page.store.data_version), warning=True
        )


def warn_of_day(page: Page) -> None:
    """Say so where the store leaves out what was recorded after a day."""
    if page.store.as_of:
        page.note(page.words("changes.as_of", date=page.words.date(page.store.as_of)), warning=True)


def run(name: str, page: Page) -> None:
    """Show one page; what goes wrong is logged under a number, and the reader is told the number alone."""
    try:
        importlib.import_module(f"dokja.pages.{name}").show(page)
    except Stopped:
        return
    except Exception:
        number = secrets.token_hex(4)
        logging.getLogger("dokja").exception("error %s on page %s", number, name)
        page.note(page.words("app.failed", number=number), warning=True)


def main() -> None:
    """One rerun."""
    settings = Settings()
    language = next(iter(settings.given("lang", LANGUAGES)), LANGUAGES[0])
    language = str(st.session_state.get("lang", language))
    words = Words(language)
    st.set_page_config(page_title=words("app.title"), layout="wide", initial_sidebar_state="collapsed")
    asked_version = st.session_state.setdefault("asked-version", st.query_params.get("data"))
    current = ready(words)
    if current is None:
        markup.show("note", text=words("app.no_store"), warning=True)
        st.stop()
    names = named(current.data_version, language, current)
    dark = st.context.theme.type == "dark"
    page = Page(current, words, names, settings, DARK if dark else LIGHT, [], True)
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
    if told := unknown.warnings(page):
        with top:
            markup.show("note", text=" ".join(told), warning=True)
    settings.write(data=current.data_version)


main()
