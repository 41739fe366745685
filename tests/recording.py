"""Batches of hand-made rows and cards, and what a data folder and its store then hold: for tests of importing."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from dokja.ingest import accept
from dokja.ingest.content import Content
from dokja.ingest.staging import preview
from dokja.ingest.staging.origins import Origin
from dokja.ingest.staging.preview import Preview
from dokja.records import batches, build, commit, store
from dokja.records.batches import Batch
from dokja.records.store import Store
from tests import read_here

TOLD_OF_BATCHES = ("batch", "batch_span", "score_statement", "record_statement")
SOURCE, REPORTER = "ax-k1-readme", "skt"
MODEL = {
    "model_id": "made-up-1b",
    "team_id": "skt",
    "name_en": "Made Up",
    "total_params_b": "1",
    "modality": "text",
    "released_on": "2026-07-01",
    "weights": "open",
    "source_id": SOURCE,
}


def card(numbers: Mapping[str, str], model: str = "A.X K1") -> Content:
    """A Markdown card with a table of benchmarks and the numbers of one model."""
    lines = [f"| {name} | {number} |" for name, number in numbers.items()]
    text = "\n".join(["## Evaluation Results", "", f"| Benchmark | {model} |", "| --- | ---: |", *lines, ""])
    return Content("card.md", text.encode())


def seen(content: Content, source_id: str = SOURCE, reporter_id: str = REPORTER) -> Preview:
    """What an import of a file would change in the published store."""
    opened = Store(store.path())
    tables = preview.tables_of(opened)
    opened.close()
    source = tables["source"].filter(pl.col("source_id") == source_id).row(0, named=True)
    return preview.look(read_here.read([content]), Origin(source, reporter_id, "reasoning"), {}, tables)


def score(number: str, model_id: str = "a-x-k1", **columns: str) -> dict[str, str]:
    """A row of score that no file of the checkout holds."""
    return {
        "model_id": model_id,
        "benchmark_id": "mmlu-pro",
        "conditions": "run=made-up",
        "score_text": number,
        "unit": "percent",
        "reporter_id": REPORTER,
        "source_id": SOURCE,
        **columns,
    }


def made(published_on: str = "2026-07-01", **rows: Sequence[Mapping[str, Any]]) -> Preview:
    """A preview that adds the rows given by table."""
    added = {name: pl.DataFrame(list(some), infer_schema_length=None) for name, some in rows.items()}
    origin = Origin({"source_id": SOURCE, "published_on": published_on})
    return Preview(pl.DataFrame(), added, [], [], [], [], [], origin, {"new": len(rows)})


def recorded(found: Preview, reason: str = "why") -> Batch:
    """A preview as a batch of the published store."""
    return accept.record(found, [], "tester", reason)


def corrected(
    added: Mapping[str, Sequence[Mapping[str, Any]]], removed: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Batch:
    """A correction of rows by table, as a batch of the published store."""
    batch = Batch("", batches.CORRECTION, str(date(2026, 8, 1)), batches.now(), "tester", "wrong", SOURCE)
    frames = [
        {name: pl.DataFrame(list(rows), infer_schema_length=None) for name, rows in one.items()}
        for one in (added, removed)
    ]
    return commit.put(batch, frames[0], frames[1], [], lambda step, share: None)


def record_elsewhere(home: Path, barrier: Any, number: str) -> None:
    """In a process of its own: record one score as soon as all others are ready to."""
    os.environ["DOKJA_DATA"] = str(home)
    barrier.wait()
    recorded(made(score=[score(number, conditions=f"run={number}")]), number)


def answers(file: Path) -> dict[str, list[str]]:
    """The rows of every table and view of a store, in a fixed order, but for what is told of batches."""
    opened = Store(file)
    views = dict(opened.ask("select view_name, sql from duckdb_views() where not internal").iter_rows())
    tables = opened.ask("select table_name from duckdb_tables() where schema_name = 'main'")["table_name"]
    apart = {*TOLD_OF_BATCHES, "version"}
    texts = {file.stem: file.read_text("utf-8") for file in build.ordered_views()}
    for file in build.ordered_views():
        if apart & set(re.findall(r"\w+", without_comments(texts[file.stem]))) - {"version"}:
            apart.add(file.stem)
    names = sorted({*views, *tables} - apart)
    found = {name: sorted(map(repr, opened.whole(f'from "{name}"').rows())) for name in names}
    opened.close()
    return found


def without_comments(text: str) -> str:
    """The query of a view file."""
    return re.sub(r"--.*|comment on [^;]*;", "", text)


def asked(query: str) -> list[tuple[Any, ...]]:
    """Rows that the published store answers."""
    opened = Store(store.path())
    rows = opened.ask(query).rows()
    opened.close()
    return rows


def checksum() -> str:
    """The part of the published data version that is no day."""
    return str(asked("select data_version from version")[0][0]).rpartition("-")[2]


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its content, but for the lock."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != batches.LOCK
    }
