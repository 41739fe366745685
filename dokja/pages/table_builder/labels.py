"""Entries of the lists to choose from: a name with every other recorded name, so that typing any of them finds it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dokja.ui.page import Page


def of_models(page: Page) -> dict[str, str]:
    """Name of each model, its other names and its maker, by key."""
    others = aliases(page, "model")
    return {
        key: told(
            page.names.model(key),
            [row["name_ko"], row["name_en"], *others.get(key, []), page.names.team(row["team_id"])],
        )
        for key, row in page.names.models.items()
    }


def of_benchmarks(page: Page) -> dict[str, str]:
    """Name of each benchmark and its other names, by key."""
    others = aliases(page, "benchmark")
    return {
        key: told(page.names.benchmark(key), [row["name_ko"], row["name_en"], *others.get(key, [])])
        for key, row in page.names.benchmarks.items()
    }


def aliases(page: Page, kind: str) -> dict[str, list[str]]:
    """Other recorded names of models or benchmarks, by key."""
    found: dict[str, list[str]] = {}
    for key, alias in page.ask(f"select {kind}_id, alias from {kind}_alias order by all").iter_rows():  # noqa: S608
        found.setdefault(key, []).append(alias)
    return found


def told(name: str, others: Iterable[str | None]) -> str:
    """A name and those others that differ from it in more than case, blanks and hyphens."""
    seen = {spelled(name): name}
    for other in others:
        if other:
            seen.setdefault(spelled(other), other)
    return " · ".join(seen.values())


def spelled(name: str) -> str:
    """A name as find_model compares it."""
    return re.sub(r"[\s\-_.]", "", name.lower())
