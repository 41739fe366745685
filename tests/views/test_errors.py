"""Errors of shares and of their differences, against scipy and statsmodels and the numbers of Dokja's method."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats
from scipy.integrate import quad
from scipy.optimize import linprog
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_confint, proportions_ztest

from dokja.records.store import Store
from tests.views.tiny import VIEWS, tiny_store

SHARES = st.integers(1, 99).map(lambda percent: percent / 100)
ITEMS = st.sampled_from([30, 100, 198, 541, 2822, 12032])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return tiny_store(tmp_path_factory.mktemp("errors"), views=VIEWS)


def one(store: Store, expression: str, *parameters: Any) -> Any:
    return store.ask(f"select {expression} as answer", *parameters)["answer"][0]


@given(st.floats(0, 36))
def test_normal_tail_is_scipys(store: Store, z: float) -> None:
    assert one(store, "normal_tail(?::double)", z) == pytest.approx(stats.norm.sf(z), rel=1e-8)
    assert one(store, "two_sided_p(-?::double)", z) == pytest.approx(2 * stats.norm.sf(z), rel=1e-8)


@given(st.floats(-8, 8))
def test_normal_cdf_is_scipys(store: Store, x: float) -> None:
    assert one(store, "normal_cdf(?::double)", x) == pytest.approx(stats.norm.cdf(x), rel=1e-9)


@given(st.integers(0, 500), st.integers(1, 500))
def test_wilson_is_statsmodels(store: Store, solved: int, more: int) -> None:
    n = solved + more
    found = one(store, "wilson(?::double, ?::double)", solved / n, n)
    low, high = proportion_confint(solved, n, method="wilson")
    assert (found["low"], found["high"]) == (pytest.approx(low, abs=1e-12), pytest.approx(high, abs=1e-12))


def test_wilson_of_a_perfect_score_is_no_point(store: Store) -> None:
    found = one(store, "wilson(1.0::double, 30)")
    assert (round(100 * found["low"], 1), round(found["high"], 12)) == (88.6, 1)


@given(SHARES, SHARES, ITEMS)
def test_limits_of_the_error_are_those_of_a_linear_programme(
    store: Store, p: float, q: float, n: int
) -> None:
    """The share of items on which only one of two is right is as small or large as the margins allow."""
    found = one(store, "difference_error(?::double, ?::double, ?::double)", p, q, n)
    margins = [[1, 1, 0, 0], [1, 0, 1, 0], [1, 1, 1, 1]]
    for name, sign in (("best", 1), ("worst", -1)):
        apart = linprog([0, sign, sign, 0], A_eq=margins, b_eq=[p, q, 1]).fun * sign
        assert found[name] == pytest.approx(((apart - (p - q) ** 2) / n) ** 0.5, abs=1e-7)
    assert found["independent"] == pytest.approx(((p * (1 - p) + q * (1 - q)) / n) ** 0.5)


PUBLISHED = [
    (30, 11.75, 23.0, 0.19, 0.23, 0.91, 32.9),
    (100, 6.43, 12.6, 0.35, 0.41, 1.65, 18.0),
    (198, 4.57, 9.0, 0.49, 0.58, 2.33, 12.8),
    (541, 2.77, 5.4, 0.81, 0.96, 3.84, 7.7),
    (1000, 2.03, 4.0, 1.10, 1.31, 5.23, 5.7),
    (2822, 1.21, 2.4, 1.85, 2.20, 8.78, 3.4),
    (12032, 0.59, 1.1, 3.81, 4.54, 18.13, 1.6),
]


@pytest.mark.parametrize(("n", "error", "half", "worst", "independent", "best", "smallest"), PUBLISHED)
def test_72_03_against_69_37(
    store: Store,
    n: int,
    error: float,
    half: float,
    worst: float,
    independent: float,
    best: float,
    smallest: float,
) -> None:
    found = one(store, "difference_error(0.7203::double, 0.6937::double, ?::double)", n)
    assert round(100 * found["independent"], 2) == error
    assert 196 * found["independent"] == pytest.approx(half, abs=0.06)
    assert [round(0.0266 / found[name], 2) for name in ("worst", "independent", "best")] == [
        worst,
        independent,
        best,
    ]
    assert 280.1585 * found["independent"] == pytest.approx(smallest, abs=0.06)


def test_quantiles_are_scipys(store: Store) -> None:
    assert one(store, "z_95()") == pytest.approx(stats.norm.ppf(0.975), rel=1e-15)
    assert one(store, "z_80()") == pytest.approx(stats.norm.ppf(0.8), rel=1e-15)


@given(SHARES, ITEMS)
def test_smallest_difference_has_a_power_of_four_fifths(store: Store, share: float, n: int) -> None:
    difference = one(store, "smallest_difference(?::double, ?::double)", share, n)
    effect = difference / (share * (1 - share)) ** 0.5
    assert NormalIndPower().power(effect, n, 0.05) == pytest.approx(0.8, abs=1e-3)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 100))
def test_independent_test_is_the_pooled_one_less_a_step(
    store: Store, one_solved: int, other: int, more: int
) -> None:
    n = max(one_solved, other) + more + 1
    found = one(store, "difference_test(?::double, ?::double, ?::double)", one_solved / n, other / n, n)
    if one_solved == other:
        assert found == {"independent": 0, "worst": 0}
        return
    z, _ = proportions_ztest([one_solved, other], [n, n])
    apart = abs(one_solved - other)
    assert found["independent"] == pytest.approx(abs(z) * (apart - 1) / apart, rel=1e-6)
    discordant = min(one_solved + other, 2 * n - one_solved - other)
    assert found["worst"] == pytest.approx((apart - 1) / discordant**0.5, rel=1e-6)


@settings(max_examples=50)
@given(st.integers(0, 60), st.integers(0, 60))
def test_sign_test_is_scipys(store: Store, ahead: int, behind: int) -> None:
    expected = stats.binomtest(ahead, ahead + behind).pvalue if ahead + behind else 1
    assert one(store, "sign_test(?, ?)", ahead, ahead + behind) == pytest.approx(expected)


def test_eleven_of_thirteen_are_needed(store: Store) -> None:
    assert [round(one(store, "sign_test(?, 13)", wins), 3) for wins in (10, 11)] == [0.092, 0.022]


def test_bonferroni_multiplies_and_ends_at_one(store: Store) -> None:
    answer = store.ask("select bonferroni(0.01, 9), bonferroni(0.5, 9), bonferroni(null, 9)")
    assert [None if p is None else float(p) for p in answer.row(0)] == [0.09, 1, None]


@given(st.floats(-30, 30), st.integers(1, 120))
def test_paired_t_is_scipys(store: Store, t: float, freedom: int) -> None:
    """By the incomplete beta function: scipy's own t distribution is off by 6e-10 at t = 3e-8 and one degree."""
    expected = special.betaincc(0.5, freedom / 2, t * t / (freedom + t * t))
    assert one(store, "paired_t(?::double, ?)", t, freedom) == pytest.approx(expected, abs=1e-10)


