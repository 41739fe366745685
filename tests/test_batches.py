"""The records are the files with the batches over them, whatever the order in which batches came in."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dokja.records import batches, commit, ledger, publish, store
from dokja.records.batches import Batch
from dokja.records.problems import InvalidRecords
from dokja.records.store import Store
from tests.conftest import small_records
from tests.recording import MODEL, answers, asked, bytes_in, checksum, corrected, made, recorded, score

pytestmark = pytest.mark.usefixtures("queries")

OTHER = {**MODEL, "model_id": "made-up-2b", "name_en": "Made Up Two"}
ARRIVALS = (
    made("2026-07-01", model=[MODEL], score=[score("11.1"), score("22.2", benchmark_id="gpqa-diamond")]),
    made("2026-07-02", model=[{**MODEL, "name_en": "Made Up, corrected"}], score=[score("33.3")]),
    made("2026-07-02", model=[OTHER], score=[score("44.4", "k-exaone-236b-a23b"), score("11.1")]),
)
ROW = st.fixed_dictionaries({"key": st.sampled_from("abcd"), "value": st.sampled_from(["1", "2", None])})
BASE = st.lists(ROW, max_size=4, unique_by=lambda row: row["key"])
STATED = st.lists(st.tuples(st.sampled_from([batches.ADDED, batches.REMOVED]), ROW), min_size=1, max_size=8)
SCHEMA = {"key": pl.String, "value": pl.String}
KEYS = st.sampled_from([["key"], ["key", "value"]])


def base_of(rows: list[dict[str, str | None]]) -> pl.DataFrame:
    """Rows of a small table of text."""
    return pl.DataFrame(rows, schema=SCHEMA)


def stated_by(statements: list[tuple[str, dict[str, str | None]]]) -> pl.DataFrame:
    """Statements as batches would make them, one each, in the order given."""
    return pl.DataFrame(
        [
            {
                **row,
                "row_number": 2,
                "file": f"{place}.csv",
                "action": action,
                "position": place,
                "batch_published_on": date(2026, 1, 1 + place),
            }
            for place, (action, row) in enumerate(statements)
        ],
        schema={
            **SCHEMA,
            "row_number": pl.Int64,
            "file": pl.String,
            "action": pl.String,
            "position": pl.Int64,
            "batch_published_on": pl.Date,
        },
    )


def fold(
    base: list[dict[str, str | None]], stated: pl.DataFrame | None, key: list[str]
) -> list[tuple[str, str]]:
    """Rows of a table as it stands."""
    return ledger.folded(base_of(base), stated, key, "base.csv").select(*SCHEMA).rows()


def test_of_one_day_what_was_entered_by_hand_counts_last() -> None:
    def batch(batch_id: str, kind: str, published_on: str = "2026-07-01") -> Batch:
        return Batch(batch_id, kind, published_on, "2026-07-03T00:00:00+00:00", "kim", "why", "s")

    arrived = [
        batch("a", batches.ENTRY), batch("b", batches.CORRECTION), batch("c", batches.IMPORT),
        batch("d", batches.IMPORT, "2026-06-30"), batch("e", batches.IMPORT), batch("0", batches.IMPORT, "2026-07-02"),
    ]  # fmt: skip
    assert [one.batch_id for one in sorted(arrived, key=batches.order)] == ["d", "c", "e", "a", "b", "0"]


@settings(max_examples=60, deadline=None)
@given(BASE, STATED, KEYS, st.randoms())
def test_fold_does_not_depend_on_the_order_of_statements(base, statements, key, chance) -> None:  # type: ignore[no-untyped-def]
    stated = stated_by(statements)
    order = list(range(stated.height))
    chance.shuffle(order)
    assert sorted(map(repr, fold(base, stated[order], key))) == sorted(map(repr, fold(base, stated, key)))


@settings(max_examples=60, deadline=None)
@given(BASE, STATED, KEYS)
def test_fold_is_the_last_word_on_each_key(base, statements, key) -> None:  # type: ignore[no-untyped-def]
    expected = {tuple(row[name] for name in key): row for row in base}
    for action, row in statements:
        name = tuple(row[name] for name in key)
        expected.pop(name, None) if action == batches.REMOVED else expected.update({name: row})
    found = fold(base, stated_by(statements), key)
    assert sorted(map(repr, found)) == sorted(repr((row["key"], row["value"])) for row in expected.values())


def test_fold_dates_what_batches_alone_state() -> None:
    added = [("a", "1"), ("b", "1"), ("b", "2")]
    stated = stated_by([(batches.ADDED, {"key": key, "value": value}) for key, value in added])
    found = ledger.folded(base_of([{"key": "a", "value": "1"}]), stated, ["key"], "base.csv")
    assert dict(found.select("key", "batch_published_on").rows()) == {"a": None, "b": date(2026, 1, 3)}


@settings(max_examples=40, deadline=None)
@given(BASE, KEYS, st.sampled_from(["1", "2", None]))
def test_adding_and_removing_leaves_the_base(base, key, value) -> None:  # type: ignore[no-untyped-def]
    row = {"key": "new", "value": value}
    stated = stated_by([(batches.ADDED, row), (batches.REMOVED, row)])
    assert fold(base, stated, key) == [(one["key"], one["value"]) for one in base]


@settings(max_examples=20, deadline=None)
@given(BASE, KEYS)
def test_fold_of_nothing_is_the_base(base, key) -> None:  # type: ignore[no-untyped-def]
    expected = [(one["key"], one["value"]) for one in base]
    assert fold(base, None, key) == expected
    assert fold(base, stated_by([]), key) == expected


@pytest.fixture
def small_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose records hold the scores of the benchmarks of ARRIVALS alone, with a store of them."""
    small_records(tmp_path)
    scores = pl.read_csv(store.ROOT / "data" / "score.csv", infer_schema=False)
    scores.filter(pl.col("benchmark_id").is_in(["mmlu-pro", "gpqa-diamond"])).write_csv(
        tmp_path / "score.csv"
    )
    monkeypatch.setenv("DOKJA_DATA", str(tmp_path))
    publish.build()
    return tmp_path


