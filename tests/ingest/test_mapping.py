"""What columns of spreadsheets are taken for, corrected and read so."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from dokja.ingest import sandbox
from dokja.ingest.content import Content
from dokja.ingest.sandbox import Answer
from dokja.ingest.tables.layout import Layout
from dokja.ingest.tables.resolved_layout import faults, kind_of_roles
from tests import read_here

SAMPLES = Path(__file__).parents[1] / "samples"
ODD = "성적표,,\n이름,과목,성과,메모\nA.X K1,MMLU-Pro,71.2,5-shot\nA.X K1,KMMLU,65.0,\n"
UNCLEAR = "가,나,다\nx,MM,71.2\ny,GP,50.1\n"
WIDE = "모델,MMLU-Pro,GPQA,매개변수\nA.X K1,71.2,50.1,519\nSolar Open 100B,80.4,68.1,102\n"


def csv(text: str, name: str = "a.csv") -> Content:
    return Content(name, text.encode())


def test_proposal_is_told_with_values() -> None:
    (told,) = read_here.ask([csv(WIDE)]).mappings
    assert (told.how, told.layout.kind, told.layout.header_row) == ("proposed", "models_in_rows", 1)
    assert [role for _, role in told.layout.roles] == ["model", "score", "score", "total_params"]
    assert told.examples[0] == ("A.X K1", "Solar Open 100B")
    assert told.examples[3] == ("519", "102")


def test_correction_is_read_in_the_child_and_holds_for_the_shape() -> None:
    first = csv("모델,벤치,성적,비고\nA.X K1,MMLU-Pro,71.2,5-shot\n")
    (told,) = sandbox.ask([first]).mappings
    assert told.layout.roles[3] == ("비고", "ignored")
    layout = told.corrected(["model", "benchmark", "score", "shots"])
    answer = sandbox.ask([csv("모델,벤치,성적,비고\nA.X K2,KMMLU,80.5,3\n", "b.csv")], {told.shape: layout})
    assert [one.how for one in answer.mappings] == ["given"]
    (row,) = answer.readings[0].numbers.iter_rows(named=True)
    assert (row["model"], row["score_text"], row["conditions"]) == ("A.X K2", "80.5", "shots=3")


def test_unclear_columns_are_shown_so_that_they_can_be_chosen() -> None:
    answer = read_here.ask([csv(UNCLEAR)])
    assert answer.problem is not None
    (told,) = answer.mappings
    assert (told.how, faults(told.layout)) == ("unclear", ["model"])
    layout = told.corrected(["model", "benchmark", "score"])
    assert (layout.kind, faults(layout)) == ("long", [])
    chosen = read_here.ask([csv(UNCLEAR)], {told.shape: layout})
    assert chosen.problem is None
    assert chosen.readings[0].numbers["benchmark"].to_list() == ["MM", "GP"]


def test_shape_is_of_the_headers_alone() -> None:
    def shape(text: str) -> str:
        return read_here.ask([csv(text)]).mappings[0].shape

    texts = (WIDE, WIDE.replace("71.2", "1.5"), WIDE.replace("MMLU-Pro", " mmlu pro "))
    shapes = {shape(text) for text in texts}
    assert len(shapes) == 1
    assert shape(WIDE.replace("GPQA", "KMMLU")) not in shapes


def book(sheets: Mapping[str, list[list[object]]]) -> Content:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    data = BytesIO()
    made.save(data)
    return Content("a.xlsx", data.getvalue())


def told_of(answer: Answer) -> list[tuple[str, int, str]]:
    return [(one.layout.sheet, one.layout.header_row, one.how) for one in answer.mappings]


def numbers_of(answer: Answer) -> list[tuple[str, str, str]]:
    return answer.readings[0].numbers.select("model", "benchmark", "score_text").rows()


WHOLE: list[list[object]] = [["모델", "KMMLU"], ["A.X K1", 65.5]]
DRAFT: list[list[object]] = [["모델", "KMMLU"], ["A.X K1", 11.1]]


def test_every_sheet_with_a_table_is_told() -> None:
    contents: list[list[object]] = [["목차", "쪽"], ["앞말", "없음"]]
    long: list[list[object]] = [[], ["모델", "벤치", "점수"], ["A.X K1", "KoBALT", 33.3]]
    answer = read_here.ask([book({"목차": contents, "결과": WHOLE, "둘째": long})])
    assert told_of(answer) == [("결과", 1, "proposed"), ("둘째", 2, "proposed")]
    assert [one.layout.kind for one in answer.mappings] == ["models_in_rows", "long"]
    assert answer.mappings[1].examples == (("A.X K1",), ("KoBALT",), ("33.3",))


def test_sheet_that_is_left_out_is_not_read_and_others_with_its_columns_are() -> None:
    given = book({"결과": WHOLE, "초안": DRAFT})
    first = read_here.ask([given])
    assert [one.rule for one in first.readings[0].problems] == ["contradicting_rows"] * 2
    draft = first.mappings[1]
    layouts = {draft.shape: draft.taken(is_read=False)}
    answer = read_here.ask([given], layouts)
    assert told_of(answer) == [("결과", 1, "proposed"), ("초안", 1, "left")]
    assert numbers_of(answer) == [("A.X K1", "KMMLU", "65.5")]
    (reading,) = answer.readings
    assert not reading.problems
    assert [(one.place, one.reason) for one in reading.left_out] == [("초안", "sheet_left")]
    again = read_here.ask([given], {draft.shape: answer.mappings[1].taken(is_read=True)})
    assert [one.how for one in again.mappings] == ["proposed", "proposed"]
    assert [one.rule for one in again.readings[0].problems] == ["contradicting_rows"] * 2


def test_workbook_without_a_sheet_to_read_is_refused() -> None:
    given = book({"결과": WHOLE})
    (told,) = read_here.ask([given]).mappings
    answer = read_here.ask([given], {told.shape: told.taken(is_read=False)})
    assert answer.problem is not None
    assert answer.problem.rule == "every_sheet_left"
    assert told_of(answer) == [("결과", 1, "left")]


TWO_ROWS: list[list[object]] = [
    ["성적표", "2026년 11월", None],
    ["과제", "A.X K1", "A.X K1"],
    ["모델별 점수", "추론", "비추론"],
    ["MMLU-Pro", 77.5, 61.5],
]


def test_header_of_two_rows_is_chosen_and_known_under_another_title() -> None:
    given = book({"표": TWO_ROWS})
    (told,) = read_here.ask([given]).mappings
    assert told.header.row == "1-2"
    assert [one.row for one in told.rows] == ["1", "2", "1-2", "3", "2-3", "4", "3-4"]
    lower = told.rows[4]
    assert lower.cells == ("과제 모델별 점수", "A.X K1 추론", "A.X K1 비추론")
    layouts = {lower.shape: told.with_header(lower)}
    later: list[list[object]] = [["다른 제목", "2026년 12월", None], ["더한 줄", "말", None], *TWO_ROWS[1:]]
    for content, row in ((given, 3), (book({"새 이름": later}), 4)):
        answer = read_here.ask([content], layouts)
        assert [(one.layout.header_row, one.how) for one in answer.mappings] == [(row, "given")]
        numbers = answer.readings[0].numbers
        assert numbers.select("row", "model", "mode", "score_text").rows() == [
            (row + 1, "A.X K1", "reasoning", "77.5"),
            (row + 1, "A.X K1", "non-reasoning", "61.5"),
        ]


def test_correction_that_is_the_latest_counts_where_two_rows_are_known() -> None:
    (told,) = read_here.ask([book({"표": TWO_ROWS})]).mappings
    rows = [told.rows[1], told.rows[2]]
    for latest in (rows, rows[::-1]):
        layouts = {one.shape: told.with_header(one) for one in latest}
        (again,) = read_here.ask([book({"표": TWO_ROWS})], layouts).mappings
        assert again.header == latest[-1]


def test_sheet_whose_header_is_not_found_is_read_once_it_is_chosen() -> None:
    odd: list[list[object]] = [["이름", 2024, 2025], ["갑", 81.5, 61.5], ["을", 82.5, 62.5]]
    given = book({"결과": WHOLE, "연도별": odd})
    first = read_here.ask([given])
    assert told_of(first) == [("결과", 1, "proposed"), ("연도별", 1, "headless")]
    assert numbers_of(first) == [("A.X K1", "KMMLU", "65.5")]
    told = first.mappings[1]
    layouts = {told.shape: told.with_header(told.rows[0])}
    unclear = read_here.ask([given], layouts)
    assert told_of(unclear)[1] == ("연도별", 1, "unclear")
    assert [one.rule for one in unclear.readings[0].problems] == ["no_column_of_scores"]
    layouts = {told.shape: unclear.mappings[1].corrected(["model", "score", "score"])}
    read = read_here.ask([given], layouts)
    assert told_of(read)[1] == ("연도별", 1, "given")
    assert ("을", "2025", "62.5") in numbers_of(read)


@pytest.mark.parametrize(
    "change",
    [
        {"roles": (("모델", "model"), ("MMLU-Pro", "score"))},
        {"kind": "long"},
        {"kind": "no such kind"},
    ],
)
def test_layout_that_does_not_fit_leads_to_the_proposal(change: dict[str, object]) -> None:
    (told,) = read_here.ask([csv(WIDE)]).mappings
    bad = dataclasses.replace(told.layout, **change)  # type: ignore[arg-type]
    answer = read_here.ask([csv(WIDE)], {told.shape: bad})
    assert answer.problem is None
    assert [one.how for one in answer.mappings] == ["misfit"]
    assert answer.mappings[0].layout == told.layout
    assert answer.readings[0].numbers.height == 4


@pytest.mark.parametrize(
    ("roles", "kind"),
    [
        (("model", "benchmark", "score"), "long"),
        (("model", "score", "score"), "models_in_rows"),
        (("benchmark", "score"), "models_in_columns"),
    ],
)
def test_kind_follows_from_the_roles(roles: tuple[str, ...], kind: str) -> None:
    assert kind_of_roles(roles) == kind


def test_faults_are_what_is_missing_or_twice() -> None:
    layout = Layout("", 1, "long", (("a", "model"), ("b", "model"), ("c", "benchmark")))
    assert faults(layout) == ["score", "model"]


def test_files_of_other_formats_have_no_columns_to_correct() -> None:
    runs = sorted((SAMPLES / "lm-eval").rglob("results_*.json"))[:1]
    answer = read_here.ask([Content("run.json", runs[0].read_bytes()), csv(WIDE)])
    assert [one.path for one in answer.mappings] == ["a.csv"]
    assert [one.format for one in answer.readings] == ["lm_eval", "spreadsheet"]


CARD = """# A.X K1

