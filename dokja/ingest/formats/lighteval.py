"""Results of lighteval and the first Open LLM Leaderboards, which share its results.'<suite>|<task>|<shots>' layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
    named,
    needed,
    part,
    recognised,
)
from dokja.ingest.reading import LeftOut, Reading
from dokja.ingest.values.scalars import day, shown

MARKS = (b'"results"', b'"model_name"')
BROKEN = re.compile(rb'"(config_general|lighteval_sha)"\s*:')
GENERAL = ("config_general", "config")
TASK = re.compile(r"(?:(?P<suite>[^|]+)\|)?(?P<task>[^|]+)\|(?P<shots>\d+)(?:\|\d+)?")
OF_THE_HARNESS = "harness"
MEAN = "all"
WRITTEN_ON = re.compile(r"results_(\d{4}-\d{2}-\d{2})T")


def recognises(content: Content) -> bool:
    """Whether a file names a model and has results by task, with the number of examples in the task's name."""
    found = recognised(content, MARKS, BROKEN)
    if found is True:
        return True
    tasks = mapping(found, "results").keys() - {MEAN}
    return model_of(found) is not None and bool(tasks) and all(TASK.fullmatch(task) for task in tasks)


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """Every metric of every task. Raises Unreadable if results or model are missing."""
    found = loaded(content)
    results = dict(needed(content, found, "results", dict))
    mean = results.pop(MEAN, None)
    model = model_of(found)
    if model is None:
        raise content.unreadable("run_without_model", column="config_general.model_name")
    written = WRITTEN_ON.match(content.name)
    run = {"model": model, "measured_on": day(written[1]) if written else None}
    return harness.gathered(
        content,
        list(harness.entries(results, "results", harness.without_filter)),
        lambda entry: run | about(found, entry),
        [*harness.left_out(results, "results", harness.without_filter), *of_the_mean(mean)],
        harness.broken_tasks(content, results, "results"),
    )


def general(found: Any) -> dict[str, Any]:
    """The settings of the whole run; empty if there are none."""
    return next((mapping(found, name) for name in GENERAL if mapping(found, name)), {})


def model_of(found: Any) -> str | None:
    """The evaluated model; None if the file does not name it."""
    stated = general(found)
    return named(stated.get("model_name")) or named(part(stated, "model_config", "model_name"))


def of_the_mean(mean: Any) -> Iterator[LeftOut]:
    """Left-out entries for the mean over all tasks."""
    for metric, value in mean.items() if isinstance(mean, dict) else ():
        yield LeftOut(None, shown(f"results.{MEAN}.{metric}"), shown(value), "mean_of_tasks")


def about(found: Any, entry: Entry) -> dict[str, Any]:
    """Columns of an entry that the file states outside of its metrics."""
    task, settings = TASK.fullmatch(entry.task), described(found, entry)
    asked, all_of_them = (count(settings.get(f"{name}_num_docs")) for name in ("effective", "original"))
    few = str(asked) if asked and all_of_them and asked < all_of_them else None
    conditions = {
        "harness": tool(found, task["suite"] if task else None),
        "limit": few if asked else condition_text(general(found).get("max_samples")),
        "revision": revision(found),
        "shots": task["shots"] if task else None,
        "split": only(settings.get("evaluation_splits")),
        "version": condition_text(part(found, "versions", entry.task))
        or condition_text(settings.get("version")),
    }
    stated: dict[str, Any] = {
        "benchmark": shown(task["task"] if task else entry.task),
        "conditions": reading.conditions(conditions),
        "n_items": asked or None,
    }
    better = direction(settings, entry.metric)
    return stated | ({} if better is None else {"higher_is_better": better})


def only(listed: Any) -> str | None:
    """The only value of a list; None if there are several."""
    return condition_text(listed[0]) if isinstance(listed, list) and len(listed) == 1 else None


def direction(settings: Mapping[str, Any], metric: str) -> bool | None:
    """Whether higher is better according to the task's settings; None if they do not say."""
    metrics = settings.get("metrics")
    for one in metrics if isinstance(metrics, list) else ():
        better = part(one, "higher_is_better")
        if part(one, "metric_name") == metric and isinstance(better, bool):
            return better
    return None


def described(found: Any, entry: Entry) -> dict[str, Any]:
    """The settings of a task; some files name it without the number of examples."""
    return mapping(found, "config_tasks", entry.task) or mapping(
        found, "config_tasks", re.sub(r"(\|\d+)+$", "", entry.task)
    )


def tool(found: Any, suite: str | None) -> str:
    """lighteval with its commit, or lm-evaluation-harness, which ran the leaderboards' first suite."""
    if suite == OF_THE_HARNESS:
        return harness.NAME
    commit = condition_text(general(found).get("lighteval_sha"))
    return f"lighteval ({commit})" if commit and commit != "?" else "lighteval"


def revision(found: Any) -> str | None:
    """The revision of the model's weights; None if unknown or main."""
    stated = general(found)
    name = condition_text(stated.get("model_sha")) or condition_text(part(stated, "model_config", "revision"))
    return None if name == "main" else name
