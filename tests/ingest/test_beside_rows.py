"""Rows and headers that hold no scores: items, errors and shots of them, units, properties, snapshots; read alike in every format."""

from __future__ import annotations

from typing import Any

import pytest

from dokja.ingest.reading import Reading
from tests.ingest.test_same_table import alike, cells, readings

Row = tuple[Any, ...]


def rows_of(text: str, *columns: str) -> set[Row]:
    """The scores of a table, which every format states alike."""
    alike(cells(text))
    reading = readings(cells(text))["table.csv"]
    return set(reading.numbers.select("model", "benchmark", "score_text", *columns).iter_rows())


def left(text: str) -> dict[str, str]:
    reading: Reading = readings(cells(text))["table.csv"]
    return {one.text: one.reason for one in reading.left_out}


def test_rows_of_items_and_shots_hold_for_the_benchmarks_above_them() -> None:
    text = (
        "| 모델 | KMMLU | CLIcK |\n| 문항 수 | 35,030 | 1,995 |\n| 만점 | 100 | 100 |\n| 샷 수 | 5 | 0 |\n"
        "| A.X 4.0 | 78.3 | 83.5 |\n| 최고점 | 79 | 84 |"
    )
    assert rows_of(text, "n_items", "conditions") == {
        ("A.X 4.0", "KMMLU", "78.3", 35030, "shots=5"),
        ("A.X 4.0", "CLIcK", "83.5", 1995, "shots=0"),
    }
    assert left(text) == dict.fromkeys(["만점: 100", "최고점: 79", "최고점: 84"], "card_of_benchmark")


def test_a_model_whose_name_has_a_word_of_properties_is_one() -> None:
    text = "| Model | KMMLU | CLIcK |\n| Mixture of experts | 89.8 | 92.0 |\n| A.X 4.0 | 78.3 | 83.5 |"
    assert ("Mixture of experts", "KMMLU", "89.8") in rows_of(text)


ERRORS = {
    "below": "| KMMLU | 80.2 |\n| (stderr) | 0.4 |\n| GPQA Diamond | 75.0 |\n| 표준오차 | 1.2 |",
    "by name": "| KMMLU | 80.2 |\n| GPQA Diamond | 75.0 |\n| GPQA Diamond (stderr) | 1.2 |",
    "of one alone": "| KMMLU | 80.2 |\n| GPQA Diamond | 75.0 |\n| 표준오차 | 1.2 |",
}
STATED: dict[str, list[tuple[str, str | None]]] = {
    "below": [("80.2", "0.4"), ("75.0", "1.2")],
    "by name": [("80.2", None)],
    "of one alone": [("80.2", None), ("75.0", None)],
}


@pytest.mark.parametrize("name", ERRORS)
def test_a_row_of_errors_belongs_to_the_row_above_it_where_that_is_clear(name: str) -> None:
    text = f"| Benchmark | A.X K1 |\n{ERRORS[name]}"
    said = [(score, error) for _, _, score, error in rows_of(text, "stderr_text")]
    assert all(one in said for one in STATED[name])
    assert {"(stderr)", "표준오차"}.isdisjoint({one[1] for one in rows_of(text)})
    assert len(said) == 2


def test_rows_that_are_neither_models_nor_benchmarks_are_left_out() -> None:
    text = (
        "| Benchmark | A.X 4.0 | GPT-4o |\n| KMMLU | 78.3 | 72.5 |\n| # Questions | 35030 | 35030 |\n"
        "| 평균 토큰 수 | 1024 | 512 |\n| 승수 | 5 | 3 |\n| 가중치 | 1 | 1 |\n| Median | 70 | 71 |"
    )
    assert rows_of(text, "n_items") == {
        ("A.X 4.0", "KMMLU", "78.3", 35030),
        ("GPT-4o", "KMMLU", "72.5", 35030),
    }
    assert len(left(text)) == 7
    reasons = {"card_of_benchmark", "card_not_a_score", "card_comparison"}
    assert set(left(text).values()) == reasons


def test_a_row_of_units_is_of_the_columns() -> None:
    in_rows = "| 모델 | KMMLU | LMArena | 응답시간 |\n| | (%) | (Elo) | 초 |\n| A.X K1 | 80.2 | 1385 | 1.2 |"
    assert rows_of(in_rows, "scale") == {
        ("A.X K1", "KMMLU", "80.2", "percent"),
        ("A.X K1", "LMArena", "1385", "elo"),
    }
    assert left(in_rows) == {"1.2": "ignored_column"}
    in_columns = "| 벤치마크 | 문항 수 | A.X 4.0 |\n| 단위 | 개 | % |\n| KMMLU | 35,030 | 78.3 |"
    assert rows_of(in_columns, "scale", "n_items") == {("A.X 4.0", "KMMLU", "78.3", "percent", 35030)}
    assert rows_of(in_columns.replace("단위", ""), "scale") == {("A.X 4.0", "KMMLU", "78.3", "percent")}


PROPERTIES = {
    "개발사": "SK텔레콤 | LG AI연구원 | OpenAI",
    "공개 여부": "공개 | 공개 | 공개 안 함",
    "라이선스": "Apache 2.0 | K-EXAONE | 상용",
    "학습 토큰": "10T | 11T | ?",
    "기반 모델": "A.X 3 | EXAONE 4.0 | GPT-4o",
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_row_of_texts_below_the_header_is_a_property(name: str) -> None:
    text = f"| 구분 | A.X K1 | K-EXAONE | GPT-5 |\n| {name} | {PROPERTIES[name]} |\n| KMMLU | 80.2 | 77.1 | 82.1 |"
    assert rows_of(text) == {
        ("A.X K1", "KMMLU", "80.2"),
        ("K-EXAONE", "KMMLU", "77.1"),
        ("GPT-5", "KMMLU", "82.1"),
    }
    assert set(left(text).values()) <= {"card_not_a_score", "card_of_benchmark"}
    assert left(text)


def test_a_row_of_sizes_below_the_header_is_of_the_models() -> None:
    text = "| 구분 | A.X K1 | K-EXAONE |\n| 파라미터 수 | 519B (A33B) | 236B |\n| KMMLU | 80.2 | 77.1 |"
    assert rows_of(text) == {("A.X K1", "KMMLU", "80.2"), ("K-EXAONE", "KMMLU", "77.1")}
    sizes = readings(cells(text))["table.csv"].models.select("model", "total_params_b").rows()
    assert dict(sizes) == {"A.X K1": "519", "K-EXAONE": "236"}


def test_snapshots_below_a_model_are_two_models() -> None:
    text = "| Benchmark | GPT-4o | |\n| | 2024-05-13 | 2024-11-20 |\n| MMLU | 88.7 | 87.5 |"
    for name, reading in readings(cells(text)).items():
        assert set(reading.numbers.select("model", "benchmark", "score_text").rows()) == {
            ("GPT-4o 2024-05-13", "MMLU", "88.7"),
            ("GPT-4o 2024-11-20", "MMLU", "87.5"),
        }, name
        assert [*reading.problems, *reading.left_out] == [], name
