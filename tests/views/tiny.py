"""A store of a few hand-made records: tests/views work out its answers on paper."""

from __future__ import annotations

import atexit
import itertools
import shutil
import tempfile
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dokja.records import build, data_package, ledger, loader, store
from dokja.records.batches import Batch
from dokja.records.ledger import Ledger
from dokja.records.loader import Records
from dokja.records.store import Store

DEFAULTS: dict[str, dict[str, Any]] = {
    "source": {
        "title_ko": "출처", "title_en": "source", "publisher_ko": "곳", "publisher_en": "place",
        "url": "https://example.org", "published_on": "2026-01-01", "kind": "news", "read": "direct",
    },
    "team": {"name_ko": "팀", "name_en": "team", "role": "contender", "country": "KR", "colour": "#009E73"},
    "team_status": {"on_date": date(2025, 8, 4), "status": "selected", "round": "selection", "source_id": "s"},
    "model": {"name_en": "model", "released_on": date(2026, 1, 1), "source_id": "s"},
    "team_alias": {},
    "model_alias": {},
    "reference_model": {"listed_on": date(2026, 1, 1)},
    "benchmark_alias": {},
    "model_fact": {"field": "total_params_b", "unit": "billion", "source_id": "s"},
    "model_plan": {"stated_on": date(2026, 1, 1), "source_id": "s"},
    "benchmark": {
        "name_en": "benchmark", "series": "b", "category": "math", "unit": "percent", "higher_is_better": True,
        "is_proportion": True, "n_items_basis": "dataset", "description_ko": "설명.", "description_en": "Text.",
    },
    "composite_member": {"source_id": "s"},
    "mark_conversion": {"source_id": "s"},
    "score": {"unit": "percent", "source_id": "s"},
    "doubtful_score": {"reason_ko": "사유", "reason_en": "reason", "source_id": "s"},
    "missing_reason": {"reason": "withheld", "source_id": "s"},
    "event": {"on_date": date(2026, 1, 1), "kind": "announcement", "text_ko": "일", "text_en": "event", "source_id": "s"},
    "round_result": {"round": "round-1", "criterion": "total", "out_of": 100, "kind": "score", "source_id": "s"},
    "claim": {
        "text_ko": "주장", "text_en": "claim", "kind": "value", "operator": "=", "unit": "points",
        "claimed_on": date(2026, 1, 1), "source_id": "press",
    },
    "claim_input": {"role": "figure", "item": "1", "record": "score", "factor": 1, "source_id": "s"},
}  # fmt: skip
VIEWS = build.definitions().keys()
KEYS = {"source": "source_id", "team": "team_id", "model": "model_id", "benchmark": "benchmark_id"}


class GrowingStore(Store):
    """A copy of a store without rows, filled with records.

    Views that are computed at build are computed when a question first names them, or a view that reads them: most tests
    ask a few of the views.
    """

    def __init__(self, file: Path, records: Records, views: Collection[str]):
        self.computed: set[str] = set()
        shutil.copy(empty_store(queries_of_builds()), file)
        with build.drafting(file) as connection:
            for name, rows in {**records.tables, **build.metadata(records, None, "")}.items():
                if name in build.METADATA:
                    connection.execute(f"delete from {name}")
                if rows.height:
                    build.insert(connection, name, rows)
            self.compute(connection, views)
            connection.execute("checkpoint")
        super().__init__(file)

    def compute(self, connection: duckdb.DuckDBPyConnection, views: Collection[str]) -> None:
        """Compute what these views read, but for what has been computed before."""
        for name, create in computed_for(frozenset(views), queries_of_builds()).items():
            if name not in self.computed:
                connection.execute(create.replace("create view ", "create or replace table stored.", 1))
                self.computed.add(name)

    def ask(self, query: str, *parameters: Any) -> pl.DataFrame:
        views = build.named_in(query) & VIEWS
        if computed_for(frozenset(views), queries_of_builds()).keys() - self.computed:
            self.close()
            with build.drafting(self.file) as connection:
                self.compute(connection, views)
                connection.execute("checkpoint")
            super().__init__(self.file)
        return super().ask(query, *parameters)


def queries_of_builds() -> Path:
    """The folder of queries that builds take: a test may put another in its place."""
    folder: Path = vars(build)["QUERIES"]
    return folder


@cache
def computed_for(views: frozenset[str], queries: Path) -> dict[str, str]:
    """What creates the views computed at build that these are or read, by name, in the order in which they can be."""
    found = {file.stem: build.parts(file.read_text("utf-8"))[0] for file in build.ordered_views(views)}
    return {name: create for name, create in found.items() if build.MATERIALISED in create}


