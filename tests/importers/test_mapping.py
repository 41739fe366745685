"""What columns of spreadsheets are taken for, corrected and read so in the child process."""

from __future__ import annotations

import dataclasses
from io import BytesIO

import openpyxl
import pytest

from dokja.importers import child
from dokja.importers.columns import Layout
from dokja.importers.content import Content
from dokja.importers.settled import faults, kind_of_roles

ODD = "성적표,,\n이름,과목,성과,메모\nA.X K1,MMLU-Pro,71.2,5-shot\nA.X K1,KMMLU,65.0,\n"
UNCLEAR = "가,나,다\nx,MM,71.2\ny,GP,50.1\n"
WIDE = "모델,MMLU-Pro,GPQA,매개변수\nA.X K1,71.2,50.1,519\nSolar Open 100B,80.4,68.1,102\n"


def csv(text: str, name: str = "a.csv") -> Content:
    return Content(name, text.encode())


def test_proposal_is_told_with_values() -> None:
    (told,) = child.ask([csv(WIDE)]).mappings
    assert (told.how, told.layout.kind, told.layout.header_row) == ("proposed", "models_in_rows", 1)
    assert [role for _, role in told.layout.roles] == ["model", "score", "score", "ignored"]
    assert told.examples[0] == ("A.X K1", "Solar Open 100B")
    assert told.examples[3] == ("519", "102")


def test_correction_is_read_in_the_child_and_holds_for_the_shape() -> None:
    first = csv("모델,벤치,성적,비고\nA.X K1,MMLU-Pro,71.2,5-shot\n")
    (told,) = child.ask([first]).mappings
    assert told.layout.roles[3] == ("비고", "ignored")
    layout = told.corrected(["model", "benchmark", "score", "shots"])
    answer = child.ask([csv("모델,벤치,성적,비고\nA.X K2,KMMLU,80.5,3\n", "b.csv")], {told.shape: layout})
    assert [one.how for one in answer.mappings] == ["given"]
    (row,) = answer.readings[0].numbers.iter_rows(named=True)
    assert (row["model"], row["score_text"], row["conditions"]) == ("A.X K2", "80.5", "shots=3")


def test_unclear_columns_are_shown_so_that_they_can_be_chosen() -> None:
    answer = child.ask([csv(UNCLEAR)])
    assert answer.problem is not None
    (told,) = answer.mappings
    assert (told.how, faults(told.layout)) == ("unclear", ["model"])
    layout = told.corrected(["model", "benchmark", "score"])
    assert (layout.kind, faults(layout)) == ("long", [])
    chosen = child.ask([csv(UNCLEAR)], {told.shape: layout})
    assert chosen.problem is None
    assert chosen.readings[0].numbers["benchmark"].to_list() == ["MM", "GP"]


def test_shape_is_of_the_headers_alone() -> None:
    def shape(text: str) -> str:
        return child.ask([csv(text)]).mappings[0].shape

    texts = (WIDE, WIDE.replace("71.2", "1.5"), WIDE.replace("MMLU-Pro", " mmlu pro "))
    shapes = {shape(text) for text in texts}
    assert len(shapes) == 1
    assert shape(WIDE.replace("GPQA", "KMMLU")) not in shapes


def test_first_sheet_with_scores_is_told() -> None:
    book = openpyxl.Workbook()
    book.active.append(["목차", "쪽"])
    book.active.append(["앞말", "없음"])
    page = book.create_sheet("결과")
    for row in (["모델", "벤치", "점수"], ["A.X K1", "KMMLU", 65.5]):
        page.append(row)
    data = BytesIO()
    book.save(data)
    (told,) = child.ask([Content("a.xlsx", data.getvalue())]).mappings
    assert (told.layout.sheet, told.layout.header_row) == ("결과", 1)


@pytest.mark.parametrize(
    "change",
    [
        {"roles": (("모델", "model"), ("MMLU-Pro", "score"))},
        {"kind": "long"},
        {"kind": "no such kind"},
    ],
)
def test_layout_that_does_not_fit_leads_to_the_proposal(change: dict[str, object]) -> None:
    (told,) = child.ask([csv(WIDE)]).mappings
    bad = dataclasses.replace(told.layout, **change)  # type: ignore[arg-type]
    answer = child.ask([csv(WIDE)], {told.shape: bad})
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
    card = Content("card.md", b"| Benchmark | A.X K1 |\n|---|---|\n| KMMLU | 65.0 |\n")
    answer = child.ask([card, csv(WIDE)])
    assert [one.path for one in answer.mappings] == ["a.csv"]
    assert [one.format for one in answer.readings] == ["card", "spreadsheet"]
