"""Run records written by EuroEval (formerly ScandEval): JSON Lines, one line per model and data set.

Since EuroEval 17 a line is an Every Eval Ever aggregate whose evaluations are named after metrics. Metrics are
multiplied by 100; <metric>_se is half the width of a 95 % interval; num_samples counts bootstrap rounds, not items
(EuroEval, src/euroeval/eee_utils.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.formats.runs.euroeval_names import Identity, identity, standard_error
from dokja.ingest.formats.runs.run_file import (
    condition_text,
    loaded,
    mapping,
    named,
    no_number,
    number,
    on_day,
    part,
)
from dokja.ingest.reading import Reading
from dokja.ingest.values.pile import Pile
from dokja.ingest.values.scalars import billions, shown, whole
from dokja.records.problems import Problem

OWN = re.compile(rb'"total"\s*:\s*\{\s*"(test_|num_failed)')
AGGREGATE = re.compile(rb'"eval_library"\s*:\s*\{\s*"name"\s*:\s*"(euroeval|scandeval)"')
FIRST = 64 * 2**10
PREFIX = "test_"
HALF_WIDTH = "_se"
FAILED = "num_failed_instances"
YES = "true"


@dataclass(frozen=True)
class Result:
    """One metric of a record: name, place in the file, value, and half the width of its interval."""

    metric: str
    place: str
    score: Any
    half_width: str | None


@dataclass(frozen=True)
class Record:
    """One line in either layout: data set and model as written, results, facts about model and run, and the day."""

    data_set: str | None
    model: str | None
    results: list[Result]
    about: Mapping[str, Any]
    harness: str
    day: str | None


def recognises(content: Content) -> bool:
    """Whether the first non-blank line is a EuroEval record."""
    if not content.looks_like_json:
        return False
    first = content.data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    return bool(OWN.search(first) or AGGREGATE.search(first[:FIRST]))


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """All metrics of all lines; a broken line becomes a problem and the others are kept."""
    book = Book(content)
    for row, line in enumerate(content.text.split("\n"), start=1):
        if line.strip():
            book.take(row, line)
    models = reading.models(list(book.models.values()))
    return Reading(reading.numbers(book.numbers), models, book.pile.left_out(), book.problems)


class Book:
    """Collects the metrics, models and problems of one file."""

    def __init__(self, content: Content):
        self.content = content
        self.numbers: list[dict[str, Any]] = []
        self.models: dict[str, dict[str, Any]] = {}
        self.problems: list[Problem] = []
        self.pile = Pile()

    def take(self, row: int, line: str) -> None:
        """Add all metrics of one line."""
        try:
            found = loaded(Content(self.content.path, line.encode()))
        except Unreadable as error:
            self.problems.append(replace(error.problem, row=row))
            return
        record = aggregate(found) if part(found, "evaluation_results") is not None else own(found)
        model = identity(record.model or "")
        wrong = obstacle(record, model)
        if wrong:
            self.problems.append(Problem(self.content.path, wrong, row))
            return
        for mark in model.remarks:
            self.pile.add("model", mark, "remark")
        shared = {
            "row": row,
            "model": model.name,
            "benchmark": record.data_set,
            "scale": "percent",
            "mode": model.mode or ("reasoning" if named(record.about["kind"]) == "reasoning" else None),
            "effort": model.effort,
            "conditions": reading.conditions(conditions(record, model)),
            "measured_on": record.day,
        }
        for result in record.results:
            self.result(result, shared)
        self.models.setdefault(str(model.name), facts(record, str(model.name)))

    def result(self, result: Result, shared: Mapping[str, Any]) -> None:
        """Add one metric as a score, to the pile or as a problem."""
        score = number(result.score)
        if "speed" in result.metric:
            self.pile.add(result.metric, result.score, "speed")
        elif result.metric == FAILED:
            self.pile.add(result.metric, result.score, "further_figures")
        elif score is None:
            problem = no_number(self.content, shown(result.place), result.score)
            self.problems.append(replace(problem, row=shared["row"]))
        else:
            self.numbers.append(
                {
                    **shared,
                    "place": shown(result.place),
                    "metric": shown(result.metric),
                    "score_text": score,
                    "stderr_text": standard_error(result.half_width) if result.half_width else None,
                    "higher_is_better": True,
                }
            )


def own(found: Any) -> Record:
    """Parse a line in EuroEval's own layout."""
    total = mapping(found, "results", "total")
    results = [
        Result(bare(name), f"results.total.{name}", score, width(total.get(f"{name}{HALF_WIDTH}")))
        for name, score in total.items()
        if not name.endswith(HALF_WIDTH)
    ]
    tools = {"EuroEval": "euroeval_version", "ScandEval": "scandeval_version"}
    tool = next((name for name, key in tools.items() if condition_text(part(found, key))), "EuroEval")
    version = condition_text(part(found, tools[tool]))
    about = {
        "kind": part(found, "generative_type"),
        "generative": part(found, "generative"),
        "few_shot": part(found, "few_shot"),
        "validation": part(found, "validation_split"),
        "params": part(found, "num_model_parameters"),
        "context": part(found, "max_sequence_length"),
    }
    data_set, model = named(part(found, "dataset")), named(part(found, "model"))
    return Record(data_set, model, results, about, f"{tool} {version}" if version else tool, None)


