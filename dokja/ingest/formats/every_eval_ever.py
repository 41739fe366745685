"""Every Eval Ever: one JSON file per model with results of any origin, schema versions 0.0.1 to 0.2.2."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content
from dokja.ingest.formats.runs import every_eval_ever_setting as setting
from dokja.ingest.formats.runs.every_eval_ever_reporter import not_the_reporter, reporter
from dokja.ingest.formats.runs.run_file import (
    condition_text,
    count,
    loaded,
    mapping,
    named,
    needed,
    needed_name,
    no_number,
    number,
    on_day,
    part,
    recognised,
)
from dokja.ingest.reading import LeftOut, Reading
from dokja.ingest.values.scalars import shown
from dokja.records.problems import Problem

MARKS = (b'"evaluation_results"', b'"model_info"')
BROKEN = re.compile(rb'"(metric_config|evaluation_name|score_details)"\s*:')
UNITS = {
    "proportion": "fraction",
    "fraction": "fraction",
    "ratio": "fraction",
    "percent": "percent",
    "percentage": "percent",
    "%": "percent",
}
RANGES = {("0", "1"): "fraction", ("0", "100"): "percent"}
UNKNOWN_LEVEL = Decimal(-1)
LONGEST_METRIC = 40


def recognises(content: Content) -> bool:
    """Whether a file is an Every Eval Ever aggregate."""
    found = recognised(content, MARKS, BROKEN)
    return found is True or (
        isinstance(part(found, "evaluation_results"), list) and isinstance(part(found, "model_info"), dict)
    )


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """Every result. Raises Unreadable if the model or the results are missing."""
    found = loaded(content)
    info = needed(content, found, "model_info", dict)
    model = needed_name(content, "run_without_model", "model_info.id", info.get("id"), info.get("name"))
    results = needed(content, found, "evaluation_results", list)
    rows, left_out, problems = [], [*retrieval(found), *not_the_reporter(found, results)], []
    for place, result in enumerate(results):
        at = f"evaluation_results[{place}]"
        problem = obstacle(content, at, result)
        if problem:
            problems.append(problem)
        elif has_no_known_level(result):
            left_out.append(LeftOut(None, f"{at}.score_details.score", "-1", "level_not_known"))
        else:
            rows.append(row(found, result, at) | {"model": model})
            left_out += remarks(result, at)
    return Reading(reading.numbers(rows), reading.models([facts(info, model)]), left_out, problems)


def obstacle(content: Content, at: str, result: Any) -> Problem | None:
    """The problem that prevents importing a result; None if it can be imported."""
    score = part(result, "score_details", "score")
    if number(score) is None:
        return no_number(content, f"{at}.score_details.score", score)
    if named(part(result, "evaluation_name")) is None:
        stated = shown(part(result, "evaluation_name"))
        return Problem(content.path, "result_without_name", column=f"{at}.evaluation_name", value=stated)
    low, high = limits(result)
    value = Decimal(str(number(score)))
    too_low, too_high = low is not None and value < low, high is not None and value > high
    if (too_low or too_high) and not has_no_known_level(result):
        bounds = {"low": plain_limit(low), "high": plain_limit(high)}
        where = f"{at}.score_details.score"
        return Problem(content.path, "score_out_of_range", column=where, value=shown(score), details=bounds)
    return None


def limits(result: Any) -> tuple[Decimal | None, Decimal | None]:
    """Minimum and maximum possible score of a metric as the file states them; None where it does not."""
    stated = (number(part(result, "metric_config", name)) for name in ("min_score", "max_score"))
    low, high = (None if one is None else Decimal(one) for one in stated)
    return low, high


def plain_limit(limit: Decimal | None) -> str:
    """A limit without trailing zeros (1.0 becomes 1); a dash for None."""
    if limit is None:
        return "—"
    return f"{limit.to_integral_value() if limit == limit.to_integral_value() else limit.normalize():f}"


def has_no_known_level(result: Any) -> bool:
    """Whether the score is -1 and the file declares this to mean an unknown level."""
    score = number(part(result, "score_details", "score"))
    unknown = part(result, "metric_config", "has_unknown_level") is True
    return unknown and score is not None and Decimal(score) == UNKNOWN_LEVEL


def row(found: Any, result: Any, at: str) -> dict[str, Any]:
    """One row of the numbers frame, without the model."""
    lower = part(result, "metric_config", "lower_is_better")
    when = on_day(part(result, "evaluation_timestamp")) or on_day(part(found, "evaluation_timestamp"))
    return {
        "place": f"{at}.score_details.score",
        "benchmark": named(part(result, "evaluation_name")),
        "metric": metric(result),
        "score_text": number(part(result, "score_details", "score")),
        "scale": scale(result),
        **setting.mode_and_effort(result),
        "conditions": setting.conditions(result) or reading.conditions(conditions(found, result)),
        "stderr_text": stderr(result),
        "n_items": items(found, result),
        "reporter": reporter(found, result),
        "measured_on": when,
        "higher_is_better": not lower if isinstance(lower, bool) else None,
    }


def metric(result: Any) -> str | None:
    """The metric's name; files before 0.2.2 only have a description such as 'Pass@1 on Hard Problems'."""
    config = mapping(result, "metric_config")
    for name in ("metric_name", "metric_kind", "metric_id"):
        if named(config.get(name)):
            return named(config[name])
    described = named(config.get("evaluation_description")) or ""
    ending = f" on {named(part(result, 'evaluation_name'))}"
    if described.endswith(ending):
        return described.removesuffix(ending)[:LONGEST_METRIC] or None
    return described if re.fullmatch(r"[\w@-]{1,40}", described) else None


