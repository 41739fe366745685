"""What the newest models scored, who measured on a benchmark, how much is independent, and what a search finds."""

from datetime import date
from typing import Any

import pytest

from dokja.records.store import Store
from tests.views.tiny import tiny_store


def score(model: str, benchmark: str, text: str, reporter: str, source: str = "s") -> dict[str, Any]:
    return {
        "model_id": model,
        "benchmark_id": benchmark,
        "score_text": text,
        "reporter_id": reporter,
        "source_id": source,
    }


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Newest models a (maker), b (rival) and g (gone, eliminated); a0 is maker's first one, c a model from abroad."""
    newer = date(2026, 6, 1)
    return tiny_store(
        tmp_path_factory.mktemp("newest"),
        source=[{"source_id": "later", "published_on": "2026-07-01"}],
        team=[
            {"team_id": "maker", "name_ko": "만든이", "name_en": "Maker"},
            {"team_id": "judge", "role": "evaluator"},
            {"team_id": "abroad", "role": "reference", "country": "US"},
        ],
        team_status=[
            *({"team_id": team_id} for team_id in ("maker", "rival", "gone")),
            {"team_id": "gone", "on_date": date(2026, 1, 15), "round": "round-1", "status": "left"},
        ],
        benchmark=[
            {"benchmark_id": "k1", "category": "korean", "name_en": "K-Test Pro"},
            {"benchmark_id": "k2", "category": "korean", "higher_is_better": False},
            {"benchmark_id": "m1", "category": "math"},
        ],
        model=[
            {"model_id": "a0", "team_id": "maker", "released_on": date(2026, 1, 1)},
            {"model_id": "a", "team_id": "maker", "released_on": newer, "name_ko": "가나다 2"},
            {"model_id": "b", "team_id": "rival", "released_on": newer},
            {"model_id": "g", "team_id": "gone", "released_on": newer},
            {"model_id": "c", "team_id": "abroad", "released_on": newer},
        ],
        model_alias=[{"alias": "GND-2", "model_id": "a"}],
        claim=[
            {"claim_id": "boast", "value_text": "1", "text_ko": "가나다가 최고", "text_en": "GaNaDa is best"}
        ],
        score=[
            score("a0", "k1", "99", "maker"),
            score("a", "k1", "50", "maker"),
            score("b", "k1", "60", "rival", "later"),
            score("g", "k1", "70", "gone"),
            score("c", "k1", "80", "judge"),
            score("a", "k2", "5", "maker"),
            score("b", "k2", "9", "rival"),
            score("a", "m1", "30", "maker"),
            score("a", "m1", "31", "judge"),
        ],
    )


def test_newest_models_by_benchmark(store: Store) -> None:
    """On k1 g is highest, but eliminated: of those that remain, b. On k2 less is better. a0 and c do not count."""
    query = "select benchmark_id, model_id, score_text, n_models, n_in, is_highest, is_highest_in from newest_score where measured_by = 'all' order by all"
    assert store.ask(query).rows() == [
        ("k1", "a", "50", 3, 2, False, False),
        ("k1", "b", "60", 3, 2, False, True),
        ("k1", "g", "70", 3, 2, True, False),
        ("k2", "a", "5", 2, 2, True, True),
        ("k2", "b", "9", 2, 2, False, False),
        ("m1", "a", "31", 1, 1, True, True),
    ]


def test_newest_models_by_own_measurement(store: Store) -> None:
    query = "select model_id, score_text from newest_score where measured_by = 'own' and benchmark_id = 'm1'"
    assert store.ask(query).rows() == [("a", "30")]


def test_best_of_both_sides(store: Store) -> None:
    """a0's 99 is the best Korean number, although a newer model exists; on k2 nobody from abroad has one."""
    query = "select benchmark_id, side, model_id, score_text from benchmark_best where measured_by = 'all' order by all"
    assert store.ask(query).rows() == [
        ("k1", "foreign", "c", "80"),
        ("k1", "korean", "a0", "99"),
        ("k2", "korean", "a", "5"),
        ("m1", "korean", "a", "31"),
    ]


def test_who_measured_on_a_benchmark(store: Store) -> None:
    query = "select reporter_id, relation, n_scores, n_models, newest_on::varchar, source_ids from benchmark_reporter where benchmark_id = 'k1' order by all"
    assert store.ask(query).rows() == [
        ("gone", "own", 1, 1, "2026-01-01", ["s"]),
        ("judge", "independent", 1, 1, "2026-01-01", ["s"]),
        ("maker", "own", 2, 2, "2026-01-01", ["s"]),
        ("rival", "own", 1, 1, "2026-07-01", ["later"]),
    ]


def test_share_that_somebody_independent_measured(store: Store) -> None:
    """Seven pairs of a programme model and a benchmark, c not among them; only a on m1 was measured by the judge."""
    assert store.ask("from independent_share").rows() == [(7, 1, 6, 0)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("가나다2", [("model", "a", True)]),
        ("gnd 2", [("model", "a", True)]),
        ("ganada", [("claim", "boast", False)]),
        ("k-test", [("benchmark", "k1", False)]),
        ("MAKER", [("team", "maker", True)]),
        ("  ", []),
        ("100%", []),
        ("'; drop table model; --", []),
    ],
)
def test_search(store: Store, typed: str, expected: list[tuple[str, str, bool]]) -> None:
    """A whole name comes first; blanks and hyphens do not matter; nothing typed finds nothing."""
    found = store.ask("from search_result(?)", typed)
    assert found.select("kind", "key", "is_whole").rows() == expected


def test_search_finds_every_record_by_its_own_names(real_store: Store) -> None:
    """A model's, benchmark's and team's names lead to it, in whichever language; every tenth is tried."""
    for kind in ("model", "benchmark", "team"):
        for row in real_store.ask(f"from {kind} order by {kind}_id").gather_every(10).iter_rows(named=True):
            for name in filter(None, (row["name_ko"], row["name_en"])):
                found = real_store.ask("from search_result(?) where kind = ?", name, kind)["key"]
                assert row[f"{kind}_id"] in found.to_list(), name
