"""Open questions as rows of one table, with a proposed answer where one can be made honestly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dokja.ingest.staging import answer_proposals
from dokja.ingest.staging.import_questions import Question
from dokja.ingest.staging.question_words import FREE, QuestionWords

UNNAMED = "unnamed"
"""A question that no answer settles, because the file itself must name the model."""
MOST_OPTIONS = 12
"""Options listed in words; a drop-down list holds all of them."""


@dataclass(frozen=True)
class QuestionRow:
    """A question as a row: all but key and count in words, blank where there is nothing to say.

    count is the number of numbers that hang on the answer, 0 if not known. choices are the answers of a drop-down list,
    as they may be written. answer is what was answered before, otherwise the proposal; is_proposed says which.
    """

    key: str
    asked: str
    name: str
    count: int
    options: str
    choices: tuple[str, ...]
    proposed: str
    because: str
    answer: str
    is_proposed: bool


def rows(
    questions: Sequence[Question], spoken: QuestionWords, answers: Mapping[str, str]
) -> list[QuestionRow]:
    """A row for each question that an answer can settle, those on which most numbers hang first; answers are by key."""
    told = [one for one in questions if one.what != UNNAMED]
    proposals = answer_proposals.propose(told, spoken.tables, spoken.words)
    found = []
    for one in told:
        proposal = proposals[one.key]
        proposed = spoken.written(one, proposal.answer) if proposal.answer else ""
        answered = spoken.written(one, answers[one.key]) if one.key in answers else ""
        found.append(
            QuestionRow(
                one.key,
                one.text(spoken.words),
                one.name,
                one.count,
                options(one, spoken),
                choices(one, spoken),
                proposed,
                proposal.because,
                answered or proposed,
                bool(proposed) and not answered,
            )
        )
    return sorted(found, key=lambda row: -row.count)


def choices(question: Question, spoken: QuestionWords) -> tuple[str, ...]:
    """The answers offered in a list."""
    if question.what in FREE:
        return tuple(spoken.organisations)
    return tuple(spoken.written(question, option) for option in question.options)


def options(question: Question, spoken: QuestionWords) -> str:
    """What may be answered, in words."""
    words = spoken.words
    if question.what in FREE:
        return words("question_file.any_organisation")
    found = choices(question, spoken)
    listed = ", ".join(found[:MOST_OPTIONS])
    if question.what == "country":
        return words("question_file.any_country", options=listed)
    if question.what in ("model", "benchmark", "organisation", "measuring"):
        return words("question_file.or_recorded", options=listed)
    return listed
