"""EuroEval leaderboards: both metrics of every cell with their standard errors, and bad cells named."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.formats import euroeval
from tests import SAMPLES

FOLDER = SAMPLES / "euroeval"
FILES = sorted(FOLDER.glob("*.csv"))
TOP = "<span style='font-size: 12px;'>Task Type</span>,<span>dummy</span>,,,,,,,"
OLD = "model,generative_type,rank,parameters,vocabulary_size,context,commercial,merge,angry_tweets,angry_tweets_version"
REST = "📝,1.36@@1.36,7241732096.0,32000.0,4096.0,✓,✗"
LINK = "<a href='https://hf.co/a/b'>{}</a>"


def content(*lines: str) -> Content:
    return Content("leaderboards/danish_nlu.csv", ("\n".join(lines) + "\n").encode())


def board(cell: str, model: str = "a/b", version: str = "15.6.1.dev0@@150601") -> Content:
    return content(OLD, f'"{model}",{REST},{cell},{version}')


def halves(text: str) -> Fraction:
    """A half width over 1.96 in millionths, rounded half up."""
    return Fraction(int(Fraction(text) / Fraction("1.96") * 10**6 + Fraction(1, 2)), 10**6)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_cell_of_a_sample(path: Path) -> None:
    given = Content(str(path), path.read_bytes())
    assert euroeval.recognises(given)
    found = euroeval.read(given, {})
    table = pl.read_csv(path, has_header=False, skip_rows=1, infer_schema=False).rows()
    names = [re.sub(r"<.*?>", "", cell or "") for cell in table[0]]
    expected: list[tuple[Any, ...]] = []
    for row, cells in enumerate(table[1:], start=3):
        model = re.sub(r"<.*?>", "", cells[0] or "").split(" (")[0].split("#")[0].split("@")[0]
        for name, cell in zip(names, cells, strict=True):
            numbers = re.findall(r"(-?[\d.]+) ± ([\d.]+)", cell or "")
            expected += [(row, model, name, score, halves(half), "percent") for score, half in numbers]
            if name == "European Values" and cell not in ("?", "N/A"):
                expected.append((row, model, name, cell, None, None))
    columns = ["row", "model", "benchmark", "score_text", "stderr_text", "scale"]
    read = [
        (*row[:4], None if row[4] is None else Fraction(row[4]), row[5])
        for row in found.numbers.select(columns).rows()
    ]
    assert read == expected
    assert len(read) > 1000
    assert not found.problems
    assert {"Rank", "Vocabulary", "Merge"} <= {one.place for one in found.left_out}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_marks_and_models_of_a_sample(path: Path) -> None:
    found = euroeval.read(Content(str(path), path.read_bytes()), {})
    text = path.read_text("utf-8")
    assert found.numbers.filter(pl.col("conditions").str.contains("shots=0")).height > 0
    assert not [name for name in found.models["model"] if re.search(r"[<>()#@]|&\w+;", name)]
    modes = found.numbers.filter(pl.col("row").is_in(lines(text, "#no-thinking")))["mode"].unique().to_list()
    assert modes == ["non-reasoning"]
    qwen = found.models.filter(pl.col("model") == "Qwen/Qwen3-8B").to_dicts()
    assert [(one["total_params_b"], one["context_tokens"]) for one in qwen] == [("8.19073536", "40960")]


def lines(text: str, mark: str) -> list[int]:
    return [row for row, line in enumerate(text.splitlines(), start=1) if mark in line]


@pytest.mark.parametrize(
    ("half", "error"),
    [
        ("1.96", "1.000000"),
        ("1.02", "0.520408"),
        ("0.00", "0.000000"),
        ("0.9", "0.459184"),
        ("0.00000098", "0.000001"),
    ],
)
def test_standard_errors_worked_out_on_paper(half: str, error: str) -> None:
    found = euroeval.read(board(f"54.02 ± {half}@@54.02"), {})
    assert found.numbers.select("score_text", "stderr_text").rows() == [("54.02", error)]


@pytest.mark.parametrize(
    ("name", "model", "conditions", "mode", "effort"),
    [
        ("a/b", "a/b", "", None, None),
        (LINK.format("a/b (val)"), "a/b", "; split=val", None, None),
        (LINK.format("a/b#thinking (zero-shot, val)"), "a/b", "; shots=0; split=val", "reasoning", None),
        ("a/b#no-thinking", "a/b", "", "non-reasoning", None),
        ("a/b@v1#high (few-shot)", "a/b", "; revision=v1; shots=few", None, "high"),
        ("a/b#none (val)", "a/b", "; split=val", "non-reasoning", None),
        ("a/b#xhigh", "a/b", "", None, "xhigh"),
        ("a/b#dynamic", "a/b", "; effort=dynamic", None, None),
        ("a/b#slow-tokenizer", "a/b", "; variant=slow-tokenizer", None, None),
        (LINK.format("a &amp; b"), "a & b", "", None, None),
    ],
)
def test_models_and_their_marks(
    name: str, model: str, conditions: str, mode: str | None, effort: str | None
) -> None:
    (row,) = euroeval.read(board("54.02 ± 1.02@@54.02", name), {}).numbers.to_dicts()
    harness = "harness=EuroEval 15.6.1.dev0"
    assert (row["model"], row["mode"], row["effort"]) == (model, mode, effort)
    assert row["conditions"] == "; ".join(sorted(f"{harness}{conditions}".split("; ")))


def test_two_metrics_of_one_cell_are_told_apart() -> None:
    found = euroeval.read(board("-0.12 ± 0.53 / 21.41 ± 3.95@@-0.12"), {}).numbers
    assert found["score_text"].to_list() == ["-0.12", "21.41"]
    assert [text.partition("scoring=")[2] for text in found["conditions"]] == ["primary", "secondary"]


def test_leaderboard_of_several_languages_has_ranks_alone() -> None:
    header = (
        "model,generative_type,rank,latvian,lithuanian,parameters,vocabulary_size,context,commercial,merge"
    )
    given = content(TOP, header, "a/b,🤔,1.74@@1.74,1.19@@1.19,2.29@@2.29,?,100256.0,272000.0,✓,✗")
    assert euroeval.recognises(given)
    found = euroeval.read(given, {})
    assert found.numbers.is_empty()
    ranks = [(one.place, one.text) for one in found.left_out if one.reason == "rank"]
    assert ranks == [("rank", "1.74"), ("latvian", "1.19"), ("lithuanian", "2.29")]
    assert found.models["context_tokens"].to_list() == ["272000"]


def test_simplified_leaderboard() -> None:
    given = content(
        OLD.partition(",angry")[0], "a/b,📝,1.96,70553706496,128256,131072,✓,✗", "c/d,📝,2.0,,,,✓,✗"
    )
    assert euroeval.recognises(given)
    found = euroeval.read(given, {})
    assert found.models.select("model", "total_params_b").rows() == [("a/b", "70.553706496"), ("c/d", None)]
    assert ("rank", "1.96; 2.0 (2)") in {(one.place, one.text) for one in found.left_out}


def test_speed_is_left_out() -> None:
    header = OLD.replace("merge,", "merge,speed,")
    found = euroeval.read(
        content(header, f"a/b,{REST},1979 ± 621 / 412 ± 152@@1979,54.02 ± 1.02@@54.02,12.5.0@@120500"), {}
    )
    assert found.numbers["score_text"].to_list() == ["54.02"]
    assert [one.place for one in found.left_out if one.reason == "speed"] == ["speed"]


@pytest.mark.parametrize(
    "cell", ["high", "54.02 ± wide", "54.02 ± -1", "1 / 2 / 3", "± 1", "NaN ± 1", "1 ± " + "9" * 99]
)
def test_a_bad_cell_is_named_and_the_others_stay(cell: str) -> None:
    good = f"a/b,{REST},54.02 ± 1.02 / 65.03 ± 0.90@@54.02,15.0.0@@1"
    found = euroeval.read(content(OLD, good, f"c/d,{REST},{cell},15.0.0@@1", good), {})
    assert found.numbers.height == 4
    assert [(one.rule, one.row, one.column, one.value) for one in found.problems] == [
        ("no_pair", 3, "angry_tweets", cell)
    ]


@pytest.mark.parametrize(
    ("line", "rule"),
    [("a/b,📝", "ragged"), (f",{REST},54.02 ± 1.02@@54.02,15.0.0@@1", "no_model_in_row")],
)
def test_a_bad_row_is_named(line: str, rule: str) -> None:
    found = euroeval.read(content(OLD, line), {})
    assert [(one.rule, one.row) for one in found.problems] == [(rule, 2)]
    assert found.problems[0].message("ko") != found.problems[0].message("en")


def test_a_file_cut_in_a_cell_is_named() -> None:
    with pytest.raises(Unreadable) as caught:
        euroeval.read(content(OLD, '"a/b'), {})
    assert (caught.value.problem.rule, caught.value.problem.row) == ("broken_csv", 2)


def test_long_widths_do_no_harm() -> None:
    assert euroeval.read(board(f"1 ± {'9' * 39}"), {}).numbers.height == 1


@pytest.mark.parametrize("header", ["Model,Rank,Score", "model,rank,context,merge", "", "모델,순위"])
def test_ordinary_tables_are_not_claimed(header: str) -> None:
    assert not euroeval.recognises(content(header, "a,1"))


def test_other_files_are_not_claimed() -> None:
    others = [path for path in SAMPLES.rglob("*") if path.is_file() and path.parent != FOLDER]
    assert not [path for path in others if euroeval.recognises(Content(str(path), path.read_bytes()))]
