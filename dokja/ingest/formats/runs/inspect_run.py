"""Settings of an Inspect run as its log states them: conditions, number of items and thinking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dokja.ingest.formats.runs.run_file import condition_text, count, mapping, named, part
from dokja.ingest.formats.runs.thinking import Thinking, of_level, of_switch
from dokja.ingest.values.scalars import shown, text

GRADER = "grader"
GRADES = re.compile(r"(?:.*/)?model_graded_\w+")
"""Scorers that use the grader role's model unless configured otherwise."""
SUBSET = re.compile(r"(?:subset|subject|category|categories|language|lang|level|domain)(?:s|_names?)?")


@dataclass(frozen=True)
class Score:
    """One scorer's results: place in the file, name, details and metrics."""

    place: str
    name: str
    about: Mapping[str, Any]
    metrics: Mapping[str, Any]


def conditions(found: Any, score: Score) -> dict[str, str | None]:
    """The conditions of a measurement that the log states."""
    version = condition_text(part(found, "eval", "packages", "inspect_ai"))
    task_version = condition_text(part(found, "eval", "task_version"))
    reducer = condition_text(score.about.get("reducer"))
    return {
        "completed": completed(found),
        "effort": thinking(found).level,
        "epochs": None if epochs(found) == 1 else str(epochs(found)),
        "harness": " ".join(["inspect_ai", *([version] if version else [])]),
        "judge": judge(found, score),
        "limit": limit(found),
        "reasoning-tokens": reasoning_tokens(found),
        "reducer": None if reducer == "mean" else reducer,
        "scorer": condition_text(score.name),
        "shots": condition_text(part(found, "eval", "task_args", "fewshot")),
        "solver": condition_text(part(found, "eval", "solver")),
        "subset": subset(found),
        "version": None if task_version == "0" else task_version,
    }


def epochs(found: Any) -> int:
    """How often each item was asked; 1 if not stated."""
    return count(part(found, "eval", "config", "epochs")) or 1


def items(found: Any, score: Score) -> int | None:
    """Number of items; None if unclear. The log counts each item once per epoch, except in a scorer's own count."""
    total = count(part(found, "results", "total_samples"))
    scored = count(score.about.get("scored_samples"))
    if scored and total and scored * epochs(found) <= total:
        return scored
    asked = scored or count(part(found, "results", "completed_samples")) or total
    return asked // epochs(found) if asked and asked % epochs(found) == 0 else None


def completed(found: Any) -> str | None:
    """Number of answers without errors, e.g. "90 of 100"; None if there were no errors."""
    done, total = (count(part(found, "results", name)) for name in ("completed_samples", "total_samples"))
    return f"{done} of {total}" if done is not None and total is not None and done < total else None


def limit(found: Any) -> str | None:
    """The limit on items, if the run reached it or the number of items is unknown; otherwise None."""
    stated = part(found, "eval", "config", "limit")
    if isinstance(stated, list) and len(stated) == 2:
        return condition_text(f"{shown(stated[0])}-{shown(stated[1])}")
    most, total = count(stated), count(part(found, "results", "total_samples"))
    within = total is not None and most is not None and total // epochs(found) < most
    return None if within else condition_text(stated)


def judge(found: Any, score: Score) -> str | None:
    """The models that graded the answers, separated by commas; None if none is stated."""
    params = mapping(score.about, "params")
    grader = params.get("grader_model") or params.get("model")
    if not grader:
        role = named(params.get("model_role")) or (GRADER if GRADES.fullmatch(scorer(score)) else None)
        grader = mapping(found, "eval", "model_roles").get(role or "")
    stated = grader if isinstance(grader, list) else [grader]
    names = [condition_text(part(one, "model") if isinstance(one, dict) else one) for one in stated]
    return ", ".join(name for name in names if name) or None


def scorer(score: Score) -> str:
    """The scoring function; files of 2024 state only its name."""
    return named(score.about.get("scorer")) or named(score.about.get("name")) or ""


def subset(found: Any) -> str | None:
    """The parts of a benchmark that the task's arguments restrict the run to; None if there are none."""
    arguments = mapping(found, "eval", "task_args")
    return (
        " / ".join(part for name in arguments if SUBSET.fullmatch(name) for part in listed(arguments[name]))
        or None
    )


def listed(value: Any) -> Iterator[str]:
    """A single value, or the values of a list, as condition text."""
    for one in value if isinstance(value, list) else [value]:
        if condition_text(one):
            yield str(condition_text(one))


def generation(found: Any) -> list[Mapping[str, Any]]:
    """Generation settings: the plan's first, then the model's."""
    return [mapping(found, "plan", "config"), mapping(found, "eval", "model_generate_config")]


def thinking(found: Any) -> Thinking:
    """The thinking settings of the run."""
    for stated in generation(found):
        switch = part(stated, "extra_body", "chat_template_kwargs", "enable_thinking")
        mode = of_switch(text(switch))
        asked = Thinking(mode=mode) if mode else of_level(text(stated.get("reasoning_effort")))
        if asked:
            return asked
    return Thinking()


def reasoning_tokens(found: Any) -> str | None:
    """The limit on reasoning tokens; None if there is none."""
    return next(
        (
            condition_text(one["reasoning_tokens"])
            for one in generation(found)
            if count(one.get("reasoning_tokens"))
        ),
        None,
    )
