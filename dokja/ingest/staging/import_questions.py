"""What has to be asked before numbers can be imported, because it cannot be known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from dokja.i18n.untrusted_text import normalised
from dokja.ingest.staging import scales
from dokja.ingest.staging.matching import NEW, Match
from dokja.ingest.staging.origins import Origin


@dataclass(frozen=True)
class Question:
    """Something that is asked because it cannot be known: key to answer with, what it is about, options with keys."""

    key: str
    what: str
    name: str
    options: tuple[str, ...]
    examples: str = ""


def name_questions(what: str, matches: Sequence[Match]) -> list[Question]:
    """A question for each name that resembles a known one without being it."""
    return [
        Question(f"{what}:{one.name}", what, one.name, (*one.likely, NEW))
        for one in matches
        if one.key is None
    ]


def scale_questions(numbers: pl.DataFrame, answers: Mapping[str, str]) -> list[Question]:
    """A question for each benchmark whose numbers may stand on one scale or another."""
    found = []
    for name in scales.asked(numbers, answers):
        of_it = numbers.filter((pl.col("benchmark") == name) & pl.col("scale").is_null())
        options = scales.SHARES if of_it["unit"][0] else (*scales.SHARES, "points", "elo_points")
        found.append(
            Question(f"scale:{name}", "scale", name, options, ", ".join(of_it["score_text"].head(3)))
        )
    return found


def reporter_question(numbers: pl.DataFrame, origin: Origin, teams: Mapping[str, str]) -> list[Question]:
    """Who measured, where neither the file nor the person who imports says so."""
    named = [name for name in numbers["reporter"].unique() if name is None or normalised(name) not in teams]
    if origin.reporter_id or not named:
        return []
    return [Question("reporter", "reporter", ", ".join(name for name in named if name), ())]
