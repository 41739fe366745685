"""Rows of record tables as somebody states them, and what becomes of the records that they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from dokja.ingest.reading import LeftOut
from dokja.records.problems import Problem
from dokja.records.record_words import Record, Resource, columns_of

NEW, SAME, CHANGED, WITHDRAWN = "new", "same", "changed", "withdrawn"


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
