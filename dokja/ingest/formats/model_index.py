"""The model-index of Hugging Face model cards: in a README's front matter, or on its own as YAML or JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content, Unreadable, load_yaml
from dokja.ingest.files.sniff import broken_but_names, parsed
from dokja.ingest.reading import Reading
from dokja.ingest.values.pile import Pile
from dokja.ingest.values.scalars import condition, plain, shown, text
from dokja.records.problems import Problem

FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(.*?)(?:\r?\n---[ \t]*(?:\r?\n|$)|\Z)", re.DOTALL)
INDEX = re.compile(r"^model-index[ \t]*:", re.MULTILINE)
METRICS = re.compile(r"^[ \t]+(?:-[ \t]+)?metrics[ \t]*:|\bmetrics[ \t]*:[ \t]*\[", re.MULTILINE)
SPREAD = re.compile(r"(?P<score>[^±]+?)\s*(?:±|\+/-|\+-)\s*(?P<spread>.+)")
BOUNDED = re.compile(
    r"acc|mc[12]|accuracy|.*_acc.*|acc_.*|accuracy_.*|f1|.*_f1|f1_.*|em|exact_match.*|precision.*|recall.*|map.*|mrr.*|ndcg.*|"
    r"ap|.*_ap|auc|pass@\d+|bleu|rouge.*|chrf|wer|cer|.*pearson|.*spearman|v_measure|mcc|bertscore",
    re.IGNORECASE,
)
"""Metrics that cannot exceed 1, so a larger number must be a percentage. Error rates can, but rarely do."""
ARGS = {"num_few_shot": "shots"}
WHOLE = "default"
"""The configuration name of a data set without subsets."""


def recognises(content: Content) -> bool:
    """Whether a file contains a model-index with metrics."""
    if content.looks_like_json:
        found = parsed(content)
        if found is None:
            return broken_but_names(content, "model-index")
        return isinstance(found, dict) and "model-index" in found
    block = written(content)
    return block is not None and bool(INDEX.search(block) and METRICS.search(block))


def written(content: Content) -> str | None:
    """The YAML of a file: its front matter, otherwise all of it; None if it is not text. Never raises."""
    if content.is_archive:
        return None
    try:
        found = FRONT_MATTER.match(content.text)
    except Unreadable:
        return None
    return found[1] if found else content.text


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """All metrics of a model-index. Raises Unreadable if it is not a list or has no results."""
    card = loaded(content)
    index = card.get("model-index") if isinstance(card, dict) else None
    if not isinstance(index, list):
        raise content.unreadable("list_expected", column="model-index")
    results = Index(content)
    for position, model in enumerate(index):
        results.model(model, f"model-index[{position}]")
    if not results.numbers and not results.problems:
        raise content.unreadable("no_results", column="model-index")
    licence = text(card.get("license"))
    models = [{"model": name, "licence": licence} for name in results.models]
    return Reading(
        reading.numbers(results.numbers), reading.models(models), results.pile.left_out(), results.problems
    )


def loaded(content: Content) -> Any:
    """The file parsed as JSON or YAML, with line numbers counted from the top of the file."""
    if content.looks_like_json:
        return content.json
    found = FRONT_MATTER.match(content.text)
    if found is None:
        return content.yaml
    return load_yaml(content, "\n" * content.text.count("\n", 0, found.start(1)) + found[1])


def scale_of(metric: str | None, score: str) -> str | None:
    """percent if a metric bounded by 1 exceeds 1; None (unknown) otherwise."""
    if metric is None or not BOUNDED.fullmatch(metric):
        return None
    return "percent" if 1 < Decimal(score) <= 100 else None


class Index:
    """Collects the scores, models and problems of a model-index."""

    def __init__(self, content: Content):
        self.content = content
        self.numbers: list[dict[str, Any]] = []
        self.models: dict[str, None] = {}
        self.problems: list[Problem] = []
        self.pile = Pile()

    def problem(self, rule: str, place: str, value: Any) -> None:
        """Add a problem at a place in the file."""
        self.problems.append(Problem(self.content.path, rule, None, place, shown(value)))

    def objects(self, found: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The objects of a list with their places; anything else becomes a problem."""
        if not isinstance(found, list):
            self.problem("list_expected", place, found)
            return
        for position, entry in enumerate(found):
            if isinstance(entry, dict):
                yield f"{place}[{position}]", entry
            else:
                self.problem("object_expected", f"{place}[{position}]", entry)

    def inner(self, entry: Mapping[str, Any], name: str, place: str) -> dict[str, Any]:
        """A nested object; empty if there is none, with a problem if it has another type."""
        found = entry.get(name)
        if isinstance(found, dict):
            return found
        if found not in (None, ""):
            self.problem("object_expected", f"{place}.{name}", found)
        return {}

    def model(self, model: Any, place: str) -> None:
        """Add all results of one model."""
        if not isinstance(model, dict):
            self.problem("object_expected", place, model)
            return
        name = text(model.get("name"))
        if name is None:
            self.problem("no_name", f"{place}.name", model.get("name"))
            return
        self.models[name] = None
        for where, result in self.objects(model.get("results", []), f"{place}.results"):
            self.result(result, where, name)

    def result(self, result: dict[str, Any], place: str, model: str) -> None:
        """Add all metrics of one data set."""
        data, source = (self.inner(result, name, place) for name in ("dataset", "source"))
        benchmark = text(data.get("name")) or text(data.get("type"))
        if benchmark is None:
            self.problem("no_benchmark_named", f"{place}.dataset.name", data.get("name"))
            return
        shared = {
            "model": model,
            "benchmark": benchmark,
            "conditions": reading.conditions(self.conditions(data)),
            "reporter": text(source.get("name")),
        }
        self.leave(result, data, source, place)
        for where, metric in self.objects(result.get("metrics"), f"{place}.metrics"):
            self.metric(metric, where, shared)

    def conditions(self, data: Mapping[str, Any]) -> dict[str, str | None]:
        """The conditions under which a data set was used."""
        args = data.get("args")
        known = {"args": condition(args)}
        if isinstance(args, dict):
            known = {ARGS.get(str(name), str(name)): condition(value) for name, value in args.items()}
        stated = {key: condition(data.get(name)) for key, name in (("subset", "config"), ("split", "split"))}
        if stated["subset"] == WHOLE:
            del stated["subset"]
        return {**known, **stated, "revision": condition(data.get("revision"))}

    def leave(
        self, result: Mapping[str, Any], data: Mapping[str, Any], source: Mapping[str, Any], place: str
    ) -> None:
        """Add values without a column of their own to the pile."""
        task = self.inner(result, "task", place)
        self.pile.add("task", text(task.get("name")) or task.get("type"), "about_the_task")
        self.pile.add("dataset.type", data.get("type") if text(data.get("name")) else None, "other_name")
        self.pile.add("source.url", source.get("url"), "source_link")

    def metric(self, metric: dict[str, Any], place: str, shared: dict[str, Any]) -> None:
        """Add one number, or a problem if the value is not one."""
        stated = text(metric.get("value")) or ""
        spread = SPREAD.fullmatch(stated)
        written_score = spread["score"] if spread else stated
        score = plain(written_score.removesuffix("%").strip())
        if score is None:
            self.problem("no_number", f"{place}.value", metric.get("value"))
            return
        if spread:
            self.pile.add("metrics.value", stated, "unclear_error")
        name = text(metric.get("type")) or text(metric.get("name"))
        scale = "percent" if written_score.endswith("%") else scale_of(name, score)
        self.numbers.append(
            shared | {"place": f"{place}.value", "metric": name, "score_text": score, "scale": scale}
        )
        self.leave_metric(metric, name)

    def leave_metric(self, metric: Mapping[str, Any], name: str | None) -> None:
        """Add a metric's details beyond name and value to the pile."""
        if text(metric.get("name")) != name:
            self.pile.add("metrics.name", metric.get("name"), "other_name")
        for other in ("config", "args"):
            self.pile.add(f"metrics.{other}", metric.get(other), "remark")
        for other in ("verified", "verifyToken"):
            if text(metric.get(other)) not in (None, "false"):
                self.pile.add(f"metrics.{other}", metric.get(other), "bookkeeping")
