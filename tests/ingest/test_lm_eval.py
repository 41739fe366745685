"""lm-evaluation-harness: every metric of real files of both layouts, real variants, and bad files named."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from dokja.ingest.content import Content
from dokja.ingest.formats import helm, inspect, lm_eval, lm_eval_old
from dokja.ingest.reading import Reading
from dokja.ingest.registry import Importer, importer
from dokja.records.problems import Problem
from tests import SAMPLES
from tests.ingest.spoiled import cut, outcome, plain, survives

NEW = sorted((SAMPLES / "lm-eval").glob("*.json"))
OLD = sorted((SAMPLES / "lm-eval-old").glob("*.json"))
OTHERS = [
    path
    for path in sorted(SAMPLES.rglob("*.*"))
    if path.suffix in (".json", ".csv", ".md", ".eval") and not path.parent.name.startswith("lm-eval")
]
NEW_IMPORTER, OLD_IMPORTER = importer("lm_eval"), importer("lm_eval_old")


def content(found: Any, path: str = "results.json") -> Content:
    return Content(path, (found if isinstance(found, str) else json.dumps(found)).encode())


def read(by: Importer, found: Any) -> Reading:
    reading = outcome(by, content(found))
    assert isinstance(reading, Reading), reading
    return reading


def rows(reading: Reading) -> dict[str, dict[str, Any]]:
    return {row["place"]: row for row in reading.numbers.iter_rows(named=True)}


def said(row: dict[str, Any]) -> dict[str, str]:
    return dict(part.split("=", 1) for part in row["conditions"].split("; "))


@pytest.mark.parametrize("path", NEW, ids=lambda path: path.name)
def test_every_metric_of_a_file_of_today(path: Any) -> None:
    stated = plain(path)
    given = Content(path.name, path.read_bytes())
    assert lm_eval.recognises(given)
    assert not lm_eval_old.recognises(given)
    reading = outcome(NEW_IMPORTER, given)
    assert isinstance(reading, Reading)
    found = rows(reading)
    expected = {
        f"results.{task}.{key}": (task, key.split(",")[0], value, values[key.replace(",", "_stderr,")])
        for task, values in stated["results"].items()
        for key, value in values.items()
        if key != "alias" and "_stderr" not in key
    }
    assert len(expected) == 2
    assert {
        place: (row["benchmark"], row["metric"], row["score_text"], row["stderr_text"])
        for place, row in found.items()
    } == expected
    for row in found.values():
        task = row["benchmark"]
        assert row["model"] == stated["model_name"]
        assert row["n_items"] == int(stated["n-samples"][task]["effective"])
        assert (row["scale"], row["higher_is_better"], row["measured_on"]) == ("fraction", True, "2026-01-21")
        assert said(row) == {
            "chat-template": "no",
            "harness": "lm-evaluation-harness 0.4.9.2 (1f84a09f)",
            "shots": stated["n-shot"][task],
            "version": stated["versions"][task],
        }
    assert not reading.problems
    assert not reading.left_out


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.name)
def test_every_metric_of_an_earlier_file(path: Any) -> None:
    stated = plain(path)
    given = Content(path.name, path.read_bytes())
    assert lm_eval_old.recognises(given)
    assert not lm_eval.recognises(given)
    reading = outcome(OLD_IMPORTER, given)
    assert isinstance(reading, Reading)
    found = rows(reading)
    expected = {
        f"results.{task}.{key}": (task, key, value, values.get(f"{key}_stderr"))
        for task, values in stated["results"].items()
        for key, value in values.items()
        if not key.endswith("_stderr")
    }
    assert len(expected) > 100
    assert {
        place: (row["benchmark"], row["metric"], row["score_text"], row["stderr_text"])
        for place, row in found.items()
    } == expected
    arguments = dict(pair.split("=") for pair in stated["config"]["model_args"].split(","))
    for row in found.values():
        assert row["model"] == arguments["pretrained"]
        assert said(row) == {
            "harness": "lm-evaluation-harness",
            "revision": arguments["revision"],
            "shots": stated["config"]["num_fewshot"],
            "version": stated["versions"][row["benchmark"]],
        }
    assert {row["scale"] for row in found.values() if row["metric"] in ("acc", "acc_norm")} == {"fraction"}
    assert {row["scale"] for row in found.values() if row["metric"] == "ppl"} == {"perplexity"}
    assert {row["higher_is_better"] for row in found.values() if row["metric"] == "ppl"} == {False}
    assert not reading.problems
    assert not reading.left_out


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_files_of_other_tools_are_not_claimed(path: Any) -> None:
    given = Content(str(path), path.read_bytes())
    assert not lm_eval.recognises(given)
    assert not lm_eval_old.recognises(given)


def grouped() -> dict[str, Any]:
    """A group with a score, one without, two filters, a limit and the model as newer files have them."""
    return {
        "results": {
            "mmlu": {"acc,none": 0.25, "acc_stderr,none": 0.0190, "alias": "mmlu"},
            "mmlu_anatomy": {"alias": " - anatomy", "acc,none": 1e-05, "acc_stderr,none": "N/A"},
            "collection": {" ": " ", "alias": "collection"},
            "gsm8k": {
                "alias": "gsm8k",
                "sample_len": 10,
                "exact_match,strict-match": 0.1,
                "exact_match_stderr,strict-match": 0.01,
                "exact_match,flexible-extract": 0.2,
                "exact_match_stderr,flexible-extract": 0.02,
            },
            "wikitext": {"word_perplexity,none": 12.50, "bits_per_byte,none": 0.7},
            "translation": {"bleu,none": 28.1, "ter,none": 60.25},
            "squadv2": {"f1,none": 0.9},
        },
        "groups": {"mmlu": {"acc,none": 0.25, "alias": "mmlu"}, "other": {"acc_norm,none": 0.5}},
        "group_subtasks": {"mmlu": ["mmlu_anatomy"], "collection": ["gsm8k", "mmlu"], "other": ["other"]},
        "n-shot": {"mmlu_anatomy": 5, "gsm8k": 8},
        "n-samples": {
            "mmlu_anatomy": {"original": 135, "effective": 10},
            "gsm8k": {"original": 1319, "effective": 1319},
        },
        "versions": {"mmlu": 2, "gsm8k": 3.0, "wikitext": "N/A"},
        "higher_is_better": {"gsm8k": {"exact_match": False}},
        "config": {
            "model": "hf",
            "model_args": {"pretrained": "google/gemma-2b", "peft": "a/b"},
            "limit": 10,
        },
        "model_name": "",
        "date": 1766001300.2515724,
        "git_hash": "02bb9278",
        "chat_template": "{% for m in messages %}",
    }


def test_groups_filters_limit_and_chat_template() -> None:
    reading = read(NEW_IMPORTER, grouped())
    found = rows(reading)
    assert [(one.place, one.reason) for one in reading.left_out] == [
        ("results.collection", "group_without_score")
    ]
    assert found["results.mmlu_anatomy.acc,none"]["score_text"] == "0.00001"
    assert found["results.mmlu_anatomy.acc,none"]["stderr_text"] is None
    assert found["results.mmlu_anatomy.acc,none"]["n_items"] == 10
    assert said(found["results.mmlu_anatomy.acc,none"]) == {
        "adapter": "a/b",
        "chat-template": "yes",
        "harness": "lm-evaluation-harness (02bb9278)",
        "limit": "10",
        "shots": "5",
    }
    assert said(found["results.mmlu.acc,none"])["shots"] == "5"
    assert "limit" not in said(found["results.gsm8k.exact_match,strict-match"])
    assert said(found["results.gsm8k.exact_match,strict-match"])["filter"] == "strict-match"
    assert found["results.gsm8k.exact_match,flexible-extract"]["stderr_text"] == "0.02"
    assert found["results.gsm8k.exact_match,flexible-extract"]["higher_is_better"] is False
    assert "groups.other.acc_norm,none" in found
    assert "groups.mmlu.acc,none" not in found
    assert {row["model"] for row in found.values()} == {"google/gemma-2b"}
    assert {row["measured_on"] for row in found.values()} == {"2025-12-17"}


@pytest.mark.parametrize(
    ("place", "scale", "better"),
    [
        ("results.wikitext.word_perplexity,none", "perplexity", False),
        ("results.wikitext.bits_per_byte,none", "bits", False),
        ("results.translation.bleu,none", None, True),
        ("results.translation.ter,none", None, False),
        ("results.squadv2.f1,none", None, True),
        ("results.mmlu.acc,none", "fraction", True),
    ],
)
def test_scale_only_where_the_metric_defines_it(place: str, scale: str | None, better: bool) -> None:
    row = rows(read(NEW_IMPORTER, grouped()))[place]
    assert (row["scale"], row["higher_is_better"]) == (scale, better)


def test_score_beyond_one_is_never_called_a_fraction() -> None:
    found = grouped() | {"results": {"t": {"acc,none": 43.10}}}
    row = rows(read(NEW_IMPORTER, json.dumps(found).replace("43.1", "43.10")))["results.t.acc,none"]
    assert (row["score_text"], row["scale"]) == ("43.10", None)


MODELS: list[tuple[dict[str, Any], str]] = [
    ({"model_name": "a/b", "config": {"model_args": "pretrained=c/d"}}, "a/b"),
    ({"config": {"model": "hf", "model_args": "use_fast=True,pretrained=c/d,revision=main"}}, "c/d"),
    ({"config": {"model": "local-completions", "model_args": {"model": "gpt-x", "base_url": "u"}}}, "gpt-x"),
    ({"config": {"model": "gpt3", "model_args": "engine=davinci"}}, "davinci"),
    ({"config": {"model": "gpt2", "model_args": ""}}, "gpt2"),
]


@pytest.mark.parametrize(("stated", "model"), MODELS)
def test_model_wherever_it_stands(stated: dict[str, Any], model: str) -> None:
    found = {"results": {"t": {"acc,none": 0.5}}, **stated}
    (row,) = rows(read(NEW_IMPORTER, found)).values()
    assert row["model"] == model


@pytest.mark.parametrize("program", ["hf", "vllm", "local-chat-completions", "gguf", "HFLM"])
def test_program_that_runs_models_is_no_model(program: str) -> None:
    given = {"model": program, "model_args": "base_url=http://localhost:8000"}
    found = outcome(NEW_IMPORTER, content({"results": {"t": {"acc,none": 0.5}}, "config": given}))
    assert isinstance(found, Problem)
    assert (found.rule, found.column) == ("run_without_model", "config.model_args")


THINKING: list[tuple[dict[str, Any], str | None, str | None, str | None]] = [
    ({"model_args": "pretrained=a/b,enable_thinking=False"}, "non-reasoning", None, None),
    (
        {"model_args": {"pretrained": "a/b", "chat_template_args": {"enable_thinking": True}}},
        "reasoning",
        None,
        None,
    ),
    ({"model_args": "model=a", "gen_kwargs": "temperature=1,reasoning_effort=high"}, None, "high", None),
    ({"model_args": "model=a", "gen_kwargs": {"reasoning_effort": "xhigh"}}, None, "xhigh", None),
    ({"model_args": "model=a", "gen_kwargs": {"reasoning_effort": "none"}}, "non-reasoning", None, None),
    ({"model_args": "model=a", "gen_kwargs": None}, None, None, None),
]


@pytest.mark.parametrize(("config", "mode", "effort", "level"), THINKING)
def test_thinking_that_the_arguments_ask_for(
    config: dict[str, Any], mode: str | None, effort: str | None, level: str | None
) -> None:
    (row,) = rows(read(NEW_IMPORTER, {"results": {"t": {"acc,none": 0.5}}, "config": config})).values()
    assert (row["mode"], row["effort"], said(row).get("effort")) == (mode, effort, level)


@pytest.mark.parametrize(("template", "said_of_it"), [("", None), (None, "no"), ("{{ x }}", "yes")])
def test_chat_template_of_a_server_is_not_known(template: str | None, said_of_it: str | None) -> None:
    found = {"results": {"t": {"acc,none": 0.5}}, "model_name": "a/b", "chat_template": template}
    (row,) = rows(read(NEW_IMPORTER, found)).values()
    assert said(row).get("chat-template") == said_of_it


def test_scores_that_are_none_are_named_and_the_others_stay() -> None:
    found = grouped()
    found["results"] = {
        "a": {"acc,none": float("nan"), "acc_norm,none": 0.5, "acc_norm_stderr,none": float("nan")},
        "b": {"acc,none": "N/A"},
        "c": "x",
        "d": {"bypass,none": 999},
        "e": {"acc_stderr,none": 0.1},
    }
    found["groups"] = {}
    reading = read(NEW_IMPORTER, found)
    assert list(rows(reading)) == ["results.a.acc_norm,none"]
    assert [(one.rule, one.column, one.value) for one in reading.problems] == [
        ("task_not_object", "results.c", "x"),
        ("score_not_finite", "results.a.acc,none", "NaN"),
        ("score_not_number", "results.b.acc,none", "N/A"),
    ]
    assert {(one.place, one.reason) for one in reading.left_out} == {
        ("results.a.acc_norm,none", "stderr_not_number"),
        ("results.d.bypass,none", "no_answers_scored"),
        ("results.e.acc_stderr,none", "stderr_without_score"),
    }


BAD: list[tuple[Any, str, str]] = [
    ({"results": {"t": {"acc,none": 0.5}}}, "run_without_model", "config.model_args"),
    ({"results": {}, "model_name": "m"}, "object_needed", "results"),
    ({"results": [1], "model_name": "m"}, "object_needed", "results"),
    ({"results": {"t": {"alias": "t"}}, "model_name": "m"}, "run_without_scores", "results"),
    ([], "object_needed", "results"),
]


@pytest.mark.parametrize(("found", "rule", "place"), BAD)
def test_bad_file_is_refused_with_place_and_cure(found: Any, rule: str, place: str) -> None:
    for by in (NEW_IMPORTER, OLD_IMPORTER):
        problem = outcome(by, content(found))
        assert not isinstance(problem, Reading)
        assert (problem.rule, problem.column) == (rule, place)
        assert place in problem.message("ko")


def test_cut_files_are_claimed_and_refused_where_they_break() -> None:
    cut(NEW_IMPORTER, NEW[0].read_bytes(), lm_eval.recognises)
    for path in OLD:
        cut(OLD_IMPORTER, path.read_bytes(), lm_eval_old.recognises)


def test_deep_nesting_is_refused() -> None:
    problem = outcome(NEW_IMPORTER, content('{"results": ' + "[" * 100_000))
    assert not isinstance(problem, Reading)
    assert problem.rule == "too_deep"


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{", '{"results": 1}', '"results"', "", "[]", "\0", "results,acc"]
)
def test_recognising_never_raises(text: str) -> None:
    for by in (lm_eval, lm_eval_old, helm, inspect):
        assert not by.recognises(content(text))


def test_files_spoiled_anywhere_are_taken_or_refused() -> None:
    survives(NEW_IMPORTER, grouped())
    survives(OLD_IMPORTER, copy.deepcopy(small_old()))


def small_old() -> dict[str, Any]:
    return {
        "results": {"lambada": {"ppl": 5.1, "ppl_stderr": 0.1, "acc": 0.6}},
        "versions": {"lambada": 0},
        "config": {"model": "hf-causal", "model_args": "pretrained=a/b", "num_fewshot": 0, "limit": None},
    }


def test_results_of_lighteval_are_left_to_others() -> None:
    found = {
        "config_general": {"model_name": "m"},
        "results": {"squad|0": {"em": 0.0, "em_stderr": 0.0}},
        "versions": {},
        "config_tasks": {},
    }
    assert not lm_eval_old.recognises(content(found))
    assert not lm_eval.recognises(content(found))