State = tuple[list[str], str, dict[str, list[str]]]


def states_of(home: Path, done: tuple[int, ...] = ()) -> Iterator[tuple[frozenset[int], State]]:
    """Every set of ARRIVALS as each order of importing leaves it: batches in their order, checksum, answers."""
    before = store.path().read_bytes()
    for number in set(range(len(ARRIVALS))) - set(done):
        batch = recorded(ARRIVALS[number])
        listed = [one.batch_id for one in ledger.opened(home).batches]
        yield frozenset({*done, number}), (listed, checksum(), answers(store.path()))
        yield from states_of(home, (*done, number))
        shutil.rmtree(home / ledger.FOLDER / batch.batch_id)
        store.path().write_bytes(before)


def test_order_of_importing_changes_nothing(small_home: Path) -> None:
    found: dict[frozenset[int], list[State]] = {}
    for arrived, state in states_of(small_home):
        found.setdefault(arrived, []).append(state)
    assert sorted(len(states) for states in found.values()) == [1, 1, 1, 2, 2, 2, 6]
    for states in found.values():
        assert all(one == states[0] for one in states)
        assert states[0][0] == sorted(states[0][0])
    assert len({states[0][1] for states in found.values()}) == len(found)
    models = found[frozenset(range(len(ARRIVALS)))][0][2]["model"]
    assert any("Made Up, corrected" in row for row in models)


