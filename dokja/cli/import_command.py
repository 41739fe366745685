"""dokja import: previews files of results or filled templates, then records them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dokja.cli import import_answers, import_columns, record_report
from dokja.cli.arguments import answers_of, check_named, contents_of, origin_of, read_each
from dokja.cli.confirmation import add_person, confirmed
from dokja.cli.import_report import print_preview
from dokja.editing import commit_changes, record_preview
from dokja.i18n.text import Words
from dokja.ingest import accept, truncate_reports
from dokja.ingest.staging import intake_words, origins, preview
from dokja.ingest.staging.question_words import QuestionWords
from dokja.records import publish
from dokja.records.build import Progress
from dokja.records.commit import Refused
from dokja.records.problems import Problem, printable


def add(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments of dokja import."""
    parser.add_argument("files", nargs="+", type=Path, help=words("cli.import_files"))
    parser.add_argument("--dry-run", action="store_true", help=words("cli.import_dry_run"))
    parser.add_argument("--source", help=words("cli.import_source"))
    for name in ("title", "title-en", "publisher", "publisher-en", "url", "published-on"):
        parser.add_argument(f"--{name}", help=words(f"cli.import_{name.replace('-', '_')}"))
    parser.add_argument(
        "--kind", choices=origins.SOURCE_KINDS, default=origins.SOURCE_KINDS[0], help=words("cli.import_kind")
    )
    parser.add_argument("--reporter", help=words("cli.import_reporter"))
    parser.add_argument("--mode", choices=origins.MODES, help=words("cli.import_mode"))
    parser.add_argument(
        "--answer", action="append", default=[], metavar="KEY=VALUE", help=words("cli.import_answer")
    )
    import_answers.add_arguments(parser, words)
    import_columns.add_arguments(parser, words)
    parser.add_argument("--skip-bad", action="store_true", help=words("cli.import_skip_bad"))
    add_person(parser, words)


def run(given: argparse.Namespace, words: Words, progress: Progress) -> int:
    """Preview the files, then import them.

    Stops before the import on a dry run, if questions are open, or if rows are rejected without --skip-bad.
    """
    import_answers.check(given)
    opened = publish.current(progress)
    origin, tables = origin_of(given, opened), preview.tables_of(opened)
    answers = answers_of(given, tables)
    print(words("intake.reading"), file=sys.stderr, flush=True)
    (answer, corrected), contents = read_each(
        contents_of(given.files),
        lambda some: import_columns.read(some, given, words),
        words,
        skip_bad=given.skip_bad,
    )
    readings = answer.readings
    if any(one.format == record_preview.FORMAT for one in readings):
        entered = record_report.preview_of(readings, words)
        ended = stopped(entered.problems, given, words)
        if ended is not None or not confirmed(words):
            return 1 if ended is None else ended
        done = commit_changes.record(entered, contents, given.by, given.reason, progress)
        print(words("cli.import_done", batch=done.batch_id))
        return 0
    import_answers.check_results(readings)
    spoken = QuestionWords(words, tables)
    settled = import_answers.settled(given, readings, origin, answers, spoken)
    found = settled.found
    check_named(answers, found)
    print_preview(found, words, in_file=given.questions is not None)
    if given.title and not found.questions:
        print(printable(intake_words.origin(origin, found.origin, words)))
    ended = import_answers.conclude(settled, given, spoken)
    if ended is not None:
        return ended
    ended = stopped(found.problems, given, words)
    if ended is not None:
        return ended
    if not given.source and not given.title:
        raise Refused("intake.no_source")
    if not confirmed(words):
        return 1
    del readings, tables, settled, spoken
    found = replace(found, rows=found.rows.clear())
    batch = accept.record(found, contents, given.by, given.reason, progress)
    print(words("cli.import_done", batch=batch.batch_id))
    return import_columns.keep(corrected, given.by, words)


def stopped(problems: Sequence[Problem], given: argparse.Namespace, words: Words) -> int | None:
    """Exit status if the import ends after the preview (rejected rows or a dry run); None if it continues."""
    if problems and not given.skip_bad:
        print(words("cli.import_refused", count=truncate_reports.total(problems)), file=sys.stderr)
        return 1
    if given.dry_run:
        print(words("cli.import_dry"))
        return 0
    return None
