"""A model card with an index and tables: both are read, a number that stands in both is one number."""

from __future__ import annotations

import polars as pl
import pytest

from dokja.ingest.content import Content
from dokja.ingest.staging import preview
from dokja.ingest.staging.origins import Origin
from dokja.ingest.staging.preview import Preview
from dokja.records.store import Store
from tests import read_here

CARD = """---
license: mit
model-index:
- name: A.X K1
  results:
  - task: {type: text-generation}
    dataset: {name: MMLU-Pro, type: mmlu_pro, split: test}
    metrics:
    - {type: accuracy, value: 81.25}
  - task: {type: text-generation}
    dataset: {name: GPQA-Diamond, type: gpqa}
    metrics:
    - {type: accuracy, value: 70.5}
---
# A.X K1

| Benchmark | A.X K1 |
|---|---:|
| MMLU-Pro | 81.3 |
| GPQA-Diamond | 71.5 |
| KMMLU-Pro | 60.0 |
"""


@pytest.fixture(scope="module")
def tables(real_store: Store) -> dict[str, pl.DataFrame]:
    return preview.tables_of(real_store)


def looked(text: str, tables: dict[str, pl.DataFrame]) -> Preview:
    source = {
        "source_id": "a-new-card",
        "title_ko": "새 카드",
        "title_en": "new card",
        "published_on": "2026-11-01",
    }
    origin = Origin(source, "skt", "reasoning", is_new=True)
    return preview.look(read_here.read([Content("README.md", text.encode())]), origin, {}, tables)


def told(found: Preview) -> list[tuple[str, str, str | None]]:
    return found.rows.select("benchmark_id", "score_text", "conditions").rows()


def test_index_and_tables_are_both_read(tables: dict[str, pl.DataFrame]) -> None:
    found = looked(CARD.replace("| 71.5 |", "| 70.50 |"), tables)
    assert (found.problems, found.questions) == ([], [])
    assert told(found) == [
        ("mmlu-pro", "81.25", "split=test"),
        ("gpqa-diamond", "70.5", None),
        ("kmmlu-pro", "60.0", None),
    ]
    assert [(left.row, left.text) for _, left in found.left_out if left.reason == "repeated_row"] == [
        (19, "81.3"),
        (20, "70.50"),
    ]


def test_a_table_that_says_another_number_than_the_index_contradicts_it(
    tables: dict[str, pl.DataFrame],
) -> None:
    found = looked(CARD, tables)
    assert [(one.rule, one.row, one.value, one.details["value"]) for one in found.problems] == [
        ("contradicts_row", None, "70.5", "71.5"),
        ("contradicts_row", 20, "71.5", "70.5"),
    ]
    assert "gpqa-diamond" not in found.rows["benchmark_id"]


def test_a_table_that_says_more_of_its_number_stands_for_the_index(tables: dict[str, pl.DataFrame]) -> None:
    found = looked(CARD.replace("| GPQA-Diamond | 71.5", "| GPQA-Diamond (5-shot) | 70.5"), tables)
    assert ("gpqa-diamond", "70.5", "shots=5") in told(found)
    assert ("gpqa-diamond", "70.5", None) not in told(found)


def test_a_repetition_within_the_tables_stays_what_it_was(tables: dict[str, pl.DataFrame]) -> None:
    alone = CARD.split("---\n")[2]
    assert told(looked(alone + "| MMLU-Pro (5-shot) | 81.3 |\n", tables)) == [
        ("mmlu-pro", "81.3", None),
        ("gpqa-diamond", "71.5", None),
        ("kmmlu-pro", "60.0", None),
        ("mmlu-pro", "81.3", "shots=5"),
    ]
