"""Tables that people bring, however they are saved: every number as it stands, everything else named."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dokja.export import csv as csv_export
from dokja.export import xlsx as xlsx_export
from dokja.export.download import Cell, Download
from dokja.export.figures import Figure
from dokja.i18n.text import LANGUAGES, Words, texts
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.files import archive
from dokja.ingest.formats import spreadsheet
from dokja.ingest.reading import NUMBERS, Reading
from dokja.ingest.tables.layout import Layout
from dokja.ingest.tables.resolved_layout import shape_of
from tests import SAMPLES

LONG = "모델,벤치마크,점수\n"
WIDE = "모델,MMLU,GPQA\nA,83.8,79.10\nB,-,50\n"


def content(data: str | bytes, path: str = "표.csv") -> Content:
    return Content(path, data.encode() if isinstance(data, str) else data)


def by_shape(layout: Layout | None) -> dict[str, Layout]:
    """A correction as it is remembered."""
    if layout is None:
        return {}
    header = ",".join(header for header, _ in layout.roles)
    return {shape(f"{header}\n{',1' * (len(layout.roles) - 1)}\n"): layout}


def shape(data: str | bytes) -> str:
    """The shape of the first table."""
    return shape_of(spreadsheet.tables(content(data), {}).tables[0].found)


def kind_of(data: str | bytes) -> str:
    """The kind of the first table."""
    return spreadsheet.tables(content(data), {}).tables[0].layout.kind


def read(data: str | bytes, layout: Layout | None = None) -> Reading:
    one = content(data)
    assert spreadsheet.recognises(one)
    reading = spreadsheet.read(one, {}, by_shape(layout))
    assert dict(reading.numbers.schema) == NUMBERS
    assert reading.numbers["score_text"].str.contains(r"^-?[0-9]+(\.[0-9]+)?$").all()
    assert set(reading.models["model"]) == set(reading.numbers["model"])
    for problem in reading.problems:
        assert problem.message("ko") != problem.message("en")
    for left in reading.left_out:
        assert f"left_out.{left.reason}" in texts()
        assert left.reason != "not_accounted_for"
    return reading


def values(reading: Reading, *names: str) -> list[tuple[Any, ...]]:
    return reading.numbers.select(names).rows()


def scores(reading: Reading) -> list[tuple[Any, ...]]:
    return sorted(values(reading, "model", "benchmark", "score_text"))


def problems(reading: Reading) -> list[tuple[int | None, str | None, str | None, str]]:
    return [(one.row, one.column, one.value, one.rule) for one in reading.problems]


def left(reading: Reading) -> set[tuple[int | None, str, str, str]]:
    return {(one.row, one.place, one.text, one.reason) for one in reading.left_out}


def refused(data: str | bytes, layout: Layout | None = None) -> tuple[str, int | None]:
    with pytest.raises(Unreadable) as caught:
        spreadsheet.read(content(data), {}, by_shape(layout))
    problem = caught.value.problem
    for language in LANGUAGES:
        assert problem.message(language)
    return problem.rule, problem.row


def book(*sheets: tuple[str, list[list[Any]]], change: Callable[[Any], None] | None = None) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    if change:
        change(made)
    memory = io.BytesIO()
    made.save(memory)
    return memory.getvalue()


FULL = (
    "모델명,벤치마크,평가 점수,지표,단위,추론 방식,추론 강도,조건,도구,예시 수,세부 과제,버전,평가 도구,표준오차,문항 수,측정 기관,측정일,출처\n"
    'K-EXAONE,MMLU-Pro,83.8,acc,%,추론,높음,judge=GPT-4o,사용,5-shot,law,2,lm-eval,0.3,"12,032",LG AI연구원,2026. 1. 5.,기술 보고서\n'
    "Solar,GPQA,0.7910,f1,비율,비추론,,,미사용,0,,,,,198,Upstage,2026년 1월,\n"
)
ENGLISH = (
    "model_name\tbenchmark\tscore\tmetric\tunit\tmode\treasoning effort\tconditions\ttools\tn-shot\tsubset\tversion\t"
    "harness\tstderr\tn_items\tevaluated by\tevaluation date\tsource\n"
    "K-EXAONE\tMMLU-Pro\t83.8\tacc\tpercent\treasoning\thigh\tjudge=GPT-4o\tyes\t5\tlaw\t2\tlm-eval\t0.3\t12032\t"
    "LG AI연구원\t2026-01-05\t기술 보고서\n"
    "Solar\tGPQA\t0.7910\tf1\tfraction\tnon-thinking\t\t\tno\t0\t\t\t\t\t198\tUpstage\t2026-01\t\n"
)


@pytest.mark.parametrize("text", [FULL, ENGLISH])
def test_every_role_is_read(text: str) -> None:
    reading = read(text)
    assert not reading.problems
    assert not reading.left_out
    first, second = reading.numbers.drop("place").rows(named=True)
    assert first == {
        "row": 2,
        "model": "K-EXAONE",
        "benchmark": "MMLU-Pro",
        "metric": "acc",
        "score_text": "83.8",
        "scale": "percent",
        "mode": "reasoning",
        "effort": "high",
        "conditions": "harness=lm-eval; judge=GPT-4o; shots=5; subset=law; tools=yes; version=2",
        "stderr_text": "0.3",
        "n_items": 12032,
        "reporter": "LG AI연구원",
        "measured_on": "2026-01-05",
        "source": "기술 보고서",
        "higher_is_better": None,
    }
    assert (second["row"], second["score_text"], second["scale"]) == (3, "0.7910", "fraction")
    assert (second["mode"], second["conditions"]) == ("non-reasoning", "shots=0; tools=none")
    assert (second["n_items"], second["measured_on"], second["effort"]) == (198, "2026-01", None)


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("cp949"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "|").encode(),
        lambda text: text.replace(",", " , ").encode(),
        lambda text: b"\n\n" + text.encode(),
    ],
)
def test_every_way_of_saving_gives_the_same_numbers(encode: Callable[[str], bytes]) -> None:
    reading = read(encode("모델,벤치마크,점수\nK-엑사원,KMMLU,83.80\n솔라,CLIcK,-1\n"))
    assert scores(reading) == [("K-엑사원", "KMMLU", "83.80"), ("솔라", "CLIcK", "-1")]
    assert not reading.problems


def test_quotes_hold_delimiters_line_breaks_and_quotes() -> None:
    rows = [["A, B", 'the "C"\nD', "1,128.5"], ['13" E', "F", "2"], ['"', "G", "3"]]
    memory = io.StringIO()
    csv.writer(memory).writerows([["model", "benchmark", "score"], *rows])
    assert scores(read(memory.getvalue())) == sorted(
        [("A, B", 'the "C" D', "1128.5"), ('13" E', "F", "2"), ('"', "G", "3")]
    )


def test_models_in_rows() -> None:
    reading = read(WIDE)
    assert scores(reading) == [("A", "GPQA", "79.10"), ("A", "MMLU", "83.8"), ("B", "GPQA", "50")]
    assert set(values(reading, "row", "place")) == {(2, "MMLU"), (2, "GPQA"), (3, "GPQA")}
    assert left(reading) == {(3, "MMLU", "-", "not_published")}
    assert kind_of(WIDE) == "models_in_rows"


def test_models_in_columns_with_mode_and_shots_in_headers() -> None:
    text = "벤치마크;샷;K-EXAONE (추론);GPT-5 (비추론, 높음);비고\nMMLU;5;83,8;84,50;메모\nKMMLU;0;50,1;미공개;\n"
    reading = read(text)
    assert values(reading, "row", "model", "benchmark", "score_text", "mode", "effort", "conditions") == [
        (2, "K-EXAONE", "MMLU", "83.8", "reasoning", None, "shots=5"),
        (2, "GPT-5", "MMLU", "84.50", "non-reasoning", "high", "shots=5"),
        (3, "K-EXAONE", "KMMLU", "50.1", "reasoning", None, "shots=0"),
    ]
    assert left(reading) == {
        (1, "비고", "메모", "ignored_column"),
        (3, "GPT-5 (비추론, 높음)", "미공개", "not_published"),
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (",K-EXAONE,GPT-5\nMMLU,1,2\nGPQA,3,4\n", "models_in_columns"),
        ("구분,MMLU,GPQA\nK-EXAONE,1,3\nGPT-5,2,4\n", "models_in_rows"),
    ],
)
def test_names_tell_the_kind_where_the_corner_does_not(text: str, kind: str) -> None:
    assert kind_of(text) == kind
    assert scores(read(text)) == [
        ("GPT-5", "GPQA", "4"),
        ("GPT-5", "MMLU", "2"),
        ("K-EXAONE", "GPQA", "3"),
        ("K-EXAONE", "MMLU", "1"),
    ]


def test_notes_around_the_table_are_left_out() -> None:
    text = "2026년 8월 기준\n과기정통부, 8월\n\n모델,벤치마크,점수,단위\nA,B,1.5,%\n\n모델,벤치마크,점수,단위\nC,D,2,점\n소계,,,\n주: 자체, 측정\n"
    reading = read(text)
    assert values(reading, "row", "model", "score_text", "scale") == [
        (5, "A", "1.5", "percent"),
        (8, "C", "2", "points"),
    ]
    assert not reading.problems
    assert left(reading) == {
        (1, "", "2026년 8월 기준", "text_line"),
        (2, "", "과기정통부 8월", "text_line"),
        (7, "", "모델 벤치마크 점수 단위", "repeated_header"),
        (9, "", "소계", "text_line"),
        (10, "", "주: 자체 측정", "text_line"),
    }


def test_tables_below_each_other_keep_their_own_models() -> None:
    rows: list[list[Any]] = [
        ["1. 한국어"],
        ["벤치마크", "A.X K1", "K-EXAONE"],
        ["KMMLU", 80.2, 77.1],
        [None, None, None],
        ["2. 영어"],
        ["벤치마크", "A.X K1", "GLM-4.6"],
        ["MMLU-Pro", 81.5, 82.9],
        ["※ 자체 측정"],
    ]
    reading = read(book(("비교", rows)))
    assert values(reading, "place", "model", "benchmark", "score_text") == [
        ("비교!B3", "A.X K1", "KMMLU", "80.2"),
        ("비교!C3", "K-EXAONE", "KMMLU", "77.1"),
        ("비교!B7", "A.X K1", "MMLU-Pro", "81.5"),
        ("비교!C7", "GLM-4.6", "MMLU-Pro", "82.9"),
    ]
    assert not reading.problems
    assert left(reading) == {
        (1, "", "1. 한국어", "text_line"),
        (5, "", "2. 영어", "text_line"),
        (8, "", "※ 자체 측정", "text_line"),
    }


@pytest.mark.parametrize("gap", [[], [None]])
def test_tables_beside_each_other_keep_their_own_models(gap: list[None]) -> None:
    rows: list[list[Any]] = [
        ["모델", "KMMLU", *gap, "모델", "GPQA-Diamond"],
        ["A.X K1", 80.2, *gap, "GLM-4.6", 78],
        ["K-EXAONE", 77.1],
    ]
    reading = read(book(("s", rows)))
    assert scores(reading) == [
        ("A.X K1", "KMMLU", "80.2"),
        ("GLM-4.6", "GPQA-Diamond", "78"),
        ("K-EXAONE", "KMMLU", "77.1"),
    ]
    assert not reading.problems


def test_a_layout_is_applied_to_its_own_table_of_a_sheet() -> None:
    text = "모델,KMMLU,CLIcK\nA,1.5,2.5\n모델,벤치마크,점수\nB,HLE,3.5\n"
    layout = Layout("", 1, "models_in_rows", (("모델", "model"), ("KMMLU", "ignored"), ("CLIcK", "score")))
    assert scores(read(text, layout)) == [("A", "CLIcK", "2.5"), ("B", "HLE", "3.5")]


def test_properties_of_models_and_means_over_models_are_no_scores() -> None:
    rows = "시험,A.X K1,K-EXAONE,평균,증감률\n총 파라미터(B),519,236,,\n컨텍스트 길이,131072,262144,,\nKMMLU,80.2,77.1,78.65,0.04\n"
    reading = read(rows)
    assert scores(reading) == [("A.X K1", "KMMLU", "80.2"), ("K-EXAONE", "KMMLU", "77.1")]
    assert left(reading) == {
        (3, "A.X K1", "컨텍스트 길이: 131072", "card_not_a_score"),
        (3, "K-EXAONE", "컨텍스트 길이: 262144", "card_not_a_score"),
        (1, "평균", "78.65", "card_mean_of_models"),
        (1, "증감률", "0.04", "card_difference"),
    }
    assert reading.models.select("model", "total_params_b").rows() == [("A.X K1", "519"), ("K-EXAONE", "236")]
    wide = read("모델,KMMLU,VRAM(GB),입력 단가($),초당 토큰\nA,1.5,640,0.5,120\n국내 평균,2.5,1,1,1\n")
    assert scores(wide) == [("A", "KMMLU", "1.5")]
    assert (3, "KMMLU", "국내 평균: 2.5", "card_mean_of_models") in left(wide)
    assert scores(read(LONG + "A,매개변수(B),519\nA,KMMLU,80.2\n")) == [("A", "KMMLU", "80.2")]


def test_names_are_read_without_marks_and_what_they_say_of_the_run() -> None:
    reading = read(
        "모델¹⁾,GPQA-Diamond²⁾,KMMLU 5-shot\nA.X K1 (519B-A33B)*,1.5,2.5\ngpt-oss-120b (high),3.5,\nK-EXAONE (비추론),4.5,\n"
    )
    assert values(reading, "model", "benchmark", "score_text", "mode", "effort") == [
        ("A.X K1", "GPQA-Diamond", "1.5", None, None),
        ("A.X K1", "KMMLU 5-shot", "2.5", None, None),
        ("gpt-oss-120b", "GPQA-Diamond", "3.5", None, "high"),
        ("K-EXAONE", "GPQA-Diamond", "4.5", "non-reasoning", None),
    ]
    assert set(values(reading, "conditions")) == {(None,)}
    assert reading.models.row(0, named=True) | {"maker": None} == {
        **dict.fromkeys(reading.models.columns),
        "model": "A.X K1",
        "total_params_b": "519",
        "active_params_b": "33",
    }
    assert {(1, "GPQA-Diamond", "GPQA-Diamond²⁾", "card_footnote")} <= left(reading)
    assert {(2, "A.X K1", "A.X K1*", "card_footnote")} <= left(reading)


@pytest.mark.parametrize(
    "text",
    [
        "평가지표,측정 영역,A.X 4.0,GPT-4o\nKMMLU,한국어,78.3,72.5\n",
        "\t\tA.X 4.0\tGPT-4o\n지식\tKMMLU\t78.3\t72.5\n",
    ],
    ids=["header of metrics", "no headers"],
)
def test_the_column_of_names_is_the_one_with_names(text: str) -> None:
    assert scores(read(text)) == [("A.X 4.0", "KMMLU", "78.3"), ("GPT-4o", "KMMLU", "72.5")]


def test_text_with_all_cells_in_quotes_is_recognised() -> None:
    assert scores(read('"모델","벤치마크","점수"\n"A","KMMLU","72.5"\n')) == [("A", "KMMLU", "72.5")]


@pytest.mark.parametrize(
    ("cell", "mode"),
    [
        ("O", "reasoning"),
        ("○", "reasoning"),
        ("Thinking", "reasoning"),
        ("추론", "reasoning"),
        ("X", "non-reasoning"),
        ("×", "non-reasoning"),
        ("Non-thinking", "non-reasoning"),
        ("비추론", "non-reasoning"),
    ],
)
def test_reasoning_as_a_circle_or_a_cross(cell: str, mode: str) -> None:
    assert values(read(f"모델,벤치마크,점수,추론 여부\nA,B,1.5,{cell}\n"), "mode") == [(mode,)]


def test_years_over_columns_are_no_benchmarks() -> None:
    with pytest.raises(Unreadable) as caught:
        read("모델,2025년,2026년\nA,70.2,80.2\n")
    assert caught.value.problem.rule == "no_column_of_scores"


def test_hidden_rows_and_columns_are_left_out() -> None:
    def change(made: Any) -> None:
        made["s"].row_dimensions[3].hidden = True
        made["s"].column_dimensions["C"].hidden = True

    rows: list[list[Any]] = [["모델", "KMMLU", "CLIcK"], ["A", 1.5, 2.5], ["B", 3.5, 4.5]]
    reading = read(book(("s", rows), change=change))
    assert scores(reading) == [("A", "KMMLU", "1.5")]
    assert left(reading) == {(3, "s", "B 3.5 4.5", "hidden_row"), (None, "s!C", "CLIcK 2.5", "hidden_column")}


def test_rows_are_counted_over_all_blocks_of_a_large_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dokja.ingest.tables.readers.text_sheet.BLOCK", 10)
    reading = read(LONG + "".join(f"m{at},b,{at}\n" + "\n" * (at % 3) for at in range(50)))
    expected = [2 + at + sum(other % 3 for other in range(at)) for at in range(50)]
    assert values(reading, "row", "score_text") == [(row, str(at)) for at, row in enumerate(expected)]


def test_pasted_table_with_two_header_rows() -> None:
    text = "모델\tMMLU\t\tGPQA\t\n\t점수\t표준오차\t점수\t표준오차\nA\t1.5\t0.1\t2.5\t0.2\nB\t3.5\t\t4.5\t-\n"
    assert values(read(text), "row", "model", "benchmark", "score_text", "stderr_text") == [
        (3, "A", "MMLU", "1.5", "0.1"),
        (3, "A", "GPQA", "2.5", "0.2"),
        (4, "B", "MMLU", "3.5", None),
        (4, "B", "GPQA", "4.5", None),
    ]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["83.8", "9", "-0.50"], ["83.8", "9", "-0.50"]),
        (["83,8", "1128", "1.128"], ["83.8", "1128", "1128"]),
        (["1.128,5", "2.000"], ["1128.5", "2000"]),
        (["1,128", "83.5"], ["1128", "83.5"]),
        (["1,128", "1,128,000"], ["1128", "1128000"]),
        (["1,128", "0,5"], ["1.128", "0.5"]),
        (["0.412", "0.935"], ["0.412", "0.935"]),
        (["1.128"], ["1.128"]),
        (["1,128"], ["ambiguous_number"]),
        (["1,128", "83,8", "83.8"], ["ambiguous_number", "83.8", "83.8"]),
        (["８３．８", "−5", "－6", "\u00a07", ".5"], ["83.8", "-5", "-6", "7", "0.5"]),
        (["1e-05", "1.50E2", "1e13", "1e-41", "1e-999999999"], ["0.00001", "150", *["huge_number"] * 3]),
        (["1234567890123", "123456789012"], ["huge_number", "123456789012"]),
        (["abc", "8x3", "1,12,8", "8..5", "12:30"], ["not_a_number"] * 5),
        (["NaN", "inf", "-Infinity"], ["not_finite"] * 3),
    ],
)
def test_points_and_commas_are_told_apart_by_the_whole_column(column: list[str], expected: list[str]) -> None:
    text = "모델\t벤치마크\t점수\n" + "".join(f"m{at}\tb\t{cell}\n" for at, cell in enumerate(column))
    reading = read(text)
    found = dict(values(reading, "row", "score_text")) | {one.row: one.rule for one in reading.problems}
    assert [found[row] for row in sorted(found)] == expected
    for one in reading.problems:
        assert one.column == "점수"
        assert one.value == column[(one.row or 0) - 2].strip()


@pytest.mark.parametrize("cell", ["", "-", "–", "N/A", "n/a", "없음", "미공개", "해당 없음", "#N/A"])
def test_unpublished_cells_are_left_out(cell: str) -> None:
    reading = read(f"{LONG}A,B,{cell}\nC,D,1\n")
    assert not reading.problems
    assert left(reading) == {(2, "점수", cell, "not_published")}


@pytest.mark.parametrize(
    ("header", "cell", "unit", "scale"),
    [
        ("점수", "83.8%", "", "percent"),
        ("점수", "83.8 ％", "", "percent"),
        ("점수(%)", "83.8", "", "percent"),
        ("점수", "83.8", "퍼센트", "percent"),
        ("점수", "83.8", "비율", "fraction"),
        ("점수", "83.8점", "", "points"),
        ("점수", "83.8", "Elo", "elo"),
        ("점수", "83.8", "", None),
    ],
)
def test_units(header: str, cell: str, unit: str, scale: str | None) -> None:
    reading = read(f"모델,벤치마크,{header},단위\nA,B,{cell},{unit}\n")
    assert values(reading, "score_text", "scale") == [("83.8", scale)]


TOMORROW = (date.today() + timedelta(days=1)).isoformat()
CELLS = [
    ("점수", "많음", "not_a_number"),
    ("점수", "NaN", "not_finite"),
    ("단위", "개", "unknown_unit"),
    ("단위", "비율", "units_disagree"),
    ("추론 방식", "빠름", "unknown_mode"),
    ("추론 강도", "엄청", "unknown_effort"),
    ("문항 수", "1.5", "integer"),
    ("문항 수", "0", "minimum"),
    ("문항 수", "많음", "not_a_number"),
    ("표준오차", "-0.1", "negative_stderr"),
    ("표준오차", "작음", "not_a_number"),
    ("측정일", TOMORROW, "future_date"),
    ("측정일", "2026-13-01", "date"),
    ("측정일", "어제", "date"),
    ("모델", "", "no_model"),
    ("벤치마크", "", "no_benchmark"),
    ("모델", "가" * 2001, "cell_too_long"),
]


@pytest.mark.parametrize(("column", "cell", "rule"), CELLS)
def test_bad_cell_is_named_and_the_other_rows_stay(column: str, cell: str, rule: str) -> None:
    header = ["모델", "벤치마크", "점수", "단위", "추론 방식", "추론 강도", "문항 수", "표준오차", "측정일"]
    good = ["A", "B", "83.8%", "%", "추론", "높음", "198", "0.3", "2026-01-05"]
    bad = [cell if name == column else value for name, value in zip(header, ["X", *good[1:]], strict=True)]
    reading = read("\n".join(",".join(row) for row in (header, good, bad, ["Y", *good[1:]])))
    named = "점수" if rule == "units_disagree" else column
    shown = "83.8%" if rule == "units_disagree" else cell or None
    assert problems(reading) == [(3, named, shown, rule)]
    assert [row for (row,) in values(reading, "row")] == [2, 4]
    assert "3행" in reading.problems[0].message("ko")


@pytest.mark.parametrize(
    ("line", "rule", "found"),
    [("a,b", "ragged", "2"), ("A,B,1,2", "ragged", "4"), ('"A,B,1', "open_quote", None)],
)
def test_ragged_line_is_named(line: str, rule: str, found: str | None) -> None:
    reading = read(f"{LONG}A,B,1\n{line}\nC,D,2\n")
    assert scores(reading) == [("A", "B", "1"), ("C", "D", "2")]
    assert [(one.row, one.rule, one.details.get("found")) for one in reading.problems] == [(3, rule, found)]


def test_repeated_and_contradicting_rows() -> None:
    reading = read(f"{LONG}A,B,1\nA,B,1.0\nC,D,2\nC,D,3\nE,F,4\n")
    assert values(reading, "row", "score_text") == [(2, "1"), (6, "4")]
    assert left(reading) == {(3, "점수", "1.0", "repeated_row")}
    assert problems(reading) == [
        (4, "점수", "2", "contradicting_rows"),
        (5, "점수", "3", "contradicting_rows"),
    ]
    assert [one.details for one in reading.problems] == [
        {"first": "5", "place": "점수", "value": "3"},
        {"first": "4", "place": "점수", "value": "2"},
    ]
    assert (reading.cells.score, reading.cells.left_out, reading.cells.refused) == (2, 1, 2)


def test_what_differs_in_reporter_or_conditions_does_not_contradict() -> None:
    reading = read("모델,벤치마크,점수,조건,잰 곳\nA,B,1,x=1,L\nA,B,2,x=2,L\nA,B,3,x=1,M\n")
    assert not reading.problems
    assert [text for (text,) in values(reading, "score_text")] == ["1", "2", "3"]


def test_text_beside_a_number_is_left_out_but_the_number_stays() -> None:
    reading = read("모델\t벤치마크\t점수\nA\tB\t83.8 ± 0.4\nC\tD\t5*\n")
    assert scores(reading) == [("A", "B", "83.8"), ("C", "D", "5")]
    assert left(reading) == {(2, "점수", "± 0.4", "card_spread"), (3, "점수", "5*", "card_footnote")}


def test_what_may_be_two_numbers_or_a_difference_is_no_score() -> None:
    reading = read("모델\t벤치마크\t점수\nA\tB\t83.8\nC\tD\t70 128\nE\tF\t+8\n")
    assert scores(reading) == [("A", "B", "83.8")]
    assert left(reading) == {(3, "점수", "70 128", "card_two_values"), (4, "점수", "+8", "card_difference")}


def test_a_table_without_a_model_is_read_so_that_the_model_can_be_asked() -> None:
    reading = spreadsheet.read(content("벤치마크,점수\nKMMLU,72.5\n"), {})
    assert values(reading, "model", "benchmark", "score_text") == [(None, "KMMLU", "72.5")]


def percent_and_merged(made: Any) -> None:
    page = made["평가"]
    for cells in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
        page.merge_cells(cells)
    for cell in ("B4", "C4", "B5"):
        page[cell].number_format = "0.0%"
    page["C5"].number_format = '0.0"%"'
    page["D4"].number_format = "0.00"
    page["D5"].number_format = "#,##0"


def test_workbook_with_merged_headers_percent_formats_and_several_sheets() -> None:
    wide: list[list[Any]] = [
        ["2026년 한국 모델 평가", None, None, None, None],
        ["모델", "MMLU-Pro", None, "한국어", None],
        [None, "추론", "비추론", "KMMLU", "HAERAE"],
        ["K-EXAONE", 0.838, 0.41234, 50.2, "-"],
        ["Solar", 0.29, 71, 1128, 0.1 + 0.2],
        ["주: 자체 측정"],
    ]
    long: list[list[Any]] = [
        ["model", "benchmark", "score", "측정일"],
        ["=x", "B", 83.8, date(2026, 8, 1)],
        ["C", "D", 5, 46235],
    ]
    sheets: list[tuple[str, list[list[Any]]]] = [
        ("평가", wide),
        ("빈", []),
        ("출처", [["제목", "주소"], ["가", "나"]]),
        ("긴 표", long),
    ]

    def change(made: Any) -> None:
        percent_and_merged(made)
        made["긴 표"]["A2"].data_type = "s"
        made.create_sheet("숨김").append(["모델", "벤치마크", "점수"])
        made["숨김"].sheet_state = "hidden"

    reading = read(book(*sheets, change=change))
    assert not reading.problems
    assert values(reading, "place", "model", "benchmark", "score_text", "scale", "mode", "measured_on") == [
        ("평가!B4", "K-EXAONE", "MMLU-Pro", "83.8", "percent", "reasoning", None),
        ("평가!C4", "K-EXAONE", "MMLU-Pro", "41.234", "percent", "non-reasoning", None),
        ("평가!D4", "K-EXAONE", "KMMLU", "50.20", None, None, None),
        ("평가!B5", "Solar", "MMLU-Pro", "29.0", "percent", "reasoning", None),
        ("평가!C5", "Solar", "MMLU-Pro", "71.0", "percent", "non-reasoning", None),
        ("평가!D5", "Solar", "KMMLU", "1128", None, None, None),
        ("평가!E5", "Solar", "HAERAE", "0.3", None, None, None),
        ("긴 표!C2", "=x", "B", "83.8", None, None, "2026-08-01"),
        ("긴 표!C3", "C", "D", "5", None, None, "2026-08-01"),
    ]
    assert left(reading) == {
        (None, "빈", "", "empty_sheet"),
        (None, "숨김", "", "hidden_sheet"),
        (None, "출처", "", "sheet_without_numbers"),
        (1, "", "2026년 한국 모델 평가", "text_line"),
        (4, "평가!E4", "-", "not_published"),
        (6, "", "주: 자체 측정", "text_line"),
    }


def test_model_name_merged_over_rows_counts_for_each() -> None:
    rows: list[list[Any]] = [["모델", "벤치마크", "점수"], ["A", "B", 1], [None, "C", 2]]
    data = book(("s", rows), change=lambda made: made["s"].merge_cells("A2:A3"))
    assert scores(read(data)) == [("A", "B", "1"), ("A", "C", "2")]


def test_formulas_are_read_by_their_stored_value_alone() -> None:
    data = book(
        ("평가", [["모델", "벤치마크", "점수"], ["A", "B", "=40+43.8"], ["C", "D", "=1+1"], ["E", "F", 3]])
    )
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(memory, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, re.sub(rb"(<f>40\+43.8</f>)<v\s*/?>(</v>)?", rb"\1<v>83.8</v>", part))
    reading = read(memory.getvalue())
    assert scores(reading) == [("A", "B", "83.8"), ("E", "F", "3")]
    assert problems(reading) == [(3, "평가!C3", "=1+1", "formula_without_value")]


def test_stray_format_in_the_last_cell_costs_nothing() -> None:
    def change(made: Any) -> None:
        made["s"]["XFD1048576"].number_format = "0.0"

    assert scores(read(book(("s", [["모델", "벤치마크", "점수"], ["A", "B", 1]]), change=change))) == [
        ("A", "B", "1")
    ]


def downloads() -> Iterator[tuple[str, Callable[[Download], bytes]]]:
    for language in LANGUAGES:
        for write in (csv_export.write, xlsx_export.write):
            yield language, write


@pytest.mark.parametrize(("language", "write"), list(downloads()))
def test_own_downloads_are_read_back(language: str, write: Callable[[Download], bytes]) -> None:
    words = Words(language)
    title = words("axis.score_in", benchmark="MMLU-Pro", unit=words("unit.percent"))
    setting = ", ".join(
        [
            words("mode.reasoning"),
            words("effort.high"),
            words("condition.tools-none"),
            words("condition.window", value="2024-07"),
        ]
    )
    columns = [
        "model",
        "maker",
        "setting",
        "score",
        "reporter",
        "relation",
        "rank",
        "range",
        "date",
        "source",
    ]
    cells: dict[str, list[Cell]] = {
        "score": [Figure(Decimal("83.8")), Figure(Decimal("-1.25"))],
        "model": ["K-엑사원 236B", "=Solar"],
        "setting": [setting, None],
        "reporter": ["LG", "업스테이지"],
        "date": ["2026-01-05", "2025-12"],
    }
    labels = {**{name: words(f"column.{name}") for name in columns}, "score": title}
    table = {labels[name]: cells.get(name, ["x", None]) for name in columns}
    sources = {words("source.title"): ["보도자료"], words("source.url"): ["https://www.korea.kr"]}
    notes = {words("column.item"): ["인용"], words("column.content"): ["독자"]}
    sheets = [words(f"download.sheet.{name}") for name in ("table", "notes", "sources")]
    reading = read(write(Download("표", table, notes, sources, *sheets)))
    assert not reading.problems
    assert values(
        reading, "model", "benchmark", "score_text", "scale", "mode", "effort", "conditions", "reporter"
    ) == [
        (
            "K-엑사원 236B",
            "MMLU-Pro",
            "83.8",
            "percent",
            "reasoning",
            "high",
            "tools=none; window=2024-07",
            "LG",
        ),
        ("=Solar", "MMLU-Pro", "-1.25", "percent", None, None, None, "업스테이지"),
    ]


def test_layout_is_proposed_corrected_and_remembered() -> None:
    text = "이름표,갑,을\nX,1,2\nY,3,4\n"
    assert refused(text) == ("no_model_column", 1)
    layout = Layout("", 1, "models_in_rows", (("이름표", "model"), ("갑", "score"), ("을", "ignored")))
    remembered = Layout.from_dict(json.loads(json.dumps(layout.to_dict())))
    assert remembered == layout
    assert scores(read(text, remembered)) == [("X", "갑", "1"), ("Y", "갑", "3")]
    later = "제목\n\n이름표,갑,을\nZ,5,6\n"
    assert shape(later) == shape(text)
    assert values(read(later, remembered), "row", "model", "score_text") == [(4, "Z", "5")]
    assert shape(WIDE) != shape(text)
    assert scores(read(WIDE, remembered)) == scores(read(WIDE))


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        ("long", ("model", "score", "ignored")),
        ("models_in_rows", ("model", "model", "score")),
        ("models_in_columns", ("model", "score", "score")),
        ("models_in_rows", ("model", "ignored", "ignored")),
    ],
)
def test_layout_that_lacks_a_role_does_not_count(kind: str, roles: tuple[str, ...]) -> None:
    layout = Layout("", 1, kind, tuple(zip(("모델", "MMLU", "GPQA"), roles, strict=True)))
    assert scores(read(WIDE, layout)) == scores(read(WIDE))


@pytest.mark.parametrize(
    "change",
    [
        {"header_row": 0},
        {"header_row": "1"},
        {"header_row": True},
        {"kind": "tall"},
        {"sheet": None},
        {"roles": [["모델", "boss"]]},
        {"roles": [["모델"]]},
        {"roles": [7]},
        {"roles": None},
        {"left": "s"},
        {"left": [1]},
    ],
)
def test_stored_layout_is_checked(change: dict[str, Any]) -> None:
    stored = Layout("", 1, "long", (("모델", "model"),)).to_dict()
    with pytest.raises(ValueError, match="layout"):
        Layout.from_dict(stored | change)


def zipped(*members: tuple[str, bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data)
    return memory.getvalue()


GOOD = book(("s", [["모델", "벤치마크", "점수"], ["A", "B", 1]]))
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y "z">]><workbook>&y;</workbook>'
FILES: list[tuple[str | bytes, str, int | None]] = [
    ("", "empty_file", None),
    (" \n\n", "empty_file", None),
    (LONG, "header_only", 1),
    ("제목\n\n" + LONG, "header_only", 3),
    (book(("s", [["모델", "벤치마크", "점수"]])), "header_only", 1),
    ("모델,점수\nA,1\n", "no_benchmark_column", 1),
    ("모델,벤치마크,말\nA,B,좋음\n", "no_column_of_scores", 1),
    ("가,나\n다,라\n", "no_numbers", None),
    ("한 줄\n두 줄\n", "no_table", None),
    (f"{LONG}A,B,1\nC,D\0,2\n", "nul", 3),
    ("model,benchmark,score\nA,B,1\n".encode("utf-16-le"), "nul", 1),
    (b"\xff" * 40, "encoding_import", None),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "binary_file", None),
    (b"\xd0\xcf\x11\xe0" + b"\0" * 40, "old_office_file", None),
    (GOOD[: len(GOOD) // 2], "broken_archive", None),
    (zipped(("a.txt", b"x")), "no_workbook", None),
    (zipped(("xl/workbook.xml", b"<workbook")), "broken_workbook", None),
    (zipped(("xl/workbook.xml", ENTITY)), "xml_entities", None),
    (zipped(("xl/workbook.xml", b"0" * (2 * archive.SMALL))), "zip_bomb", None),
    ("모델" + ",b" * 2001 + "\nA" + ",1" * 2001 + "\n", "too_many_columns", None),
    ("모델," + "가" * 2001 + "\nA,1\n", "cell_too_long", 1),
]


@pytest.mark.parametrize(("data", "rule", "row"), FILES)
def test_bad_file_is_refused_with_rule_and_cure(data: str | bytes, rule: str, row: int | None) -> None:
    spreadsheet.recognises(content(data))
    assert refused(data) == (rule, row)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dokja.ingest.tables.grid.MOST_ROWS", 10)
    assert refused(LONG + "A,B,1\n" * 11) == ("too_many_rows", None)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "안녕하세요, 저희는 3개 모델을 골랐습니다.\n그래서, 결과는 다음과 같습니다.\n",
        "Hello, world, this is a text.\nIt has commas, and the like, but no table.\n",
        '{"model": "A", "score": 1}\n{"model": "B", "score": 2}\n',
        "---\nmodel: A\nscore: 1, 2\n---\n",
        "| 모델 | MMLU |\n|---|---|\n| A | 83.8 |\n",
        "<table><tr><td>모델,1</td></tr>\n<tr><td>A,2</td></tr></table>\n",
        b"\x89PNG\r\n\x1a\n,1,2\n,3,4\n",
        b"\xff\xfe\xfd",
        b"PK\x03\x04 broken",
        zipped(("header.json", b"{}")),
        bytes(range(256)) * 4,
    ],
)
def test_other_files_are_not_recognised(data: str | bytes) -> None:
    assert not spreadsheet.recognises(content(data))


@pytest.mark.parametrize("data", [LONG, f"{LONG}A,B,많음\n", f"{LONG}A,B\0,1\n", GOOD, GOOD[:2000]])
def test_tables_that_cannot_be_read_are_recognised(data: str | bytes) -> None:
    assert spreadsheet.recognises(content(data))


def test_samples_of_other_formats_are_not_claimed() -> None:
    files = [file for file in SAMPLES.rglob("*") if file.is_file() and file.parent.name != "epoch"]
    assert len(files) > 15
    claimed = [file.name for file in files if spreadsheet.recognises(Content(str(file), file.read_bytes()))]
    assert claimed == []


NAMES = st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd")), min_size=1, max_size=8).map(
    lambda text: "K" + unicodedata.normalize("NFC", text)
)
NUMBER = st.decimals(-(10**9), 10**9, allow_nan=False, places=3).map(lambda number: f"{number:f}")


@settings(deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES, NUMBER), min_size=1, max_size=30, unique_by=lambda row: row[:2]))
def test_numbers_written_are_the_numbers_read(rows: list[tuple[str, str, str]]) -> None:
    memory = io.StringIO()
    csv.writer(memory).writerows([("model", "benchmark", "score"), *rows])
    reading = spreadsheet.read(content(memory.getvalue()), {})
    assert values(reading, "model", "benchmark", "score_text") == rows
    assert [row for (row,) in values(reading, "row")] == list(range(2, len(rows) + 2))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_recognises_never_raises(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xef\xbb\xbf", b"\xff\xfe", "모델,점수\n".encode()):
        assert spreadsheet.recognises(Content("x", start + data)) in (True, False)
