"""A HELM run: stats.json, with run_spec.json and scenario.json from the same folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content, NumberText, Unreadable
from dokja.ingest.formats.runs.run_file import (
    condition_text,
    count,
    loaded,
    mapping,
    named,
    needed_name,
    no_number,
    number,
    part,
    recognised,
)
from dokja.ingest.reading import LeftOut, Reading
from dokja.ingest.values.pile import Pile
from dokja.ingest.values.scalars import shown
from dokja.records.problems import Problem

MARKS = (b'"sum_squared"',)
BROKEN = re.compile(rb'^\s*\[\s*\{\s*"name"\s*:\s*\{\s*"name"\s*:')
PROPORTION = re.compile(
    r"(quasi_)?(prefix_)?exact_match(_indicator)?(@\d+)?|final_number_exact_match|(exact|iou|f1)_set_match"
    r"|f1_score|classification_(macro|micro|weighted)_f1|rouge_([12]|l)|bleu_[14]|math_equiv(_chain_of_thought)?"
    r"|code_eval_acc|pass|strict_acc|test_avg|(NDCG|RR)@\d+|percent_valid|\w*accuracy"
    r"|chain_of_thought_correctness|wildbench_score_rescaled"
)
LOWER = re.compile(
    r"perplexity|bits_per_byte|toxic_frac|expected_max_toxicity|max_toxicity_probability|bias_metric:.*"
    r"|bbq_metric_\w+_bias|absolute_value_difference|distance|edit_similarity|longest_common_prefix_length"
)
OF_A_SCORE = re.compile(r"perplexity|bits_per_byte|logprob(_per_byte)?")
"""Scores of language modelling; with other methods they only describe the answers."""
BOOKKEEPING = re.compile(
    r"num_\w+|max_num_\w+|\w+_cost|inference_\w+|training_\w+|batch_size|finish_reason_\w+|prompt_truncated"
    r"|max_prob|ece_\w+|platt_\w+|selective_.+|predicted_index.*"
)
SUBSETS = ("subject", "subset", "dataset", "task", "language", "language_pair", "category", "level", "domain")


@dataclass(frozen=True)
class Stat:
    """One entry of stats.json."""

    place: str
    metric: str
    split: str | None
    sub_split: str | None
    perturbed: bool
    mean: Any


@dataclass(frozen=True)
class Run:
    """The files beside stats.json: run_spec, the scenario's name, paths of used files, and per-answer files."""

    spec: Any
    scenario: str | None
    used: tuple[str, ...]
    details: tuple[Content, ...]


def recognises(content: Content) -> bool:
    """Whether a file is a list of HELM statistics."""
    found = recognised(content, MARKS, BROKEN)
    return found is True or (
        isinstance(found, list)
        and bool(found)
        and all(named(part(one, "name", "name")) and {"count", "sum"} <= one.keys() for one in found[:20])
    )


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """Scores of the test split with unperturbed questions; of the validation split if the run has no test split.

    Raises Unreadable if run_spec.json is missing, because then nothing names the model.
    """
    found = loaded(content)
    run = companions(content, beside)
    spec_model = part(run.spec, "adapter_spec", "model")
    model = needed_name(content, "run_without_model", "adapter_spec.model", spec_model)
    stats, problems = parsed(content, found)
    split = split_of(stats)
    rows, pile = [], Pile()
    for stat in stats:
        reason = left_out_for(stat, split, condition_text(part(run.spec, "adapter_spec", "method")))
        if reason:
            pile.add(shown(stat.metric), stat.mean or "—", reason)
        elif number(stat.mean) is None:
            problems.append(no_number(content, shown(stat.place), stat.mean))
        else:
            rows.append(row(stat, stats, run) | {"model": model})
    if not rows and not problems:
        raise content.unreadable("run_without_scores", column="name")
    details = [LeftOut(None, file.name, "", "single_answers") for file in run.details]
    details += only_at_most(run.spec, stats, split)
    used = (*run.used, *(file.path for file in run.details))
    return Reading(
        reading.numbers(rows), left_out=[*pile.left_out(), *details], problems=problems, accompanied_by=used
    )


def companions(content: Content, beside: Mapping[str, Content]) -> Run:
    """The other files of the run, recognised by content. Raises Unreadable unless there is exactly one run_spec."""
    files = [(file, whole(file)) for file in beside.values()]
    specs = [(file, tree) for file, tree in files if {"adapter_spec", "scenario_spec"} <= keys(tree)]
    if not specs:
        raise content.unreadable("helm_without_run_spec")
    if len(specs) > 1:
        names = ", ".join(file.name for file, _ in specs)
        raise content.unreadable("helm_many_run_specs", files=names)
    scenarios = [(file, tree) for file, tree in files if {"name", "definition_path"} <= keys(tree)]
    details = tuple(file for file, tree in files if of_single_answers(tree))
    used = (specs[0][0].path, *(file.path for file, _ in scenarios))
    scenario = named(part(scenarios[0][1], "name")) if len(scenarios) == 1 else None
    return Run(specs[0][1], scenario, used, details)


def whole(file: Content) -> Any:
    """A companion file parsed as JSON; None if it is not JSON."""
    try:
        return loaded(file) if file.looks_like_json else None
    except Unreadable:
        return None


def keys(tree: Any) -> set[str]:
    """The keys of an object; empty for anything else."""
    return set(tree) if isinstance(tree, dict) else set()


