"""Bad records are refused with file, row, column, value and cure, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from dokja.records import loader, store
from dokja.records.problems import InvalidRecords, Problem
from tests.command_line import dokja

CELLS: list[tuple[str, str, str, str, str]] = [
    ("score.csv", "score_text", "abc", "form_number", "abc"),
    ("score.csv", "score_text", "10,5", "form_number", "10,5"),
    ("score.csv", "score_text", "７２.0", "form_number", "７２.0"),
    ("score.csv", "score_text", "1" * 13, "form_number", "1" * 13),
    ("score.csv", "n_items", "１９８", "integer", "１９８"),
    ("score.csv", "measured_on", "２０２６-０１", "form_day_or_month", "２０２６-０１"),
    ("score.csv", "mode", "thinking", "enum", "reasoning"),
    ("score.csv", "model_id", "", "required", "model_id"),
    ("score.csv", "model_id", "no-such-model", "no_such_key", "model.csv"),
    ("score.csv", "stderr", "-1", "minimum", "0"),
    ("score.csv", "n_items", "1.5", "integer", "1.5"),
    ("model.csv", "total_params_b", "1,000", "number", "1,000"),
    ("model.csv", "total_params_b", "NaN", "number", "NaN"),
    ("model.csv", "total_params_b", "Infinity", "number", "Infinity"),
    ("model.csv", "total_params_b", "1" * 30, "number", "1" * 30),
    ("model.csv", "name_en", " blank ", "blanks", "blank"),
    ("model.csv", "total_params_b", "５１９", "number", "５１９"),
    ("claim.csv", "claimed_on", "2026-13-01", "date", "2026-13-01"),
    ("source.csv", "published_on", "2026-02-31", "no_such_day", "2026-02-31"),
    ("source.csv", "published_on", "2026-13", "no_such_day", "2026-13"),
    ("claim.csv", "value_text", "10.1234567", "form_number", "10.1234567"),
    ("claim.csv", "rounding", "0", "minimum", "0.0001"),
    ("claim_input.csv", "factor", "1000001", "maximum", "1000000"),
    ("benchmark.csv", "higher_is_better", "yes", "boolean", "true"),
]


def spoil(folder: Path, file: str, column: str, value: str, row: int = 0) -> None:
    """Put a value into one cell of a file."""
    frame = pl.read_csv(folder / file, infer_schema=False)
    cells = frame[column].to_list()
    cells[row] = value or None
    frame.with_columns(pl.Series(column, cells, pl.String)).write_csv(folder / file)


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(InvalidRecords) as caught:
        loader.read(folder)
    return caught.value.problems


def test_real_records_are_whole() -> None:
    tables = loader.read(store.ROOT / "data").tables
    for name, frame in tables.items():
        assert frame.height == pl.read_csv(store.ROOT / "data" / f"{name}.csv", infer_schema=False).height
    assert tables["model"].schema["total_params_b"] == pl.Decimal(18, 6)
    assert tables["claim"].schema["claimed_on"] == pl.Date
    assert tables["score"].filter(pl.col("score_text") == "80.0").height > 0


@pytest.mark.parametrize(("file", "column", "value", "rule", "said"), CELLS)
def test_bad_cell_is_named(
    copied_records: Path, file: str, column: str, value: str, rule: str, said: str
) -> None:
    spoil(copied_records, file, column, value)
    found = [one for one in problems(copied_records) if one.rule == rule]
    assert [(one.file, one.row, one.column) for one in found] == [(file, 2, column)]
    assert (found[0].value or "") == value
    for language in ("ko", "en"):
        message = found[0].message(language)
        assert message.startswith(file)
        assert column in message
        assert said in message
    assert "2행" in found[0].message("ko")
    assert "row 2" in found[0].message("en")


def append(text: str) -> Callable[[bytes], bytes]:
    return lambda content: content + text.encode()


AFTER_EVENTS = len((store.ROOT / "data" / "event.csv").read_text("utf-8").splitlines()) + 1
FILES: list[tuple[str, Callable[[bytes], bytes], str, int]] = [
    ("event.csv", lambda content: content + "\ucef4".encode("cp949"), "encoding", AFTER_EVENTS),
    ("event.csv", append("\0"), "nul", AFTER_EVENTS),
    ("event.csv", append("a,b\n"), "ragged", AFTER_EVENTS),
    ("event.csv", lambda content: content.replace(b"event_id", b"id", 1), "missing_column", 1),
    ("event.csv", lambda content: content.replace(b"event_id", b"id", 1), "unknown_column", 1),
    (
        "event.csv",
        lambda content: content.replace(b"event_id,on_date", b"event_id,event_id", 1),
        "column_twice",
        1,
    ),
]


@pytest.mark.parametrize(("file", "change", "rule", "row"), FILES)
def test_bad_file_is_named(
    copied_records: Path, file: str, change: Callable[[bytes], bytes], rule: str, row: int
) -> None:
    path = copied_records / file
    path.write_bytes(change(path.read_bytes()))
    found = [one for one in problems(copied_records) if one.rule == rule]
    assert [(one.file, one.row) for one in found] == [(file, row)]
    assert found[0].message("ko") != found[0].message("en")


def test_missing_file_is_named(copied_records: Path) -> None:
    (copied_records / "event.csv").unlink()
    assert ("event.csv", "missing_file") in [(one.file, one.rule) for one in problems(copied_records)]


@pytest.mark.parametrize("file", ["model.csv", "score.csv"])
def test_row_that_stands_twice_is_named(copied_records: Path, file: str) -> None:
    lines = (copied_records / file).read_text("utf-8").splitlines(keepends=True)
    (copied_records / file).write_text("".join([*lines, lines[1]]), "utf-8")
    found = [one for one in problems(copied_records) if one.rule == "repeated"]
    assert [(one.file, one.row, one.details["first"]) for one in found] == [(file, len(lines) + 1, "2")]


def test_values_that_contradict_each_other_are_named(copied_records: Path) -> None:
    spoil(copied_records, "model.csv", "active_params_b", "9999", row=2)
    (found,) = problems(copied_records)
    assert (found.file, found.row, found.rule) == ("model.csv", 4, "check")
    assert "active_params_b" in found.message("ko")


def test_all_problems_are_named_at_once(copied_records: Path) -> None:
    spoil(copied_records, "score.csv", "mode", "thinking")
    spoil(copied_records, "score.csv", "reporter_id", "nobody", row=5)
    spoil(copied_records, "claim.csv", "claimed_on", "soon")
    assert [(one.file, one.row, one.rule) for one in problems(copied_records)] == [
        ("claim.csv", 2, "date"),
        ("score.csv", 2, "enum"),
        ("score.csv", 7, "no_such_key"),
    ]


def test_refused_records_leave_the_old_store(copied_records: Path) -> None:
    assert dokja(copied_records, "build", language="ko").returncode == 0
    before = (copied_records / store.FILE_NAME).read_bytes()
    spoil(copied_records, "score.csv", "mode", "thinking")
    for language, word in (("ko", "2행"), ("en", "row 2")):
        result = dokja(copied_records, "build", language=language)
        assert result.returncode != 0
        assert word in result.stderr
        assert "thinking" in result.stderr
        assert "Traceback" not in result.stderr
    assert (copied_records / store.FILE_NAME).read_bytes() == before
    assert sorted(file.name for file in copied_records.glob("*.duckdb*")) == [store.FILE_NAME]
