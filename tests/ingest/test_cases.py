"""Tables that were once read with the wrong meaning: each is read as its author meant it, or says why not."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from dokja.ingest import registry
from dokja.ingest.content import Content
from dokja.ingest.reading import Reading
from dokja.ingest.staging import preview
from dokja.ingest.staging.origins import Origin
from dokja.records.problems import Problem
from dokja.records.store import Store

CASES = Path(__file__).parents[1] / "cases"
Score = tuple[str, str, str]


def read(name: str) -> Reading:
    path = CASES / name
    (reading,) = registry.read([Content(path.name, path.read_bytes())])
    return reading


def scores(reading: Reading, *beside: str) -> set[tuple[str | None, ...]]:
    return set(reading.numbers.select("model", "benchmark", "score_text", *beside).iter_rows())


def grid(models: list[str], rows: dict[str, str]) -> set[Score]:
    """The scores of a table with models in columns, its rows written as texts."""
    return {
        (model, benchmark, score)
        for benchmark, texts in rows.items()
        for model, score in zip(models, texts.split(), strict=True)
    }


WHOLE: dict[str, set[Score]] = {
    "category-and-name-header.html": grid(
        ["A.X 3.1 Light", "Kanana-1.5-8B"],
        {"KMMLU": "61.70 48.28", "CLIcK": "71.22 61.30", "HRM8K": "41.70 30.87"},
    ),
    "skt-category-rowspan.html": grid(
        ["A.X 3.1 Light", "Qwen2.5-7B"],
        {"KMMLU": "61.70 49.56", "CLIcK": "71.22 58.30", "HRM8K": "41.70 30.87", "MATH": "70.14 57.00"},
    ),
    "category-then-unnamed-benchmark.md": grid(
        ["InternLM3-8B-Instruct", "Qwen2.5-7B-Instruct"],
        {
            "CMMLU(0-shot)": "83.1 75.8",
            "MMLU(0-shot)": "76.6 76.8",
            "MATH-500(0-shot)": "83.0 72.4",
            "AIME2024(0-shot)": "20.0 16.7",
        },
    ),
    "section-row-colspan-too-wide.html": {
        ("Kanana-Flag-32.5b", "MMLU", "77.68"),
        ("Kanana-Flag-32.5b", "KMMLU", "62.10"),
        ("Qwen2.5-32b", "MMLU", "83.10"),
        ("Qwen2.5-32b", "KMMLU", "63.15"),
        ("Kanana-Essence-9.8b", "MMLU", "67.61"),
        ("Kanana-Essence-9.8b", "KMMLU", "50.57"),
    },
    "br-stacked.md": grid(
        ["OpenAI-o1-1217", "DeepSeek R1"],
        {
            "AIME 2024": "74.3 79.8",
            "AIME 2025": "79.2 70",
            "MATH": "96.4 94.9",
            "GPQA-Diamond": "78 71.5",
            "OlympiadBench": "83.1 82.4",
        },
    ),
    "size-in-brackets-tells-models-apart.md": grid(
        ["Qwen3 32B", "Qwen3 235B", "A.X 4.0"], {"KMMLU": "65.1 70.6 78.3", "CLIcK": "70.0 77.9 83.5"}
    ),
    "slash-in-name.md": grid(
        ["A.X K1", "Ling-mini-2.0 w/o MTP", "Qwen9-Max w/o MTP"],
        {
            "GAIA (w/o browsing)": "20.1 21.1 22.1",
            "FRAMES (w/o browsing)": "70.1 71.1 72.1",
            "AIME 24/25": "60.1 61.1 62.1",
            "HMMT 24/25": "50.1 51.1 52.1",
        },
    ),
    "subscript-number.md": grid(
        ["A.X K1", "Solar Open 100B"],
        {"MMLU-Pro": "80.1 79.1", "GPQA-Diamond": "75.0 66.0", "AIME 2025": "85 84.3"},
    ),
    "hidden-in-html.html": {("A.X K1", "MMLU-Pro", "80.1"), ("Solar Open 100B", "MMLU-Pro", "79.1")},
    "unescaped-pipe.md": {("A.X K1", "GPQA-Diamond", "70.1"), ("Solar Open 100B", "GPQA-Diamond", "71.1")},
    "merged-headers-and-values.xlsx": {
        ("K-EXAONE", "KMMLU-Pro", "70.1"),
        ("A.X K2", "KMMLU-Pro", "66.2"),
        ("Solar Open 2", "GPQA Diamond", "60"),
    },
    "xlsx-raised-footnote.xlsx": {("A.X K1", "MMLU-Pro", "80.1"), ("Solar Open 100B", "MMLU-Pro", "79.1")},
    "xlsx-struck-through.xlsx": {("A.X K1", "MMLU-Pro", "80.1")},
    "no-score-tables.md": set(),
    "name-in-a-picture.html": set(),
    "invisible-name.csv": set(),
    "share-above-one.json": set(),
    "negative-stderr.json": set(),
}
WHOLE["th-section.html"] = WHOLE["section-row-colspan-too-wide.html"]


@pytest.mark.parametrize("name", WHOLE)
def test_numbers_stand_under_the_names_that_the_author_meant(name: str) -> None:
    reading = read(f"tables/{name}")
    assert scores(reading) == WHOLE[name]
    assert set(reading.numbers["conditions"]) <= {None, "shots=0", "harness=lm-evaluation-harness; shots=0"}


REFUSED: dict[str, tuple[str, int | None, str | None]] = {
    "unescaped-pipe.md": ("card_row_too_long", 5, None),
    "empty-model-row.md": ("no_model", 4, None),
    "name-in-a-picture.html": ("no_model", 1, None),
    "invisible-name.csv": ("sign", 2, "\u3164\u3164"),
    "share-above-one.json": ("share_above_one", None, "1.2"),
    "negative-stderr.json": ("negative_stderr", None, "-0.4"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_meant_is_refused_with_its_place(name: str) -> None:
    (problem,) = read(f"tables/{name}").problems
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.row, problem.value) == REFUSED[name]
    assert problem.file == name
    for language in ("ko", "en"):
        assert "{" not in problem.message(language)


LEFT_OUT = {
    "hidden-in-html.html": {
        (4, "99", "hidden_text"),
        (5, "GPQA-Diamond 1.1 1.2", "hidden_row"),
        (6, "AIME 2025 2.1 2.2", "hidden_row"),
    },
    "subscript-number.md": {
        (5, "80.1³", "card_footnote"),
        (6, "¹75.0", "card_footnote"),
        (7, "85¹", "card_footnote"),
    },
    "xlsx-raised-footnote.xlsx": {(2, "80.1¹", "card_footnote"), (3, "78.0", "struck_text")},
    "xlsx-struck-through.xlsx": {(3, "60.1", "struck_text")},
    "merged-headers-and-values.xlsx": {(3, "61.5", "card_spans"), (4, "83.8", "card_spans")},
    "no-score-tables.md": {
        (5, "Model | 8 x 80G (GBS=128) | 16 x 80G (GBS=256)", "no_scores"),
        (12, "Model | # Params | # Layers | Hidden Dim | FFN Dim", "no_scores"),
        (19, "평가 영역 | 벤치마크 | 설명 | 샘플 수 | 출처", "no_scores"),
    },
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_left_out_says_why(name: str) -> None:
    assert LEFT_OUT[name] <= {(one.row, one.text, one.reason) for one in read(f"tables/{name}").left_out}


def test_a_setting_is_a_condition_of_each_number() -> None:
    assert scores(read("tables/setting-column.md"), "conditions") == {
        ("A.X K1", "MMLU-Pro", "73.2", "shots=5"),
        ("Solar Open 100B", "MMLU-Pro", "69.2", "shots=5"),
        ("A.X K1", "NIAH-Multi", "99.3", "length=32K"),
        ("Solar Open 100B", "NIAH-Multi", "99.8", "length=32K"),
        ("A.X K1", "NIAH-Multi", "99.9", "length=64K"),
        ("Solar Open 100B", "NIAH-Multi", "100.0", "length=64K"),
    }


def test_a_setting_tells_mode_and_effort_whichever_way_the_table_lies() -> None:
    in_rows = "| Model | Setting | MMLU |\n|--|--|--|\n| gpt-oss-120b | non-thinking, 5-shot | 80.1 |\n"
    in_columns = (
        "| Benchmark | Setting | gpt-oss-120b |\n|--|--|--|\n| MMLU | non-thinking, 5-shot | 80.1 |\n"
    )
    for text in (in_rows, in_columns):
        (reading,) = registry.read([Content("card.md", text.encode())])
        expected = {("gpt-oss-120b", "MMLU", "80.1", "non-reasoning", "shots=5")}
        assert scores(reading, "mode", "conditions") == expected


BLANK_NAMES = {
    "another setting goes on": (
        "| GLM-4.6 | reasoning | 80.1 |\n| | non-reasoning | 70.1 |",
        {"80.1", "70.1"},
    ),
    "the same setting is a missing name": (
        "| GLM-4.6 | reasoning | 80.1 |\n| | reasoning | 70.1 |",
        {"80.1"},
    ),
    "no setting is a missing name": ("| GLM-4.6 | reasoning | 80.1 |\n| | | 70.1 |", {"80.1"}),
}


@pytest.mark.parametrize("name", BLANK_NAMES)
def test_a_blank_name_goes_on_only_where_the_row_says_something_else(name: str) -> None:
    rows, expected = BLANK_NAMES[name]
    for top in ("| Model | Mode | MMLU |", "| Benchmark | Mode | A.X K1 |"):
        text = f"{top}\n|--|--|--|\n{rows if 'Model' in top else rows.replace('GLM-4.6', 'MMLU')}\n"
        (reading,) = registry.read([Content("card.md", text.encode())])
        assert {*reading.numbers["score_text"]} == expected
        assert len(reading.problems) == 2 - len(expected)


def test_a_unit_beside_a_blank_name_does_not_give_it_the_name_above() -> None:
    (reading,) = registry.read([Content("a.csv", "모델,KMMLU,단위\nA.X K1,80.1,%\n,70.1,점\n".encode())])
    assert scores(reading) == {("A.X K1", "KMMLU", "80.1")}
    assert [problem.rule for problem in reading.problems] == ["no_model"]


def test_a_heading_of_rows_says_how_they_were_run() -> None:
    said = read("tables/short-tool-heading.md").numbers.select("benchmark", "mode", "conditions").unique()
    assert set(said.iter_rows()) == {
        ("MMLU-Pro", "reasoning", "tools=none"),
        ("Humanity's Last Exam", "reasoning", "tools=none"),
        ("SimpleQA", None, "tools=yes"),
    }


def test_each_table_has_its_own_reporter() -> None:
    assert scores(read("tables/several-reporters.md"), "reporter") == {
        ("A.X K1", "AIME 2025", "89.8", None),
        ("A.X K1", "MMLU-Pro", "82", "Artificial Analysis"),
    }


def test_surplus_cells_that_are_empty_mean_nothing() -> None:
    reading = read("tables/empty-extra-cells.md")
    assert scores(reading, "effort") == {
        ("o3", "MMLU", "93.3", "high"),
        ("o3", "GPQA", "83.4", "high"),
        ("o3", "MMLU", "92.8", "low"),
        ("o3", "GPQA", "78.6", "low"),
    }
    assert reading.problems == []


@pytest.mark.parametrize("name", ["effort", "long", "tick"])
def test_the_same_table_is_read_alike_in_either_format(name: str) -> None:
    page, sheet = (read(f"same-table/{name}{end}") for end in (".md", ".csv"))
    assert page.numbers.drop("row").equals(sheet.numbers.drop("row"))
    assert page.numbers.height > 0
    assert [*page.problems, *page.left_out, *sheet.problems, *sheet.left_out] == []


def test_a_small_percentage_beside_large_ones_is_asked_about(real_store: Store) -> None:
    tables = preview.tables_of(real_store)
    source = tables["source"].filter(pl.col("source_id") == "ax-k2-report").row(0, named=True)

    def look(**answers: str) -> preview.Preview:
        given = {f"small:{name}": answer for name, answer in answers.items()}
        reading = read("tables/fraction-in-percent-column.csv")
        return preview.look([reading], Origin(source, "artificial-analysis", None), given, tables)

    (question,) = look().questions
    assert (question.what, question.name, question.examples) == ("small", "KMMLU-Pro", "0.701")
    for answer, small in (("fraction", "70.1"), ("percent", "0.701")):
        found = look(**{"KMMLU-Pro": answer})
        assert sorted(found.rows["score_text"]) == sorted([small, "66.2"])
