"""Inspect: every metric of real logs as JSON and .eval, unfinished runs refused, epochs never counted as items."""

from __future__ import annotations

import json
import struct
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow
import pytest

from dokja.ingest.content import Content
from dokja.ingest.files import archive
from dokja.ingest.formats import inspect
from dokja.ingest.reading import Reading
from dokja.ingest.registry import importer
from dokja.records.problems import Problem
from tests import SAMPLES
from tests.ingest.spoiled import cut, outcome, plain, survives

INSPECT = importer("inspect")
JSON_LOG = SAMPLES / "inspect" / "data_arc_qwen.json"
EVAL_LOG = SAMPLES / "inspect" / "log_formats.eval"


def content(found: Any) -> Content:
    return Content("log.json", json.dumps(found).encode())


def read(found: Any) -> Reading:
    reading = outcome(INSPECT, found if isinstance(found, Content) else content(found))
    assert isinstance(reading, Reading), reading
    return reading


def rows(reading: Reading) -> list[dict[str, Any]]:
    return list(reading.numbers.iter_rows(named=True))


def said(row: dict[str, Any]) -> dict[str, str]:
    return dict(part.split("=", 1) for part in row["conditions"].split("; "))


def log(**changed: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "version": 2,
        "status": "success",
        "eval": {
            "created": "2025-03-21T05:07:40+00:00",
            "task": "inspect_evals/cyse2",
            "task_version": 0,
            "model": "mistral/mistral-large",
            "dataset": {"name": "challenges", "samples": 1},
            "config": {"limit": 20000, "epochs": 4, "epochs_reducer": ["mean"]},
            "packages": {"inspect_ai": "0.3.75"},
        },
        "plan": {"config": {"reasoning_effort": "high"}},
        "results": {
            "total_samples": 2340,
            "completed_samples": 2340,
            "scores": [score("vul", accuracy=0.38, mean=0.39, std=0.31)],
        },
    }
    found["results"] |= changed.pop("results", {})
    found["eval"] |= changed.pop("eval", {})
    return found | changed


def score(name: str, **metrics: Any) -> dict[str, Any]:
    values = {metric: {"name": metric, "value": value, "params": {}} for metric, value in metrics.items()}
    return {"name": name, "scorer": name, "params": {}, "metrics": values}


def header(path: Any) -> Any:
    """What a real log says, read another way: the member of the archive by the zip's own directory."""
    if path.suffix == ".json":
        return plain(path)
    with ZipFile(path) as opened:
        return json.loads(opened.read("header.json"), parse_float=str, parse_int=str)


@pytest.mark.parametrize("path", [JSON_LOG, EVAL_LOG], ids=lambda path: path.name)
def test_every_metric_of_a_real_log(path: Any) -> None:
    given = Content(path.name, path.read_bytes())
    assert inspect.recognises(given)
    reading = read(given)
    stated = header(path)
    (scorer,) = stated["results"]["scores"]
    (row,) = rows(reading)
    assert stated["status"] == "success"
    assert row["place"] == "results.scores[0].metrics.accuracy.value"
    assert row["score_text"] == scorer["metrics"]["accuracy"]["value"]
    assert row["stderr_text"] == scorer["metrics"]["stderr"]["value"]
    assert (row["model"], row["benchmark"]) == (stated["eval"]["model"], stated["eval"]["task"])
    assert row["measured_on"] == stated["eval"]["created"][:10]
    assert row["n_items"] == int(stated["results"]["total_samples"])
    assert (row["metric"], row["scale"], row["higher_is_better"]) == ("accuracy", "fraction", True)
    assert said(row) == {
        "harness": f"inspect_ai {stated['eval']['packages']['inspect_ai']}",
        "limit": stated["eval"]["config"]["limit"],
        "scorer": scorer["scorer"],
    }
    assert not reading.problems
    assert not reading.left_out


