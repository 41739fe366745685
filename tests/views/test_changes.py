"""What changed since a moment, on tiny cases: one number or record each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dokja.records.batches import Batch
from dokja.records.store import Store
from tests.views.tiny import tiny_store

FILES = None
LOG = "select model_id, change, old_text, new_text, batch_id from change_log(?) order by model_id, change"
RECORDS = "select table_name, record_key, change, batch_id from record_change(?) where table_name <> 'score'"


def moment(day: int) -> str:
    return f"2026-11-{day:02}T01:00:00.000000+00:00"


def batch(key: str, day: int, published: str = "2026-01-01", undoes: str | None = None) -> Batch:
    """A batch that was recorded on a day of November 2026 by whoever its key names."""
    kind = "undo" if undoes else "import"
    return Batch(key, kind, published, moment(day), f"by {key}", f"why {key}", "s", undoes)


def said(batch_id: str | None, text: str, *, action: str = "added", **more: Any) -> dict[str, Any]:
    row = {"model_id": "m", "benchmark_id": "b", "score_text": text, "reporter_id": "judge"}
    return {**row, "batch_id": batch_id, "action": action, **more}


def opened(folder: Path, recorded: Sequence[Batch], **stated: Sequence[Mapping[str, Any]]) -> Store:
    model, judge = {"model_id": "m", "team_id": "home"}, {"team_id": "judge", "role": "evaluator"}
    benchmark, source = {"benchmark_id": "b"}, {"source_id": "s"}
    return tiny_store(
        folder, recorded, stated, model=[model], team=[judge], benchmark=[benchmark], source=[source]
    )


def test_programme_models_stand_first_in_a_batch(tmp_path: Path) -> None:
    scores = [said("one", "1", model_id=key) for key in ("abroad", "zenith", "beyond")]
    store = tiny_store(
        tmp_path,
        [batch("one", 1)],
        {"score": scores},
        team_status=[{"team_id": "home"}],
        model=[
            {"model_id": "zenith", "team_id": "home"},
            *({"model_id": key, "team_id": "other"} for key in ("abroad", "beyond")),
        ],
        team=[{"team_id": key, "role": "evaluator"} for key in ("judge", "other")],
        benchmark=[{"benchmark_id": "b"}],
    )
    assert store.ask("from change_log('')")["model_id"].to_list() == ["zenith", "abroad", "beyond"]


def test_added_corrected_and_withdrawn_numbers(tmp_path: Path) -> None:
    recorded = [batch("one", 1), batch("two", 2)]
    scores = [
        said(FILES, "50", model_id="corrected"),
        said(FILES, "60", model_id="withdrawn"),
        said(FILES, "70", model_id="untouched"),
        said("one", "10", model_id="earlier"),
        said("two", "50", model_id="corrected", action="removed"),
        said("two", "55", model_id="corrected"),
        said("two", "60", model_id="withdrawn", action="removed"),
        said("two", "20", model_id="added"),
        said("two", "80", model_id="untouched", mode="reasoning"),
    ]
    store = opened(tmp_path, recorded, score=scores)
    assert store.ask(LOG, moment(1)).rows() == [
        ("added", "added", None, "20", "two"),
        ("corrected", "corrected", "50", "55", "two"),
        ("untouched", "added", None, "80", "two"),
        ("withdrawn", "withdrawn", "60", None, "two"),
    ]
    assert ("earlier", "added", None, "10", "one") in store.ask(LOG, "").rows()
    newest_first = store.ask("select batch_id from change_log('')")["batch_id"].to_list()
    assert newest_first == ["two", "two", "two", "two", "one"]
    assert store.ask(LOG, moment(2)).rows() == []
    taken_out = "select model_id, score_text, batch_id from withdrawn_score order by model_id"
    assert store.ask(taken_out).rows() == [("corrected", "50", "two"), ("withdrawn", "60", "two")]
    told = store.ask(
        "select recorded_by, recorded_on, reason from change_log(?) where model_id = 'added'", ""
    )
    assert told.rows() == [("by two", date(2026, 11, 2), "why two")]


def test_number_of_another_key_is_another_number(tmp_path: Path) -> None:
    keys = ("mode", "effort", "conditions", "quoted_by", "measured_on", "source_id", "reporter_id")
    scores = [said(FILES, "50", model_id=key) for key in keys]
    scores += [said("one", "50", model_id=key, action="removed") for key in keys]
    scores += [said("one", "55", model_id=key, **{key: "other"}) for key in keys]
    store = opened(tmp_path, [batch("one", 1)], score=scores)
    expected = [
        (key, *rest, "one")
        for key in sorted(keys)
        for rest in (("added", None, "55"), ("withdrawn", "50", None))
    ]
    assert store.ask(LOG, "").rows() == expected


def test_same_number_with_another_error_is_corrected(tmp_path: Path) -> None:
    scores = [
        said(FILES, "50", stderr="1"),
        said("one", "50", stderr="1", action="removed"),
        said("one", "50", stderr="2"),
    ]
    store = opened(tmp_path, [batch("one", 1)], score=scores)
    details = store.ask(
        "select change, old_text, new_text, old_detail.stderr, new_detail.stderr from change_log('')"
    )
    assert details.rows() == [("corrected", "50", "50", "1", "2")]


def test_numbers_of_one_key_are_paired_once(tmp_path: Path) -> None:
    """Two numbers make room for three: two corrections, one more number."""
    scores = [said(FILES, text) for text in ("50", "60")]
    scores += [said("one", text, action="removed") for text in ("50", "60")]
    scores += [said("one", text) for text in ("51", "61", "71")]
    store = opened(tmp_path, [batch("one", 1)], score=scores)
    found = store.ask("select change, old_text, new_text from change_log('') order by new_text").rows()
    assert found == [("corrected", "50", "51"), ("corrected", "60", "61"), ("added", None, "71")]


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("", []),
        (moment(1), [("m", "withdrawn", "10", None, "undo")]),
        (moment(2), []),
    ],
)
def test_import_that_was_undone(tmp_path: Path, since: str, expected: list[Any]) -> None:
    recorded = [batch("one", 1), batch("undo", 2, undoes="one")]
    store = opened(tmp_path, recorded, score=[said("one", "10")])
    assert store.ask(LOG, since).rows() == expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("", [("m", "added", None, "10", "redo")]),
        (moment(1), []),
        (moment(2), [("m", "added", None, "10", "redo")]),
        (moment(3), []),
    ],
)
def test_undo_that_was_undone(tmp_path: Path, since: str, expected: list[Any]) -> None:
    recorded = [batch("one", 1), batch("undo", 2, undoes="one"), batch("redo", 3, undoes="undo")]
    store = opened(tmp_path, recorded, score=[said("one", "10")])
    assert store.ask(LOG, since).rows() == expected


def test_withdrawal_that_was_undone_brings_the_number_of_the_files_back(tmp_path: Path) -> None:
    recorded = [batch("one", 1), batch("undo", 2, undoes="one")]
    scores = [said(FILES, "10"), said("one", "10", action="removed")]
    store = opened(tmp_path, recorded, score=scores)
    assert store.ask(LOG, moment(1)).rows() == [("m", "added", None, "10", "undo")]


def test_last_publication_counts_and_not_the_last_recording(tmp_path: Path) -> None:
    """What was published in March withdraws; what is recorded later but was published in February changes nothing."""
    recorded = [batch("march", 1, "2026-03-01"), batch("february", 2, "2026-02-01")]
    scores = [said(FILES, "10"), said("march", "10", action="removed"), said("february", "10")]
    store = opened(tmp_path, recorded, score=scores)
    assert store.ask(LOG, moment(1)).rows() == []
    assert store.ask(LOG, "").rows() == [("m", "withdrawn", "10", None, "march")]


def test_the_batch_named_is_the_one_that_made_the_difference(tmp_path: Path) -> None:
    """The first of two batches that state a number adds it; the second, though later in order, says it again."""
    recorded = [batch("first", 1), batch("second", 2, "2026-02-01")]
    store = opened(tmp_path, recorded, score=[said("first", "10"), said("second", "10")])
    assert store.ask(LOG, "").rows() == [("m", "added", None, "10", "first")]


def test_maker_of_a_withdrawn_model_is_still_known(tmp_path: Path) -> None:
    recorded = [batch("one", 1), batch("undo", 2, undoes="one")]
    model = {"batch_id": "one", "action": "added", "model_id": "new", "team_id": "maker-of-new"}
    store = opened(tmp_path, recorded, score=[said("one", "10", model_id="new")], model=[model])
    found = store.ask("select model_id, team_id, change from change_log(?)", moment(1)).rows()
    assert found == [("new", "maker-of-new", "withdrawn")]
    assert store.ask(RECORDS, moment(1)).rows() == [("model", "new", "withdrawn", "undo")]


def test_records_are_told_apart_by_the_key_of_their_table(tmp_path: Path) -> None:
    """A model has one key, an alias two, a mark what it is about."""
    recorded = [batch("one", 1)]
    model = {"model_id": "m", "team_id": "home"}
    alias = {"alias": "Em", "model_id": "m"}
    mark = {"criterion": "c", "value": "80"}
    stated: dict[str, list[dict[str, Any]]] = {
        "model": [
            {**model, "name_en": "Old", "batch_id": FILES, "action": "added"},
            {**model, "name_en": "New", "batch_id": "one", "action": "added"},
        ],
        "model_alias": [
            {**alias, "batch_id": FILES, "action": "added"},
            {**alias, "model_id": "n", "batch_id": "one", "action": "added"},
        ],
        "round_result": [
            {**mark, "batch_id": FILES, "action": "added"},
            {**mark, "batch_id": "one", "action": "removed"},
            {**mark, "value": "90", "batch_id": "one", "action": "added"},
        ],
    }
    store = opened(tmp_path, recorded, **stated)
    found = store.ask(RECORDS, "").rows()
    assert found == [
        ("model", "m", "corrected", "one"),
        ("model_alias", "Em · n", "added", "one"),
        ("round_result", "round-1 · c · score ·  · s", "corrected", "one"),
    ]
    names = store.ask(
        "select old_record ->> 'name_en', new_record ->> 'name_en' from record_change('') where table_name = 'model'"
    )
    assert names.rows() == [("Old", "New")]


def test_statement_span_has_a_row_for_each_time(tmp_path: Path) -> None:
    recorded = [batch("one", 1), batch("undo", 2, undoes="one"), batch("redo", 3, undoes="undo")]
    scores = [said(FILES, "50"), said("one", "10"), said(FILES, "70", model_id="untouched")]
    store = opened(tmp_path, recorded, score=scores)
    spans = store.ask(
        "select record ->> 'score_text', from_at, until_at from statement_span order by from_at"
    ).rows()
    assert spans == [("50", "", None), ("10", moment(1), moment(2)), ("10", moment(3), None)]


def test_known_versions_newest_first(tmp_path: Path) -> None:
    """Numbered in the order of recording, not of publication."""
    recorded = [
        batch("late", 1, "2026-09-01"),
        batch("early", 2, "2026-01-01"),
        batch("undo", 3, undoes="late"),
    ]
    scores = [
        said(FILES, "50"),
        said("late", "10"),
        said("late", "20", mode="reasoning"),
        said("early", "30"),
    ]
    model = {"batch_id": "early", "action": "added", "model_id": "m", "team_id": "home"}
    store = opened(tmp_path, recorded, score=scores, model=[model])
    found = store.ask(
        "select number, known_at, batch_id, n_numbers, n_records, holds_now, undoes_number from known_version"
    )
    assert (
        store.ask("select data_version from known_version where number = 0").item() == "2026-01-01-00000000"
    )
    assert found.rows() == [
        (3, moment(3), "undo", 0, 0, True, 1),
        (2, moment(2), "early", 1, 1, True, None),
        (1, moment(1), "late", 2, 0, False, None),
        (0, "", None, None, None, None, None),
    ]


def test_nothing_recorded_nothing_changed(tmp_path: Path) -> None:
    store = opened(tmp_path, [])
    assert store.ask(LOG, "").rows() == store.ask(RECORDS, "").rows() == []
    assert store.ask("select number from known_version").rows() == [(0,)]


def test_number_history_has_a_step_for_each_moment(tmp_path: Path) -> None:
    """Corrected by one batch, taken back and brought back; marks too; what only came has no history."""
    recorded = [batch("one", 1), batch("undo", 2, undoes="one")]
    mark = {"criterion": "c", "kind": "score", "team_id": "home"}
    marks: list[dict[str, Any]] = [
        {**mark, "value": "80", "batch_id": FILES, "action": "added"},
        {**mark, "value": "80", "batch_id": "one", "action": "removed"},
        {**mark, "value": "90", "batch_id": "one", "action": "added"},
    ]
    scores = [
        said(FILES, "50"),
        said("one", "50", action="removed"),
        said("one", "55"),
        said("one", "70", mode="reasoning"),
        said("one", "60", effort="high"),
        said("one", "61", effort="high"),
    ]
    store = opened(tmp_path, recorded, score=scores, round_result=marks)
    query = "select change, old_text, new_text, recorded_by, reason from number_history where {}"
    assert store.ask(query.format("mode is null and effort is null and table_name = 'score'")).rows() == [
        ("corrected", "55", "50", "by undo", "why undo"),
        ("corrected", "50", "55", "by one", "why one"),
    ]
    assert store.ask(query.format("table_name = 'round_result' and team_id = 'home'")).rows() == [
        ("corrected", "90", "80", "by undo", "why undo"),
        ("corrected", "80", "90", "by one", "why one"),
    ]
    assert sorted(row[:3] for row in store.ask(query.format("effort = 'high'")).rows()) == [
        ("added", None, "60"),
        ("added", None, "61"),
        ("withdrawn", "60", None),
        ("withdrawn", "61", None),
    ]


def test_number_that_only_came_has_no_history(tmp_path: Path) -> None:
    store = opened(
        tmp_path, [batch("one", 1)], score=[said(FILES, "50"), said("one", "55", mode="reasoning")]
    )
    assert store.ask("from number_history").rows() == []
    assert store.ask("from shown_history").rows() == []
    steps = store.ask("select number.mode, published.text, was_added, changed_at from number_event").rows()
    assert steps == [("reasoning", "55", True, moment(1))]


SHOWN = "select change, old_text, new_text, old_reporter_id, new_reporter_id, batch_id from shown_history"


def test_displayed_number_gives_way_to_a_more_independent_one(tmp_path: Path) -> None:
    """Own 50 is corrected to 52, gives way to the judge's 55, then stands again when that is taken back."""
    own = {"reporter_id": "home"}
    recorded = [batch("one", 1), batch("two", 2), batch("undo", 3, undoes="two")]
    scores = [
        said(FILES, "50", **own),
        said("one", "50", action="removed", **own),
        said("one", "52", **own),
        said("two", "55"),
    ]
    store = opened(tmp_path, recorded, score=scores)
    assert store.ask(SHOWN).rows() == [
        ("superseded", "55", "52", "judge", "home", "undo"),
        ("superseded", "52", "55", "home", "judge", "two"),
        ("corrected", "50", "52", "home", "home", "one"),
    ]
    history = store.ask("select reporter_id, change, old_text, new_text, batch_id from number_history")
    assert history.rows() == [
        ("home", "superseded", "55", "52", "undo"),
        ("home", "superseded", "52", "55", "two"),
        ("home", "corrected", "50", "52", "one"),
        ("judge", "withdrawn", "55", None, "undo"),
        ("judge", "superseded", "55", "52", "undo"),
        ("judge", "superseded", "52", "55", "two"),
        ("judge", "added", None, "55", "two"),
    ]