def scale(result: Any) -> str | None:
    """The stated unit, otherwise fraction for a range of 0 to 1 and percent for 0 to 100; None if unknown."""
    unit = named(part(result, "metric_config", "metric_unit"))
    if unit:
        return UNITS.get(unit.lower(), unit)
    low, high = limits(result)
    return RANGES.get((plain_limit(low), plain_limit(high)))


def data(found: Any, result: Any) -> dict[str, Any]:
    """The data set's details: per result, or in 0.1.0 once for all results."""
    return mapping(result, "source_data") or mapping(found, "source_data")


def conditions(found: Any, result: Any) -> dict[str, str | None]:
    """The conditions of a measurement that the file states."""
    stated = data(found, result)
    dataset = condition_text(stated.get("dataset_name")) or source_name(found)
    tools = part(result, "generation_config", "generation_args", "agentic_eval_config", "available_tools")
    library = [condition_text(part(found, "eval_library", name)) for name in ("name", "version")]
    return {
        "dataset": None if dataset == condition_text(part(result, "evaluation_name")) else dataset,
        "harness": " ".join(name for name in library if name) if library[0] else None,
        "judge": judges(result),
        "limit": limit(found, result),
        "split": condition_text(stated.get("hf_split")),
        "subset": condition_text(stated.get("hf_config")),
        "tools": "yes" if tools else None,
    }


def source_name(found: Any) -> str | None:
    """Name of the results' source; files of 0.0.1 state it in a separate object."""
    return condition_text(part(found, "source_metadata", "source_name")) or condition_text(
        part(found, "evaluation_source", "evaluation_source_name")
    )


def judges(result: Any) -> str | None:
    """The models that graded the answers, separated by commas; None if none is stated."""
    stated = part(result, "metric_config", "llm_scoring", "judges")
    names = (
        [condition_text(part(one, "model_info", "id")) for one in stated] if isinstance(stated, list) else []
    )
    return ", ".join(name for name in names if name) or None


def sampled(found: Any, result: Any) -> int | None:
    """Number of items sampled from the data set; None if the file does not list them."""
    listed = data(found, result).get("sample_ids")
    return len(listed) if isinstance(listed, list) and listed else None


def items(found: Any, result: Any) -> int | None:
    """Number of items behind a score; None if not stated."""
    stated = count(part(result, "score_details", "uncertainty", "num_samples"))
    return stated or sampled(found, result) or count(data(found, result).get("samples_number"))


def limit(found: Any, result: Any) -> str | None:
    """Number of items evaluated, if fewer than the whole data set; otherwise None."""
    asked, all_of_them = items(found, result), count(data(found, result).get("samples_number"))
    return str(asked) if asked and all_of_them and asked < all_of_them else None


def stderr(result: Any) -> str | None:
    """The standard error: an object with a value, or in the first files of 0.2.0 the number itself."""
    stated = part(result, "score_details", "uncertainty", "standard_error")
    return number(part(stated, "value") if isinstance(stated, dict) else stated)


def facts(info: Mapping[str, Any], model: str) -> dict[str, Any]:
    """Facts about the model."""
    billions = number(part(info, "additional_details", "params_billions"))
    positive = billions is not None and Decimal(billions) > 0
    return {
        "model": model,
        "maker": named(info.get("developer")),
        "total_params_b": billions if positive else None,
    }


def retrieval(found: Any) -> list[LeftOut]:
    """The day the file was created, left out because it is not the day of the measurement."""
    day = on_day(part(found, "retrieved_timestamp"))
    return [LeftOut(None, "retrieved_timestamp", day, "retrieved_on")] if day else []


def remarks(result: Any, at: str) -> list[LeftOut]:
    """Additional figures beside a score (intervals, spread, details), as left-out entries."""
    details = mapping(result, "score_details")
    known = {"score", "uncertainty"}
    left = {f"score_details.{name}": value for name, value in details.items() if name not in known}
    for name, value in mapping(details, "uncertainty").items():
        if name not in ("standard_error", "num_samples"):
            left[f"score_details.uncertainty.{name}"] = value
    if stderr(result) is None:
        left["score_details.uncertainty.standard_error"] = part(details, "uncertainty", "standard_error")
    return [
        LeftOut(None, shown(f"{at}.{name}"), figures(value), "further_figures")
        for name, value in left.items()
        if value not in (None, "", [], {})
    ]


def figures(value: Any) -> str:
    """Additional figures on one line, as names with values."""
    if isinstance(value, dict):
        return ", ".join(f"{shown(name)} {shown(one)}" for name, one in value.items())
    return shown(value)