def test_epochs_do_not_multiply_items_and_spread_is_no_score() -> None:
    reading = read(log())
    assert [(row["metric"], row["score_text"], row["n_items"]) for row in rows(reading)] == [
        ("accuracy", "0.38", 585),
        ("mean", "0.39", 585),
    ]
    for row in rows(reading):
        assert row["effort"] == "high"
        assert said(row) == {"epochs": "4", "harness": "inspect_ai 0.3.75", "scorer": "vul"}
    assert [row["scale"] for row in rows(reading)] == ["fraction", None]
    assert [(one.place, one.reason) for one in reading.left_out] == [
        ("results.scores[0].metrics.std.value", "spread_of_scores")
    ]


@pytest.mark.parametrize(
    ("scored", "completed", "epochs", "items"),
    [
        (78, 78, 1, 78),
        (585, 2340, 4, 585),
        (2340, 2340, 4, 585),
        (None, 2339, 4, None),
        (None, None, 1, 2340),
    ],
)
def test_number_of_items(scored: Any, completed: Any, epochs: int, items: int | None) -> None:
    one = score("s", accuracy=0.5) | {"scored_samples": scored}
    found = log(
        results={"scores": [one], "completed_samples": completed}, eval={"config": {"epochs": epochs}}
    )
    assert [row["n_items"] for row in rows(read(found))] == [items]


def test_several_scorers_reducers_and_a_judge() -> None:
    graded = score("fact", accuracy=0.5, stderr=0.05) | {
        "params": {"grader_model": {"model": "google/gemini"}}
    }
    part = score("concern", mean=3.2) | {"scorer": "audit", "reducer": "max", "params": {"model": "x/judge"}}
    found = log(results={"scores": [graded, part], "total_samples": 80, "completed_samples": 78})
    first, second = rows(read(found))
    assert (first["stderr_text"], said(first)["scorer"], said(first)["judge"]) == (
        "0.05",
        "fact",
        "google/gemini",
    )
    assert said(second)["scorer"] == "audit/concern"
    assert said(second)["reducer"] == "max"
    assert said(second)["judge"] == "x/judge"
    assert said(second)["completed"] == "78 of 80"
    assert (second["score_text"], second["scale"], second["stderr_text"]) == ("3.2", None, None)


def test_standard_errors_of_several_metrics_stand_with_theirs() -> None:
    metrics = {
        "strict_acc": 0.8,
        "strict_stderr": 0.02,
        "final_acc": 0.7,
        "final_stderr": 0.01,
        "lone_stderr": 0.3,
    }
    reading = read(log(results={"scores": [score("ifeval", **metrics)]}))
    assert [(row["metric"], row["stderr_text"], row["scale"]) for row in rows(reading)] == [
        ("strict_acc", "0.02", "fraction"),
        ("final_acc", "0.01", "fraction"),
    ]
    assert [(one.text, one.reason) for one in reading.left_out] == [("0.3", "stderr_without_score")]


def test_standard_error_of_the_mean_is_not_that_of_other_metrics() -> None:
    found = log(results={"scores": [score("s", accuracy=0.5, physics=0.4, stderr=0.05)]})
    assert [(row["metric"], row["stderr_text"]) for row in rows(read(found))] == [
        ("accuracy", "0.05"),
        ("physics", None),
    ]


@pytest.mark.parametrize(
    ("params", "judge"),
    [
        ({}, "x/grader"),
        ({"model_role": "other"}, "y/other"),
        ({"model": ["a/b", "c/d"]}, "a/b, c/d"),
        ({"model": None, "model_role": "missing"}, None),
    ],
)
def test_judges_by_role_and_several(params: dict[str, Any], judge: str | None) -> None:
    roles = {"grader": {"model": "x/grader"}, "other": {"model": "y/other"}}
    one = score("model_graded_qa", accuracy=0.5) | {"params": params}
    (row,) = rows(read(log(eval={"model_roles": roles}, results={"scores": [one]})))
    assert said(row).get("judge") == judge
    (row,) = rows(read(log(eval={"model_roles": roles}, results={"scores": [score("match", accuracy=0.5)]})))
    assert "judge" not in said(row)


