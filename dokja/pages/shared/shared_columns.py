"""Table columns shared by several pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dokja.i18n.text import Words
from dokja.pages.shared import point_sentence
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row

TERMS = {
    "column.active_b": "active",
    "column.basis": "basis",
    "column.effective_weight": "effective_weight",
    "column.interval": "interval",
    "column.may_say": "verdict_ladder",
    "column.rank": "rank_set",
    "column.relation": "own",
    "column.smallest_difference": "smallest_difference",
    "column.total_b": "parameters",
    "column.verdict": "verdict",
}
"""The term that explains a column's header."""
Shorten = Callable[[str], str]
"""What becomes of a published number within a text."""


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
    """A benchmark's name, linked to its page."""
    return Column(
        page.words("column.benchmark"),
        lambda row: page.names.benchmark(row["benchmark_id"]),
        href=lambda row: page.settings.href("benchmark", benchmark=row["benchmark_id"]),
    )


def explanation(page: Page, label: str) -> str:
    """What a column's header means; blank where it needs no explanation."""
    return page.words(f"term.{TERMS[label]}.text") if label in TERMS else ""


def published(words: Words, label: str, value: Callable[[Row], str | None]) -> Column:
    """A published number with at most two decimals, in full on hover and in downloads."""
    return Column(
        label,
        value,
        lambda row: words.published(value(row)),
        full=lambda row: value(row) or "",
        numeric=True,
    )


def as_published(label: str, value: Callable[[Row], str | None]) -> Column:
    """A published number with every digit, where these are what the reader looks at."""
    return Column(label, value, numeric=True)


def with_published(page: Page, label: str, text: Callable[[Row, Shorten], str | None]) -> Column:
    """A text with published numbers in it: text shortens each of them, on hover and in downloads none."""
    return Column(
        page.words(label),
        lambda row: text(row, str),
        lambda row: text(row, page.words.published) or "",
        full=lambda row: text(row, str) or "",
    )


def score_range(page: Page, row: Row, shorten: Shorten) -> str:
    """The lowest and the highest published number that a row stands for, and who measured them."""
    low, high = (
        f"{shorten(row[f'{end}_text'])} ({page.names.team(row[f'{end}_reporter_id'])})"
        for end in ("lowest", "highest")
    )
    return f"{low} – {high}"


def score(page: Page, label: str) -> Column:
    """The published score of a row."""
    return published(page.words, label, lambda row: row["score_text"])


def number(page: Page, label: str, key: str, *, signed: bool = False, decimals: int | None = 2) -> Column:
    """A computed number with its row's decimals, at most two; with decimals None, as many as the number has."""
    words = page.words
    if decimals is None:
        return Column(
            words(label),
            lambda row: row[key],
            lambda row: words.number(row[key], signed=signed),
            numeric=True,
        )
    return difference(
        words, words(label), lambda row: (row[key], row.get("decimals", decimals)), signed=signed
    )


def difference(
    words: Words, label: str, value: Callable[[Row], tuple[Any, int]], *, signed: bool = False
) -> Column:
    """A computed number with the decimals that it carries, at most two; in full on hover and in downloads."""
    return Column(
        label,
        lambda row: value(row)[0],
        lambda row: words.score(*value(row), signed=signed),
        full=lambda row: words.number(*value(row), signed=signed),
        numeric=True,
    )


def size(page: Page, label: str, key: str) -> Column:
    """A number of parameters in billions with at most two decimals, in full on hover and in downloads."""
    words = page.words
    return Column(
        words(label),
        lambda row: row[key],
        lambda row: words.score(row[key]),
        full=lambda row: words.number(row[key]),
        numeric=True,
        term=explanation(page, label),
    )


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
        term=explanation(page, "column.relation"),
    )


def basis(page: Page) -> Column:
    """What is known of how the compared scores of a row were measured."""
    words = page.words

    def said(row: Row) -> str:
        return words(
            f"basis.{row['basis']}",
            differs=words.join([words(f"differs.{key}") for key in row.get("differs", [])]),
        )

    return text(page, "column.basis", said)


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
    return Column(page.words(label), value, prose=prose, term=explanation(page, label))
