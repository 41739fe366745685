"""Makes a page without a reader, as it would stand on the screen under an address."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dokja.charts.theme import LIGHT
from dokja.i18n.text import Words
from dokja.records.labels import Names
from dokja.records.store import Store
from dokja.ui import filters, foreign_models
from dokja.ui.fixed_settings import FixedSettings
from dokja.ui.recorded_page import RecordedPage
from dokja.ui.site_map import FILTERS, path


def recorded(
    store: Store, names: Names, language: str, base: str, name: str, query: Mapping[str, Sequence[str]]
) -> RecordedPage:
    """A page by its name with the settings of a query; base is the dashboard's address, with which its links begin.

    Raises Stopped, with the reason, if the query asks for something unknown.
    """
    settings = FixedSettings(language, base, path(name), query)
    page = RecordedPage(
        store,
        Words(language),
        names,
        settings,
        LIGHT,
        [],
        foreign_models.SAME_SOURCE,
        filters=FILTERS.get(name, ()),
    )
    filters.show(page)
    importlib.import_module(f"dokja.pages.{name}").show(page)
    return page


def recorded_once(
    store: Store, names: Names, language: str, base: str, name: str, query: Mapping[str, Sequence[str]]
) -> RecordedPage:
    """The same, kept for the next run of a page that is made of it; nobody may change what is recorded."""
    return kept(store, names, language, base, name, tuple((key, tuple(query[key])) for key in query))


@lru_cache(maxsize=32)
def kept(
    store: Store,
    names: Names,
    language: str,
    base: str,
    name: str,
    query: tuple[tuple[str, tuple[str, ...]], ...],
) -> RecordedPage:
    """A recorded page by values that can be compared."""
    return recorded(store, names, language, base, name, dict(query))
