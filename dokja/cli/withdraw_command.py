"""dokja withdraw: takes current records out of the records, as an editor does on the page “Enter records”."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Mapping, Sequence

import polars as pl

from dokja.cli import record_report
from dokja.cli.confirmation import add_person, confirmed
from dokja.editing import choose_records, commit_changes, find_records, load_current, record_preview
from dokja.i18n.text import Words
from dokja.records import data_package, store
from dokja.records.build import Progress
from dokja.records.commit import Refused
from dokja.records.problems import printable
from dokja.records.record_words import Record, RecordWords


def add(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments of dokja withdraw."""
    tables = sorted(data_package.resources(store.records_folder()))
    parser.add_argument("table", choices=tables, metavar="TABLE", help=words("cli.withdraw_table"))
    parser.add_argument("values", nargs="+", metavar="COLUMN=VALUE", help=words("cli.withdraw_values"))
    parser.add_argument("--all", action="store_true", help=words("cli.withdraw_all"))
    parser.add_argument("--dry-run", action="store_true", help=words("cli.withdraw_dry_run"))
    add_person(parser, words)


def run(given: argparse.Namespace, words: Words, progress: Progress) -> int:
    """Show the chosen records, then withdraw them as one batch; exit status 1 if the answer on a terminal is no.

    Raises Refused if no record is chosen, several without --all, one that others refer to, or there is no reason.
    """
    tables, spoken = load_current.records(words)
    records = chosen(given, tables, spoken)
    for one in records:
        check_unreferenced(given.table, one, tables, spoken)
    found = record_preview.withdrawals(given.table, records, spoken.resources)
    record_report.print_changes(found, spoken)
    if given.dry_run:
        print(words("cli.import_dry"))
        return 0
    if not given.reason.strip():
        raise Refused("entry.no_reason")
    if not confirmed(words):
        return 1
    batch = commit_changes.record(found, [], given.by, given.reason, progress)
    print(words("cli.withdraw_done", count=len(records), batch=batch.batch_id))
    print(words("cli.withdraw_undo", batch=batch.batch_id))
    return 0


def chosen(
    given: argparse.Namespace, tables: Mapping[str, pl.DataFrame], spoken: RecordWords
) -> Sequence[Record]:
    """The records that have all of the given values. Raises Refused if there are none, or several without --all."""
    resource = spoken.resources[given.table]
    wanted = choose_records.wanted_values(given.table, given.values, tables, spoken.resources)
    records = choose_records.matching(resource, tables[given.table], wanted)
    if not records:
        raise Refused("withdraw.none", given=" ".join(given.values))
    if len(records) > 1 and not given.all:
        columns = choose_records.telling_apart(resource, records)
        print_choice(given.table, records, columns, spoken)
        raise Refused("withdraw.several", count=str(len(records)), columns=", ".join(columns))
    return records


def print_choice(table: str, records: Sequence[Record], columns: Sequence[str], spoken: RecordWords) -> None:
    """Print up to record_report.LISTED records, each with the COLUMN=VALUE arguments that tell it from the others."""
    for one in records[: record_report.LISTED]:
        arguments = [shlex.quote(f"{column}={one[column] or ''}") for column in columns]
        print(printable("  ".join([spoken.record(table, one), *arguments])))
    if len(records) > record_report.LISTED:
        print(spoken.words("withdraw.listed", listed=record_report.LISTED), file=sys.stderr)


def check_unreferenced(
    table: str, record: Record, tables: Mapping[str, pl.DataFrame], spoken: RecordWords
) -> None:
    """Raises Refused if other records refer to a record."""
    naming = find_records.referring(table, record, tables, spoken.resources)
    if naming:
        told = spoken.words.join([f"{spoken.table(name)} {count}" for name, count in naming.items()])
        raise Refused("entry.named_by", records=told)