def test_damaged_file_is_named_and_the_old_store_serves(home: Path) -> None:
    first = recorded(made(score=[score("12.3")]))
    second = recorded(made(score=[score("45.6", conditions="run=2")]))
    served = store.path().read_bytes()
    place = home / ledger.FOLDER / first.batch_id / "added" / "score.csv"
    whole = place.read_bytes()
    for spoiled in (whole.replace(b"12.3", b"12.4"), b"", None):
        place.unlink() if spoiled is None else place.write_bytes(spoiled)
        with pytest.raises(InvalidRecords) as caught:
            publish.build()
        (problem,) = caught.value.problems
        assert (problem.file, problem.rule) == (f"{first.batch_id}/added/score.csv", "damaged_batch")
        for language in ("ko", "en"):
            assert problem.message(language).startswith(f"{first.batch_id}/added/score.csv")
        with pytest.raises(InvalidRecords):
            recorded(made(score=[score("7.8", conditions="run=3")]))
        assert store.path().read_bytes() == served
        assert asked("select count(*) from score where conditions = 'run=made-up'") == [(1,)]
    place.write_bytes(whole)
    manifest = home / ledger.FOLDER / second.batch_id / batches.MANIFEST
    told = manifest.read_bytes()
    for spoiled in (
        told[:-20],
        b"[]",
        b"\xff\xfe\x00",
        told.replace(second.recorded_at.encode(), b"yesterday"),
        told.replace(second.published_on.encode(), b"0000-00-00"),
        told.replace(second.batch_id.encode(), b"../../elsewhere"),
        told.replace(b'"undoes": null', f'"undoes": "{second.batch_id}"'.encode()),
        None,
    ):
        manifest.unlink() if spoiled is None else manifest.write_bytes(spoiled)
        with pytest.raises(InvalidRecords) as caught:
            publish.build()
        (problem,) = caught.value.problems
        assert (problem.file, problem.rule) == (f"{second.batch_id}/{batches.MANIFEST}", "damaged_batch")
        assert store.path().read_bytes() == served
    manifest.write_bytes(told)
    assert ledger.opened(home).problems() == []
    assert store.path().read_bytes() == served


@pytest.mark.every_view
def test_as_of_leaves_out_what_was_recorded_later(home: Path) -> None:
    before = answers(store.path())
    early = recorded(made("2026-07-05", score=[score("12.3")]))
    between = answers(store.path())
    late = recorded(made("2026-07-01", score=[score("45.6", conditions="run=2")]))
    dated(home, early, "2027-09-01T14:59:59.000000+00:00")
    dated(home, late, "2027-09-01T15:00:00.000000+00:00")
    days = {"2027-08-31": before, "2027-09-01": between}
    for day, expected in days.items():
        publish.build(as_of=pl.Series([day]).str.to_date()[0])
        assert answers(store.path()) == expected
        assert str(asked("select as_of from version")[0][0]) == day
    publish.build()
    assert asked("select count(*), min(as_of) from batch, version") == [(2, None)]
    assert asked("select data_version[:10] from version") == [("2027-09-02",)]


def dated(home: Path, batch: batches.Batch, moment: str) -> None:
    """Give a batch another moment of recording (15:00 UTC is midnight in Korea)."""
    file = home / ledger.FOLDER / batch.batch_id / batches.MANIFEST
    stated = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**stated, "recorded_at": moment}), "utf-8")


def test_corrected_record_takes_the_place_of_the_old_one(home: Path) -> None:
    (row,) = asked("select * from model where model_id = 'a-x-k1'")
    order = asked("select model_id from model order by rowid")
    texts = pl.read_csv(store.ROOT / "data" / "model.csv", infer_schema=False)
    old = texts.filter(pl.col("model_id") == "a-x-k1").row(0, named=True)
    batch = corrected({"model": [{**old, "name_en": "A.X K1, corrected"}]}, {})
    assert asked("select name_en from model where model_id = 'a-x-k1'") == [("A.X K1, corrected",)]
    assert asked("select model_id from model order by rowid") == order
    stated = asked(
        "select batch_id, record->>'name_en' from record_statement"
        " where table_name = 'model' and record->>'model_id' = 'a-x-k1' order by position"
    )
    assert stated == [(None, old["name_en"]), (batch.batch_id, "A.X K1, corrected")]
    assert old["name_en"] in row


