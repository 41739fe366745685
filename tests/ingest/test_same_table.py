"""One table in every format: Markdown, HTML, CSV, TSV, XLSX and a paste of each give the same numbers, or say the same."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Sequence

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dokja.ingest import registry
from dokja.ingest.content import Content
from dokja.ingest.reading import Cells, Reading
from dokja.ingest.tables.readers import clipboard
from dokja.ingest.values import digits
from tests import SAMPLES

Rows = Sequence[Sequence[str]]


def markdown(rows: Rows) -> bytes:
    lines = [rows[0], ["--"] * len(rows[0]), *rows[1:]]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines).encode()


def page(rows: Rows) -> bytes:
    cells = [[f"<td>{html.escape(cell)}</td>" for cell in row] for row in rows]
    return f"<table>{''.join(f'<tr>{chr(10).join(row)}</tr>' for row in cells)}</table>".encode()


def separated(delimiter: str) -> Callable[[Rows], bytes]:
    def write(rows: Rows) -> bytes:
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
        return text.getvalue().encode()

    return write


def workbook(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([cell or None for cell in row])
    for cells in book.active.iter_rows():
        for cell in cells:
            cell.data_type = "s" if cell.value is not None else cell.data_type
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def pasted(mark: str) -> Callable[[Rows], bytes]:
    """What a browser's clipboard holds of a page, or a spreadsheet's."""

    def write(rows: Rows) -> bytes:
        body = f"<html {mark}><body>{page(rows).decode()}</body></html>"
        return clipboard.taken(Content("pasted.html", body.encode()))[0].data

    return write


FORMATS: dict[str, Callable[[Rows], bytes]] = {
    "table.md": markdown,
    "table.html": page,
    "table.csv": separated(","),
    "table.tsv": separated("\t"),
    "table.xlsx": workbook,
    "pasted.html": pasted(""),
    "pasted.tsv": pasted('xmlns:x="urn:schemas-microsoft-com:office:excel"'),
}


def readings(rows: Rows) -> dict[str, Reading]:
    return {name: registry.read([Content(name, write(rows))])[0] for name, write in FORMATS.items()}


def said(reading: Reading) -> dict[str, object]:
    """What a reading says, apart from where: rows and places are of the file; headings between rows are no values."""
    numbers = reading.numbers.drop("row", "place")
    assert "not_accounted_for" not in {one.reason for one in reading.left_out}
    assert reading.cells.score == numbers.height
    return {
        "cells": reading.cells,
        "numbers": sorted(map(str, numbers.rows())),
        "models": sorted(map(str, reading.models.rows())),
        "left out": sorted((one.reason, one.text) for one in reading.left_out if one.reason != "text_line"),
        "problems": sorted((one.rule, one.value or "") for one in reading.problems),
    }


def alike(rows: Rows) -> dict[str, object]:
    first, *others = (said(reading) for reading in readings(rows).values())
    for name, other in zip([*FORMATS][1:], others, strict=True):
        assert other == first, name
    by_hand = sum(digits.is_number(cell) for row in rows[1:] for cell in row)
    assert isinstance(first["cells"], Cells)
    assert first["cells"].total == by_hand
    return first


MODELS = [
    "A.X K1 (519B)",
    "K-EXAONE (추론)",
    "gpt-oss-120b (high)",
    "Solar Open 2",
    "GLM-4.6",
    "솔라 프로 3¹",
]
BENCHMARKS = [
    "KMMLU-Pro",
    "MMLU-Pro (5-shot)",
    "GPQA-Diamond",
    "AIME 2025",
    "HLE (w/ tools)",
    "KMMLU (%)",
    "평균",
]
NUMBER = st.decimals(0, 100, places=1).map(str)
ODD = st.sampled_from(
    [
        "",
        "-",
        "N/A",
        "미공개",
        "OOM",
        "평가 예정",
        "84.3¹",
        "84.3 [1]",
        "84.3 (2위)",
        "53.7 ± 1.2",
        "+1.2",
        "~80",
        "76.5 / 80.1",
        "80.3%",
    ]
)
CELL = st.one_of(NUMBER, NUMBER, NUMBER, ODD)
BESIDE = {
    "설정": ["3-shot", "32K", "w/o tools", "비추론"],
    "Setting": ["non-thinking, 5-shot", "64K", "0-shot"],
    "추론 강도": ["높음", "minimal", "xhigh", "-"],
    "도구 사용": ["○", "×", "사용"],
    "측정 기관": ["Artificial Analysis", "-", "SK텔레콤"],
    "문항 수": ["12,032", "198"],
    "측정일": ["2026-08-31", "2026. 8.", "어제"],
    "Shots": ["5", "0-shot", "-"],
    "분야": ["한국어", "수학"],
}


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A table of scores: wide either way or long, with columns beside that say how the scores were measured."""
    models = draw(st.lists(st.sampled_from(MODELS), min_size=1, max_size=4, unique=True))
    benchmarks = draw(st.lists(st.sampled_from(BENCHMARKS), min_size=2, max_size=5, unique=True))
    beside = draw(st.lists(st.sampled_from([*BESIDE]), max_size=3, unique=True))
    kind = draw(st.sampled_from(["columns", "rows", "long"]))
    names = {"columns": benchmarks, "rows": models}.get(kind, [])
    tops = {"columns": models, "rows": benchmarks}.get(kind, ["점수"])
    corner = {"columns": ["벤치마크"], "rows": ["Model"]}.get(kind, ["모델", "벤치마크"])
    keys = [[name] for name in names] or [[model, one] for model in models for one in benchmarks]
    rows = [[*corner, *beside, *tops]]
    for key in keys:
        stated = [draw(st.sampled_from(BESIDE[header])) for header in beside]
        rows.append([*key, *stated, *(draw(CELL) for _ in tops)])
    rows[-1][-1] = draw(NUMBER)
    return rows


