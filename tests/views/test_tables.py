"""Tables that readers make: which number stands in a cell, why there is none, differences, what is chosen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dokja.records.store import Store
from tests.views.tiny import tiny_store

JUDGE = {"team_id": "judge", "role": "evaluator"}
ABROAD = {"team_id": "abroad", "role": "reference", "country": "US"}


def score(
    model: str, benchmark: str, text: str, reporter: str | None = "maker", **further: Any
) -> dict[str, Any]:
    """A number of a model on a benchmark."""
    return {
        "model_id": model,
        "benchmark_id": benchmark,
        "score_text": text,
        "reporter_id": reporter,
        **further,
    }


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """a and b of two makers, c from abroad; b1 all, b2 a and b, b3 a alone, b4 nobody; "later" is a newer source."""
    reasoning = {"mode": "reasoning"}
    return tiny_store(
        tmp_path_factory.mktemp("tables"),
        team=[JUDGE, ABROAD],
        team_status=[
            {"team_id": "maker"},
            {"team_id": "rival"},
            {"team_id": "rival", "status": "left", "round": "round-1", "on_date": date(2026, 2, 1)},
        ],
        source=[{"source_id": "later", "published_on": "2026-03-01"}],
        model=[
            {"model_id": "a", "team_id": "maker", "total_params_b": 30, "weights": "open", "licence": "MIT"},
            {"model_id": "b", "team_id": "rival", "total_params_b": 100, "weights": "closed"},
            {"model_id": "c", "team_id": "abroad"},
            {"model_id": "unmeasured", "team_id": "maker", "released_on": date(2025, 12, 1)},
        ],
        missing_reason=[
            {"model_id": "b", "benchmark_id": "b3"},
            {"model_id": "c", "benchmark_id": "b1", "reason": "not_evaluated"},
        ],
        benchmark=[{"benchmark_id": name} for name in ("b1", "b2", "b3", "b4")],
        score=[
            # The judge's counts before the maker's, though that is newer and higher.
            score("a", "b1", "40.5", "judge", **reasoning),
            score("a", "b1", "60.25", **reasoning, source_id="later"),
            # An agent's takes no place of another, though it is the judge's and the highest.
            score("a", "b1", "90", "judge", conditions="agent=x"),
            score("b", "b1", "30.25", "judge", **reasoning),
            score("c", "b1", "50", "judge", mode="non-reasoning"),
            # Of one day: with reasoning before without, the larger effort before the smaller one, whatever is higher.
            score("a", "b2", "99", mode="non-reasoning"),
            score("a", "b2", "10", **reasoning, effort="high"),
            score("a", "b2", "20", **reasoning, effort="low"),
            score("b", "b2", "7", "rival", mode="non-reasoning"),
            score("a", "b3", "1"),
        ],
    )


def test_one_number_stands_in_a_cell_and_it_is_not_chosen_by_its_height(store: Store) -> None:
    query = "select benchmark_id, model_id, score_text, n_shown from cell_shown where measured_by = 'all' order by all"
    assert store.ask(query).rows() == [
        ("b1", "a", "40.5", 2),
        ("b1", "b", "30.25", 1),
        ("b1", "c", "50", 1),
        ("b2", "a", "10", 3),
        ("b2", "b", "7", 1),
        ("b3", "a", "1", 1),
    ]


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (("rival", None, None, None, "s"), ("judge", "reasoning", "max", "agent=x", "later")),
        (("maker", None, None, None, "s"), ("rival", "reasoning", "max", None, "later")),
        (("maker", None, None, None, "later"), ("maker", "reasoning", "max", None, "s")),
        (("maker", "reasoning", None, None, "s"), ("maker", "non-reasoning", "max", None, "s")),
        (("maker", "reasoning", "high", None, "s"), ("maker", "reasoning", "low", None, "s")),
        (("maker", "reasoning", "minimal", None, "s"), ("maker", "reasoning", None, None, "s")),
    ],
)
def test_each_rule_comes_before_those_after_it(
    tmp_path: Path, first: tuple[str | None, ...], other: tuple[str | None, ...]
) -> None:
    """Agent, reporter, day, mode, effort: the other one would come first by every later rule, and by its number."""
    keys = ("reporter", "mode", "effort", "conditions", "source_id")
    scores = [
        score("a", "b1", text, **dict(zip(keys, one, strict=True)))
        for text, one in (("50", first), ("40", other))
    ]
    two = tiny_store(
        tmp_path,
        team=[JUDGE],
        model=[{"model_id": "r", "team_id": "rival"}],
        source=[{"source_id": "later", "published_on": "2026-03-01"}],
        score=scores,
    )
    query = "select score_text, n_shown from cell_shown where measured_by = 'all'"
    assert two.ask(query).rows() == [("50", 2)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("all", ["independent", "independent", "independent", "own", "withheld", "not_found"]),
        ("own", ["own", "other_kind", "other_kind", "own", "withheld", "not_found"]),
        ("competitor", ["other_kind", "other_kind", "other_kind", "other_kind", "withheld", "not_found"]),
    ],
)
def test_a_cell_without_a_number_says_why(store: Store, kind: str, expected: list[str]) -> None:
    """A reason is told of a model without any number; c has one on b1."""
    cells = store.ask("from table_cell(['c', 'b', 'a'], ['b3', 'b1'], ?)", kind)
    rows = cells.sort("benchmark_id", "model_id")
    assert rows["state"].to_list() == expected
    measured = [state in ("own", "independent") for state in expected]
    assert rows["score_text"].is_not_null().to_list() == measured
    order = [(benchmark, model) for benchmark in ("b3", "b1") for model in ("c", "b", "a")]
    assert cells.select("benchmark_id", "model_id").rows() == order


def test_difference_to_the_base_where_nothing_is_known_to_differ(store: Store) -> None:
    """On b1 30.25 - 40.5 = -10.25; c was measured without reasoning, a with it. On b2 a with and b without."""
    query = "select benchmark_id, model_id, difference, decimals, basis, differs from table_difference(['a', 'b', 'c'], ['b1', 'b2', 'b3'], 'all', 'a')"
    assert store.ask(query).rows() == [
        ("b1", "a", None, 1, "base", []),
        ("b1", "b", Decimal("-10.25"), 2, "one_table", []),
        ("b1", "c", None, 1, "differs", ["mode"]),
        ("b2", "a", None, 0, "base", []),
        ("b2", "b", None, 0, "differs", ["mode"]),
        ("b2", "c", None, 0, "no_number", []),
        ("b3", "a", None, 0, "base", []),
        ("b3", "b", None, 0, "no_number", []),
        ("b3", "c", None, 0, "no_number", []),
    ]


@pytest.mark.parametrize(
    ("conditions", "expected"), [("tools=none", "recorded"), (None, "not_known"), ("tools=yes", "differs")]
)
def test_basis_of_a_difference_between_two_sources(
    tmp_path: Path, conditions: str | None, expected: str
) -> None:
    made = {"mode": "non-reasoning"}
    scores = [
        score("a", "b1", "50", **made, conditions="tools=none"),
        score("b", "b1", "45", "rival", **made, conditions=conditions, source_id="press"),
    ]
    two = tiny_store(tmp_path, model=[{"model_id": "b", "team_id": "rival"}], score=scores)
    answer = two.ask("select basis, difference from table_difference(['b'], ['b1'], 'all', 'a')").rows()
    assert answer == [(expected, None if expected == "differs" else Decimal(-5))]


def test_models_that_can_be_chosen(store: Store) -> None:
    query = "select model_id, country, is_programme, is_newest, is_in from table_model"
    assert store.ask(query).rows() == [
        ("a", "KR", True, True, True),
        ("b", "KR", True, True, False),
        ("c", "US", False, False, False),
    ]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ((None, None, [], [], []), ["a", "b", "c"]),
        ((Decimal(30), None, [], [], []), ["a", "b"]),
        ((Decimal("30.01"), None, [], [], []), ["b"]),
        ((None, Decimal(100), [], [], []), ["a", "b"]),
        ((None, Decimal(99), [], [], []), ["a"]),
        ((None, None, ["open"], [], []), ["a"]),
        ((None, None, ["open", "closed"], [], []), ["a", "b"]),
        ((None, None, [], ["MIT"], []), ["a"]),
        ((None, None, [], [], ["US"]), ["c"]),
        ((None, None, ["open"], [], ["US"]), []),
    ],
)
def test_models_that_meet_conditions(
    store: Store, conditions: tuple[object, ...], expected: list[str]
) -> None:
    """What is not published of c meets no condition on it."""
    found = store.ask("from matching_model(?, ?, ?, ?, ?)", *conditions)
    assert found["model_id"].to_list() == expected


def test_benchmarks_of_a_table_where_none_is_named(tmp_path: Path) -> None:
    """Of three models two are most, of four they are not; and the five that most have, as far as any has them."""
    scores = [
        *(score(model, "b1", "1") for model in "abc"),
        *(score(model, f"c{number}", "1") for number in range(1, 7) for model in "ab"),
        score("a", "d1", "1"),
        score("d", "e1", "1"),
    ]
    many = tiny_store(tmp_path, score=scores)
    query = "select benchmark_id, n_models, place, is_first from table_benchmark(?, 'all')"

    def first(models: str) -> list[str]:
        return [row[0] for row in many.ask(query, list(models)).rows() if row[3]]

    assert many.ask(query, ["a", "b", "c", "d"]).rows() == [
        ("b1", 3, 1, True),
        ("c1", 2, 2, True),
        ("c2", 2, 3, True),
        ("c3", 2, 4, True),
        ("c4", 2, 5, True),
        ("c5", 2, 6, False),
        ("c6", 2, 7, False),
        ("d1", 1, 8, False),
        ("e1", 1, 9, False),
    ]
    assert first("abc") == ["b1", "c1", "c2", "c3", "c4", "c5", "c6"]
    assert first("a") == ["b1", "c1", "c2", "c3", "c4", "c5", "c6", "d1"]
    assert first("d") == ["e1"]
    assert not any(row[3] for row in many.ask(query.replace("all", "independent"), ["a"]).rows())


def test_every_cell_of_the_records_has_a_number_or_a_reason(real_store: Store) -> None:
    """A cell's number is one of those displayed; a difference is that of the two cells."""
    models = real_store.ask("from table_model")["model_id"].to_list()
    benchmarks = real_store.ask("from benchmark_use")["benchmark_id"].to_list()
    cells = real_store.ask("from table_cell(?, ?, 'all')", models, benchmarks)
    assert (
        cells.height == len(models) * len(benchmarks) == cells.select("model_id", "benchmark_id").n_unique()
    )
    assert cells["state"].null_count() == 0
    measured = real_store.ask("select distinct model_id, benchmark_id from measurement")
    filled = cells.drop_nulls("score_text")
    assert filled.height == measured.height == measured.join(filled, on=["model_id", "benchmark_id"]).height
    known = real_store.ask("from leaderboard where measured_by = 'all'")
    keys = ["model_id", "benchmark_id", "score_text", "reporter_id", "source_id"]
    assert filled.join(known, on=keys, how="anti").is_empty()
    base = real_store.ask("select model_id from programme_model where is_current order by all")["model_id"][0]
    apart = real_store.ask("from table_difference(?, ?, 'all', ?)", models, benchmarks, base)
    score_of = {(row["model_id"], row["benchmark_id"]): row["score"] for row in cells.iter_rows(named=True)}
    for row in apart.drop_nulls("difference").iter_rows(named=True):
        one, other = (score_of[key, row["benchmark_id"]] for key in (row["model_id"], base))
        assert row["difference"] == one - other
    assert {"base", "no_number", "not_known", "differs"} <= set(apart["basis"])
