"""Prints the preview of an import: scores, values left out, names, totals, problems and questions."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from dokja.i18n.text import Words
from dokja.ingest import truncate_reports
from dokja.ingest.staging import intake_words, name_settings
from dokja.ingest.staging.import_questions import REPORTER, Question
from dokja.ingest.staging.preview import Preview
from dokja.ingest.staging.question_rows import UNNAMED
from dokja.ingest.staging.question_words import OF_ORGANISATION
from dokja.records.labels import country_name, role_name
from dokja.records.problems import printable

LISTED = 200


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
