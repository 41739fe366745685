"""The download menu beside a table: what is seen, as a file, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl
import streamlit as st

from dokja import export
from dokja.export.download import Download
from dokja.export.picture import captioned, png, svg
from dokja.tables import Table
from dokja.theme import LIGHT

if TYPE_CHECKING:
    from dokja.page import Draw, Page, Whole

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Further = tuple[Callable[[Table], bytes], str]
"""What makes the bytes of a file of a table as it is seen, and the file's media type."""

PICTURES: dict[str, tuple[Callable[[dict[str, Any]], bytes], str]] = {
    "png": (png, "image/png"),
    "svg": (svg, "image/svg+xml"),
}


def offer(
    page: Page,
    key: str,
    whole: Whole,
    draw: Draw | None,
    sentence: str,
    further: Mapping[str, Further],
) -> None:
    """A menu with the table and its sources as CSV, XLSX and Parquet, the picture as PNG and SVG, and further files by
    extension.
    """
    menu = st.popover(page.words("download.menu"), on_change="rerun", key=f"menu-{key}")
    if not menu.open:
        return
    files: dict[str, tuple[Callable[[], bytes], str]] = {
        extension: (partial(write_table, write, page, whole), mime)
        for extension, (write, mime) in export.WRITERS.items()
    }
    if draw:
        files |= {
            extension: (partial(write_drawing, write, page, draw, *whole(), sentence), mime)
            for extension, (write, mime) in PICTURES.items()
        }
    files |= {
        extension: (partial(write_further, make, whole), mime) for extension, (make, mime) in further.items()
    }
    with menu:
        for extension, (make, mime) in files.items():
            st.download_button(
                page.words(f"download.{extension}"),
                make,
                file_name=f"dokja-{key}-{page.store.data_version}.{extension}",
                mime=mime,
                on_click="ignore",
                key=f"{key}-{extension}",
            )


def offer_file(key: str, label: str, make: Callable[[], bytes], file_name: str) -> None:
    """A button that gives an XLSX file, made when it is asked for."""
    st.download_button(label, make, file_name=file_name, mime=XLSX, on_click="ignore", key=f"file-{key}")


def write_further(make: Callable[[Table], bytes], whole: Whole) -> bytes:
    """The table as the bytes of a file of another kind."""
    return make(whole()[0])


def write_table(write: Callable[[Download], bytes], page: Page, whole: Whole) -> bytes:
    """The table as the bytes of a file."""
    return write(download(page, *whole()))


def download(page: Page, table: Table, sources: Sequence[str]) -> Download:
    """What leaves: the rows as seen, the sources, and what was set when they were seen."""
    words = page.words
    return Download(
        title=table.caption,
        table=table.frame(),
        decimals=table.decimals(),
        notes=notes(page, table),
        sources=source_table(page, sources),
        table_sheet=words("download.sheet.table"),
        notes_sheet=words("download.sheet.notes"),
        sources_sheet=words("download.sheet.sources"),
    )


def notes(page: Page, table: Table) -> list[tuple[str, str]]:
    """Title, filter, address of the view, date, citation and licence, each with its label."""
    words, store = page.words, page.store
    teams = words.join([page.names.team(team_id) for team_id in page.teams]) or words("filter.all_teams")
    foreign = words("filter.foreign_shown" if page.foreign else "filter.foreign_hidden")
    return [
        (words("download.note.title"), table.caption),
        (words("download.note.filter"), f"{teams}; {foreign}"),
        (words("download.note.address"), page.settings.link(data=store.data_version)),
        (words("download.note.data"), f"{words.date(store.data_date)} ({store.data_version})"),
        (words("download.note.made"), words.date(date.today())),
        (
            words("download.note.citation"),
            words(
                "download.citation",
                title=table.caption,
                date=words.date(store.data_date),
                version=store.data_version,
            ),
        ),
        (words("download.note.licence"), words("download.licence")),
    ]


def source_table(page: Page, sources: Sequence[str]) -> pl.DataFrame:
    """Title, publisher, date and address of each source."""
    rows = [page.names.sources[source_id] for source_id in sources]
    words = page.words
    columns = {
        words("source.title"): [words.name(row, "title") for row in rows],
        words("source.publisher"): [words.name(row, "publisher") for row in rows],
        words("source.published_on"): [row["published_on"] for row in rows],
        words("source.url"): [row["url"] for row in rows],
        words("source.licence"): [row["licence"] for row in rows],
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def write_drawing(
    write: Callable[[dict[str, Any]], bytes],
    page: Page,
    draw: Draw,
    table: Table,
    sources: Sequence[str],
    sentence: str,
) -> bytes:
    """The picture with title, answer, sources and date inside it, on a white ground."""
    words = page.words
    titles = [page.source_text(page.names.sources[source_id]) for source_id in sources]
    footer = [
        f"{words('sources.label')}: {' · '.join(titles)}",
        f"{words('sources.as_of', date=words.date(page.store.data_date))} ({page.store.data_version})",
    ]
    spec = draw(LIGHT).spec()
    return write(captioned(spec, table.caption, [sentence] if sentence else [], footer))
