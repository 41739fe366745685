"""Questions that must be answered before an import because the files do not settle them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from dokja.i18n.text import Words
from dokja.ingest.staging import scales
from dokja.ingest.staging.matching import NEW, Match

REPORTER = "reporter"
"""The question who measured; it is answered where the source is described, or by name."""
FEW = 6
"""Up to so many questions are asked one by one; more are answered in a table or a file."""


@dataclass(frozen=True)
class Question:
    """A question to the importer: the key to answer with, its subject, and the keys of its options.

    count is the number of numbers that hang on the answer; 0 where that is not known.
    """

    key: str
    what: str
    name: str
    options: tuple[str, ...]
    examples: str = ""
    count: int = 0

    def text(self, words: Words) -> str:
        """What is asked."""
        count = words.number(self.count)
        return words(f"question.{self.what}", name=self.name, examples=self.examples, count=count)


def name_questions(what: str, matches: Sequence[Match]) -> list[Question]:
    """A question for each name that resembles a known one without matching it."""
    return [
        Question(f"{what}:{one.name}", what, one.name, (*one.likely, NEW))
        for one in matches
        if one.key is None
    ]


def scale_questions(numbers: pl.DataFrame, answers: Mapping[str, str]) -> list[Question]:
    """A question for each benchmark whose numbers could be on more than one scale."""
    found = []
    for name in scales.asked(numbers, answers):
        of_it = numbers.filter((pl.col("benchmark") == name) & pl.col("scale").is_null())
        options = scales.SHARES if of_it["unit"][0] else (*scales.SHARES, "points", "elo_points")
        found.append(
            Question(f"scale:{name}", "scale", name, options, ", ".join(of_it["score_text"].head(3)))
        )
    return found


def small_questions(numbers: pl.DataFrame, answers: Mapping[str, str]) -> list[Question]:
    """A question for each benchmark with a percentage of at most 1 beside much larger ones."""
    small = numbers.filter(scales.is_small())
    return [
        Question(f"small:{name}", "small", name, scales.SHARES, ", ".join(of_it["score_text"].head(3)))
        for (name,), of_it in small.group_by("benchmark", maintain_order=True)
        if not scales.answer(answers, "small", str(name))
    ]


def reporter_question(count: int) -> list[Question]:
    """Asks who measured so many numbers, of which neither the file nor the importer states it."""
    return [Question(REPORTER, REPORTER, "", (), count=count)] if count else []


COUNTED_BY = {
    **dict.fromkeys(("setting", "model", "maker"), "model"),
    **dict.fromkeys(("benchmark", "scale", "small"), "benchmark"),
}
"""The column of the numbers that holds the name a kind of question is about."""


def counted_questions(questions: Sequence[Question], numbers: pl.DataFrame) -> list[Question]:
    """The questions about models and benchmarks with the count of their numbers; the others unchanged."""
    counts = {
        column: dict(numbers[column].drop_nulls().value_counts().iter_rows())
        for column in set(COUNTED_BY.values())
    }
    return [
        replace(one, count=counts[COUNTED_BY[one.what]].get(one.name, 0)) if one.what in COUNTED_BY else one
        for one in questions
    ]
