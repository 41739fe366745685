"""An import is recorded whole or not at all, can be taken back, and waits for another writer."""

from __future__ import annotations

import json
import multiprocessing
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from dokja.ingest import accept
from dokja.records import batches, commit, kept, ledger, publish, store
from dokja.records.commit import Refused
from dokja.records.problems import InvalidRecords
from tests import recording
from tests.recording import MODEL, answers, asked, bytes_in, card, checksum, made, recorded, score, seen

pytestmark = pytest.mark.usefixtures("queries")


def test_card_becomes_a_batch(home: Path) -> None:
    content = card({"MMLU-Pro": "12.34", "GPQA-Diamond": "56.7"})
    batch = accept.record(seen(content), [content], "tester", "the card was changed")
    folder = home / ledger.FOLDER / batch.batch_id
    manifest = json.loads((folder / batches.MANIFEST).read_text("utf-8"))
    assert batch.batch_id.startswith(f"{manifest['published_on']}-{recording.SOURCE}-import-")
    assert manifest["kind"] == batches.IMPORT
    assert (manifest["recorded_by"], manifest["reason"]) == ("tester", "the card was changed")
    assert manifest["origins"] == ["card.md"]
    assert (folder / "original" / "000").read_bytes() == content.data
    files = {name: data for name, data in bytes_in(folder).items() if name != batches.MANIFEST}
    assert manifest["files"] == {name: sha256(data).hexdigest() for name, data in files.items()}
    assert set(files) == {"added/score.csv", "original/000"}
    rows = pl.read_csv(folder / "added" / "score.csv", infer_schema=False)
    assert rows.select("benchmark_id", "score_text").rows() == [
        ("mmlu-pro", "12.34"),
        ("gpqa-diamond", "56.7"),
    ]
    served = asked(
        "select score_text from score where model_id = 'a-x-k1' and score_text in ('12.34', '56.7')"
    )
    assert sorted(served) == [("12.34",), ("56.7",)]
    assert asked("select batch_id, is_active from batch") == [(batch.batch_id, True)]
    assert publish.up_to_date()


def test_same_content_is_refused(home: Path) -> None:
    batch = recorded(made(score=[score("12.3")]))
    before = bytes_in(home)
    with pytest.raises(Refused) as caught:
        recorded(made(score=[score("12.3")]), "another reason")
    assert (caught.value.rule, caught.value.values) == ("intake.there_already", {"batch": batch.batch_id})
    assert bytes_in(home) == before
    commit.undo(batch.batch_id, "tester", "wrong file")
    with pytest.raises(Refused) as caught:
        recorded(made(score=[score("12.3")]))
    assert caught.value.rule == "intake.there_undone"


def test_nothing_to_record_is_refused(home: Path) -> None:
    before = bytes_in(home)
    with pytest.raises(Refused) as caught:
        recorded(made())
    assert caught.value.rule == "intake.nothing"
    assert bytes_in(home) == before


@pytest.mark.every_view
def test_undo_brings_back_every_answer_and_can_be_undone(home: Path) -> None:
    before, version = answers(store.path()), checksum()
    assert {"score", "score_shown", "leaderboard", "claim_check"} <= set(before)
    batch = recorded(made(model=[MODEL], score=[score("99.9"), score("98.7", "made-up-1b")]))
    after, later = answers(store.path()), checksum()
    assert {name for name in before if before[name] != after[name]} >= {"score", "model", "score_shown"}
    assert later != version
    undone = commit.undo(batch.batch_id, "tester", "wrong file")
    assert (answers(store.path()), checksum()) == (before, version)
    again = commit.undo(undone.batch_id, "tester", "it was right")
    assert (answers(store.path()), checksum()) == (after, later)
    held = dict(asked("select batch_id, is_active from batch"))
    assert held == {batch.batch_id: True, undone.batch_id: False, again.batch_id: True}
    third = commit.undo(again.batch_id, "tester", "wrong after all")
    assert (answers(store.path()), checksum()) == (before, version)
    spans = asked(f"select until_at from batch_span where batch_id = '{batch.batch_id}' order by from_at")
    assert spans == [(undone.recorded_at,), (third.recorded_at,)]


def test_undoing_undos_keeps_names_short(home: Path) -> None:
    first = recorded(made(score=[score("12.3")]))
    last = first
    for number in range(1, 5):
        last = commit.undo(last.batch_id, "tester", "again")
        assert last.batch_id == f"{first.published_on}-undo-{number}-of-{first.batch_id}"
    assert asked("select count(*) from score where conditions = 'run=made-up'") == [(1,)]


