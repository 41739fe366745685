"""lighteval and the first Open LLM Leaderboards: every metric by task and shots, the mean left out, bad files named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dokja.ingest.content import Content
from dokja.ingest.formats import lighteval, lm_eval, lm_eval_old
from dokja.ingest.reading import Reading
from dokja.ingest.registry import importer
from dokja.records.problems import Problem
from tests.ingest.spoiled import cut, outcome, survives

LIGHTEVAL = importer("lighteval")


def leaderboard(**changed: Any) -> dict[str, Any]:
    """A file of the first Open LLM Leaderboard."""
    return {
        "config_general": {
            "model_name": "a/b",
            "model_sha": "c0ffee",
            "lighteval_sha": "1",
            "max_samples": None,
        },
        "results": {
            "all": {"acc": 0.5},
            "harness|ko_arc:challenge|25": {
                "acc": 0.25,
                "acc_stderr": 0.01,
                "acc_norm": 0.50,
                "acc_norm_stderr": 0.02,
            },
            "harness|truthfulqa:mc|0": {"mc2": 0.4, "mc2_stderr": 0.03},
        },
        "versions": {"all": 0, "harness|ko_arc:challenge|25": 1},
        "config_tasks": {},
    } | changed


def today() -> dict[str, Any]:
    """A file of a run of lighteval itself, on a few of the items."""
    return {
        "config_general": {"lighteval_sha": "?", "max_samples": 5, "model_config": {"model_name": "a/b"}},
        "results": {
            "gsm8k|0": {"extractive_match": 0.8, "extractive_match_stderr": 0.1},
            "lighteval|mmlu:_average|5|0": {"pass@k:k=1": 0.3},
            "all": {"extractive_match": 0.8},
        },
        "config_tasks": {
            "gsm8k|0": {
                "original_num_docs": 1319,
                "effective_num_docs": 5,
                "evaluation_splits": ["test"],
                "version": 2,
                "metrics": [{"metric_name": "extractive_match", "higher_is_better": False}],
            },
            "lighteval|mmlu:_average": {"original_num_docs": 9, "effective_num_docs": 9},
        },
    }


def content(found: Any, path: str = "results_2026-01-02T03-04-05.678901.json") -> Content:
    return Content(path, json.dumps(found).encode())


def read(found: Any) -> Reading:
    reading = outcome(LIGHTEVAL, content(found))
    assert isinstance(reading, Reading), reading
    return reading


@pytest.mark.parametrize("found", [leaderboard(), today()])
def test_files_are_claimed_by_this_format_alone(found: dict[str, Any]) -> None:
    given = content(found)
    assert lighteval.recognises(given)
    assert not any(one.recognises(given) for one in (lm_eval, lm_eval_old))


def test_every_metric_of_a_leaderboard() -> None:
    reading = read(leaderboard())
    conditions = "harness=lm-evaluation-harness; revision=c0ffee; shots="
    assert [
        (row["benchmark"], row["metric"], row["score_text"], row["stderr_text"], row["conditions"])
        for row in reading.numbers.to_dicts()
    ] == [
        ("ko_arc:challenge", "acc", "0.25", "0.01", f"{conditions}25; version=1"),
        ("ko_arc:challenge", "acc_norm", "0.5", "0.02", f"{conditions}25; version=1"),
        ("truthfulqa:mc", "mc2", "0.4", "0.03", f"{conditions}0"),
    ]
    assert set(reading.numbers["model"]) == {"a/b"}
    assert set(reading.numbers["scale"]) == {"fraction"}
    assert set(reading.numbers["measured_on"]) == {"2026-01-02"}
    assert [(one.place, one.text, one.reason) for one in reading.left_out] == [
        ("results.all.acc", "0.5", "mean_of_tasks")
    ]


def test_a_run_on_a_few_items() -> None:
    first, second = read(today()).numbers.to_dicts()
    assert (first["benchmark"], first["n_items"], first["scale"]) == ("gsm8k", 5, "fraction")
    assert first["conditions"] == "harness=lighteval; limit=5; shots=0; split=test; version=2"
    assert (first["higher_is_better"], second["higher_is_better"]) == (False, None)
    assert (second["benchmark"], second["n_items"], second["scale"]) == ("mmlu:_average", 9, None)
    assert second["conditions"] == "harness=lighteval; shots=5"


def test_a_bad_score_is_named_and_the_others_stay() -> None:
    found = leaderboard(results={"harness|a|0": None, "harness|b|0": {"acc": "high", "mc1": 1}})
    reading = read(found)
    assert reading.numbers["metric"].to_list() == ["mc1"]
    assert [(one.rule, one.column) for one in reading.problems] == [
        ("task_not_object", "results.harness|a|0"),
        ("score_not_number", "results.harness|b|0.acc"),
    ]


def test_a_file_without_model_is_refused() -> None:
    found = outcome(LIGHTEVAL, content(leaderboard(config_general={"lighteval_sha": "1"})))
    assert isinstance(found, Problem)
    assert (found.rule, found.column) == ("run_without_model", "config_general.model_name")


@pytest.mark.parametrize("tasks", [{"arc": {"acc": 0.5}}, {"all": {"acc": 0.5}}, {}])
def test_other_results_are_not_claimed(tasks: dict[str, Any]) -> None:
    assert not lighteval.recognises(content(leaderboard(results=tasks)))


def test_cut_and_spoiled_files_are_taken_or_refused() -> None:
    cut(LIGHTEVAL, json.dumps(leaderboard(), indent=1).encode(), lighteval.recognises)
    survives(LIGHTEVAL, leaderboard())
    survives(LIGHTEVAL, today())