@cache
def empty_store(queries: Path) -> Path:
    """A store of every view of these queries, without rows: what a test has put in their place is not kept for others."""
    folder = Path(tempfile.mkdtemp(prefix="dokja-empty-"))
    atexit.register(shutil.rmtree, folder)
    tables = {name: frame(name, []) for name in tables_with_fields()}
    whole = Ledger(folder, [])
    history, spans = ledger.history(whole, "0" * 64, "2026-01-01"), ledger.spans(whole)
    day = "2026-01-01"
    file = folder / "empty.duckdb"
    build.write(file, Records(tables, day, day, day, history, spans, lambda: {}))
    return file


def tiny_store(
    folder: Path,
    recorded: Sequence[Batch] = (),
    stated: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    views: Collection[str] = (),
    **rows: Sequence[Any],
) -> Store:
    """An opened store of the rows given by table, each filled up with defaults.

    views are built at once, others when they are asked for. recorded are its batches; stated says by table what they and the files (batch_id None) state: rows with batch_id
    and action.

    Sources "s" (2026-01-01) and "press" exist; models, teams and benchmarks that a row names
    exist too: a team is a Korean programme team unless a row of its own says otherwise.
    """
    filled = {name: [dict(row) for row in rows.get(name, [])] for name in DEFAULTS}
    for known in ("s", "press"):
        add(filled, "source", known)
    for row in itertools.chain(*filled.values()):
        for table, key in (("model", "model_id"), ("benchmark", "benchmark_id"), ("source", "source_id")):
            if row.get(key):
                add(filled, table, row[key])
    for row in filled["model"]:
        row.setdefault("team_id", "maker")
    for row in list(itertools.chain(*filled.values())):
        for key in ("team_id", "reporter_id", "quoted_by"):
            if row.get(key):
                add(filled, "team", row[key])
    tables = {name: frame(name, filled[name]) for name in tables_with_fields()}
    whole = Ledger(folder, sorted(recorded, key=lambda one: (one.published_on, one.batch_id)))
    history, spans = ledger.history(whole, "0" * 64, "2026-01-01"), ledger.spans(whole)
    told = {name: statements(name, some, whole) for name, some in (stated or {}).items()}
    files_version = "2026-01-01-00000000"
    return GrowingStore(
        folder / "tiny.duckdb",
        Records(tables, files_version, files_version, "2026-01-01", history, spans, lambda: told),
        views,
    )


def statements(name: str, rows: Sequence[Mapping[str, Any]], known: Ledger) -> pl.DataFrame:
    """What files and batches state of a table, as text, in the order in which it counts."""
    place = {one.batch_id: position for position, one in enumerate(known.batches)}
    whole = [{**DEFAULTS[name], **row} for row in rows]
    cells = {
        key: pl.Series([None if row.get(key) is None else str(row[key]) for row in whole], dtype=pl.String)
        for key in tables_with_fields()[name]
    }
    position = pl.Series([place.get(row["batch_id"], -1) for row in whole], dtype=pl.Int64)
    told = {key: pl.Series([row[key] for row in whole], dtype=pl.String) for key in ("batch_id", "action")}
    return pl.DataFrame({**cells, **told, "position": position})


def add(filled: dict[str, list[dict[str, Any]]], table: str, key: str) -> None:
    """Add a row for a key that is named and not there yet."""
    if key not in [row[KEYS[table]] for row in filled[table]]:
        filled[table].append({KEYS[table]: key})


@cache
def tables_with_fields() -> dict[str, dict[str, str]]:
    """Columns with their types by table; tables in the order in which they can be loaded."""
    return {
        resource["name"]: {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        for resource in data_package.read(store.ROOT / "data")["resources"]
    }


def frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows with their defaults as a typed frame."""
    whole = [{**DEFAULTS[name], **row} for row in rows]
    columns = {
        key: pl.Series([converted(row.get(key), kind) for row in whole], dtype=loader.TYPES[kind])
        for key, kind in tables_with_fields()[name].items()
    }
    typed = pl.DataFrame(columns)
    if name == "score":
        typed = typed.with_columns(score=pl.col("score_text").cast(pl.Decimal(18, 6)))
    return typed


def converted(value: Any, kind: str) -> Any:
    """Numbers as exact decimals."""
    return Decimal(str(value)) if kind == "number" and value is not None else value
