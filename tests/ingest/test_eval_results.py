"""Hugging Face .eval_results files: every value as written, the model by its folder, and bad entries named."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from huggingface_hub import parse_eval_result_entries

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.formats import eval_results
from tests import SAMPLES

PATH = "upstage/Solar-Open-100B/.eval_results/results.yaml"
FULL = """\
# results of one model
- dataset:
    id: SWE-bench/SWE-bench_Verified
    task_id: swe_bench_%_resolved
  value: 75.80
  date: '2026-05-23'
  source:
    url: https://example.org
    name: Official evaluation
    user: somebody
  notes: high reasoning
- dataset: {id: cais/hle, task_id: default, revision: 5503434d}
  value: 20.90
  verifyToken: eyJhb
  date: 2025-01-15T10:30:00Z
  source: {url: https://example.org/b, name: CAIS HLE, org: cais}
  notes: no-tools
- value: 0.412
  dataset:
    id: Idavidrein/gpqa
    config: gpqa_diamond
    split: test
  notes: "acc, 0-shot, temp=1.0"
"""


def content(text: str, path: str = PATH) -> Content:
    return Content(path, text.encode())


def read(text: str, path: str = PATH) -> list[dict[str, Any]]:
    given = content(text, path)
    assert eval_results.recognises(given)
    return eval_results.read(given, {}).numbers.to_dicts()


@pytest.mark.parametrize("text", [FULL, FULL.replace("\n", "\r\n"), f"---\n{FULL}", "\ufeff" + FULL])
def test_every_value(text: str) -> None:
    rows = read(text)
    columns = (
        "benchmark",
        "score_text",
        "conditions",
        "effort",
        "reporter",
        "measured_on",
        "metric",
        "place",
    )
    assert [tuple(row[name] for name in columns) for row in rows] == [
        (
            "SWE-bench/SWE-bench_Verified",
            "75.80",
            "subset=swe_bench_%_resolved",
            "high",
            "Official evaluation",
            "2026-05-23",
            None,
            "[0].value",
        ),
        ("cais/hle", "20.90", "revision=5503434d; tools=none", None, "cais", "2025-01-15", None, "[1].value"),
        (
            "Idavidrein/gpqa",
            "0.412",
            "shots=0; split=test; subset=gpqa_diamond",
            None,
            None,
            None,
            "acc",
            "[2].value",
        ),
    ]
    assert {row["model"] for row in rows} == {"Solar-Open-100B"}
    assert {row["scale"] for row in rows} == {None}


def test_the_same_entries_as_the_library_of_hugging_face() -> None:
    loaded = yaml.safe_load(FULL.replace("config:", "task_id:"))
    expected = [(one.dataset_id, one.value) for one in parse_eval_result_entries(loaded)]
    assert [(row["benchmark"], float(row["score_text"])) for row in read(FULL)] == expected


def test_nothing_is_lost_silently() -> None:
    left = {(one.place, one.reason): one.text for one in eval_results.read(content(FULL), {}).left_out}
    assert left["source.url", "source_link"] == "https://example.org; https://example.org/b (2)"
    assert left["source.user", "bookkeeping"] == "somebody"
    assert left["source.name", "other_name"] == "CAIS HLE"
    assert left["verifyToken", "bookkeeping"] == "eyJhb"
    assert left["[2].notes", "remark"] == "acc, 0-shot, temp=1.0"


def test_several_metrics_of_one_entry() -> None:
    text = "- dataset:\n    id: a/b\n  metrics:\n  - metric_id: accuracy\n    value: 20.90\n  - metric_id: f1\n    value: 3\n"
    assert [(row["metric"], row["score_text"]) for row in read(text)] == [("accuracy", "20.90"), ("f1", "3")]


@pytest.mark.parametrize(
    ("path", "model"),
    [
        (PATH, "Solar-Open-100B"),
        ("org__model/.eval_results/gpqa.yaml", "org/model"),
        ("a/b/.eval_results/sub/gpqa.yaml", "b"),
        ("Solar-Open-100B/gpqa.yaml", "Solar-Open-100B"),
    ],
)
def test_the_folder_names_the_model(path: str, model: str) -> None:
    assert {row["model"] for row in read(FULL, path)} == {model}


GOOD = "- dataset: {id: a/b}\n  value: 1\n"
BAD: list[tuple[str, str, str]] = [
    ("- dataset: {id: a/b}\n  value: high\n", "no_number", "[1].value"),
    ("- dataset: {id: a/b}\n  value: .nan\n", "no_number", "[1].value"),
    ("- dataset: {id: a/b}\n  value:\n", "no_number", "[1].value"),
    ("- dataset: {id: a/b}\n  value: [1]\n", "no_number", "[1].value"),
    ("- dataset: {id: a/b}\n", "no_number", "[1].value"),
    ("- dataset: {id: a/b}\n  metrics: [x]\n", "object_expected", "[1].metrics[0]"),
    ("- dataset: {id: }\n  value: 1\n", "no_benchmark_named", "[1].dataset.id"),
    ("- dataset: a/b\n  value: 1\n", "object_expected", "[1].dataset"),
    ("- value: 1\n", "object_expected", "[1]"),
    ("- text\n", "object_expected", "[1]"),
    ("- [1, 2]\n", "object_expected", "[1]"),
]


@pytest.mark.parametrize(("bad", "rule", "place"), BAD)
def test_a_bad_entry_is_named_and_the_others_stay(bad: str, rule: str, place: str) -> None:
    found = eval_results.read(content(GOOD + bad + GOOD), {})
    assert found.numbers["place"].to_list() == ["[0].value", "[2].value"]
    assert [(one.rule, one.column) for one in found.problems] == [(rule, place)]
    assert found.problems[0].message("ko") != found.problems[0].message("en")


def test_a_source_that_is_no_group_is_named_and_the_number_stays() -> None:
    found = eval_results.read(content("- dataset: {id: a/b}\n  value: 1\n  source: x\n"), {})
    assert found.numbers.height == 1
    assert [(one.rule, one.column) for one in found.problems] == [("object_expected", "[0].source")]


@pytest.mark.parametrize(
    ("text", "path", "rule", "row"),
    [
        (FULL, "gpqa.yaml", "no_model_named", None),
        (FULL, ".eval_results/gpqa.yaml", "no_model_named", None),
        (GOOD + "- dataset: {id: [\n", PATH, "broken_yaml", None),
        ("- dataset: {id: &x a/b}\n  value: 1\n- dataset: {id: *x}\n", PATH, "yaml_alias", 3),
        ("- dataset: {id: " + "[" * 5000 + "]" * 5000 + "}\n  value: 1\n", PATH, "too_deep", None),
    ],
)
def test_a_file_broken_as_a_whole(text: str, path: str, rule: str, row: int | None) -> None:
    given = content(text, path)
    assert eval_results.recognises(given)
    with pytest.raises(Unreadable) as caught:
        eval_results.read(given, {})
    assert caught.value.problem.rule == rule
    assert row is None or caught.value.problem.row == row


@pytest.mark.parametrize(
    "text", ["- a\n- b\n", "# Card\n\n- dataset: x\n- value: 3\n", "dataset:\n  id: a\nvalue: 1\n", ""]
)
def test_other_lists_are_not_claimed(text: str) -> None:
    assert not eval_results.recognises(content(text))


def test_other_files_are_not_claimed() -> None:
    others = [path for path in SAMPLES.rglob("*") if path.is_file()]
    assert not [path for path in others if eval_results.recognises(Content(str(path), path.read_bytes()))]
    assert not eval_results.recognises(Content("x", b"\xff\xfe\x00\xd8"))
