"""Records in words: what columns, choices and records are called, and which choice a written cell means."""

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
"""Texts that pages use for the same choices, by column or table and column."""
SUGGESTED = ("criterion", "series", "modality", "claim.unit")
"""Columns whose earlier values are offered, though others may be written."""
BOOLEANS = {"true": "yes", "false": "no"}
IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]$")
Resource = dict[str, Any]
Record = Mapping[str, str | None]


class RecordWords:
    """Words for the records of a data package; named holds, by table and key, the records that others name."""

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
        """What a table's records are called."""
        return self.words(f"changes.table.{table}")

    def label(self, table: str, column: str) -> str:
        """What a column is called; the key of the table's own records is that alone."""
        own = column == data_package.own_key(self.resources[table])
        return self.words("field.own_key") if own else self.words(f"field.{column}")

    def described(self, table: str, column: str) -> str:
        """What a column holds, in a sentence of the data package."""
        return str(field_of(self.resources[table], column)[described_in(self.words.language)])

    def value(self, table: str, column: str, value: str | None) -> str:
        """A value as people say it: a name for a key, words for a code, a date as written here; blank for None."""
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
        """Words for one of the values that a column may hold; the value itself where there are none."""
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
        """What a record is called: its title, name or text, else what it is about and its value."""
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
        """Value and words of everything that may be chosen in a column; None where anything may be written."""
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
    """Labels by key, with the key beside those that stand more than once."""
    counts = Counter(labels.values())
    return {key: f"{label} ({key})" if counts[label] > 1 else label for key, label in labels.items()}


def is_suggested(table: str, column: str) -> bool:
    """Whether the earlier values of a column are offered without being all that may be written."""
    return column in SUGGESTED or f"{table}.{column}" in SUGGESTED


def called(words: Words, record: Mapping[str, Any]) -> str:
    """A record's title, name or text; blank where it has none."""
    return next((name for stem in NAMED if (name := words.name(record, stem))), "")


def field_of(resource: Resource, column: str) -> dict[str, Any]:
    """What the data package says of a column."""
    return next(one for one in resource["schema"]["fields"] if one["name"] == column)


def columns_of(resource: Resource) -> list[str]:
    """The columns of a table."""
    return [one["name"] for one in resource["schema"]["fields"]]


def is_required(resource: Resource, column: str) -> bool:
    """Whether a column must be filled."""
    return bool(field_of(resource, column).get("constraints", {}).get("required"))


def described_in(language: str) -> str:
    """The property of a column that describes it in a language."""
    return "description_ko" if language == "ko" else "description"


def named_by(
    resources: Mapping[str, Resource], tables: Mapping[str, pl.DataFrame]
) -> dict[str, dict[str, Any]]:
    """The records that others name, by table and key."""
    wanted = {target for resource in resources.values() for target in data_package.targets(resource).values()}
    return {
        table: {row[f"{table}_id"]: row for row in tables[table].iter_rows(named=True)}
        for table in sorted(wanted)
    }


def written(choice: str, key: str) -> str:
    """A choice as it stands in a template's cell: its words and, in brackets, its value."""
    return f"{choice} [{key}]"


def meant(
    text: str, table: str, column: str, speakers: Iterable[RecordWords], keys: Iterable[str]
) -> str | None:
    """The value that a cell means: in brackets, written out, or by its words in any language; None where none is meant."""
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
    """Words in every language for the records, and for fresh ones (by table and key) that are to come."""
    named = named_by(resources, tables)
    named = {table: {**fresh.get(table, {}), **rows} for table, rows in named.items()}
    return [RecordWords(Words(language), resources, named) for language in LANGUAGES]
