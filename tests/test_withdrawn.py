"""A number that was taken out and comes in again: the preview says what the store will do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dokja.i18n.text import Words
from dokja.ingest.staging import intake_words
from dokja.ingest.staging.preview import Preview
from dokja.records import batches, commit
from dokja.records.batches import Batch
from dokja.records.commit import Refused
from dokja.records.store import Store
from tests.recording import asked, card, corrected, made, recorded, seen
from tests.views.test_changes import batch, opened, said

pytestmark = pytest.mark.usefixtures("queries")

DATED, UNDATED = "ax-k1-card", "ax-k1-readme"


def statuses(found: Preview) -> list[tuple[str, str, date | None]]:
    return found.rows.select("score_text", "status", "withdrawn_on").rows()


def standing() -> set[str]:
    texts = ("12.34", "56.78", "98.76")
    return {text for (text,) in asked(f"select score_text from score where score_text in {texts}")}


def withdrawn(source_id: str) -> Batch:
    """Record a number and take it out again."""
    found = seen(card({"MMLU-Pro": "12.34"}), source_id)
    assert [one[1] for one in statuses(found)] != ["withdrawn"]
    (row,) = found.added["score"].rows(named=True)
    recorded(made("2026-07-01", score=[row]))
    return corrected({}, {"score": [row]})


def test_withdrawal_holds_against_what_was_published_before_it(home: Path) -> None:
    taken_out = withdrawn(DATED)
    again = seen(card({"MMLU-Pro": "12.34", "GPQA-Diamond": "56.78"}), DATED)
    assert [one[:2] for one in statuses(again)] == [("12.34", "withdrawn"), ("56.78", "revision")]
    row = again.rows.row(0, named=True)
    assert row["withdrawn_on"] == taken_out.recorded_on
    assert (row["withdrawn_by"], row["withdrawn_because"]) == ("tester", "wrong")
    for language, told in (("ko", "되살아나지 않습니다"), ("en", "stays out")):
        text = intake_words.withdrawn(row, Words(language))
        assert all(part in text for part in ("tester", "wrong", told))
    recorded(again)
    assert standing() == {"56.78"}


def test_nothing_but_withdrawn_numbers_is_nothing_to_record(home: Path) -> None:
    withdrawn(DATED)
    with pytest.raises(Refused, match=r"intake\.nothing"):
        recorded(seen(card({"MMLU-Pro": "12.34"}), DATED))


def test_withdrawal_that_is_undone_holds_no_more(home: Path) -> None:
    taken_out = withdrawn(DATED)
    undone = commit.undo(taken_out.batch_id, "tester", "it was right")
    again = card({"MMLU-Pro": "12.34"})
    assert statuses(seen(again, DATED)) == [("12.34", "same", None)]
    assert standing() == {"12.34"}
    commit.undo(undone.batch_id, "tester", "no")
    assert [one[1] for one in statuses(seen(again, DATED))] == ["withdrawn"]
    assert standing() == set()


def test_what_is_published_later_brings_the_number_back(home: Path) -> None:
    taken_out = withdrawn(UNDATED)
    assert taken_out.published_on < str(date.today())
    again = seen(card({"MMLU-Pro": "12.34", "GPQA-Diamond": "56.78"}), UNDATED)
    (first, _) = again.rows.iter_rows(named=True)
    assert first["status"] != "withdrawn"
    assert first["withdrawn_on"] == taken_out.recorded_on
    assert "brings it back" in intake_words.withdrawn(first, Words("en"))
    recorded(again)
    assert standing() == {"12.34", "56.78"}


def test_number_that_was_corrected_does_not_come_back_and_another_number_is_not_withdrawn(home: Path) -> None:
    found = seen(card({"MMLU-Pro": "12.34"}), DATED)
    recorded(found)
    (row,) = found.added["score"].rows(named=True)
    corrected({"score": [row | {"score_text": "98.76"}]}, {"score": [row]})
    again = seen(card({"MMLU-Pro": "12.34"}), DATED)
    assert [one[1] for one in statuses(again)] == ["withdrawn"]
    assert statuses(seen(card({"MMLU-Pro": "56.78"}), DATED))[0][2] is None
    assert standing() == {"98.76"}


def test_view_tells_numbers_that_are_out(tmp_path: Path) -> None:
    history = [
        batch("one", 1, "2026-01-01"),
        batch("two", 2, "2026-01-02"),
        batch("three", 3, "2026-01-03"),
        batch("four", 4, "2026-01-04", undoes="three"),
    ]
    assert history[3].kind == batches.UNDO
    scores = [
        said(None, "10", model_id="out"),
        said("two", "10", model_id="out", action="removed"),
        said("one", "20", model_id="out-first", action="removed"),
        said("two", "20", model_id="out-first"),
        said("two", "30", model_id="exchanged", action="removed"),
        said("two", "35", model_id="exchanged"),
        said("two", "40", model_id="as-before", action="removed"),
        said("two", "40", model_id="as-before"),
        said("three", "50", model_id="undone", action="removed"),
    ]
    told = opened(tmp_path, history, score=scores)
    query = "select model_id, score_text, batch_id, published_on, reason from withdrawn_score order by all"
    day = date(2026, 1, 2)
    assert told.ask(query).rows() == [
        ("exchanged", "30", "two", day, "why two"),
        ("out", "10", "two", day, "why two"),
    ]


def test_real_records_have_nothing_withdrawn(real_store: Store) -> None:
    assert real_store.ask("from withdrawn_score").is_empty()
