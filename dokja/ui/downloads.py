"""The downloads of a card: every row that the filter leaves, as a file generated on request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import streamlit as st

from dokja import export
from dokja.charts.theme import LIGHT
from dokja.export import clipboard
from dokja.export.download import Download
from dokja.export.image import png, svg
from dokja.export.sheet import Caption
from dokja.i18n.text import Words
from dokja.ui import file_names, html
from dokja.ui.foreign_models import SAME_SOURCE
from dokja.ui.tables import Row, Table

if TYPE_CHECKING:
    from dokja.ui.card import Card, Draw, Make
    from dokja.ui.page import Page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MOST_COPIED = 500
MOST_CELLS = 5000
"""Rows and cells that travel to the browser for its clipboard."""

WritePicture = Callable[[Mapping[str, Any], Caption, str], bytes]
PICTURES: dict[str, tuple[WritePicture, str, str, str]] = {
    "png-16x9": (png, "16x9", "-16x9.png", "image/png"),
    "png-4x3": (png, "4x3", "-4x3.png", "image/png"),
    "svg": (svg, "16x9", "-16x9.svg", "image/svg+xml"),
}
"""Pictures by the key of their name: writer, shape, end of the file's name and media type."""


def offer(page: Page, card: Card) -> None:
    """Show buttons for table and sources as XLSX, CSV and Parquet, the chart for a slide and a page, and further files."""
    make = card.whole.make
    files: dict[str, tuple[Callable[[], bytes], str, str]] = {
        extension: (partial(write_table, write, page, make), f".{extension}", mime)
        for extension, (write, mime) in export.WRITERS.items()
    }
    if card.draw:
        files |= {
            key: (partial(write_drawing, write, shape, page, card, card.draw), end, mime)
            for key, (write, shape, end, mime) in PICTURES.items()
        }
    files |= {
        extension: (partial(write_further, write, make), f".{extension}", mime)
        for extension, (write, mime) in card.further.items()
    }
    name = file_names.of(card.key, [*card.subject, *filtered(page)], page.store.data_version)
    html.show(
        "note", text=page.words("download.rows", count=page.words.number(card.whole.height)), warning=False
    )
    with st.container(horizontal=True):
        for extension, (content, end, mime) in files.items():
            label, key = page.words(f"download.{extension}"), f"{card.key}-{extension}"
            button(label, content, f"{name}{end}", mime, key)
        if card.whole.height <= MOST_COPIED:
            offer_copy(page, make()[0])


def offer_at_once(page: Page, key: str, make: Make, subject: Sequence[str]) -> None:
    """Show a button for the table as XLSX, and one as CSV, each one click away."""
    name = file_names.of(key, [*subject, *filtered(page)], page.store.data_version)
    for extension in ("xlsx", "csv"):
        write, mime = export.WRITERS[extension]
        label, content = page.words(f"download.at_once.{extension}"), partial(write_table, write, page, make)
        button(label, content, f"{name}.{extension}", mime, f"at-once-{key}-{extension}")


def offer_copy(page: Page, table: Table) -> None:
    """Show a button that copies the table so that it pastes as one into a document or a spreadsheet.

    A table of more than MOST_CELLS cells is left to the files, and that is said.
    """
    words = page.words
    if len(table.rows) * len(table.columns) > MOST_CELLS:
        html.show("note", text=words("make_table.too_large_to_copy"), warning=False)
        return
    html.show(
        "copy",
        rows=clipboard.rows(table.leaving(words)),
        label=words("make_table.copy"),
        copied=words("card.copied"),
        failed=words("card.copy_failed"),
    )


def filtered(page: Page) -> list[str]:
    """Keys of the filter: the selected teams, and which foreign models are shown if not those shown at first."""
    is_usual = page.foreign == SAME_SOURCE or "foreign" not in page.filters
    return [*page.teams, *([] if is_usual else [f"foreign-{page.foreign}"])]


