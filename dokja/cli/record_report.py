"""Prints what filled templates of records would change."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from dokja.editing import describe_changes, load_current, record_preview
from dokja.editing.record_changes import RecordPreview
from dokja.i18n.text import Words
from dokja.ingest.reading import Reading
from dokja.records.commit import Refused
from dokja.records.problems import printable
from dokja.records.record_words import RecordWords

LISTED = 200


def preview_of(readings: Sequence[Reading], words: Words) -> RecordPreview:
    """Print what filled templates would change. Raises Refused if they are mixed with result files."""
    if not all(one.format == record_preview.FORMAT for one in readings):
        raise Refused("entry.mixed_files")
    tables, spoken = load_current.records(words)
    found = record_preview.from_files(readings, tables, spoken.resources)
    print_changes(found, spoken)
    return found


def print_changes(found: RecordPreview, spoken: RecordWords) -> None:
    """Print the preview row by row: changes, left-out values and totals; then problems."""
    words = spoken.words
    for one in found.changes[:LISTED]:
        said = "; ".join(describe_changes.cells(spoken, one.table, one.old, one.new))
        parts = [
            words(f"record_status.{one.status}"),
            words("problem.row", row=one.row) if one.row else "",
            spoken.table(one.table),
            spoken.record(one.table, one.new or one.old or {}),
            said,
            words("entry.conflict", others=others)
            if (others := describe_changes.others(spoken, one))
            else "",
        ]
        print(printable("  ".join(part for part in parts if part)))
    for path, left in found.left_out[:LISTED]:
        place = words("problem.row", row=left.row) if left.row else left.place
        print(f"{words('preview.left_out')}  {path}, {place}  {words(f'left_out.{left.reason}')}")
    if any(one.others for one in found.changes):
        print(words("official.differs_rule"))
    print(counts(found, words))
    for problem in found.problems[:LISTED]:
        print(describe_changes.message(words, problem), file=sys.stderr)


def counts(found: RecordPreview, words: Words) -> str:
    """A sentence with the number of rows of each kind."""
    told = ", ".join(
        f"{words(f'record_status.{status}')} {count}" for status, count in sorted(found.counts.items())
    )
    return words("entry.counts", counts=told or "0", left=len(found.left_out), bad=len(found.problems))
