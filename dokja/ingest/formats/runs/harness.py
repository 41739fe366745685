"""Shared by current and earlier lm-evaluation-harness files: model, metrics and their scale."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content
from dokja.ingest.formats.runs.run_file import condition_text, named, needed_name, no_number, number, part
from dokja.ingest.formats.runs.thinking import Thinking, of_level, of_switch
from dokja.ingest.reading import LeftOut, Reading
from dokja.ingest.values.scalars import shown, text
from dokja.records.problems import Problem

NAME = "lm-evaluation-harness"
PROPORTION = re.compile(
    r"acc|acc_(norm|norm_nospace|bytes|mutual_info|all)|\w+_acc|exact_match|em|exact|f1|mc[12]|pct_stereotype"
    r"|pass(@|_at_)\d+|math_verify|quasi_exact_match|p?q?em|extractive_match"
)
SURELY_SHARE = 2
"""A larger score is no share that went wrong but may be a percentage, which is asked about."""
NO_SURE_RANGE = re.compile(r"squad|scrolls", re.IGNORECASE)
"""Tasks whose scorers report f1 and exact match on a scale of 0 to 100."""
UNITS = {
    "perplexity": "perplexity",
    "ppl": "perplexity",
    "word_perplexity": "perplexity",
    "byte_perplexity": "perplexity",
    "bits_per_byte": "bits",
}
LOWER = {*UNITS, "ter", "brier_score", "likelihood_diff", "likelihood_difference", "pct_stereotype"}
HIGHER = re.compile(rf"{PROPORTION.pattern}|bleu|chrf|rouge[12L]|mcc")
ABOUT = {"alias", "name", " ", "", "samples", "sample_len", "sample_count", "task_name"}
DUMMY = {"bypass"}
MODEL_KEYS = ("pretrained", "model", "model_name", "engine", "path")
ADAPTER_KEYS = ("peft", "delta")
BACKEND = re.compile(
    r"hf(-\w+)*|(local|openai|anthropic|watsonx)(-\w+)*|gg(uf|ml)|vllm(-vlm)?|sglang(-generate)?|dummy|neuronx|nemo_lm"
    r"|openvino|optimum-\w+|mamba_ssm|textsynth|deepsparse|sparseml|steered|winml|HFLM|VLLM",
)
"""Values of config.model that name the inference backend instead of a model."""
SWITCHES = ("enable_thinking", "thinking")
WRAPPINGS = ((), ("chat_template_args",), ("chat_template_kwargs",), ("extra_body", "chat_template_kwargs"))
Split = Callable[[str], tuple[str, str | None]]


@dataclass(frozen=True)
class Entry:
    """One metric of one task as stated in the file."""

    place: str
    task: str
    metric: str
    filter: str | None
    score: Any
    stderr: Any


def with_filter(key: str) -> tuple[str, str | None]:
    """Split a key such as 'exact_match,strict-match' into metric and filter."""
    metric, _, found = key.partition(",")
    return metric, found or None


def without_filter(key: str) -> tuple[str, str | None]:
    """The key as the metric, with no filter: earlier files have none."""
    return key, None


def stderr_key(metric: str, filter_name: str | None) -> str:
    """The key of a metric's standard error."""
    return f"{metric}_stderr,{filter_name}" if filter_name else f"{metric}_stderr"


def entries(results: Mapping[str, Any], at: str, split: Split) -> Iterator[Entry]:
    """Every metric of every task."""
    for task, values in results.items():
        for key, value in values.items() if isinstance(values, dict) else ():
            metric, filter_name = split(key)
            if key in ABOUT or metric in ABOUT or metric.endswith("_stderr"):
                continue
            stderr = values.get(stderr_key(metric, filter_name))
            yield Entry(f"{at}.{task}.{key}", task, metric, filter_name, value, stderr)


def left_out(results: Mapping[str, Any], at: str, split: Split) -> Iterator[LeftOut]:
    """Left-out entries: groups without a metric, and standard errors whose metric is missing."""
    for task, values in results.items():
        if not isinstance(values, dict):
            continue
        keys = [key for key in values if key not in ABOUT and split(key)[0] not in ABOUT]
        if not keys:
            yield LeftOut(
                None, shown(f"{at}.{task}"), shown(values.get("alias", task)), "group_without_score"
            )
        for key in keys:
            metric, filter_name = split(key)
            score = metric.removesuffix("_stderr") + (f",{filter_name}" if filter_name else "")
            if metric.endswith("_stderr") and score not in values:
                yield LeftOut(None, shown(f"{at}.{task}.{key}"), shown(values[key]), "stderr_without_score")


