"""What rows of record tables would change: each one new, the same, a correction of a record, or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import polars as pl

from dokja import matching, package, record_checks, record_words
from dokja.importers import days
from dokja.importers.reading import LeftOut, Reading
from dokja.problems import Problem
from dokja.record_words import Record, RecordWords, Resource, columns_of, field_of
from dokja.text import LANGUAGES, Words

FORMAT = "template"
"""Format of the readings that hold rows of record tables."""
NEW, SAME, CHANGED, WITHDRAWN = "new", "same", "changed", "withdrawn"
KEY_FROM = {
    "source": ("title_en", "published_on"),
    "team": ("name_en",),
    "model": ("name_en",),
    "benchmark": ("name_en", "version"),
    "event": ("text_en",),
    "claim": ("text_en",),
    "model_plan": ("team_id", "total_params_b", "stated_on"),
}
"""What the key of a new record is made of where none is given."""
LONGEST_KEY = 60


@dataclass(frozen=True)
class Entry:
    """A row as somebody states it: values by column, None where empty; a column left out says nothing.

    replaces is the record that it corrects, where that was chosen and need not be found; is_new: it corrects none.
    """

    table: str
    file: str
    row: int | None
    values: Record
    mark: str | None = None
    replaces: Record | None = None
    is_new: bool = False


@dataclass(frozen=True)
class Change:
    """What becomes of a record: status, the record as it stands (None: there is none) and as it would stand."""

    table: str
    status: str
    file: str
    row: int | None
    old: Record | None
    new: Record | None

    @property
    def cells(self) -> list[tuple[str, str | None, str | None]]:
        """Column, old and new value of everything that would be another."""
        old, new = self.old or {}, self.new or {}
        return [
            (name, old.get(name), new.get(name)) for name in {**old, **new} if old.get(name) != new.get(name)
        ]


@dataclass(frozen=True)
class RecordPreview:
    """The changes row by row, what is wrong with rows that are refused, and what was left out by file."""

    changes: Sequence[Change]
    problems: Sequence[Problem] = ()
    left_out: Sequence[tuple[str, LeftOut]] = ()
    resources: Mapping[str, Resource] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each status."""
        return dict(Counter(one.status for one in self.changes))

    @property
    def effective(self) -> list[Change]:
        """The changes that change anything."""
        return [one for one in self.changes if one.status != SAME]

    @property
    def supersedes(self) -> bool:
        """Whether a record that stands would stand no more."""
        return any(one.old for one in self.effective)

    def frames(self, which: str) -> dict[str, pl.DataFrame]:
        """The old or the new records by table, as text."""
        rows: dict[str, list[Record]] = {}
        for one in self.effective:
            record = one.old if which == "old" else one.new
            if record is not None:
                rows.setdefault(one.table, []).append(record)
        return {
            table: pl.DataFrame(some, schema=dict.fromkeys(columns_of(self.resources[table]), pl.String))
            for table, some in rows.items()
        }


def entries(readings: Sequence[Reading]) -> list[Entry]:
    """The rows of filled templates."""
    return [
        Entry(
            table,
            one.path,
            row["row"],
            {name: value for name, value in row.items() if name not in ("row", "mark")},
            row["mark"],
        )
        for one in readings
        for table, frame in one.tables
        for row in frame.iter_rows(named=True)
    ]


def from_files(
    readings: Sequence[Reading], tables: Mapping[str, pl.DataFrame], resources: Mapping[str, Resource]
) -> RecordPreview:
    """What filled templates would change in the records as they stand."""
    found = look(entries(readings), tables, resources)
    return RecordPreview(
        found.changes,
        [*(problem for one in readings for problem in one.problems), *found.problems],
        [*((one.path, left) for one in readings for left in one.left_out), *found.left_out],
        resources,
    )


def withdrawal(table: str, record: Record, resources: Mapping[str, Resource]) -> RecordPreview:
    """Taking one record out."""
    return RecordPreview([Change(table, WITHDRAWN, "", None, record, None)], resources=resources)


def look(
    stated: Sequence[Entry], tables: Mapping[str, pl.DataFrame], resources: Mapping[str, Resource]
) -> RecordPreview:
    """What rows would change in the records as they stand (standing.tables).

    Of rows that are refused every cell that is wrong is told; an example row is left out.
    """
    stated = [one for one in stated if not is_mark(one.mark, "about")]
    speakers = record_words.speakers(resources, tables, fresh_records(stated, resources))
    choices = Choices(speakers[0], tables)
    known = {name: Known(resources[name], tables[name]) for name in {one.table for one in stated}}
    changes: list[Change] = []
    problems: list[Problem] = []
    left_out: list[tuple[str, LeftOut]] = []
    for one in stated:
        values, bad = understood(one, speakers, choices)
        change, more = known[one.table].judged(one, values)
        if is_mark(one.mark, "example"):
            if change.status == SAME and not bad:
                left_out.append((one.file, LeftOut(one.row, "", "", "example_row")))
            else:
                problems.append(Problem(one.file, "example_changed", one.row))
            continue
        more = more or known[one.table].repeated(change)
        if bad or more:
            problems += bad or more
        else:
            changes.append(change)
    bad = record_checks.problems(changes, tables, resources, speakers)
    refused = {(one.file, one.row) for one in bad}
    kept = [one for one in changes if (one.file, one.row) not in refused]
    return RecordPreview(kept, [*problems, *bad], left_out, resources)


def is_mark(mark: str | None, what: str) -> bool:
    """Whether the column for remarks says what a row is, in any language."""
    return mark in {Words(language)(f"template.{what}") for language in LANGUAGES}


