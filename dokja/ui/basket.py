"""What the reader has taken for a briefing, kept in the address: views with headings and remarks of the reader's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import parse_qs

from dokja.ui.base_path import below
from dokja.ui.url_state import Settings

ITEM, HEADING, REMARK = "item", "heading", "told"
MOST_ITEMS = 20
LONGEST_HEADING, LONGEST_REMARK = 120, 500


@dataclass(frozen=True)
class Item:
    """A view: the path and query of a page, and which of its cards (card=…); without a card it is the whole page."""

    address: str
    heading: str = ""
    remark: str = ""

    @property
    def path(self) -> str:
        """The page's path without a slash."""
        return below(self.address.partition("?")[0])

    @property
    def query(self) -> dict[str, list[str]]:
        """What the page is asked for."""
        return parse_qs(self.address.partition("?")[2])

    @property
    def key(self) -> str:
        """Tells its widgets from those of others."""
        return sha256(self.address.encode()).hexdigest()[:8]


class Basket:
    """The items in their order; every change is written to the address after the run."""

    def __init__(self, settings: Settings):
        self.settings = settings
        if ITEM not in settings.state:
            settings.state[ITEM] = from_query(settings)[:MOST_ITEMS]
        self.is_cut = len({*settings.query.get_all(ITEM)}) > MOST_ITEMS
        self.items: list[Item] = settings.state[ITEM]
        self.write()

    def write(self) -> None:
        """Set what stands in the address: three values for each item, so that they stay together."""
        items = self.settings.state[ITEM]
        self.settings.values[ITEM] = [item.address for item in items]
        told = any(item.heading or item.remark for item in items)
        self.settings.values[HEADING] = [item.heading for item in items] if told else []
        self.settings.values[REMARK] = [item.remark for item in items] if told else []

    def change(self, act: Callable[[list[Item]], Sequence[Item]]) -> Callable[[], None]:
        """A function that changes the items, for a widget to call."""

        def changed() -> None:
            self.settings.state[ITEM] = list(act(list(self.settings.state[ITEM])))

        return changed

    def moved(self, place: int, by: int) -> Callable[[], None]:
        """A function that moves an item up (-1) or down (1)."""

        def act(items: list[Item]) -> list[Item]:
            items.insert(place + by, items.pop(place))
            return items

        return self.change(act)

    def without(self, place: int) -> Callable[[], None]:
        """A function that takes an item out."""
        return self.change(lambda items: [*items[:place], *items[place + 1 :]])

    def told(self, place: int, field: str, key: str) -> Callable[[], None]:
        """A function that gives an item the heading or remark that a widget holds."""

        def act(items: list[Item]) -> list[Item]:
            items[place] = replace(items[place], **{field: str(self.settings.state[key]).strip()})
            return items

        return self.change(act)


def from_query(settings: Settings) -> list[Item]:
    """Items of the address, each once; what is too long is cut."""
    headings, remarks = settings.query.get_all(HEADING), settings.query.get_all(REMARK)
    found: dict[str, Item] = {}
    for place, address in enumerate(settings.query.get_all(ITEM)):
        heading = headings[place] if place < len(headings) else ""
        remark = remarks[place] if place < len(remarks) else ""
        found.setdefault(address, Item(address, heading[:LONGEST_HEADING], remark[:LONGEST_REMARK]))
    return list(found.values())
