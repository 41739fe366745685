"""The download menu beside a table: every row that the filter leaves, as a file generated on request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from dokja import export
from dokja.charts.theme import LIGHT
from dokja.export.download import Download
from dokja.export.image import captioned, png, svg
from dokja.i18n.text import Words
from dokja.ui import file_names
from dokja.ui.foreign_models import SAME_SOURCE
from dokja.ui.tables import Row, Table

if TYPE_CHECKING:
    from dokja.ui.page import Draw, Page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Make = Callable[[], tuple[Table, Sequence[str]]]
"""Builds a table with all its rows, and its sources."""
Further = tuple[Callable[[Table], bytes], str]
"""Writes a table as a file, and the file's media type."""

PICTURES: dict[str, tuple[Callable[[dict[str, Any]], bytes], str]] = {
    "png": (png, "image/png"),
    "svg": (svg, "image/svg+xml"),
}


def offer(
    page: Page,
    key: str,
    make: Make,
    draw: Draw | None = None,
    sentence: str = "",
    further: Mapping[str, Further] | None = None,
    subject: Sequence[str] = (),
) -> None:
    """Show a menu with table and sources as XLSX, CSV and Parquet, the chart as PNG and SVG, and further files.

    further holds these by extension. subject holds the keys that identify the content in the file name.
    """
    menu = st.popover(page.words("download.menu"), on_change="rerun", key=f"menu-{key}")
    if not menu.open:
        return
    files: dict[str, tuple[Callable[[], bytes], str]] = {
        extension: (partial(write_table, write, page, make), mime)
        for extension, (write, mime) in export.WRITERS.items()
    }
    if draw:
        files |= {
            extension: (partial(write_drawing, write, page, draw, make, sentence), mime)
            for extension, (write, mime) in PICTURES.items()
        }
    files |= {
        extension: (partial(write_further, write, make), mime)
        for extension, (write, mime) in (further or {}).items()
    }
    name = file_names.of(key, [*subject, *filtered(page)], page.store.data_version)
    with menu:
        for extension, (content, mime) in files.items():
            st.download_button(
                page.words(f"download.{extension}"),
                content,
                file_name=f"{name}.{extension}",
                mime=mime,
                on_click="ignore",
                key=f"{key}-{extension}",
            )


def offer_at_once(page: Page, key: str, make: Make, subject: Sequence[str]) -> None:
    """Show a button for the table as XLSX, and one as CSV, each one click away."""
    name = file_names.of(key, [*subject, *filtered(page)], page.store.data_version)
    for extension in ("xlsx", "csv"):
        write, mime = export.WRITERS[extension]
        st.download_button(
            page.words(f"download.at_once.{extension}"),
            partial(write_table, write, page, make),
            file_name=f"{name}.{extension}",
            mime=mime,
            on_click="ignore",
            key=f"at-once-{key}-{extension}",
        )


def filtered(page: Page) -> list[str]:
    """Keys of the filter: the selected teams, and which foreign models are shown if not those shown at first."""
    return [*page.teams, *([] if page.foreign == SAME_SOURCE else [f"foreign-{page.foreign}"])]


def offer_file(key: str, label: str, make: Callable[[], bytes], file_name: str) -> None:
    """Show a button for an XLSX file that is generated on request."""
    st.download_button(label, make, file_name=file_name, mime=XLSX, on_click="ignore", key=f"file-{key}")


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
        notes=notes(page, table, has_licences=any(row["licence"] for row in rows)),
        sources=source_columns(words, rows),
        table_sheet=words("download.sheet.table"),
        notes_sheet=words("download.sheet.notes"),
        sources_sheet=words("download.sheet.sources"),
    )


def notes(page: Page, table: Table, *, has_licences: bool) -> dict[str, list[str]]:
    """Title, filter, address of the view, date, citation and licence, each with its label."""
    words, store = page.words, page.store
    teams = words.join([page.names.team(team_id) for team_id in page.teams]) or words("filter.all_teams")
    foreign = words("filter.foreign_told", choice=words(f"foreign.{page.foreign}"))
    day = words.date(store.data_date)
    told = {
        "title": table.caption,
        "filter": f"{teams}; {foreign}",
        "address": page.settings.link(data=store.data_version),
        "data": f"{day} ({store.data_version})",
        "made": words.date(date.today()),
        "citation": words("download.citation", title=table.caption, date=day, version=store.data_version),
        "licence": words("download.licence" if has_licences else "download.no_licence"),
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
        words("source.licence"): [row["licence"] for row in rows],
        words("sources.attribution"): [row["attribution"] for row in rows],
    }
    return {label: cells for label, cells in columns.items() if any(cells) or not rows}


def write_drawing(
    write: Callable[[dict[str, Any]], bytes], page: Page, draw: Draw, make: Make, sentence: str
) -> bytes:
    """The chart with title, answer, sources and date inside the image, on a white background."""
    words = page.words
    table, sources = make()
    titles = [page.source_text(page.names.sources[source_id]) for source_id in sources]
    footer = [
        f"{words('sources.label')}: {' · '.join(titles)}",
        *(f"{words('sources.attribution')}: {text}" for text in page.attributions(sources)),
        f"{words('sources.as_of', date=words.date(page.store.data_date))} ({page.store.data_version})",
    ]
    spec = draw(LIGHT).spec()
    return write(captioned(spec, table.caption, [sentence] if sentence else [], footer))