@settings(deadline=None, max_examples=20)
@given(tables())
def test_any_table_is_read_alike_in_every_format(rows: list[list[str]]) -> None:
    alike(rows)


def cells(text: str) -> list[list[str]]:
    """The rows of the first pipe table of a text."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "--" not in line]


CASES = {
    "condition columns": "| Benchmark | 설정 | Length | A.X K1 |\n| RULER | 3-shot | 64K | 90.1 |\n| RULER | 3-shot | 32K | 95.5 |",
    "words for missing": "| 모델 | KMMLU | GPQA |\n| A.X K1 | OOM | 추후 공개 |\n| GLM-4.6 | 해당사항 없음 | 70.1 |\n| K-EXAONE | TIMEOUT | 미제출 |",
    "footnoted numbers": "| 모델 | KMMLU | GPQA |\n| A.X K1 | 84.3¹ | 84.3 [1] |\n| GLM-4.6 | 84.3 (2위) | †70.1 |",
    "sizes of models": "| 벤치마크 | A.X K1 | GLM-4.6 |\n| 총 파라미터(B) | 519 | 357B |\n| KMMLU | 80.2 | 77.1 |",
    "Chinese headers": "| 模型 | 基准 | 得分 | 测试日期 |\n| GLM-4.6 | GPQA-Diamond | 81.0 | 2026-08-31 |\n| A.X K1 | GPQA-Diamond | 70.1 | 未公布 |",
    "efforts": "| Model | Effort | HLE |\n| gpt-oss-120b | xhigh | 14.9 |\n| gpt-oss-120b | minimal | 9.1 |",
    "a metric and shots above the scores of a long table": "| 모델 | 벤치마크 | F1 (5-shot) |\n| A.X K1 | KLUE | 80.2 |\n| GLM-4.6 | KLUE | 77.1 |",
    "one model, its scores": "| Benchmark | Score |\n| KMMLU | 72.5 |\n| HLE | 14.9 |",
}


@pytest.mark.parametrize("name", CASES)
def test_one_table_is_read_alike_in_every_format(name: str) -> None:
    assert alike(cells(CASES[name]))["numbers"]


def test_the_header_of_a_long_table_states_metric_and_conditions() -> None:
    rows = cells(CASES["a metric and shots above the scores of a long table"])
    numbers = readings(rows)["table.csv"].numbers
    assert numbers.select("benchmark", "metric", "conditions").unique().rows() == [("KLUE", "F1", "shots=5")]


@pytest.mark.parametrize("path", sorted((SAMPLES / "cards").glob("*.md")), ids=lambda path: path.stem)
def test_tables_of_samples_are_read_alike_as_a_file_of_cells(path: object) -> None:
    content = Content("card.md", path.read_bytes())  # type: ignore[attr-defined]
    (whole,) = registry.read([content])
    seen: list[pl.DataFrame] = []
    block: list[list[str]] = []
    for line in [*content.text.splitlines(), ""]:
        if line.startswith("|"):
            block += cells(line.replace("<br>", " ").replace("**", "").replace("<u>", "").replace("</u>", ""))
        elif block:
            seen += [registry.read([Content("a.csv", separated(",")(block))])[0].numbers]
            block = []
    columns = ["score_text", "benchmark", "metric", "conditions"]
    assert pl.concat(seen).select(columns).sort(columns).equals(whole.numbers.select(columns).sort(columns))
