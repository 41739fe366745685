"""One card of a page for a frame on another site (?embed=true&card=…): no navigation, no filters, a link to the page."""

from __future__ import annotations

from dokja.pages.shared.recording import recorded
from dokja.ui import card, html
from dokja.ui.page import Page
from dokja.ui.site_map import FORMS, path
from dokja.ui.unknown_values import Stopped

CARD = "card"


def show(page: Page, name: str) -> None:
    """Show the card that the address names, or the page's first."""
    settings, words = page.settings, page.words
    try:
        if name in FORMS:
            raise Stopped(words("embed.unknown"))
        made = recorded(page.store, page.names, words.language, settings.base, name, settings.whole_query)
    except Stopped as stopped:
        page.note(str(stopped), warning=True)
        return
    cards = made.record.cards
    asked = settings.query.get(CARD)
    if asked not in cards and (asked or not cards):
        page.note(words("embed.unknown"), warning=True)
        return
    settings.values |= made.settings.values
    settings.here = f"{settings.base}/{path(name)}"
    card.show(page, cards[asked][1] if asked else next(iter(cards.values()))[1])
    html.show("embedded", href=settings.link(data=page.store.data_version), text=words("embed.open"))