def test_subset_that_the_task_was_confined_to() -> None:
    arguments = {"subset_name": "causal_judgement", "subjects": ["a", "b"], "cot": True, "language": None}
    found = log(eval={"task_args": arguments, "solver": "basic_agent"})
    assert {said(row)["subset"] for row in rows(read(found))} == {"causal_judgement / a / b"}
    assert {said(row)["solver"] for row in rows(read(found))} == {"basic_agent"}


@pytest.mark.parametrize(
    ("config", "mode", "effort", "level"),
    [
        ({"reasoning_effort": "medium"}, None, "medium", None),
        ({"reasoning_effort": "minimal"}, None, "minimal", None),
        ({"reasoning_effort": "none"}, "non-reasoning", None, None),
        ({"extra_body": {"chat_template_kwargs": {"enable_thinking": False}}}, "non-reasoning", None, None),
        ({"reasoning_tokens": 16000}, None, None, None),
    ],
)
def test_thinking_that_was_asked_for(
    config: dict[str, Any], mode: str | None, effort: str | None, level: str | None
) -> None:
    for row in rows(read(log(plan={"config": config}))):
        assert (row["mode"], row["effort"], said(row).get("effort")) == (mode, effort, level)
        assert said(row).get("reasoning-tokens") == ("16000" if "reasoning_tokens" in config else None)


def test_limit_as_a_range() -> None:
    found = log(eval={"config": {"limit": [10, 20]}}, results={"total_samples": 10, "completed_samples": 10})
    assert {said(row)["limit"] for row in rows(read(found))} == {"10-20"}


def test_logs_of_2024_with_one_scorer() -> None:
    metrics = {"accuracy": {"name": "accuracy", "value": 1}, "bootstrap_std": {"value": 0.20}}
    found = log()
    found["results"] = {"scorer": {"name": "model_graded_fact"}, "metrics": metrics}
    (row,) = rows(read(found))
    assert (row["score_text"], row["stderr_text"], row["n_items"]) == ("1", "0.2", None)
    assert row["place"] == "results.metrics.accuracy.value"
    assert said(row)["limit"] == "20000"


@pytest.mark.parametrize("status", ["started", "cancelled", "error", None])
def test_unfinished_run_is_named_and_nothing_taken_over(status: str | None) -> None:
    reading = read(log(status=status))
    assert reading.numbers.is_empty()
    assert [(one.rule, one.column, one.value) for one in reading.problems] == [
        ("unfinished_run", "status", status or "started")
    ]
    assert {(one.text, one.reason) for one in reading.left_out} == {
        (value, "of_unfinished_run") for value in ("0.38", "0.39", "0.31")
    }


def test_standard_error_that_is_none_or_stands_alone_is_left_out() -> None:
    found = log(results={"scores": [score("a", accuracy=0.5, stderr=float("nan")), score("b", stderr=0.1)]})
    reading = read(found)
    assert [row["stderr_text"] for row in rows(reading)] == [None]
    assert [(one.text, one.reason) for one in reading.left_out] == [
        ("NaN", "stderr_not_number"),
        ("0.1", "stderr_without_score"),
    ]


def test_invalidated_run_is_named() -> None:
    reading = read(log(invalidated=True))
    assert reading.numbers.is_empty()
    assert [one.rule for one in reading.problems] == ["invalidated_run"]


def test_score_that_is_none_is_named_and_the_others_stay() -> None:
    broken = {"name": "b", "metrics": 3}
    reading = read(log(results={"scores": [score("a", accuracy=float("nan"), mean=0.5), broken]}))
    assert [row["metric"] for row in rows(reading)] == ["mean"]
    assert [(one.rule, one.column) for one in reading.problems] == [
        ("metrics_not_object", "results.scores[1].metrics"),
        ("score_not_finite", "results.scores[0].metrics.accuracy.value"),
    ]


BAD: list[tuple[dict[str, Any], str, str]] = [
    (log(eval={"model": None}), "run_without_model", "eval.model"),
    (log(eval={"model": "none/none"}), "run_without_model", "eval.model"),
    (log(eval={"task": ""}), "run_without_task", "eval.task"),
    (log() | {"eval": []}, "object_needed", "eval"),
    (log(results={"scores": []}), "run_without_scores", "results.scores"),
]


