"""Scores on tiny cases: whose number is shown, and what is ranked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.views.tiny import tiny_store

JUDGE = {"team_id": "judge", "role": "evaluator", "country": "US"}
RIVAL = {"model_id": "rival", "team_id": "competitor"}


def test_relation_is_derived_from_keys(tmp_path: Path) -> None:
    scores = [
        {"model_id": "m", "benchmark_id": "b", "score_text": "1", "reporter_id": reporter}
        for reporter in ("maker", "competitor", "judge")
    ]
    store = tiny_store(tmp_path, team=[JUDGE], model=[{"model_id": "m"}, RIVAL], score=scores)
    rows = store.ask("select reporter_id, relation from measurement order by all").rows()
    assert rows == [("competitor", "competitor"), ("judge", "independent"), ("maker", "own")]


def test_ranks_count_only_numbers_of_one_table(tmp_path: Path) -> None:
    scores = [
        {"model_id": model, "benchmark_id": "b", "score_text": text, "reporter_id": "judge", "mode": mode}
        for model, text, mode in (
            ("a", "5", "reasoning"),
            ("b", "7", "reasoning"),
            ("c", "7", "reasoning"),
            ("d", "9", None),
        )
    ]
    store = tiny_store(tmp_path, team=[JUDGE], score=scores)
    rows = store.ask("select model_id, comparable_rank, n_comparable from measurement order by all").rows()
    assert rows == [("a", 3, 3), ("b", 1, 3), ("c", 1, 3), ("d", 1, 1)]


def test_a_later_measurement_stands_for_the_earlier_ones_of_its_source(tmp_path: Path) -> None:
    scores = [
        {
            "model_id": model,
            "benchmark_id": "b",
            "score_text": text,
            "reporter_id": "judge",
            "measured_on": day,
        }
        for model, text, day in (
            ("a", "9", "2026-01-01"),
            ("a", "5", "2026-02-01"),
            ("b", "7", "2025-01-01"),
            ("b", "8", None),
        )
    ]
    store = tiny_store(tmp_path, team=[JUDGE], score=scores)
    assert store.ask(
        "select score_text, comparable_rank, n_comparable from measurement order by all"
    ).rows() == [
        ("5", 2, 2),
        ("7", 1, 2),
        ("8", None, None),
        ("9", None, None),
    ]
    assert store.ask("select score_text from score_shown where measured_by = 'all' order by all").rows() == [
        ("5",),
        ("7",),
    ]
    assert store.ask("select one.score_text, n_candidates from pair_number(['a'], ['b'])").rows() == [
        ("5", 1)
    ]


def test_month_counts_as_its_last_day(tmp_path: Path) -> None:
    sources: list[dict[str, Any]] = [
        {"source_id": "month", "published_on": "2026-02"},
        {"source_id": "unknown", "published_on": None},
    ]
    scores = [
        {
            "model_id": "m",
            "benchmark_id": "b",
            "score_text": "1",
            "reporter_id": "maker",
            "source_id": source["source_id"],
        }
        for source in sources
    ]
    store = tiny_store(tmp_path, source=sources, score=scores)
    rows = store.ask("select source_id, publication_day from measurement order by all").rows()
    assert rows == [("month", date(2026, 2, 28)), ("unknown", None)]


def test_shown_number_is_independent_then_own_then_newest(tmp_path: Path) -> None:
    sources = [
        {"source_id": "old", "published_on": "2026-01-01"},
        {"source_id": "new", "published_on": "2026-02-01"},
    ]
    scores = [
        {
            "model_id": "m",
            "benchmark_id": benchmark,
            "score_text": text,
            "reporter_id": reporter,
            "source_id": source,
        }
        for benchmark, text, reporter, source in (
            ("b1", "10.00", "judge", "old"),
            ("b1", "20", "maker", "new"),
            ("b2", "30", "maker", "old"),
            ("b2", "40", "maker", "new"),
            ("b2", "50", "competitor", "new"),
        )
    ]
    store = tiny_store(tmp_path, team=[JUDGE], model=[{"model_id": "m"}, RIVAL], source=sources, score=scores)
    rows = store.ask(
        "select benchmark_id, score_text, n_values, n_reporters, lowest_text, highest_text, highest_reporter_id from score_shown where measured_by = 'all' order by 1"
    ).rows()
    assert rows == [
        ("b1", "10.00", 2, 2, "10.00", "20", "maker"),
        ("b2", "40", 3, 2, "30", "50", "competitor"),
    ]


def test_contradicting_conditions_stay_out_of_the_range(tmp_path: Path) -> None:
    scores = [
        {
            "model_id": "m",
            "benchmark_id": "b",
            "score_text": text,
            "reporter_id": "maker",
            "conditions": conditions,
        }
        for text, conditions in (("10", "tools=none"), ("90", "tools=yes"))
    ]
    store = tiny_store(tmp_path, score=scores)
    rows = store.ask(
        "select score_text, highest, n_values, n_other_conditions from score_shown where measured_by = 'all'"
    ).rows()
    assert rows == [("10", Decimal(10), 1, 1)]


def test_lower_is_better_turns_the_order(tmp_path: Path) -> None:
    scores = [
        {"model_id": model, "benchmark_id": "errors", "score_text": text, "reporter_id": "judge"}
        for model, text in (("a", "12.5"), ("b", "3.5"))
    ]
    benchmarks = [{"benchmark_id": "errors", "higher_is_better": False}]
    store = tiny_store(tmp_path, team=[JUDGE], benchmark=benchmarks, score=scores)
    assert store.ask(
        "select model_id, place, comparable_rank from leaderboard where measured_by = 'all' order by place"
    ).rows() == [
        ("b", 1, 1),
        ("a", 2, 2),
    ]


def test_an_independent_number_under_another_agent_does_not_replace_the_makers(tmp_path: Path) -> None:
    numbers = (
        ("62.4", "maker", None),
        ("26.0", "judge", "agent=mini"),
        ("30.0", "judge", "shots=5; agent=mini"),
        ("60.0", "judge", None),
    )
    scores = [
        {
            "model_id": "m",
            "benchmark_id": "b",
            "score_text": text,
            "reporter_id": reporter,
            "conditions": conditions,
        }
        for text, reporter, conditions in numbers
    ]
    store = tiny_store(tmp_path, team=[JUDGE], score=scores)
    shown = store.ask(
        "select agent, score_text, n_values from score_shown where measured_by = 'all' order by score_text"
    ).rows()
    assert shown == [("agent=mini", "26.0", 1), (None, "60.0", 2)]
    own = store.ask("select score_text from leaderboard where measured_by = 'own'")
    assert own["score_text"].to_list() == ["62.4"]
    assert store.ask(
        "select agent_of('tools=none; harness=h; agent=a') as a, agent_of('tools=none') as b"
    ).row(0) == (
        "agent=a; harness=h",
        None,
    )


def test_best_of_each_team_and_of_each_category(tmp_path: Path) -> None:
    scores = [
        {"model_id": model, "benchmark_id": benchmark, "score_text": text, "reporter_id": "judge"}
        for model, benchmark, text in (
            ("a1", "b1", "5"),
            ("a2", "b1", "8"),
            ("c1", "b1", "7"),
            ("c1", "b2", "1"),
            ("f1", "b2", "9"),
        )
    ]
    models = [{"model_id": name, "team_id": name[0]} for name in ("a1", "a2", "c1", "f1")]
    foreign = {"team_id": "f", "role": "reference", "country": "US"}
    store = tiny_store(tmp_path, team=[JUDGE, foreign], model=models, score=scores)
    best = store.ask(
        "select benchmark_id, team_id, model_id, is_highest, n_teams from team_best where measured_by = 'all' order by all"
    ).rows()
    assert best == [("b1", "a", "a2", True, 2), ("b1", "c", "c1", False, 2), ("b2", "c", "c1", True, 1)]
    summary = store.ask(
        "select team_id, n_benchmarks, n_published, n_contested, n_highest, n_independent from category_summary where measured_by = 'all' order by all"
    ).rows()
    assert summary == [("a", 2, 1, 1, 1, 1), ("c", 2, 2, 1, 0, 2)]


def test_frontier_and_its_firmness(tmp_path: Path) -> None:
    models = [
        {"model_id": "small", "total_params_b": 10, "active_params_b": 1},
        {"model_id": "twin", "total_params_b": 10},
        {"model_id": "middle", "total_params_b": 20},
        {"model_id": "large", "total_params_b": 30},
        {"model_id": "large-pair", "total_params_b": 30},
        {"model_id": "unsized"},
    ]
    scores = [
        {"model_id": model, "benchmark_id": "b", "score_text": text, "reporter_id": reporter}
        for model, text, reporter in (
            ("small", "50", "judge"),
            ("twin", "40", "judge"),
            ("middle", "50", "judge"),
            ("large", "60", "judge"),
            ("large", "45", "maker"),
            ("large-pair", "60", "judge"),
            ("unsized", "99", "judge"),
        )
    ]
    store = tiny_store(tmp_path, team=[JUDGE], model=models, score=scores)
    rows = store.ask(
        "select size_kind, model_id, on_frontier, is_firm from pareto_frontier where measured_by = 'all' order by size_kind, params_b, model_id"
    ).rows()
    assert rows == [
        ("active", "small", True, True),
        ("total", "small", True, True),
        ("total", "twin", False, False),
        ("total", "middle", False, False),
        ("total", "large", True, False),
        ("total", "large-pair", True, True),
    ]
    both = store.ask(
        "select model_id, params_b, on_frontier, is_firm from size_score_frontier where measured_by = 'all' and size_kind = 'active' and signed_score >= 60 order by all"
    ).rows()
    assert both == [(name, None, False, False) for name in ("large", "large-pair", "unsized")]
    sized = store.ask(
        "select model_id, total_params_b from size_score where measured_by = 'all' and total_params_b is null"
    ).rows()
    assert sized == [("unsized", None)]


def test_head_to_head_prefers_one_table_and_shared_benchmarks(tmp_path: Path) -> None:
    scores = [
        {
            "model_id": model,
            "benchmark_id": benchmark,
            "score_text": text,
            "reporter_id": reporter,
            "source_id": source,
        }
        for model, benchmark, text, reporter, source in (
            ("x", "b1", "70.0", "competitor", "table"),
            ("y", "b1", "72.5", "competitor", "table"),
            ("x", "b1", "80", "maker", "s"),
            ("x", "b2", "10", "maker", "s"),
            ("y", "b2", "8", "judge", "s"),
            ("x", "b3", "1", "maker", "s"),
        )
    ]
    store = tiny_store(
        tmp_path, team=[JUDGE], model=[{"model_id": "x"}, {"model_id": "y"}, RIVAL], score=scores
    )
    rows = store.ask(
        "select benchmark_id, model_id, score_text, difference, basis from head_to_head(?) order by benchmark_id, place",
        ["x", "y"],
    ).rows()
    assert rows == [
        ("b1", "x", "70.0", Decimal(0), "one_table"),
        ("b1", "y", "72.5", Decimal("2.5"), "one_table"),
        ("b2", "x", "10", Decimal(0), "not_known"),
        ("b2", "y", "8", Decimal(-2), "not_known"),
    ]


def test_spread_is_from_the_highest_to_the_lowest_where_nothing_is_known_to_differ(tmp_path: Path) -> None:
    """b1: 70.0 to 72.5; b2: 8 to 10; b3: 1 to 9, but one with tools; b4, in points: 3 to 3.25; b5: y has no score."""
    numbers: list[tuple[str, str, str, dict[str, Any]]] = [
        ("b1", "x", "70.0", {}),
        ("b1", "y", "72.5", {}),
        ("b1", "z", "71", {}),
        ("b2", "x", "10", {}),
        ("b2", "y", "8", {}),
        ("b2", "z", "9", {}),
        ("b3", "x", "1", {"conditions": "tools=none"}),
        ("b3", "y", "9", {"conditions": "tools=yes"}),
        ("b3", "z", "9", {"conditions": "tools=yes"}),
        ("b4", "x", "3", {"unit": "points"}),
        ("b4", "y", "3.25", {"unit": "points"}),
        ("b4", "z", "3.1", {"unit": "points"}),
        ("b5", "x", "1", {}),
        ("b5", "z", "50", {}),
    ]
    scores = [
        {"benchmark_id": benchmark, "model_id": model, "score_text": text, "reporter_id": "judge", **more}
        for benchmark, model, text, more in numbers
    ]
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        model=[{"model_id": key} for key in "xyz"],
        benchmark=[{"benchmark_id": "b4", "unit": "points"}],
        score=scores,
    )
    assert store.ask("from head_to_head_spread(['x', 'y', 'z'])").rows() == [
        ("percent", 2, Decimal(2), 0, "b2", Decimal("2.5"), 1, "b1"),
        ("points", 1, Decimal("0.25"), 2, "b4", Decimal("0.25"), 2, "b4"),
    ]


def test_three_models_are_alike_only_if_every_two_are(tmp_path: Path) -> None:
    """b1: x and y of one table, z of another; b2: one table, but z without reasoning; b3: all recorded alike."""
    whole = {"mode": "reasoning", "effort": "high", "conditions": "tools=none"}
    numbers: list[tuple[str, str, str, dict[str, Any]]] = [
        ("b1", "x", "judge", {}),
        ("b1", "y", "judge", {}),
        ("b1", "z", "maker", {}),
        ("b2", "x", "judge", {"mode": "reasoning"}),
        ("b2", "y", "judge", {}),
        ("b2", "z", "judge", {"mode": "non-reasoning"}),
        ("b3", "x", "judge", whole),
        ("b3", "y", "judge", whole),
        ("b3", "z", "maker", whole),
    ]
    scores = [
        {"benchmark_id": benchmark, "model_id": model, "score_text": "5", "reporter_id": reporter, **more}
        for benchmark, model, reporter, more in numbers
    ]
    store = tiny_store(tmp_path, team=[JUDGE], model=[{"model_id": key} for key in "xyz"], score=scores)
    asked = "select distinct benchmark_id, basis, differs from head_to_head(['x', 'y', 'z']) order by 1"
    assert store.ask(asked).rows() == [
        ("b1", "not_known", []),
        ("b2", "differs", ["mode"]),
        ("b3", "recorded", []),
    ]


def test_range_holds_only_numbers_that_are_not_known_to_be_of_other_conditions(tmp_path: Path) -> None:
    """The judge prints 60 without a word on tools and 80 with tools: so its 60 is without, and others' 85 with is not
    like it; a 58 without tools and a 57 of which nothing is known may be."""
    numbers = (
        ("60", "judge", None),
        ("80", "judge", "tools=yes"),
        ("85", "maker", "tools=yes"),
        ("58", "competitor", "tools=none"),
        ("57", "maker", None),
    )
    scores = [
        {
            "model_id": "m",
            "benchmark_id": "b",
            "score_text": text,
            "reporter_id": reporter,
            "conditions": conditions,
        }
        for text, reporter, conditions in numbers
    ]
    store = tiny_store(tmp_path, team=[JUDGE], model=[{"model_id": "m"}, RIVAL], score=scores)
    asked = "select score_text, lowest, highest, n_values, n_other_conditions from score_shown where measured_by = ?"
    assert store.ask(asked, "all").rows() == [("60", 57, 60, 3, 2)]
    assert store.ask(asked, "own").rows() == [("57", 57, 57, 1, 1)]


def test_a_number_with_tools_has_none_without_in_its_range(tmp_path: Path) -> None:
    """Of the maker's two, the one that says nothing of tools is not the one with tools."""
    scores = [
        {
            "model_id": "m",
            "benchmark_id": "b",
            "score_text": text,
            "reporter_id": reporter,
            "conditions": conditions,
        }
        for text, reporter, conditions in (
            ("80", "judge", "tools=yes"),
            ("85", "maker", "tools=yes"),
            ("57", "maker", None),
        )
    ]
    store = tiny_store(tmp_path, team=[JUDGE], score=scores)
    asked = (
        "select score_text, lowest, highest, n_other_conditions from score_shown where measured_by = 'all'"
    )
    assert store.ask(asked).rows() == [("80", 80, 85, 1)]


