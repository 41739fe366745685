"""Names that stand around a table's cells: in the sheet's name, the headings, the row above, or the header of a size."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from dokja.ingest import registry
from dokja.ingest.content import Content
from dokja.ingest.reading import Reading
from dokja.ingest.values import qualifiers
from tests.ingest.test_beside_rows import left, rows_of
from tests.ingest.test_same_table import cells, readings

Cells = list[list[Any]]


def book(sheets: Mapping[str, Any]) -> bytes:
    whole = openpyxl.Workbook()
    whole.remove(whole.active)
    for name, rows in sheets.items():
        sheet = whole.create_sheet(name)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    whole.save(data)
    return data.getvalue()


def read(name: str, data: bytes) -> Reading:
    (reading,) = registry.read([Content(name, data)])
    return reading


def scores(reading: Reading) -> set[tuple[Any, ...]]:
    rows = reading.numbers.select("model", "benchmark", "score_text", "mode", "conditions").iter_rows()
    return {(model, qualifiers.split(benchmark).name, *rest) for model, benchmark, *rest in rows}


SHEETS: dict[str, tuple[dict[str, Cells], set[tuple[Any, ...]]]] = {
    "of benchmarks": (
        {
            "KMMLU-Pro": [["모델", "점수"], ["A.X K1", 70.1], ["K-EXAONE", 67.3]],
            "GPQA-Diamond": [["모델", "점수"], ["A.X K1", 75.5]],
        },
        {
            ("A.X K1", "KMMLU-Pro", "70.1", None, None),
            ("K-EXAONE", "KMMLU-Pro", "67.3", None, None),
            ("A.X K1", "GPQA-Diamond", "75.5", None, None),
        },
    ),
    "of models": (
        {
            "A.X K1": [["벤치마크", "점수"], ["KMMLU-Pro", 70.1]],
            "K-EXAONE": [["벤치마크", "점수"], ["KMMLU-Pro", 67.3]],
        },
        {("A.X K1", "KMMLU-Pro", "70.1", None, None), ("K-EXAONE", "KMMLU-Pro", "67.3", None, None)},
    ),
    "of modes": (
        {
            "추론 모드": [["벤치마크", "A.X K1"], ["KMMLU-Pro", 70.1]],
            "비추론 모드": [["벤치마크", "A.X K1"], ["KMMLU-Pro", 60.2]],
        },
        {
            ("A.X K1", "KMMLU-Pro", "70.1", "reasoning", None),
            ("A.X K1", "KMMLU-Pro", "60.2", "non-reasoning", None),
        },
    ),
}


@pytest.mark.parametrize("name", SHEETS)
def test_the_name_of_a_sheet_says_what_its_table_does_not(name: str) -> None:
    sheets, expected = SHEETS[name]
    assert scores(read("a.xlsx", book(sheets))) == expected


def test_a_name_in_the_table_counts_before_that_of_the_sheet() -> None:
    sheets = {"A.X K1": [["벤치마크", "K-EXAONE"], ["KMMLU-Pro", 67.3]]}
    assert scores(read("a.xlsx", book(sheets))) == {("K-EXAONE", "KMMLU-Pro", "67.3", None, None)}


def test_a_sheet_of_a_kind_of_benchmark_states_no_mode() -> None:
    sheets = {"추론": [["벤치마크", "A.X K1"], ["AIME 2025", 89.8]]}
    assert scores(read("a.xlsx", book(sheets))) == {("A.X K1", "AIME 2025", "89.8", None, None)}


def test_headings_name_model_and_benchmark_of_a_table_of_settings() -> None:
    name, header, off, on = (
        "Llama-3_3-Nemotron-Super-49B-v1",
        "Reasoning Mode",
        "Reasoning Off",
        "Reasoning On",
    )
    pages = {
        "a.md": f"# {name}\n\n### GPQA\n\n|{header}|pass@1|\n|--|--|\n|{off}|50.0|\n|{on}|66.67|\n",
        "a.html": f"<h1>{name}</h1><h3>GPQA</h3><table><tr><th>{header}</th><th>pass@1</th></tr>"
        f"<tr><td>{off}</td><td>50.0</td></tr><tr><td>{on}</td><td>66.67</td></tr></table>",
        "a.csv": f"{name}\nGPQA\n{header},pass@1\n{off},50.0\n{on},66.67\n",
        "a.tsv": f"{name}\nGPQA\n{header}\tpass@1\n{off}\t50.0\n{on}\t66.67\n",
    }
    read_all = {file: read(file, text.encode()) for file, text in pages.items()}
    read_all["a.xlsx"] = read(
        "a.xlsx", book({"GPQA": [[name], [header, "pass@1"], [off, "50.0"], [on, "66.67"]]})
    )
    for file, reading in read_all.items():
        assert scores(reading) == {
            (name, "GPQA", "50.0", "non-reasoning", "scoring=pass@1"),
            (name, "GPQA", "66.67", "reasoning", "scoring=pass@1"),
        }, file


def test_a_table_of_settings_whose_headings_name_no_model_is_left_out() -> None:
    text = "### GPQA\n\n| Reasoning Mode | pass@1 |\n|--|--|\n| Reasoning Off | 50.0 |\n"
    reading = read("a.md", text.encode())
    assert reading.numbers.is_empty()
    assert [one.reason for one in reading.left_out] == ["no_scores"]


def test_what_stands_behind_the_name_above_is_a_part_of_that_benchmark() -> None:
    text = (
        "| Benchmark | | Gemini 2.5 Pro | Claude Opus 4 |\n| GPQA diamond | single attempt | 86.4 | 79.6 |\n"
        "| | multiple attempts | - | 83.3 |\n| AIME 2025 | single attempt | 88.0 | 75.5 |"
    )
    assert rows_of(text, "conditions") == {
        ("Gemini 2.5 Pro", "GPQA diamond", "86.4", "subset=single attempt"),
        ("Claude Opus 4", "GPQA diamond", "79.6", "subset=single attempt"),
        ("Claude Opus 4", "GPQA diamond", "83.3", "subset=multiple attempts"),
        ("Gemini 2.5 Pro", "AIME 2025", "88.0", "subset=single attempt"),
        ("Claude Opus 4", "AIME 2025", "75.5", "subset=single attempt"),
    }


@pytest.mark.parametrize(
    "row",
    [
        "| A.X K1 | 문항 수 | 정확도 | 35030 |",
        "| 문항 수 | KMMLU | 정확도 | 35030 |",
        "| A.X K1 | KMMLU | 문항 수 | 35030 |",
        "| A.X K1 | KMMLU | stderr | 0.4 |",
    ],
)
def test_a_row_of_items_or_errors_in_a_long_table_is_no_score(row: str) -> None:
    text = (
        f"| 모델 | 벤치마크 | 지표 | 점수 |\n| A.X K1 | KMMLU | 정확도 | 80.2 |\n{row}\n"
        "| K-EXAONE | KMMLU | 정확도 | 77.1 |"
    )
    assert rows_of(text) == {("A.X K1", "KMMLU", "80.2"), ("K-EXAONE", "KMMLU", "77.1")}
    assert [*left(text).values()] == ["card_of_benchmark"]


def test_a_size_below_a_name_is_of_another_model_of_its_family() -> None:
    text = "| Model | Size | KMMLU |\n| Gemma 3 | 4B | 40.2 |\n| | 12B | 55.3 |\n| Qwen3 | 8B | 55.0 |\n| | 32B | 61.4 |"
    assert rows_of(text) == {
        ("Gemma 3 4B", "KMMLU", "40.2"),
        ("Gemma 3 12B", "KMMLU", "55.3"),
        ("Qwen3 8B", "KMMLU", "55.0"),
        ("Qwen3 32B", "KMMLU", "61.4"),
    }


FAMILIES: Cells = [["모델", "27B", "32B"], ["Gemma 3", "25.1", "-"], ["EXAONE 4.0", "28.0", "41.0"]]


def test_a_size_above_a_column_and_a_family_name_a_recorded_model_or_are_refused() -> None:
    lines = [" | ".join(row) for row in FAMILIES]
    files = {
        "a.md": "\n".join(["### KMMLU", "", lines[0], "--|--|--", *lines[1:], ""]).encode(),
        "a.html": ("<h3>KMMLU</h3><table>" + "".join(map(html_row, FAMILIES)) + "</table>").encode(),
        "a.csv": "\n".join(["KMMLU", *(",".join(row) for row in FAMILIES), ""]).encode(),
        "a.xlsx": book({"KMMLU": FAMILIES}),
    }
    for file, data in files.items():
        reading = read(file, data)
        assert {one[:3] for one in scores(reading)} == {
            ("Gemma 3 27B", "KMMLU", "25.1"),
            ("EXAONE 4.0 32B", "KMMLU", "41.0"),
        }, file
        problems = [(one.rule, one.row, one.value, one.details) for one in reading.problems]
        left_out = [(one.row, one.text) for one in reading.left_out if one.reason == "card_unknown_size"]
        told = (left_out, problems)
        if file in ("a.md", "a.html"):
            assert told == ([(6 if file == "a.md" else 1, "EXAONE 4.0 27B: 28.0")], []), file
        else:
            row = 4 if file == "a.csv" else 3
            assert told == ([], [("unknown_size", row, "28.0", {"model": "EXAONE 4.0 27B"})]), file


def html_row(cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def test_a_size_without_a_benchmark_heads_no_scores() -> None:
    reading = read("a.md", b"| Model | 27B | 32B |\n|--|--|--|\n| Gemma 3 | 25.1 | 30.2 |\n")
    assert reading.numbers.is_empty()


def test_days_of_eight_digits_below_a_name_are_its_snapshots() -> None:
    text = "| Benchmark | Claude 3.5 Sonnet | |\n| | 20240620 | 20241022 |\n| GPQA | 59.4 | 65.0 |"
    for name, reading in readings(cells(text)).items():
        assert {one[:3] for one in scores(reading)} == {
            ("Claude 3.5 Sonnet 20240620", "GPQA", "59.4"),
            ("Claude 3.5 Sonnet 20241022", "GPQA", "65.0"),
        }, name


def test_rows_without_height_and_columns_without_width_are_not_read() -> None:
    rows = [["모델", "KMMLU", "CLIcK"], ["A.X K1", 80.2, 84.3], ["K-EXAONE", 77.1, 83.9]]
    data, flat = io.BytesIO(book({"s": rows})), io.BytesIO()
    with ZipFile(data) as old, ZipFile(flat, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                text = text.replace(b'<row r="3"', b'<row r="3" ht="0" customHeight="1"')
                narrow = b'<cols><col min="3" max="3" width="0" customWidth="1"/></cols><sheetData>'
                text = text.replace(b"<sheetData>", narrow)
            new.writestr(name, text)
    reading = read("a.xlsx", flat.getvalue())
    assert {one[:3] for one in scores(reading)} == {("A.X K1", "KMMLU", "80.2")}
    assert {one.reason for one in reading.left_out} == {"hidden_row", "hidden_column"}


def test_marks_before_brackets_and_pictures_of_arrows_are_no_part_of_a_benchmark() -> None:
    text = "| Benchmark | A.X K1 |\n| HLE[1] (no tools) | 20.1 |\n| KMMLU ⬆️ | 80.2 |"
    assert {one[1] for one in rows_of(text)} == {"HLE (no tools)", "KMMLU"}


def test_a_mean_beside_a_spread_of_the_same_name_is_its_score() -> None:
    text = "| Model | KMMLU | KMMLU | GPQA | GPQA |\n| | mean | std | mean | std |\n| A.X K1 | 80.2 | 0.4 | 75.0 | 1.2 |"
    assert rows_of(text) == {("A.X K1", "KMMLU", "80.2"), ("A.X K1", "GPQA", "75.0")}
    text = "| Benchmark | A.X K1 | A.X K1 |\n| | mean | std |\n| KMMLU | 80.2 | 0.4 |"
    assert rows_of(text) == {("A.X K1", "KMMLU", "80.2")}


def test_a_dash_before_the_tasks_of_a_group_is_no_part_of_their_names() -> None:
    text = "| Benchmark | A.X K1 |\n| KMMLU | 64.1 |\n| - KMMLU Aviation | 62.1 |"
    assert {one[1] for one in rows_of(text)} == {"KMMLU", "KMMLU Aviation"}
