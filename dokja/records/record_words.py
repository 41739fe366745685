"""Display text for records: labels of columns, choices and records, and the choice that a written cell means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from dokja.i18n.text import LANGUAGES, Words
from dokja.i18n.untrusted_text import normalised
from dokja.records import data_package

NAMED = ("title", "name", "text")
SHARED = {
    **{name: name for name in ("round", "status", "architecture", "weights", "category", "unit", "mode")},
    **{name: name for name in ("effort", "criterion", "read")},
    "source.kind": "source_kind",
    "event.kind": "event",
    "missing_reason.reason": "state",
    "claim_input.role": "role",
    "claim.unit": "claim_unit",
}
"""Message key prefixes that pages share for the same choices, by column or by table and column."""
SUGGESTED = ("criterion", "series", "modality", "claim.unit")
"""Columns that suggest earlier values but also accept new ones."""
BOOLEANS = {"true": "yes", "false": "no"}
IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]$")
Resource = dict[str, Any]
Record = Mapping[str, str | None]


class RecordWords:
    """Display text for the records of a data package; named holds referenced records by table and key."""

    def __init__(
        self,
        words: Words,
        resources: Mapping[str, Resource],
        named: Mapping[str, Mapping[str, Mapping[str, Any]]],
    ):
        self.words = words
        self.resources = resources
        self.named = named

    def table(self, table: str) -> str:
        """Display name of a table's records."""
        return self.words(f"changes.table.{table}")

    def label(self, table: str, column: str) -> str:
        """Label of a column; a table's own key has a generic label."""
        own = column == data_package.own_key(self.resources[table])
        return self.words("field.own_key") if own else self.words(f"field.{column}")

    def described(self, table: str, column: str) -> str:
        """Description of a column, from the data package."""
        return str(field_of(self.resources[table], column)[described_in(self.words.language)])

    def value(self, table: str, column: str, value: str | None) -> str:
        """Display text of a value: a name for a key, words for a code, a localised date; blank for None."""
        if value is None:
            return ""
        field = field_of(self.resources[table], column)
        target = data_package.targets(self.resources[table]).get(column)
        if target:
            row = self.named[target].get(value)
            return (called(self.words, row) if row else "") or value
        if field["type"] == "date":
            return self.words.date(value)
        return self.choice(table, column, value)

    def choice(self, table: str, column: str, value: str) -> str:
        """Words for one of a column's permitted values; the value itself if there are none."""
        if column == "modality":
            return " + ".join(self.words(f"modality.{part}") for part in value.split("+"))
        if column == "field":
            return self.words(f"field.{value}")
        if value in BOOLEANS:
            return self.words(f"option.{BOOLEANS[value]}")
        exact = f"option.{table}.{column}.{value}"
        shared = f"{SHARED.get(f'{table}.{column}', SHARED.get(column))}.{value}"
        found = next((key for key in (exact, shared) if self.words.has(key)), None)
        return self.words(found).strip() if found else value

    def record(self, table: str, record: Record) -> str:
        """Display name of a record: its title, name or text, otherwise its subject and value."""
        if data_package.own_key(self.resources[table]) and (name := called(self.words, record)):
            return name
        about = data_package.same_thing(self.resources[table])
        values = [
            name for name in ("score_text", "value", "total_params_b", "status", "reason") if name in record
        ]
        columns = dict.fromkeys([*(name for name in about if name != "source_id"), *values, *about])
        shown = (self.value(table, column, record[column]) for column in columns)
        return " · ".join(text for text in shown if text)

    def choices(self, table: str, column: str, tables: Mapping[str, pl.DataFrame]) -> dict[str, str] | None:
        """Permitted values of a column and their labels; None if any text may be entered."""
        resource = self.resources[table]
        field = field_of(resource, column)
        if target := data_package.targets(resource).get(column):
            keys: Iterable[str] = self.named[target]
        elif "enum" in field.get("constraints", {}):
            keys = field["constraints"]["enum"]
        elif field["type"] == "boolean":
            keys = BOOLEANS
        elif is_suggested(table, column):
            keys = sorted({*tables[table][column].drop_nulls()})
        else:
            return None
        return distinct_labels({key: self.value(table, column, key) for key in keys})


def distinct_labels(labels: Mapping[str, str]) -> dict[str, str]:
    """Labels by key, with the key appended to labels that occur more than once."""
    counts = Counter(labels.values())
    return {key: f"{label} ({key})" if counts[label] > 1 else label for key, label in labels.items()}


def is_suggested(table: str, column: str) -> bool:
    """Whether a column suggests earlier values but also accepts new ones."""
    return column in SUGGESTED or f"{table}.{column}" in SUGGESTED


def called(words: Words, record: Mapping[str, Any]) -> str:
    """A record's title, name or text; blank if it has none."""
    return next((name for stem in NAMED if (name := words.name(record, stem))), "")


def field_of(resource: Resource, column: str) -> dict[str, Any]:
    """The data package's field descriptor of a column."""
    return next(one for one in resource["schema"]["fields"] if one["name"] == column)


def columns_of(resource: Resource) -> list[str]:
    """Column names of a table."""
    return [one["name"] for one in resource["schema"]["fields"]]


def is_required(resource: Resource, column: str) -> bool:
    """Whether a column is required."""
    return bool(field_of(resource, column).get("constraints", {}).get("required"))


def described_in(language: str) -> str:
    """The field property that holds a column's description in a language."""
    return "description_ko" if language == "ko" else "description"


def named_by(
    resources: Mapping[str, Resource], tables: Mapping[str, pl.DataFrame]
) -> dict[str, dict[str, Any]]:
    """Records that others reference, by table and key."""
    wanted = {target for resource in resources.values() for target in data_package.targets(resource).values()}
    return {
        table: {row[f"{table}_id"]: row for row in tables[table].iter_rows(named=True)}
        for table in sorted(wanted)
    }


def written(choice: str, key: str) -> str:
    """A choice as written in a template cell: its label followed by its value in brackets."""
    return f"{choice} [{key}]"


def meant(
    text: str, table: str, column: str, speakers: Iterable[RecordWords], keys: Iterable[str]
) -> str | None:
    """The value that a cell refers to: bracketed, verbatim, or by its label in any language; None unless one fits."""
    known = set(keys)
    bracketed = IN_BRACKETS.search(text)
    if bracketed and bracketed[1] in known:
        return bracketed[1]
    if text in known:
        return text
    fitting = {
        key
        for one in speakers
        for key in known
        if normalised(one.value(table, column, key)) == normalised(text)
    }
    return fitting.pop() if len(fitting) == 1 else None


def speakers(
    resources: Mapping[str, Resource],
    tables: Mapping[str, pl.DataFrame],
    fresh: Mapping[str, Mapping[str, Mapping[str, Any]]],
) -> list[RecordWords]:
    """Display text in every language for the records, including new ones (by table and key) not yet recorded."""
    named = named_by(resources, tables)
    named = {table: {**fresh.get(table, {}), **rows} for table, rows in named.items()}
    return [RecordWords(Words(language), resources, named) for language in LANGUAGES]
