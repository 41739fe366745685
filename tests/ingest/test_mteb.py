"""MTEB results: main scores of every split and subset, in the layouts of all years, and bad files named."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.formats import mteb
from tests import SAMPLES

FOLDER = SAMPLES / "mteb"
FILES = sorted(FOLDER.rglob("*.json"))
REVISION = "d4aa6901d3a41ba39fb536a557fa166f842b0e09"
META = {
    "name": "BAAI/bge-large-en-v1.5",
    "n_parameters": 335000000,
    "max_tokens": 512.0,
    "release_date": "2023-09-12",
    "license": "mit",
}


def content(found: Any, path: str = "BAAI__bge/KorSTS.json") -> Content:
    return Content(path, (found if isinstance(found, str) else json.dumps(found)).encode())


def task(scores: Any, **changed: Any) -> dict[str, Any]:
    return {"task_name": "T", "mteb_version": "1.18.0", "dataset_revision": "r", "scores": scores, **changed}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_main_score_of_a_sample(path: Path) -> None:
    given = Content(str(path), path.read_bytes())
    assert mteb.recognises(given)
    found = mteb.read(given, {})
    stated = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    expected = [(split, one) for split, entries in stated["scores"].items() for one in entries]
    assert found.numbers.height == len(expected) > 0
    for row, (split, one) in zip(found.numbers.to_dicts(), expected, strict=True):
        assert row["score_text"] == str(one["main_score"])
        assert row["model"] == path.parent.name.replace("__", "/")
        assert row["benchmark"] == stated["task_name"]
        assert row["scale"] == "fraction"
        version, revision = stated["mteb_version"], stated["dataset_revision"]
        assert row["conditions"] == f"harness=mteb {version}; revision={revision}; split={split}"
        equal = [name for name, value in one.items() if value == one["main_score"] and name != "main_score"]
        assert row["metric"] == (equal[0] if len(equal) == 1 else "main_score")
        others = [
            text for text in one if text not in ("main_score", "hf_subset", "languages", "mteb_version")
        ]
        (left,) = [text.text for text in found.left_out if text.reason == "other_metric"]
        assert left.endswith(f"({len(others) - (row['metric'] != 'main_score')})")
    assert not found.problems


def test_the_day_is_read_from_seconds() -> None:
    (path,) = [path for path in FILES if "cnmoro" in str(path)]
    assert mteb.read(Content(str(path), path.read_bytes()), {}).numbers["measured_on"].to_list() == [
        "2026-08-04"
    ]


def test_model_meta_beside_the_results() -> None:
    meta = content(META, f"x/{REVISION}/model_meta.json")
    found = mteb.read(content(task({"test": [{"main_score": 0.5}]}), f"x/{REVISION}/T.json"), {"m": meta})
    assert found.models.rows() == [
        ("BAAI/bge-large-en-v1.5", None, "0.335", None, "512", "2023-09-12", "mit")
    ]
    assert found.numbers["model"].to_list() == ["BAAI/bge-large-en-v1.5"]
    assert found.accompanied_by == [meta.path]
    assert not mteb.recognises(meta)


@pytest.mark.parametrize(
    ("path", "model"),
    [
        (f"results/BAAI__bge-large-en-v1.5/{REVISION}/T.json", "BAAI/bge-large-en-v1.5"),
        ("results/org__a__b/no_revision_available/T.json", "org/a__b"),
        ("voyage-3/T.json", "voyage-3"),
    ],
)
def test_the_folder_names_the_model(path: str, model: str) -> None:
    assert mteb.read(content(task({"test": [{"main_score": 1}]}), path), {}).numbers["model"].to_list() == [
        model
    ]


def test_splits_and_subsets_are_told_apart() -> None:
    scores = {
        "dev": [{"main_score": 0.1, "hf_subset": "ko"}],
        "test": [{"main_score": 0.20, "hf_subset": "ko"}, {"main_score": 0.3, "hf_subset": "default"}],
    }
    found = mteb.read(content(task(scores)), {})
    assert found.numbers["conditions"].to_list() == [
        "harness=mteb 1.18.0; revision=r; split=dev; subset=ko",
        "harness=mteb 1.18.0; revision=r; split=test; subset=ko",
        "harness=mteb 1.18.0; revision=r; split=test",
    ]


OLD: list[tuple[dict[str, Any], list[tuple[str, str, str]]]] = [
    ({"test": {"accuracy": 0.8, "accuracy_stderr": 0.02, "main_score": 0.8}}, [("test", "accuracy", "0.8")]),
    (
        {"test": {"en": {"accuracy": 0.7, "main_score": 0.7}, "de": {"accuracy": 0.6, "main_score": 0.6}}},
        [("test; subset=en", "accuracy", "0.7"), ("test; subset=de", "accuracy", "0.6")],
    ),
    (
        {"test": {"fr-en": {"f1": 0.9, "accuracy": 0.91, "main_score": 0.9}}},
        [("test; subset=fr-en", "f1", "0.9")],
    ),
    ({"dev": {"map_at_10": 0.4, "ndcg_at_10": 0.51669}}, [("dev", "ndcg_at_10", "0.51669")]),
    ({"test": {"v_measure": 0.3, "v_measure_std": 0.1}}, [("test", "v_measure", "0.3")]),
    ({"test": {"map": 0.69, "mrr": 0.8}}, [("test", "map", "0.69")]),
    (
        {"test": {"cos_sim": {"pearson": 0.8, "spearman": 0.81}, "euclidean": {"spearman": 0.7}}},
        [("test", "cos_sim.spearman", "0.81")],
    ),
    (
        {"test": {"ko-ko": {"cos_sim": {"pearson": 0.8, "spearman": 0.81}}}},
        [("test; subset=ko-ko", "cos_sim.spearman", "0.81")],
    ),
    (
        {"test": {"cos_sim": {"accuracy": 0.8, "ap": 0.6}, "max": {"ap": 0.7}}},
        [("test", "cos_sim.ap", "0.6")],
    ),
]


@pytest.mark.parametrize(("results", "expected"), OLD)
def test_layouts_until_2024(results: dict[str, Any], expected: list[tuple[str, str, str]]) -> None:
    given = content({"mteb_dataset_name": "T", "mteb_version": "1.1.1", "dataset_revision": None, **results})
    assert mteb.recognises(given)
    found = mteb.read(given, {})
    harness = "harness=mteb 1.1.1; split="
    rows = [
        (row["conditions"].removeprefix(harness), row["metric"], row["score_text"])
        for row in found.numbers.to_dicts()
    ]
    assert rows == expected
    assert not found.problems


def test_further_metrics_without_value_do_not_hinder_the_main_score() -> None:
    metrics = {"nauc_ndcg_at_10_max": float("nan"), "ndcg_at_10": 0.25, "main_score": 0.25}
    given = content(task({"test": [metrics]}), "org__m/r/NFCorpus.json")
    assert mteb.recognises(given)
    beside = content(
        {"name": "org/m", "n_parameters": 1, "max_tokens": float("inf")}, "org__m/r/model_meta.json"
    )
    (row,) = mteb.read(given, {"model_meta.json": beside}).numbers.to_dicts()
    assert (row["model"], row["metric"], row["score_text"]) == ("org/m", "ndcg_at_10", "0.25")


BAD: list[tuple[Any, str, str]] = [
    ({"main_score": float("nan")}, "no_number", "scores.test[1].main_score"),
    ({"main_score": "high"}, "no_number", "scores.test[1].main_score"),
    ({"main_score": None}, "no_number", "scores.test[1].main_score"),
    ({"hf_subset": "ko"}, "no_main_score", "scores.test[1]"),
    ("text", "object_expected", "scores.test[1]"),
    (None, "object_expected", "scores.test[1]"),
]


@pytest.mark.parametrize(("bad", "rule", "place"), BAD)
def test_a_bad_record_is_named_and_the_others_stay(bad: Any, rule: str, place: str) -> None:
    found = mteb.read(content(task({"test": [{"main_score": 0.5}, bad]})), {})
    assert found.numbers.height == 1
    assert [(one.rule, one.column) for one in found.problems] == [(rule, place)]
    assert found.problems[0].message("ko") != found.problems[0].message("en")


@pytest.mark.parametrize(
    ("found", "path", "rule"),
    [
        (task({"test": [{"main_score": 0.5}]}), "T.json", "no_model_named"),
        (task({"test": [{"main_score": 0.5}]}, task_name=[]), "m/T.json", "no_benchmark_named"),
        (task({}), "m/T.json", "no_results"),
        (task({"test": []}), "m/T.json", "no_results"),
        (task([1]), "m/T.json", "object_expected"),
        ('{"task_name": "T", "mteb_version": "1", "scores": {"te', "m/T.json", "broken_json"),
    ],
)
def test_a_file_broken_as_a_whole(found: Any, path: str, rule: str) -> None:
    assert mteb.recognises(content(found, path))
    with pytest.raises(Unreadable) as caught:
        mteb.read(content(found, path), {})
    assert caught.value.problem.rule == rule


def test_letters_that_no_file_can_hold_do_no_harm() -> None:
    scores = {"\ud800": [{"main_score": 0.5, "\ud800": 0.5, "hf_subset": "\ud800"}]}
    assert mteb.read(content(task(scores)), {}).numbers.height == 1


def test_other_files_are_not_claimed() -> None:
    others = [path for path in SAMPLES.rglob("*") if path.is_file() and FOLDER not in path.parents]
    assert not [path for path in others if mteb.recognises(Content(str(path), path.read_bytes()))]
