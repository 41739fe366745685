"""Organisations that an import names as makers or reporters: recorded ones by any name, the others asked about.

A Korean spelling ("네이버") must not become a foreign organisation beside the recorded one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from dokja.i18n.text import LANGUAGES, locale_of
from dokja.i18n.untrusted_text import normalised
from dokja.ingest.staging.import_questions import Question
from dokja.ingest.staging.matching import NEW, Match, free, slug
from dokja.ingest.staging.scales import answer

UNKNOWN = "ZZ"
COUNTRIES = (
    *("KR", "US", "CN", "FR", "CA", "JP", "GB", "DE", "IL", "CH", "AE", "IN", "SG"),
    *("DK", "SE", "NL", "FI", "IT", "ES", "AU", "TW", "VN", "SA", UNKNOWN),
)
"""Countries offered; the code of any other is accepted too. ZZ counts for neither side of a comparison."""
ROLES = ("reference", "evaluator", "contender")
"""Roles that the records know; for an organisation that only measures, evaluator is offered first."""
CONDITION = "condition"
"""Answer about a reporter: its name stays a condition of its numbers, which count as the import's reporter's."""
GREY = "#6d7882"
SHORT = 2
"""Latin names of so many letters (SK, NC) are found in longer names as words only: "Princeton" is not near NC."""


@dataclass(frozen=True)
class Named:
    """An organisation as an import names it.

    is_maker says whether it makes one of the new models, n_numbers how many numbers it measured; is_typed whether the
    importer named it as the reporter, so that there is no other one for its numbers.
    """

    name: str
    is_maker: bool = False
    n_numbers: int = 0
    is_typed: bool = False

    @property
    def may_stay(self) -> bool:
        """Whether the name may stay a condition of its numbers."""
        return not (self.is_maker or self.is_typed)

    def beside(self, other: Named) -> Named:
        """The same organisation, named once more."""
        return Named(
            self.name,
            self.is_maker or other.is_maker,
            self.n_numbers + other.n_numbers,
            self.is_typed or other.is_typed,
        )


@dataclass(frozen=True)
class Organisations:
    """Organisations by name, and what is still to be asked.

    keys maps normalised names to keys: all recorded names and those of the import. matches has one for each
    organisation that the import names (how: name, answered, new, condition, asked); new holds rows of team.
    """

    keys: Mapping[str, str]
    matches: Sequence[Match]
    new: Sequence[Mapping[str, Any]]
    questions: Sequence[Question]

    def key(self, name: str | None) -> str | None:
        """The key of an organisation by any of its names; None if it has none."""
        return self.keys.get(normalised(name or ""))


def named(makers: Iterable[str], reporters: Mapping[str, int], typed: Mapping[str, int]) -> list[Named]:
    """The organisations that an import names, each once under its first spelling.

    reporters holds the number of numbers by the name in the files, typed by that given by the importer.
    """
    found: dict[str, Named] = {}
    for one in (
        *(Named(name, is_maker=True) for name in makers),
        *(Named(name, n_numbers=count) for name, count in reporters.items()),
        *(Named(name, n_numbers=count, is_typed=True) for name, count in typed.items()),
    ):
        if plain := normalised(one.name):
            found[plain] = found[plain].beside(one) if plain in found else one
    return list(found.values())


def resolve(named: Sequence[Named], teams: Mapping[str, str], answers: Mapping[str, str]) -> Organisations:
    """Match organisations with those recorded (teams: keys by normalised name), by the answers where they are unknown."""
    taken = set(teams.values())
    keys, matches, new, questions = dict(teams), [], [], []
    for one in named:
        match, asked = resolved(one, teams, answers)
        if match.how == NEW:
            match = Match(one.name, free(slug(one.name), taken), NEW, {})
            new.append(new_team(match, answers))
        if match.key:
            taken.add(match.key)
            keys[normalised(one.name)] = match.key
        matches.append(match)
        questions += asked
    return Organisations(keys, matches, new, questions)


def resolved(
    one: Named, teams: Mapping[str, str], answers: Mapping[str, str]
) -> tuple[Match, list[Question]]:
    """How an organisation is matched (a new one without its key), and the questions about it that are open."""
    if key := teams.get(normalised(one.name)):
        return Match(one.name, key, "name", {}), []
    said = meant(one, answers)
    if said in teams.values():
        return Match(one.name, said, "answered", {}), []
    if said == CONDITION and one.may_stay:
        return Match(one.name, None, CONDITION, {}), []
    if said == NEW or is_country(said):
        if asked := facts_asked(one, answers):
            return Match(one.name, None, "asked", {}), asked
        return Match(one.name, None, NEW, {}), []
    likely = tuple(near(one.name, teams))
    options = (*likely, NEW, *([CONDITION] if one.may_stay else []))
    what = "organisation" if one.is_maker else "measuring"
    question = Question(f"organisation:{one.name}", what, one.name, options, count=one.n_numbers)
    return Match(one.name, None, "asked", {}, likely), [question]


def meant(one: Named, answers: Mapping[str, str]) -> str:
    """What an unknown organisation was answered to be, blank if nothing.

    An answer for all (*) is none about a name that the importer typed, because that may be a slip of the keyboard.
    """
    said = answer(answers, "organisation", one.name)
    return (answers.get(f"organisation:{one.name}") if one.is_typed else said) or ""


def facts_asked(one: Named, answers: Mapping[str, str]) -> list[Question]:
    """Questions for the country and the role of a new organisation, as far as they are not answered."""
    roles = ROLES if one.is_maker else sorted(ROLES, key="evaluator".__ne__)
    found = []
    if country(one.name, answers) is None:
        found.append(Question(f"country:{one.name}", "country", one.name, COUNTRIES))
    if role(one.name, answers) is None:
        found.append(Question(f"role:{one.name}", "role", one.name, tuple(roles)))
    return found


def country(name: str, answers: Mapping[str, str]) -> str | None:
    """The answered country of a new organisation; one in place of its key counts too."""
    said = answer(answers, "organisation", name) or ""
    return country_code(answer(answers, "country", name) or "") or (said if is_country(said) else None)


def role(name: str, answers: Mapping[str, str]) -> str | None:
    """The answered role of a new organisation."""
    said = answer(answers, "role", name)
    return said if said in ROLES else None


def new_team(match: Match, answers: Mapping[str, str]) -> dict[str, Any]:
    """A row of team for a new organisation whose country and role are answered."""
    return {
        "team_id": match.key,
        "name_ko": match.name,
        "name_en": match.name,
        "role": role(match.name, answers),
        "country": country(match.name, answers),
        "colour": GREY,
    }


def is_country(text: str) -> bool:
    """Whether a text is the code of a country, two capital letters (ISO 3166-1), or ZZ."""
    return len(text) == 2 and text.isalpha() and text in locale_of("en").territories


def country_code(text: str) -> str | None:
    """The code of a country given by its code or by its name in a language of the dashboard; None if there is none."""
    if is_country(text.upper()):
        return text.upper()
    for language in LANGUAGES:
        for code, name in locale_of(language).territories.items():
            if is_country(code) and normalised(name) == normalised(text):
                return str(code)
    return None


def near(name: str, teams: Mapping[str, str]) -> list[str]:
    """Keys of organisations with a name that contains, is contained in, or resembles this one."""
    plain = normalised(name)
    alike = set(get_close_matches(plain, teams, n=3, cutoff=0.75))
    words = {normalised(word) for word in re.split(r"\W+", name)}
    held = {one for one in teams if one in plain and (len(one) > SHORT or one in words or not one.isascii())}
    holding = {one for one in teams if len(plain) > 1 and plain in one}
    return list(dict.fromkeys(key for one, key in teams.items() if one in alike | held | holding))
