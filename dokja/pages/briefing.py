"""What should the briefing contain?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from dokja.export.documents import WRITERS, template
from dokja.i18n import untrusted_text
from dokja.pages.shared.recording import recorded_once
from dokja.ui import basket, document_parts, downloads, html
from dokja.ui.basket import Basket, Item
from dokja.ui.document_parts import Taken
from dokja.ui.page import Page
from dokja.ui.site_map import ADDRESSES, FORMS
from dokja.ui.unknown_values import Stopped

LONGEST_ADDRESS = 8000
"""Letters of an address that browsers, mail programs and servers take without cutting it."""
LONGEST = 120
ELSEWHERE = ("lang", "data", "card")
"""What of an item's query is no setting of its page."""


def show(page: Page) -> None:
    """Show what was taken, item by item with its heading and remark, then the document as a whole and its files."""
    words, taken = page.words, Basket(page.settings)
    page.heading(
        words("briefing.title"),
        words("briefing.answer", count=len(taken.items)) if taken.items else words("briefing.empty"),
    )
    if taken.is_cut:
        page.note(words("briefing.cut", most=basket.MOST_ITEMS), warning=True)
    if not taken.items:
        return
    shown = [show_item(page, taken, place, item) for place, item in enumerate(taken.items)]
    found = [one for one in shown if one]
    page.section(words("briefing.of_document"))
    default = words("briefing.document_title_default")
    if len(found) == 1:
        default = found[0].heading or document_parts.head(found[0])[0]
    title = page.settings.text("title", words("briefing.document_title"), default, most=LONGEST)
    by = page.settings.text("by", words("briefing.by"), words("briefing.by_example"), most=LONGEST)
    remark = page.settings.text(
        "remark", words("briefing.remark"), words("briefing.remark_example"), most=basket.LONGEST_REMARK
    )
    if len(page.settings.link()) > LONGEST_ADDRESS:
        page.note(words("briefing.long"), warning=True)
    page.section(words("briefing.take"), words("briefing.take_text"))
    offer(page, found, title or default, by, remark)


def show_item(page: Page, taken: Basket, place: int, item: Item) -> Taken | None:
    """Show an item with what can be done to it; None if there is no such view."""
    words = page.words
    with st.container(border=True, key=f"item-{item.key}"):
        made = take(page, item)
        if isinstance(made, str):
            page.note(made, warning=True)
        else:
            heading, told = document_parts.head(made)
            html.show(
                "taken",
                number=place + 1,
                title=heading,
                sentences=told,
                href=document_parts.address(made.page),
                open=words("briefing.view"),
            )
            field(page, taken, place, "heading", item.heading, heading, basket.LONGEST_HEADING)
            field(
                page,
                taken,
                place,
                "remark",
                item.remark,
                words("briefing.remark_example"),
                basket.LONGEST_REMARK,
            )
        with st.container(horizontal=True):
            last = len(taken.items) - 1
            button(page, "up", item, taken.moved(place, -1), disabled=place == 0)
            button(page, "down", item, taken.moved(place, 1), disabled=place == last)
            button(page, "remove", item, taken.without(place), disabled=False)
    return None if isinstance(made, str) else made


def take(page: Page, item: Item) -> Taken | str:
    """What an item stands for; a sentence if there is no such view."""
    words, name = page.words, ADDRESSES.get(item.path)
    if name is None or name in FORMS:
        return words("briefing.unknown", address=untrusted_text.readable(item.address))
    query = {key: values for key, values in item.query.items() if key not in ELSEWHERE}
    try:
        made = recorded_once(page.store, page.names, words.language, page.settings.base, name, query)
    except Stopped as stopped:
        return words("briefing.unknown_because", why=str(stopped))
    card = next(iter(item.query.get("card", [])), "")
    if card and card not in made.record.cards:
        return words("briefing.unknown", address=untrusted_text.readable(item.address))
    return Taken(name, made, card, item.heading, item.remark)


def field(page: Page, taken: Basket, place: int, name: str, value: str, example: str, most: int) -> None:
    """A field for the heading or remark of an item."""
    key = f"{name}-{taken.items[place].key}"
    st.session_state.setdefault(key, value)
    st.text_input(
        page.words(f"briefing.{name}"),
        key=key,
        placeholder=example,
        max_chars=most,
        on_change=taken.told(place, name, key),
    )


def button(page: Page, name: str, item: Item, act: Callable[[], None], *, disabled: bool) -> None:
    """A button that changes the order or takes an item out."""
    st.button(page.words(f"briefing.{name}"), key=f"{name}-{item.key}", on_click=act, disabled=disabled)


def offer(page: Page, taken: Sequence[Taken], title: str, by: str, remark: str) -> None:
    """Show a button for each format; the document is made when it is asked for."""
    files = {
        extension: (partial(written, extension, page, taken, title, by, remark), mime)
        for extension, (_, mime) in WRITERS.items()
    }
    downloads.offer_documents(page, "briefing", files)


def written(extension: str, page: Page, taken: Sequence[Taken], title: str, by: str, remark: str) -> bytes:
    """The document as a file of a format, on the office's template where there is one."""
    write, _ = WRITERS[extension]
    place: Path | None = template(extension)
    return write(document_parts.document(page, taken, title, by, remark), place)
