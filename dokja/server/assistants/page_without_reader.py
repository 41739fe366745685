"""A page that nobody looks at: sentences are made with it as on the screen, and its links lead there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from dokja.charts.theme import LIGHT
from dokja.i18n.text import Words
from dokja.records.store import Store
from dokja.server.serving import names_of
from dokja.ui.page import Page
from dokja.ui.url_state import Settings


class Addresses(Settings):
    """Settings of nobody: a language, and the address of the dashboard that links begin with."""

    def __init__(self, language: str, base: str):
        self.values = {"lang": [language]}
        self.across_pages = ["lang"]
        self.base = base

    def href(self, page: str, **values: str | Sequence[str]) -> str:
        """The whole address of a page with values, which names the data that it was made with."""
        return self.base + super().href(page, **values)


def page_of(store: Store, language: str, base: str) -> Page:
    """A page of a store in a language."""
    names, settings = names_of(store, language), Addresses(language, base)
    return Page(store, Words(language), names, settings, LIGHT, [], "all")


def permalink(page: Page, name: str, values: Mapping[str, str | Sequence[str]]) -> str:
    """The address of a page with values and the version of the data that was answered from."""
    settings = page.settings
    asked = {**values, "data": page.store.data_version}
    return settings.href(name, **asked) if name else f"{settings.href('')}&{urlencode(asked, doseq=True)}"
