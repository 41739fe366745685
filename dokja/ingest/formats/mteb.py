"""MTEB results, one file per task: `scores` by split and subset, or splits at the top level as in 2022 to 2024."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content
from dokja.ingest.files.sniff import broken_but_names, parsed
from dokja.ingest.formats.runs.folders import model_folder
from dokja.ingest.formats.runs.run_file import loaded
from dokja.ingest.reading import Reading
from dokja.ingest.values.pile import Pile
from dokja.ingest.values.scalars import billions, condition, day, plain, shown, text, whole
from dokja.records.problems import Problem

MAIN = "main_score"
MAIN_OF_OLD = ("ndcg_at_10", "v_measure", "map", "cos_sim.spearman", "cos_sim.ap", "accuracy", "f1")
"""The metric that MTEB ranks each kind of task by, for old files that do not state it.

In order: retrieval, clustering, reranking, similarity and summaries, pairs, classification, translations (Muennighoff
et al. 2023, section 3.2).
"""
SPLITS = ("test", "dev", "validation", "train")
NAMES = ("task_name", "mteb_dataset_name")
COST = {"evaluation_time", "kg_co2_emissions", "evaluation_phases"}
ABOUT = {"dataset_revision", "task_name", "mteb_dataset_name", "mteb_version", "date", "model_name", "scores"}
LATEST = 32_503_680_000


def recognises(content: Content) -> bool:
    """Whether a file holds the results of an MTEB task."""
    found = parsed(content)
    if not isinstance(found, dict):
        return any(broken_but_names(content, name, "mteb_version") for name in NAMES)
    if "mteb_dataset_name" in found:
        return "mteb_version" in found or not found.keys().isdisjoint(SPLITS)
    versions = {"mteb_version", "dataset_revision"}
    return {"task_name", "scores"} <= found.keys() and not versions.isdisjoint(found)


@dataclass(frozen=True)
class Record:
    """The metrics of one split and subset, and their place in the file."""

    place: str
    split: str
    subset: str | None
    values: Any


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """The main score of every split and subset. Raises Unreadable if no model, task or result is named."""
    found = loaded(content)
    meta = companion(beside)
    described = loaded(meta) if meta else {}
    model = named(content, found, described)
    task = next((text(found[name]) for name in NAMES if text(found.get(name))), None)
    if task is None:
        raise content.unreadable("no_benchmark_named", column="task_name")
    pile, problems, rows = Pile(), [], []
    for record in records(content, found):
        row = number(content, record, pile)
        if isinstance(row, Problem):
            problems.append(row)
        else:
            rows.append(row | about(found, record) | {"model": model, "benchmark": task})
    if not rows and not problems:
        raise content.unreadable("no_results", column="scores")
    for name, value in found.items():
        if name in COST or not (name in ABOUT or name in SPLITS or isinstance(value, dict)):
            pile.add(name, value, "bookkeeping")
    return Reading(
        reading.numbers(rows),
        reading.models([facts(described) | {"model": model}]),
        pile.left_out(),
        problems,
        [meta.path] if meta else [],
    )


def companion(beside: Mapping[str, Content]) -> Content | None:
    """The model description that MTEB writes next to its results; None if there is none."""
    for one in beside.values():
        found = parsed(one)
        if isinstance(found, dict) and {"name", "n_parameters", "max_tokens"} <= found.keys():
            return one
    return None


def facts(described: Mapping[str, Any]) -> dict[str, Any]:
    """Facts about the model from its description."""
    return {
        "total_params_b": billions(described.get("n_parameters")),
        "context_tokens": whole(described.get("max_tokens")),
        "released_on": day(described.get("release_date")),
        "licence": text(described.get("license")),
    }


def named(content: Content, found: Mapping[str, Any], described: Mapping[str, Any]) -> str:
    """The model named by the results, otherwise by the description or the folder. Raises Unreadable if none does."""
    folder = model_folder(PurePosixPath(content.folder))
    model = text(found.get("model_name")) or text(described.get("name")) or folder
    if model is None:
        raise content.unreadable("no_model_named")
    return model


def records(content: Content, found: dict[str, Any]) -> Iterator[Record]:
    """Every split and subset. Raises Unreadable if the results are not grouped by split."""
    if "scores" not in found:
        yield from old_records(found)
        return
    if not isinstance(found["scores"], dict):
        raise content.unreadable("object_expected", column="scores")
    for split, entries in found["scores"].items():
        place = f"scores.{shown(split)}"
        if not isinstance(entries, list):
            yield Record(place, split, None, None)
            continue
        for position, entry in enumerate(entries):
            subset = text(entry.get("hf_subset")) if isinstance(entry, dict) else None
            yield Record(f"{place}[{position}]", split, subset, entry)


def old_records(found: dict[str, Any]) -> Iterator[Record]:
    """Every split and language of a file with its splits at the top level."""
    for split, values in found.items():
        if split in ABOUT | COST or not (isinstance(values, dict) or split in SPLITS):
            continue
        subsets = languages(values)
        for subset in subsets:
            yield Record(f"{shown(split)}.{shown(subset)}", split, subset, values[subset])
        if not subsets:
            yield Record(shown(split), split, None, values)


def languages(values: Any) -> list[str]:
    """The languages that old results are divided into; empty if the metrics are directly under the split."""
    if not isinstance(values, dict) or MAIN in values:
        return []
    return [
        name
        for name, inner in values.items()
        if isinstance(inner, dict) and (MAIN in inner or any(isinstance(one, dict) for one in inner.values()))
    ]


def number(content: Content, record: Record, pile: Pile) -> dict[str, Any] | Problem:
    """The main score of a record; its other metrics are added to the pile as one entry."""
    if not isinstance(record.values, dict):
        return Problem(content.path, "object_expected", None, record.place, shown(record.values))
    metrics = flat(record.values)
    stated = main(metrics)
    if stated is None:
        return Problem(content.path, "no_main_score", None, record.place, shown(record.values))
    score = plain(metrics[stated])
    if score is None:
        return Problem(content.path, "no_number", None, f"{record.place}.{stated}", shown(metrics[stated]))
    pile.add(f"{record.place}.languages", record.values.get("languages"), "about_the_task")
    metric = metric_of(metrics, score) if stated == MAIN else stated
    others = [name for name in metrics if name not in (stated, metric, "evaluation_time")]
    pile.add(
        record.place,
        f"{', '.join(others[:3])}{' …' if len(others) > 3 else ''} ({len(others)})",
        "other_metric",
    )
    return {
        "place": f"{record.place}.{stated}",
        "metric": shown(metric),
        "score_text": score,
        "scale": "fraction" if abs(Decimal(score)) <= 1 else None,
    }


def flat(values: dict[str, Any]) -> dict[str, Any]:
    """A record's metrics by name; nested ones are joined with a dot, e.g. cos_sim.spearman."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            found |= {f"{name}.{inner}": one for inner, one in value.items()}
        elif name not in ("hf_subset", "languages", "mteb_version"):
            found[name] = value
    return found


