"""Every Eval Ever: every result of a real file, the schema's versions, and bad entries named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dokja.ingest.content import Content
from dokja.ingest.formats import every_eval_ever
from dokja.ingest.reading import Reading
from dokja.ingest.registry import importer
from dokja.records.problems import Problem
from tests import SAMPLES
from tests.ingest.spoiled import cut, outcome, plain, survives

FILES = sorted((SAMPLES / "every-eval-ever").glob("*.json"))
EEE = importer("every_eval_ever")


def content(found: Any) -> Content:
    return Content("aggregate.json", json.dumps(found).encode())


def read(found: Any) -> Reading:
    reading = outcome(EEE, content(found))
    assert isinstance(reading, Reading), reading
    return reading


def rows(reading: Reading) -> list[dict[str, Any]]:
    return list(reading.numbers.iter_rows(named=True))


def said(row: dict[str, Any]) -> dict[str, str]:
    return dict(part.split("=", 1) for part in (row["conditions"] or "").split("; ") if part)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_result_of_a_real_file(path: Any) -> None:
    stated = plain(path)
    given = Content(path.name, path.read_bytes())
    assert every_eval_ever.recognises(given)
    reading = outcome(EEE, given)
    assert isinstance(reading, Reading)
    assert len(rows(reading)) == len(stated["evaluation_results"]) == 6
    for place, (row, result) in enumerate(zip(rows(reading), stated["evaluation_results"], strict=True)):
        assert row["place"] == f"evaluation_results[{place}].score_details.score"
        assert row["score_text"] == result["score_details"]["score"]
        assert row["benchmark"] == result["evaluation_name"]
        assert f"{row['metric']} on {row['benchmark']}" == result["metric_config"]["evaluation_description"]
        assert row["model"] == stated["model_info"]["id"]
        assert row["reporter"] == stated["source_metadata"]["source_organization_name"]
        assert (row["scale"], row["higher_is_better"]) == ("fraction", True)
        assert row["measured_on"] is None
    (model,) = reading.models.iter_rows(named=True)
    assert (model["maker"], model["total_params_b"]) == ("TencentARC", "8.357")
    assert [(one.text, one.reason) for one in reading.left_out] == [("2026-02-10", "retrieved_on")]
    assert not reading.problems


def test_files_of_other_tools_are_not_claimed() -> None:
    for path in SAMPLES.rglob("*.json"):
        claimed = every_eval_ever.recognises(Content(path.name, path.read_bytes()))
        assert claimed == (path.parent.name == "every-eval-ever")


def result(score: Any = 0.5, name: str = "GPQA", **config: Any) -> dict[str, Any]:
    scored = {"lower_is_better": False, "score_type": "continuous", "min_score": 0, "max_score": 1, **config}
    return {"evaluation_name": name, "metric_config": scored, "score_details": {"score": score}}


def aggregate(*results: dict[str, Any], **changed: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "schema_version": "0.2.2",
        "evaluation_id": "x/y/1",
        "retrieved_timestamp": "1770682486.6",
        "source_metadata": {
            "source_type": "evaluation_run",
            "source_organization_name": "EvalEval Coalition",
            "evaluator_relationship": "third_party",
        },
        "eval_library": {"name": "inspect_ai", "version": "unknown"},
        "model_info": {"name": "M", "id": "maker/m", "developer": "maker"},
        "evaluation_results": list(results),
    }
    return found | changed


def today() -> dict[str, Any]:
    """A result with all that version 0.2.2 can say."""
    one = result(62.50, metric_name="Accuracy", metric_unit="percent", min_score=0, max_score=100)
    one["evaluation_timestamp"] = "1770463617.0"
    one["source_data"] = {
        "dataset_name": "gpqa-diamond",
        "source_type": "hf_dataset",
        "hf_repo": "a/b",
        "hf_split": "test",
        "hf_config": "diamond",
        "samples_number": 198,
    }
    one["metric_config"]["llm_scoring"] = {"judges": [{"model_info": {"id": "x/judge"}}], "input_prompt": "p"}
    one["score_details"]["uncertainty"] = {
        "standard_error": {"value": 1.20, "method": "analytic"},
        "confidence_interval": {"lower": 60.1, "upper": 64.9},
        "num_samples": 150,
    }
    one["generation_config"] = {
        "generation_args": {"agentic_eval_config": {"available_tools": [{"name": "bash"}]}}
    }
    return one


def test_all_that_the_newest_version_says() -> None:
    reading = read(aggregate(today(), eval_library={"name": "lm_eval", "version": "0.4.9"}))
    (row,) = rows(reading)
    assert (row["metric"], row["score_text"], row["scale"]) == ("Accuracy", "62.5", "percent")
    assert (row["stderr_text"], row["n_items"], row["measured_on"]) == ("1.2", 150, "2026-02-07")
    assert row["reporter"] == "EvalEval Coalition"
    assert said(row) == {
        "dataset": "gpqa-diamond",
        "harness": "lm_eval 0.4.9",
        "judge": "x/judge",
        "limit": "150",
        "split": "test",
        "subset": "diamond",
        "tools": "yes",
    }
    (interval,) = [one for one in reading.left_out if one.reason == "further_figures"]
    assert interval.place == "evaluation_results[0].score_details.uncertainty.confidence_interval"
    assert interval.text == "lower 60.1, upper 64.9"


def test_version_0_0_1() -> None:
    one = result(0.04225352112676056, "Hard Problems", evaluation_description="Pass@1 on Hard Problems")
    found = aggregate(one, schema_version="0.0.1", source_data=["https://x"], eval_library=None)
    found["source_metadata"] |= {"source_name": "Live Code Bench Pro"}
    (row,) = rows(read(found))
    assert (row["metric"], row["score_text"]) == ("Pass@1", "0.04225352112676056")
    assert said(row) == {"dataset": "Live Code Bench Pro"}
    del found["source_metadata"]["source_name"]
    found["evaluation_source"] = {"evaluation_source_name": "Global MMLU Lite Leaderboard"}
    (row,) = rows(read(found))
    assert said(row) == {"dataset": "Global MMLU Lite Leaderboard"}


def test_version_0_1_0() -> None:
    data = {"dataset_name": "ai2_arc", "samples_number": 2376, "sample_ids": [1, 2, 3]}
    one = {
        "evaluation_name": "choice",
        "evaluation_timestamp": "2025-11-28T00:36:05.010417Z",
        "metric_config": {"evaluation_description": "accuracy", "lower_is_better": False},
        "score_details": {"score": 1.0, "confidence_interval": {"lower": 0.9, "upper": 1.0}},
    }
    found = aggregate(one, source_data=data)
    found["source_metadata"] |= {"source_organization_name": "unknown"}
    reading = read(found)
    (row,) = rows(reading)
    assert (row["metric"], row["scale"], row["n_items"]) == ("accuracy", None, 3)
    assert (row["reporter"], row["measured_on"]) == (None, "2025-11-28")
    assert said(row) == {"dataset": "ai2_arc", "harness": "inspect_ai", "limit": "3"}
    assert "further_figures" in {one.reason for one in reading.left_out}


def test_standard_error_that_is_no_number_is_left_out() -> None:
    one = result()
    one["score_details"]["uncertainty"] = {"standard_error": {"value": "small"}}
    reading = read(aggregate(one))
    assert [row["stderr_text"] for row in rows(reading)] == [None]
    assert ("value small", "further_figures") in {(left.text, left.reason) for left in reading.left_out}


SCALES: list[tuple[dict[str, Any], str | None]] = [
    ({"min_score": 0.0, "max_score": 1.0}, "fraction"),
    ({"min_score": 0, "max_score": 100.0}, "percent"),
    ({"min_score": 0, "max_score": 1, "metric_unit": "proportion"}, "fraction"),
    ({"min_score": 0, "max_score": 3000, "metric_unit": "points"}, "points"),
    ({"min_score": 0, "max_score": 10}, None),
    ({"min_score": None, "max_score": None, "score_type": "binary"}, None),
]


@pytest.mark.parametrize(("config", "scale"), SCALES)
def test_scale_from_unit_and_range(config: dict[str, Any], scale: str | None) -> None:
    assert [row["scale"] for row in rows(read(aggregate(result(0.5, **config))))] == [scale]


def test_direction_is_turned_round() -> None:
    found = aggregate(
        result(lower_is_better=True), result(lower_is_better=False), result(lower_is_better=None)
    )
    assert [row["higher_is_better"] for row in rows(read(found))] == [False, True, None]


PROVIDERS: list[tuple[dict[str, Any], str | None]] = [
    ({"source_organization_name": "Vals AI", "evaluator_relationship": "third_party"}, "Vals AI"),
    ({"source_organization_name": "arXiv", "evaluator_relationship": "first_party"}, "maker"),
    ({"source_organization_name": "arXiv", "evaluator_relationship": "third_party"}, None),
    ({"source_organization_name": "LLM Stats", "evaluator_relationship": "first_party"}, "maker"),
    ({"source_organization_name": "LLM Stats", "evaluator_relationship": "third_party"}, None),
    ({"source_organization_name": "Maker", "evaluator_relationship": "third_party"}, None),
    ({"source_organization_name": "Some Lab", "evaluator_relationship": "collaborative"}, None),
    ({"source_organization_name": "Some Lab", "evaluator_relationship": "other"}, "Some Lab"),
    (
        {
            "source_organization_name": "Some Collection",
            "evaluator_relationship": "third_party",
            "additional_details": {"source_role": "aggregator"},
        },
        None,
    ),
    (
        {
            "source_organization_name": "Some Collection",
            "evaluator_relationship": "third_party",
            "additional_details": {"source_role": "aggregator", "evaluator_name": "Vals AI"},
        },
        "Vals AI",
    ),
]


@pytest.mark.parametrize(("source", "reporter"), PROVIDERS)
def test_who_collected_the_results_is_not_who_measured_them(
    source: dict[str, Any], reporter: str | None
) -> None:
    source = {"source_type": "documentation", **source}
    schema = json.loads(
        (Path(__file__).parent.parent / "every_eval_ever" / "eval.schema.json").read_text("utf-8")
    )
    jsonschema.validate(source, schema["properties"]["source_metadata"])
    reading = read(aggregate(result(), source_metadata=source))
    assert [row["reporter"] for row in rows(reading)] == [reporter]
    left = [one.text for one in reading.left_out if one.reason == "not_the_reporter"]
    assert left == ([] if reporter else [source["source_organization_name"]])


def test_results_of_an_aggregator_may_have_evaluators_of_their_own() -> None:
    quoted, named = result(), result()
    quoted["source_data"] = {"additional_details": {"source_role": "aggregator"}}
    named["score_details"]["details"] = {"evaluated_by": "Vals AI"}
    assert [row["reporter"] for row in rows(read(aggregate(quoted, named, result())))] == [
        None,
        "Vals AI",
        "EvalEval Coalition",
    ]


def test_maker_reports_where_first_party_names_nobody() -> None:
    source = {"evaluator_relationship": "first_party", "source_organization_name": "unknown"}
    assert [row["reporter"] for row in rows(read(aggregate(result(), source_metadata=source)))] == ["maker"]


def test_unknown_level_is_no_score() -> None:
    levels: dict[str, Any] = {
        "score_type": "levels",
        "level_names": ["low", "high"],
        "has_unknown_level": True,
    }
    reading = read(aggregate(result(-1, **levels), result(1, **levels)))
    assert [row["score_text"] for row in rows(reading)] == ["1"]
    assert "level_not_known" in {one.reason for one in reading.left_out}


def test_bad_results_are_named_and_the_others_stay() -> None:
    nameless = result() | {"evaluation_name": None}
    found = aggregate(result(44.86), nameless, result("high"), result(float("inf")), result(0.25))
    reading = read(found)
    assert [row["score_text"] for row in rows(reading)] == ["0.25"]
    assert [(one.rule, one.column, one.value) for one in reading.problems] == [
        ("score_out_of_range", "evaluation_results[0].score_details.score", "44.86"),
        ("result_without_name", "evaluation_results[1].evaluation_name", "null"),
        ("score_not_number", "evaluation_results[2].score_details.score", "high"),
        ("score_not_finite", "evaluation_results[3].score_details.score", "Infinity"),
    ]
    assert "0" in reading.problems[0].message("ko")


BAD: list[tuple[dict[str, Any], str, str]] = [
    (aggregate(), "list_needed", "evaluation_results"),
    (aggregate(result(), model_info={}), "object_needed", "model_info"),
    (aggregate(result(), model_info={"developer": "x"}), "run_without_model", "model_info.id"),
]


@pytest.mark.parametrize(("found", "rule", "place"), BAD)
def test_bad_file_is_refused_with_place(found: Any, rule: str, place: str) -> None:
    problem = outcome(EEE, content(found))
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.column) == (rule, place)


def test_cut_file_is_claimed_and_refused_where_it_breaks() -> None:
    cut(EEE, FILES[0].read_bytes(), every_eval_ever.recognises)


def test_files_spoiled_anywhere_are_taken_or_refused() -> None:
    survives(EEE, aggregate(today(), result(-1, has_unknown_level=True)))