def test_what_another_source_states_tells_nothing_apart_but_the_use_of_tools(tmp_path: Path) -> None:
    """Of one organisation: with tools in another source, the number without a word is without; else it may be alike."""
    stated = {"b1": "shots=5", "b2": "tools=none", "b3": "tools=python"}
    scores = [
        {"model_id": "m", "benchmark_id": benchmark, "score_text": text, "reporter_id": "judge", **more}
        for benchmark, conditions in stated.items()
        for text, more in (("60", {}), ("70", {"source_id": "other", "conditions": conditions}))
    ]
    other = {"source_id": "other", "published_on": "2025-01-01"}
    store = tiny_store(tmp_path, team=[JUDGE], source=[other], score=scores)
    asked = "select benchmark_id, lowest, highest from score_shown where measured_by = 'all' order by 1"
    assert store.ask(asked).rows() == [("b1", 60, 70), ("b2", 60, 70), ("b3", 60, 60)]


def test_numbers_without_a_day_are_counted_where_the_newest_is_shown(tmp_path: Path) -> None:
    scores = [
        {
            "model_id": "m",
            "benchmark_id": "b",
            "score_text": text,
            "reporter_id": "maker",
            "source_id": source,
        }
        for text, source in (("1", "s"), ("2", "undated"))
    ]
    store = tiny_store(tmp_path, source=[{"source_id": "undated", "published_on": None}], score=scores)
    asked = "select score_text, n_values, n_undated from leaderboard where measured_by = 'all'"
    assert store.ask(asked).rows() == [("1", 2, 1)]


def test_benchmarks_of_most_teams_come_first(tmp_path: Path) -> None:
    scores = [
        {"model_id": model, "benchmark_id": benchmark, "score_text": "1", "reporter_id": "judge"}
        for model, benchmark in (("a1", "b1"), ("a1", "b2"), ("c1", "b2"))
    ]
    models = [{"model_id": name, "team_id": name[0]} for name in ("a1", "c1")]
    store = tiny_store(tmp_path, team=[JUDGE], model=models, score=scores)
    rows = store.ask(
        "select benchmark_id, n_numbers, n_models, n_reporters, n_teams from benchmark_use"
    ).rows()
    assert rows == [("b2", 2, 2, 1, 2), ("b1", 1, 1, 1, 1)]


def test_model_is_found_by_any_name(tmp_path: Path) -> None:
    models = [{"model_id": "v", "name_ko": "배키 100B", "name_en": "VAETKI 100B"}, {"model_id": "other"}]
    store = tiny_store(tmp_path, model=models, model_alias=[{"alias": "베키", "model_id": "v"}])
    for wanted in ("배키", "베키", "vaetki", "VAETKI-100b"):
        assert store.ask("from find_model(?)", wanted)["model_id"].to_list() == ["v"]
