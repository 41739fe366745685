"""The frame of every page: question, answer, chart, table, sources and download, in this order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl
import streamlit as st

from dokja.charts.theme import Ink
from dokja.i18n import untrusted_text
from dokja.i18n.text import Words
from dokja.records.labels import Names
from dokja.records.store import Store
from dokja.ui import card, downloads, html, unknown_values
from dokja.ui.card import Card, Draw, Further, Make, Whole
from dokja.ui.foreign_models import WORKED_OUT
from dokja.ui.tables import Table
from dokja.ui.url_state import Settings

Place = AbstractContextManager[Any]
"""A part of the page; what is shown within it stands there."""
SOURCES_NAMED = 3
"""Sources named on a line of text; a card lists all of them in a tab."""


@dataclass(frozen=True)
class KeyFigure:
    """A figure in large letters, what it counts, what it has to be compared to, and the page that explains it."""

    label: str
    value: str
    text: str
    href: str


@dataclass(frozen=True)
class Door:
    """A question, the beginning of its answer, and the page with the whole answer."""

    question: str
    answer: str
    href: str


@dataclass
class Page:
    """What a page needs: store, words, names, the reader's settings and colours.

    filters says which of teams and foreign the reader can set here; head is the place of its question and answer, above every filter and choice.
    """

    store: Store
    words: Words
    names: Names
    settings: Settings
    ink: Ink
    teams: list[str]
    foreign: str
    filters: Collection[str] = ("team", "foreign")
    head: Place | None = None
    truncated: bool = False

    def ask(self, query: str, *parameters: Any) -> pl.DataFrame:
        """Result of a query as a frame; a truncated one is remembered so that the page can report it."""
        answer = self.store.ask(query, *parameters)
        self.truncated |= self.store.is_truncated(query, *parameters)
        return answer

    def row(self) -> Place:
        """A place whose widgets stand beside each other."""
        return st.container(horizontal=True, vertical_alignment="bottom")

    def place(self, key: str | None = None) -> Place:
        """A place that can be filled later."""
        return st.container(key=key)

    def halves(self) -> Sequence[Place]:
        """Two places beside each other."""
        return st.columns(2)

    def fold(self, label: str, *, expanded: bool = False) -> Place:
        """A place that the reader opens."""
        return st.expander(label, expanded=expanded)

    def heading(self, title: str, *answer: str) -> None:
        """Show the page's question and answer. Raises Stopped if the address asks for something unknown."""
        with self.head or st.container():
            unknown_values.stop(self)
            html.show("heading", title=title, answer=[sentence for sentence in answer if sentence])
        st.set_page_config(page_title=self.words("app.page_title", title=title))

    def section(self, title: str, *sentences: str) -> None:
        """Start a section of the page with its own title."""
        html.show("section", title=title, sentences=[sentence for sentence in sentences if sentence])

    def text(self, *sentences: str) -> None:
        """Show sentences, each as a paragraph."""
        html.show("text", sentences=[sentence for sentence in sentences if sentence])

    def note(self, text: str, *, warning: bool = False) -> None:
        """Show a remark beside a chart or table."""
        html.show("note", text=text, warning=warning)

    def verdict(self, verdict: str, why: str) -> None:
        """Show a verdict in large letters, and why it is not another."""
        html.show("verdict", verdict=verdict, why=why)

    def may_say(self, may: Sequence[tuple[str, str]], may_not: Sequence[tuple[str, str]]) -> None:
        """Show sentences that may be quoted, each with its source, and those that may not, each with the reason."""
        if may or may_not:
            words = self.words
            html.show(
                "may_say",
                may=may,
                may_not=may_not,
                may_label=words("may.label"),
                may_not_label=words("may.not_label"),
                copy=words("may.copy"),
                copied=words("card.copied"),
                failed=words("card.copy_failed"),
            )

    def link(self, href: str, text: str) -> None:
        """Show a link on a line of its own."""
        html.show("link", href=href, text=text)

    def links(self, links: Sequence[tuple[str, str]]) -> None:
        """Show a list of links, each with address and text."""
        html.show("links", links=links)

    def key_figures(self, figures: Sequence[KeyFigure]) -> None:
        """Show figures in large letters beside each other."""
        html.show("key_figures", figures=figures)

    def doors(self, doors: Sequence[Door]) -> None:
        """Show questions with short answers."""
        html.show("doors", doors=doors)

    def code(self, title: str, code: str) -> None:
        """Show lines of a program."""
        html.show("code", title=title, code=code)

    def terms(self, *keys: str) -> None:
        """Show technical terms, each with a plain explanation."""
        with self.fold(self.words("terms.title")):
            self.term_list([(self.words(f"term.{key}.name"), self.words(f"term.{key}.text")) for key in keys])

    def term_list(self, terms: Sequence[tuple[str, str]]) -> None:
        """Show terms, each with its explanation."""
        html.show("terms", terms=terms)

    def take_away(self, key: str, make: Make, subject: Sequence[str]) -> None:
        """Show buttons that hand over a table: the Excel file first, then CSV, then the clipboard."""
        with st.container(horizontal=True, vertical_alignment="center", key="take-away"):
            downloads.offer_at_once(self, key, make, subject)
            downloads.offer_copy(self, make()[0])

    @cached_property
    def chosen(self) -> pl.DataFrame:
        """Columns model_id and benchmark_id of the foreign models that the filter shows; null stands for any benchmark."""
        return self.ask(
            "select model_id, unnest([benchmark_id, null]) as benchmark_id from foreign_choice where choice = ?",
            self.foreign,
        )

    def visible(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Rows that the filter shows, in their original order: by team_id, and a foreign model's by model_id too.

        If the frame has a column benchmark_id, a foreign model has to be chosen for that benchmark.
        """
        team, contenders = pl.col("team_id"), self.names.contenders
        is_free = team.is_null() | ~team.is_in(self.names.foreign)
        is_shown = is_free | pl.lit(self.foreign != "none")
        if self.teams:
            is_shown &= team.is_null() | team.is_in(self.teams) | ~team.is_in(contenders)
        if self.foreign not in WORKED_OUT or "model_id" not in frame.columns:
            return frame.filter(is_shown)
        keys = [key for key in self.chosen.columns if key in frame.columns]
        chosen = self.chosen.select(keys).unique().with_columns(is_chosen=True)
        marked = frame.join(chosen, keys, "left", nulls_equal=True, maintain_order="left")
        is_free |= pl.col("model_id").is_null() | pl.col("is_chosen").is_not_null()
        return marked.filter(is_shown & is_free).select(frame.columns)

    def hidden(self, everything: pl.DataFrame | int, shown: pl.DataFrame | int) -> None:
        """State how many rows the filter hides, if any; both arguments are frames or row counts."""
        if told := self.hidden_text(everything, shown):
            self.note(told)

    def hidden_text(self, everything: pl.DataFrame | int, shown: pl.DataFrame | int) -> str:
        """How many rows the filter hides; blank if none. Both arguments are frames or row counts."""
        whole, part = (one if isinstance(one, int) else one.height for one in (everything, shown))
        count = whole - part
        return self.words("filter.hidden", count=self.words.number(count)) if count else ""

    def card(
        self,
        key: str,
        table: Table,
        sources: Iterable[str | None],
        draw: Draw | None = None,
        alt: str = "",
        *,
        title: str = "",
        finding: str = "",
        measure: str = "",
        notes: Sequence[str] = (),
        further: Mapping[str, Further] | None = None,
        whole: Whole | None = None,
        subject: Sequence[str] = (),
    ) -> None:
        """Show a figure as a card under a title, by default the table's caption.

        finding is the title of its picture, by default the title; see Card for the rest.
        """
        if not len(table.rows):
            self.note(self.words("table.empty"))
            return
        used = [source_id for source_id in dict.fromkeys(sources) if source_id]
        self.figure(
            Card(
                key,
                table,
                used,
                draw,
                alt,
                title or table.caption,
                finding or title or table.caption,
                measure,
                [note for note in notes if note],
                further or {},
                whole or Whole(len(table.rows), lambda: (table, used)),
                subject,
            ),
        )

    def figure(self, one: Card) -> None:
        """Show a card."""
        card.show(self, one)

    def citation(self, title: str) -> str:
        """How a text cites something on this page; its address follows."""
        store, words = self.store, self.words
        return words(
            "download.citation", title=title, date=words.date(store.data_date), version=store.data_version
        )

    def attributions(self, source_ids: Iterable[str]) -> list[str]:
        """What the licences of these sources ask to be named, each once."""
        told = (self.names.sources[source_id]["attribution"] for source_id in source_ids)
        return list(dict.fromkeys(text for text in told if text))

    def source_line(self, source_ids: Sequence[str]) -> str:
        """The first sources, how many there are besides, their licences and what these ask to be named, as one line."""
        words = self.words
        rows = [self.names.sources[source_id] for source_id in source_ids]
        titles = [self.source_text(row) for row in rows[:SOURCES_NAMED]]
        if len(rows) > SOURCES_NAMED:
            titles.append(words("sources.more", count=len(rows) - SOURCES_NAMED))
        licences = list(dict.fromkeys(row["licence"] for row in rows if row["licence"]))
        parts = [
            words("sources.named", sources=" · ".join(titles)) if titles else "",
            words("sources.licences", licences=", ".join(licences)) if licences else "",
            *(words("sources.attributed", text=text) for text in self.attributions(source_ids)),
        ]
        return " — ".join(part for part in parts if part)

    def source_text(self, row: dict[str, Any]) -> str:
        """Title and date of a source; a date already in the title is not repeated."""
        title, day = self.words.name(row, "title"), self.words.date(row["published_on"])
        return title if day in title else f"{title} {day}"

    def model_href(self, model_id: str) -> str:
        """Address of a model's profile."""
        return self.settings.href("model", model=model_id)

    def team_href(self, team_id: str) -> str:
        """Address of a team's profile."""
        return self.settings.href("team", org=team_id)

    def source_href(self, source_id: str) -> str:
        """External address of a source; blank if it is not an http(s) address."""
        return untrusted_text.outside(self.names.sources[source_id]["url"])

    def colour(self, team_id: str) -> str:
        """Colour of a team's marks; grey for organisations outside the programme."""
        return self.names.colour(team_id) if team_id in self.names.contenders else self.ink.others

    def colour_of(self, team_id: str, ink: Ink) -> str:
        """Colour of a team's marks in a chart drawn with ink."""
        return self.names.colour(team_id) if team_id in self.names.contenders else ink.others
