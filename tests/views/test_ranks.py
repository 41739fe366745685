"""Rank sets and the order of two models, against independent computations."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from dokja.records.store import Store
from tests.views.tiny import tiny_store

JUDGE = {"team_id": "judge", "role": "evaluator", "country": "US"}
ITEMS = 500
TABLE = {"a": "91.0", "b": "89.0", "c": "84.2", "d": "84.2", "e": "70.0", "f": "55.5", "g": "100.0"}


def score(model: str, text: str, benchmark: str = "b", **more: Any) -> dict[str, Any]:
    return {"model_id": model, "benchmark_id": benchmark, "score_text": text, "reporter_id": "judge", **more}


@pytest.fixture(scope="module")
def ranked(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return tiny_store(
        tmp_path_factory.mktemp("ranks"),
        team=[JUDGE],
        benchmark=[{"benchmark_id": "b", "n_items": ITEMS}],
        score=[score(model, text) for model, text in TABLE.items()],
    )


def test_critical_value_is_the_studentised_range(ranked: Store) -> None:
    n, z = ranked.ask("from simultaneous_z").row(0)
    assert z == pytest.approx(stats.studentized_range.ppf(0.95, n, np.inf) / 2**0.5, abs=1e-6)
    probability = ranked.ask("select range_probability(3.0, 5) as p")["p"][0]
    assert probability == pytest.approx(stats.studentized_range.cdf(3, 5, np.inf), abs=1e-9)


def by_enumeration(z: float) -> dict[str, tuple[int, int]]:
    """Rank sets by the definition, with the half-width of statsmodels' Wilson interval as error."""
    values = {model: float(text) / 100 for model, text in TABLE.items()}
    errors = {}
    for model, value in values.items():
        low, high = proportion_confint(round(value * ITEMS, 6), ITEMS, method="wilson")
        errors[model] = (high - low) / 2 / stats.norm.ppf(0.975)
    found = {}
    for model in values:
        apart = {
            other: (values[other] - values[model]) / (errors[model] ** 2 + errors[other] ** 2) ** 0.5
            for other in values
            if other != model
        }
        found[model] = (
            1 + sum(gap > z for gap in apart.values()),
            len(values) - sum(gap < -z for gap in apart.values()),
        )
    return found


def test_rank_sets_are_those_of_the_definition(ranked: Store) -> None:
    z = ranked.ask("from simultaneous_z")["z"][0]
    rows = ranked.ask("select model_id, best_rank, worst_rank from rank_set").rows()
    assert {model: (best, worst) for model, best, worst in rows} == by_enumeration(z)


def test_rank_sets_cover_those_of_random_draws(ranked: Store) -> None:
    """The critical value of 200,000 draws with the entries' own errors is at most ours, and little less."""
    errors = ranked.ask("select error from rank_set")["error"].to_numpy()
    drawn = np.random.default_rng(1).standard_normal((200_000, len(errors))) * errors
    widest = np.zeros(len(drawn))
    for i, j in combinations(range(len(errors)), 2):
        widest = np.maximum(widest, abs(drawn[:, i] - drawn[:, j]) / (errors[i] ** 2 + errors[j] ** 2) ** 0.5)
    z = ranked.ask("from simultaneous_z")["z"][0]
    assert 0.95 * z <= np.quantile(widest, 0.95) <= 1.005 * z


def test_equal_numbers_have_equal_rank_sets(ranked: Store) -> None:
    rows = ranked.ask(
        "select comparable_rank, best_rank, worst_rank from rank_set where model_id in ('c', 'd')"
    ).rows()
    assert len(set(rows)) == 1


def test_no_rank_set_without_items(tmp_path: Path) -> None:
    store = tiny_store(tmp_path, team=[JUDGE], score=[score("a", "50"), score("b", "60")])
    assert store.ask("from rank_set").is_empty()


