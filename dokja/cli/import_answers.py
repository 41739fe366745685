"""Open questions of an import as one file: written by --questions, read back by --answers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from dokja.cli.arguments import contents_of
from dokja.cli.whole_file import write_whole
from dokja.i18n.text import Words
from dokja.i18n.untrusted_text import normalised
from dokja.ingest import sandbox
from dokja.ingest.formats import answers as answers_format
from dokja.ingest.reading import Reading
from dokja.ingest.staging import answer_proposals, matching, preview, question_file, question_rows
from dokja.ingest.staging.import_questions import FEW, REPORTER, Question
from dokja.ingest.staging.origins import Origin
from dokja.ingest.staging.preview import Preview
from dokja.ingest.staging.question_rows import UNNAMED
from dokja.ingest.staging.question_words import QuestionWords
from dokja.ingest.staging.settled_questions import AnswerRow, Settled, settle
from dokja.records.commit import Refused
from dokja.records.problems import printable

SUFFIX = ".xlsx"


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments that write questions to a file and read answers from one."""
    parser.add_argument("--questions", type=Path, metavar=f"FILE{SUFFIX}", help=words("cli.import_questions"))
    parser.add_argument(
        "--answers", action="append", default=[], type=Path, metavar="FILE", help=words("cli.import_answers")
    )


def check(given: argparse.Namespace) -> None:
    """Raises Refused for a file of questions that exists already (it may hold answers) or is no XLSX file."""
    if given.questions is None:
        return
    if given.questions.suffix.lower() != SUFFIX:
        raise Refused("question_file.no_xlsx", file=str(given.questions))
    if given.questions.exists():
        raise Refused("question_file.exists", file=str(given.questions))


def check_results(readings: Sequence[Reading]) -> None:
    """Raises Refused if a file of answers was given as one of results."""
    for one in readings:
        if one.format == answers_format.FORMAT:
            raise Refused("question_file.no_results", file=one.path)


def settled(
    given: argparse.Namespace,
    readings: Sequence[Reading],
    origin: Origin,
    answers: Mapping[str, str],
    spoken: QuestionWords,
) -> Settled:
    """The preview with the answers given and those of the files of answers.

    Raises Unreadable for such a file, Refused if one holds no answers.
    """
    answered = sandbox.read(contents_of(given.answers)) if given.answers else []
    for one in answered:
        if one.format != answers_format.FORMAT:
            raise Refused("question_file.no_answers", file=one.path)

    def look(said: Mapping[str, str]) -> Preview:
        others = {key: value for key, value in said.items() if key != REPORTER}
        return preview.look(
            readings, measured_by(said.get(REPORTER), origin, spoken.tables), others, spoken.tables
        )

    rows = [AnswerRow.of(path, row) for path, row in answers_format.rows_of(answered)]
    found = settle(look, answers, rows, spoken)
    found.problems[:0] = [problem for one in answered for problem in one.problems]
    return found


def measured_by(reporter: str | None, origin: Origin, tables: Mapping[str, pl.DataFrame]) -> Origin:
    """The origin with who measured, if that was answered."""
    if not reporter:
        return origin
    key = matching.teams(tables).get(normalised(reporter))
    return replace(origin, reporter_id=key, reporter=reporter)


def conclude(found: Settled, given: argparse.Namespace, spoken: QuestionWords) -> int | None:
    """Say what became of the answers and write the open questions; exit status, or None if the import goes on."""
    words = spoken.words
    for problem in found.problems:
        print(problem.message(words.language), file=sys.stderr)
    if found.taken:
        print(told(found, spoken))
    is_written = given.questions is not None and bool(open_questions(found))
    if is_written:
        write(found, given.questions, spoken)
    elif given.questions is not None and not found.found.questions:
        print(words("question_file.nothing_open"))
    if found.problems:
        print(words("question_file.refused", count=len(found.problems)), file=sys.stderr)
        return 1
    if not found.found.questions:
        return None
    if is_written:
        return 0
    if len(found.found.questions) > FEW:
        print(words("question_file.point_out"), file=sys.stderr)
    return 1


def told(found: Settled, spoken: QuestionWords) -> str:
    """How many answers were taken from the files, and how many of them as proposed."""
    proposals = answer_proposals.propose(found.asked, spoken.tables, spoken.words)
    as_proposed = sum(answer == proposals[key].answer for key, answer in found.taken.items())
    return spoken.words("question_file.taken", count=len(found.taken), proposed=as_proposed)


def open_questions(found: Settled) -> list[Question]:
    """The open questions that an answer can settle."""
    return [one for one in found.found.questions if one.what != UNNAMED]


def write(found: Settled, file: Path, spoken: QuestionWords) -> None:
    """Write the open questions, and those answered by files of answers with their answers. Raises Refused."""
    still = open_questions(found)
    keys = {one.key for one in still}
    earlier = [one for one in found.asked if one.key not in keys]
    rows = question_rows.rows([*still, *earlier], spoken, found.taken)
    try:
        write_whole(file, question_file.write(rows, spoken.words))
    except OSError as error:
        raise Refused("question_file.not_written", file=str(file), cause=str(error.strerror)) from error
    proposed = sum(row.is_proposed for row in rows)
    print(printable(spoken.words("question_file.written", file=file, count=len(still), proposed=proposed)))
