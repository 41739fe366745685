"""Every real file of the formats becomes records: nothing is lost between the file and the preview."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from dokja.ingest.content import Content
from dokja.ingest.staging import preview
from dokja.ingest.staging.origins import Origin
from dokja.records.store import Store
from tests import SAMPLES, read_here

FOLDERS = ("hellaswag-pythia-1b", "gpt-oss-120b", "jamba-1.5-large")
ANSWERS = {
    "maker:*": "Somebody",
    "organisation:*": "US",
    "role:*": "reference",
    "scale:*": "percent",
    "model:*": "new",
    "benchmark:*": "new",
}
CARDS = {
    "a-x-k1.md": ("ax-k1-readme", "skt"),
    "solar-open-100b.md": ("solar-open-100b-card", "upstage"),
    "solar-open-2.md": ("solar-open-2-card", "upstage"),
}


def together() -> list[list[Path]]:
    """Files that are brought at once: the files of a run's folder, else each on its own."""
    files = [file for file in sorted(SAMPLES.rglob("*")) if file.is_file() and file.name != "README.md"]
    alone = [[file] for file in files if file.parent.name not in FOLDERS]
    return alone + [[file for file in files if file.parent.name == name] for name in FOLDERS]


def contents(files: Sequence[Path]) -> list[Content]:
    return [Content(str(file.relative_to(SAMPLES)), file.read_bytes()) for file in files]


@pytest.fixture(scope="module")
def tables(real_store: Store) -> dict[str, pl.DataFrame]:
    return preview.tables_of(real_store)


@pytest.mark.parametrize("files", together(), ids=lambda files: files[0].parent.name + "/" + files[0].name)
def test_sample_is_previewed_whole(files: list[Path], tables: dict[str, pl.DataFrame]) -> None:
    readings = read_here.read(contents(files))
    source = {"source_id": "a-new-source", "title_ko": "새", "title_en": "new", "published_on": "2026-11-01"}
    found = preview.look(readings, Origin(source, "artificial-analysis", None, is_new=True), ANSWERS, tables)
    assert found.questions == []
    read = sum(one.numbers.height for one in readings)
    refused = len(found.problems) - sum(len(one.problems) for one in readings)
    assert read > 0
    repeated = len(found.left_out) - sum(len(one.left_out) for one in readings)
    assert found.rows.height + refused + repeated == read
    assert {one.rule for one in found.problems} <= {"contradicts_row"}
    assert refused <= 6
    assert found.rows["model_id"].null_count() == found.rows["benchmark_id"].null_count() == 0


def test_file_that_describes_a_model_alone_is_previewed(tables: dict[str, pl.DataFrame]) -> None:
    readings = read_here.read(contents([SAMPLES / "llm-stats" / "gpt-oss-120b" / "model.json"]))
    source = {"source_id": "a-new-source", "title_ko": "새", "title_en": "new", "published_on": "2026-11-01"}
    found = preview.look(readings, Origin(source, None, None, is_new=True), ANSWERS, tables)
    assert (found.questions, found.rows.height) == ([], 0)


@pytest.mark.parametrize("name", CARDS)
def test_numbers_of_a_card_are_recognised_as_those_on_record(
    name: str, tables: dict[str, pl.DataFrame]
) -> None:
    source_id, reporter_id = CARDS[name]
    source = tables["source"].filter(pl.col("source_id") == source_id).row(0, named=True)
    origin = Origin(source, reporter_id, "reasoning")
    found = preview.look(read_here.read(contents([SAMPLES / "cards" / name])), origin, {}, tables)
    assert (found.questions, found.problems) == ([], [])
    assert set(found.counts) == {"same"}
    stated = tables["score"].filter(
        (pl.col("source_id") == source_id)
        & pl.col("benchmark_id").is_in(found.rows["benchmark_id"].implode())
    )
    columns = ["model_id", "benchmark_id", "mode", "effort", "conditions", "score_text", "reporter_id"]
    assert found.rows.height > 90
    missed = found.rows.select(columns).join(stated.select(columns), on=columns, how="anti", nulls_equal=True)
    assert missed.is_empty()
