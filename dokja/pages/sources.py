"""Where do the numbers come from, and which contradict each other?"""

from __future__ import annotations

import polars as pl

from dokja.pages.shared import shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table


def show(page: Page) -> None:
    """Show conflicts, sources and the data version."""
    words, store = page.words, page.store
    used = page.ask("from source_use")
    total = page.ask("select count(*) as n from score")["n"][0]
    page.heading(
        words("sources.title"),
        words("sources.answer", sources=used.height, scores=words.number(total)),
        words("sources.version", date=words.date(store.data_date), version=store.data_version),
    )
    conflicts(page)
    every_source(page, used)
    page.terms("benchmark", "own", "independent")


def conflicts(page: Page) -> None:
    """Show conflicting scores of one model and benchmark: lowest and highest, with who measured."""
    words, names = page.words, page.names
    answer = page.ask("from score_conflict")
    shown = page.visible(answer)
    page.section(words("sources.conflicts.title"), words("sources.conflicts.text", count=answer.height))
    page.hidden(answer, shown)

    def end(which: str) -> Column:
        def said(row: Row, shorten: shared_columns.Shorten) -> str:
            return f"{shorten(row[f'{which}_text'])} ({names.team(row[f'{which}_reporter_id'])})"

        return shared_columns.with_published(page, f"column.{which}", said)

    table_columns = [
        shared_columns.model(page),
        shared_columns.benchmark(page),
        shared_columns.text(page, "column.setting", lambda row: names.setting(row) or None),
        end("lowest"),
        end("highest"),
        shared_columns.number(page, "column.difference", "difference"),
        shared_columns.text(
            page,
            "column.conflict",
            lambda row: words(
                "conflict.conditions" if row["conditions_differ"] else f"conflict.{row['kind']}"
            ),
        ),
    ]
    sources = pl.concat([shown["lowest_source_id"], shown["highest_source_id"]]).unique(maintain_order=True)
    page.card("conflicts", Table(words("sources.conflicts.caption"), table_columns, shown), sources)


def every_source(page: Page, used: pl.DataFrame) -> None:
    """Show every source and what it contributed."""
    words = page.words
    page.section(words("sources.all.title"))
    table_columns = [
        Column(
            words("column.source"),
            lambda row: words.name(row, "title"),
            href=lambda row: page.source_href(row["source_id"]),
            away=True,
        ),
        shared_columns.text(page, "column.publisher", lambda row: words.name(row, "publisher")),
        shared_columns.day(page, "column.date", "published_on"),
        shared_columns.words_for(page, "column.source_kind", "kind", "source_kind"),
        shared_columns.words_for(page, "column.read", "read", "read"),
        *(
            shared_columns.count(page, f"column.{key}", key)
            for key in ("n_scores", "n_programme_scores", "n_sizes", "n_marks", "n_claims", "n_others")
        ),
        shared_columns.text(
            page, "source.licence", lambda row: page.names.sources[row["source_id"]]["licence"]
        ),
        shared_columns.text(
            page, "sources.attribution", lambda row: page.names.sources[row["source_id"]]["attribution"]
        ),
    ]
    page.card("sources", Table(words("sources.all.caption"), table_columns, used), [])
