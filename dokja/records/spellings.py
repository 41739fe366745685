"""A name with every other name of the same thing, so that typing any of them finds it in a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dokja.records.store import Store


def aliases(store: Store, kind: str) -> dict[str, list[str]]:
    """Other recorded names of models or benchmarks, by key."""
    found: dict[str, list[str]] = {}
    for key, alias in store.whole(f"select {kind}_id, alias from {kind}_alias order by all").iter_rows():  # noqa: S608
        found.setdefault(key, []).append(alias)
    return found


def joined(name: str, others: Iterable[str | None]) -> str:
    """A name and those others that differ from it in more than case, blanks and hyphens."""
    seen = {spelled(name): name}
    for other in others:
        if other:
            seen.setdefault(spelled(other), other)
    return " · ".join(seen.values())


def spelled(name: str) -> str:
    """A name as find_model compares it."""
    return re.sub(r"[\s\-_.]", "", name.lower())