def test_displayed_number_that_is_withdrawn(tmp_path: Path) -> None:
    recorded = [batch("one", 1), batch("undo", 2, undoes="one")]
    store = opened(tmp_path, recorded, score=[said("one", "10"), said(FILES, "20", mode="reasoning")])
    assert store.ask(SHOWN).rows() == [
        ("withdrawn", "10", None, "judge", "judge", "undo"),
        ("added", None, "10", None, "judge", "one"),
    ]


def test_same_number_from_a_newer_source_supersedes_nothing(tmp_path: Path) -> None:
    source = [{"source_id": "s"}, {"source_id": "newer", "published_on": "2026-06-01"}]
    scores = [said(FILES, "50"), said("one", "50", source_id="newer")]
    told = {"score": scores}
    benchmark, model = {"benchmark_id": "b"}, {"model_id": "m", "team_id": "home"}
    store = tiny_store(tmp_path, [batch("one", 1)], told, source=source, benchmark=[benchmark], model=[model])
    assert store.ask(SHOWN).rows() == []


def test_newer_number_of_the_same_organisation_supersedes(tmp_path: Path) -> None:
    source = [{"source_id": "s"}, {"source_id": "newer", "published_on": "2026-06-01"}]
    scores = [said(FILES, "50"), said("one", "54", source_id="newer"), said("two", "53", source_id="unknown")]
    told = {"score": scores}
    benchmark, model = {"benchmark_id": "b"}, {"model_id": "m", "team_id": "home"}
    store = tiny_store(
        tmp_path,
        [batch("one", 1), batch("two", 2)],
        told,
        source=source,
        benchmark=[benchmark],
        model=[model],
    )
    assert store.ask(SHOWN).rows() == [("superseded", "50", "54", "judge", "judge", "one")]