def main(metrics: Mapping[str, Any]) -> str | None:
    """The key of the main score; None if there is none."""
    return next((name for name in (MAIN, *MAIN_OF_OLD) if name in metrics), None)


def metric_of(metrics: Mapping[str, Any], score: str) -> str:
    """The metric whose value equals the main score, or main_score unless exactly one does."""
    equal = [name for name, value in metrics.items() if name != MAIN and plain(value) == score]
    return equal[0] if len(equal) == 1 else MAIN


def about(found: Mapping[str, Any], record: Record) -> dict[str, Any]:
    """The conditions and the day of a measurement."""
    version = text(found.get("mteb_version"))
    known = {
        "harness": f"mteb {version}" if version else "mteb",
        "revision": text(found.get("dataset_revision")),
        "split": condition(record.split),
        "subset": condition(record.subset) if record.subset != "default" else None,
    }
    return {"conditions": reading.conditions(known), "measured_on": measured_on(found.get("date"))}


def measured_on(stated: Any) -> str | None:
    """The day of an ISO date or of a Unix time in seconds (UTC); None if it is neither."""
    seconds = plain(stated)
    if seconds is None:
        return day(stated)
    if not 0 < Decimal(seconds) < LATEST:
        return None
    return datetime.fromtimestamp(int(Decimal(seconds)), UTC).date().isoformat()