def broken_tasks(content: Content, results: Mapping[str, Any], at: str) -> list[Problem]:
    """Problems for tasks whose value is not an object."""
    return [
        Problem(content.path, "task_not_object", column=shown(f"{at}.{task}"), value=shown(values))
        for task, values in results.items()
        if not isinstance(values, dict)
    ]


def gathered(
    content: Content,
    found: Sequence[Entry],
    about: Callable[[Entry], Mapping[str, Any]],
    extra: Sequence[LeftOut],
    problems: Sequence[Problem],
) -> Reading:
    """The reading of all entries; about returns a row's columns other than score and standard error.

    Raises Unreadable if there is no score and no problem that explains why.
    """
    rows, out, wrong = [], list(extra), list(problems)
    for entry in found:
        score = number(entry.score)
        if entry.metric in DUMMY:
            out.append(LeftOut(None, shown(entry.place), shown(entry.score), "no_answers_scored"))
        elif score is None:
            wrong.append(no_number(content, shown(entry.place), entry.score))
        else:
            rows.append(row(entry, score) | dict(about(entry)))
            out += unclear_stderr(entry)
    if not rows and not wrong:
        raise content.unreadable("run_without_scores", column="results")
    return Reading(reading.numbers(rows), left_out=out, problems=wrong)


def row(entry: Entry, score: str) -> dict[str, Any]:
    """The columns that follow from an entry itself."""
    return {
        "place": shown(entry.place),
        "benchmark": shown(entry.task),
        "metric": shown(entry.metric),
        "score_text": score,
        "scale": scale(entry.metric, entry.task, score),
        "stderr_text": number(entry.stderr),
        "higher_is_better": higher_is_better(entry.metric),
    }


def unclear_stderr(entry: Entry) -> list[LeftOut]:
    """A left-out entry for a standard error that is not a number; none if the file states N/A or null."""
    if named(entry.stderr) is None or number(entry.stderr) is not None:
        return []
    return [LeftOut(None, shown(entry.place), shown(entry.stderr), "stderr_not_number")]


def scale(metric: str, task: str, score: str) -> str | None:
    """The scale that the harness defines for a metric; None if it depends on the task."""
    if metric in UNITS:
        return UNITS[metric]
    known = PROPORTION.fullmatch(metric) and not NO_SURE_RANGE.search(task)
    return "fraction" if known and Decimal(score) <= SURELY_SHARE else None


def higher_is_better(metric: str) -> bool | None:
    """The direction that the harness defines for a metric; None if unknown."""
    if metric in LOWER:
        return False
    return True if HIGHER.fullmatch(metric) else None


def arguments(found: Any, name: str = "model_args") -> dict[str, Any]:
    """Arguments under config: an object in newer files, 'name=value,name=value' in older ones."""
    stated = part(found, "config", name)
    if isinstance(stated, dict):
        return stated
    if not isinstance(stated, str):
        return {}
    pairs = [piece.partition("=") for piece in stated.split(",")]
    return {key.strip(): value.strip() for key, _, value in pairs if value}


def model(content: Content, found: Any) -> str:
    """The evaluated model. Raises Unreadable if the file does not name it."""
    given = arguments(found)
    stated = [
        part(found, "model_name"),
        *(given.get(key) for key in MODEL_KEYS),
    ]
    run = named(part(found, "config", "model"))
    stated.append(None if run and BACKEND.fullmatch(run) else run)
    return needed_name(content, "run_without_model", "config.model_args", *stated)


def of_the_model(found: Any) -> dict[str, str | None]:
    """Conditions from the model's arguments: revision and adapter."""
    given = arguments(found)
    revision = condition_text(given.get("revision")) or condition_text(
        part(found, "config", "model_revision")
    )
    adapter = next(
        (condition_text(given[key]) for key in ADAPTER_KEYS if condition_text(given.get(key))), None
    )
    return {"revision": None if revision == "main" else revision, "adapter": adapter}


def thinking(found: Any) -> Thinking:
    """The thinking settings from the model's and the generation's arguments."""
    given = [arguments(found), arguments(found, "gen_kwargs")]
    levels = [of_level(text(one.get("reasoning_effort"))) for one in given]
    switches = [
        of_switch(text(part(one, *path, name))) for one in given for path in WRAPPINGS for name in SWITCHES
    ]
    level = next((one for one in levels if one), Thinking())
    return replace(level, mode=next((mode for mode in switches if mode), level.mode))
