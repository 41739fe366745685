"""Model selection among thousands: a search by any name beside a short list."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dokja.ui.page import Page

MOST_LISTED = 500


def in_order(page: Page, keys: Collection[str]) -> list[str]:
    """Models by name, the programme's models first."""
    programme = set(page.ask("select model_id from programme_model")["model_id"])
    return sorted(keys, key=lambda key: (key not in programme, page.names.model(key).casefold(), key))


def measured_models(page: Page) -> list[str]:
    """Every model with a published score, in display order."""
    return in_order(
        page, page.ask("select distinct model_id from measurement order by model_id")["model_id"].to_list()
    )


def findable(page: Page, keys: Sequence[str], kept: Collection[str]) -> list[str]:
    """The keys that match the reader's search, in order and at most MOST_LISTED, plus all of kept."""
    words = page.words
    wanted = page.settings.text("find-model", words("choose.find"), words("scores.find_example"))
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
