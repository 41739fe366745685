"""Commands for records of any table: write a template, and preview filled ones."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dokja.editing import describe_changes, load_current, record_preview, template_writer
from dokja.editing.record_changes import RecordPreview
from dokja.i18n.text import Words
from dokja.ingest.reading import Reading
from dokja.records import data_package, disk, store
from dokja.records.commit import Refused
from dokja.records.problems import printable
from dokja.records.record_words import RecordWords

LISTED = 200


def add_template(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments of dokja template."""
    tables = sorted(data_package.resources(store.records_folder()))
    parser.add_argument("table", choices=tables, help=words("cli.template_table"))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=words("cli.template_output"))
    parser.add_argument("--filled", action="store_true", help=words("cli.template_filled"))


def write_template(given: argparse.Namespace, words: Words) -> int:
    """Write the template of a table; exit status 1 if the file cannot be written."""
    tables, spoken = load_current.records(words)
    records = tables[given.table].to_dicts() if given.filled else []
    file = given.output or Path(f"dokja-{given.table}.xlsx")
    try:
        write_whole(file, template_writer.write(given.table, spoken, tables, records))
    except OSError as error:
        text = "cli.no_room" if disk.is_full(error) else "cli.template_failed"
        print(words(text, file=file, cause=error.strerror), file=sys.stderr)
        return 1
    print(words("cli.template_done", file=file))
    return 0


def write_whole(file: Path, data: bytes) -> None:
    """Write a file completely or not at all, keeping what stood there; a pipe or device is written as it is.

    Raises OSError.
    """
    if file.exists() and not file.is_file():
        file.write_bytes(data)
        return
    target = file.resolve()
    draft = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


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
