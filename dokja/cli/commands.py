"""Commands for maintaining the records: import, history, undo, export."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from dokja.cli import column_commands, export_command, question_commands, record_commands
from dokja.cli.arguments import answers_of, check_named, contents_of, origin_of, read_each
from dokja.editing import commit_changes, record_preview
from dokja.i18n.text import Words
from dokja.ingest import accept, truncate_reports
from dokja.ingest.content import Unreadable
from dokja.ingest.staging import intake_words, name_settings, origins, preview
from dokja.ingest.staging.import_questions import REPORTER, Question
from dokja.ingest.staging.preview import Preview
from dokja.ingest.staging.question_rows import UNNAMED
from dokja.ingest.staging.question_words import OF_ORGANISATION, QuestionWords
from dokja.records import build, commit, editors, failures, publish
from dokja.records.commit import Refused
from dokja.records.failures import FAILURES
from dokja.records.labels import country_name, role_name
from dokja.records.problems import InvalidRecords, Problem, printable

LISTED = 200


def add_import(parser: argparse.ArgumentParser, words: Words) -> None:
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
    question_commands.add_arguments(parser, words)
    column_commands.add_arguments(parser, words)
    parser.add_argument("--skip-bad", action="store_true", help=words("cli.import_skip_bad"))
    add_person(parser, words)


def add_undo(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments of dokja undo."""
    parser.add_argument("batch", help=words("cli.undo_batch"))
    add_person(parser, words)