def fresh_records(
    stated: Sequence[Entry], resources: Mapping[str, Resource]
) -> dict[str, dict[str, Mapping[str, Any]]]:
    """The records that the rows themselves bring, by table and key, so that one row may name another."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for one in stated:
        if own := package.own_key(resources[one.table]):
            found.setdefault(one.table, {})[one.values.get(own) or new_key(one)] = one.values
    return found


def new_key(one: Entry) -> str:
    """The key of a new record, made of its name or text and date; cut where it would be long."""
    parts = []
    for name in KEY_FROM[one.table]:
        cell = one.values.get(name) or ""
        chosen = record_words.IN_BRACKETS.search(cell)
        parts.append(chosen[1] if chosen else (days.iso(cell) if name.endswith("_on") else None) or cell)
    key = matching.slug(" ".join(parts))
    return key if len(key) <= LONGEST_KEY else key[:LONGEST_KEY].rpartition("-")[0]


def understood(
    one: Entry,
    speakers: Sequence[RecordWords],
    choices: Choices,
) -> tuple[dict[str, str | None], list[Problem]]:
    """The values that the cells mean, and a problem for each that names no choice or record."""
    values: dict[str, str | None] = {}
    problems = []
    resource = speakers[0].resources[one.table]
    for name, cell in one.values.items():
        text = (cell or "").strip()
        if not text:
            values[name] = None
            continue
        keys = choices.of(one.table, name)
        if keys is None:
            values[name] = as_day(resource, name, text)
            continue
        meant = record_words.meant(text, one.table, name, speakers, keys)
        if meant is None and not record_words.is_suggested(one.table, name):
            rule = "no_such_record" if name in package.targets(resource) else "no_such_choice"
            problems.append(Problem(one.file, rule, one.row, name, text))
        values[name] = meant or text
    own = package.own_key(resource)
    if own and not values.get(own):
        values[own] = new_key(one)
    return values, problems


class Choices:
    """What may be chosen in each column, looked up once."""

    def __init__(self, spoken: RecordWords, tables: Mapping[str, pl.DataFrame]):
        self.spoken = spoken
        self.tables = tables
        self.found: dict[tuple[str, str], dict[str, str] | None] = {}

    def of(self, table: str, column: str) -> dict[str, str] | None:
        """Value and words of every choice; None where anything may be written."""
        if (table, column) not in self.found:
            self.found[table, column] = self.spoken.choices(table, column, self.tables)
        return self.found[table, column]


def as_day(resource: Resource, column: str, text: str) -> str:
    """A day or month as ISO where the column holds one; other text as it is."""
    about = field_of(resource, column)
    is_day = about["type"] == "date"
    if is_day or about.get("constraints", {}).get("pattern", "").startswith(r"\d{4}-\d{2}"):
        return days.iso(text) or text
    return text


class Known:
    """The records of a table, found by their content or by what they are about."""

    def __init__(self, resource: Resource, frame: pl.DataFrame):
        self.resource = resource
        self.names = columns_of(resource)
        self.about = package.same_thing(resource)
        self.by_about: dict[tuple[str | None, ...], list[Record]] = {}
        self.stated: dict[tuple[str | None, ...], Change] = {}
        for row in frame.iter_rows(named=True):
            self.by_about.setdefault(self.what(row), []).append(row)

    def what(self, record: Record) -> tuple[str | None, ...]:
        """What a record is about; numbers by their value."""
        return tuple(exact(self.resource, name, record.get(name)) for name in self.about)

    def judged(self, one: Entry, values: Record) -> tuple[Change, list[Problem]]:
        """What becomes of the record that a row is about, and why the row cannot be taken."""
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
        """Whether a record says everything that the values say."""
        return all(
            exact(self.resource, name, record[name]) == exact(self.resource, name, value)
            for name, value in values.items()
        )

    def kept_digits(self, old: Record | None, new: Record) -> Record:
        """New values, but those as they stand that are the same number."""
        if old is None:
            return new
        return {
            name: old[name]
            if exact(self.resource, name, old[name]) == exact(self.resource, name, value)
            else value
            for name, value in new.items()
        }

    def repeated(self, change: Change) -> list[Problem]:
        """A problem where an earlier row of the files is about the same thing; records said twice as they are do no harm."""
        key = self.what(change.new or {})
        first = self.stated.setdefault(key, change)
        if first is change or first.status == change.status == SAME:
            return []
        shown = ", ".join(part for part in key if part)
        return [Problem(change.file, "repeated", change.row, None, shown, {"first": str(first.row)})]

    def ambiguous(
        self, one: Entry, old: Record | None, alike: Sequence[Record], new: Record
    ) -> list[Problem]:
        """A problem where several records are about this, or where a correction would make it so."""
        if old is None and len(alike) > 1:
            return [Problem(one.file, "several_alike", one.row)]
        if one.is_new and alike:
            return [Problem(one.file, "there_is_one", one.row)]
        others = self.by_about.get(self.what(new), [])
        if one.replaces is not None and self.what(new) != self.what(one.replaces) and others:
            return [Problem(one.file, "there_is_one", one.row)]
        return []


def exact(resource: Resource, column: str, value: str | None) -> str | None:
    """A value for comparison: a number without needless zeros."""
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
    """How many records name a record, by table; empty where it can be taken out."""
    own = package.own_key(resources[table])
    if own is None:
        return {}
    found: Counter[str] = Counter()
    for name, resource in resources.items():
        naming = [column for column, target in package.targets(resource).items() if target == table]
        if naming:
            found[name] = tables[name].filter(pl.any_horizontal(pl.col(naming) == record[own])).height
    return {name: count for name, count in found.items() if count}
