"""The served connection reads and nothing else; a new store takes the old one's place whole."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dokja.records import build, loader, publish, store
from dokja.records.store import Store, StoreError
from dokja.server import serving
from dokja.server.serving import Serving

FORBIDDEN = [
    "select * from read_csv('/etc/passwd')",
    "select * from read_text('pyproject.toml')",
    "copy (select 1) to 'stolen.csv'",
    "attach 'other.duckdb' as other",
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "set threads = 64",
    "set memory_limit = '64GB'",
    "drop table score",
    "delete from score",
    "insert into team select * from team",
    "create table stolen as select 1",
    "update model set total_params_b = 1",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_forbidden(
    real_store: Store, statement: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with real_store.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(statement)
    assert list(tmp_path.iterdir()) == []


def test_bounded(real_store: Store) -> None:
    row = real_store.ask(
        "select current_setting('threads') as threads, current_setting('memory_limit') as memory"
    ).row(0)
    assert row == (store.THREADS, "953.6 MiB")


def test_query_ends_at_the_deadline(real_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "DEADLINE_SECONDS", 0.2)
    with pytest.raises(StoreError):
        real_store.ask(
            "select count(*) from range(100000) a, range(100000) b, range(1000) c where a.range + b.range = c.range"
        )


def test_query_that_fails_while_building_is_named(tmp_path: Path) -> None:
    view = tmp_path / "odd_view.sql"
    view.write_text(
        "-- Computed at build.\ncreate view odd_view as\nselect\n  cast('inf'::double as decimal(18, 6)) as x;"
    )
    nameless = pl.DataFrame({"team_id": [None]}, schema={"team_id": pl.String})
    with build.drafting(tmp_path / "store.duckdb") as connection:
        connection.execute("create schema stored")
        with pytest.raises(StoreError, match=r"^odd_view\.sql: Conversion Error: [^\n]*inf[^\n]*$"):
            build.compute(connection, view)
        with pytest.raises(StoreError, match=r"^team: Constraint Error: [^\n]*team_id[^\n]*$"):
            build.fill(connection, "team", nameless)


def test_values_are_parameters(real_store: Store) -> None:
    assert real_store.ask("from find_model(?)", "'; drop table score; --").is_empty()
    assert real_store.ask("select count(*) as n from score")["n"][0] > 0


def test_new_store_takes_the_place_of_the_old_one(
    copied_records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOKJA_DATA", str(copied_records))
    assert publish.up_to_date() is None
    old = Store(publish.build())
    assert publish.up_to_date()
    text = (copied_records / "score.csv").read_text("utf-8")
    assert ",83.8," in text
    (copied_records / "score.csv").write_text(text.replace(",83.8,", ",12.3,", 1), "utf-8")
    os.utime(copied_records / "score.csv", (0, 0))
    assert publish.up_to_date() is None
    new = publish.current()
    question = "select count(*) as n from score where score_text = '12.3'"
    assert (old.ask(question)["n"][0], new.ask(question)["n"][0]) == (0, 1)
    assert old.data_version != new.data_version


def test_same_records_give_the_same_version(real_store: Store, tmp_path: Path) -> None:
    build.write(tmp_path / "again.duckdb", loader.read(store.ROOT / "data"))
    assert Store(tmp_path / "again.duckdb").data_version == real_store.data_version


def test_damaged_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.duckdb").write_bytes(b"not a database")
    with pytest.raises(StoreError):
        Store(tmp_path / "bad.duckdb")


def test_a_comment_that_names_a_view_changes_no_order(queries: Path) -> None:
    before = [file.name for file in build.ordered_views()]
    measurement = queries / "views" / "measurement.sql"
    text = measurement.read_text("utf-8")
    measurement.write_text(f"{text}\n-- Read by score_shown.\n/* and 'score_shown' */", "utf-8")
    assert [file.name for file in build.ordered_views()] == before
    assert before.index("measurement.sql") < before.index("score_shown.sql")
    measurement.write_text(f"{text}\nselect * from score_shown;", "utf-8")
    with pytest.raises(
        StoreError, match=r"measurement\.sql → score_shown\.sql|score_shown\.sql → measurement\.sql"
    ):
        build.ordered_views()


def test_an_answer_cut_at_the_limit_says_so(real_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "from range(?)"
    for rows, height, truncated in ((5, 5, False), (6, 5, True)):
        monkeypatch.setattr(store, "ROW_LIMIT", 5)
        assert real_store.ask(question, rows).height == height
        assert real_store.is_truncated(question, rows) == truncated
    assert real_store.whole(question, 6).height == 6


def test_a_page_whose_answers_are_cut_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "ROW_LIMIT", 5)
    monkeypatch.setattr(serving, "SERVING", Serving())
    shown = AppTest.from_file(str(store.ROOT / "dokja" / "server" / "script.py"), default_timeout=60).run()
    assert any("앞의 5행만 반영하였습니다" in one.proto.body for one in shown.get("html"))
