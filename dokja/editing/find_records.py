"""Looks up current records by content or subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

import polars as pl

from dokja.editing.record_changes import CHANGED, NEW, SAME, Change, Entry
from dokja.records import data_package
from dokja.records.problems import Problem
from dokja.records.record_words import Record, Resource, columns_of, field_of


class Known:
    """The records of a table, indexed by subject."""

    def __init__(self, resource: Resource, frame: pl.DataFrame):
        self.resource = resource
        self.names = columns_of(resource)
        self.about = data_package.same_thing(resource)
        self.by_about: dict[tuple[str | None, ...], list[Record]] = {}
        self.stated: dict[tuple[str | None, ...], Change] = {}
        for row in frame.iter_rows(named=True):
            self.by_about.setdefault(self.what(row), []).append(row)

    def what(self, record: Record) -> tuple[str | None, ...]:
        """The subject of a record, with numbers normalised."""
        return tuple(exact(self.resource, name, record.get(name)) for name in self.about)

    def judged(self, one: Entry, values: Record) -> tuple[Change, list[Problem]]:
        """The change that a row makes to the record about its subject, and problems that rule it out."""
        alike = [one.replaces] if one.replaces is not None else self.by_about.get(self.what(values), [])
        old = next((record for record in alike if self.is_same(record, values)), None)
        if old is None and len(alike) == 1:
            old = alike[0]
        new = {name: values.get(name, (old or {}).get(name)) for name in self.names}
        if old is not None and self.is_same(old, new):
            return Change(one.table, SAME, one.file, one.row, old, old), []
        status = NEW if old is None else CHANGED
        change = Change(one.table, status, one.file, one.row, old, self.kept_digits(old, new))
        return change, self.ambiguous(one, old, alike, new)

    def is_same(self, record: Record, values: Record) -> bool:
        """Whether a record already has all of the values."""
        return all(
            exact(self.resource, name, record[name]) == exact(self.resource, name, value)
            for name, value in values.items()
        )

    def kept_digits(self, old: Record | None, new: Record) -> Record:
        """The new values, keeping the old notation of numbers that are equal."""
        if old is None:
            return new
        return {
            name: old[name]
            if exact(self.resource, name, old[name]) == exact(self.resource, name, value)
            else value
            for name, value in new.items()
        }

    def repeated(self, change: Change) -> list[Problem]:
        """A problem if an earlier row has the same subject; repeating an unchanged record is harmless."""
        key = self.what(change.new or {})
        first = self.stated.setdefault(key, change)
        if first is change or first.status == change.status == SAME:
            return []
        shown = ", ".join(part for part in key if part)
        return [Problem(change.file, "repeated", change.row, None, shown, {"first": str(first.row)})]

    def ambiguous(
        self, one: Entry, old: Record | None, alike: Sequence[Record], new: Record
    ) -> list[Problem]:
        """A problem if several records have this subject, or if a correction would cause that."""
        if old is None and len(alike) > 1:
            return [Problem(one.file, "several_alike", one.row)]
        if one.is_new and alike:
            return [Problem(one.file, "there_is_one", one.row)]
        others = self.by_about.get(self.what(new), [])
        if one.replaces is not None and self.what(new) != self.what(one.replaces) and others:
            return [Problem(one.file, "there_is_one", one.row)]
        return []


def exact(resource: Resource, column: str, value: str | None) -> str | None:
    """A value normalised for comparison: numbers without insignificant zeros."""
    if value is None or field_of(resource, column)["type"] not in ("number", "integer"):
        return value
    try:
        number = Decimal(value).normalize()
    except InvalidOperation:
        return value
    return f"{number:f}" if number.is_finite() else value


def referring(
    table: str, record: Record, tables: Mapping[str, pl.DataFrame], resources: Mapping[str, Resource]
) -> dict[str, int]:
    """Number of records that reference a record, by table; empty if it can be removed."""
    own = data_package.own_key(resources[table])
    if own is None:
        return {}
    found: Counter[str] = Counter()
    for name, resource in resources.items():
        naming = [column for column, target in data_package.targets(resource).items() if target == table]
        if naming:
            found[name] = tables[name].filter(pl.any_horizontal(pl.col(naming) == record[own])).height
    return {name: count for name, count in found.items() if count}