def test_record_step_tells_each_state(tmp_path: Path) -> None:
    recorded = [batch("one", 1), batch("undo", 2, undoes="one")]
    model = {"model_id": "m", "team_id": "home", "action": "added"}
    stated: list[dict[str, Any]] = [
        {**model, "name_en": "Old", "batch_id": FILES},
        {**model, "name_en": "New", "batch_id": "one"},
    ]
    store = opened(tmp_path, recorded, model=stated, score=[said("one", "10")])
    found = store.ask(
        "select table_name, old_record ->> 'name_en', new_record ->> 'name_en', old_record is null, changed_at"
        " from record_event order by all"
    )
    assert found.rows() == [
        ("model", "New", "Old", False, moment(2)),
        ("model", "Old", "New", False, moment(1)),
        ("score", None, None, False, moment(2)),
        ("score", None, None, True, moment(1)),
    ]


def test_relation_and_order_of_display(tmp_path: Path) -> None:
    store = opened(tmp_path, [])
    relations = store.ask(
        "select relation_to('a', null, 'a', ['a', 'b']), relation_to('b', null, 'a', ['a', 'b']), relation_to('judge', null, 'a', ['a', 'b']), relation_to('judge', 'a', 'a', ['a', 'b']), relation_to('judge', 'b', 'a', ['a', 'b']), relation_to('judge', 'board', 'a', ['a', 'b']), relation_to('a', 'b', 'a', ['a', 'b'])"
    )
    assert relations.row(0) == ("own", "competitor", "independent", "own", "competitor", "independent", "own")
    order = store.ask(
        "select score_text from (values ('competitor', date '2026-03-01', 'c'), ('own', null, 'd'),"
        " ('own', date '2026-01-01', 'o'), ('own', date '2026-02-01', 'n'), ('independent', null, 'i'))"
        " as one(relation, publication_day, score_text)"
        " order by display_order(relation, publication_day, null, null, 's', null, score_text)"
    )
    assert order["score_text"].to_list() == ["i", "n", "o", "d", "c"]


