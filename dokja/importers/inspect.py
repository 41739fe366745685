"""Logs of Inspect AI: one JSON file, or .eval, a zip archive of JSON files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from dokja.importers import archive, reading, zstandard_member
from dokja.importers.content import Content, Unreadable
from dokja.importers.reading import LeftOut, Reading
from dokja.importers.run_file import (
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
    said,
)
from dokja.importers.scalars import shown
from dokja.problems import Problem

HEADER = "header.json"
NO_MODEL = "none/none"
START = "_journal/start.json"
MARKS = (b'"eval"', b'"task"', b'"model"')
BROKEN = re.compile(rb'^\s*\{\s*("version"\s*:\s*\d+\s*,\s*)?"status"\s*:\s*"\w+"\s*,\s*"eval"\s*:')
STDERR = ("stderr", "bootstrap_stderr", "bootstrap_std")
SPREAD = {"std", "var", *STDERR}
EFFORTS = {"low", "medium", "high", "max"}


@dataclass(frozen=True)
class Score:
    """One scorer's results: where they stand, by what name, and its metrics."""

    place: str
    name: str
    about: Mapping[str, Any]
    metrics: Mapping[str, Any]


def recognises(content: Content) -> bool:
    """Whether a file is a log of Inspect."""
    if content.is_archive:
        try:
            return not {HEADER, START}.isdisjoint(archive.names(content))
        except Unreadable:
            return False
    found = recognised(content, MARKS, BROKEN)
    return found is True or {"task", "model"} <= mapping(found, "eval").keys()


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """Every metric of every scorer of a run that ended well. Raises Unreadable where the log is broken."""
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
    """Every metric of every scorer; measures of spread are left out."""
    common = {**names, "effort": effort(found), "measured_on": on_day(part(found, "eval", "created"))}
    rows, left_out, problems = [], [], []
    for score in scores:
        for metric, value in values(score).items():
            place = shown(f"{score.place}.metrics.{metric}.value")
            if metric in SPREAD:
                left_out += beside_the_scores(score, metric, value, place)
            elif number(value) is None:
                problems.append(no_number(content, place, value))
            else:
                rows.append(common | row(found, score, metric, place, str(number(value))))
    return Reading(reading.numbers(rows), left_out=left_out, problems=problems)


def beside_the_scores(score: Score, metric: str, value: Any, place: str) -> list[LeftOut]:
    """What becomes of a measure of spread: a standard error stands with the scores, if it is a number and they exist."""
    if metric not in STDERR:
        return [LeftOut(None, place, shown(value), "spread_of_scores")]
    if score.metrics.keys() <= SPREAD:
        return [LeftOut(None, place, shown(value), "stderr_without_score")]
    return [] if number(value) else [LeftOut(None, place, shown(value), "stderr_not_number")]


def log(content: Content) -> Any:
    """The log without its single answers. Raises Unreadable where it is broken."""
    if not content.is_archive:
        return loaded(content)
    name = HEADER if HEADER in archive.names(content) else START
    return loaded(Content(f"{content.path}/{name}", zstandard_member.member(content, name)))


def obstacle(content: Content, found: Any) -> Problem | None:
    """Why nothing of a log may be taken over: the run was not finished or was declared invalid."""
    status = named(part(found, "status")) or "started"
    if status != "success":
        return Problem(content.path, "unfinished_run", column="status", value=status)
    if part(found, "invalidated") is True:
        return Problem(content.path, "invalidated_run", column="invalidated", value="true")
    return None


def scorers(content: Content, found: Any) -> tuple[list[Score], list[Problem]]:
    """The results by scorer, and those that cannot be read; logs of 2024 have one scorer without a list."""
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
    """Name of a scorer, with that of the part that it scores where it differs."""
    name, scorer = named(one.get("name")) or "", named(one.get("scorer")) or ""
    return "/".join(dict.fromkeys(part for part in (scorer, name) if part))


def values(score: Score) -> dict[str, Any]:
    """The value of each metric."""
    return {metric: part(stated, "value") for metric, stated in score.metrics.items()}


def withheld(scores: list[Score]) -> list[LeftOut]:
    """All values of a run that may not be taken over."""
    return [
        LeftOut(None, shown(f"{score.place}.metrics.{metric}.value"), shown(value), "of_unfinished_run")
        for score in scores
        for metric, value in values(score).items()
    ]


def row(found: Any, score: Score, metric: str, place: str, value: str) -> dict[str, Any]:
    """One number, without what the whole log has in common."""
    return {
        "place": place,
        "metric": shown(metric),
        "score_text": value,
        "scale": "fraction" if metric == "accuracy" and 0 <= Decimal(value) <= 1 else None,
        "conditions": reading.conditions(conditions(found, score)),
        "stderr_text": stderr(score),
        "n_items": items(found, score),
        "higher_is_better": True if metric == "accuracy" else None,
    }


def stderr(score: Score) -> str | None:
    """The standard error that a scorer states beside its metrics."""
    stated = values(score)
    return next((number(stated[name]) for name in STDERR if number(stated.get(name))), None)


def conditions(found: Any, score: Score) -> dict[str, str | None]:
    """How a run was measured, as far as the log says."""
    version = said(part(found, "eval", "packages", "inspect_ai"))
    task_version = said(part(found, "eval", "task_version"))
    reducer = said(score.about.get("reducer"))
    return {
        "completed": completed(found),
        "epochs": None if epochs(found) == 1 else str(epochs(found)),
        "harness": " ".join(["inspect_ai", *([version] if version else [])]),
        "judge": judge(score),
        "limit": limit(found),
        "reducer": None if reducer == "mean" else reducer,
        "scorer": said(score.name),
        "shots": said(part(found, "eval", "task_args", "fewshot")),
        "version": None if task_version == "0" else task_version,
    }


def epochs(found: Any) -> int:
    """How often each item was asked."""
    return count(part(found, "eval", "config", "epochs")) or 1


def items(found: Any, score: Score) -> int | None:
    """Number of items; the log counts each once an epoch, except where it counts what a scorer scored."""
    total = count(part(found, "results", "total_samples"))
    scored = count(score.about.get("scored_samples"))
    if scored and total and scored * epochs(found) <= total:
        return scored
    asked = scored or count(part(found, "results", "completed_samples")) or total
    return asked // epochs(found) if asked and asked % epochs(found) == 0 else None


def completed(found: Any) -> str | None:
    """How many answers came without error, where these are not all."""
    done, total = (count(part(found, "results", name)) for name in ("completed_samples", "total_samples"))
    return f"{done} of {total}" if done is not None and total is not None and done < total else None


def limit(found: Any) -> str | None:
    """The limit on items, where as many were asked as it allows, or where their number is not known."""
    stated = part(found, "eval", "config", "limit")
    if isinstance(stated, list) and len(stated) == 2:
        return said(f"{shown(stated[0])}-{shown(stated[1])}")
    most, total = count(stated), count(part(found, "results", "total_samples"))
    within = total is not None and most is not None and total // epochs(found) < most
    return None if within else said(stated)


def judge(score: Score) -> str | None:
    """The model that graded the answers."""
    params = mapping(score.about, "params")
    grader = params.get("grader_model", params.get("model"))
    return said(part(grader, "model") if isinstance(grader, dict) else grader)


def effort(found: Any) -> str | None:
    """The reasoning effort that was asked for."""
    for stated in (part(found, "plan", "config"), part(found, "eval", "model_generate_config")):
        asked = named(part(stated, "reasoning_effort"))
        if asked in EFFORTS:
            return asked
    return None
