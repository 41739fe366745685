"""Results of lm-evaluation-harness up to 0.3, laid out as results.<task>.<metric>, with settings in config."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content
from dokja.ingest.formats.runs import harness
from dokja.ingest.formats.runs.harness import Entry
from dokja.ingest.formats.runs.run_file import condition_text, loaded, mapping, needed, part, recognised
from dokja.ingest.reading import Reading

MARKS = (b'"results"',)
SETTINGS = {"model_args", "num_fewshot", "bootstrap_iters"}
BROKEN = re.compile(rb'^\s*\{\s*"results"\s*:\s*\{\s*"[^"]+"\s*:\s*\{[^{}]*"\w+_stderr"\s*:')


def recognises(content: Content) -> bool:
    """Whether a file has results by plain metric name, with versions and the harness's settings."""
    found = recognised(content, MARKS, BROKEN)
    if found is True:
        return True
    tasks = [values for values in mapping(found, "results").values() if isinstance(values, dict)]
    return (
        isinstance(part(found, "versions"), dict)
        and not SETTINGS.isdisjoint(mapping(found, "config"))
        and bool(tasks)
        and not any("," in key for values in tasks for key in values)
    )


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """Every metric of every task. Raises Unreadable if results or model are missing."""
    found = loaded(content)
    results = needed(content, found, "results", dict)
    model = harness.model(content, found)
    return harness.gathered(
        content,
        list(harness.entries(results, "results", harness.without_filter)),
        lambda entry: {"model": model, "conditions": reading.conditions(conditions(found, entry))},
        list(harness.left_out(results, "results", harness.without_filter)),
        harness.broken_tasks(content, results, "results"),
    )


def conditions(found: Any, entry: Entry) -> dict[str, str | None]:
    """The conditions of a measurement that the file states."""
    return harness.of_the_model(found) | {
        "harness": harness.NAME,
        "limit": condition_text(part(found, "config", "limit")),
        "shots": condition_text(part(found, "config", "num_fewshot")),
        "version": condition_text(part(found, "versions", entry.task)),
    }
