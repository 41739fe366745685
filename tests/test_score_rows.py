"""A metric is a condition of a number only where it is not the one that its benchmark has anyhow."""

from __future__ import annotations

import json

import polars as pl
import pytest

from dokja.ingest.content import Content
from dokja.ingest.staging import preview
from dokja.ingest.staging.origins import Origin
from dokja.records.store import Store
from tests import read_here


@pytest.mark.parametrize(
    ("task", "metric", "condition"),
    [
        ("HumanEval+", "pass@1", None),
        ("HumanEval+", "pass_at_1", None),
        ("HumanEval+", "acc", "metric=acc"),
        ("KMMLU", "acc", None),
        ("KMMLU", "pass@1", "metric=pass@1"),
    ],
)
def test_metric_of_the_benchmark_is_no_condition(
    real_store: Store, task: str, metric: str, condition: str | None
) -> None:
    run = {"results": {task: {f"{metric},none": 0.5}}, "config": {"model_args": "pretrained=skt/A.X-K1"}}
    tables = preview.tables_of(real_store)
    source = tables["source"].filter(pl.col("source_id") == "ax-k1-card").row(0, named=True)
    readings = read_here.read([Content("run.json", json.dumps(run).encode())])
    found = preview.look(readings, Origin(source, "skt"), {}, tables)
    assert found.questions == []
    (conditions,) = found.rows["conditions"].to_list()
    told = [part for part in conditions.split("; ") if part.startswith("metric=")]
    assert told == ([condition] if condition else [])


@pytest.mark.parametrize(
    ("task", "metric", "condition"),
    [
        ("SWE-bench Verified", "% Resolved", None),
        ("KMMLU-Pro", "점수", None),
        ("Humanity's Last Exam", "Accuracy (%)", None),
        ("Humanity's Last Exam", "Calibration Error (%)", "metric=Calibration Error"),
    ],
)
def test_a_word_for_scores_is_no_condition_and_another_measure_is_one(
    real_store: Store, task: str, metric: str, condition: str | None
) -> None:
    page = f"## {task}\n\n| Model | {metric} |\n|--|--|\n| A.X K1 | 50.0 |\n"
    tables = preview.tables_of(real_store)
    source = tables["source"].filter(pl.col("source_id") == "ax-k1-card").row(0, named=True)
    readings = read_here.read([Content("page.md", page.encode())])
    found = preview.look(readings, Origin(source, "skt"), {}, tables)
    (conditions,) = found.rows["conditions"].to_list()
    told = [part for part in (conditions or "").split("; ") if part.startswith("metric=")]
    assert told == ([condition] if condition else [])