@pytest.mark.parametrize(
    ("published_on", "rule"),
    [
        ("2026-13-45", "intake.bad_day"),
        ("2026-1", "intake.bad_day"),
        ("' or 1", "intake.bad_day"),
        ("2999-01-01", "intake.future_day"),
        ("2999-01", "intake.future_day"),
    ],
)
def test_no_batch_is_dated_by_what_is_no_past_day(home: Path, published_on: str, rule: str) -> None:
    before = bytes_in(home)
    with pytest.raises(Refused) as caught:
        recorded(made(published_on, score=[score("12.3")]))
    assert (caught.value.rule, caught.value.values) == (rule, {"day": published_on})
    assert bytes_in(home) == before


def test_undo_is_refused_twice_and_for_unknown_batches(home: Path) -> None:
    batch = recorded(made(score=[score("12.3")]))
    commit.undo(batch.batch_id, "tester", "wrong")
    before = bytes_in(home)
    for batch_id, rule in ((batch.batch_id, "intake.undone_already"), ("no-such", "intake.no_such_batch")):
        with pytest.raises(Refused) as caught:
            commit.undo(batch_id, "tester", "wrong")
        assert (caught.value.rule, caught.value.values) == (rule, {"batch": batch_id})
    assert bytes_in(home) == before


def test_undo_of_what_others_need_is_refused(home: Path) -> None:
    first = recorded(made(model=[MODEL]))
    second = recorded(made("2026-07-02", score=[score("12.3", "made-up-1b")]))
    before = bytes_in(home)
    with pytest.raises(InvalidRecords) as caught:
        commit.undo(first.batch_id, "tester", "wrong")
    assert [(one.file, one.row, one.rule, one.value) for one in caught.value.problems] == [
        (f"{second.batch_id}/added/score.csv", 2, "no_such_key", "made-up-1b")
    ]
    assert bytes_in(home) == before
    commit.undo(second.batch_id, "tester", "wrong")
    commit.undo(first.batch_id, "tester", "wrong")
    assert asked("select count(*) from model where model_id = 'made-up-1b'") == [(0,)]


def test_bad_records_change_nothing(home: Path) -> None:
    recorded(made(score=[score("12.3")]))
    before = bytes_in(home)
    for row, rule in ((score("abc"), "form_number"), (score("1.5", "nobody"), "no_such_key")):
        with pytest.raises(InvalidRecords) as caught:
            recorded(made(score=[score("45.6", conditions="run=2"), row]))
        (problem,) = caught.value.problems
        assert (problem.file.rpartition("/")[2], problem.row, problem.rule) == ("score.csv", 3, rule)
        assert bytes_in(home) == before
    with pytest.raises(InvalidRecords) as caught:
        recorded(made(score=[{**score("45.6"), "scroe": "1"}]))
    assert caught.value.problems[0].rule == "unknown_column"
    assert bytes_in(home) == before


def test_two_writers_at_once_both_land(home: Path) -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    writers = [
        context.Process(target=recording.record_elsewhere, args=(home, barrier, number))
        for number in ("11.1", "22.2")
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert sorted(asked("select reason, is_active from batch")) == [("11.1", True), ("22.2", True)]
    served = asked("select score_text from score where conditions in ('run=11.1', 'run=22.2')")
    assert sorted(served) == [("11.1",), ("22.2",)]
    assert ledger.opened(home).problems() == []
    assert sorted(file.name for file in home.iterdir()) == [ledger.FOLDER, store.FILE_NAME, kept.FOLDER]


def test_build_waits_for_a_writer(home: Path) -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    writer = context.Process(target=recording.record_elsewhere, args=(home, barrier, "33.3"))
    writer.start()
    barrier.wait()
    while writer.is_alive():
        publish.build()
    writer.join()
    assert writer.exitcode == 0
    assert asked("select reason from batch") == [("33.3",)]
    assert asked("select score_text from score where conditions = 'run=33.3'") == [("33.3",)]


@pytest.mark.parametrize("days", [("2026-08-01", "2026-09-01"), ("2026-09-01", "2026-08-01")])
def test_later_edition_of_an_undated_source_is_displayed_and_both_stay(
    home: Path, days: tuple[str, str]
) -> None:
    numbers = {"2026-08-01": "12.34", "2026-09-01": "9.87"}
    for day in days:
        recorded(made(day, score=[score(numbers[day], source_id=recording.SOURCE)]))
    query = "select score_text from {} where score_text in ('12.34', '9.87') and conditions = 'run=made-up'"
    assert sorted(asked(query.format("measurement"))) == [("12.34",), ("9.87",)]
    assert asked(query.format("measurement") + " and is_latest") == [("9.87",)]
    columns = "select benchmark_id, conditions, source_id, batch_published_on, score_text from measurement"
    order = f"select score_text from ({columns}) where score_text in ('12.34', '9.87') order by"
    by_display = (
        f"{order} display_order('own', null, null, conditions, source_id, batch_published_on, score_text)"
    )
    assert asked(by_display) == [("9.87",), ("12.34",)]
