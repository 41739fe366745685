"""Which checks there are, and on what the result of each depends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.accessibility import contents, keyboard, layout, pointer
from tests.accessibility.breach import Breach
from tests.accessibility.kwcag import axe_rules

Aspect = Literal["language", "theme", "width", "tables"]
Check = Callable[[Page], list[Breach]]

CHECKS: dict[Check, tuple[Aspect, ...]] = {
    contents.title_tells_the_page: ("language",),
    contents.language_is_told: ("language",),
    contents.tables_have_headers: ("language", "tables"),
    contents.pictures_have_texts: ("language",),
    contents.headings_are_in_order: ("language", "width"),
    contents.names_hold_labels: ("language", "width", "tables"),
    contents.fields_have_labels: ("language",),
    contents.links_tell_their_target: ("language", "tables"),
    contents.cards_are_parted: ("theme", "width"),
    contents.markup_is_sound: ("width", "tables"),
    contents.nothing_moves_by_itself: ("theme", "width"),
    contents.directions_need_no_eye: ("language",),
    contents.help_is_found: ("language",),
    layout.targets_are_large: ("language", "width", "tables"),
    layout.page_reflows: ("language", "tables"),
    layout.text_can_be_doubled: ("language", "width", "tables"),
    layout.forced_colours_tell_the_same: ("theme", "tables"),
    pointer.one_press_is_enough: (),
    pointer.press_can_be_withdrawn: (),
    keyboard.focus_is_seen: ("theme", "width", "tables"),
    keyboard.keyboard_reaches_everything: ("width", "tables"),
    keyboard.focus_changes_nothing: ("width",),
    keyboard.skip_link_is_first: ("language", "width"),
    keyboard.no_character_is_a_shortcut: (),
}
"""Each check, and what besides the page its result depends on."""


@dataclass(frozen=True)
class View:
    """How a page is read."""

    language: str
    theme: Literal["light", "dark"]
    width: int
    tables: bool = False
    """Whether the tables of its cards are open."""

    def __str__(self) -> str:
        return f"{self.language} {self.theme} {self.width}{' tables' if self.tables else ''}"

    def differs(self, other: View) -> set[Aspect]:
        """In what two views differ."""
        aspects: tuple[Aspect, ...] = ("language", "theme", "width", "tables")
        return {aspect for aspect in aspects if getattr(self, aspect) != getattr(other, aspect)}


USUAL = View("ko", "light", 1440)
VIEWS = (
    USUAL,
    View("ko", "light", 1440, tables=True),
    View("en", "light", 1440),
    View("ko", "dark", 1440),
    View("ko", "light", 390),
    View("ko", "dark", 390),
    View("en", "dark", 390),
)


def checked(page: Page, view: View) -> Iterator[tuple[str, Breach]]:
    """Every breach of a page in a view, with the name of its check or rule.

    In other than the usual view only those checks are run whose result depends on all in which it differs.
    """
    for check, aspects in CHECKS.items():
        if view.differs(USUAL) <= set(aspects):
            yield from ((check.__name__, breach) for breach in check(page))
    yield from by_axe(page)


def by_axe(page: Page) -> Iterator[tuple[str, Breach]]:
    """Every breach that axe finds, with the name of its rule."""
    options = {"runOnly": {"type": "rule", "values": axe_rules()}}
    violations: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    for found in violations:
        for node in found["nodes"]:
            yield found["id"], Breach(str(node["target"][-1]), found["help"])
