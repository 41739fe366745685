"""Inspect AI logs: a single JSON file, or .eval, a zip archive of JSON files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.files import archive, zstandard_member
from dokja.ingest.formats.runs.inspect_run import Score, conditions, items, thinking
from dokja.ingest.formats.runs.run_file import (
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

HEADER = "header.json"
NO_MODEL = "none/none"
START = "_journal/start.json"
MARKS = (b'"eval"', b'"task"', b'"model"')
BROKEN = re.compile(rb'^\s*\{\s*("version"\s*:\s*\d+\s*,\s*)?"status"\s*:\s*"\w+"\s*,\s*"eval"\s*:')
STDERR = ("stderr", "bootstrap_stderr", "bootstrap_std")
SPREAD = re.compile(
    r"(?:(?P<of>(?!bootstrap_).+?)_)?(?P<kind>stderr|bootstrap_stderr|bootstrap_std|std|var)\d*"
)
"""Spread metrics: of everything a scorer measures (stderr), or of one metric (final_stderr beside final_acc)."""
OF_THE_MEAN = {"accuracy", "mean"}
ACCURACY = re.compile(r"(?:\w+_)?acc(?:uracy)?")


def recognises(content: Content) -> bool:
    """Whether a file is an Inspect log."""
    if content.is_archive:
        try:
            return not {HEADER, START}.isdisjoint(archive.names(content))
        except Unreadable:
            return False
    found = recognised(content, MARKS, BROKEN)
    return found is True or {"task", "model"} <= mapping(found, "eval").keys()


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """All metrics of all scorers of a successful run. Raises Unreadable if the log is broken."""
    found = log(content)
    spec = needed(content, found, "eval", dict)
    stated = spec.get("model")
    model = needed_name(content, "run_without_model", "eval.model", None if stated == NO_MODEL else stated)
    task = needed_name(content, "run_without_task", "eval.task", spec.get("task"))
    scores, problems = scorers(content, found)
    unfinished = obstacle(content, found)
    if unfinished:
        return Reading(reading.numbers([]), left_out=withheld(scores), problems=[unfinished, *problems])
    result = taken(content, found, scores, {"model": model, "benchmark": task})
    if result.numbers.is_empty() and not result.problems and not problems:
        raise content.unreadable("run_without_scores", column="results.scores")
    return replace(result, problems=[*problems, *result.problems])


def taken(content: Content, found: Any, scores: list[Score], names: Mapping[str, Any]) -> Reading:
    """Every metric of every scorer; spread metrics that are not standard errors are left out."""
    thought = thinking(found)
    common = {
        **names,
        "mode": thought.mode,
        "effort": thought.effort,
        "measured_on": on_day(part(found, "eval", "created")),
    }
    rows, left_out, problems = [], [], []
    for score in scores:
        for metric, value in values(score).items():
            place = shown(f"{score.place}.metrics.{metric}.value")
            if SPREAD.fullmatch(metric):
                left_out += beside_the_scores(score, metric, value, place)
            elif number(value) is None:
                problems.append(no_number(content, place, value))
            else:
                rows.append(common | row(found, score, metric, place, str(number(value))))
    return Reading(reading.numbers(rows), left_out=left_out, problems=problems)


def beside_the_scores(score: Score, metric: str, value: Any, place: str) -> list[LeftOut]:
    """Left-out entries for a spread metric; none for a numeric standard error whose score exists."""
    spread = SPREAD.fullmatch(metric)
    if spread is None or spread["kind"] not in STDERR:
        return [LeftOut(None, place, shown(value), "spread_of_scores")]
    if not owners(score, spread["of"]):
        return [LeftOut(None, place, shown(value), "stderr_without_score")]
    return [] if number(value) else [LeftOut(None, place, shown(value), "stderr_not_number")]


def log(content: Content) -> Any:
    """The log without individual answers. Raises Unreadable if it is broken."""
    if not content.is_archive:
        return loaded(content)
    name = HEADER if HEADER in archive.names(content) else START
    return loaded(Content(f"{content.path}/{name}", zstandard_member.member(content, name)))


def obstacle(content: Content, found: Any) -> Problem | None:
    """The problem that rules out the whole log: the run did not finish or was invalidated. None if usable."""
    status = named(part(found, "status")) or "started"
    if status != "success":
        return Problem(content.path, "unfinished_run", column="status", value=status)
    if part(found, "invalidated") is True:
        return Problem(content.path, "invalidated_run", column="invalidated", value="true")
    return None


def scorers(content: Content, found: Any) -> tuple[list[Score], list[Problem]]:
    """Results by scorer, and problems for unreadable ones; logs of 2024 have a single scorer instead of a list."""
    results = mapping(found, "results")
    stated = results.get("scores")
    if isinstance(results.get("scorer"), dict):
        old = results["scorer"]
        name = named(old.get("name")) or ""
        return [Score("results", name, old, mapping(results, "metrics"))], []
    scores, problems = [], []
    for place, one in enumerate(stated if isinstance(stated, list) else []):
        if isinstance(part(one, "metrics"), dict):
            scores.append(Score(f"results.scores[{place}]", label(one), one, one["metrics"]))
        else:
            where = f"results.scores[{place}].metrics"
            problems.append(Problem(content.path, "metrics_not_object", column=where, value=shown(one)))
    return scores, problems


def label(one: Mapping[str, Any]) -> str:
    """Name of a scorer, followed by the name of the part that it scores if that differs."""
    name, scorer = named(one.get("name")) or "", named(one.get("scorer")) or ""
    return "/".join(dict.fromkeys(part for part in (scorer, name) if part))


def values(score: Score) -> dict[str, Any]:
    """The value of each metric, by name."""
    return {metric: part(stated, "value") for metric, stated in score.metrics.items()}


def withheld(scores: list[Score]) -> list[LeftOut]:
    """Left-out entries for all values of a run that may not be imported."""
    return [
        LeftOut(None, shown(f"{score.place}.metrics.{metric}.value"), shown(value), "of_unfinished_run")
        for score in scores
        for metric, value in values(score).items()
    ]


def row(found: Any, score: Score, metric: str, place: str, value: str) -> dict[str, Any]:
    """One row of the numbers frame, without the columns shared by the whole log."""
    return {
        "place": place,
        "metric": shown(metric),
        "score_text": value,
        "scale": "fraction" if ACCURACY.fullmatch(metric) and 0 <= Decimal(value) <= 1 else None,
        "conditions": reading.conditions(conditions(found, score)),
        "stderr_text": stderr(score, metric),
        "n_items": items(found, score),
        "higher_is_better": True if ACCURACY.fullmatch(metric) else None,
    }


def owners(score: Score, of: str | None) -> list[str]:
    """The metrics that a standard error belongs to: the named one; without a name the mean, or the only metric."""
    scored = [metric for metric in score.metrics if not SPREAD.fullmatch(metric)]
    if of is None:
        found = [metric for metric in scored if metric in OF_THE_MEAN]
        return found or (scored if len(scored) == 1 else [])
    found = [of] if of in scored else [metric for metric in scored if metric.startswith(f"{of}_")]
    return found if len(found) == 1 else []


def stderr(score: Score, metric: str) -> str | None:
    """The standard error that a scorer states for a metric; None if there is none."""
    for name, value in values(score).items():
        spread = SPREAD.fullmatch(name)
        if spread and spread["kind"] in STDERR and metric in owners(score, spread["of"]) and number(value):
            return number(value)
    return None
