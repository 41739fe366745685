"""Small text beside names and numbers: raised, lowered and linked footnotes are no digits, other words stand apart."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from dokja.ingest import registry
from dokja.ingest.content import Content
from dokja.ingest.reading import Reading
from dokja.ingest.tables.readers import clipboard


def read(name: str, data: bytes) -> Reading:
    (reading,) = registry.read([Content(name, data)])
    return reading


def one_cell(cell: str, name: str = "KMMLU", style: str = "") -> dict[str, bytes]:
    """A table of one score as a page, as Markdown, and as the paste of a page."""
    page = f"{style}<table><tr><td>Benchmark</td><td>A.X K1</td></tr><tr><td>{name}</td><td>{cell}</td></tr></table>"
    pasted = clipboard.taken(Content("pasted.html", f"<html><body>{page}</body></html>".encode()))[0]
    text = f"| Benchmark | A.X K1 |\n|--|--|\n| {name} | {cell} |\n"
    return {"a.html": page.encode(), "pasted.html": pasted.data} | ({} if style else {"a.md": text.encode()})


NUMBERS = {
    '84.3<sup><a href="#c1">[1]</a></sup><sup><a href="#c2">[2]</a></sup>': "84.3",
    "84.3[1][2]": "84.3",
    "84<sup>1,2</sup>": "84",
    "84<sup>1</sup><sup>,</sup><sup>2</sup>": "84",
    "84.3<sup>a</sup>": "84.3",
    "84.3<sup>†,‡</sup>": "84.3",
    "84.3<sup>[note 1]</sup>": "84.3",
    '<span>80.1</span><span style="vertical-align:super">1</span>': "80.1",
    '80.1<span style="font-size:60%">1</span>': "80.1",
    '80.1<span style="position:relative; top:-0.5em">1</span>': "80.1",
    '80.1<font style="font-size:6pt">2</font>': "80.1",
    "84.3<font size=1>1</font>": "84.3",
    '84.3<a href="#fn">1</a>': "84.3",
    '84<a href="https://a.example/notes">2</a>': "84",
    "84.3①": "84.3",
    "①84.3": "84.3",
    "84.3※": "84.3",
    "84.3ᵃ": "84.3",
    "84<small>.3</small>": "84.3",
    "84<small>.</small><small>3</small>": "84.3",
    "<small>84</small><small>.3</small>": "84.3",
    '<span style="font-size:9px">84.3</span>': "84.3",
    "<small>5</small>": "5",
}


@pytest.mark.parametrize("cell", NUMBERS)
def test_footnotes_are_no_digits_of_a_number(cell: str) -> None:
    for name, data in one_cell(cell).items():
        reading = read(name, data)
        assert reading.numbers["score_text"].to_list() == [NUMBERS[cell]], name
        marks = [one.text for one in reading.left_out if one.reason == "card_footnote"]
        is_marked = "<small>" not in cell and not cell.startswith('<span style="font')
        assert bool(marks) is is_marked, name


@pytest.mark.parametrize(
    "cell", ["84.3<sup>123</sup>", "<small>1</small>84.3", "84.3<sub>2025</sub>", "84.3 [1, 2]"]
)
def test_what_may_be_a_second_number_is_left_out(cell: str) -> None:
    for data in one_cell(cell, "KMMLU").items():
        reading = read(*data)
        assert reading.numbers.is_empty()
        assert [one.reason for one in reading.left_out] == ["card_two_values"]


def test_a_class_of_a_style_sheet_raises_too() -> None:
    style = "<style>.c3{font-size:9pt} .c5{vertical-align:super;font-size:6pt}</style>"
    cell = '<span class="c3">80.1</span><span class="c5">1</span>'
    for name, data in one_cell(cell, style=style).items():
        assert read(name, data).numbers["score_text"].to_list() == ["80.1"], name


def test_a_footnote_that_is_a_link_of_markdown() -> None:
    text = "| Benchmark | A.X K1 |\n|--|--|\n| KMMLU | 84.3[1](#fn1) |\n| CLIcK | 84[2](#fn2) |\n"
    assert read("a.md", text.encode()).numbers["score_text"].to_list() == ["84.3", "84"]


NAMES = {
    "SWE-bench Verified<sup>1,5</sup>": "SWE-bench Verified",
    "HLE<sup>1</sup> (no tools)": "HLE (no tools)",
    "KMMLU<sup>a</sup>": "KMMLU",
    "KMMLU<sup>※</sup>": "KMMLU",
    "KMMLU<sup>†,‡</sup>": "KMMLU",
    "MMMU<sub>val</sub>": "MMMU (val)",
    "AIME<sub>2025</sub>": "AIME 2025",
    "AIME<sub>25</sub>": "AIME 25",
    "MMLU<sub>5-shot</sub>": "MMLU (5-shot)",
    "τ<sup>2</sup>-bench": "τ²-bench",
    "MMLU<small>-Pro</small>": "MMLU-Pro",
    'MMLU <a href="#mmlu">2</a>': "MMLU 2",
}


@pytest.mark.parametrize("name", NAMES)
def test_small_text_is_no_part_of_a_name(name: str) -> None:
    for file, data in one_cell("70.1", name).items():
        assert read(file, data).numbers["benchmark"].to_list() == [NAMES[name]], file


def test_small_text_beside_models() -> None:
    text = (
        "<table><tr><th>Benchmark</th><th>GPT-5<sup>1,2</sup></th><th>A.X K1<sub>519B</sub></th></tr>"
        "<tr><td>KMMLU</td><td>80.1</td><td>70.1</td></tr></table>"
    )
    assert read("a.html", text.encode()).numbers["model"].to_list() == ["GPT-5", "A.X K1 519B"]


def test_raised_text_of_a_workbook() -> None:
    def text(plain: str, small: str, kind: str = "superscript") -> CellRichText:
        return CellRichText(plain, TextBlock(InlineFont(vertAlign=kind), small))

    book = openpyxl.Workbook()
    for row in (
        ["벤치마크", text("GPT-5", "1,2")],
        [text("AIME", "2025", "subscript"), text("84.3", "1,2")],
        [text("MMMU", "val", "subscript"), text("70.1", "a")],
    ):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    reading = read("a.xlsx", data.getvalue())
    assert reading.numbers.select("model", "benchmark", "score_text").rows() == [
        ("GPT-5", "AIME 2025", "84.3"),
        ("GPT-5", "MMMU (val)", "70.1"),
    ]
    assert {one.text for one in reading.left_out} == {"84.3¹,²", "70.1[a]", "GPT-5¹²"}