def aggregate(found: Any) -> Record:
    """Parse a line in the Every Eval Ever layout."""
    run, model = (
        mapping(found, *path, "additional_details") for path in (("eval_library",), ("model_info",))
    )
    version = condition_text(part(found, "eval_library", "version"))
    about = {
        "kind": model.get("generative_type"),
        "generative": model.get("generative"),
        "few_shot": run.get("few_shot"),
        "validation": run.get("validation_split"),
        "params": model.get("num_model_parameters"),
        "context": model.get("max_sequence_length"),
    }
    results = list(evaluations(part(found, "evaluation_results")))
    data_set = named(run.get("dataset")) or next(
        (name for one in listed(found) if (name := named(part(one, "source_data", "dataset_name")))), None
    )
    name = named(part(found, "model_info", "id")) or named(part(found, "model_info", "name"))
    harness = f"EuroEval {version}" if version else "EuroEval"
    return Record(data_set, name, results, about, harness, on_day(part(found, "evaluation_timestamp")))


def listed(found: Any) -> list[Any]:
    """The evaluations of an aggregate; empty if there is no list of them."""
    results = part(found, "evaluation_results")
    return results if isinstance(results, list) else []


def evaluations(results: Any) -> Iterator[Result]:
    """The metrics of an aggregate, each with half the width of its 95 % interval."""
    for place, one in enumerate(results if isinstance(results, list) else []):
        interval = mapping(one, "score_details", "uncertainty", "confidence_interval")
        low, high = (number(interval.get(end)) for end in ("lower", "upper"))
        level = number(interval.get("confidence_level"))
        known = (
            low is not None and high is not None and level is not None and Decimal(level) == Decimal("0.95")
        )
        half = width(f"{(Decimal(str(high)) - Decimal(str(low))) / 2:f}") if known else None
        where = f"evaluation_results[{place}].score_details.score"
        yield Result(
            bare(named(part(one, "evaluation_name")) or ""), where, part(one, "score_details", "score"), half
        )


def bare(name: str) -> str:
    """A metric's name without the prefix common to all of them."""
    return name.removeprefix(PREFIX)


def width(value: Any) -> str | None:
    """A non-negative width; None if there is none, as for a single round (NaN)."""
    found = number(value)
    return found if found is not None and Decimal(found) >= 0 else None


def obstacle(record: Record, model: Identity) -> str | None:
    """The rule that prevents importing a whole record; None if it can be imported."""
    if record.data_set is None:
        return "no_benchmark_named"
    if model.name is None:
        return "no_model_in_row"
    return None if record.results else "no_results"


def conditions(record: Record, model: Identity) -> dict[str, str | None]:
    """The conditions of a measurement."""
    said_of = {name: condition_text(value) for name, value in record.about.items()}
    shots = {YES: "few", "false": "0"}.get(said_of["few_shot"] or "")
    return {
        "shots": shots if said_of["generative"] == YES else None,
        "split": "val" if said_of["validation"] == YES else None,
        **model.conditions,
        "harness": record.harness,
    }


def facts(record: Record, model: str) -> dict[str, Any]:
    """Facts about the model; a value of -1 means unknown."""
    context = whole(record.about["context"])
    return {
        "model": model,
        "total_params_b": billions(record.about["params"]),
        "context_tokens": None if context == "0" else context,
    }
