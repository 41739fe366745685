"""Matches names in files to records by key, name or alias; unknown names are proposed as new or asked about."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import count

import polars as pl
from confusable_homoglyphs.confusables import confusables_data
from hangulpy import romanize

from dokja.i18n.untrusted_text import normalised
from dokja.ingest.values.qualifiers import benchmark_of

CLOSE = 0.86
LONGEST_KEY, CUT = 80, 71
NEW = "new"
HUB = re.compile(r"([\w.-]*[^\W\d_][\w.-]*)/([\w.-]*[^\W\d_][\w.:-]*)")
"""Neither part has a blank and both have a letter, unlike w/o or 24/25."""


@dataclass(frozen=True)
class Match:
    """A resolved name: the record's key (None if it must be asked), how it was found, and conditions in the name.

    how is key, name, qualified (the name also contains conditions), answered or new; likely holds keys of similar
    names.
    """

    name: str
    key: str | None
    how: str
    conditions: Mapping[str, str]
    likely: tuple[str, ...] = ()


def known_names(frames: Iterable[tuple[pl.DataFrame, str, tuple[str, ...]]]) -> dict[str, str]:
    """Keys by normalised name. Each frame comes with its key column and name columns; earlier names take precedence."""
    found: dict[str, str] = {}
    for frame, key, columns in frames:
        for column in columns:
            for name, value in frame.select(column, pl.col(key).alias("key")).drop_nulls().iter_rows():
                found.setdefault(normalised(name), value)
    return found


def models(tables: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    """Keys of models by every known name."""
    return known_names(
        [
            (tables["model"], "model_id", ("model_id", "name_en", "name_ko")),
            (tables["model_alias"], "model_id", ("alias",)),
        ]
    )


def benchmarks(tables: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    """Keys of benchmarks by every known name."""
    return known_names(
        [
            (tables["benchmark"], "benchmark_id", ("benchmark_id", "name_en", "name_ko")),
            (tables["benchmark_alias"], "benchmark_id", ("alias",)),
        ]
    )


def teams(tables: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    """Keys of organisations by every known name."""
    return known_names(
        [
            (tables["team"], "team_id", ("team_id", "name_en", "name_ko")),
            (tables["team_alias"], "team_id", ("alias",)),
        ]
    )


def match_benchmark(name: str, known: Mapping[str, str], answers: Mapping[str, str]) -> Match:
    """Match a benchmark's name."""
    key, conditions, how = benchmark_of(name, known)
    return decided(Match(name, key, how, conditions), answered("benchmark", name, key, answers), known)


def match_model(
    name: str, known: Mapping[str, str], answers: Mapping[str, str], makers: Mapping[str, str]
) -> Match:
    """Match a model's name; makers maps model keys to maker keys.

    A name under another organisation (org/name) must be asked about, because a copy may differ.
    """
    organisation, plain = on_hub(name)
    key = known.get(normalised(name))
    near = known.get(normalised(plain))
    if key is None and near and is_of(organisation, makers[near]):
        key = near
    match = Match(name, key, "name" if key else "unknown", {}, (near,) if near and not key else ())
    return decided(match, answered("model", name, key, answers), known)


def on_hub(name: str) -> tuple[str, str]:
    """The organisation before the slash of a name on a hub (org/name) and the rest; any other slash is part of the name."""
    found = HUB.fullmatch(name)
    return (found[1], found[2]) if found else ("", name)


def is_of(organisation: str, maker: str) -> bool:
    """Whether the organisation in a model's name is its maker: either name is a prefix of the other."""
    one, other = normalised(organisation), normalised(maker)
    return not one or one.startswith(other) or other.startswith(one)


def answered(what: str, name: str, key: str | None, answers: Mapping[str, str]) -> str | None:
    """The answer given for a name; an answer for all (*) applies to unknown names only."""
    return answers.get(f"{what}:{name}") or (None if key else answers.get(f"{what}:*"))


def decided(match: Match, answer: str | None, known: Mapping[str, str]) -> Match:
    """Apply the answer to a match; an unanswered unknown name is asked about if it resembles a known one, else new."""
    if answer == NEW:
        return Match(match.name, slug(match.name), NEW, match.conditions)
    if answer:
        return Match(match.name, answer, "answered", match.conditions)
    if match.key:
        return match
    near = [known[one] for one in difflib.get_close_matches(normalised(match.name), known, 3, CLOSE)]
    near = [*filter(None, [known.get(normalised(in_latin(match.name)))]), *near]
    if likely := tuple(dict.fromkeys([*match.likely, *near])):
        return Match(match.name, None, "asked", match.conditions, likely)
    return Match(match.name, slug(match.name), NEW, match.conditions)


def in_latin(name: str) -> str:
    """A name with Latin letters in place of those of other alphabets that look like them, as in К-ЕХАОNЕ."""
    return "".join(sign if sign.isascii() else lookalikes().get(sign, sign) for sign in name)


@cache
def lookalikes() -> Mapping[str, str]:
    """Latin letters by the letter of another alphabet that looks like them (Unicode's confusables)."""
    return {
        sign: other["c"]
        for sign, others in confusables_data.items()
        for other in others
        if len(sign) == len(other["c"]) == 1 and other["c"].isascii() and other["c"].isalpha()
        if unicodedata.name(sign, "").startswith(("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"))
    }


def distinct(matches: Sequence[Match], taken: Collection[str]) -> list[Match]:
    """The matches with a unique key for each new name: if taken, prefixed with the organisation, then numbered."""
    used, found = set(taken), []
    for match in matches:
        if match.how == NEW:
            whole = slug(match.name.replace("/", "-"))
            free = (slug(match.name), whole, *(f"{whole}-{number}" for number in range(2, len(matches) + 3)))
            match = replace(match, key=next(key for key in free if key not in used))
            used.add(str(match.key))
        found.append(match)
    return found


def free(first: str, taken: Collection[str]) -> str:
    """The key itself if free, otherwise with the first free number appended."""
    return next(
        one for number in count(1) if (one := first if number == 1 else f"{first}-{number}") not in taken
    )


def slug(name: str) -> str:
    """A key derived from a name: lowercase Latin letters, digits, dots and hyphens.

    Hangul is romanised; other letters become their code points. A long key is cut and ends in a checksum, so that it
    can serve as a folder name.
    """
    latin = romanize(unicodedata.normalize("NFC", on_hub(name)[1]))
    parts = unicodedata.normalize("NFKD", latin).casefold().replace("+", "-plus")
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
    composed = unicodedata.normalize("NFC", bare)
    letters = "".join(sign if sign.isascii() else f"u{ord(sign):x}" for sign in composed)
    key = re.sub(r"[^a-z0-9.]+", "-", letters).strip("-.") or "unnamed"
    return (
        key if len(key) <= LONGEST_KEY else f"{key[:CUT].strip('-.')}-{sha256(key.encode()).hexdigest()[:8]}"
    )
