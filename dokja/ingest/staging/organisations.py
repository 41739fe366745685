"""Unknown makers: asks whether each is a known one under another name, and which country it is from.

A Korean spelling ("네이버") must not become a foreign organisation beside the recorded one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from dokja.i18n.untrusted_text import normalised
from dokja.ingest.staging.import_questions import Question
from dokja.ingest.staging.scales import answer

UNKNOWN = "ZZ"
COUNTRIES = ("KR", "US", "CN", "FR", "CA", "JP", "GB", "DE", "IL", "CH", "AE", "IN", "SG", UNKNOWN)
"""Countries offered; any two capital letters are accepted. ZZ counts for neither side of a comparison."""

Makers = Mapping[str, tuple[str, str]]
"""Key and name of each new model's maker, by model name."""


@dataclass(frozen=True)
class ResolvedMakers:
    """Makers with known keys substituted, countries of new makers by key, and open questions.

    meant holds key and name of each maker that was answered to be a known organisation, so that it matches next time.
    """

    makers: Makers
    countries: Mapping[str, str]
    questions: list[Question]
    meant: Sequence[tuple[str, str]] = ()


def resolve_makers(makers: Makers, teams: Mapping[str, str], answers: Mapping[str, str]) -> ResolvedMakers:
    """Apply the answers to unknown makers; teams maps normalised names to keys."""
    known = set(teams.values())
    countries: dict[str, str] = {}
    meant: dict[str, tuple[str, str]] = {}
    questions = []
    for key, name in dict.fromkeys(made for made in makers.values() if made[0] not in known):
        said = answer(answers, "organisation", name) or ""
        if said in known:
            meant[key] = (said, name)
        elif is_country(said):
            countries[key] = said
        else:
            options = (*near(name, teams), *COUNTRIES)
            questions.append(Question(f"organisation:{name}", "organisation", name, options))
    return ResolvedMakers(
        {model: meant.get(made[0], made) for model, made in makers.items()},
        countries,
        questions,
        [*meant.values()],
    )


def is_country(text: str) -> bool:
    """Whether a text has the form of a country code."""
    return len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()


def near(name: str, teams: Mapping[str, str]) -> list[str]:
    """Keys of organisations with a name that contains, is contained in, or resembles this one."""
    plain = normalised(name)
    alike = set(get_close_matches(plain, teams, n=3, cutoff=0.75))
    holding = {one for one in teams if len(plain) > 1 and (plain in one or (len(one) > 1 and one in plain))}
    return list(dict.fromkeys(key for one, key in teams.items() if one in alike | holding))