def add_person(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments for who acts and why."""
    parser.add_argument("--by", type=partial(key, words), default=getpass.getuser(), help=words("cli.by"))
    parser.add_argument("--reason", default="", help=words("cli.reason"))


def key(words: Words, text: str) -> str:
    """The acting person's key or name.

    Raises ArgumentTypeError for an address, because the record is public and permanent.
    """
    if "@" in text:
        raise argparse.ArgumentTypeError(words("intake.by_address", by=text))
    return text


def import_files(given: argparse.Namespace, words: Words, progress: build.Progress) -> int:
    """Preview the files, then import them.

    Stops before the import on a dry run, if questions are open, or if rows are rejected without --skip-bad.
    """
    question_commands.check(given)
    opened = publish.current(progress)
    origin, tables = origin_of(given, opened), preview.tables_of(opened)
    answers = answers_of(given, tables)
    print(words("intake.reading"), file=sys.stderr, flush=True)
    (answer, corrected), contents = read_each(
        contents_of(given.files),
        lambda some: column_commands.read(some, given, words),
        words,
        skip_bad=given.skip_bad,
    )
    readings = answer.readings
    if any(one.format == record_preview.FORMAT for one in readings):
        entered = record_commands.preview_of(readings, words)
        ended = stopped(entered.problems, given, words)
        if ended is not None or not confirmed(words):
            return 1 if ended is None else ended
        done = commit_changes.record(entered, contents, given.by, given.reason, progress)
        print(words("cli.import_done", batch=done.batch_id))
        return 0
    question_commands.check_results(readings)
    spoken = QuestionWords(words, tables)
    settled = question_commands.settled(given, readings, origin, answers, spoken)
    found = settled.found
    check_named(answers, found)
    print_preview(found, words, in_file=given.questions is not None)
    if given.title and not found.questions:
        print(printable(intake_words.origin(origin, found.origin, words)))
    ended = question_commands.conclude(settled, given, spoken)
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
    return column_commands.keep(corrected, given.by, words)


def stopped(problems: Sequence[Problem], given: argparse.Namespace, words: Words) -> int | None:
    """Exit status if the import ends after the preview (rejected rows or a dry run); None if it continues."""
    if problems and not given.skip_bad:
        print(words("cli.import_refused", count=truncate_reports.total(problems)), file=sys.stderr)
        return 1
    if given.dry_run:
        print(words("cli.import_dry"))
        return 0
    return None


def undo(given: argparse.Namespace, words: Words, progress: build.Progress) -> int:
    """Undo a batch."""
    batch = commit.undo(given.batch, given.by, given.reason, progress)
    print(words("cli.undo_done", batch=batch.batch_id))
    return 0


def history(words: Words, progress: build.Progress) -> int:
    """Print every batch, most recently recorded first."""
    batches = publish.current(progress).ask("from batch order by recorded_at desc")
    for row in batches.iter_rows(named=True):
        state = words("cli.history_holds" if row["is_active"] else "cli.history_undone")
        parts = [
            row["batch_id"],
            words.date(row["recorded_on"]),
            editors.describe_recorder(row["recorded_by"], words),
            state,
            row["origins"],
            row["reason"],
        ]
        print(printable("  ".join(part for part in parts if part)))
    if batches.is_empty():
        print(words("cli.history_empty"))
    return 0


def export(given: argparse.Namespace, words: Words, progress: build.Progress) -> int:
    """Write all scores in another tool's format."""
    return export_command.run(given, publish.current(progress), words)


def guarded(run: Callable[[], int], words: Words) -> int:
    """Run a command; errors are printed to stderr in the reader's language, with exit status 1."""
    try:
        status = run()
        sys.stdout.flush()
        return status
    except Unreadable as error:
        print(error.problem.message(words.language), file=sys.stderr)
    except Refused as error:
        print(printable(words(error.rule, **error.values)), file=sys.stderr)
    except FAILURES as error:
        if isinstance(error, OSError) and is_output_lost():
            print(words("cli.output_lost", cause=error.strerror or error), file=sys.stderr)
            return 1
        for line in failures.lines(error, words):
            print(line, file=sys.stderr)
        if isinstance(error, InvalidRecords):
            print(words("build.refused_count", count=len(error.problems)), file=sys.stderr)
    return 1


def is_output_lost() -> bool:
    """Whether what was printed cannot be written, for want of room or of a reader; then it is dropped.

    An empty line is printed to find out, because unbuffered output forgets what it could not write. If nothing were
    dropped, Python would try again at exit, and report the failure in its own words.
    """
    try:
        print(flush=True)
    except OSError:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        return True
    return False


def confirmed(words: Words) -> bool:
    """Ask for confirmation; without a terminal, the answer is yes."""
    return not sys.stdin.isatty() or input(words("cli.import_confirm")).strip().lower() in (
        "y",
        "yes",
        "예",
        "네",
        "ㅇ",
    )


def print_preview(found: Preview, words: Words, *, in_file: bool = False) -> None:
    """Print the preview row by row: scores, left-out values, names and totals; then problems and questions.

    in_file says that questions go to a file; then only those that no answer settles are printed.
    """
    for line in limited(row_line(row, words) for row in found.rows.iter_rows(named=True)):
        print(printable(line))
    for path, left in found.left_out[:LISTED]:
        place = ", ".join(
            part
            for part in (path, words("problem.row", row=left.row) if left.row else "", left.place)
            if part
        )
        line = f"{words('preview.left_out')}  {place}  {left.text}  {words(f'left_out.{left.reason}')}"
        print(printable(line))
    for match in (*found.models, *found.benchmarks, *found.organisations):
        if match.how != "name":
            print(printable(f"{words(f'preview.match_{match.how}')}  {match.name} → {match.key or '?'}"))
    for row in found.new_organisations:
        country, role = country_name(row["country"], words), role_name(row["role"], words)
        print(printable(words("preview.new_organisation", name=row["name_ko"], country=country, role=role)))
    counts = ", ".join(
        f"{words(f'preview.{status}')} {count}" for status, count in sorted(found.counts.items())
    )
    n_left, n_bad = (
        truncate_reports.total(one for _, one in found.left_out),
        truncate_reports.total(found.problems),
    )
    if read := intake_words.cells(found.cells, words):
        print(read)
    print(words("preview.counts", counts=counts or "0", left=n_left, bad=n_bad))
    for problem in found.problems[:LISTED]:
        print(problem.message(words.language), file=sys.stderr)
    for question in found.questions:
        if in_file and question.what != UNNAMED:
            continue
        print(printable(asked(question, words)), file=sys.stderr)


def limited(lines: Iterable[str]) -> Iterable[str]:
    """The first LISTED lines."""
    return (line for _, line in zip(range(LISTED), lines, strict=False))


def row_line(row: dict[str, Any], words: Words) -> str:
    """One score: its status, place, content, and what is already recorded."""
    known = ", ".join(
        f"{one['score_text']} ({one['reporter_id']}, {one['source_id']})" for one in row["known"] or []
    )
    setting = ", ".join(part for part in (row["mode"], row["effort"], row["conditions"]) if part)
    parts = [
        words(f"preview.{row['status']}"),
        str(row["row"] or row["place"]),
        f"{row['model_id']} · {row['benchmark_id']}",
        setting,
        row["score_text"],
        words("preview.measured_by", reporter=row["reporter_id"]),
        words("preview.known", known=known) if known and row["status"] != "same" else "",
        intake_words.withdrawn(row, words),
    ]
    return "  ".join(part for part in parts if part)


def asked(question: Question, words: Words) -> str:
    """A question with its options and how to answer."""
    shown = [option_text(question, option, words) for option in question.options]
    options = words("question.options", options=", ".join(shown)) if shown else ""
    how = (
        words("question.reporter_how")
        if question.key == REPORTER
        else words("question.how", answer=question.key)
    )
    return " ".join(part for part in (question.text(words), options, how) if part)


def option_text(question: Question, option: str, words: Words) -> str:
    """An option as entered, with what a code or an answer about an organisation means."""
    meaning = {
        "country": lambda: country_name(option, words),
        "role": lambda: role_name(option, words),
        name_settings.WHAT: lambda: words(f"intake.option.{option}"),
    }
    if question.what in meaning:
        return f"{option} ({meaning[question.what]()})"
    of_organisation = question.what in OF_ORGANISATION
    key = f"intake.organisation.{option}"
    return f"{option} ({words(key)})" if of_organisation and words.has(key) else option
