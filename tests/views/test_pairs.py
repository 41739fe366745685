"""Pairs of models: which numbers are compared, what may be said, and how often equal models would be told apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy import stats

from dokja.records.store import Store
from tests.views.tiny import tiny_store

JUDGE = {"team_id": "judge", "role": "evaluator", "country": "US"}
OTHER_JUDGE = {"team_id": "second-judge", "role": "evaluator", "country": "US"}
WHOLE: dict[str, Any] = {"mode": "reasoning", "effort": "high", "conditions": "tools=none"}
MODELS = [{"model_id": "a", "team_id": "team-a"}, {"model_id": "b", "team_id": "team-b"}]


def score(model: str, text: str, reporter: str = "judge", **more: Any) -> dict[str, Any]:
    return {"model_id": model, "benchmark_id": "b", "score_text": text, "reporter_id": reporter, **more}


def compared(folder: Path, scores: list[dict[str, Any]], **benchmark: Any) -> dict[str, Any]:
    store = tiny_store(
        folder,
        team=[JUDGE, OTHER_JUDGE],
        model=MODELS,
        team_status=[{"team_id": "team-a"}, {"team_id": "team-b"}],
        benchmark=[{"benchmark_id": "b", **benchmark}],
        source=[{"source_id": "t", "published_on": "2026-02-01"}],
        score=scores,
    )
    return store.ask("from pairwise(['a'], ['b']) as pairwise").row(0, named=True)


@pytest.mark.parametrize(
    ("one", "other", "items", "level", "reasons"),
    [
        ("60.0", "60.3", 1000, 2, ["within_best"]),
        ("60.0", "62.5", 1000, 3, ["within_independent"]),
        ("60.0", "64.5", 1000, 4, ["within_worst"]),
        ("60.0", "70.0", 1000, 5, ["beyond_worst"]),
        ("60.0", "62.5", 100000, 4, ["margin"]),
        ("60.0", "70.0", None, 3, ["items"]),
        ("60.0", "63.0", 30, 2, ["within_best"]),
    ],
)
def test_ladder(
    tmp_path: Path, one: str, other: str, items: int | None, level: int, reasons: list[str]
) -> None:
    """1000 items, 60 % and 70 %: difference 10, errors 0.95 to 2.55; worst case (10 − 0.1) ÷ 2.65 = 3.7."""
    row = compared(tmp_path, [score("a", one), score("b", other)], n_items=items)
    assert (row["level"], row["reasons"]) == (level, reasons)


@pytest.mark.parametrize(
    ("scores", "level", "reasons", "differs"),
    [
        ([score("a", "60", mode="reasoning"), score("b", "70", mode="non-reasoning")], 0, ["differs"], ["mode"]),
        ([score("a", "60", effort="high"), score("b", "70", effort="low")], 0, ["differs"], ["effort"]),
        ([score("a", "60", conditions="tools=yes"), score("b", "70", conditions="tools=none")], 0, ["differs"], ["conditions"]),
        ([score("a", "60", effort="high"), score("b", "70")], 5, ["beyond_worst"], []),
        ([score("a", "60", effort="high"), score("b", "70", source_id="t")], 3, ["conditions"], []),
        ([score("a", "60"), score("b", "70", source_id="t")], 3, ["conditions"], []),
        ([score("a", "60", conditions="shots=5"), score("b", "70", conditions="shots=5", source_id="t")], 3, ["conditions"], []),
        ([score("a", "60", **WHOLE), score("b", "70", source_id="t", **WHOLE)], 5, ["beyond_worst"], []),
        ([score("a", "60", **{**WHOLE, "effort": None}), score("b", "70", source_id="t", **{**WHOLE, "effort": None})], 3, ["conditions"], []),
        ([score("a", "60", "team-a"), score("b", "70", "team-a")], 4, ["own_figures"], []),
    ],
)  # fmt: skip
def test_caps_say_their_own_reason(
    tmp_path: Path, scores: list[dict[str, Any]], level: int, reasons: list[str], differs: list[str]
) -> None:
    row = compared(tmp_path, scores, n_items=1000)
    assert (row["level"], row["reasons"], row["differs"]) == (level, reasons, differs)


def test_one_table_is_preferred_to_two_makers(tmp_path: Path) -> None:
    scores = [
        score("a", "90", "team-a", source_id="t"), score("b", "50", "team-b", source_id="t"),
        score("a", "60"), score("b", "70"),
    ]  # fmt: skip
    row = compared(tmp_path, scores, n_items=1000)
    assert (row["left_text"], row["right_text"], row["one_table"]) == ("60", "70", True)
    assert (row["n_candidates"], row["n_ahead"]) == (4, 3)


def test_lower_is_better_turns_the_sign(tmp_path: Path) -> None:
    row = compared(tmp_path, [score("a", "10"), score("b", "30")], n_items=1000, higher_is_better=False)
    assert float(row["difference"]) == 20


def test_published_errors_are_used_where_items_are_not_known(tmp_path: Path) -> None:
    scores = [
        score("a", "1300", unit="elo_points", stderr=6),
        score("b", "1340", unit="elo_points", stderr=8),
    ]
    row = compared(tmp_path, scores, unit="elo_points", is_proportion=False)
    assert [row[f"error_{name}"] for name in ("best", "independent", "worst")] == [2, 10, 14]
    assert (row["level"], row["error_basis"]) == (5, "published")


@pytest.mark.parametrize(("one", "other", "expected"), [("60.0", "60.4", True), ("60.0", "62.5", False)])
def test_equivalence_needs_both_one_sided_tests(tmp_path: Path, one: str, other: str, expected: bool) -> None:
    row = compared(tmp_path, [score("a", one), score("b", other)], n_items=10000)
    assert row["is_equivalent"] is expected
    difference, error = float(row["difference"]), row["error_worst"]
    both = max(stats.norm.sf((difference + 3) / error), stats.norm.cdf((difference - 3) / error))
    assert row["p_equivalent"] == pytest.approx(both)


def test_no_items_is_no_equivalence(tmp_path: Path) -> None:
    assert compared(tmp_path, [score("a", "60"), score("b", "60")])["is_equivalent"] is False


@pytest.mark.parametrize("basis", ["unverified", None])
def test_items_that_no_source_confirms_tell_nothing_apart(tmp_path: Path, basis: str | None) -> None:
    """Unless the number itself comes with its items."""
    row = compared(tmp_path, [score("a", "20"), score("b", "90")], n_items=1000, n_items_basis=basis)
    assert (row["level"], row["reasons"], row["n_items"]) == (3, ["items"], None)


def test_a_number_with_its_own_items_needs_no_other_basis(tmp_path: Path) -> None:
    numbers = [{**score(model, text), "n_items": 1000} for model, text in (("a", "20"), ("b", "90"))]
    row = compared(tmp_path, numbers, n_items=50, n_items_basis="unverified")
    assert (row["level"], row["n_items"]) == (5, 1000)


@pytest.mark.parametrize(
    ("copy", "level", "reasons"),
    [
        ({"score_text": "70.1"}, 4, ["within_worst", "own_figures", "quotation"]),
        ({"score_text": "70.2"}, 5, ["beyond_worst"]),
        ({"score_text": "70.1", "mode": "reasoning"}, 5, ["beyond_worst"]),
        ({"score_text": "70.1", "reporter_id": "judge", "quoted_by": "press"}, 5, ["beyond_worst"]),
    ],
)
def test_a_number_that_may_be_a_quotation_is_no_second_witness(
    tmp_path: Path, copy: dict[str, Any], level: int, reasons: list[str]
) -> None:
    numbers = [score("a", "60.3"), score("b", "70.1"), {**score("b", "70.1", "team-b"), **copy}]
    row = compared(tmp_path, numbers, n_items=1000)
    assert (row["level"], [reason for reason in row["reasons"] if reason != "within_worst"]) == (
        level,
        [reason for reason in reasons if reason != "within_worst"],
    )


def test_where_published_numbers_point_both_ways_both_are_told(tmp_path: Path) -> None:
    """With reasoning a is far ahead, without it b: neither is ahead on this benchmark. The highest would be 90 and 80."""
    reasoning, plain = {"mode": "reasoning"}, {"mode": "non-reasoning"}
    numbers = [
        *({**score("a", text), **mode} for text, mode in (("90", reasoning), ("40", plain))),
        *({**score("b", text), **mode} for text, mode in (("60", reasoning), ("80", plain))),
    ]
    row = compared(tmp_path, numbers, n_items=1000)
    assert (row["left_text"], row["right_text"], row["level"], row["reasons"]) == (
        "90",
        "60",
        3,
        ["other_figure"],
    )
    other = row["opposite"]
    assert (other["left_text"], other["right_text"], other["mode"]) == ("40", "80", "non-reasoning")


def test_a_tie_points_in_no_direction(tmp_path: Path) -> None:
    numbers = [score("a", "70"), score("b", "60"), score("b", "70", "second-judge")]
    assert compared(tmp_path, numbers, n_items=1000)["opposite"] is None


def test_chance_gives_equal_numbers_on_few_items(tmp_path: Path) -> None:
    numbers = [score("a", "3.3"), score("b", "96.7"), score("b", "96.7", "team-b")]
    assert compared(tmp_path, numbers, n_items=30)["level"] == 5


def test_a_number_in_a_makers_print_is_not_independent(tmp_path: Path) -> None:
    numbers = [score("a", "60.3"), {**score("b", "70.1"), "quoted_by": "team-b"}]
    row = compared(tmp_path, numbers, n_items=1000)
    assert (row["level"], row["reasons"], row["right_relation"]) == (4, ["own_figures"], "own")


def field(folder: Path, texts: dict[str, str], reference: tuple[str, ...] = (), **more: list[Any]) -> Store:
    models = [{"model_id": model, "team_id": f"team-{model}"} for model in texts]
    return tiny_store(
        folder,
        team=[
            JUDGE,
            *({"team_id": f"team-{model}", "role": "reference", "country": "US"} for model in reference),
            *more.get("team", []),
        ],
        model=[*models, *more.get("model", [])],
        team_status=[{"team_id": f"team-{model}"} for model in texts if model not in reference],
        reference_model=[{"model_id": model} for model in reference],
        benchmark=[{"benchmark_id": "b", "n_items": 1000}],
        score=[*(score(model, text) for model, text in texts.items()), *more.get("score", [])],
    )


def test_families_are_current_models_and_those_with_listed_references(tmp_path: Path) -> None:
    store = field(tmp_path, {"a": "60.1", "b": "66.0", "c": "71.3", "x": "64.2", "y": "80.5"}, ("x", "y"))
    family = store.ask("select family, n_family, left_model_id, right_model_id from pair_family").rows()
    pairs = {("programme", 3, "a", "b"), ("programme", 3, "a", "c"), ("programme", 3, "b", "c")}
    pairs |= {("reference", 6, one, other) for one in "abc" for other in "xy"}
    assert set(family) == pairs | {(name, n, other, one) for name, n, one, other in pairs}
    whole = store.ask("from pairwise(['a', 'b', 'c'], ['a', 'b', 'c', 'x', 'y']) order by all")
    raw = store.ask("from pair_evidence(['a', 'b', 'c'], ['a', 'b', 'c', 'x', 'y']) order by all")
    order = ["left_model_id", "right_model_id"]
    for name in ("p_independent", "p_worst", "p_equivalent"):
        for row, alone in zip(whole.sort(order).iter_rows(named=True), raw.sort(order)[name], strict=True):
            assert row[name] == pytest.approx(min(1, row["n_family"] * alone))


def test_further_models_and_numbers_change_no_other_verdict(tmp_path: Path) -> None:
    """A reference model that is not listed, one more number of a listed one, an older model of a team."""
    texts = {"a": "60.1", "b": "66.0", "c": "71.3", "x": "64.2"}
    few, more = tmp_path / "few", tmp_path / "more"
    for folder in (few, more):
        folder.mkdir()
    asked = "from pairwise(['a', 'b', 'c'], ['a', 'b', 'c', 'x']) order by all"
    before = field(few, texts, ("x",)).ask(asked)
    foreign = {"team_id": "team-z", "role": "reference", "country": "US"}
    grown = field(
        more,
        texts,
        ("x",),
        team=[foreign],
        model=[
            {"model_id": "z", "team_id": "team-z"},
            {"model_id": "older", "team_id": "team-a", "released_on": date(2025, 1, 1)},
        ],
        score=[score("z", "90"), score("older", "20"), {**score("x", "99"), "benchmark_id": "other"}],
    )
    after = grown.ask(asked).filter(pl.col("benchmark_id") == "b")
    assert after.equals(before)


def test_no_choice_of_pairs_changes_a_verdict(tmp_path: Path) -> None:
    store = field(tmp_path, {"a": "60.1", "b": "66.0", "c": "71.3", "x": "64.2"}, ("x",))
    whole = store.ask("from pairwise(['a', 'b', 'c'], ['a', 'b', 'c', 'x']) as p")
    for row in whole.iter_rows(named=True):
        alone = store.ask("from pairwise([?], [?]) as p", row["left_model_id"], row["right_model_id"]).row(
            0, named=True
        )
        turned = store.ask("from pairwise([?], [?]) as p", row["right_model_id"], row["left_model_id"]).row(
            0, named=True
        )
        assert alone == row
        assert (turned["level"], turned["reasons"], -turned["difference"]) == (
            row["level"],
            row["reasons"],
            row["difference"],
        )


def test_pair_outside_the_family_is_no_easier(tmp_path: Path) -> None:
    store = field(tmp_path, {"a": "60.1", "b": "66.0", "x": "64.2", "y": "70.0"}, ("x", "y"))
    assert store.ask("select tests_of_pair(4) as inside, tests_of_pair(null) as outside").row(0) == (4, 5)
    row = store.ask("from pairwise(['x'], ['y']) as p").row(0, named=True)
    raw = store.ask("from pair_evidence(['x'], ['y']) as e").row(0, named=True)
    assert (row["in_family"], row["n_family"]) == (False, 5)
    assert row["p_worst"] == pytest.approx(min(1, 5 * raw["p_worst"]))


@pytest.mark.parametrize(
    ("difference", "best", "p_independent", "p_worst", "level"),
    [
        (1.9, 1, 0.01, 0.01, 2),
        (2.0, 1, 0.06, 0.01, 3),
        (2.0, 1, 0.05, 0.06, 4),
        (-2.0, 1, 0.05, 0.05, 5),
        (9, None, None, None, None),
    ],
)
def test_level_by_error_alone(
    tmp_path: Path,
    difference: float,
    best: float | None,
    p_independent: float | None,
    p_worst: float | None,
    level: int | None,
) -> None:
    store = tiny_store(tmp_path)
    answer = store.ask(
        "select pair_level(?, ?, 0.5, ?, ?), practical_margin()", difference, best, p_independent, p_worst
    )
    assert answer.row(0) == (level, 3)


@pytest.mark.parametrize(
    ("by_error", "caps", "level", "reasons"),
    [
        (5, "[null]", 5, ["beyond_worst"]),
        (None, "[null]", 5, []),
        (
            4,
            "[{'level': 4, 'reason': 'margin'}, {'level': 5, 'reason': 'no'}, null]",
            4,
            ["within_worst", "margin"],
        ),
        (4, "[{'level': 3, 'reason': 'items'}, {'level': 3, 'reason': 'parts'}]", 3, ["items", "parts"]),
        (2, "[{'level': 0, 'reason': 'differs'}]", 0, ["differs"]),
    ],
)
def test_lowest_cap_holds_and_gives_its_reason(
    tmp_path: Path, by_error: int | None, caps: str, level: int, reasons: list[str]
) -> None:
    answer = tiny_store(tmp_path).ask(
        f"select capped_level(?, {caps}), level_reasons(?, {caps})", by_error, by_error
    )
    assert answer.row(0) == (level, reasons)


def test_numbers_of_a_pair_and_what_moved_further(tmp_path: Path) -> None:
    """10 points apart; limits 1.96 × 2.168 and 1.96 × 2.828; of 12 and 3 points between two judges one is larger.

    The 40 points of a model that is neither the programme's nor a reference model do not count.
    """
    scores = [
        score("a", "60"), score("b", "70"),
        *(score("c", text, reporter) for text, reporter in (("50", "judge"), ("62", "second-judge"))),
        *(score("d", text, reporter) for text, reporter in (("50", "judge"), ("53", "second-judge"))),
        *(score("e", text, reporter) for text, reporter in (("50", "judge"), ("90", "second-judge"))),
    ]  # fmt: skip
    store = tiny_store(
        tmp_path,
        team=[JUDGE, OTHER_JUDGE],
        model=MODELS,
        reference_model=[{"model_id": "c"}, {"model_id": "d"}],
        benchmark=[{"benchmark_id": "b", "n_items": 1000}],
        score=scores,
    )
    assert store.ask("select one.score_text, other.score_text from pair_number(['a'], ['b']) as n").row(
        0
    ) == ("60", "70")
    row = store.ask("from pair_difference('a', 'b')").row(0, named=True)
    assert (row["n_repeated"], row["n_moved_further"]) == (2, 1)
    assert row["arithmetic"] == "60 − 70 = −10; √((60 × 40 + 70 × 30) ÷ 1000) = 2.12; 1.96 × 2.12 = 4.2"
    assert (row["high"] - row["low"]) / 2 == pytest.approx(
        1.96 * 100 * ((0.24 + 0.21) / 1000) ** 0.5, abs=0.01
    )
    assert (row["high_worst"] - row["low_worst"]) / 2 == pytest.approx(
        1.96 * 100 * ((0.7 - 0.01) / 1000) ** 0.5, abs=0.01
    )


def test_mean_is_of_what_both_have(tmp_path: Path) -> None:
    """b1: 60 and 50, b2: 70 and 75, b3 one side only: means 65 and 62.5 over 2 of 3."""
    scores = [
        {**score(model, text), "benchmark_id": benchmark}
        for model, benchmark, text in (("a", "b1", "60"), ("b", "b1", "50"), ("a", "b2", "70"), ("b", "b2", "75"), ("a", "b3", "99"))
    ]  # fmt: skip
    benchmarks = [{"benchmark_id": name, "n_items": 100} for name in ("b1", "b2", "b3")]
    store = tiny_store(tmp_path, team=[JUDGE], model=MODELS, benchmark=benchmarks, score=scores)
    row = store.ask("from pair_mean(['a'], ['b']) as m").row(0, named=True)
    assert (row["n_benchmarks"], row["n_either"], row["left_mean"], row["right_mean"]) == (2, 3, 65, 62.5)
    assert (row["n_ahead"], row["n_behind"], row["p_sign"]) == (1, 1, 1)
    variance = (0.6 * 0.4 + 0.5 * 0.5 + 0.7 * 0.3 + 0.75 * 0.25) / 100
    assert row["error_independent"] == pytest.approx(100 * variance**0.5 / 2)


FAMILIES = 400


def solved(
    generator: np.random.Generator, models: int, n: int, share: float, correlation: float
) -> np.ndarray:
    """Items that equal models solve in each family, [families, models]; item results correlated between models."""
    matrix = np.full((models, models), correlation)
    np.fill_diagonal(matrix, 1)
    values, vectors = np.linalg.eigh(matrix)
    root = vectors * np.sqrt(np.maximum(values, 0))
    noise = generator.standard_normal((FAMILIES, n, models)) @ root.T
    counts: np.ndarray = (noise < stats.norm.ppf(share)).sum(axis=1)
    return counts


def families(folder: Path, counts: np.ndarray, n: int) -> np.ndarray:
    """Levels of the strictest pair of each family, every family a benchmark of n items that one judge measured."""
    models = [f"m{number}" for number in range(counts.shape[1])]
    store = tiny_store(
        folder,
        team=[JUDGE],
        model=[{"model_id": model, "team_id": f"team-{model}"} for model in models],
        team_status=[{"team_id": f"team-{model}"} for model in models],
        benchmark=[{"benchmark_id": f"f{number}", "n_items": n} for number in range(len(counts))],
        score=[
            {"model_id": model, "benchmark_id": f"f{number}", "score_text": f"{100 * solved / n:.6f}", "reporter_id": "judge"}
            for number, row in enumerate(counts)
            for model, solved in zip(models, row, strict=True)
        ],
    )  # fmt: skip
    levels = store.ask(
        "select max(level) as level from pairwise(?, ?) as p group by benchmark_id", models, models
    )
    store.close()
    found: np.ndarray = np.array(levels["level"])
    return found


SETTINGS = [(2, 30, 0.75), (2, 198, 0.5), (5, 100, 0.9), (8, 30, 0.5)]


def cases() -> Iterator[tuple[int, int, float, float]]:
    for models, n, share in SETTINGS:
        for correlation in (-0.99 / (models - 1), 0.0, 0.5):
            yield models, n, share, correlation


@pytest.mark.parametrize(("models", "n", "share", "correlation"), list(cases()))
def test_equal_models_are_seldom_told_apart(
    tmp_path: Path, models: int, n: int, share: float, correlation: float, record_property: Any
) -> None:
    """Level 5 in at most 5 % of families at any correlation, level 4 at none or a positive one; printed at a negative."""
    counts = solved(np.random.default_rng(20260818), models, n, share, correlation)
    levels = families(tmp_path, counts, n)
    appears, established = (levels >= 4).mean(), (levels == 5).mean()
    print(
        f"{models} models, {n} items, {share:.0%}, correlation {correlation:+.2f}: level 4+ {appears:.1%}, level 5 {established:.1%}"
    )
    assert established <= 0.05
    if correlation >= 0:
        assert appears <= 0.05


@pytest.mark.parametrize(("apart", "least"), [(0.10, 0.5), (0.20, 0.9)])
def test_real_differences_are_found(tmp_path: Path, apart: float, least: float) -> None:
    """Two models of 1000 items at 60 % and more: how often the ladder says ahead."""
    generator = np.random.default_rng(20260818)
    counts = generator.binomial(1000, [0.6, 0.6 + apart], size=(FAMILIES, 2))
    levels = families(tmp_path, counts, 1000)
    print(
        f"1000 items, 60 % against {0.6 + apart:.0%}: level 4+ {(levels >= 4).mean():.1%}, level 5 {(levels == 5).mean():.1%}"
    )
    assert (levels >= 4).mean() >= least
