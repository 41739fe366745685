"""An official mark that another source states differently is told with both values, and one of them counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dokja.editing import load_current, record_preview
from dokja.editing.record_changes import Change, Entry
from dokja.i18n.text import Words
from dokja.records import store
from dokja.records.record_words import Record
from tests.command_line import dokja
from tests.recording import answers, asked

SECOND = Path(__file__).parent / "cases" / "tables" / "official-second-source.xlsx"
TOLD_OF_SOURCES = {"round_result", "official_mark", "published_figure", "source_use", "timeline"}
"""What lists every mark of every source, or the values of other sources beside that which counts."""
MARK = {
    "round": "round-2",
    "criterion": "benchmark/nia",
    "out_of": "15",
    "kind": "score",
    "team_id": "skt",
    "value": "13.4",
    "source_id": "msit-20260820",
}


@pytest.mark.parametrize(
    ("language", "status", "told"),
    [
        ("en", "conflicts with another source", "in other sources: {} out of 15 (“Press report"),
        ("ko", "다른 출처와 불일치", "다른 출처의 값: ‘2차 단계평가 팀별 점수 보도’의 {}점(15점 만점)"),
    ],
)
def test_preview_tells_both_values(home: Path, language: str, status: str, told: str) -> None:
    shown = dokja(home, "import", str(SECOND), "--dry-run", language=language)
    assert shown.returncode == 0, shown.stderr
    lines = [line for line in shown.stdout.splitlines() if line.startswith(status)]
    values = {"9.35": "13.4", "8.9": "12.8", "9.1": None, "9.5": "13.3"}
    assert len(lines) == len(values)
    for line, (stated, other) in zip(lines, values.items(), strict=True):
        assert f" {stated};" in line
        assert told.format(other) in line if other else "13.05" in line
    assert Words(language)("official.differs_rule") in shown.stdout
    assert f"{status} 4" in shown.stdout


@pytest.mark.every_view
def test_nothing_is_counted_twice_in_any_view(home: Path) -> None:
    before = answers(store.path())
    done = dokja(home, "import", str(SECOND))
    assert done.returncode == 0, done.stderr
    after = answers(store.path())
    assert len(after["round_result"]) == len(before["round_result"]) + 4
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= TOLD_OF_SOURCES
    of_part = "round = 'round-2' and criterion = 'benchmark/nia'"
    assert asked(f"select team_id, value::text, out_of::text, place from scorecard where {of_part}") == [
        ("skt", "13.400000", "15.000000", 1),
        ("upstage", "13.300000", "15.000000", 2),
        ("lg-ai-research", "12.800000", "15.000000", 3),
        ("motif", "12.700000", "15.000000", 4),
    ]
    others = asked(
        f"select kind, team_id, unnest(others).value::text from official_mark where {of_part} order by all"
    )
    assert others == [
        ("mean", None, "9.100000"),
        ("score", "lg-ai-research", "8.900000"),
        ("score", "skt", "9.350000"),
        ("score", "upstage", "9.500000"),
    ]


def looked(folder: Path, monkeypatch: pytest.MonkeyPatch, *marks: Record) -> list[Change]:
    """What rows of official marks would change in the records of the checkout."""
    monkeypatch.setenv("DOKJA_DATA", str(folder))
    tables, spoken = load_current.records(Words("en"))
    rows = [Entry("round_result", "marks", number, mark) for number, mark in enumerate(marks, start=1)]
    found = record_preview.look(rows, tables, spoken.resources)
    assert found.problems == []
    return [*found.changes]


@pytest.mark.parametrize(
    ("mark", "status", "others"),
    [
        ({}, "new", []),
        ({"value": "13.44"}, "new", []),  # the same at one decimal
        ({"value": "13.46"}, "conflict", ["13.4"]),
        ({"value": "13"}, "conflict", ["13.4"]),  # 13 is 13.0: at least one decimal counts
        ({"out_of": "20"}, "conflict", ["13.4"]),
        ({"round": "round-1"}, "new", []),
        ({"kind": "maximum", "value": "13.5", "source_id": "newspim-20260827"}, "conflict", ["13.4"]),
        ({"kind": "mean", "team_id": None, "source_id": "newspim-20260827"}, "conflict", ["13.05"]),
        ({"source_id": "newspim-20260827"}, "same", []),
        ({"source_id": "newspim-20260827", "value": "13.6"}, "changed", []),
    ],
)
def test_which_marks_are_in_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: Record, status: str, others: list[str]
) -> None:
    (change,) = looked(tmp_path, monkeypatch, {**MARK, **mark})
    assert (change.status, [one["value"] for one in change.others]) == (status, others)


def test_marks_of_two_sources_in_one_preview_are_held_against_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The correction of the recorded mark is what counts, not what it was."""
    corrected = {**MARK, "value": "13.6", "source_id": "newspim-20260827"}
    one, other = looked(tmp_path, monkeypatch, MARK, corrected)
    assert (one.status, [mark["value"] for mark in one.others]) == ("conflict", ["13.6"])
    assert (other.status, [mark["value"] for mark in other.others]) == ("changed", ["13.4"])
