"""HELM: every score of a real run, what is left out, and runs whose files are missing or bad."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from dokja.ingest import registry
from dokja.ingest.content import Content
from dokja.ingest.formats import helm
from dokja.ingest.reading import Reading
from dokja.ingest.registry import importer
from dokja.records.problems import Problem
from tests import SAMPLES
from tests.ingest.spoiled import cut, outcome, plain, spoil, survives

FOLDER = SAMPLES / "helm" / "hellaswag-pythia-1b"
HELM = importer("helm")
FILES = {path.name: Content(f"run/{path.name}", path.read_bytes()) for path in sorted(FOLDER.iterdir())}
SPEC = plain(FOLDER / "run_spec.json")


def content(found: Any, path: str) -> Content:
    return Content(path, json.dumps(found).encode())


def stat(name: str, mean: Any = 0.5, split: str | None = "test", **more: Any) -> dict[str, Any]:
    described = {"name": name, **({"split": split} if split else {}), **more}
    figures = {} if mean is None else {"min": mean, "max": mean, "mean": mean}
    return {"name": described, "count": 1 if figures else 0, "sum": mean or 0, "sum_squared": 0, **figures}


def spec(**changed: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": "mmlu:subject=philosophy,model=openai_gpt2",
        "scenario_spec": {"class_name": "MMLUScenario", "args": {"subject": "philosophy"}},
        "adapter_spec": {"method": "multiple_choice_joint", "model": "openai/gpt2", "max_train_instances": 0},
        "groups": ["mmlu"],
    }
    found["adapter_spec"] |= changed
    return found


def read(stats: Sequence[Any], run_spec: Any = None, **more: Any) -> Reading:
    beside = {"run_spec.json": content(run_spec or spec(), "run/run_spec.json")}
    beside |= {name: content(found, f"run/{name}") for name, found in more.items()}
    reading = outcome(HELM, content(list(stats), "run/stats.json"), beside)
    assert isinstance(reading, Reading), reading
    return reading


def rows(reading: Reading) -> dict[str, dict[str, Any]]:
    return {row["metric"]: row for row in reading.numbers.iter_rows(named=True)}


def said(row: dict[str, Any]) -> dict[str, str]:
    return dict(part.split("=", 1) for part in row["conditions"].split("; "))


def real() -> Reading:
    stats = FILES["stats.json"]
    reading = outcome(HELM, stats, registry.companions(stats, list(FILES.values())))
    assert isinstance(reading, Reading)
    return reading


def test_every_score_of_a_real_run() -> None:
    reading = real()
    stated = plain(FOLDER / "stats.json")
    scores = {
        one["name"]["name"]: one["mean"]
        for one in stated
        if "exact_match" in one["name"]["name"] and "perturbation" not in one["name"]
    }
    assert len(scores) == 8
    found = rows(reading)
    assert {metric: row["score_text"] for metric, row in found.items()} == scores
    for metric, row in found.items():
        assert stated[int(row["place"][1:].partition("]")[0])]["name"] == {"name": metric, "split": "valid"}
        assert row["model"] == SPEC["adapter_spec"]["model"]
        assert (row["benchmark"], row["scale"], row["n_items"]) == ("hellaswag", "fraction", 10)
        assert said(row) == {
            "harness": "helm",
            "limit": SPEC["adapter_spec"]["max_eval_instances"],
            "method": "multiple_choice_joint",
            "shots": "5",
            "split": "valid",
        }
    assert set(reading.accompanied_by) == {"run/run_spec.json", "run/scenario.json"}
    assert not reading.problems


def test_every_statistic_of_a_real_run_is_taken_over_or_left_out() -> None:
    reading = real()
    metrics = {one["name"]["name"] for one in plain(FOLDER / "stats.json")}
    left = {one.place for one in reading.left_out}
    assert left | set(reading.numbers["metric"]) == metrics
    changed = {one.place: one.text for one in reading.left_out if one.reason == "changed_questions"}
    assert changed["exact_match"] == "0.3 (2)"
    assert {one.reason for one in reading.left_out} == {"not_a_score", "changed_questions"}


def test_test_split_is_taken_and_validation_left_out() -> None:
    worst = {"name": "robustness", "computed_on": "worst"}
    reading = read(
        [
            stat("exact_match", 0.1, "test"),
            stat("exact_match", 0.9, "valid"),
            stat("exact_match", 0.2, "test", perturbation=worst),
            stat("num_instances", 9.0, "test"),
            stat("num_instances", 1.0, "valid"),
        ],
        spec(max_eval_instances=1000),
    )
    (row,) = rows(reading).values()
    assert (row["score_text"], row["n_items"], row["benchmark"]) == ("0.1", 9, "mmlu")
    assert said(row)["subset"] == "philosophy"
    assert "limit" not in said(row)
    assert {(one.text, one.reason) for one in reading.left_out} >= {
        ("0.9", "other_split"),
        ("0.2", "changed_questions"),
    }


SHOTS: list[tuple[list[dict[str, Any]], int, str | None]] = [
    ([stat("num_train_instances", 5.0)], 5, "5"),
    ([stat("num_train_instances", 3.0)], 5, "3"),
    ([stat("num_train_instances", 0.0)], 5, "0"),
    ([stat("num_train_instances", 4.27)], 5, "4.27"),
    ([stat("num_train_instances", 2.0, "valid"), stat("num_train_instances", 4.0, "test")], 5, "4"),
    ([stat("num_train_instances", 3.0, perturbation={"name": "r"})], 5, None),
    ([], 5, None),
    ([], 0, "0"),
]


@pytest.mark.parametrize(("stats", "most", "shots"), SHOTS)
def test_examples_in_the_prompt_are_those_used_and_not_the_most_allowed(
    stats: list[dict[str, Any]], most: int, shots: str | None
) -> None:
    reading = read([stat("pass"), *stats], spec(max_train_instances=most))
    (row,) = rows(reading).values()
    assert said(row).get("shots") == shots
    maxima = [(one.place, one.text) for one in reading.left_out if one.reason == "only_a_maximum"]
    assert maxima == ([] if shots else [("adapter_spec.max_train_instances", str(most))])


METRICS: list[tuple[str, str | None, bool | None]] = [
    ("quasi_prefix_exact_match@5", "fraction", True),
    ("f1_score", "fraction", True),
    ("classification_macro_f1", "fraction", True),
    ("rouge_l", "fraction", True),
    ("bleu_4", "fraction", True),
    ("math_equiv_chain_of_thought", "fraction", True),
    ("ifeval_strict_accuracy", "fraction", True),
    ("pass", "fraction", True),
    ("NDCG@10", "fraction", True),
    ("toxic_frac", None, False),
    ("bias_metric:mode=representation,demographic_category=race", None, False),
    ("wildbench_score", None, None),
]


@pytest.mark.parametrize(("metric", "scale", "better"), METRICS)
def test_scale_and_direction_of_a_metric(metric: str, scale: str | None, better: bool | None) -> None:
    row = rows(read([stat(metric)]))[metric]
    assert (row["scale"], row["higher_is_better"]) == (scale, better)


@pytest.mark.parametrize("metric", ["num_prompt_tokens", "inference_runtime", "training_co2_cost", "logprob"])
def test_bookkeeping_is_no_score(metric: str) -> None:
    reading = read([stat(metric), stat(metric), stat("pass")])
    assert list(rows(reading)) == ["pass"]
    assert [(one.place, one.text, one.reason) for one in reading.left_out] == [
        (metric, "0.5 (2)", "not_a_score")
    ]


def test_language_modelling_is_scored_by_bits() -> None:
    reading = read([stat("bits_per_byte", 0.81)], spec(method="language_modeling"))
    row = rows(reading)["bits_per_byte"]
    assert (row["score_text"], row["scale"], row["higher_is_better"]) == ("0.81", None, False)


def test_tiny_score_is_written_out_and_metric_without_value_left_out() -> None:
    reading = read([stat("bleu_4", 1.1125369292536313e-308), stat("rouge_l", None)])
    (row,) = rows(reading).values()
    assert Decimal(row["score_text"]) == Decimal("1.1125369292536313e-308")
    assert [(one.place, one.reason) for one in reading.left_out] == [("rouge_l", "nothing_counted")]


def test_files_of_single_answers_are_left_out_by_name() -> None:
    reading = read(
        [stat("pass")],
        None,
        **{
            "per_instance_stats.json": [{"instance_id": "id1", "stats": []}],
            "scenario_state.json": {"adapter_spec": {}, "request_states": []},
            "other.json": {"a": 1},
        },
    )
    assert [one.place for one in reading.left_out] == ["per_instance_stats.json", "scenario_state.json"]
    assert set(reading.accompanied_by) == {
        "run/run_spec.json",
        "run/per_instance_stats.json",
        "run/scenario_state.json",
    }


def test_whole_folder_of_a_run_is_read_once() -> None:
    files = {
        "run_spec.json": spec(),
        "stats.json": [stat("pass")],
        "display_requests.json": [{"instance_id": "id1", "train_trial_index": 0, "request": {}}],
        "display_predictions.json": [{"instance_id": "id1", "predicted_text": "A"}],
    }
    (reading,) = registry.read([content(found, f"run/{name}") for name, found in files.items()])
    assert [row["metric"] for row in reading.numbers.to_dicts()] == ["pass"]
    assert [one.place for one in reading.left_out] == ["display_requests.json", "display_predictions.json"]


def test_score_that_is_none_is_named_and_the_others_stay() -> None:
    reading = read([stat("pass", float("nan")), {"name": 1, "count": 1, "sum": 1}, stat("f1_score")])
    assert list(rows(reading)) == ["f1_score"]
    assert [(one.rule, one.column) for one in reading.problems] == [
        ("stat_without_name", "[1]"),
        ("score_not_finite", "[0].mean"),
    ]


def test_run_without_its_settings_is_refused_with_the_cure() -> None:
    problem = outcome(HELM, FILES["stats.json"])
    assert isinstance(problem, Problem)
    assert problem.rule == "helm_without_run_spec"
    for language in ("ko", "en"):
        assert "run_spec.json" in problem.message(language)


def test_two_runs_in_one_folder_are_refused() -> None:
    both = {name: content(spec(), f"run/{name}") for name in ("run_spec.json", "run_spec (1).json")}
    problem = outcome(HELM, FILES["stats.json"], both)
    assert isinstance(problem, Problem)
    assert problem.rule == "helm_many_run_specs"
    assert "run_spec (1).json" in problem.message("en")


def test_run_without_model_is_refused() -> None:
    beside = {"run_spec.json": content(spec(model=None), "run/run_spec.json")}
    problem = outcome(HELM, FILES["stats.json"], beside)
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.column) == ("run_without_model", "adapter_spec.model")


def test_only_statistics_are_claimed() -> None:
    assert [name for name, one in FILES.items() if helm.recognises(one)] == ["stats.json"]
    assert not helm.recognises(content([{"instance_id": "1", "stats": [stat("pass")]}], "x.json"))


def test_cut_file_is_claimed_and_refused_where_it_breaks() -> None:
    cut(HELM, FILES["stats.json"].data, helm.recognises)


def test_files_spoiled_anywhere_are_taken_or_refused() -> None:
    stats = [stat("pass"), stat("num_instances", 3.0), stat("pass", 0.1, "valid", perturbation={"name": "r"})]
    survives(HELM, stats, {"run_spec.json": content(spec(), "run_spec.json")})
    for data in spoil(spec(max_eval_instances=3)):
        beside = {"run_spec.json": Content("run_spec.json", data)}
        outcome(HELM, content(stats, "stats.json"), beside)
