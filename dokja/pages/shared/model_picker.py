"""Choosing among thousands of models: a search by any name beside a list that stays short."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dokja.ui.page import Page

MOST_LISTED = 200


def in_order(page: Page, keys: Collection[str]) -> list[str]:
    """Models by name, those of the programme's teams first."""
    names = page.names
    return sorted(
        keys, key=lambda key: (names.models[key]["team_id"] not in names.contenders, names.model(key))
    )


def measured_models(page: Page) -> list[str]:
    """Every model with a published number, in order."""
    return in_order(
        page, page.ask("select distinct model_id from measurement order by model_id")["model_id"].to_list()
    )


def findable(page: Page, keys: Sequence[str], kept: Collection[str]) -> list[str]:
    """Those of keys that the reader's search finds, in their order and not too many; kept ones always."""
    words = page.words
    wanted = page.settings.text("find-model", words("scores.find"), words("scores.find_example"))
    found = keys
    if wanted:
        named = set(page.ask("from find_model(?)", wanted)["model_id"])
        found = [key for key in keys if key in named]
    if not found:
        page.note(words("choose.none", text=wanted))
    elif len(found) > MOST_LISTED:
        page.note(words("choose.more", listed=MOST_LISTED, count=words.number(len(found))))
    listed = {*found[:MOST_LISTED], *kept}
    return [key for key in keys if key in listed]
