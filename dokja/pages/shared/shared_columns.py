"""Table columns shared by several pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dokja.pages.shared import point_sentence
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row


def model(page: Page, key: str = "model_id", label: str = "column.model") -> Column:
    """A model's name with its team's colour, linked to its profile."""
    return Column(
        page.words(label),
        lambda row: page.names.model(row[key]),
        href=lambda row: page.model_href(row[key]),
        mark=lambda row: page.colour(page.names.models[row[key]]["team_id"]),
    )


def leader(page: Page, key: str = "model_id", label: str = "column.model") -> Column:
    """Like model(), but marked if the model's maker was eliminated."""
    return replace(model(page, key, label), value=lambda row: page.names.leader(row[key]))


def team(page: Page, label: str = "column.maker") -> Column:
    """An organisation's name, linked to its profile."""
    return Column(
        page.words(label),
        lambda row: page.names.team(row["team_id"]),
        href=lambda row: page.team_href(row["team_id"]),
    )


def benchmark(page: Page) -> Column:
    """A benchmark's name, linked to its scores page."""
    return Column(
        page.words("column.benchmark"),
        lambda row: page.names.benchmark(row["benchmark_id"]),
        href=lambda row: page.settings.href("scores", benchmark=row["benchmark_id"]),
    )


def published(label: str, value: Callable[[Row], str | None]) -> Column:
    """A number exactly as published."""
    return Column(label, value, numeric=True)


def score(page: Page, label: str) -> Column:
    """The published score of a row."""
    return published(label, lambda row: row["score_text"])


def number(page: Page, label: str, key: str, *, signed: bool = False, decimals: int | None = 2) -> Column:
    """A computed number with its row's decimals; with decimals None, as many as the number has."""
    words = page.words

    def shown(row: Row) -> str:
        carried = row.get("decimals", decimals) if decimals is not None else None
        return words.number(row[key], carried, signed=signed)

    return Column(words(label), lambda row: row[key], shown, decimals=decimals, numeric=True)


def count(page: Page, label: str, key: str) -> Column:
    """A whole number."""
    return Column(page.words(label), lambda row: row[key], decimals=0, numeric=True)


def reporter(page: Page, key: str = "reporter_id", label: str = "column.reporter") -> Column:
    """The organisation that measured a score."""
    return Column(page.words(label), lambda row: page.names.team(row[key]))


def relation(page: Page) -> Column:
    """Own, competitor's or independent, and who quotes it."""
    return Column(
        page.words("column.relation"),
        lambda row: point_sentence.relation(page, row["relation"], row.get("quoted_by")),
    )


def source(page: Page, key: str = "source_id", label: str = "column.source") -> Column:
    """A source's title, linked to its address."""
    return Column(
        page.words(label),
        lambda row: page.names.source(row[key]),
        href=lambda row: page.source_href(row[key]),
        away=True,
    )


def words_for(page: Page, label: str, key: str, prefix: str) -> Column:
    """A code from the records, in words."""
    return text(page, label, lambda row: page.words(f"{prefix}.{row[key]}") if row[key] is not None else None)


def day(page: Page, label: str, key: str) -> Column:
    """A date, or a month."""
    return Column(page.words(label), lambda row: row[key], lambda row: page.words.date(row[key]), day=True)


def text(page: Page, label: str, value: Callable[[Row], Any], *, prose: bool = False) -> Column:
    """Any text of a row; prose marks full sentences."""
    return Column(page.words(label), value, prose=prose)