@pytest.fixture(scope="module")
def ordered(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """a and b with a field of c and d on b1 (chance 20) and b2; b3 of a alone; z is no named reference model."""
    values = {
        "b1": {"a": "60", "b": "50", "c": "10", "d": "70"},
        "b2": {"a": "40", "b": "44", "c": "42", "d": "41"},
        "b3": {"a": "30", "c": "20"},
    }
    outside = [score("z", text, benchmark) for benchmark, text in (("b1", "55"), ("b2", "43"), ("b3", "10"))]
    return tiny_store(
        tmp_path_factory.mktemp("order"),
        team=[JUDGE],
        reference_model=[{"model_id": model} for model in "abcd"],
        benchmark=[
            {"benchmark_id": "b1", "chance_level": 20, "scale_min": 0, "scale_max": 100, "category": "math"},
            {"benchmark_id": "b2", "category": "coding"},
            {"benchmark_id": "b3", "category": "coding"},
        ],
        score=[
            *outside,
            *(
                score(model, text, benchmark)
                for benchmark, row in values.items()
                for model, text in row.items()
            ),
        ],
    )


def steps(store: Store, method: str) -> dict[str, float]:
    rows = store.ask(
        "select benchmark_id, step from method_contribution(['a'], ['b']) where method = ?", method
    )
    return dict(rows.iter_rows())


def test_field_has_one_number_a_model(ordered: Store) -> None:
    assert ordered.ask("from field_score where is_in_field").height == 10
    assert ordered.ask("from field_score where not is_in_field")["model_id"].unique().to_list() == ["z"]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("mean", {"b1": 10, "b2": -4}),
        ("normalised", {"b1": 10 / 80}),
        ("z_score", {"b1": 10 / np.std([60, 50, 10, 70]), "b2": -4 / np.std([40, 44, 42, 41])}),
        ("win_rate", {"b1": (2 - 1) / 3, "b2": (0 - 3) / 3}),
        ("borda", {"b1": 1, "b2": -3, "b3": 2}),
        ("mean_rank", {"b1": 1, "b2": -3}),
    ],
)
def test_steps_of_each_method(ordered: Store, method: str, expected: dict[str, float]) -> None:
    """b1: a second of four, b third; b2: a fourth, b first; b3 is a's alone: one model below it and itself."""
    assert steps(ordered, method) == pytest.approx(expected)


def test_every_benchmark_is_left_out_once(ordered: Store) -> None:
    """Mean: 10 − 4 = 6, without b1 −4, without b2 10."""
    rows = ordered.ask(
        "select left_out, lead, ahead from order_variant(['a'], ['b']) where method = 'mean'"
    ).rows()
    assert set(rows) == {(None, 6, 1), ("b1", -4, -1), ("b2", 10, 1)}


def test_share_counts_all_variants_of_methods_that_count_nothing_missing(ordered: Store) -> None:
    """mean +, −, +; normalised +; z −?; win rate −, −, +; mean rank −, −, +. Borda, which counts b3, stands apart."""
    counts: dict[float, int] = {}
    for method in ("mean", "normalised", "z_score", "win_rate", "mean_rank"):
        parts = list(steps(ordered, method).values())
        leads = [sum(parts), *([sum(parts) - part for part in parts] if len(parts) > 1 else [])]
        for lead in leads:
            counts[np.sign(round(lead, 9))] = counts.get(np.sign(round(lead, 9)), 0) + 1
    row = ordered.ask("from order_share(['a'], ['b'])").row(0, named=True)
    assert (row["n_ahead"], row["n_tied"], row["n_behind"]) == (counts[1], counts.get(0, 0), counts[-1])
    assert row["n_variants"] == sum(counts.values())


def test_numbers_that_only_one_of_two_has_change_no_share(tmp_path: Path) -> None:
    """Ahead on the one shared benchmark, b has nine more: Borda alone would turn the order."""

    def share(folder: Path, alone: int) -> tuple[int, int]:
        folder.mkdir()
        scores = [score("a", "60", "b0"), score("b", "50", "b0")]
        scores += [score("b", "50", f"alone{count}") for count in range(alone)]
        store = tiny_store(folder, team=[JUDGE], score=scores)
        asked = "select n_ahead, n_behind from order_share(['a'], ['b'])"
        ahead, behind = store.ask(asked).row(0)
        borda = store.ask(
            "select ahead from order_variant(['a'], ['b']) where method = 'borda' and left_out is null"
        )
        assert borda.item() == (1 if alone == 0 else -1)
        return ahead, behind

    assert share(tmp_path / "few", 0) == share(tmp_path / "many", 9) == (4, 0)


def test_weights_of_the_reader(ordered: Store) -> None:
    """Math once, coding three times: 10 − 12 = −2."""
    rows = ordered.ask(
        "select lead, ahead, n_benchmarks from order_weighted('a', 'b', ['math', 'coding'], [1, 3]) where method = 'mean'"
    ).rows()
    assert rows == [(-2, -1, 2)]


def test_turned_pair_has_the_opposite_order(ordered: Store) -> None:
    one = ordered.ask("from order_share(['a'], ['b'])").row(0, named=True)
    other = ordered.ask("from order_share(['b'], ['a'])").row(0, named=True)
    assert (one["n_ahead"], one["n_tied"], one["n_behind"]) == (
        other["n_behind"],
        other["n_tied"],
        other["n_ahead"],
    )


def test_mean_that_does_not_survive_is_not_established(ordered: Store) -> None:
    row = ordered.ask("from pair_mean(['a'], ['b']) as m").row(0, named=True)
    assert (row["level"], row["reasons"]) == (3, ["items"])
