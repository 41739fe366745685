"""LLM Stats: benchmarks.json (one model's scores) and model.json (the model), or both in one file until 2025."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content
from dokja.ingest.files.sniff import broken_but_names, parsed
from dokja.ingest.formats.runs.folders import model_folder
from dokja.ingest.formats.runs.remarks import understood
from dokja.ingest.reading import Reading
from dokja.ingest.values.pile import Pile
from dokja.ingest.values.scalars import billions, day, plain, shown, text, whole
from dokja.records.problems import Problem

BENCHMARK = ("benchmark_name", "dataset_name", "benchmark_id")
CONTEXT = ("context", "context_window", "input_context_size", "max_input_tokens")
LICENCE = ("license_id", "license")
ORGANISATION = ("organization_id", "organization")
LINK = ("self_reported_source_link", "source_link")
MEASURED = ("verification_date", "date_recorded")
REMARKS = ("analysis_method", "verification_notes")
EMBEDDED = "qualitative_metrics"
TAKEN = {
    *BENCHMARK,
    *LINK,
    *MEASURED,
    *REMARKS,
    "model_id",
    "score",
    "normalized_score",
    "is_self_reported",
}
TAKEN_OF_MODEL = {
    *CONTEXT,
    *LICENCE,
    *ORGANISATION,
    EMBEDDED,
    "model_id",
    "name",
    "param_count",
    "release_date",
}


def recognises(content: Content) -> bool:
    """Whether a file lists scores, or describes a model, in the LLM Stats layout."""
    found = parsed(content)
    return (
        is_list(found)
        or is_model(found)
        or broken_but_names(content, "is_self_reported", "score")
        or broken_but_names(content, "organization_id", "param_count")
    )


def is_list(found: Any) -> bool:
    """Whether this is the list of scores from a benchmarks.json."""
    return (
        isinstance(found, list)
        and any(isinstance(one, dict) and "is_self_reported" in one for one in found)
        and any(isinstance(one, dict) and not one.keys().isdisjoint(BENCHMARK) for one in found)
    )


def is_model(found: Any) -> bool:
    """Whether this is the model description from a model.json."""
    return (
        isinstance(found, dict)
        and {"param_count", "release_date"} <= found.keys()
        and not found.keys().isdisjoint(ORGANISATION)
    )


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """Scores of a benchmarks.json with the model.json beside it, or the model of a model.json."""
    found = content.json
    if is_model(found):
        return of_model(content, found)
    companion = next((one for one in beside.values() if is_model(parsed(one))), None)
    model = parsed(companion) if companion else {}
    accompanied_by = [companion.path] if companion else []
    return Numbers(content, model).reading(found, "", [described(model)] if model else [], accompanied_by)


def of_model(content: Content, model: dict[str, Any]) -> Reading:
    """The model of a model.json, and its embedded scores, if any. Raises Unreadable if it names no model."""
    numbers = Numbers(content, model)
    for key, value in model.items():
        if key not in TAKEN_OF_MODEL:
            numbers.pile.add(key, value, "about_the_model")
    embedded = model.get(EMBEDDED) or []
    if not isinstance(embedded, list):
        raise content.unreadable("list_expected", column=EMBEDDED)
    row = described(model)
    if row["model"] is None:
        raise content.unreadable("no_model_named")
    for key, column in (("param_count", "total_params_b"), ("release_date", "released_on")):
        if row[column] is None and text(model.get(key)):
            numbers.problems.append(Problem(content.path, "unclear_value", None, key, shown(model[key])))
    return numbers.reading(embedded, EMBEDDED, [row], [])


def first(entry: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """The value of the first of several keys that is filled in; None if none is."""
    return next((entry[name] for name in names if text(entry.get(name))), None)


def described(model: Mapping[str, Any]) -> dict[str, Any]:
    """A model.json as a row of the models frame."""
    return {
        "model": text(model.get("name")) or text(model.get("model_id")),
        "maker": text(first(model, ORGANISATION)),
        "total_params_b": billions(model.get("param_count")),
        "context_tokens": whole(first(model, CONTEXT)),
        "released_on": day(model.get("release_date")),
        "licence": text(first(model, LICENCE)),
    }


class Numbers:
    """Collects the scores, left-out values and problems of one file."""

    def __init__(self, content: Content, model: dict[str, Any]):
        self.content, self.described = content, model
        self.rows: list[dict[str, Any]] = []
        self.problems: list[Problem] = []
        self.pile = Pile()

    def reading(
        self, found: list[Any], place: str, models: list[dict[str, Any]], accompanied_by: list[str]
    ) -> Reading:
        """The reading of a list of scores, together with the described models."""
        for position, entry in enumerate(found):
            self.take(entry, f"{place}[{position}]")
        known = {row["model"] for row in models}
        named = dict.fromkeys(row["model"] for row in self.rows if row["model"] not in known)
        return Reading(
            reading.numbers(self.rows),
            reading.models([*models, *({"model": name} for name in named)]),
            self.pile.left_out(),
            self.problems,
            accompanied_by,
        )

    def take(self, entry: Any, place: str) -> None:
        """Add one score or its problem. Raises Unreadable if no model is named."""
        if not isinstance(entry, dict):
            self.problem("object_expected", place, entry)
            return
        score, benchmark, model = plain(entry.get("score")), text(first(entry, BENCHMARK)), self.model(entry)
        if score is None:
            self.problem("no_number", f"{place}.score", entry.get("score"))
        elif benchmark is None:
            self.problem("no_benchmark_named", f"{place}.{BENCHMARK[0]}", None)
        elif model is None:
            raise self.content.unreadable("no_model_named")
        else:
            self.rows.append(self.row(entry, place, score) | {"benchmark": benchmark, "model": model})

    def row(self, entry: dict[str, Any], place: str, score: str) -> dict[str, Any]:
        """One row of the numbers frame, without benchmark and model; LLM Stats states scores as fractions."""
        stated = {name: text(entry.get(name)) for name in REMARKS}
        remark = understood(*stated.values())
        for name, said in stated.items():
            if said in remark.rest:
                self.pile.add(f"{place}.{name}", said, "remark")
        self.leave(entry)
        return {
            "place": f"{place}.score",
            "metric": remark.metric,
            "score_text": score,
            "scale": "fraction" if abs(Decimal(score)) <= 1 else None,
            "mode": remark.mode,
            "effort": remark.effort,
            "conditions": reading.conditions(remark.conditions),
            "reporter": self.reporter(entry),
            "measured_on": day(first(entry, MEASURED)),
        }

    def leave(self, entry: dict[str, Any]) -> None:
        """Add values without a column of their own to the pile."""
        if text(entry.get("normalized_score")) != text(entry.get("score")):
            self.pile.add("normalized_score", entry.get("normalized_score"), "other_metric")
        for name in LINK:
            self.pile.add(name, entry.get(name), "source_link")
        for name, value in entry.items():
            if name not in TAKEN and value is not False:
                self.pile.add(name, value, "bookkeeping")

    def model(self, entry: dict[str, Any]) -> str | None:
        """The model of a score: from model.json if the id matches, otherwise from the folder, otherwise the id."""
        key = text(entry.get("model_id"))
        if self.described and key in (None, text(self.described.get("model_id"))):
            return text(self.described.get("name")) or key
        if self.described:
            return key
        return model_folder(PurePosixPath(self.content.folder)) or key

    def reporter(self, entry: dict[str, Any]) -> str | None:
        """The model's maker if the score is self-reported; otherwise None."""
        if text(entry.get("is_self_reported")) != "true":
            return None
        folders = PurePosixPath(self.content.path).parts
        above = dict(pairwise(folders))
        return text(first(self.described, ORGANISATION)) or above.get("organizations")

    def problem(self, rule: str, place: str, value: Any) -> None:
        """Add a problem at a place in the file."""
        self.problems.append(Problem(self.content.path, rule, None, place, shown(value)))
