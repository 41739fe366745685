"""Who quotes whose numbers, and numbers that stand in several sources of one spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pytest

from dokja.ingest.content import Content
from dokja.ingest.staging import preview
from dokja.ingest.staging.origins import Origin
from dokja.ingest.staging.preview import Preview
from dokja.records.store import Store
from tests import read_here

HEADER = "model,benchmark,score,unit,mode,evaluated by,source"


@pytest.fixture(scope="module")
def tables(real_store: Store) -> dict[str, pl.DataFrame]:
    return preview.tables_of(real_store)


def looked(
    tables: Mapping[str, pl.DataFrame],
    *lines: str,
    source_id: str = "ax-k2-report",
    reporter_id: str | None = None,
) -> Preview:
    text = "\n".join([HEADER, *lines])
    source = tables["source"].filter(pl.col("source_id") == source_id).row(0, named=True)
    found = preview.look(
        read_here.read([Content("table.csv", text.encode())]), Origin(source, reporter_id), {}, tables
    )
    assert found.questions == []
    return found


def line(score: str, reporter: str, source: str = "") -> str:
    return f"A.X K1,MMLU-Pro,{score},percent,reasoning,{reporter},{source}"


def told(found: Preview) -> list[tuple[object, ...]]:
    columns = ("score_text", "reporter_id", "quoted_by", "source_id", "conditions")
    return found.rows.select(columns).rows()


def test_publisher_that_is_a_team_quotes_what_others_measured(tables: dict[str, pl.DataFrame]) -> None:
    found = looked(
        tables,
        line("12.3", "Artificial Analysis"),
        "A.X K1,GPQA-Diamond,12.3,percent,reasoning,SK Telecom,",
    )
    assert told(found) == [
        ("12.3", "artificial-analysis", "skt", "ax-k2-report", None),
        ("12.3", "skt", None, "ax-k2-report", None),
    ]


def test_answer_about_the_reporter_counts_too(tables: dict[str, pl.DataFrame]) -> None:
    found = looked(tables, line("12.3", ""), reporter_id="upstage")
    assert told(found) == [("12.3", "upstage", "skt", "ax-k2-report", None)]


def test_press_that_is_no_team_quotes_nothing(tables: dict[str, pl.DataFrame]) -> None:
    found = looked(tables, line("12.3", "Artificial Analysis"), source_id="news1-20251230")
    assert told(found) == [("12.3", "artificial-analysis", None, "news1-20251230", None)]


def test_sources_of_the_records_are_known_by_key_title_and_address(tables: dict[str, pl.DataFrame]) -> None:
    report = tables["source"].filter(pl.col("source_id") == "k-exaone-report").row(0, named=True)
    for name in (report["source_id"], report["title_ko"], report["title_en"], report["url"]):
        found = looked(tables, line("12.3", "SK Telecom"), line("45.6", "SK Telecom", f'"{name}"'))
        assert found.problems == []
        assert told(found) == [
            ("12.3", "skt", None, "ax-k2-report", None),
            ("45.6", "skt", "lg-ai-research", "k-exaone-report", None),
        ]


def test_two_unknown_sources_are_two_numbers(tables: dict[str, pl.DataFrame]) -> None:
    found = looked(
        tables,
        line("12.3", "SK Telecom", "A blog; part 2"),
        line("45.6", "SK Telecom", "A paper"),
        "A.X K1,GPQA-Diamond,12.3,percent,reasoning,SK Telecom,A paper",
    )
    assert found.problems == []
    assert told(found) == [
        ("12.3", "skt", None, "ax-k2-report", "source=A blog, part 2"),
        ("45.6", "skt", None, "ax-k2-report", "source=A paper"),
        ("12.3", "skt", None, "ax-k2-report", None),
    ]
    assert [(left.row, left.text) for _, left in found.left_out if left.reason == "source_not_recorded"] == [
        (2, "A blog; part 2"),
        (3, "A paper"),
    ]


def test_one_source_that_says_two_things_contradicts_itself(tables: dict[str, pl.DataFrame]) -> None:
    found = looked(tables, line("12.3", "SK Telecom", "A paper"), line("45.6", "SK Telecom", "A paper"))
    assert len(found.problems) == 2
    other = looked(tables, line("12.3", "SK Telecom"), line("45.6", "SK Telecom", "ax-k2-report"))
    assert [one.rule for one in other.problems] == ["contradicts_row"] * 2
    assert told(other) == []
