"""Answers from a file, asked for round by round: an answer may lead to further questions that the file answers too."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dokja.ingest.staging.import_questions import Question
from dokja.ingest.staging.preview import Preview
from dokja.ingest.staging.question_words import QuestionWords
from dokja.records import signs
from dokja.records.problems import Problem

Look = Callable[[Mapping[str, str]], Preview]
"""The preview by answers; one with the key "reporter" says who measured."""
MOST_LIKELY = 3
LIKELY = 0.3


@dataclass(frozen=True)
class AnswerRow:
    """A row of an answered file: path of the file, row, place of the answer, key and answer as written."""

    file: str
    row: int | None
    place: str
    key: str
    answer: str

    @classmethod
    def of(cls, path: str, row: Mapping[str, Any]) -> AnswerRow:
        """A row of formats.answers.SCHEMA."""
        return cls(path, row["row"], row["place"], row["key"] or "", row["answer"] or "")

    def problem(self, rule: str, value: str, **details: str) -> Problem:
        """The problem of this row."""
        return Problem(self.file, rule, self.row, self.place, value, details)


@dataclass
class Settled:
    """What an import would change by all answers: found is its preview, asked the questions the file took part in.

    answers holds those given and those of the file, taken those of the file alone. problems names what is wrong with it.
    """

    found: Preview
    answers: dict[str, str]
    taken: dict[str, str] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def settle(look: Look, given: Mapping[str, str], rows: Sequence[AnswerRow], spoken: QuestionWords) -> Settled:
    """Answer the questions of an import from given answers, which count first, and from rows."""
    by_key, problems = distinct(rows)
    found = answered(look, given, by_key, spoken)
    found.problems[:0] = problems
    unused = by_key.keys() - {canonical(one.key) for one in found.asked}
    if unused and given:
        alone = answered(look, {}, by_key, spoken)
        unused -= {canonical(one.key) for one in alone.asked}
    found.problems += [
        row.problem("unknown_question", row.key) for key, row in by_key.items() if key in unused
    ]
    found.problems.sort(key=lambda problem: (problem.file, problem.row or 0))
    return found


def answered(
    look: Look, given: Mapping[str, str], by_key: Mapping[str, AnswerRow], spoken: QuestionWords
) -> Settled:
    """Look, answer what is asked, and look again until no question is left that the rows answer."""
    settled = Settled(look(given), dict(given))
    while fresh := [one for one in settled.found.questions if is_fresh(one, by_key, settled.asked)]:
        before = len(settled.taken)
        for question in fresh:
            settled.asked.append(question)
            take(question, by_key[canonical(question.key)], settled, spoken)
        if len(settled.taken) > before:
            settled.found = look(settled.answers)
    return settled


def is_fresh(question: Question, by_key: Mapping[str, AnswerRow], asked: Sequence[Question]) -> bool:
    """Whether a row is about the question, and it was not asked before."""
    return canonical(question.key) in by_key and question.key not in {one.key for one in asked}


def take(question: Question, row: AnswerRow, settled: Settled, spoken: QuestionWords) -> None:
    """Add a row's answer, or its problem if it is blank or impossible."""
    said = spoken.meant(question, row.answer) if row.answer else None
    if said is not None:
        settled.answers[question.key] = settled.taken[question.key] = said
        return
    options = [spoken.written(question, one) for one in question.options]
    likely = difflib.get_close_matches(row.answer, options, MOST_LIKELY, LIKELY) or options[:MOST_LIKELY]
    rule = "impossible_answer" if row.answer else "blank_answer"
    if not options:
        rule += "_name"
    settled.problems.append(row.problem(rule, row.answer or row.key, options=", ".join(likely)))


def distinct(rows: Sequence[AnswerRow]) -> tuple[dict[str, AnswerRow], list[Problem]]:
    """The first row of each key, and a problem for each later one with another answer or without a key."""
    found: dict[str, AnswerRow] = {}
    problems = []
    for row in rows:
        first = found.setdefault(canonical(row.key), row) if row.key else row
        if not row.key:
            problems.append(row.problem("answer_without_key", row.answer))
        elif first.answer != row.answer:
            problems.append(row.problem("answered_twice", row.answer, first=str(first.row or "?")))
    return found, problems


def canonical(key: str) -> str:
    """A key as it comes back from a file: without forbidden characters and repeated blanks."""
    return " ".join(unicodedata.normalize("NFC", signs.cleaned(key)).split())