## Size
| Part | Layers |
|---|---|
| Decoder | 61 |

## Results
| Area | Name | A.X K1 | Note |
|---|---|---|---|
| Math | AIME25 | 89.8 | 64 |
| Korean | KMMLU | 80.2 | 5 |

## Results of a draft
| Area | Name | A.X K1 | Note |
|---|---|---|---|
| Korean | KMMLU | 11.1 | 5 |

## Odd
| Wer | Was | Wert |
|---|---|---|
| x | MM | 71.2 |
"""


@pytest.mark.parametrize("index", ["", "---\nmodel-index:\n- name: A.X K1\n  results: []\n---\n"])
def test_columns_of_a_page_are_corrected(index: str) -> None:
    page = Content("README.md", (index + CARD).encode())
    first = read_here.ask([page])
    told = {one.layout.sheet: one for one in first.mappings}
    assert {name: one.how for name, one in told.items()} == {
        "Size": "other",
        "Results": "proposed",
        "Results of a draft": "proposed",
        "Odd": "other",
    }
    line = CARD.splitlines().index("| Area | Name | A.X K1 | Note |") + 1 + index.count("\n")
    assert told["Results"].header.row == str(line)
    draft = told["Results of a draft"].taken(is_read=False)
    noted = told["Results"].corrected(["category", "benchmark", "score", "shots"])
    layouts = {
        told["Odd"].shape: told["Odd"].corrected(["model", "benchmark", "score"]),
        told["Results"].shape: dataclasses.replace(noted, left=draft.left),
    }
    answer = read_here.ask([page], layouts)
    assert {one.layout.sheet: one.how for one in answer.mappings} == {
        "Size": "other",
        "Results": "given",
        "Results of a draft": "left",
        "Odd": "given",
    }
    reading = next(one for one in answer.readings if one.format == "card")
    rows = reading.numbers.select("model", "benchmark", "score_text", "conditions").rows()
    assert rows == [
        ("A.X K1", "AIME25", "89.8", "shots=64"),
        ("A.X K1", "KMMLU", "80.2", "shots=5"),
        ("x", "MM", "71.2", None),
    ]
    assert ("Results of a draft", "sheet_left") in [(one.place, one.reason) for one in reading.left_out]
    assert reading.cells.left_out == 3


def test_the_file_that_is_being_read_is_told() -> None:
    told: list[int] = []
    sandbox.ask([csv(WIDE, f"{number}.csv") for number in range(3)], progress=told.append)
    assert told == [0, 1, 2]
