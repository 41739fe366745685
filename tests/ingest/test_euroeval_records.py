"""EuroEval's records of runs: every metric of a line in each of its shapes, and bad lines named."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from dokja.ingest import registry
from dokja.ingest.content import Content
from dokja.ingest.formats import euroeval_records
from dokja.ingest.reading import Reading
from tests import SAMPLES
from tests.ingest.spoiled import VALUES, outcome, places

RECORDS = registry.importer("euroeval_records")

SCANDEVAL = (
    '{"dataset": "swerec", "task": "sentiment-classification", "dataset_languages": ["sv"], "model": '
    '"meta-llama/Llama-3.2-3B-Instruct", "results": {"raw": {"test": [{"mcc": 0.7632411631619961, "macro_f1": '
    '0.713263857944391}]}, "total": {"test_mcc": 76.97504877282529, "test_mcc_se": 1.3075610283923544, '
    '"test_macro_f1": 71.38356762819878, "test_macro_f1_se": 3.1953900405412945}}, "num_model_parameters": '
    '3212749824, "max_sequence_length": 131073, "vocabulary_size": 128256, "generative": true, "few_shot": true, '
    '"validation_split": false, "scandeval_version": "13.0.0"}'
)
"""KasperGroesLudvigsen/llama_finetune, scandeval_benchmark_results.jsonl; single rounds shortened."""

SINGLE_ROUND = (
    '{"dataset": "my-dataset", "task": "classification", "languages": ["en"], "model": "liquid/lfm2-1.2b", "results": '
    '{"raw": [{"mcc": 0.0, "macro_f1": 0.0}], "total": {"test_mcc": 0.0, "test_mcc_se": NaN, "test_macro_f1": 0.0, '
    '"test_macro_f1_se": NaN}}, "num_model_parameters": -1, "max_sequence_length": -1, "vocabulary_size": -1, "merge": '
    'false, "generative": true, "generative_type": "instruction_tuned", "few_shot": false, "validation_split": true, '
    '"euroeval_version": "16.11.0", "transformers_version": "4.57.6", "torch_version": "2.8.0", "vllm_version": '
    '"0.11.0", "xgrammar_version": "0.1.25"}'
)
"""KennethEnevoldsen/euroeval-custom-dataset, euroeval_benchmark_results.jsonl, whole."""

AGGREGATE = (
    '{"schema_version": "0.2.1", "evaluation_id": "be-wsc/distilbert/distilbert-base-multilingual-cased/1790872279", '
    '"evaluation_timestamp": "2026-10-01T16:31:19.638875+00:00", "retrieved_timestamp": "1790872279", '
    '"source_metadata": {"source_name": "EuroEval", "source_type": "evaluation_run", "source_organization_name": '
    '"EuroEval", "source_organization_url": "https://euroeval.com", "evaluator_relationship": "third_party"}, '
    '"model_info": {"name": "distilbert/distilbert-base-multilingual-cased", "id": '
    '"distilbert/distilbert-base-multilingual-cased", "additional_details": {"num_model_parameters": "135445755", '
    '"max_sequence_length": "512", "vocabulary_size": "119547", "merge": "false", "generative": "false", '
    '"generative_type": null, "model_type": "encoder", "release_date": "2019-12-05"}, "inference_engine": {"name": '
    '"transformers", "version": "5.15.1"}}, "eval_library": {"name": "euroeval", "version": "18.2.0", '
    '"additional_details": {"dataset": "be-wsc", "languages": "[\\"be\\"]", "task": "common-sense-reasoning", '
    '"few_shot": "true", "validation_split": "true", "raw_results": "[{\\"test_mcc\\": -0.18898, \\"test_accuracy\\": '
    '0.40625}]"}}, "evaluation_results": [{"evaluation_name": "test_mcc", "source_data": {"dataset_name": "be-wsc", '
    '"source_type": "hf_dataset"}, "metric_config": {"lower_is_better": false, "score_type": "continuous", "min_score": '
    '-100, "max_score": 100}, "score_details": {"score": 7.692168482718201, "details": {"num_failed_instances": "0.0"}, '
    '"uncertainty": {"confidence_interval": {"lower": -1.7898579751859929, "upper": 17.174194940622396, '
    '"confidence_level": 0.95, "method": "bootstrap"}, "num_samples": 10}}}, {"evaluation_name": "test_accuracy", '
    '"source_data": {"dataset_name": "be-wsc", "source_type": "hf_dataset"}, "metric_config": {"lower_is_better": false, '
    '"score_type": "continuous", "min_score": 0, "max_score": 100}, "score_details": {"score": 53.75, "details": '
    '{"num_failed_instances": "0.0"}, "uncertainty": {"confidence_interval": {"lower": 49.08980918070706, "upper": '
    '58.41019081929294, "confidence_level": 0.95, "method": "bootstrap"}, "num_samples": 10}}}]}'
)
"""EuroEval/EuroEval, encoder_results.jsonl; single rounds shortened."""


def content(*lines: str) -> Content:
    return Content("euroeval_benchmark_results.jsonl", ("\n" + "\n".join(lines) + "\n").encode())


def read(*lines: str) -> Reading:
    given = content(*lines)
    assert euroeval_records.recognises(given)
    (found,) = registry.read([given])
    assert found.format == "euroeval_records"
    checked = outcome(RECORDS, given)
    assert isinstance(checked, Reading)
    return found


def error_of(half_width: Fraction) -> str:
    """A half width over 1.96 with six decimals, rounded half up."""
    millionths = int(half_width / Fraction("1.96") * 10**6 + Fraction(1, 2))
    return f"{millionths // 10**6}.{millionths % 10**6:06}"


def test_both_metrics_of_each_shape() -> None:
    found = read(SCANDEVAL, SINGLE_ROUND, AGGREGATE)
    assert not found.problems
    rows = found.numbers.select(
        "row", "model", "benchmark", "metric", "score_text", "stderr_text", "n_items", "measured_on"
    ).rows()
    llama, lfm, bert = (
        "meta-llama/Llama-3.2-3B-Instruct",
        "liquid/lfm2-1.2b",
        "distilbert/distilbert-base-multilingual-cased",
    )
    width = (Fraction("17.174194940622396") - Fraction("-1.7898579751859929")) / 2
    wide = (Fraction("58.41019081929294") - Fraction("49.08980918070706")) / 2
    assert rows == [
        (
            2,
            llama,
            "swerec",
            "mcc",
            "76.97504877282529",
            error_of(Fraction("1.3075610283923544")),
            None,
            None,
        ),
        (
            2,
            llama,
            "swerec",
            "macro_f1",
            "71.38356762819878",
            error_of(Fraction("3.1953900405412945")),
            None,
            None,
        ),
        (3, lfm, "my-dataset", "mcc", "0.0", None, None, None),
        (3, lfm, "my-dataset", "macro_f1", "0.0", None, None, None),
        (4, bert, "be-wsc", "mcc", "7.692168482718201", error_of(width), None, "2026-10-01"),
        (4, bert, "be-wsc", "accuracy", "53.75", error_of(wide), None, "2026-10-01"),
    ]
    assert found.numbers["conditions"].unique(maintain_order=True).to_list() == [
        "harness=ScandEval 13.0.0; shots=few",
        "harness=EuroEval 16.11.0; shots=0; split=val",
        "harness=EuroEval 18.2.0; split=val",
    ]
    assert set(found.numbers["scale"]) == {"percent"}
    assert found.models.select("model", "total_params_b", "context_tokens").rows() == [
        (llama, "3.212749824", "131073"),
        (lfm, None, None),
        (bert, "0.135445755", "512"),
    ]


def test_variant_of_a_model_and_speed() -> None:
    line = json.loads(SCANDEVAL)
    line["model"] = "org/m@main#thinking (zero-shot, val, fast)"
    line["generative_type"] = "reasoning"
    line["results"]["total"] = {"test_speed": 900.0, "test_em": 5, "num_failed_instances": 3.0}
    found = read(json.dumps(line))
    (row,) = found.numbers.iter_rows(named=True)
    assert (row["model"], row["mode"], row["score_text"]) == ("org/m", "reasoning", "5")
    assert row["conditions"] == "harness=ScandEval 13.0.0; revision=main; shots=0; split=val"
    assert {(one.place, one.text, one.reason) for one in found.left_out} == {
        ("model", "fast", "remark"),
        ("speed", "900.0", "speed"),
        ("num_failed_instances", "3.0", "further_figures"),
    }


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (SCANDEVAL[:200], "broken_json"),
        (SCANDEVAL.replace('"swerec"', "null"), "no_benchmark_named"),
        (SCANDEVAL.replace('"meta-llama/Llama-3.2-3B-Instruct"', '""'), "no_model_in_row"),
        (AGGREGATE[: AGGREGATE.index('"evaluation_results"')] + '"evaluation_results": []}', "no_results"),
        (SCANDEVAL.replace("76.97504877282529", '"high"'), "score_not_number"),
        (SCANDEVAL.replace("76.97504877282529", "NaN"), "score_not_finite"),
        ("[]", "no_benchmark_named"),
    ],
)
def test_a_bad_line_is_named_and_the_others_stay(line: str, rule: str) -> None:
    found = read(SINGLE_ROUND, line, AGGREGATE)
    assert {row for row in found.numbers["row"] if row != 3} == {2, 4}
    assert [(one.rule, one.row) for one in found.problems] == [(rule, 3)]


@pytest.mark.parametrize("line", [SCANDEVAL, AGGREGATE])
def test_spoiled_lines_never_crash(line: str) -> None:
    tree: Any = json.loads(line)
    for container, key in list(places(tree)):
        kept = container[key]
        for value in VALUES:
            container[key] = value
            outcome(RECORDS, content(SINGLE_ROUND, json.dumps(tree)))
        container[key] = kept


def test_files_of_other_tools_are_not_claimed() -> None:
    for path in (one for one in SAMPLES.rglob("*") if one.is_file()):
        assert not euroeval_records.recognises(Content(path.name, path.read_bytes()))
