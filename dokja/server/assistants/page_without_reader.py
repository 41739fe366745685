"""A page that nobody looks at: sentences are made with it as on the screen, and its links lead there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from dokja.charts.theme import LIGHT
from dokja.i18n.text import Words
from dokja.records.store import Store
from dokja.server.serving import names_of
from dokja.ui.fixed_settings import FixedSettings
from dokja.ui.page import Page


def page_of(store: Store, language: str, base: str) -> Page:
    """A page of a store in a language."""
    return Page(
        store,
        Words(language),
        names_of(store, language),
        FixedSettings(language, base),
        LIGHT,
        [],
        "all",
    )


def permalink(page: Page, name: str, values: Mapping[str, str | Sequence[str]]) -> str:
    """The address of a page with values and the version of the data that was answered from."""
    settings = page.settings
    asked = {**values, "data": page.store.data_version}
    return settings.href(name, **asked) if name else f"{settings.href('')}&{urlencode(asked, doseq=True)}"
