"""Hugging Face `.eval_results/*.yaml`: one model's results as a list of benchmark, value, date and source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.formats.runs.folders import model_folder
from dokja.ingest.formats.runs.remarks import Remark, understood
from dokja.ingest.reading import Reading
from dokja.ingest.values.pile import Pile
from dokja.ingest.values.scalars import condition, day, plain, shown, text
from dokja.records.problems import Problem

FOLDER = ".eval_results"
BEGINS = re.compile(r"(?:[ \t]*(?:#[^\n]*|---[ \t]*)?\r?\n)*[ \t]*-[ \t]")
DATA_SET = re.compile(r"^[ \t]*(?:-[ \t]+)?dataset[ \t]*:", re.MULTILINE)
IDENTIFIED = re.compile(r"(?:^|[{,])[ \t]*id[ \t]*:", re.MULTILINE)
VALUE = re.compile(r"^[ \t]*(?:-[ \t]+)?(?:value|metrics)[ \t]*:", re.MULTILINE)
KNOWN = {"dataset", "value", "metrics", "date", "source", "notes"}


def recognises(content: Content) -> bool:
    """Whether a file is a list of results with data set and value."""
    if content.is_archive or content.looks_like_json:
        return False
    try:
        written = content.text
    except Unreadable:
        return False
    return bool(BEGINS.match(written)) and all(one.search(written) for one in (DATA_SET, IDENTIFIED, VALUE))


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """Every result. Raises Unreadable if the file is not a list or its folder does not name the model."""
    found = content.yaml
    if not isinstance(found, list):
        raise content.unreadable("list_expected")
    model = named(content)
    if model is None:
        raise content.unreadable("no_model_named")
    results = Results(content, model)
    for position, entry in enumerate(found):
        results.take(entry, f"[{position}]")
    models = reading.models([{"model": model}])
    return Reading(reading.numbers(results.numbers), models, results.pile.left_out(), results.problems)


def named(content: Content) -> str | None:
    """The model named by the folder above .eval_results, otherwise by the file's own folder."""
    folder = PurePosixPath(content.folder)
    if FOLDER in folder.parts:
        folder = PurePosixPath(*folder.parts[: folder.parts.index(FOLDER)])
    return model_folder(folder)


class Results:
    """Collects the scores, left-out values and problems of one file."""

    def __init__(self, content: Content, model: str):
        self.content, self.model = content, model
        self.numbers: list[dict[str, Any]] = []
        self.problems: list[Problem] = []
        self.pile = Pile()

    def problem(self, rule: str, place: str, value: Any) -> None:
        """Add a problem at a place in the file."""
        self.problems.append(Problem(self.content.path, rule, None, place, shown(value)))

    def take(self, entry: Any, place: str) -> None:
        """Add the scores of one entry, or its problem."""
        data = entry.get("dataset") if isinstance(entry, dict) else None
        if not isinstance(data, dict):
            self.problem("object_expected", place if data is None else f"{place}.dataset", data or entry)
            return
        benchmark = text(data.get("id"))
        if benchmark is None:
            self.problem("no_benchmark_named", f"{place}.dataset.id", data.get("id"))
            return
        shared = self.shared(entry, data, place) | {"benchmark": benchmark}
        if "value" in entry:
            self.number(entry, f"{place}.value", "value", shared)
            return
        metrics = entry.get("metrics")
        if not isinstance(metrics, list):
            self.problem("no_number", f"{place}.value", metrics)
            return
        for position, metric in enumerate(metrics):
            self.metric(metric, f"{place}.metrics[{position}]", shared)

    def metric(self, metric: Any, place: str, shared: dict[str, Any]) -> None:
        """Add one metric of an entry that has several."""
        if not isinstance(metric, dict):
            self.problem("object_expected", place, metric)
            return
        name = text(metric.get("metric_id")) or text(metric.get("name"))
        self.number(metric, f"{place}.value", "value", shared | {"metric": name})

    def number(self, entry: Mapping[str, Any], place: str, name: str, shared: dict[str, Any]) -> None:
        """Add one number; only a percent sign determines its scale."""
        stated = text(entry.get(name)) or ""
        score = plain(stated.removesuffix("%").strip())
        if score is None:
            self.problem("no_number", place, entry.get(name))
            return
        scale = "percent" if stated.endswith("%") else None
        self.numbers.append(shared | {"place": place, "score_text": score, "scale": scale})

    def shared(self, entry: Mapping[str, Any], data: Mapping[str, Any], place: str) -> dict[str, Any]:
        """Columns shared by all scores of an entry."""
        remark = understood(text(entry.get("notes")))
        source = entry.get("source") or {}
        if not isinstance(source, dict):
            self.problem("object_expected", f"{place}.source", source)
            source = {}
        self.leave(entry, source, remark, place)
        when = day(entry.get("date"))
        if when is None:
            self.pile.add(f"{place}.date", entry.get("date"), "unclear_date")
        return {
            "model": self.model,
            "metric": remark.metric,
            "mode": remark.mode,
            "effort": remark.effort,
            "conditions": reading.conditions(stated_in(data) | remark.conditions),
            "reporter": text(source.get("org")) or text(source.get("name")),
            "measured_on": when,
        }

    def leave(self, entry: Mapping[str, Any], source: Mapping[str, Any], remark: Remark, place: str) -> None:
        """Add values without a column of their own to the pile."""
        if remark.rest:
            self.pile.add(f"{place}.notes", entry.get("notes"), "remark")
        self.pile.add("source.url", source.get("url"), "source_link")
        self.pile.add("source.name", source.get("name") if source.get("org") else None, "other_name")
        self.pile.add("source.user", source.get("user"), "bookkeeping")
        for name, value in entry.items():
            if name not in KNOWN:
                self.pile.add(str(name), value, "bookkeeping")


def stated_in(data: Mapping[str, Any]) -> dict[str, str | None]:
    """Conditions that say which part of a benchmark was used; files of early 2026 have config instead of task_id."""
    task = condition(data.get("task_id")) or condition(data.get("config"))
    return {
        "subset": None if task == "default" else task,
        "split": condition(data.get("split")),
        "revision": condition(data.get("revision")),
    }