@pytest.mark.parametrize(("found", "rule", "place"), BAD)
def test_bad_log_is_refused_with_place(found: Any, rule: str, place: str) -> None:
    problem = outcome(INSPECT, content(found))
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.column) == (rule, place)


def zipped(members: dict[str, Any]) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as opened:
        for name, found in members.items():
            opened.writestr(name, json.dumps(found))
    return held.getvalue()


def zstandard(name: str, data: bytes) -> bytes:
    """An archive of one member packed with Zstandard (method 93), as Inspect writes it since 2026."""
    packed: bytes = pyarrow.Codec("zstd").compress(data, asbytes=True)
    sizes = (zlib.crc32(data), len(packed), len(data), len(name), 0)
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 63, 0, 93, 0, 33, *sizes) + name.encode()
    central = (
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 63, 63, 0, 93, 0, 33, *sizes, 0, 0, 0, 0, 0) + name.encode()
    )
    start = len(local) + len(packed)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(central), start, 0)
    return local + packed + central + end


def test_archive_without_header_is_an_unfinished_run() -> None:
    start = {"version": 2, "eval": log()["eval"], "plan": {}}
    given = Content("log.eval", zipped({"_journal/start.json": start, "_journal/summaries/1.json": []}))
    assert inspect.recognises(given)
    (problem,) = read(given).problems
    assert problem.rule == "unfinished_run"


def test_archive_packed_with_zstandard() -> None:
    whole = zstandard("header.json", json.dumps(log()).encode())
    assert inspect.recognises(Content("log.eval", whole))
    assert [row["score_text"] for row in rows(read(Content("log.eval", whole)))] == ["0.38", "0.39"]
    broken = bytearray(whole)
    broken[60:80] = bytes(20)
    problem = outcome(INSPECT, Content("log.eval", bytes(broken)))
    assert isinstance(problem, Problem)
    assert problem.rule == "broken_member"
    assert "header.json" in problem.message("en")


def test_answers_of_any_size_stand_in_no_ones_way(monkeypatch: pytest.MonkeyPatch) -> None:
    header = json.dumps(log())
    monkeypatch.setattr(archive, "MOST_EXPANDED", len(header) + 100)
    whole = zipped({"header.json": log(), "samples/1_epoch_1.json": "x" * 10_000})
    assert [row["score_text"] for row in rows(read(Content("log.eval", whole)))] == ["0.38", "0.39"]


def test_header_that_grows_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.dumps(log()).encode()
    monkeypatch.setattr(archive, "MOST_EXPANDED", len(data) - 1)
    for whole in (zstandard("header.json", data), zipped({"header.json": log()})):
        problem = outcome(INSPECT, Content("log.eval", whole))
        assert isinstance(problem, Problem)
        assert problem.rule == "zip_bomb"


def test_broken_header_in_an_archive_is_named_with_its_member() -> None:
    given = Content("log.eval", zstandard("header.json", b'{"status": '))
    problem = outcome(INSPECT, given)
    assert isinstance(problem, Problem)
    assert (problem.file, problem.rule) == ("log.eval/header.json", "broken_json")


def test_other_archives_and_files_are_not_claimed() -> None:
    assert not inspect.recognises(Content("a.xlsx", zipped({"xl/workbook.xml": 1})))
    assert not inspect.recognises(Content("a.eval", b"PK\3\4 broken"))
    for path in SAMPLES.rglob("*.json"):
        if path.parent.name != "inspect":
            assert not inspect.recognises(Content(path.name, path.read_bytes()))


def test_cut_log_is_claimed_and_refused_where_it_breaks() -> None:
    cut(INSPECT, JSON_LOG.read_bytes(), inspect.recognises)


def test_logs_spoiled_anywhere_are_taken_or_refused() -> None:
    survives(INSPECT, log())
    survives(INSPECT, log(status="error", results={"scores": [score("a", accuracy=1.0, stderr=0.0)]}))
