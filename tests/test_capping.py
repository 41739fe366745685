"""Files with many problems: the first are listed, all are counted."""

from __future__ import annotations

import polars as pl
import pytest

from dokja.ingest import truncate_reports
from dokja.ingest.content import Content
from dokja.ingest.registry import importer
from dokja.ingest.staging import preview
from dokja.ingest.staging.origins import Origin
from dokja.records.problems import Problem
from dokja.records.store import Store
from tests import read_here

HEADER = "model,benchmark,score,unit,conditions\n"
SOURCE = {"source_id": "new", "title_ko": "새", "title_en": "new", "published_on": "2026-01-01"}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(truncate_reports, "MOST_ALIKE", 3)
    return 3


def test_the_first_are_kept_and_all_are_counted(few: int) -> None:
    found = [Problem("a", "minimum", row) for row in range(2, 12)] + [Problem("b", "minimum", 5)]
    capped = truncate_reports.problems(found)
    assert [(one.file, one.rule, one.row, one.count) for one in capped] == [
        ("a", "minimum", 2, 1),
        ("a", "minimum", 3, 1),
        ("a", "minimum", 4, 1),
        ("b", "minimum", 5, 1),
        ("a", "further_alike", 4, 7),
    ]
    assert truncate_reports.total(capped) == 11
    again = truncate_reports.problems([*capped, Problem("a", "minimum", 99)])
    assert truncate_reports.total(again) == 12
    assert [one.rule for one in again].count("further_alike") == 1
    assert "7" in capped[-1].message("ko")
    assert capped[-1].message("ko") != capped[-1].message("en")


def test_a_table_of_bad_rows(few: int) -> None:
    lines = [f"A.X K1,MMLU-Pro,x{number},percent,run={number}" for number in range(20)]
    lines += [f"A.X K1,MMLU-Pro,-,percent,run={number}" for number in range(30)]
    content = Content("bad.csv", (HEADER + "\n".join([*lines, "A.X K1,MMLU-Pro,5,percent,run=0"])).encode())
    (reading,) = [importer("spreadsheet").read(content, {})]
    assert len(reading.problems) <= few + 1
    assert truncate_reports.total(reading.problems) == 20
    assert truncate_reports.total(reading.left_out) == 30
    assert len(reading.left_out) <= few + 1
    assert reading.numbers.height == 1


def test_a_preview_counts_what_the_records_refuse(real_store: Store) -> None:
    most = truncate_reports.MOST_ALIKE
    lines = [f"A.X K1,MMLU-Pro,{200 + number},percent,run={number}" for number in range(most + 500)]
    content = Content("high.csv", (HEADER + "\n".join(lines)).encode())
    found = preview.look(
        read_here.read([content]), Origin(SOURCE, "skt", is_new=True), {}, preview.tables_of(real_store)
    )
    assert (len(found.problems), truncate_reports.total(found.problems)) == (most + 1, most + 500)
    assert isinstance(found.rows, pl.DataFrame)
    assert found.rows.is_empty()
