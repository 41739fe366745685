"""Epoch AI tables: every score of every column, in the column layouts that differ from file to file."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.formats import epoch
from dokja.ingest.formats.runs import epoch_scorers
from tests import SAMPLES

FOLDER = SAMPLES / "epoch"
FILES = sorted(FOLDER.glob("*.csv"))
SETTING = re.compile(r"_(?:low|medium|high|thinking|\d+K)$")
SCORES = {
    "aider_polyglot": ["Percent correct", "Percent using correct edit format"],
    "arc_ai2": ["Challenge score", "Easy score"],
    "bbh": ["Average"],
}


def content(*lines: str, name: str = "external_benchmark_thing.csv") -> Content:
    return Content(f"data/{name}", ("\ufeff" + "\n".join(lines) + "\n").encode())


def rows(*lines: str, name: str = "external_benchmark_thing.csv") -> list[dict[str, Any]]:
    given = content(*lines, name=name)
    assert epoch.recognises(given)
    return epoch.read(given, {}).numbers.to_dicts()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_score_of_a_sample(path: Path) -> None:
    given = Content(str(path), path.read_bytes())
    assert epoch.recognises(given)
    found = epoch.read(given, {})
    benchmark = path.stem.removeprefix("external_benchmark_")
    with path.open(encoding="utf-8-sig", newline="") as file:
        stated = list(csv.DictReader(file))
    expected = []
    for row, one in enumerate(stated, start=2):
        model = SETTING.sub("", (one["Model version"].strip() or one.get("Name", "")).strip())
        expected += [
            (row, column, model, benchmark, column, one[column].rstrip("%"), "percent", one["Source"])
            for column in SCORES[benchmark]
            if model and one[column]
        ]
    columns = ["row", "place", "model", "benchmark", "metric", "score_text", "scale", "reporter"]
    assert found.numbers.select(columns).rows() == expected
    assert not found.problems
    unnamed = [
        row
        for row, one in enumerate(stated, start=2)
        if not one["Model version"].strip() and not one.get("Name")
    ]
    assert [one.row for one in found.left_out if one.reason == "no_model"] == unnamed
    for column in ("Source link", "Notes"):
        values = [one[column] for one in stated if one[column]]
        assert bool(values) == (column in {one.place for one in found.left_out})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shots_of_a_sample(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        shots = [one.get("Shots", "") for one in csv.DictReader(file)]
    for row in epoch.read(Content(str(path), path.read_bytes()), {}).numbers.to_dicts():
        stated = shots[row["row"] - 2].removesuffix("-shot")
        said = dict(part.split("=") for part in (row["conditions"] or "").split("; ") if part)
        assert said.get("shots", "") == stated


def test_runs_of_epoch_itself_until_2025() -> None:
    header = "id,task,model,Best score (across scorers),Scores,log viewer,logs,started_at,Status"
    (row,) = rows(
        header,
        "a,SWE-Bench verified,o4-mini_medium,0.346,s:0.35±0.02,https://x,https://y,24 April 2025 3:01pm,Success",
        "b,SWE-Bench verified,o4-mini_medium,0.1,s:0.35±0.02,https://x,https://y,24 April 2025 3:01pm,Error",
    )
    assert (row["benchmark"], row["model"], row["effort"]) == ("SWE-Bench verified", "o4-mini", "medium")
    assert (row["score_text"], row["scale"]) == ("0.346", "fraction")
    assert (row["stderr_text"], row["conditions"]) == ("0.02", "scorer=s")
    assert (row["measured_on"], row["reporter"]) == ("2025-04-24", "Epoch AI")


LIST = "id,task,task version,model,Best score (across scorers),Scores,log viewer,logs,started_at,Status"
LOGS = "https://logs.epoch.ai/x,https://logs.epoch.ai/y"


def test_every_scorer_of_a_run_with_its_error_and_the_best_with_all_its_digits() -> None:
    given = content(
        LIST,
        f"a,GPQA diamond,1.0.1,claude-2.0,0.3465909090909091,choice:0.35±0.03,{LOGS},24 April 2025 3:01pm,Success",
        'b,MATH level 5,0,claude-3-7-sonnet-20250219_64K,0.912,"normalized_string_match:0.83±0.01,'
        f'sympy_equiv:0.83±0.01,model_graded_equiv:0.91±0.01",{LOGS},13 March 2025 5:33pm,Success',
        f'c,MATH level 5,2.0.0,o3_high,0.978,"sympy_equiv:0.87±0.01,model_graded_equiv:0.98±0",{LOGS},,Success',
        f'd,MATH level 5,,claude-2.0,0.1049,"string:0.1±0.01,sympy:0.1±0.01",{LOGS},,Success',
    )
    assert epoch.recognises(given)
    found = epoch.read(given, {})
    claude = "claude-3-7-sonnet-20250219"
    stated = found.numbers.select("row", "model", "benchmark", "score_text", "stderr_text")
    assert stated.rows() == [
        (2, "claude-2.0", "GPQA diamond", "0.3465909090909091", "0.03"),
        (3, claude, "MATH level 5", "0.83", "0.01"),
        (3, claude, "MATH level 5", "0.83", "0.01"),
        (3, claude, "MATH level 5", "0.912", "0.01"),
        (4, "o3", "MATH level 5", "0.87", "0.01"),
        (4, "o3", "MATH level 5", "0.978", None),
        (5, "claude-2.0", "MATH level 5", "0.1", "0.01"),
        (5, "claude-2.0", "MATH level 5", "0.1", "0.01"),
    ]
    assert found.numbers.select("mode", "effort", "measured_on", "conditions").rows() == [
        (None, None, "2025-04-24", "scorer=choice; version=1.0.1"),
        ("reasoning", None, "2025-03-13", "scorer=normalized_string_match; thinking_budget=64K"),
        ("reasoning", None, "2025-03-13", "scorer=sympy_equiv; thinking_budget=64K"),
        ("reasoning", None, "2025-03-13", "scorer=model_graded_equiv; thinking_budget=64K"),
        (None, "high", None, "scorer=sympy_equiv; version=2.0.0"),
        (None, "high", None, "scorer=model_graded_equiv; version=2.0.0"),
        (None, None, None, "scorer=string"),
        (None, None, None, "scorer=sympy"),
    ]
    assert found.numbers["scale"].unique().to_list() == ["fraction"]
    assert found.numbers["reporter"].unique().to_list() == ["Epoch AI"]
    left = {(one.place, one.text, one.reason) for one in found.left_out}
    assert ("Scores", "model_graded_equiv: ±0", "zero_error") in left
    assert ("Best score (across scorers)", "0.1049", "other_metric") in left
    assert not found.problems


def test_a_pasted_list_of_runs_is_known_by_its_cells() -> None:
    lines = [
        "Task\tModel\tTask version\tResult\tStarted at\tLog viewer",
        "GPQA diamond\tgpt-5.1_high\t1.0.1\tchoice:0.85±0.02\t2025-11-13 14:05\thttps://logs.epoch.ai/1",
        "GPQA diamond\tclaude-opus-4-6_32K\t1.0.1\tchoice: 0.9 ± 0.02\tNovember 13, 2025 3:01pm\t",
        "GPQA diamond\tgpt-5.1_none\t1.0.1\tfailed\t13 November 2025 3:01pm\t",
    ]
    given = content(*lines, name="pasted text")
    assert epoch.recognises(given)
    found = epoch.read(given, {})
    columns = ["model", "mode", "effort", "score_text", "stderr_text", "measured_on", "reporter"]
    assert found.numbers.select(columns).rows() == [
        ("gpt-5.1", None, "high", "0.85", "0.02", "2025-11-13", "Epoch AI"),
        ("claude-opus-4-6", "reasoning", None, "0.9", "0.02", "2025-11-13", "Epoch AI"),
    ]
    assert found.numbers["conditions"].to_list() == [
        "scorer=choice; version=1.0.1",
        "scorer=choice; thinking_budget=32K; version=1.0.1",
    ]
    assert [(one.rule, one.row, one.column, one.value) for one in found.problems] == [
        ("no_number", 4, "Result", "failed")
    ]


def test_scorers_of_somebody_else_are_not_said_to_be_epochs() -> None:
    (row,) = rows("Task,Model,Result", "GPQA,m,choice:0.85±0.02")
    assert (row["score_text"], row["stderr_text"], row["reporter"]) == ("0.85", "0.02", None)


@pytest.mark.parametrize(
    "cell", ["0.85±0.02", "choice:±0.02", "a:0.5±0.1,a:0.6±0.1", "choice:nan±nan", "https://x", "9:30", ""]
)
def test_cells_that_are_no_scorers(cell: str) -> None:
    assert epoch_scorers.scored(cell) == []


@pytest.mark.parametrize(
    ("name", "model", "mode", "effort", "budget"),
    [
        ("gpt-5.1_high", "gpt-5.1", None, "high", None),
        ("gpt-5.2_xhigh", "gpt-5.2", None, "xhigh", None),
        ("gpt-5.1_none", "gpt-5.1", "non-reasoning", None, None),
        ("DeepSeek-V3.2-Exp_thinking", "DeepSeek-V3.2-Exp", "reasoning", None, None),
        ("claude-opus-4-6_120k", "claude-opus-4-6", "reasoning", None, "120K"),
        ("claude-opus-4-6_high_32K", "claude-opus-4-6", "reasoning", "high", "32K"),
        ("phi_3", "phi_3", None, None, None),
        ("_high", "_high", None, None, None),
    ],
)
def test_settings_in_the_name_of_a_model(
    name: str, model: str, mode: str | None, effort: str | None, budget: str | None
) -> None:
    found = epoch_scorers.tested(name)
    assert (found.model, found.budget) == (model, budget)
    assert (found.thinking.mode, found.thinking.effort) == (mode, effort)


def test_runs_of_epoch_itself_in_2026() -> None:
    lines = [
        "Model version,mean_score,Best score (across scorers),Release date,Organization,Country,stderr,Started at,id",
        "claude-x_32K,0.8737,0.8740,2026-02-17,Anthropic,USA,0.01,2026-03-01T00:00:00.000Z,A",
    ]
    first, second = rows(*lines, name="gpqa_diamond.csv")
    assert (first["metric"], first["score_text"], first["stderr_text"]) == ("mean_score", "0.8737", "0.01")
    assert (second["metric"], second["score_text"], second["stderr_text"]) == (
        "Best score (across scorers)",
        "0.8740",
        None,
    )
    assert {row["benchmark"] for row in (first, second)} == {"gpqa_diamond"}
    assert {row["measured_on"] for row in (first, second)} == {"2026-03-01"}
    models = epoch.read(content(*lines), {}).models.to_dicts()
    assert [(one["maker"], one["released_on"]) for one in models] == [("Anthropic", "2026-02-17")]


def test_standard_errors_and_agents() -> None:
    (row,) = rows(
        "id,Agent,Model version,Accuracy mean,Accuracy SE,Notes,Source,Source link",
        "a,Ante,claude-x,60.3%,1.1%,,Terminal-Bench Leaderboard,https://x",
    )
    assert (row["score_text"], row["stderr_text"], row["scale"]) == ("60.3", "1.1", "percent")
    assert row["conditions"] == "agent=Ante"


def test_every_task_has_its_own_standard_error() -> None:
    found = rows(
        "id,Model version,Average progress,Average Standard error,BabyAI progress,BabyAI Standard error,Date added,Source",
        "a,grok-4,43.6%,2.2%,76.0%,6.0%,23/7/2024,Balrog Leaderboard",
    )
    assert [(row["metric"], row["score_text"], row["stderr_text"]) for row in found] == [
        ("Average progress", "43.6", "2.2"),
        ("BabyAI progress", "76.0", "6.0"),
    ]


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("Score (AVG@5)", "0.624", [("0.624", None)]),
        ("Percent correct", "88.000", [("88.000", "percent")]),
        ("Percent correct", "0.880", [("0.880", None)]),
        (
            "% Resolved,% Score,Average steps,Average costs",
            "24.0%,34.4%,29.17,$6.34",
            [("24.0", "percent"), ("34.4", "percent")],
        ),
        ("ELO,Win rate,Votes", "1312,84.2%,1585", [("1312", "elo"), ("84.2", "percent")]),
        ("Arena Score,Score 95% CI,Votes", "1479.83,+7.54 / -11.68,5030", [("1479.83", None)]),
        ("CI_high,CI_low,Time horizon", "34.47256900,9.49295400,18.21683000", [("18.21683000", None)]),
        ("Shapes easy,Average", "96.70%,61.05%", [("96.70", "percent"), ("61.05", "percent")]),
        (
            "Global average,IF Average,LiveBench Version",
            "82.35,80.59,LiveBench-2024",
            [("82.35", None), ("80.59", None)],
        ),
        (
            "ACW Country %,ACW Avg Score,ACW Median Distance (km)",
            "84%,4093.0,165.0",
            [("84", "percent"), ("4093.0", None)],
        ),
        ("120k token score,Training compute (FLOP)", "1.0,4.02e+24", [("1.0", None)]),
        (
            "Unguided % Solved,Unguided most difficult task solved (minutes)",
            "22.5%,42.0",
            [("22.5", "percent")],
        ),
        ("Quux", "12", [("12", None)]),
    ],
)
def test_columns_of_other_tables(header: str, cells: str, expected: list[tuple[str, str | None]]) -> None:
    found = rows(f"Model version,{header},Source,Source link", f"some-model,{cells},S,https://x")
    assert [(row["score_text"], row["scale"]) for row in found] == expected


def test_organisation_behind_an_agent_is_not_the_maker_of_its_model() -> None:
    cells = "claude-3-5-sonnet-20241022,24.0%,CMU,17/12/2024,Agents' site"
    found = epoch.read(content("Model version,% Resolved,Organization,Date,Source", cells), {})
    assert found.models["maker"].to_list() == [None]
    assert [(one.place, one.text) for one in found.left_out] == [("Organization", "CMU")]


def test_effort_by_its_word() -> None:
    header = "Model version,Reasoning effort,Score,Source"
    found = rows(
        header, "a,xhigh,0.5,s", "m,minimal,0.5,s", "d,dynamic,0.5,s", "b,none,0.4,s", "c,High,0.3,s"
    )
    assert [(row["mode"], row["effort"], row["conditions"]) for row in found] == [
        (None, "xhigh", None),
        (None, "minimal", None),
        (None, None, "effort=dynamic"),
        ("non-reasoning", None, None),
        (None, "high", None),
    ]


def test_days_with_slashes_only_where_the_column_tells_their_order() -> None:
    header = "id,Name,Model version,Scaffold,Score OPT@1,Source,Date"
    clear = rows(header, "a,A,a,OpenHands,9%,G,9/6/2025", "b,B,b,OpenHands,5%,G,30/5/2025")
    assert [row["measured_on"] for row in clear] == ["2025-06-09", "2025-05-30"]
    found = epoch.read(content(header, "a,A,a,OpenHands,9%,G,9/6/2025"), {})
    assert found.numbers["measured_on"].to_list() == [None]
    assert ("Date", "9/6/2025", "unclear_date") in {
        (one.place, one.text, one.reason) for one in found.left_out
    }


def test_cells_with_line_breaks_count_as_one_row() -> None:
    found = rows("id,Model version,Score,Notes,Source", 'a,m,1%,"one\ntwo",S', "b,n,2%,,S")
    assert [row["row"] for row in found] == [2, 3]


def test_a_row_without_model_takes_the_next_name_or_is_left_out() -> None:
    found = epoch.read(
        content("id,Name,Model version,EM,Source", "a,AquilaChat2 34B,,65.2%,S", "b,,,66.7%,S"), {}
    )
    assert found.numbers["model"].to_list() == ["AquilaChat2 34B"]
    assert (found.left_out[0].row, found.left_out[0].reason) == (3, "no_model")


def test_bad_cells_are_named_and_the_other_rows_stay() -> None:
    good = "a,m,50.3%,S"
    found = epoch.read(
        content("id,Model version,Score,Source", good, "b,m,oops,S", "c,m,1", good, good, good), {}
    )
    assert found.numbers.height == 4
    assert [(one.rule, one.row, one.column, one.value) for one in found.problems] == [
        ("no_number", 3, "Score", "oops"),
        ("ragged", 4, None, None),
    ]
    for one in found.problems:
        assert one.message("ko") != one.message("en")


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        (["id,Model version,Source"], "no_score_column"),
        (["id,Model version,Score,Source"], "no_results"),
        (["id,Model version,Source", "a,m,S"], "no_score_column"),
        (["id,Model version,Score,Source", 'a,"m,1,S'], "broken_csv"),
    ],
)
def test_a_file_broken_as_a_whole(lines: list[str], rule: str) -> None:
    given = content(*lines)
    assert epoch.recognises(given)
    with pytest.raises(Unreadable) as caught:
        epoch.read(given, {})
    assert caught.value.problem.rule == rule


@pytest.mark.parametrize("cell", ["NaN", "Infinity", "1e999999", "9" * 99, "٣", "--1", "1.2.3", "%"])
def test_what_is_no_number(cell: str) -> None:
    found = epoch.read(content("id,Model version,Score,Source", "a,m,1,S", "b,m,2,S", f"c,m,{cell},S"), {})
    assert [(one.rule, one.row) for one in found.problems] == [("no_number", 4)]
    assert found.numbers.height == 2


@pytest.mark.parametrize(
    "header", ["Model,Score", "모델,벤치마크,점수", "Model version,Score", "id,Name,Source,Score", ""]
)
def test_ordinary_tables_are_not_claimed(header: str) -> None:
    assert not epoch.recognises(content(header, "a,1"))


def test_other_files_are_not_claimed() -> None:
    others = [path for path in SAMPLES.rglob("*") if path.is_file() and path.parent != FOLDER]
    assert not [path for path in others if epoch.recognises(Content(str(path), path.read_bytes()))]
    assert not epoch.recognises(Content("x.csv", b"\xff\xfe\x00\xd8"))