def test_source_news_are_counted_for_the_teams_and_benchmarks_asked_about(tmp_path: Path) -> None:
    scores = [
        {"model_id": model, "benchmark_id": benchmark, "score_text": "1", "reporter_id": "judge", "source_id": source}
        for model, benchmark, source in (
            ("a1", "one", "early"), ("a2", "one", "early"), ("a1", "two", "early"), ("b1", "one", "late"),
            ("a1", "two", "undated"),
        )
    ]  # fmt: skip
    store = tiny_store(
        tmp_path,
        source=[
            {"source_id": "early", "published_on": "2026-02-01"},
            {"source_id": "late", "published_on": "2026-03"},
            {"source_id": "undated", "published_on": None},
        ],
        model=[{"model_id": key, "team_id": key[0]} for key in ("a1", "a2", "b1")],
        team=[{"team_id": "judge", "role": "evaluator"}],
        score=scores,
    )
    asked = "select source_id, n_scores, n_models from source_news(?, ?)"
    both = [("late", 1, 1), ("early", 3, 2)]
    assert store.ask(asked, [], []).rows() == [*both, ("press", 0, 0), ("s", 0, 0)]
    assert store.ask(asked, ["a"], []).rows() == [("early", 3, 2)]
    assert store.ask(asked, ["a", "b"], ["one"]).rows() == [("late", 1, 1), ("early", 2, 2)]
    assert store.ask(asked, ["nobody"], []).rows() == []
