"""Previews what rows of record tables would change: new, unchanged, corrections, or rejected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from dokja.editing import mark_conflicts, record_checks
from dokja.editing.find_records import Known
from dokja.editing.record_changes import SAME, WITHDRAWN, Change, Entry, RecordPreview
from dokja.editing.record_values import Choices, fresh_records, understood
from dokja.i18n.text import LANGUAGES, Words
from dokja.ingest.reading import LeftOut, Reading
from dokja.records import record_words
from dokja.records.problems import Problem
from dokja.records.record_words import Record, Resource

FORMAT = "template"
"""Format of readings that contain rows of record tables."""


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
    """Preview what filled templates would change in the current records."""
    found = look(entries(readings), tables, resources)
    return RecordPreview(
        found.changes,
        [*(problem for one in readings for problem in one.problems), *found.problems],
        [*((one.path, left) for one in readings for left in one.left_out), *found.left_out],
        resources,
    )


def withdrawal(table: str, record: Record, resources: Mapping[str, Resource]) -> RecordPreview:
    """A preview that withdraws one record."""
    return withdrawals(table, [record], resources)


def withdrawals(table: str, records: Sequence[Record], resources: Mapping[str, Resource]) -> RecordPreview:
    """A preview that withdraws records of one table."""
    changes = [Change(table, WITHDRAWN, "", None, one, None) for one in records]
    return RecordPreview(changes, resources=resources)


def look(
    stated: Sequence[Entry], tables: Mapping[str, pl.DataFrame], resources: Mapping[str, Resource]
) -> RecordPreview:
    """Preview what rows would change in the current records (current.tables).

    All invalid cells of a rejected row are reported. Example rows are left out.
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
    kept = mark_conflicts.told(kept, tables[mark_conflicts.TABLE])
    return RecordPreview(kept, [*problems, *bad], left_out, resources)


def is_mark(mark: str | None, what: str) -> bool:
    """Whether the remarks cell marks a row as what, in any language."""
    return mark in {Words(language)(f"template.{what}") for language in LANGUAGES}