def test_spread_of_13_differences_that_leaves_2_66_points_in_doubt(store: Store) -> None:
    def p(spread: float) -> float:
        return float(one(store, "paired_t(2.66 * sqrt(13) / ?::double, 12)", spread))

    assert p(4.40) < 0.05 < p(4.41)
    assert p(2.66 * 13**0.5 / 2.179) == pytest.approx(0.05, abs=1e-4)


@pytest.mark.parametrize(("pairs", "z"), [(10, 2.81), (130, 3.55)])
def test_bonferroni_of_ten_pairs_and_of_those_on_13_benchmarks(store: Store, pairs: int, z: float) -> None:
    p = [one(store, "bonferroni(two_sided_p(?::double), ?)", z + step, pairs) for step in (-0.01, 0.01)]
    assert p[0] > 0.05 > p[1]


@pytest.mark.parametrize(("entries", "lead"), [(5, 1.16), (10, 1.54), (27, 2.00)])
def test_best_of_equal_entries(store: Store, entries: int, lead: float) -> None:
    found = one(store, "expected_best(?)", entries)
    assert round(found, 2) == lead
    exact, _ = quad(lambda x: entries * x * stats.norm.pdf(x) * stats.norm.cdf(x) ** (entries - 1), -12, 12)
    assert found == pytest.approx(exact, abs=1e-8)
