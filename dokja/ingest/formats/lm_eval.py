"""Results of lm-evaluation-harness 0.4 and later, laid out as results.<task>.'<metric>,<filter>'."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content
from dokja.ingest.formats.runs import harness
from dokja.ingest.formats.runs.harness import Entry
from dokja.ingest.formats.runs.run_file import (
    condition_text,
    count,
    loaded,
    mapping,
    needed,
    on_day,
    part,
    recognised,
)
from dokja.ingest.reading import LeftOut, Reading
from dokja.ingest.values.scalars import text
from dokja.records.problems import Problem

MARKS = (b'"results"',)
KEY = re.compile(r"[^,\s]+,[^,\s][^,]*")
BROKEN = re.compile(rb'"results"\s*:\s*\{.*"(acc|acc_norm|exact_match|[\w@]+_stderr),[\w@-]+"\s*:', re.DOTALL)
MOST_GROUPS = 8


def recognises(content: Content) -> bool:
    """Whether a file has results whose keys consist of metric and filter."""
    found = recognised(content, MARKS, BROKEN)
    return found is True or any(
        KEY.fullmatch(key)
        for values in mapping(found, "results").values()
        if isinstance(values, dict)
        for key in values
    )


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """Every metric of every task and group. Raises Unreadable if results or model are missing."""
    found = loaded(content)
    results = needed(content, found, "results", dict)
    groups = {name: of for name, of in mapping(found, "groups").items() if name not in results}
    entries: list[Entry] = []
    left_out: list[LeftOut] = []
    problems: list[Problem] = []
    for at, tasks in (("results", results), ("groups", groups)):
        entries += harness.entries(tasks, at, harness.with_filter)
        left_out += harness.left_out(tasks, at, harness.with_filter)
        problems += harness.broken_tasks(content, tasks, at)
    thinking = harness.thinking(found)
    run = {
        "model": harness.model(content, found),
        "measured_on": on_day(part(found, "date")),
        "mode": thinking.mode,
        "effort": thinking.effort,
    }
    return harness.gathered(content, entries, lambda entry: run | about(found, entry), left_out, problems)


def about(found: Any, entry: Entry) -> dict[str, Any]:
    """Columns of an entry that the file states outside of its results."""
    stated: dict[str, Any] = {
        "conditions": reading.conditions(conditions(found, entry)),
        "n_items": items(found, entry.task, "effective"),
    }
    better = part(found, "higher_is_better", entry.task, entry.metric)
    return stated | ({"higher_is_better": better} if isinstance(better, bool) else {})


def conditions(found: Any, entry: Entry) -> dict[str, str | None]:
    """The conditions of a measurement that the file states."""
    return harness.of_the_model(found) | {
        "chat-template": chat_template(found),
        "effort": harness.thinking(found).level,
        "filter": None if entry.filter == "none" else condition_text(entry.filter),
        "harness": tool(found),
        "limit": limit(found, entry.task),
        "shots": shots(found, entry.task),
        "version": condition_text(part(found, "versions", entry.task)),
    }


def tool(found: Any) -> str:
    """The harness with its version and commit, if stated."""
    version, commit = condition_text(part(found, "lm_eval_version")), condition_text(part(found, "git_hash"))
    return " ".join([harness.NAME, *([version] if version else []), *([f"({commit})"] if commit else [])])


def chat_template(found: Any) -> str | None:
    """Whether a chat template was applied (yes or no); None if not stated, e.g. for a server that applies its own."""
    if found.get("chat_template", "") == "":
        return None
    return "yes" if found["chat_template"] not in (None, False) else "no"


def items(found: Any, task: str, which: str) -> int | None:
    """Number of items of a task, original or effective; earlier 0.4 files give one number or none."""
    stated = part(found, "n-samples", task)
    if stated is None:
        stated = part(found, "results", task, "sample_len")
    return count(stated.get(which) if isinstance(stated, dict) else stated)


def limit(found: Any, task: str) -> str | None:
    """Number of items evaluated, if not all; the limit as given if the numbers are missing."""
    asked, all_of_them = items(found, task, "effective"), items(found, task, "original")
    if asked is not None and isinstance(part(found, "n-samples", task), dict):
        return str(asked) if all_of_them is not None and asked < all_of_them else None
    return condition_text(part(found, "config", "limit"))


def shots(found: Any, task: str, depth: int = 0) -> str | None:
    """Number of examples in the prompt; for a group, only if all its tasks have the same."""
    for stated in (part(found, "n-shot", task), part(found, "configs", task, "num_fewshot")):
        if count(stated) is not None:
            return text(stated)
    below = part(found, "group_subtasks", task)
    if not isinstance(below, list) or depth == MOST_GROUPS:
        return None
    of_tasks = {shots(found, name, depth + 1) for name in below if isinstance(name, str)}
    return of_tasks.pop() if len(of_tasks) == 1 else None
