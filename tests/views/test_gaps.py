"""Gaps, steps, coverage and disagreement on tiny cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from dokja.records.store import Store
from tests.views.tiny import tiny_store

JUDGE = {"team_id": "judge", "role": "evaluator", "country": "US"}
ABROAD = {"team_id": "abroad", "role": "reference", "country": "US"}
RIVAL = {"model_id": "rival", "team_id": "competitor"}


def number(
    model: str, text: str, *, benchmark: str = "b", reporter: str = "judge", **more: Any
) -> dict[str, Any]:
    return {"model_id": model, "benchmark_id": benchmark, "score_text": text, "reporter_id": reporter, **more}


def months(*names: str) -> list[dict[str, Any]]:
    return [{"source_id": name, "published_on": f"2026-{name}-01"} for name in names]


def sides(*names: str) -> list[dict[str, Any]]:
    """Models whose names begin with k of home, f of abroad, z of an organisation of unknown country."""
    makers = {"k": "home", "f": "abroad", "z": "nowhere"}
    return [{"model_id": name, "team_id": makers[name[0]]} for name in names]


TEAMS = [JUDGE, ABROAD, {"team_id": "nowhere", "role": "reference", "country": "ZZ"}]


def test_gap_is_between_numbers_of_one_measurer(tmp_path: Path) -> None:
    scores = [
        number("k1", "40"),
        number("k2", "55", conditions="tools=yes"),
        number("f1", "60"),
        number("f2", "70.5"),
        number("z1", "99"),
        number("f1", "90", reporter="abroad"),
        number("k1", "50", reporter="home"),
        number("f2", "45", reporter="home"),
        number("k1", "7", benchmark="low"),
        number("f1", "9", benchmark="low"),
        number("k1", "80", benchmark="tie"),
        number("f2", "80.0", benchmark="tie"),
    ]
    benchmarks = [
        {"benchmark_id": "b"},
        {"benchmark_id": "low", "higher_is_better": False},
        {"benchmark_id": "tie"},
    ]
    store = tiny_store(
        tmp_path, team=TEAMS, model=sides("k1", "k2", "f1", "f2", "z1"), benchmark=benchmarks, score=scores
    )
    query = "select benchmark_id, reporter_id, korean_model_id, foreign_model_id, difference, decimals, state from foreign_gap('all', [])"
    assert store.ask(query).rows() == [
        ("b", "judge", "k1", "f2", Decimal("-30.5"), 1, "behind"),
        ("tie", "judge", "k1", "f2", Decimal(0), 1, "level"),
        ("low", "judge", "k1", "f1", Decimal(2), 0, "ahead"),
        ("b", "home", "k1", "f2", Decimal(5), 0, "ahead"),
    ]
    basis = store.ask(
        "select benchmark_id, basis, differs from foreign_gap('all', []) where reporter_id = 'judge'"
    )
    assert set(basis["basis"]) == {"one_table"}
    neither = store.ask("select model_id from model where model_id not in (select model_id from side_value)")
    assert neither.rows() == [("z1",)]
    counts = (
        "select n_comparisons, n_ahead, n_behind, n_level, n_eliminated from foreign_gap_count('all', [])"
    )
    assert store.ask(counts).row(0) == (4, 2, 1, 1, 0)


def test_gap_says_whether_both_numbers_were_measured_in_the_same_way(tmp_path: Path) -> None:
    whole = {"mode": "reasoning", "effort": "high", "conditions": "tools=none"}
    scores = [
        number("k1", "1", source_id="01"),
        number("f1", "2", source_id="02"),
        number("k1", "1", benchmark="c", **whole, source_id="01"),
        number("f1", "2", benchmark="c", **whole, source_id="02"),
        number("k1", "1", benchmark="d", mode="reasoning"),
        number("f1", "2", benchmark="d", mode="non-reasoning"),
    ]
    store = tiny_store(tmp_path, team=TEAMS, model=sides("k1", "f1"), source=months("01", "02"), score=scores)
    rows = store.ask("select benchmark_id, basis, differs from foreign_gap('all', []) order by 1").rows()
    assert rows == [("b", "not_known", []), ("c", "recorded", []), ("d", "differs", ["mode"])]


def test_gap_of_chosen_teams_is_that_of_their_own_best(tmp_path: Path) -> None:
    models = [*sides("k1", "f1"), {"model_id": "r", "team_id": "rival"}]
    scores = [number("k1", "40"), number("r", "70"), number("f1", "60"), number("k1", "60", reporter="home")]
    status = [
        {"team_id": "home", "status": "selected"},
        {"team_id": "rival", "status": "left"},
    ]
    store = tiny_store(tmp_path, team=TEAMS, model=models, score=scores, team_status=status)
    query = "select korean_model_id, difference, korean_is_in from foreign_gap('all', ?)"
    assert store.ask(query, []).rows() == [("r", Decimal(10), False)]
    assert store.ask(query, ["home"]).rows() == [("k1", Decimal(-20), True)]
    assert store.ask("select n_eliminated from foreign_gap_count('all', [])").rows() == [(1,)]
    assert store.ask("select n_comparisons from foreign_gap_count('own', [])").rows() == [(0,)]


def index_store(tmp_path: Path, *more: dict[str, Any]) -> Store:
    """An index of two models of teams that remain, one of a team that left, and one of each of two countries."""
    models = [
        *sides("k1", "k2", "f1", "z1"),
        {"model_id": "gone", "team_id": "rival"},
        {"model_id": "c1", "team_id": "china"},
    ]
    numbers = {"k1": "37.43", "k2": "31.0", "gone": "47.4", "f1": "63.1", "c1": "59.7", "z1": "80"}
    scores = [number(model, text, benchmark="index", source_id="01") for model, text in numbers.items()]
    return tiny_store(
        tmp_path,
        team=[*TEAMS, {"team_id": "china", "role": "reference", "country": "CN"}],
        model=models,
        benchmark=[
            {"benchmark_id": "index", "category": "composite"},
            {"benchmark_id": "own-index", "category": "composite"},
        ],
        source=[*months("01", "02"), {"source_id": "undated", "published_on": None}],
        team_status=[{"team_id": "home", "status": "advanced"}, {"team_id": "rival", "status": "left"}],
        score=[*scores, *more],
    )


def test_index_gap_starts_from_the_teams_that_remain(tmp_path: Path) -> None:
    store = index_store(tmp_path)
    query = "select country, foreign_model_id, korean_model_id, gap, decimals, n_models, n_days, is_too_short from index_gap"
    assert store.ask(query).rows() == [
        ("US", "f1", "k1", Decimal("25.67"), 1, 5, 0, True),
        ("CN", "c1", "k1", Decimal("22.27"), 1, 5, 0, True),
    ]
    assert store.ask("select distinct n_undated from index_gap").item() == 0
    above = store.ask("select model_id from index_value where is_above_teams").rows()
    assert above == [("gone",)]


def test_index_values_without_a_day_are_in_no_span_and_are_counted(tmp_path: Path) -> None:
    store = index_store(tmp_path, number("k2", "32.0", benchmark="index", source_id="undated"))
    assert store.ask("select distinct n_models, n_days, n_undated from index_gap").rows() == [(5, 0, 1)]


def test_an_index_that_a_team_measures_itself_is_no_headline(tmp_path: Path) -> None:
    own = [
        number("k1", "90", benchmark="own-index", reporter="home", source_id="02"),
        number("f1", "20", benchmark="own-index", reporter="home", source_id="02"),
    ]
    store = index_store(tmp_path, *own)
    assert store.ask("select distinct benchmark_id from index_gap").rows() == [("index",)]


def test_programme_models_are_those_released_since_the_team_was_chosen(tmp_path: Path) -> None:
    models = [
        {"model_id": "before", "released_on": date(2025, 7, 1), "team_id": "home"},
        {"model_id": "first", "released_on": date(2025, 12, 30), "total_params_b": 32, "team_id": "home"},
        {
            "model_id": "first-small",
            "released_on": date(2025, 12, 30),
            "total_params_b": 8,
            "team_id": "home",
        },
        {"model_id": "second", "released_on": date(2026, 7, 1), "team_id": "home"},
        {"model_id": "stranger", "team_id": "nobody"},
    ]
    store = tiny_store(tmp_path, model=models, team_status=[{"team_id": "home"}])
    rows = store.ask(
        "select model_id, generation, is_main, is_current from programme_model order by generation, model_id"
    ).rows()
    assert rows == [("first", 1, True, False), ("first-small", 1, False, False), ("second", 2, True, True)]


def test_step_joins_only_what_one_reporter_recorded_alike(tmp_path: Path) -> None:
    models = [
        {"model_id": "first", "released_on": date(2025, 12, 30), "team_id": "home"},
        {"model_id": "second", "released_on": date(2026, 7, 1), "team_id": "home"},
    ]
    scores = [
        number("first", "50.0", reporter="home", mode="reasoning"),
        number("second", "61.25", reporter="home", mode="reasoning"),
        number("second", "70", reporter="judge", mode="reasoning"),
        number("first", "20", reporter="home", mode="non-reasoning"),
        number("first", "40", reporter="home", mode="reasoning", conditions="tools=yes"),
        number("first", "10", reporter="home", benchmark="effort", effort="high"),
        number("second", "90", reporter="home", benchmark="effort", effort="low"),
        number("second", "80", reporter="home", benchmark="effort"),
        number("first", "30", reporter="home", benchmark="tie"),
        number("second", "30", reporter="home", benchmark="tie"),
    ]
    store = tiny_store(tmp_path, team=[JUDGE], model=models, team_status=[{"team_id": "home"}], score=scores)
    rows = store.ask(
        "select reporter_id, first_score, newest_score, step, decimals, is_better, basis from generation_gain"
    ).rows()
    assert rows == [
        ("home", Decimal(50), Decimal("61.25"), Decimal("11.25"), 2, True, "one_table"),
        ("home", Decimal(30), Decimal(30), Decimal(0), 0, False, "one_table"),
    ]


def test_same_effort_is_a_step_and_two_sources_are_not_one_table(tmp_path: Path) -> None:
    models = [
        {"model_id": "first", "released_on": date(2025, 12, 30), "team_id": "home"},
        {"model_id": "second", "released_on": date(2026, 7, 1), "team_id": "home"},
    ]
    scores = [
        number("first", "10", effort="high", source_id="01"),
        number("second", "15", effort="high", source_id="02"),
        number("second", "90", effort="low", source_id="02"),
    ]
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        model=models,
        source=months("01", "02"),
        team_status=[{"team_id": "home"}],
        score=scores,
    )
    rows = store.ask("select effort, step, basis from generation_gain").rows()
    assert rows == [("high", Decimal(5), "not_known")]


def test_step_takes_the_newest_and_counts_the_numbers_without_a_day(tmp_path: Path) -> None:
    """Of the first model's 36 without a day and 26 of January the latter; of the second's only one, without a day."""
    models = [
        {"model_id": "first", "released_on": date(2025, 12, 30), "team_id": "home"},
        {"model_id": "second", "released_on": date(2026, 7, 1), "team_id": "home"},
    ]
    scores = [
        number("first", "36", source_id="undated"),
        number("first", "26", source_id="01"),
        number("second", "66", source_id="undated"),
    ]
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        model=models,
        source=[*months("01"), {"source_id": "undated", "published_on": None}],
        team_status=[{"team_id": "home"}],
        score=scores,
    )
    rows = store.ask("select first_score, newest_score, n_undated from generation_gain").rows()
    assert rows == [(26, 66, 1)]


def test_teams_without_a_step_are_named_by_the_reason(tmp_path: Path) -> None:
    day, later = date(2025, 12, 30), date(2026, 7, 1)
    models = [
        {"model_id": "a1", "team_id": "a", "released_on": day},
        {"model_id": "a2", "team_id": "a", "released_on": later},
        {"model_id": "c1", "team_id": "c", "released_on": day},
        {"model_id": "c2", "team_id": "c", "released_on": later},
        {"model_id": "d1", "team_id": "d", "released_on": day},
        {"model_id": "e1", "team_id": "e", "released_on": None},
    ]
    scores = [
        number("a1", "1"),
        number("a2", "2"),
        number("c1", "1", effort="low"),
        number("c2", "2", effort="high"),
    ]
    status = [{"team_id": team} for team in "acde"]
    store = tiny_store(tmp_path, team=[JUDGE], model=models, team_status=status, score=scores)
    rows = store.ask(
        "select team_id, first_model_id, newest_model_id, n_benchmarks, state from generation_state"
    ).rows()
    assert rows == [
        ("a", "a1", "a2", 1, "compared"),
        ("c", "c1", "c2", 0, "not_comparable"),
        ("d", "d1", "d1", 0, "one_model"),
        ("e", None, None, 0, "no_model"),
    ]


def test_sources_of_programme_models_alone_are_named_once(tmp_path: Path) -> None:
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        model=[{"model_id": "m", "team_id": "home"}, {"model_id": "x", "team_id": "abroad"}],
        team_status=[{"team_id": "home"}],
        score=[
            number("m", "1"),
            number("m", "2", benchmark="c"),
            number("m", "1", reporter="home", benchmark="c"),
            number("x", "3"),
        ],
    )
    assert store.ask("select model_id, relation from programme_source order by all").rows() == [
        ("m", "independent"),
        ("m", "own"),
    ]


def test_coverage_counts_k_of_b_and_knows_reasons(tmp_path: Path) -> None:
    models = [{"model_id": "m", "team_id": "home"}, {"model_id": "n", "team_id": "home"}]
    scores = [
        number("m", "1"),
        number("n", "1", benchmark="c"),
        number("n", "1", reporter="home", benchmark="c"),
    ]
    missing = [{"model_id": "m", "benchmark_id": "c"}]
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        model=models,
        team_status=[{"team_id": "home"}],
        score=scores,
        missing_reason=missing,
    )
    counted = store.ask(
        "select model_id, n_benchmarks, n_published, n_independent, n_own, n_reason_known from coverage order by all"
    ).rows()
    assert counted == [("m", 2, 1, 1, 0, 1), ("n", 2, 1, 1, 1, 0)]
    totals = store.ask("select model_id, n_published, n_benchmarks, n_independent from coverage_total").rows()
    assert totals == [("m", 1, 2, 1), ("n", 1, 2, 1)]
    cells = store.ask(
        "select benchmark_id, model_id, state, n_numbers from coverage_cell order by all"
    ).rows()
    assert cells == [
        ("b", "m", "independent", 1),
        ("b", "n", "not_found", 0),
        ("c", "m", "withheld", 0),
        ("c", "n", "independent", 2),
    ]


def test_conflicts_show_both_ends_and_tell_revisions_apart(tmp_path: Path) -> None:
    scores = [
        number("m", "58.1", reporter="home", benchmark="b1"),
        number("m", "86.0", benchmark="b1"),
        number("m", "7.2", reporter="home", benchmark="b2"),
        number("m", "8.6", reporter="home", benchmark="b2", source_id="01"),
        number("m", "5", benchmark="b3"),
        number("m", "5", benchmark="b3", reporter="home"),
    ]
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        model=[{"model_id": "m", "team_id": "home"}],
        source=months("01"),
        score=scores,
    )
    rows = store.ask(
        "select benchmark_id, lowest_text, highest_text, highest_reporter_id, difference, kind from score_conflict"
    ).rows()
    assert rows == [
        ("b1", "58.1", "86.0", "judge", Decimal("27.9"), "reporters"),
        ("b2", "7.2", "8.6", "home", Decimal("1.4"), "revision"),
    ]


def test_repeated_measurements_take_the_closest_pair(tmp_path: Path) -> None:
    scores = [
        number("m", "60.0"),
        number("m", "64", reporter="home"),
        number("m", "61.5", reporter="home", source_id="01"),
        number("m", "90", reporter="home", source_id="02", effort="high"),
        number("m", "1", benchmark="mean"),
        number("m", "9", benchmark="mean", reporter="home"),
        number("m", "10", benchmark="tools", conditions="tools=yes"),
        number("m", "20", benchmark="tools", conditions="tools=none", reporter="home"),
        number("m", "7", benchmark="same"),
        number("m", "7", benchmark="same", reporter="home"),
    ]
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        model=[{"model_id": "m", "team_id": "home"}],
        benchmark=[{"benchmark_id": "mean", "category": "composite"}],
        source=months("01", "02"),
        score=scores,
    )
    rows = store.ask("select benchmark_id, difference, is_equal from reporter_spread").rows()
    assert rows == [("b", Decimal("1.5"), False), ("same", Decimal(0), True)]
    summary = store.ask(
        "select n_pairs, median_difference, mean_difference, largest_difference, n_equal from reporter_spread_summary where models = 'all'"
    )
    assert summary.row(0) == (2, Decimal("0.75"), Decimal("0.75"), Decimal("1.5"), 1)


def test_sizes_keep_the_range_over_sources(tmp_path: Path) -> None:
    models = [{"model_id": "m", "total_params_b": 519, "active_params_b": 33}, {"model_id": "n"}]
    facts = [{"model_id": "m", "value": 500, "source_id": "press"}, {"model_id": "m", "value": 519}]
    store = tiny_store(tmp_path, model=models, model_fact=facts)
    stated = store.ask("select model_id, total_params_b, source_id from stated_size").rows()
    assert stated == [("m", Decimal(500), "press"), ("m", Decimal(519), "s")]
    rows = store.ask("select model_id, total_lowest, total_highest, sources_disagree from model_size").rows()
    assert rows == [("m", Decimal(500), Decimal(519), True), ("n", None, None, False)]


def test_smallest_model_of_the_programme_counts_also_without_a_day_of_release(tmp_path: Path) -> None:
    """The sizes page draws it too; a model of a team outside the programme does not count."""
    models = [
        {"model_id": "main", "total_params_b": 100, "team_id": "home"},
        {"model_id": "small", "total_params_b": 7, "released_on": None, "team_id": "home"},
        {"model_id": "abroad", "total_params_b": 1, "team_id": "abroad"},
    ]
    store = tiny_store(tmp_path, team=[ABROAD], model=models, team_status=[{"team_id": "home"}])
    rows = store.ask("select model_id from model_size where is_programme order by total_params_b").rows()
    assert rows == [("small",), ("main",)]


def test_each_source_says_what_came_from_it(tmp_path: Path) -> None:
    store = tiny_store(
        tmp_path,
        team=[{"team_id": "abroad", "role": "foreign", "country": "US"}],
        team_status=[{"team_id": "home"}],
        model=[{"model_id": "m", "team_id": "home"}, {"model_id": "far", "team_id": "abroad"}],
        score=[
            number("m", "1", source_id="press"),
            *(
                number("far", text, source_id="press", effort=effort)
                for text, effort in (("2", None), ("3", "high"))
            ),
        ],
    )
    rows = store.ask(
        "select source_id, n_scores, n_programme_scores, n_sizes, n_claims from source_use order by source_id"
    ).rows()
    assert rows == [("press", 3, 1, 0, 0), ("s", 0, 0, 2, 0)]
