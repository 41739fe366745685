"""LLM Stats files: every number as the file states it, the model from beside it, and bad files named."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.formats import llm_stats
from tests import SAMPLES

FOLDER = SAMPLES / "llm-stats"
FOLDERS = sorted(path.name for path in FOLDER.glob("*"))
SETTINGS = {
    "Accuracy (with tools)": "tools=yes",
    "Accuracy (without tools)": "tools=none",
    "Chain-of-Thought accuracy": "prompt=cot",
    "Elo (with tools)": "tools=yes",
    "Elo (without tools)": "tools=none",
    "Without tools": "tools=none",
}


def content(text: str, path: str = "some-model/benchmarks.json") -> Content:
    return Content(path, text.encode())


def sample(folder: str, name: str, path: str | None = None) -> Content:
    return Content(path or f"{folder}/{name}", (FOLDER / folder / name).read_bytes())


def entry(**changed: Any) -> dict[str, Any]:
    stated = {
        "benchmark_id": "b",
        "model_id": "m",
        "score": 0.5,
        "is_self_reported": True,
        "analysis_method": "0-shot",
    }
    return {**stated, **changed}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_number_of_a_sample(folder: str) -> None:
    found = llm_stats.read(sample(folder, "benchmarks.json"), {"m": sample(folder, "model.json")})
    stated = json.loads((FOLDER / folder / "benchmarks.json").read_text("utf-8"), parse_float=Decimal)
    model = json.loads((FOLDER / folder / "model.json").read_text("utf-8"))
    assert found.numbers.height == len(stated) > 0
    for row, one in zip(found.numbers.to_dicts(), stated, strict=True):
        assert row["score_text"] == str(one["score"])
        assert row["benchmark"] == one["benchmark_name"]
        assert row["model"] == model["name"]
        assert row["reporter"] == (model["organization_id"] if one["is_self_reported"] else None)
        assert row["scale"] == "fraction"
        assert row["conditions"] == SETTINGS.get(one["analysis_method"])
    (described,) = found.models.to_dicts()
    assert Decimal(described["total_params_b"]) * 10**9 == model["param_count"]
    assert (described["released_on"], described["licence"]) == (model["release_date"], model["license_id"])
    assert not found.problems
    remarks = [one.text for one in found.left_out if one.reason == "remark"]
    assert remarks == [
        one["analysis_method"] for one in stated if one["analysis_method"] == "Function calling"
    ]
    assert found.accompanied_by == [f"{folder}/model.json"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_model_alone(folder: str) -> None:
    alone = sample(folder, "model.json")
    assert llm_stats.recognises(alone)
    found = llm_stats.read(alone, {})
    assert found.numbers.is_empty()
    assert found.models.height == 1
    assert "knowledge_cutoff" in {one.place for one in found.left_out} or folder == "gpt-oss-120b"


def test_without_a_model_the_folder_names_it() -> None:
    path = "data/organizations/ai21/models/jamba-1.5-large/benchmarks.json"
    found = llm_stats.read(sample("jamba-1.5-large", "benchmarks.json", path), {})
    assert set(found.numbers["model"]) == {"jamba-1.5-large"}
    assert set(found.numbers["reporter"]) == {"ai21"}


def test_numbers_of_others_name_no_reporter_and_links_are_kept() -> None:
    others = entry(is_self_reported=False, self_reported_source_link="https://example.org")
    found = llm_stats.read(content(json.dumps([others])), {})
    assert found.numbers["reporter"].to_list() == [None]
    assert ("source_link", "https://example.org") in {(one.reason, one.text) for one in found.left_out}


@pytest.mark.parametrize(
    ("method", "conditions", "metric", "left"),
    [
        ("5-shot", "shots=5", None, False),
        ("zero-shot, pass@1", "scoring=pass@1; shots=0", None, False),
        ("Accuracy (with tools)", "tools=yes", "Accuracy", False),
        ("0-shot CoT", "prompt=cot; shots=0", None, False),
        ("0-shot accuracy", "shots=0", "accuracy", False),
        ("5-shot, macro_avg/acc", "shots=5", None, True),
        ("Variable shots", None, None, True),
        ("Function calling", None, None, True),
        ("Agentic tool use", None, None, True),
    ],
)
def test_how_it_was_measured(method: str, conditions: str | None, metric: str | None, left: bool) -> None:
    found = llm_stats.read(content(json.dumps([entry(analysis_method=method)])), {})
    (row,) = found.numbers.to_dicts()
    assert (row["conditions"], row["metric"]) == (conditions, metric)
    assert ("remark" in {one.reason for one in found.left_out}) == left


MODES: list[tuple[str, str | None, str | None, str | None, bool]] = [
    ("Non-Thinking mode", None, "non-reasoning", None, False),
    ("Pass@1, Thinking mode, text-only subset", None, "reasoning", "scoring=pass@1; subset=text-only", False),
    ("Pass@1 (Reasoning Mode w/o Tool Use)", None, "reasoning", "scoring=pass@1; tools=none", False),
    ("Thinking mode with search agent", None, "reasoning", None, True),
    ("No extended thinking. Terminus 1 averaged over 5 trials.", None, "non-reasoning", "repeats=5", True),
    ("Extended thinking with tool use (up to 64K tokens)", None, "reasoning", "tools=yes", True),
    ("GPT-5 standard without thinking mode (no tools)", None, "non-reasoning", "tools=none", True),
    ("Extended thinking, 32k thinking tokens", None, "reasoning", "thinking_budget=32K", False),
    ("Div1 rating", "Codeforces Div1 rating in thinking mode", "reasoning", None, True),
    ("Thinking mode", "Non-thinking mode", None, None, True),
    ("", "Non-thinking: 91.8%, Thinking: 93.7%", None, None, True),
    ("Thinking and non-thinking", None, None, None, True),
    ("Visual reasoning", None, None, None, True),
    ("Level 2 reasoning", None, None, None, True),
    ("128K-token thinking budget", None, "reasoning", "thinking_budget=128K", False),
    ("64K thinking", None, "reasoning", "thinking_budget=64K", False),
    ("5-shot instead of 0-shot", None, None, None, True),
]


@pytest.mark.parametrize(("method", "notes", "mode", "conditions", "left"), MODES)
def test_mode_in_remarks(
    method: str, notes: str | None, mode: str | None, conditions: str | None, left: bool
) -> None:
    stated = entry(analysis_method=method, verification_notes=notes)
    found = llm_stats.read(content(json.dumps([stated])), {})
    (row,) = found.numbers.to_dicts()
    assert (row["mode"], row["conditions"]) == (mode, conditions)
    assert ("remark" in {one.reason for one in found.left_out}) == left


@pytest.mark.parametrize(
    ("method", "effort"),
    [
        ("high reasoning effort, with tools", "high"),
        ("Reasoning effort: low", "low"),
        ("reasoning_effort=xhigh", "xhigh"),
        ("medium reasoning", "medium"),
        ("High school math competition", None),
        ("high", None),
    ],
)
def test_effort_in_remarks(method: str, effort: str | None) -> None:
    found = llm_stats.read(content(json.dumps([entry(analysis_method=method)])), {})
    assert found.numbers["effort"].to_list() == [effort]


def test_only_the_remark_that_says_more_is_left_out() -> None:
    stated = entry(analysis_method="Non-Thinking mode", verification_notes="Evaluated in March")
    found = llm_stats.read(content(json.dumps([stated])), {})
    remarks = [(one.place, one.text) for one in found.left_out if one.reason == "remark"]
    assert remarks == [("[0].verification_notes", "Evaluated in March")]


def test_model_and_numbers_in_one_file_as_until_2025() -> None:
    metric = {"dataset_name": "GPQA", "score": 0.10, "is_self_reported": True, "analysis_method": "0-shot"}
    old = {
        "model_id": "m",
        "name": "M",
        "organization": "Org",
        "param_count": 7_000_000_000,
        "release_date": "2024-05",
        "input_context_size": 8192,
        "license": "MIT",
        "qualitative_metrics": [
            {**metric, "date_recorded": "2024-06-01", "source_link": "https://example.org"}
        ],
    }
    text = json.dumps(old).replace("0.1,", "0.10,")
    assert llm_stats.recognises(content(text))
    found = llm_stats.read(content(text), {})
    (row,) = found.numbers.to_dicts()
    assert (row["model"], row["benchmark"], row["score_text"]) == ("M", "GPQA", "0.10")
    assert (row["reporter"], row["measured_on"], row["conditions"]) == ("Org", "2024-06-01", "shots=0")
    assert found.models.rows() == [("M", "Org", "7", None, "8192", "2024-05", "MIT")]


def test_exponents_are_written_out() -> None:
    found = llm_stats.read(
        content('[{"benchmark_id": "b", "is_self_reported": true, "score": 1.50e-05}]'), {}
    )
    assert found.numbers["score_text"].to_list() == ["0.0000150"]


BAD_ENTRIES: list[tuple[Any, str, str]] = [
    (entry(score="good"), "no_number", "[1].score"),
    (entry(score=None), "no_number", "[1].score"),
    (entry(score=True), "no_number", "[1].score"),
    (entry(score=[1]), "no_number", "[1].score"),
    (entry(score=10**60), "no_number", "[1].score"),
    (entry(benchmark_id=None), "no_benchmark_named", "[1].benchmark_name"),
    ("text", "object_expected", "[1]"),
    (None, "object_expected", "[1]"),
    ([[]], "object_expected", "[1]"),
]


@pytest.mark.parametrize(("bad", "rule", "place"), BAD_ENTRIES)
def test_a_bad_entry_is_named_and_the_others_stay(bad: Any, rule: str, place: str) -> None:
    found = llm_stats.read(content(json.dumps([entry(), bad])), {})
    assert found.numbers.height == 1
    (problem,) = found.problems
    assert (problem.rule, problem.column) == (rule, place)
    assert problem.message("ko") != problem.message("en")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('[{"benchmark_id": "b", "is_self_reported": true, "score": NaN}]', "not_finite"),
        ('[{"benchmark_id": "b", "is_self_reported": true, "score": 0.5', "broken_json"),
        (
            '[{"benchmark_id": "b", "is_self_reported": true, "score": ' + "[" * 99 + "]" * 99 + "}]",
            "too_deep",
        ),
        ('{"param_count": 1, "release_date": "2025-01-01", "organization_id": "o"}', "no_model_named"),
    ],
)
def test_a_file_broken_as_a_whole(text: str, rule: str) -> None:
    assert llm_stats.recognises(content(text))
    with pytest.raises(Unreadable) as caught:
        llm_stats.read(content(text, "benchmarks.json"), {})
    assert caught.value.problem.rule == rule


def test_a_model_with_unreadable_facts_is_named() -> None:
    bad = {"name": "M", "organization_id": "o", "param_count": "many", "release_date": "soon"}
    found = llm_stats.read(content(json.dumps(bad)), {})
    assert [(one.rule, one.column) for one in found.problems] == [
        ("unclear_value", "param_count"),
        ("unclear_value", "release_date"),
    ]


def test_letters_that_no_file_can_hold_do_no_harm() -> None:
    text = json.dumps([entry(benchmark_id="\ud800", analysis_method="\ud800", odd="\ud800")])
    assert llm_stats.read(content(text), {}).numbers["benchmark"].to_list() == ["?"]


def test_other_files_are_not_claimed() -> None:
    others = [path for path in SAMPLES.rglob("*") if path.is_file() and FOLDER not in path.parents]
    assert not [path for path in others if llm_stats.recognises(Content(str(path), Path(path).read_bytes()))]
