"""Rows of record tables as submitted, and the changes they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from dokja.ingest.reading import LeftOut
from dokja.records.problems import Problem
from dokja.records.record_words import Record, Resource, columns_of

NEW, SAME, CHANGED, WITHDRAWN, CONFLICT = "new", "same", "changed", "withdrawn", "conflict"


@dataclass(frozen=True)
class Entry:
    """A submitted row: values by column, None if empty; a missing column leaves the value unchanged.

    replaces is the record to correct, if the user chose it; is_new means that no record is to be corrected.
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
    """A change of a record: status, the current record (None if there is none) and the resulting one.

    others holds the records of other sources that contradict the resulting one; a new one with any is a conflict.
    """

    table: str
    status: str
    file: str
    row: int | None
    old: Record | None
    new: Record | None
    others: Sequence[Record] = ()

    @property
    def cells(self) -> list[tuple[str, str | None, str | None]]:
        """Column, old value and new value of everything that changes."""
        old, new = self.old or {}, self.new or {}
        return [
            (name, old.get(name), new.get(name)) for name in {**old, **new} if old.get(name) != new.get(name)
        ]


@dataclass(frozen=True)
class RecordPreview:
    """Changes row by row, problems of rejected rows, and left-out values by file."""

    changes: Sequence[Change]
    problems: Sequence[Problem] = ()
    left_out: Sequence[tuple[str, LeftOut]] = ()
    resources: Mapping[str, Resource] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """Number of rows by status."""
        return dict(Counter(one.status for one in self.changes))

    @property
    def effective(self) -> list[Change]:
        """The changes that have an effect."""
        return [one for one in self.changes if one.status != SAME]

    @property
    def supersedes(self) -> bool:
        """Whether any current record would be replaced or withdrawn."""
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
