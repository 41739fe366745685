"""The model-index of model cards: every metric as written, in README, YAML and JSON, and bad parts named."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from huggingface_hub.repocard_data import model_index_to_eval_results

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.formats import model_index
from tests import SAMPLES

LEADERBOARD = """\
license: apache-2.0
model-index:
- name: some-model
  results:
  - task:
      type: text-generation
      name: Text Generation
    dataset:
      name: AI2 Reasoning Challenge (25-Shot)
      type: ai2_arc
      config: ARC-Challenge
      split: test
      args:
        num_few_shot: 25
    metrics:
    - type: acc_norm
      value: 70.10
      name: normalized accuracy
    source:
      url: https://example.org/board
      name: Open LLM Leaderboard
  - task:
      type: automatic-speech-recognition
    dataset:
      name: Common Voice
      type: common_voice
      args: ko
    metrics:
    - type: wer
      value: 0.50
      name: Test WER
      verified: true
      verifyToken: eyJhb
    - {type: perplexity, value: 1.5e1}
  - task: {type: reinforcement-learning}
    dataset: {name: LunarLander, type: LunarLander-v2}
    metrics:
    - {type: mean_reward, value: 271.50 +/- 20.12, verified: false}
    - {type: mean_accuracy, value: "87.50%"}
"""
CARD = f"---\n{LEADERBOARD}---\n# Card\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n"


def content(text: str, path: str = "some/README.md") -> Content:
    return Content(path, text.encode())


def index(*results: Any, name: Any = "m") -> str:
    return json.dumps({"model-index": [{"name": name, "results": list(results)}]})


def result(*metrics: Any, **changed: Any) -> dict[str, Any]:
    return {"task": {"type": "t"}, "dataset": {"name": "D", "type": "d"}, "metrics": list(metrics), **changed}


GOOD = result({"type": "f1", "value": 0.5})


@pytest.mark.parametrize(
    "text", [CARD, LEADERBOARD, CARD.replace("\n", "\r\n"), "\ufeff" + CARD, f"---\n{LEADERBOARD}"]
)
def test_every_metric_in_card_and_yaml(text: str) -> None:
    given = content(text)
    assert model_index.recognises(given)
    found = model_index.read(given, {})
    columns = ["model", "benchmark", "metric", "score_text", "scale", "reporter", "conditions"]
    assert found.numbers.select(columns).rows() == [
        (
            "some-model",
            "AI2 Reasoning Challenge (25-Shot)",
            "acc_norm",
            "70.10",
            "percent",
            "Open LLM Leaderboard",
            "shots=25; split=test; subset=ARC-Challenge",
        ),
        ("some-model", "Common Voice", "wer", "0.50", None, None, "args=ko"),
        ("some-model", "Common Voice", "perplexity", "15", None, None, "args=ko"),
        ("some-model", "LunarLander", "mean_reward", "271.50", None, None, None),
        ("some-model", "LunarLander", "mean_accuracy", "87.50", "percent", None, None),
    ]
    assert not found.problems
    assert found.models.select("model", "licence").rows() == [("some-model", "apache-2.0")]


def test_undivided_data_set_and_metric_of_the_harness() -> None:
    data = {"name": "MTEB STS", "type": "mteb/sts", "config": "default", "split": "test"}
    one = result({"type": "mc2", "value": 57.83}, dataset=data)
    (row,) = model_index.read(content(index(one), "index.json"), {}).numbers.to_dicts()
    assert (row["conditions"], row["scale"]) == ("split=test", "percent")


def test_the_same_results_as_the_library_of_hugging_face() -> None:
    loaded = yaml.safe_load(LEADERBOARD)
    _, expected = model_index_to_eval_results(loaded["model-index"])
    found = model_index.read(content(CARD), {}).numbers.to_dicts()
    assert [(row["metric"], row["benchmark"]) for row in found] == [
        (one.metric_type, one.dataset_name or one.dataset_type) for one in expected
    ]


def test_nothing_is_lost_silently() -> None:
    left = {(one.place, one.reason): one.text for one in model_index.read(content(CARD), {}).left_out}
    assert left["metrics.name", "other_name"] == "normalized accuracy; Test WER (2)"
    assert left["metrics.value", "unclear_error"] == "271.50 +/- 20.12"
    assert left["source.url", "source_link"] == "https://example.org/board"
    assert left["metrics.verified", "bookkeeping"] == "true"
    assert left["dataset.type", "other_name"] == "ai2_arc; common_voice; LunarLander-v2 (3)"


def test_json() -> None:
    given = content(index(GOOD), "m/index.json")
    assert model_index.recognises(given)
    (row,) = model_index.read(given, {}).numbers.to_dicts()
    assert (row["model"], row["score_text"], row["scale"]) == ("m", "0.5", None)
    assert row["place"] == "model-index[0].results[0].metrics[0].value"


def test_results_of_mteb_in_a_card() -> None:
    data = {
        "type": "mteb/amazon_counterfactual",
        "name": "MTEB AmazonCounterfactual (en)",
        "config": "en",
        "split": "test",
    }
    metrics = [{"type": "accuracy", "value": 76.61194029850746}, {"type": "ap", "value": 39.5}]
    found = model_index.read(
        content(index(result(*metrics, dataset={**data, "revision": "e8379541"}))), {}
    ).numbers
    assert found["score_text"].to_list() == ["76.61194029850746", "39.5"]
    assert set(found["conditions"]) == {"revision=e8379541; split=test; subset=en"}
    assert set(found["scale"]) == {"percent"}


BAD: list[tuple[Any, str, str]] = [
    (result({"type": "f1", "value": "n/a"}), "no_number", ".metrics[0].value"),
    (result({"type": "f1"}), "no_number", ".metrics[0].value"),
    (result({"type": "f1", "value": {"a": 1}}), "no_number", ".metrics[0].value"),
    (result("f1"), "object_expected", ".metrics[0]"),
    ({**GOOD, "metrics": "f1"}, "list_expected", ".metrics"),
    ({**GOOD, "metrics": None}, "list_expected", ".metrics"),
    ({**GOOD, "dataset": "D"}, "object_expected", ".dataset"),
    ({**GOOD, "dataset": {}}, "no_benchmark_named", ".dataset.name"),
    ({**GOOD, "source": [1]}, "object_expected", ".source"),
    ("text", "object_expected", ""),
]


@pytest.mark.parametrize(("bad", "rule", "place"), BAD)
def test_a_bad_part_is_named_and_the_others_stay(bad: Any, rule: str, place: str) -> None:
    found = model_index.read(content(index(GOOD, bad, GOOD)), {})
    assert found.numbers.height >= 2
    first = found.problems[0]
    assert (first.rule, first.column) == (rule, f"model-index[0].results[1]{place}")
    assert first.message("ko") != first.message("en")


@pytest.mark.parametrize(
    ("text", "rule", "row"),
    [
        ("---\nmodel-index:\n- name: m\n  results:\n  - metrics: [\n---\n", "broken_yaml", None),
        ("---\na: &x 1\nmodel-index:\n- name: *x\n  results:\n  - metrics:\n---\n", "yaml_alias", 4),
        ("---\nmodel-index: text\nx:\n  metrics:\n---\n", "list_expected", None),
        ('{"model-index": []}', "no_results", None),
        ('{"model-index": {}}', "list_expected", None),
        ('{"model-index": [{"name": NaN}]}', "not_finite", None),
        ('{"model-index": [', "broken_json", 1),
    ],
)
def test_a_file_broken_as_a_whole(text: str, rule: str, row: int | None) -> None:
    given = content(text)
    assert model_index.recognises(given)
    with pytest.raises(Unreadable) as caught:
        model_index.read(given, {})
    assert caught.value.problem.rule == rule
    assert row is None or caught.value.problem.row == row


def test_a_model_without_name_is_a_problem() -> None:
    found = model_index.read(content(index(GOOD, name=None)), {})
    assert [(one.rule, one.column) for one in found.problems] == [("no_name", "model-index[0].name")]


@pytest.mark.parametrize(
    "text",
    [
        "---\nlicense: mit\n---\n| a | b |\n|---|---|\n",
        "---\nmodel-index:\n- name: m\n  results: []\n---\n",
        "# Card\nmodel-index: see below\n",
        "a,b\n1,2\n",
        "",
    ],
)
def test_cards_without_results_are_left_to_others(text: str) -> None:
    assert not model_index.recognises(content(text))


def test_other_files_are_not_claimed() -> None:
    others = [path for path in SAMPLES.rglob("*") if path.is_file()]
    assert not [path for path in others if model_index.recognises(Content(str(path), path.read_bytes()))]
    assert not model_index.recognises(Content("x", b"\xff\xfe\x00\xd8"))