def offer_documents(page: Page, key: str, files: Mapping[str, tuple[Callable[[], bytes], str]]) -> None:
    """Show a button for each format of a document: what makes it, and its media type, by extension."""
    name = file_names.of(key, [], page.store.data_version)
    with st.container(horizontal=True):
        for extension, (make, mime) in files.items():
            button(page.words(f"{key}.{extension}"), make, f"{name}.{extension}", mime, f"{key}-{extension}")


def offer_file(key: str, label: str, make: Callable[[], bytes], file_name: str) -> None:
    """Show a button for an XLSX file that is generated on request."""
    button(label, make, file_name, XLSX, f"file-{key}")


def button(label: str, make: Callable[[], bytes], file_name: str, mime: str, key: str) -> None:
    """Show a button for a file that is made when it is asked for; the page does not run again for it."""
    st.download_button(label, make, file_name=file_name, mime=mime, on_click="ignore", key=key)


def write_further(write: Callable[[Table], bytes], make: Make) -> bytes:
    """The table as a file of a further kind."""
    return write(make()[0])


def write_table(write: Callable[[Download], bytes], page: Page, make: Make) -> bytes:
    """The table as a file."""
    return write(download(page, *make()))


def download(page: Page, table: Table, sources: Sequence[str]) -> Download:
    """The content of a download: every row that the filter leaves, the sources and the settings."""
    words = page.words
    rows = [page.names.sources[source_id] for source_id in sources]
    return Download(
        title=table.caption,
        table=table.leaving(words),
        notes=notes(page, table),
        sources=source_columns(words, rows),
        table_sheet=words("download.sheet.table"),
        notes_sheet=words("download.sheet.notes"),
        sources_sheet=words("download.sheet.sources"),
    )


def notes(page: Page, table: Table) -> dict[str, list[str]]:
    """Title, filter, address of the view, date, citation and licence, each with its label."""
    words, store = page.words, page.store
    teams = words.join([page.names.team(team_id) for team_id in page.teams]) or words("filter.all_teams")
    set_here = {
        "team": teams,
        "foreign": words("filter.foreign_told", choice=words(f"foreign.{page.foreign}")),
    }
    day = words.date(store.data_date)
    told = {
        "title": table.caption,
        "filter": "; ".join(text for key, text in set_here.items() if key in page.filters) or teams,
        "address": page.settings.link(data=store.data_version),
        "data": f"{day} ({store.data_version})",
        "made": words.date(date.today()),
        "citation": page.citation(table.caption),
        "licence": words("download.licence"),
    }
    return {
        words("column.item"): [words(f"download.note.{key}") for key in told],
        words("column.content"): list(told.values()),
    }


def source_columns(words: Words, rows: Sequence[Row]) -> dict[str, list[str | None]]:
    """Title, publisher, date, address, licence and attribution of each source; columns without any value are omitted."""
    columns = {
        words("source.title"): [words.name(row, "title") for row in rows],
        words("source.publisher"): [words.name(row, "publisher") for row in rows],
        words("source.published_on"): [row["published_on"] for row in rows],
        words("source.url"): [row["url"] for row in rows],
        words("source.licence"): [row["licence"] or words("sources.no_licence") for row in rows],
        words("sources.attribution"): [row["attribution"] for row in rows],
    }
    return {label: cells for label, cells in columns.items() if any(cells) or not rows}


def write_drawing(write: WritePicture, shape: str, page: Page, card: Card, draw: Draw) -> bytes:
    """The chart with title, measure, notes, sources and origin inside the image, on a white background."""
    return write(draw(LIGHT).spec(), caption(page, card), shape)


def caption(page: Page, card: Card) -> Caption:
    """What a picture says around its chart; its origin is the page's address without its query, and the data."""
    words, store = page.words, page.store
    here = urlsplit(page.settings.here)
    origin = [
        words("app.brand"),
        f"{here.netloc}{here.path}".rstrip("/"),
        f"{words('sources.as_of', date=words.date(store.data_date))} ({store.data_version})",
    ]
    return Caption(
        title=card.finding,
        measure=card.measure,
        notes=tuple(text for text in card.notes if text),
        sources=page.source_line(card.sources),
        origin=" · ".join(part for part in origin if part),
    )
