"""What stands in a table's cells but is no name or number: formulas without a value, formats that hide, links, medals."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from dokja.ingest import registry
from dokja.ingest.content import Content
from dokja.ingest.reading import Reading
from tests.ingest.test_same_table import cells, readings


def read(name: str, data: bytes) -> Reading:
    (reading,) = registry.read([Content(name, data)])
    return reading


def workbook(*rows: list[Any], change: Callable[[Any], None] = lambda sheet: None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def scores(reading: Reading) -> list[tuple[str, str, str]]:
    return [*reading.numbers.select("model", "benchmark", "score_text").iter_rows()]


def test_a_formula_without_a_value_refuses_its_own_cell() -> None:
    reading = read("a.xlsx", workbook(["모델", "KMMLU", "CLIcK", "합계"], ["A.X K1", 80.2, 84.3, "=B2+C2"]))
    assert scores(reading) == [("A.X K1", "KMMLU", "80.2"), ("A.X K1", "CLIcK", "84.3")]
    assert [(one.rule, one.value) for one in reading.problems] == [("formula_without_value", "=B2+C2")]


@pytest.mark.parametrize(("header", "count"), [("문항 수", 1), ("출처", 1), ("추론 방식", 0), ("샷 수", 0)])
def test_a_formula_beside_a_score_refuses_it_only_where_it_may_mean_another(header: str, count: int) -> None:
    reading = read("a.xlsx", workbook(["모델", header, "KMMLU"], ["A.X K1", "=B9", 80.2]))
    assert len(scores(reading)) == count
    assert [(one.rule, one.value) for one in reading.problems] == [("formula_without_value", "=B9")]


def test_a_formula_that_is_left_out_is_shown_as_written() -> None:
    reading = read("a.xlsx", workbook(["순위", "모델", "KMMLU"], ["=RANK(C2,C:C)", "A.X K1", 80.2]))
    assert [(one.text, one.reason) for one in reading.left_out] == [("=RANK(C2,C:C)", "ignored_column")]


FORMATS = {";;;": ["0"], "0.0;;": ["-1.5", "0.0"], "0.0;-0.0;;@": ["0.0"], "0.0": [], "General": []}


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_that_shows_nothing_hides_a_number(form: str) -> None:
    def change(sheet: Any) -> None:
        for cell in ("B2", "C2", "D2"):
            sheet[cell].number_format = form

    data = workbook(["모델", "KMMLU", "CLIcK", "HLE", "GPQA"], ["A.X K1", 80.2, -1.5, 0, 70], change=change)
    reading = read("a.xlsx", data)
    hidden = {";;;": ["80.2", "-1.5", "0"]}.get(form, FORMATS[form])
    assert [one.text for one in reading.left_out if one.reason == "hidden_by_format"] == hidden
    assert len(scores(reading)) == 4 - len(hidden)


@pytest.mark.parametrize("remark", ["# exported 2026-01-05\n", "# exported, by hand\n# from the web\n"])
def test_remarks_of_an_export_stand_above_its_table(remark: str) -> None:
    reading = read("a.csv", f"{remark}model,kmmlu,click\nA.X K1,0.802,0.7\nK-EXAONE,0.771,0.6\n".encode())
    assert len(scores(reading)) == 4
    assert {one.reason for one in reading.left_out} == {"text_line"}


def test_a_link_is_its_text_and_a_medal_no_part_of_a_name() -> None:
    text = (
        "| Model | KMMLU | CLIcK |\n"
        "| [upstage/SOLAR-10.7B](https://hf.co/upstage/SOLAR-10.7B) | 55.1[1](#fn1)[2](#fn2) | 60.1 |\n"
        "| 🥇 A.X K1 | [80.2](https://a.example/runs) | 84.3 |\n| ⭐ GLM-4.6 | 77.1 | 🥇 80.1 |"
    )
    for name, reading in readings(cells(text)).items():
        assert set(scores(reading)) == {
            ("upstage/SOLAR-10.7B", "KMMLU", "55.1"),
            ("upstage/SOLAR-10.7B", "CLIcK", "60.1"),
            ("A.X K1", "KMMLU", "80.2"),
            ("A.X K1", "CLIcK", "84.3"),
            ("GLM-4.6", "KMMLU", "77.1"),
            ("GLM-4.6", "CLIcK", "80.1"),
        }, name
        assert [one.reason for one in reading.left_out] == ["card_footnote"], name
