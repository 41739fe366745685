"""A row of names below numbers starts a further table: no number is filed under a model or benchmark of the first."""

from __future__ import annotations

import pytest

from tests.ingest.test_same_table import cells, readings, said

Scores = set[tuple[str, str, str]]

FURTHER: dict[str, tuple[str, Scores]] = {
    "the same word again": (
        "| Benchmark | A.X K1 | K-EXAONE |\n| KMMLU | 80.2 | 77.1 |\n| Benchmark | A.X K1 | GPT-5 |\n| MMLU-Pro | 81.5 | 87.1 |",
        {
            ("A.X K1", "KMMLU", "80.2"),
            ("K-EXAONE", "KMMLU", "77.1"),
            ("A.X K1", "MMLU-Pro", "81.5"),
            ("GPT-5", "MMLU-Pro", "87.1"),
        },
    ),
    "unknown names below the same word": (
        "| Benchmark | A.X K1 | K-EXAONE |\n| KMMLU | 80.2 | 77.1 |\n| Benchmark | Foo-9 | Bar |\n| MMLU-Pro | 81.5 | 87.1 |",
        {
            ("A.X K1", "KMMLU", "80.2"),
            ("K-EXAONE", "KMMLU", "77.1"),
            ("Foo-9", "MMLU-Pro", "81.5"),
            ("Bar", "MMLU-Pro", "87.1"),
        },
    ),
    "fewer names below the same word": (
        "| Benchmark | A.X K1 | K-EXAONE |\n| KMMLU | 80.2 | 77.1 |\n| Benchmark | GPT-5 | |\n| MMLU-Pro | 87.1 | - |",
        {("A.X K1", "KMMLU", "80.2"), ("K-EXAONE", "KMMLU", "77.1"), ("GPT-5", "MMLU-Pro", "87.1")},
    ),
    "numbers with signs": (
        "| | A.X K1 | K-EXAONE |\n| KMMLU | 80.2% | 77.1 ± 0.2 |\n| | GLM-4.6 | GPT-5 |\n| HLE | 20.1 (2위) | 25.3[1] |",
        {
            ("A.X K1", "KMMLU", "80.2"),
            ("K-EXAONE", "KMMLU", "77.1"),
            ("GLM-4.6", "HLE", "20.1"),
            ("GPT-5", "HLE", "25.3"),
        },
    ),
    "groups, a heading between": (
        "| 한국어 | A.X K1 | K-EXAONE |\n| KMMLU | 80.2 | - |\n| CLIcK | - | - |\n| 해외 | | |\n| 영어 | GLM-4.6 | GPT-5 |\n| MMLU-Pro | 81.5 | 87.1 |",
        {("A.X K1", "KMMLU", "80.2"), ("GLM-4.6", "MMLU-Pro", "81.5"), ("GPT-5", "MMLU-Pro", "87.1")},
    ),
    "three tables": (
        "| | A.X K1 | K-EXAONE |\n| KMMLU | 80.2 | 77.1 |\n| | GLM-4.6 | GPT-5 |\n| HLE | 20.1 | 25.3 |\n| | o3 | GPT-4o |\n| HLE | 21.1 | 5.3 |",
        {
            ("A.X K1", "KMMLU", "80.2"),
            ("K-EXAONE", "KMMLU", "77.1"),
            ("GLM-4.6", "HLE", "20.1"),
            ("GPT-5", "HLE", "25.3"),
            ("o3", "HLE", "21.1"),
            ("GPT-4o", "HLE", "5.3"),
        },
    ),
    "models in rows": (
        "| 모델 | KMMLU | CLIcK |\n| A.X K1 | 80.2 | 84.3 |\n| 모델 | AIME 2025 | HMMT 2025 |\n| K-EXAONE | 92.8 | 83.2 |",
        {
            ("A.X K1", "KMMLU", "80.2"),
            ("A.X K1", "CLIcK", "84.3"),
            ("K-EXAONE", "AIME 2025", "92.8"),
            ("K-EXAONE", "HMMT 2025", "83.2"),
        },
    ),
    "models in rows, groups of benchmarks": (
        "| 지식 | KMMLU | CLIcK |\n| A.X K1 | 80.2 | 84.3 |\n| 수학 | AIME 2025 | HMMT 2025 |\n| K-EXAONE | 92.8 | 83.2 |",
        {
            ("A.X K1", "KMMLU", "80.2"),
            ("A.X K1", "CLIcK", "84.3"),
            ("K-EXAONE", "AIME 2025", "92.8"),
            ("K-EXAONE", "HMMT 2025", "83.2"),
        },
    ),
}


@pytest.mark.parametrize("name", FURTHER)
def test_a_row_of_names_starts_a_further_table(name: str) -> None:
    text, expected = FURTHER[name]
    for file, reading in readings(cells(text)).items():
        assert set(reading.numbers.select("model", "benchmark", "score_text").rows()) == expected, file
        assert not reading.problems, file
        said(reading)


NONE = {
    "the same names again": "| Benchmark | A.X K1 | K-EXAONE |\n| KMMLU | 80.2 | 77.1 |\n| Benchmark | A.X K1 | K-EXAONE |\n| MMLU-Pro | 81.5 | 87.1 |",
    "models that others are based on": "| Benchmark | A.X K1 | K-EXAONE |\n| KMMLU | 80.2 | 77.1 |\n| 기반 모델 | Qwen3-32B | Llama-3-8B |\n| MMLU-Pro | 81.5 | 87.1 |",
    "opponents": "| Benchmark | A.X K1 | K-EXAONE |\n| KMMLU | 80.2 | 77.1 |\n| 비교 모델 | GPT-4o | GPT-5 |\n| MMLU-Pro | 81.5 | 87.1 |",
    "who made them": "| Benchmark | A.X K1 | K-EXAONE |\n| KMMLU | 80.2 | 77.1 |\n| 개발사 | DeepSeek | Qwen |\n| MMLU-Pro | 81.5 | 87.1 |",
}


@pytest.mark.parametrize("name", NONE)
def test_other_rows_of_texts_start_none(name: str) -> None:
    for file, reading in readings(cells(NONE[name])).items():
        assert set(reading.numbers.select("model", "benchmark", "score_text").rows()) == {
            ("A.X K1", "KMMLU", "80.2"),
            ("K-EXAONE", "KMMLU", "77.1"),
            ("A.X K1", "MMLU-Pro", "81.5"),
            ("K-EXAONE", "MMLU-Pro", "87.1"),
        }, file


def test_a_model_alone_above_settings_that_repeat_starts_a_further_table() -> None:
    text = (
        "| Benchmark | A.X K1 | |\n| | 추론 | 비추론 |\n| KMMLU | 80 | 70 |\n"
        "| | K-EXAONE | |\n| | 추론 | 비추론 |\n| KMMLU | 81 | 71 |"
    )
    for file, reading in readings(cells(text)).items():
        assert set(reading.numbers.select("model", "mode", "score_text").rows()) == {
            ("A.X K1", "reasoning", "80"),
            ("A.X K1", "non-reasoning", "70"),
            ("K-EXAONE", "reasoning", "81"),
            ("K-EXAONE", "non-reasoning", "71"),
        }, file


def test_texts_of_a_model_without_numbers_start_none() -> None:
    text = "| Model | KMMLU | CLIcK |\n| A.X K1 | 80.2 | 84.3 |\n| Foo | evaluation pending | see KMMLU |\n| Bar | 70.1 | 60.1 |"
    reading = readings(cells(text))["table.md"]
    assert ("Bar", "CLIcK", "60.1") in reading.numbers.select("model", "benchmark", "score_text").rows()
