"""Who measured, how far parties are apart, what they revised and what they chose, on tiny cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.views.tiny import tiny_store

JUDGE = {"team_id": "judge", "role": "evaluator", "country": "US"}
MODELS = [{"model_id": "m", "team_id": "home"}, {"model_id": "n", "team_id": "rival"}]


def figure(text: str, benchmark: str, reporter: str, model: str = "m", **more: Any) -> dict[str, Any]:
    return {"model_id": model, "benchmark_id": benchmark, "score_text": text, "reporter_id": reporter, **more}


def test_distances_by_category_and_how_many_are_larger(tmp_path: Path) -> None:
    pairs = {
        "m1": ("math", "50", "50"),
        "m2": ("math", "50", "51"),
        "m3": ("math", "50", "54"),
        "c1": ("coding", "9", "7.5"),
    }
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        model=MODELS,
        reference_model=[{"model_id": "m"}],
        benchmark=[{"benchmark_id": key, "category": category} for key, (category, _, _) in pairs.items()],
        score=[
            figure(text, key, reporter)
            for key, (_, *texts) in pairs.items()
            for reporter, text in zip(("home", "judge"), texts, strict=True)
        ],
    )  # fmt: skip
    rows = store.ask("from reporter_spread_category").rows()
    assert rows == [
        ("math", 3, Decimal(1), Decimal("1.666667"), Decimal("2.5"), Decimal(4)),
        ("coding", 1, Decimal("1.5"), Decimal("1.5"), Decimal("1.5"), Decimal("1.5")),
    ]
    counts = store.ask(
        "select moved_further(0) as a, moved_further(1) as b, moved_further(1.49) as c, moved_further(4) as d"
    )
    assert counts.row(0) == (3, 2, 2, 0)
    summary = store.ask(
        "select n_equal, n_unequal, median_unequal from reporter_spread_summary where models = 'all'"
    )
    assert summary.row(0) == (1, 3, Decimal("1.5"))


def test_programme_models_reference_models_and_all_are_summed_up_apart(tmp_path: Path) -> None:
    """Distances 1 and 3 of the programme, 5 of a reference model, 9, 9 and 9 of a further one."""
    apart = [("m", "b", 1), ("m", "c", 3), ("ref", "b", 5), *(("far", key, 9) for key in "bcd")]
    store = tiny_store(
        tmp_path,
        team=[JUDGE, {"team_id": "abroad", "role": "foreign", "country": "US"}],
        team_status=[{"team_id": "home"}],
        model=[*MODELS, *({"model_id": key, "team_id": "abroad"} for key in ("ref", "far"))],
        reference_model=[{"model_id": "ref"}],
        score=[
            figure(text, benchmark, reporter, model)
            for model, benchmark, distance in apart
            for reporter, text in (("home", "50"), ("judge", str(50 + distance)))
        ],
    )
    rows = store.ask(
        "select models, n_pairs, median_difference, mean_difference, upper_quartile, largest_difference,"
        " most_frequent_model_id, n_most_frequent from reporter_spread_summary"
    ).rows()
    assert rows == [
        ("programme", 2, Decimal(2), Decimal(2), Decimal("2.5"), Decimal(3), "m", 2),
        ("compared", 3, Decimal(3), Decimal(3), Decimal(4), Decimal(5), "m", 2),
        ("all", 6, Decimal(7), Decimal(6), Decimal(9), Decimal(9), "far", 3),
    ]
    assert store.ask("select moved_further(2) as n")["n"].to_list() == [2]


def test_sets_of_models_without_a_repeated_measurement_count_none(tmp_path: Path) -> None:
    store = tiny_store(tmp_path, model=MODELS, score=[figure("1", "b", "home")])
    rows = store.ask(
        "select models, n_pairs, median_difference, n_most_frequent from reporter_spread_summary"
    )
    assert rows.rows() == [(models, 0, None, 0) for models in ("programme", "compared", "all")]


def test_later_numbers_of_one_party_are_revisions(tmp_path: Path) -> None:
    months = [{"source_id": name, "published_on": f"2026-{name}-01"} for name in ("02", "03")]
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        model=MODELS,
        source=[*months, {"source_id": "undated", "published_on": None}],
        score=[
            figure("36.0", "b", "home", source_id="03"),
            figure("26", "b", "home", source_id="02"),
            figure("8.3", "c", "home", source_id="02"),
            figure("7.2", "c", "home", source_id="undated"),
            figure("9", "d", "home", source_id="02"),
            figure("9", "d", "home", source_id="03"),
            figure("1", "e", "home", source_id="02"),
            figure("2", "e", "judge", source_id="03"),
            figure("1", "f", "home", source_id="02", conditions="tools=yes"),
            figure("2", "f", "home", source_id="03", conditions="tools=none"),
        ],
    )
    rows = store.ask(
        "select benchmark_id, relation, numbers, all_dated, difference, decimals from reporter_revision"
    ).rows(named=True)
    assert [(row["benchmark_id"], row["relation"], row["all_dated"]) for row in rows] == [
        ("b", "own", True),
        ("c", "own", False),
    ]
    assert [(one["score_text"], one["publication_day"]) for one in rows[0]["numbers"]] == [
        ("26", date(2026, 2, 1)),
        ("36.0", date(2026, 3, 1)),
    ]
    assert [one["score_text"] for one in rows[1]["numbers"]] == ["7.2", "8.3"]
    assert [(row["difference"], row["decimals"]) for row in rows] == [(Decimal(10), 1), (Decimal("1.1"), 1)]
    assert store.ask("select benchmark_id from reporter_spread")["benchmark_id"].to_list() == ["e"]


def test_own_numbers_beside_those_of_others(tmp_path: Path) -> None:
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        model=MODELS,
        benchmark=[{"benchmark_id": "errors", "higher_is_better": False}],
        score=[
            figure("60", "b", "home"),
            figure("57.5", "b", "judge"),
            figure("61", "b", "rival"),
            figure("8", "errors", "home"),
            figure("9", "errors", "judge"),
            figure("5", "alone", "home"),
            figure("4", "others", "judge"),
            figure("3", "others", "rival"),
            figure("7", "b", "rival", model="n"),
            figure("5", "b", "judge", model="n"),
        ],
    )
    rows = store.ask(
        "select relation, benchmark_id, reporter_id, own_text, other_text, gap from relation_gap"
    ).rows()
    assert rows == [
        ("independent", "b", "judge", "60", "57.5", Decimal("2.5")),
        ("independent", "b", "judge", "7", "5", Decimal(2)),
        ("independent", "errors", "judge", "8", "9", Decimal(1)),
        ("competitor", "b", "rival", "60", "61", Decimal(-1)),
    ]
    summary = store.ask(
        "select team_id, relation, n_with_both, n_benchmarks, n_pairs, mean_gap, median_gap, n_own_better, n_own_worse "
        "from relation_gap_summary"
    ).rows()
    assert summary == [
        ("home", "independent", 2, 3, 2, Decimal("1.75"), Decimal("1.75"), 2, 0),
        ("rival", "independent", 1, 1, 1, Decimal(2), Decimal(2), 1, 0),
        ("home", "competitor", 1, 3, 1, Decimal(-1), Decimal(-1), 0, 1),
        ("rival", "competitor", 0, 1, 0, None, None, 0, 0),
    ]


def test_which_benchmarks_of_the_others_a_team_left_out(tmp_path: Path) -> None:
    teams = ("home", "rival", "third")
    models = [{"model_id": f"{team}-1", "team_id": team, "released_on": date(2026, 1, 1)} for team in teams]
    old = {"model_id": "home-0", "team_id": "home", "released_on": date(2025, 12, 1)}
    chosen = {"home": ["shared", "alone"], "rival": ["shared", "left"], "third": ["left"]}
    scores = [
        figure("1", benchmark, team, model=f"{team}-1")
        for team, names in chosen.items()
        for benchmark in names
    ]
    scores += [figure("1", "left", "judge", model="home-1"), figure("1", "left", "home", model="home-0")]
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        team_status=[{"team_id": team} for team in teams],
        model=[*models, old],
        score=scores,
        missing_reason=[{"model_id": "third-1", "benchmark_id": "shared", "reason": "not_evaluated"}],
    )
    rows = store.ask(
        "select team_id, benchmark_id, other_team_ids, measured_by_another, reason from benchmark_choice "
        "where not is_published and n_others > 0"
    ).rows()
    assert rows == [
        ("home", "left", ["rival", "third"], True, None),
        ("rival", "alone", ["home"], False, None),
        ("third", "shared", ["home", "rival"], False, "not_evaluated"),
        ("third", "alone", ["home"], False, None),
    ]
    totals = store.ask(
        "select team_id, n_shared, n_of_others, n_left_out, n_left_out_of_several, n_alone from benchmark_choice_total"
    ).rows()
    assert totals == [("rival", 2, 3, 1, 0, 0), ("home", 1, 2, 1, 1, 1), ("third", 1, 3, 2, 1, 0)]


def test_cells_keep_every_kind_of_number_and_are_counted(tmp_path: Path) -> None:
    models = [
        {"model_id": name, "team_id": team, "released_on": date(2026, 1, 1)}
        for name, team in (("m", "home"), ("n", "rival"))
    ]
    store = tiny_store(
        tmp_path,
        team=[JUDGE],
        team_status=[{"team_id": "home"}, {"team_id": "rival"}],
        model=models,
        score=[
            figure("1", "b", "home"),
            figure("2", "b", "judge"),
            figure("1", "c", "rival"),
            figure("1", "c", "rival", model="n"),
        ],
        missing_reason=[{"model_id": "n", "benchmark_id": "b", "reason": "withheld"}],
    )
    cells = store.ask(
        "select benchmark_id, model_id, state, relations from coverage_cell order by 1, 2"
    ).rows()
    assert cells == [
        ("b", "m", "independent", ["independent", "own"]),
        ("b", "n", "withheld", []),
        ("c", "m", "competitor", ["competitor"]),
        ("c", "n", "own", ["own"]),
    ]
    states = store.ask("from coverage_state").rows()
    assert sorted(states) == [(key, 1, 4, 2, 2) for key in ("competitor", "independent", "own", "withheld")]
    totals = store.ask(
        "select model_id, n_independent, n_own, n_competitor, n_reason_known from coverage_total order by 1"
    ).rows()
    assert totals == [("m", 1, 1, 1, 0), ("n", 0, 1, 0, 1)]