def test_batch_from_before_a_column_came_still_counts(home: Path) -> None:
    """Batches are never changed, so those of an older version lack the columns that came later."""
    old = dict.fromkeys(("name_en", "description_ko", "description_en"), "Old")
    old |= {"benchmark_id": "old", "series": "old", "category": "other", "unit": "percent"}
    old |= {"higher_is_better": "true", "is_proportion": "false"}
    batch = recorded(made(benchmark=[old]))
    later = corrected({"benchmark": [{**old, "name_en": "Older"}]}, {"benchmark": [old]})
    for one, names in ((batch, ["added"]), (later, ["added", "removed"])):
        place = home / ledger.FOLDER / one.batch_id
        for file in (place / name / "benchmark.csv" for name in names):
            pl.read_csv(file, infer_schema=False).drop("note_ko", "note_en").write_csv(file)
        manifest = json.loads((place / batches.MANIFEST).read_text("utf-8"))
        files = {name: batches.checksum_of(place / name) for name in manifest["files"]}
        (place / batches.MANIFEST).write_text(json.dumps({**manifest, "files": files}), "utf-8")
    publish.build()
    question = "select name_en, note_ko, note_en from benchmark where benchmark_id = 'old'"
    assert asked(question) == [("Older", None, None)]
    commit.undo(later.batch_id, "tester", "back")
    assert asked(question) == [("Old", None, None)]


def test_removed_rows_are_gone_and_stay_told(home: Path) -> None:
    texts = pl.read_csv(store.ROOT / "data" / "score.csv", infer_schema=False)
    wrong = texts.row(3, named=True)
    (before,) = asked("select count(*) from score")
    batch = corrected({"score": [{**wrong, "score_text": "1.23"}]}, {"score": [wrong]})
    assert asked("select count(*) from score") == [before]
    same = "model_id = '{model_id}' and benchmark_id = '{benchmark_id}' and source_id = '{source_id}'".format(
        **wrong
    )
    assert ("1.23",) in asked(f"select score_text from score where {same}")
    assert (wrong["score_text"],) not in asked(
        f"select score_text from score where {same} and mode = '{wrong['mode']}'"
    )
    told = asked("select action, score_text from score_statement where batch_id is not null order by action")
    assert told == [("added", "1.23"), ("removed", wrong["score_text"])]
    publish.build()
    assert asked("select kind from batch") == [(batch.kind,)]


def test_drafts_of_a_writer_that_died_are_nobodys_batch(home: Path) -> None:
    draft = home / ledger.FOLDER / f"{batches.DRAFT}1"
    draft.mkdir(parents=True)
    (draft / batches.MANIFEST).write_text("{", "utf-8")
    left = store.path().with_name(f"{store.FILE_NAME}.1.draft")
    left.write_bytes(b"half")
    assert ledger.opened(home).batches == []
    recorded(made(score=[score("12.3")]))
    assert not draft.exists()
    assert not left.exists()


def test_batch_gets_its_name_by_one_rename(home: Path) -> None:
    """The folder that counts is the draft itself: at no moment is a part of it there."""
    folder = home / ledger.FOLDER
    batch = batches.Batch("", batches.IMPORT, "2026-07-01", batches.now(), "tester", "why", "ax-k1-readme")
    with batches.locked(folder):
        whole, place = batches.draft(folder, batch, {"score": pl.DataFrame([score("12.3")])}, {})
        inode = place.stat().st_ino
        batches.publish(folder, whole, place)
        assert not place.exists()
    assert (folder / whole.batch_id).stat().st_ino == inode


def test_readers_keep_the_store_that_they_opened(home: Path) -> None:
    opened = Store(store.path())
    before = opened.fetch("select count(*) from score", []).item()
    inode = os.stat(store.path()).st_ino
    recorded(made(score=[score("12.3")]))
    assert os.stat(store.path()).st_ino != inode
    assert opened.fetch("select count(*) from score", []).item() == before
    assert asked("select count(*) from score") == [(before + 1,)]
    opened.close()
    assert len(bytes_in(home / ledger.FOLDER)) == 2
