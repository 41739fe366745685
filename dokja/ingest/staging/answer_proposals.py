"""Answers that the records or a name suggest, each with the reason: none is applied unless somebody confirms it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from dokja.i18n.text import Words
from dokja.i18n.untrusted_text import normalised
from dokja.ingest.staging import name_settings
from dokja.ingest.staging.import_questions import Question
from dokja.ingest.staging.matching import NEW, in_latin, on_hub
from dokja.ingest.values import known_names

NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Proposal:
    """A proposed answer (a key or a name, blank if there is none) and the reason for it in words."""

    answer: str = ""
    because: str = ""


NONE = Proposal()


@dataclass(frozen=True)
class Family:
    """The makers of the recorded models whose names begin with one word, and the number of these models."""

    makers: frozenset[str]
    n_models: int


def propose(
    questions: Sequence[Question], tables: Mapping[str, pl.DataFrame], words: Words
) -> dict[str, Proposal]:
    """A proposal for each question, by its key; NONE where nothing can be proposed honestly."""
    by_word = families(tables)
    names = {what: names_of(what, tables) for what in ("model", "benchmark")}
    teams = {row["team_id"]: words.name(row) for row in tables["team"].iter_rows(named=True)}
    found = {}
    for one in questions:
        match one.what:
            case name_settings.WHAT:
                found[one.key] = Proposal(name_settings.SPLIT, words("proposal.setting"))
            case "maker":
                found[one.key] = maker(one.name, by_word, teams, words)
            case "model" | "benchmark":
                found[one.key] = same_or_new(one, names[one.what], words)
            case _:
                found[one.key] = NONE
    return found


def family(name: str) -> str:
    """The first word of a model's name in lower case; blank if it is a single letter or begins much else too."""
    found = known_names.FAMILY.match(on_hub(name)[1])
    word = found[0].casefold() if found else ""
    return word if len(word) > 1 and word not in known_names.WORDS["no_families"] else ""


def families(tables: Mapping[str, pl.DataFrame]) -> dict[str, Family]:
    """The recorded models by the first word of any of their names."""
    maker_of = dict(tables["model"].select("model_id", "team_id").iter_rows())
    models = defaultdict(set)
    for key, names in names_of("model", tables).items():
        for name in names:
            if key in maker_of:
                models[family(name)].add(key)
    del models[""]
    return {
        word: Family(frozenset(maker_of[key] for key in keys), len(keys)) for word, keys in models.items()
    }


def names_of(table: str, tables: Mapping[str, pl.DataFrame]) -> dict[str, list[str]]:
    """Every name of the recorded models or benchmarks, aliases included, by key."""
    key, found = f"{table}_id", defaultdict(list)
    frames = [(tables[table], "name_en"), (tables[table], "name_ko"), (tables[f"{table}_alias"], "alias")]
    for frame, column in frames:
        for record, name in frame.select(key, column).drop_nulls().iter_rows():
            found[record].append(name)
    return found


def maker(name: str, by_word: Mapping[str, Family], teams: Mapping[str, str], words: Words) -> Proposal:
    """The one maker of all recorded models of the family; NONE if there are several or no such models."""
    word = family(name)
    found = by_word.get(word)
    if found is None or len(found.makers) != 1:
        return NONE
    (key,) = found.makers
    told = words("proposal.maker", word=word, count=words.number(found.n_models), maker=teams[key])
    return Proposal(teams[key], told)


def same_or_new(question: Question, names: Mapping[str, Sequence[str]], words: Words) -> Proposal:
    """The record whose name is the same in look-alike letters; or a new one if the numbers in all names like it differ.

    GPT-5.2 is not GPT-5.1, and a model of 32B not one of 30B.
    """
    likely = {key: names.get(key, ()) for key in question.options if key != NEW}
    latin = normalised(in_latin(question.name))
    if latin != normalised(question.name):
        for key, known in likely.items():
            if latin in map(normalised, (key, *known)):
                return Proposal(key, words("proposal.look_alike"))
    own = NUMBER.findall(question.name)
    others = [NUMBER.findall(name) for known in likely.values() for name in known]
    if others and own not in others:
        return Proposal(NEW, words("proposal.other_numbers"))
    return NONE
