"""Tables pasted from Excel, 한글, Google Sheets and web pages: what is taken, and what is said to be lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from dokja.i18n.text import Words
from dokja.ingest import sandbox
from dokja.ingest.content import Content
from dokja.ingest.sandbox import Answer
from tests import read_here

PAGES = Path(__file__).parent / "pasted"
NAME = "pasted table"


def pasted(html: str) -> Answer:
    return read_here.ask([Content(NAME, html.encode())], pasted=NAME)


def pasted_to_the_child(html: str) -> Answer:
    return sandbox.ask([Content(NAME, html.encode())], pasted=NAME)


def page(name: str) -> Answer:
    return pasted((PAGES / f"{name}.html").read_text("utf-8"))


def rows(answer: Answer) -> list[tuple[int, str, str, str]]:
    assert answer.problem is None
    frame = answer.readings[0].numbers.sort("row", "benchmark")
    return [*frame.select("row", "model", "benchmark", "score_text").iter_rows()]


def lost(answer: Answer) -> dict[str, int]:
    assert answer.pasted is not None
    return answer.pasted.lost


def test_excel_is_read_as_a_spreadsheet_whose_columns_can_be_corrected() -> None:
    answer = pasted_to_the_child(PAGES.joinpath("excel.html").read_text("utf-8"))
    assert rows(answer) == [
        (2, "A.X K1", "MMLU-Pro", "71.3"),
        (3, "A.X K1", "KMMLU", "65.0"),
        (4, "Solar Open 100B", "GPQA-Diamond", "68.1"),
    ]
    assert answer.readings[0].numbers["scale"].unique().to_list() == ["percent"]
    assert [header for header, _ in answer.mappings[0].layout.roles] == ["모델", "벤치마크", "점수", "단위"]
    assert answer.pasted is not None
    assert answer.pasted.sizes == ((4, 4),)
    assert lost(answer) == {
        "formulas": 1,
        "colours": 1,
        "merged": 1,
        "comments": 1,
        "pictures": 1,
        "hidden_rows": 1,
        "hidden_columns": 1,
    }


def test_hangul() -> None:
    answer = page("hangul")
    assert rows(answer) == [
        (3, "A.X K1", "MMLU-Pro", "71.2"),
        (3, "Solar Open 100B", "MMLU-Pro", "80.4"),
        (4, "A.X K1", "KMMLU", "65.0"),
    ]
    assert answer.pasted is not None
    assert answer.pasted.sizes == ((4, 3),)
    assert lost(answer) == {"colours": 1, "merged": 2, "marks": 1, "text_as_heading": 2}


def test_google_sheets() -> None:
    answer = page("sheets")
    assert [(model, score) for _, model, _, score in rows(answer)] == [
        ("A.X K1", "50.1"),
        ("A.X K1", "71.2"),
        ("Solar Open 100B", "68.1"),
        ("Solar Open 100B", "80.4"),
    ]
    assert lost(answer) == {"formulas": 1, "links": 1}


def test_wikipedia() -> None:
    answer = page("wikipedia")
    assert rows(answer) == [
        (2, "A.X K1", "GPQA-Diamond", "50.1"),
        (2, "A.X K1", "MMLU-Pro", "71.2"),
        (3, "Solar Open 100B", "GPQA-Diamond", "68.1"),
        (3, "Solar Open 100B", "MMLU-Pro", "80.4"),
    ]
    assert lost(answer) == {"colours": 1, "pictures": 1, "marks": 1, "links": 2, "text_as_heading": 2}


def test_merged_number_of_a_spreadsheet_is_taken_once() -> None:
    html = """<meta name=ProgId content=Excel.Sheet><table><tr><td>모델</td><td>벤치마크</td><td>점수</td></tr>
<tr><td>A.X K1</td><td>KMMLU</td><td rowspan=2>65.0</td></tr><tr><td>A.X K1</td><td>GPQA</td></tr></table>"""
    assert [score for *_, score in rows(pasted(html))] == ["65.0"]


def test_further_tables_and_text_of_a_spreadsheet_are_lost_and_said() -> None:
    table = "<table><tr><td>모델</td><td>KMMLU</td></tr><tr><td>A.X K1</td><td>65.0</td></tr></table>"
    html = f"<google-sheets-html-origin></google-sheets-html-origin><p>머리말</p>{table}<p>꼬리말</p>{table}"
    assert lost(pasted(html)) == {"tables": 1, "text": 2}


@pytest.mark.parametrize("html", ["<p>no table</p>", "<table></table>"])
def test_page_without_numbers_is_refused_in_words(html: str) -> None:
    problem = pasted(html).problem
    assert problem is not None
    assert NAME in problem.message("ko")


def test_too_large_a_page_is_refused() -> None:
    problem = pasted("<table><tr><td>" + "x" * (21 * 2**20) + "</td></tr></table>").problem
    assert problem is not None
    assert problem.rule == "card_too_long"


def test_huge_spans_do_not_exhaust_the_reader() -> None:
    cell = '<td rowspan="99999999" colspan="99999999">1</td>'
    answer = pasted_to_the_child("<table>" + f"<tr>{cell * 50}</tr>" * 300 + "</table>")
    assert answer.problem is not None


def test_every_loss_has_a_text() -> None:
    answers = [page(name) for name in ("excel", "hangul", "sheets", "wikipedia")]
    kinds = {kind for answer in answers for kind in lost(answer)} | {"tables", "text"}
    assert all(Words("ko").has(f"pasted.{kind}") for kind in kinds)
