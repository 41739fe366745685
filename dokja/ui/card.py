"""The frame of every figure: finding and measure, then chart, table, sources or downloads, whichever is open."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import streamlit as st

from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.records import signs
from dokja.ui import citations, downloads, html
from dokja.ui.tables import Table

if TYPE_CHECKING:
    from dokja.ui.page import Page

CHART, TABLE, SOURCES, DOWNLOAD = "chart", "table", "sources", "download"
ROWS_AT_FIRST = 12
CONTACT = "DOKJA_CONTACT"
"""Setting of the server: an address or number to reach the office that runs it."""

Draw = Callable[[Ink], Picture]
Make = Callable[[], tuple[Table, Sequence[str]]]
"""Builds a table with all its rows, and its sources."""
Further = tuple[Callable[[Table], bytes], str]
"""Writes a table as a file, and the file's media type."""


@dataclass(frozen=True)
class Whole:
    """A table of which a page shows only the beginning: its number of rows, and the function that builds it."""

    height: int
    make: Make


@dataclass(frozen=True)
class Card:
    """A figure with what is said of it.

    title stands above it on the page, finding above its picture in a file. measure is what the numbers are, notes what
    has to be said beside the picture and inside its file.
    whole is the content of the downloads if table is only its beginning. further holds writers of further files by
    extension. subject holds the keys of the reader's selection, used in file names.
    """

    key: str
    table: Table
    sources: Sequence[str]
    draw: Draw | None
    alt: str
    title: str
    finding: str
    measure: str
    notes: Sequence[str]
    further: Mapping[str, Further]
    whole: Whole
    subject: Sequence[str]


def show(page: Page, card: Card) -> None:
    """Show a card; only the open tab is computed, and the address names it."""
    with st.container(key=f"card-{card.key}", border=True):
        html.show("card_head", title=card.title, measure=card.measure)
        tabs = (CHART, TABLE, SOURCES, DOWNLOAD) if card.draw else (TABLE, SOURCES, DOWNLOAD)
        with st.container(horizontal=True, vertical_alignment="center", key=f"bar-{card.key}"):
            tab = page.settings.tab(
                f"tab-{card.key}", page.words("card.tabs"), tabs, lambda key: page.words(f"card.{key}")
            )
            actions(page, card, has_picture=tab == CHART)
        if tab == CHART and card.draw:
            chart(page, card, card.draw)
        elif tab == TABLE:
            table(page, card)
        elif tab == SOURCES:
            every_source(page, card)
        else:
            downloads.offer(page, card)


def actions(page: Page, card: Card, *, has_picture: bool) -> None:
    """Buttons that page.js carries out: add to the briefing, copy link, citation and picture, and full screen."""
    words = page.words
    html.show(
        "card_actions",
        card=card.key,
        take=words("card.take"),
        taken=words("card.taken"),
        not_taken=words("card.take_failed"),
        link=words("card.copy_link"),
        citation=words("card.copy_citation"),
        cited=f"{page.citation(card.finding)}, {citations.ADDRESS}",
        report=words("report.label"),
        mail=mail(page, card),
        picture=words("card.copy_picture") if has_picture else "",
        full_screen=words("card.full_screen"),
        copied=words("card.copied"),
        failed=words("card.copy_failed"),
    )


def mail(page: Page, card: Card) -> str:
    """The address of an e-mail that reports a problem with a card's numbers; blank if there is nobody to write to.

    page.js adds the address of the view.
    """
    words, to = page.words, contact()
    if not to:
        return ""
    title, finding = (" ".join(signs.cleaned(text).split()) for text in (card.title, card.finding))
    told = {
        "subject": words("report.subject", title=title),
        "body": words("report.body", title=title, finding=finding, version=page.store.data_version),
    }
    return f"mailto:{to}?{urlencode(told, quote_via=quote)}"


def contact() -> str:
    """The e-mail address of the office that runs the dashboard; blank if the setting names none."""
    told = os.environ.get(CONTACT, "")
    return told if re.fullmatch(r"[^@\s?&]+@[^@\s?&]+", told) else ""


def chart(page: Page, card: Card, draw: Draw) -> None:
    """Show the picture, its description for those who do not see it, its notes and its sources on one line.

    The description stands apart: where the picture's own text changes, the browser draws it anew instead of keeping it.
    """
    picture = draw(page.ink)
    spec = {**picture.drawing, "datasets": picture.data}
    st.vega_lite_chart(
        spec=spec, width="stretch", theme=None, alt=card.table.caption, key=f"chart-{card.key}"
    )
    html.show("card_foot", description=card.alt, notes=card.notes, sources=source_line(page, card))


def table(page: Page, card: Card) -> None:
    """Show the table's first rows, or all of them if the reader asked for that, and its sources on one line."""
    height = len(card.table.rows)
    label = "table.all_rows" if height == card.whole.height else "table.more_rows"
    unfolded = height <= ROWS_AT_FIRST or page.settings.switch(
        f"all-{card.key}", page.words(label, count=page.words.number(height)), default=False
    )
    rows = height if unfolded else ROWS_AT_FIRST
    notes = () if card.draw else card.notes
    html.put(
        card.table.render(page.words, card.key, page.ink.background, rows, card.whole.height),
        html.render("card_foot", description="", notes=notes, sources=source_line(page, card)),
    )


def source_line(page: Page, card: Card) -> str:
    """The first sources with their licences, and the date of the data, as one line."""
    dated = page.words("sources.as_of", date=page.words.date(page.store.data_date))
    return " — ".join(part for part in (page.source_line(card.sources), dated) if part)


def every_source(page: Page, card: Card) -> None:
    """Show each source with publisher, date, licence and what its licence asks to be named."""
    words = page.words
    rows = [page.names.sources[source_id] for source_id in card.sources]
    html.show(
        "sources",
        cite=words("citation.cite"),
        citations=citations.formats(page, card.finding),
        copied=words("card.copied"),
        failed=words("card.copy_failed"),
        empty=words("sources.none"),
        date=words("sources.as_of", date=words.date(page.store.data_date)),
        sources=[
            {
                "url": row["url"],
                "text": page.source_text(row),
                "publisher": words.name(row, "publisher"),
                "licence": row["licence"] or words("sources.no_licence"),
                "attribution": row["attribution"] or "",
            }
            for row in rows
        ],
    )