def of_single_answers(tree: Any) -> bool:
    """Whether a file of the run lists individual questions and answers."""
    first = keys(tree[0]) if isinstance(tree, list) and tree else set()
    return (
        "request_states" in keys(tree)
        or ("instance_id" in first and not first.isdisjoint({"stats", "request", "predicted_text"}))
        or {"input", "references"} <= first
    )


def parsed(content: Content, found: Any) -> tuple[list[Stat], list[Problem]]:
    """The statistics, and problems for those that cannot be read."""
    stats, problems = [], []
    for place, one in enumerate(found if isinstance(found, list) else []):
        metric = named(part(one, "name", "name"))
        if metric is None:
            problems.append(Problem(content.path, "stat_without_name", column=f"[{place}]", value=shown(one)))
            continue
        stats.append(
            Stat(
                f"[{place}].mean",
                metric,
                condition_text(part(one, "name", "split")),
                condition_text(part(one, "name", "sub_split")),
                bool(mapping(one, "name", "perturbation")),
                part(one, "mean"),
            )
        )
    return stats, problems


def split_of(stats: list[Stat]) -> str | None:
    """The split whose scores count: test, otherwise valid, otherwise the first one present."""
    present = [one.split for one in stats if one.split and not one.perturbed]
    return next((name for name in ("test", "valid") if name in present), present[0] if present else None)


def left_out_for(stat: Stat, split: str | None, method: str | None) -> str | None:
    """Why a statistic is not a score of the run; None if it is."""
    describes = OF_A_SCORE.fullmatch(stat.metric) and method != "language_modeling"
    if BOOKKEEPING.fullmatch(stat.metric) or describes:
        return "not_a_score"
    if stat.perturbed:
        return "changed_questions"
    if stat.mean is None:
        return "nothing_counted"
    return "other_split" if stat.split not in (split, None) else None


def row(stat: Stat, stats: list[Stat], run: Run) -> dict[str, Any]:
    """One row of the numbers frame, without the model."""
    score = str(number(stat.mean))
    known = bool(PROPORTION.fullmatch(stat.metric))
    benchmark = benchmark_of(run)
    return {
        "place": stat.place,
        "benchmark": benchmark,
        "metric": stat.metric,
        "score_text": score,
        "scale": "fraction" if known and 0 <= Decimal(score) <= 1 else None,
        "conditions": reading.conditions(conditions(stat, stats, run, benchmark)),
        "n_items": items(stats, stat.split),
        "higher_is_better": False if LOWER.fullmatch(stat.metric) else known or None,
    }


def benchmark_of(run: Run) -> str | None:
    """The benchmark: the run's first HELM group, otherwise the scenario's name, otherwise the start of its own name."""
    groups = part(run.spec, "groups")
    first = named(groups[0]) if isinstance(groups, list) and groups else None
    return first or run.scenario or named((named(part(run.spec, "name")) or "").partition(":")[0])


def conditions(stat: Stat, stats: list[Stat], run: Run, benchmark: str | None) -> dict[str, str | None]:
    """The conditions of a measurement that run_spec.json states."""
    adapter = mapping(run.spec, "adapter_spec")
    subset = [*subsets(run.spec, benchmark), *([stat.sub_split] if stat.sub_split else [])]
    return {
        "harness": "helm",
        "limit": limit(stats, adapter.get("max_eval_instances")),
        "method": condition_text(adapter.get("method")),
        "shots": shots(run.spec, stats, stat.split),
        "split": stat.split,
        "subset": " / ".join(subset) or None,
    }


def subsets(spec: Any, benchmark: str | None) -> Iterator[str]:
    """The parts of a benchmark that a run is restricted to."""
    given = mapping(spec, "scenario_spec", "args")
    for name in SUBSETS:
        value = (
            None
            if isinstance(given.get(name), NumberText) and name != "level"
            else condition_text(given.get(name))
        )
        if value and value != benchmark:
            yield value


def items(stats: list[Stat], split: str | None) -> int | None:
    """Number of questions in a split; None if not stated exactly once."""
    found = [
        one for one in stats if one.metric == "num_instances" and one.split == split and not one.perturbed
    ]
    return count(found[0].mean) if len(found) == 1 else None


def shots(spec: Any, stats: list[Stat], split: str | None) -> str | None:
    """Number of examples in the prompts of a split: the mean that stats.json states, 5 for 5.0, otherwise as written.

    HELM leaves examples out where a prompt would become too long, so that run_spec.json only states a maximum; where
    no mean is stated, the number is known only if the maximum is 0.
    """
    means = {
        mean
        for one in stats
        if (one.metric, one.split, one.sub_split) == ("num_train_instances", split, None)
        and not one.perturbed
        and (mean := number(one.mean)) is not None
    }
    if len(means) == 1:
        mean = means.pop()
        return str(count(mean)) if count(mean) is not None else mean
    return "0" if not means and count(part(spec, "adapter_spec", "max_train_instances")) == 0 else None


def only_at_most(spec: Any, stats: list[Stat], split: str | None) -> list[LeftOut]:
    """The maximum number of examples, left out where the number that was used is not known; empty where it is."""
    most = condition_text(part(spec, "adapter_spec", "max_train_instances"))
    if most is None or shots(spec, stats, split):
        return []
    return [LeftOut(None, "adapter_spec.max_train_instances", most, "only_a_maximum")]


def limit(stats: list[Stat], most: Any) -> str | None:
    """The limit on questions, if the run reached it over all its splits; otherwise None."""
    asked = [items(stats, split) or 0 for split in {one.split for one in stats}]
    return condition_text(most) if count(most) and sum(asked) >= (count(most) or 0) else None
