"""Who evaluated a model, as an Every Eval Ever record states it.

The schema's source organisation is "the organization that provides the data": of a leaderboard usually the evaluator, of
a collection the aggregator. Converters of collections mark it (source_role: aggregator). evaluator_relationship is
between evaluator and model, whoever provides the data.
"""

from __future__ import annotations

from typing import Any

from dokja.i18n.untrusted_text import normalised
from dokja.ingest.formats.runs.run_file import mapping, named, part
from dokja.ingest.reading import LeftOut
from dokja.ingest.values.scalars import shown

PLACE = "source_metadata.source_organization_name"
DETAILS = (
    ("source_metadata", "additional_details"),
    ("source_data", "additional_details"),
    ("score_details", "details"),
)
EVALUATOR = (
    "evaluator",
    "evaluator_name",
    "evaluator_organization",
    "evaluator_organization_name",
    "evaluated_by",
)
ROLE = "source_role"
AGGREGATOR = "aggregator"
COLLECTIONS = {
    normalised(name)
    for name in (
        "LLM Stats",
        "BenchPress",
        "Papers with Code",
        "arXiv",
        "alphaXiv",
        "OpenReview",
        "Every Eval Ever",
    )
}
"""Providers that collect or host results, for records that do not mark them."""


def organisation(found: Any) -> str | None:
    """The organisation that provides the data; None if it is not named."""
    return named(part(found, "source_metadata", "source_organization_name"))


def reporter(found: Any, result: Any) -> str | None:
    """The organisation that evaluated: the one stated, the maker of a first party, otherwise the provider itself.

    None where only an aggregator is named, where the maker and somebody else evaluated together, and where the named
    third party is the maker.
    """
    stated = evaluator(found, result)
    relationship = named(part(found, "source_metadata", "evaluator_relationship"))
    provider = None if collects(found, result) else organisation(found)
    maker = named(part(found, "model_info", "developer"))
    if stated or relationship == "collaborative":
        return stated
    if relationship == "first_party":
        return maker or provider
    by_the_maker = relationship == "third_party" and normalised(provider or "") == normalised(maker or "")
    return None if by_the_maker else provider


def details(found: Any, result: Any) -> list[dict[str, Any]]:
    """Additional details of a record and of a result, wherever they may speak of the source."""
    return [mapping(tree, *path) for tree in (result, found) for path in DETAILS]


def evaluator(found: Any, result: Any) -> str | None:
    """The evaluator that additional details name beside the provider of the data; None if they name none."""
    stated = (named(one.get(name)) for one in details(found, result) for name in EVALUATOR)
    return next((name for name in stated if name), None)


def collects(found: Any, result: Any) -> bool:
    """Whether the provider of the data is marked, or known, as one that collects the results of others."""
    roles = {(named(one.get(ROLE)) or "").lower() for one in details(found, result)}
    return AGGREGATOR in roles or normalised(organisation(found) or "") in COLLECTIONS


def not_the_reporter(found: Any, results: list[Any]) -> list[LeftOut]:
    """The provider of the data, left out where a result has no reporter although a provider is named."""
    provider = organisation(found)
    if provider is None or all(reporter(found, result) for result in results):
        return []
    return [LeftOut(None, PLACE, shown(provider), "not_the_reporter")]
