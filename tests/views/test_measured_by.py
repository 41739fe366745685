"""Summaries split by who measured: only numbers of that relation count, and none takes another's place."""

from pathlib import Path
from typing import Any

import pytest

from dokja.records.store import Store
from tests.views.tiny import tiny_store

JUDGE = {"team_id": "judge", "role": "evaluator"}
ABROAD = {"team_id": "abroad", "role": "reference", "country": "US"}


def score(model: str, benchmark: str, text: str, reporter: str) -> dict[str, Any]:
    return {"model_id": model, "benchmark_id": benchmark, "score_text": text, "reporter_id": reporter}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """a of maker and b of rival, both measured by themselves and by a judge; c from abroad, measured by the judge."""
    return tiny_store(
        tmp_path_factory.mktemp("measured_by"),
        team=[JUDGE, ABROAD],
        benchmark=[{"benchmark_id": name, "category": "korean"} for name in ("b1", "b2", "b3")],
        model=[{"model_id": "b", "team_id": "rival"}, {"model_id": "c", "team_id": "abroad"}],
        score=[
            score("a", "b1", "50", "maker"),
            score("a", "b1", "40", "judge"),
            score("b", "b1", "45", "rival"),
            score("b", "b1", "44", "judge"),
            score("c", "b1", "60", "judge"),
            score("a", "b2", "30", "maker"),
            score("b", "b2", "20", "maker"),
            score("b", "b3", "10", "rival"),
            score("a", "b3", "12", "judge"),
        ],
    )


@pytest.mark.parametrize(
    ("measured_by", "expected"),
    [
        ("all", [("c", "60", 1), ("b", "44", 2), ("a", "40", 3)]),
        ("own", [("a", "50", 1), ("b", "45", 2)]),
        ("independent", [("c", "60", 1), ("b", "44", 2), ("a", "40", 3)]),
        ("competitor", []),
    ],
)
def test_leaderboard_of_one_kind(
    store: Store, measured_by: str, expected: list[tuple[str, str, int]]
) -> None:
    query = "select model_id, score_text, place from leaderboard where benchmark_id = 'b1' and measured_by = ? order by place"
    assert store.ask(query, measured_by).rows() == expected


def test_spread_of_one_kind_holds_no_other(store: Store) -> None:
    query = "select measured_by, lowest, highest, n_reporters from score_shown where model_id = 'a' and benchmark_id = 'b1' order by measured_by"
    rows = [
        (measured_by, int(low), int(high), count)
        for measured_by, low, high, count in store.ask(query).iter_rows()
    ]
    assert rows == [("all", 40, 50, 2), ("independent", 40, 40, 1), ("own", 50, 50, 1)]


def test_categories_by_kind(store: Store) -> None:
    query = "select measured_by, team_id, n_published, n_contested, n_highest from category_summary where team_id in ('maker', 'rival') order by all"
    assert store.ask(query).rows() == [
        ("all", "maker", 3, 3, 2),
        ("all", "rival", 3, 3, 1),
        ("competitor", "maker", 0, 0, 0),
        ("competitor", "rival", 1, 0, 0),
        ("independent", "maker", 2, 1, 0),
        ("independent", "rival", 1, 1, 1),
        ("own", "maker", 2, 1, 1),
        ("own", "rival", 2, 1, 0),
    ]


def test_pair_by_who_measured_both(store: Store) -> None:
    query = "select measured_by, n_benchmarks, n_either, left_mean, right_mean, mean_difference, n_ahead, n_behind from pair_split('a', 'b')"
    assert store.ask(query).rows() == [
        ("independent", 1, 3, 40.0, 44.0, -4.0, 0, 1),
        ("own", 1, 3, 50.0, 45.0, 5.0, 1, 0),
        ("left", 1, 3, 30.0, 20.0, 10.0, 1, 0),
        ("mixed", 1, 3, 12.0, 10.0, 2.0, 1, 0),
    ]
    swapped = store.ask("select measured_by, mean_difference from pair_split('b', 'a')").rows()
    assert {("right", -10.0), ("own", -5.0)} < set(swapped)


def test_a_tie_is_neither_ahead_nor_behind(tmp_path: Path) -> None:
    scores = [score(model, "b1", "50", "judge") for model in ("a", "b")]
    split = tiny_store(tmp_path, team=[JUDGE], score=scores).ask(
        "select n_ahead, n_behind, n_tied from pair_split('a', 'b')"
    )
    assert split.rows() == [(0, 0, 1)]


def test_no_split_of_models_with_nothing_in_common(tmp_path: Path) -> None:
    lone = tiny_store(tmp_path, score=[score("a", "b1", "1", "maker"), score("b", "b2", "2", "maker")])
    assert lone.ask("from pair_split('a', 'b')").is_empty()


def test_every_pair_of_numbers_is_a_candidate_and_independent_ones_come_first(store: Store) -> None:
    query = "select one.score_text, other.score_text from pair_candidate(['a'], ['b']) where benchmark_id = 'b1' order by place"
    rows = store.ask(query).rows()
    assert rows[0] == ("40", "44")
    assert sorted(rows) == [("40", "44"), ("40", "45"), ("50", "44"), ("50", "45")]
