"""Resolves the cells of a submitted row: choices and references by label, dates to ISO, a key for a new record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dokja.editing.record_changes import Entry
from dokja.ingest.staging import matching
from dokja.ingest.values import days
from dokja.records import checks, data_package, record_words
from dokja.records.problems import Problem
from dokja.records.record_words import RecordWords, Resource, field_of

KEY_FROM = {
    "source": ("title_en", "published_on"),
    "team": ("name_en",),
    "model": ("name_en",),
    "benchmark": ("name_en", "version"),
    "event": ("text_en",),
    "claim": ("text_en",),
    "model_plan": ("team_id", "total_params_b", "stated_on"),
}
"""Columns from which a new record's key is derived if none is given."""
LONGEST_KEY = 60


class Choices:
    """Permitted values of each column, cached."""

    def __init__(self, spoken: RecordWords, tables: Mapping[str, pl.DataFrame]):
        self.spoken = spoken
        self.tables = tables
        self.found: dict[tuple[str, str], dict[str, str] | None] = {}

    def of(self, table: str, column: str) -> dict[str, str] | None:
        """Permitted values and their labels; None if any text may be entered."""
        if (table, column) not in self.found:
            self.found[table, column] = self.spoken.choices(table, column, self.tables)
        return self.found[table, column]


def understood(
    one: Entry,
    speakers: Sequence[RecordWords],
    choices: Choices,
) -> tuple[dict[str, str | None], list[Problem]]:
    """The values that the cells stand for, and a problem for each cell that matches no choice or record."""
    values: dict[str, str | None] = {}
    problems = []
    resource = speakers[0].resources[one.table]
    for name, cell in one.values.items():
        values[name], rule = understood_cell(one.table, name, cell, speakers, choices)
        if rule:
            problems.append(Problem(one.file, rule, one.row, name, values[name]))
    own = data_package.own_key(resource)
    if own and not values.get(own):
        values[own] = new_key(one)
    return values, problems


def understood_cell(
    table: str, column: str, cell: str | None, speakers: Sequence[RecordWords], choices: Choices
) -> tuple[str | None, str | None]:
    """The value that a cell stands for (None if blank, its own text if unknown), and the rule that it breaks, if any."""
    text = (cell or "").strip()
    if not text:
        return None, None
    resource = speakers[0].resources[table]
    keys = choices.of(table, column)
    if keys is None:
        return as_day(resource, column, text), None
    meant = record_words.meant(text, table, column, speakers, keys)
    if meant is not None or record_words.is_suggested(table, column):
        return meant or text, None
    return text, "no_such_record" if column in data_package.targets(resource) else "no_such_choice"


def as_day(resource: Resource, column: str, text: str) -> str:
    """A date or month as ISO text if the column holds one; other text unchanged."""
    about = field_of(resource, column)
    is_day = about["type"] == "date"
    if is_day or about.get("constraints", {}).get("pattern") == checks.DAY_OR_MONTH:
        return days.iso(text) or text
    return text


def fresh_records(
    stated: Sequence[Entry], resources: Mapping[str, Resource]
) -> dict[str, dict[str, Mapping[str, Any]]]:
    """New records contained in the rows, by table and key, so that one row can reference another."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for one in stated:
        if own := data_package.own_key(resources[one.table]):
            found.setdefault(one.table, {})[one.values.get(own) or new_key(one)] = one.values
    return found


def new_key(one: Entry) -> str:
    """The key of a new record, derived from its name or text and its date, and shortened if too long."""
    parts = []
    for name in KEY_FROM[one.table]:
        cell = one.values.get(name) or ""
        chosen = record_words.IN_BRACKETS.search(cell)
        parts.append(chosen[1] if chosen else (days.iso(cell) if name.endswith("_on") else None) or cell)
    key = matching.slug(" ".join(parts))
    return key if len(key) <= LONGEST_KEY else key[:LONGEST_KEY].rpartition("-")[0]
