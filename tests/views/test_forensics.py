"""Checks of published figures, against exact fractions and tiny cases worked out on paper."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dokja.records.store import Store
from tests.views.tiny import VIEWS, tiny_store

JUDGE = {"team_id": "judge", "role": "evaluator", "country": "US"}


def figure(model: str, text: str, benchmark: str = "b", **more: Any) -> dict[str, Any]:
    return {"model_id": model, "benchmark_id": benchmark, "score_text": text, "reporter_id": "judge", **more}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return tiny_store(tmp_path_factory.mktemp("forensics"), views=VIEWS)


def possible(store: Store, text: str, n: int) -> bool:
    decimals = len(text.partition(".")[2])
    answer = store.ask(
        "select grim_possible(cast(? as decimal(18, 6)), ?, ?) as answer", Decimal(text), decimals, n
    )
    return bool(answer["answer"][0])


def by_counting(text: str, n: int) -> bool:
    """Every number of right answers in turn."""
    decimals = len(text.partition(".")[2])
    reach = Fraction(1, 2 * 10**decimals)
    return any(abs(Fraction(100 * right, n) - Fraction(text)) <= reach for right in range(n + 1))


@given(st.integers(0, 10500), st.integers(0, 3), st.integers(1, 700))
@example(1200, 0, 8)
@example(1300, 0, 8)
@example(10100, 0, 30)
def test_grim_is_counting(store: Store, hundredths: int, decimals: int, n: int) -> None:
    text = f"{Decimal(hundredths) / 100:.{decimals}f}"
    assert possible(store, text, n) == by_counting(text, n)


@given(st.data(), st.integers(1, 3000), st.integers(0, 4))
def test_grim_holds_for_every_share_that_there_is(
    store: Store, data: st.DataObject, n: int, decimals: int
) -> None:
    right = data.draw(st.integers(0, n))
    assert possible(store, f"{Decimal(100 * right) / n:.{decimals}f}", n)


@pytest.mark.parametrize(
    ("text", "n", "expected"),
    [("92.8", 30, False), ("86.7", 30, True), ("72.03", 198, False), ("72.03", 541, False)],
)
def test_grim_of_published_figures(store: Store, text: str, n: int, expected: bool) -> None:
    assert possible(store, text, n) is expected


def test_grim_tells_runs_and_leaves_out_what_has_no_items(tmp_path: Path) -> None:
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        benchmark=[
            {"benchmark_id": "b", "n_items": 30, "n_items_basis": "dataset"},
            {"benchmark_id": "judged", "is_proportion": False, "n_items": 30},
            {"benchmark_id": "unknown"},
        ],
        score=[
            figure("a", "92.8"),
            figure("c", "86.7"),
            figure("d", "92.8", n_items=500),
            figure("f", "92.75", n_items=500),
            figure("g", "92.8", n_items=199),
            figure("h", "92.8", n_items=201),
            figure("e", "50.1", conditions="subset=public"),
            figure("a", "92.8", "judged"),
            figure("a", "92.8", "unknown"),
        ],
    )
    rows = store.ask(
        "select model_id, n_items, n_items_basis, is_possible, fewest_runs from grim order by model_id"
    ).rows()
    runs = next(runs for runs in range(2, 65) if by_counting("92.8", 30 * runs))
    assert store.ask("select fewest_items_of_one_run() as n")["n"].to_list() == [200]
    assert rows == [
        ("a", 30, "dataset", False, runs),
        ("c", 30, "dataset", True, None),
        ("d", 500, "source", True, None),
        ("f", 500, "source", False, 4),
        ("g", 199, "source", False, 3),
        ("h", 201, "source", False, 2),
    ]
    asked = store.ask(
        "select kind, model_ids, score_text, fewest_runs from figure_question where kind = 'grim'"
    ).rows()
    assert asked == [("grim", ["f"], "92.75", 4), ("grim", ["h"], "92.8", 2)]


def test_numbers_outside_the_scale_and_fractions_among_percentages(tmp_path: Path) -> None:
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        benchmark=[{"benchmark_id": "b", "scale_min": 0, "scale_max": 100, "is_proportion": False}],
        score=[
            figure("a", "101"),
            figure("c", "60"),
            figure("d", "80.5"),
            figure("e", "0.72", source_id="press"),
            figure("f", "0.10", source_id="press"),
            figure("g", "1", source_id="press"),
            figure("h", "-1"),
        ],
    )
    rows = store.ask(
        "select model_id, is_outside, looks_like_fraction from scale_check where is_outside or looks_like_fraction"
    ).rows()
    assert sorted(rows) == [("a", True, False), ("e", False, True), ("h", True, False)]
    asked = store.ask(
        "select kind, model_ids, low, high from figure_question where kind in ('scale', 'fraction')"
    )
    assert sorted(asked.rows()) == [
        ("fraction", ["e"], Decimal(0), Decimal(100)),
        ("scale", ["a"], Decimal(0), Decimal(100)),
        ("scale", ["h"], Decimal(0), Decimal(100)),
    ]


def means(
    tmp_path: Path, weights: tuple[Any, Any], **scores: tuple[str, str | None, str]
) -> list[tuple[Any, ...]]:
    """mean_check of a mean of p1 and p2: by model the texts of p1, p2 and the mean."""
    texts = [
        figure(model, text, benchmark)
        for model, row in scores.items()
        for benchmark, text in zip(("p1", "p2", "mean"), row, strict=True)
        if text is not None
    ]
    members = [
        {"composite_id": "mean", "member": name, "benchmark_id": name, "weight": weight}
        for name, weight in zip(("p1", "p2"), weights, strict=True)
    ]
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        benchmark=[
            {"benchmark_id": "mean", "category": "composite"}, {"benchmark_id": "p1"}, {"benchmark_id": "p2"}
        ],
        composite_member=members,
        score=texts,
    )  # fmt: skip
    return store.ask(
        "select model_id, n_parts, n_known, is_checkable, lowest_mean, highest_mean, follows from mean_check order by 1"
    ).rows()


def test_a_mean_follows_within_the_rounding_of_its_parts(tmp_path: Path) -> None:
    rows = means(
        tmp_path, (None, None), good=("50.0", "61.0", "55.5"), edge=("50.0", "61.0", "55.6"), bad=("50.0", "61.0", "55.7"),
        part=("50.0", None, "50.0"),
    )  # fmt: skip
    low, high = Decimal("55.45"), Decimal("55.55")
    assert rows == [
        ("bad", 2, 2, True, low, high, False),
        ("edge", 2, 2, True, low, high, True),
        ("good", 2, 2, True, low, high, True),
        ("part", 2, 1, False, None, None, None),
    ]


def test_a_weighted_mean(tmp_path: Path) -> None:
    rows = means(tmp_path, (3, 1), a=("50", "70", "55"), c=("50", "70", "60"))
    assert [(row[0], row[-1]) for row in rows] == [("a", True), ("c", False)]
    assert rows[0][4:6] == (Decimal("54.5"), Decimal("55.5"))


def test_weights_of_some_parts_alone_allow_no_check(tmp_path: Path) -> None:
    assert [row[3] for row in means(tmp_path, (3, None), a=("50", "70", "60"))] == [False]


def test_weights_of_nothing_allow_no_check(tmp_path: Path) -> None:
    assert [row[3:] for row in means(tmp_path, (0, 0), a=("50", "70", "60"))] == [(False, None, None, None)]


def test_half_a_step_of_the_last_place(store: Store) -> None:
    answer = store.ask("select half_step(0) as a, half_step(1) as b, half_step(2) as c").row(0)
    assert answer == (Decimal("0.5"), Decimal("0.05"), Decimal("0.005"))


def test_five_in_a_hundred_is_chance_enough(tmp_path: Path) -> None:
    """One pair whose numbers have a step of 1, on benchmarks whose numbers reach over 20, and over 21."""
    edges = {"models": ("40", "60"), "other": ("40", "61")}
    reach = [
        figure(name, text, benchmark, source_id="press")
        for benchmark, texts in edges.items()
        for name, text in zip(("d", "e"), texts, strict=True)
    ]
    same = [
        figure(model, text, name)
        for name, text in (("models", "50"), ("other", "51"))
        for model in ("a", "c")
    ]
    found = tiny_store(tmp_path, team=[JUDGE], score=reach + same).ask(
        "select subject, chance, is_question from same_figure where kind = 'models' and source_id = 's'"
    )
    assert found.rows() == [("models", 0.05, False), ("other", pytest.approx(1 / 21, abs=1e-6), True)]


def test_same_numbers_of_a_column_count_its_pairs(tmp_path: Path) -> None:
    """Three benchmarks make three pairs, each with a step of 0.1 in a reach of 10."""
    names = ("b1", "b2", "b3")
    column = [figure("a", text, name) for name, text in zip(names, ("50.0", "50.0", "55.0"), strict=True)]
    reach = [
        figure(model, text, name, source_id="press")
        for name in names
        for model, text in (("d", "45"), ("e", "55"))
    ]
    found = tiny_store(tmp_path, team=[JUDGE], score=column + reach).ask(
        "select chance from same_figure where kind = 'benchmarks' and subject = 'a' and score = 50"
    )
    assert found["chance"].to_list() == [pytest.approx(3 * 0.1 / 10)]


def test_same_numbers_are_asked_about_where_chance_is_no_answer(tmp_path: Path) -> None:
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        benchmark=[{"benchmark_id": "b", "scale_min": 0, "scale_max": 100}, {"benchmark_id": "few", "n_items": 30}],
        score=[
            figure("a", "61.37"), figure("c", "61.37"), figure("d", "20.11"),
            figure("e", "100"), figure("f", "100"),
            figure("a", "61.37", "other"), figure("d", "90.11", "other", source_id="press"),
            figure("p", "90.0", "few"), figure("q", "90.0", "few"), figure("r", "80.0", "few"),
        ],
    )  # fmt: skip
    rows = store.ask(
        "select kind, subject, score_text, members, n_numbers from same_figure where is_question"
    ).rows()
    assert rows == [
        ("benchmarks", "a", "61.37", ["b", "other"], 2),
        ("models", "b", "61.37", ["a", "c"], 3),
    ]
    chance = store.ask(
        "select chance from same_figure where kind = 'models' and subject = 'few' and score_text = '90.0'"
    )["chance"][0]
    assert chance == pytest.approx(3 * (100 / 30) / 10)
    asked = store.ask(
        "select kind, model_ids, benchmark_ids from figure_question where kind like 'same%'"
    ).rows()
    assert asked == [("same_benchmarks", ["a"], ["b", "other"]), ("same_models", ["a", "c"], ["b"])]


def test_decimals_that_differ_within_a_table(tmp_path: Path) -> None:
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        score=[figure("a", "61.3"), figure("c", "60.0"), figure("d", "7.23"), figure("a", "5", "alone")],
    )
    rows = store.ask(
        "select model_id, decimals, usual_decimals, differs from table_decimals order by 1"
    ).rows()
    assert rows == [("a", 1, 1, False), ("c", 1, 1, False), ("d", 2, 1, True)]
    asked = store.ask("select kind, model_ids, usual_decimals from figure_question").rows()
    assert asked == [("decimals", ["d"], 1)]


def test_checks_are_counted(tmp_path: Path) -> None:
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        benchmark=[{"benchmark_id": "b", "n_items": 300, "scale_min": 0, "scale_max": 100}],
        score=[figure("a", "92.8"), figure("c", "86.7"), figure("d", "12")],
    )
    rows = {row[0]: row[1:] for row in store.ask("from figure_question_total").rows()}
    assert (rows["grim"], rows["scale"], rows["decimals"]) == ((3, 1), (3, 0), (3, 1))
    assert rows["ratio"] == rows["official"] == rows["mean"] == (0, 0)
    listed = dict(store.ask("select kind, count(*) as n from figure_question group by kind").rows())
    assert listed == {"grim": 1, "decimals": 1}


@pytest.mark.parametrize(
    ("operator", "asserted", "counted"),
    [("=", "1.04", (1, 0)), ("=", "1.10", (1, 1)), (">=", "1.1", (1, 1)), (">=", "1.0383", (0, 0))],
)
def test_claimed_ratios_that_their_two_figures_do_not_give_are_counted(
    tmp_path: Path, operator: str, asserted: str, counted: tuple[int, int]
) -> None:
    claim = {"claim_id": "c", "kind": "ratio", "operator": operator, "value_text": asserted, "unit": "ratio"}
    roles = (("figure", "a"), ("base", "c"))
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        score=[figure("a", "72.03"), figure("c", "69.37")],
        claim=[claim],
        claim_input=[
            {"claim_id": "c", "role": role, "model_id": model, "benchmark_id": "b"} for role, model in roles
        ],
    )
    rows = {row[0]: row[1:] for row in store.ask("from figure_question_total").rows()}
    assert rows["ratio"] == counted
