"""The data that an address asks for, and what is said where these are not the newest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dokja.pages.shared import version_change
from dokja.pages.shared.recording import recorded_once
from dokja.records.store import Store
from dokja.server.serving import at_version, names_of
from dokja.ui import html
from dokja.ui.page import Page
from dokja.ui.recorded_page import RecordedPage
from dokja.ui.site_map import FORMS
from dokja.ui.unknown_values import Stopped

MOST = 3
"""Sentences quoted of what changed."""


def asked(data_version: str | None, newest: Store) -> Store:
    """The store of a version if it is kept, otherwise the newest."""
    return at_version(newest, data_version) or newest


def show(page: Page, name: str, data_version: str | None, newest: Store) -> None:
    """Say that the page shows earlier data, or cannot, with what the newest data change on it and how to get there."""
    words = page.words
    if not data_version or data_version == newest.data_version:
        return
    if page.store is newest:
        page.note(words("version.not_kept", then=data_version, now=newest.data_version), warning=True)
        return
    html.show(
        "earlier_version",
        title=words("version.earlier", then=data_version, now=newest.data_version),
        changes=[] if name in FORMS else changes(page, name, newest),
        links=[
            (page.settings.instead("data", []), words("version.to_newest")),
            (
                page.settings.href("changes", since=data_version, data=newest.data_version),
                words("version.to_changes"),
            ),
        ],
    )


def changes(page: Page, name: str, newest: Store) -> list[str]:
    """What the newest data change on this page, in sentences."""
    words, settings = page.words, page.settings
    asked = settings.whole_query

    def made(store: Store, query: Mapping[str, Sequence[str]]) -> RecordedPage:
        return recorded_once(
            store, names_of(store, words.language), words.language, settings.base, name, query
        )

    try:
        then = made(page.store, asked)
        # What the page chose by itself then is asked of the newest data too: otherwise it would compare other subjects.
        change = version_change.between(then, made(newest, {**asked, **then.settings.values}))
    except Stopped as stopped:
        return [str(stopped)]
    if change.is_none:
        return [words("version.nothing")]
    told = [words("version.then", sentence=text) for text in change.then[:MOST]]
    told += [words("version.now", sentence=text) for text in change.now[:MOST]]
    if change.rows_then or change.rows_now:
        told.append(
            words("version.rows", then=words.number(change.rows_then), now=words.number(change.rows_now))
        )
    return told
