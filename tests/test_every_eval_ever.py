"""The export in the format of Every Eval Ever: valid by its schema, whole, the same every time."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from zipfile import ZipFile

import jsonschema
import polars as pl
import pytest

from dokja.export import every_eval_ever_writer
from dokja.i18n.text import Words
from dokja.ingest.content import Content
from dokja.ingest.registry import read
from dokja.ingest.staging import preview
from dokja.ingest.staging.origins import Origin
from dokja.ingest.staging.preview import SCORE
from dokja.records.labels import Names
from dokja.records.store import Store
from tests.command_line import dokja

SCHEMA = Path(__file__).parent / "every_eval_ever" / "eval.schema.json"


@pytest.fixture(scope="module")
def files(real_store: Store) -> dict[str, bytes]:
    """All recorded scores, exported."""
    rows = real_store.whole("from measurement").iter_rows(named=True)
    return every_eval_ever_writer.files(rows, Names(real_store, Words("ko")), real_store.data_date)


def trees(files: dict[str, bytes]) -> list[dict[str, Any]]:
    return [json.loads(data) for data in files.values()]


def test_every_file_is_valid_by_the_schema_of_the_format(files: dict[str, bytes]) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert schema["version"] == every_eval_ever_writer.VERSION
    validator = jsonschema.Draft7Validator(schema)
    wrong = [
        (error.json_path, error.message) for tree in trees(files) for error in validator.iter_errors(tree)
    ]
    assert wrong == []


def test_one_file_a_model_source_and_reporter(files: dict[str, bytes], real_store: Store) -> None:
    groups = real_store.ask("select distinct source_id, model_id, reporter_id, quoted_by from score")
    assert len(files) == groups.height
    told = sum(len(tree["evaluation_results"]) for tree in trees(files))
    assert told == real_store.ask("from score").height


def test_one_number_with_all_that_is_known_of_it(real_store: Store) -> None:
    row = real_store.ask("from measurement where quoted_by = 'skt' and model_id = 'a-x-k2'").row(
        0, named=True
    )
    row |= {"conditions": "harness=lm-eval 0.4.9; shots=5", "score_text": "36.50", "effort": "high"}
    row |= {
        "stderr": pl.Series(["1.250000"]).cast(pl.Decimal(18, 6))[0],
        "n_items": 89,
        "measured_on": "2026-06",
    }
    names = Names(real_store, Words("ko"))
    ((path, data),) = every_eval_ever_writer.files([row], names, "2026-08-18").items()
    tree = json.loads(data)
    assert path.startswith("data/ax-k2-report/skt/a-x-k2/")
    assert b'"score": 36.50' in data
    assert b'"value": 1.25\n' in data
    assert tree["retrieved_timestamp"] == "1787011200"
    assert tree["eval_library"] == {"name": "lm-eval", "version": "0.4.9"}
    source = tree["source_metadata"]
    assert source["source_organization_name"] == "Artificial Analysis"
    assert source["evaluator_relationship"] == "third_party"
    assert source["additional_details"]["quoted_by"] == "SK Telecom"
    assert source["additional_details"]["source_url"] == names.sources["ax-k2-report"]["url"]
    assert (tree["model_info"]["id"], tree["model_info"]["developer"]) == ("skt/a-x-k2", "SK Telecom")
    (result,) = tree["evaluation_results"]
    assert result["evaluation_timestamp"] == "2026-06"
    assert result["score_details"]["uncertainty"]["num_samples"] == 89
    assert result["metric_config"]["metric_unit"] == "percent"
    assert result["generation_config"]["generation_args"] == {"reasoning": True}
    assert result["generation_config"]["additional_details"] == {
        "mode": "reasoning",
        "effort": "high",
        "conditions": "harness=lm-eval 0.4.9; shots=5",
    }


def test_own_export_of_the_records_is_read_as_the_records(files: dict[str, bytes], real_store: Store) -> None:
    tables = preview.tables_of(real_store)
    empty = tables | {"score": tables["score"].clear()}
    for source in tables["source"].iter_rows(named=True):
        mine = [
            Content(path, data) for path, data in files.items() if path.split("/")[1] == source["source_id"]
        ]
        found = preview.look(read(mine), Origin(source), {}, empty)
        assert (found.questions, found.problems) == ([], [])
        stated = tables["score"].filter(pl.col("source_id") == source["source_id"])
        plain = stated.select(pl.col(name).cast(pl.String) for name in SCORE)
        assert found.rows.select(SCORE).sort(SCORE).rows() == plain.sort(SCORE).rows()


def test_the_archive_is_the_same_every_time(files: dict[str, bytes], real_store: Store) -> None:
    rows = real_store.whole("from measurement").sample(fraction=1, shuffle=True, seed=1)
    names = Names(real_store, Words("en"))
    packed = [
        every_eval_ever_writer.archive(some.iter_rows(named=True), names, real_store.data_date)
        for some in (real_store.whole("from measurement"), rows)
    ]
    assert packed[0] == packed[1]
    with ZipFile(BytesIO(packed[0])) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == files


def exported(home: Path, *arguments: str) -> CompletedProcess[str]:
    return dokja(home, "export", *arguments)


def test_command(tmp_path: Path, files: dict[str, bytes], real_store: Store) -> None:
    home, folder = tmp_path / "home", tmp_path / "out" / "scores"
    home.mkdir()
    (home / "dokja.duckdb").write_bytes(real_store.file.read_bytes())
    first = exported(home, "--format", "every-eval-ever", "-o", str(folder))
    assert first.returncode == 0, first.stderr
    assert str(len(files)) in first.stdout
    written = {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.json")}
    assert written == files
    assert [one.name for one in folder.parent.iterdir()] == ["scores"]
    again = exported(home, "-o", str(folder))
    assert again.returncode == 1
    assert str(folder) in again.stderr
