"""Settings of a run at the end of a model's name (gpt-5.1_high, DeepSeek-V3.1 Think): split off if that is confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import polars as pl

from dokja.i18n.untrusted_text import normalised
from dokja.ingest.formats.runs import epoch_scorers
from dokja.ingest.formats.runs.epoch_scorers import Tested
from dokja.ingest.formats.runs.thinking import Thinking
from dokja.ingest.reading import conditions, known_conditions
from dokja.ingest.staging.distinct import map_distinct
from dokja.ingest.staging.import_questions import Question
from dokja.ingest.staging.scales import answer
from dokja.ingest.values import cell_words

SPLIT, WHOLE = "split", "whole"
ANSWERS = (SPLIT, WHOLE)
WHAT = "setting"
MODE = re.compile(
    r"(?P<model>.*\w)\s+(?:[-–—]\s+)?(?P<mode>think|thinking|reasoning|추론|사고)", re.IGNORECASE
)


def found_in(names: Iterable[str], known: Mapping[str, str]) -> dict[str, Tested]:
    """Names that end in a setting, each split; known holds keys of models by normalised name.

    A name that is recorded as it stands is not split.
    """
    found = {name: tested(name) for name in names if normalised(name) not in known}
    return {name: one for name, one in found.items() if one.model != name}


def tested(name: str) -> Tested:
    """A name split before the settings at its end: behind underscores, or the word for a mode behind a blank."""
    found = epoch_scorers.tested(name)
    ending = MODE.fullmatch(name) if found.model == name else None
    return Tested(ending["model"], Thinking(mode=cell_words.mode(ending["mode"]))) if ending else found


def questions(found: Mapping[str, Tested], answers: Mapping[str, str]) -> list[Question]:
    """A question for each name of which nobody said whether its end is a setting."""
    return [
        Question(f"{WHAT}:{name}", WHAT, name, ANSWERS, f"{one.model}, {settings(one)}")
        for name, one in found.items()
        if answer(answers, WHAT, name) not in ANSWERS
    ]


def settings(tested: Tested) -> str:
    """The settings as the records write them: effort=high; mode=reasoning; thinking_budget=32K."""
    thinking = tested.thinking
    effort = thinking.effort or thinking.level
    return conditions({**extra(tested), "mode": thinking.mode, "effort": effort}) or ""


def extra(tested: Tested) -> dict[str, str | None]:
    """The settings that are conditions of a number."""
    return {"effort": tested.thinking.level, "thinking_budget": tested.budget}


def without(
    numbers: pl.DataFrame, stated: pl.DataFrame, found: Mapping[str, Tested], answers: Mapping[str, str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """numbers (NUMBERS) and stated (MODELS) with the settings out of the names; what a row states itself counts first.

    Names still asked about are split too, so that the other questions are about the models' names.
    """
    taken = {name: one for name, one in found.items() if answer(answers, WHAT, name) != WHOLE}
    if not taken:
        return numbers, stated

    def plain(name: str | None) -> str | None:
        return taken[name].model if name in taken else name

    def whole(said: str | None, name: str | None) -> str | None:
        if name not in taken:
            return said
        return conditions({**extra(taken[name]), **known_conditions(said)})

    thinking = {name: one.thinking for name, one in taken.items()}
    mode = map_distinct(numbers, ["model"], lambda name: thinking[name].mode if name in taken else None)
    effort = map_distinct(numbers, ["model"], lambda name: thinking[name].effort if name in taken else None)
    split = numbers.with_columns(
        mode=pl.coalesce("mode", mode),
        effort=pl.coalesce("effort", effort),
        conditions=map_distinct(numbers, ["conditions", "model"], whole),
        model=map_distinct(numbers, ["model"], plain),
    )
    return split, stated.with_columns(model=map_distinct(stated, ["model"], plain))
