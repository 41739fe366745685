"""The scorecard on tiny cases worked out on paper, and on round 2 as published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dokja.store import Store
from tests.views.tiny import tiny_store

PARTS = {"exam/one": 50, "exam/two": 30, "jury": 20}
MARKS = {"a": (40, 20, 10), "b": (30, 29, 12), "c": (20, 10, 18)}


def mark(team: str, criterion: str, value: float, **more: Any) -> dict[str, Any]:
    return {
        "criterion": criterion,
        "team_id": team,
        "value": value,
        "out_of": PARTS.get(criterion, 100),
        **more,
    }


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Totals: a 70, b 71, c 48; a and b go on."""
    marks = [
        mark(team, part, value)
        for team, values in MARKS.items()
        for part, value in zip(PARTS, values, strict=True)
    ]
    published = [
        mark("a", "total", 70), mark("b", "total", 71), mark("c", "total", 48.1),
        {"criterion": "exam", "kind": "mean", "value": 49.7, "out_of": 80},
        {"criterion": "exam", "kind": "gap", "value": 30, "out_of": 80},
        mark("a", "exam/one", 40, kind="maximum"),
    ]  # fmt: skip
    return tiny_store(
        tmp_path,
        team_status=[
            *({"team_id": team} for team in MARKS),
            *({"team_id": team, "round": "round-1", "status": "advanced"} for team in "ab"),
        ],
        model=[{"model_id": f"model-{team}", "team_id": team} for team in MARKS],
        team=[{"team_id": "judge", "role": "evaluator"}],
        score=[
            {"model_id": f"model-{team}", "benchmark_id": "index", "score_text": text, "reporter_id": "judge"}
            for team, text in (("a", "80.0"), ("b", "60.1"))
        ],
        mark_conversion=[
            {"round": "round-1", "criterion": "exam/one", "benchmark_id": "index", "factor": 0.5}
        ],
        round_result=[*marks, *published],
    )


def test_official_order(store: Store) -> None:
    rows = store.ask(
        "select team_id, total, place, is_passed, n_passed from scorecard_official order by place"
    ).rows()
    assert rows == [("b", 71, 1, True, 2), ("a", 70, 2, True, 2), ("c", 48, 3, False, 2)]
    assert store.ask("select block, part_order from scorecard_part where team_id = 'a' order by part_order").rows() == [
        ("exam", 1), ("exam", 2), ("jury", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("variant", "subject", "places"),
    [
        ("without_part", "exam/two", {"a": 1, "b": 2, "c": 3}),
        ("without_block", "exam", {"c": 1, "b": 2, "a": 3}),
        ("doubled", "exam/one", {"a": 1, "b": 2, "c": 3}),
        ("doubled", "jury", {"b": 1, "a": 2, "c": 3}),
    ],
)
def test_parts_left_out(store: Store, variant: str, subject: str, places: dict[str, int]) -> None:
    rows = store.ask("from scorecard_variant where variant = ? and subject = ?", variant, subject)
    assert dict(rows.select("team_id", "place").iter_rows()) == places
    assert set(rows["order_changes"]) == {places != {"b": 1, "a": 2, "c": 3}}
    assert set(rows["passing_changes"]) == {places["c"] < 3}


def test_lone_part_is_no_block(store: Store) -> None:
    assert store.ask("from scorecard_variant where variant = 'without_block'")[
        "subject"
    ].unique().to_list() == ["exam"]


def test_other_points(store: Store) -> None:
    """Only the jury, out of 10: a 5, b 6, c 9."""
    rows = store.ask(
        "select team_id, total, place, would_pass from scorecard_reweighted('round-1', ['exam/one', 'jury'], [0, 10])"
    ).rows()
    assert rows == [("c", 9, 1, True), ("b", 6, 2, True), ("a", 5, 3, False)]


def test_equal_totals_share_a_place(store: Store) -> None:
    """One for each exam: a 0.8 + 0.667 = 1.467, b 0.6 + 0.967 = 1.567; at one decimal 1.5 and 1.6."""
    rows = store.ask(
        "select team_id, total, place from scorecard_reweighted('round-1', ['exam/one'], [0])"
    ).rows()
    assert {place for _, _, place in rows} == {1}


def test_effective_weights(store: Store) -> None:
    """Spreads 10, 9.504 and 4.163; of 23.667."""
    rows = store.ask(
        "select spread, effective_weight, effective_weight_by_range from scorecard_weight order by criterion"
    ).rows()
    assert [round(row[0], 3) for row in rows] == [10, 9.504, 4.163]
    assert [round(row[1], 1) for row in rows] == [42.3, 40.2, 17.6]
    assert [round(row[2], 1) for row in rows] == [42.6, 40.4, 17.0]


def test_figures_that_do_not_agree(store: Store) -> None:
    """Means of exam: (60 + 59 + 30) ÷ 3 = 49.67; gap 30; index 80.0 and 60.1 halved: 40 and 30.05, which is 30.1."""
    rows = store.ask(
        "select kind, team_id, computed, agrees from scorecard_check order by kind, team_id"
    ).rows()
    assert [(kind, team, float(computed), agrees) for kind, team, computed, agrees in rows] == [
        ("conversion", "a", 40, True), ("conversion", "b", 30.05, False),
        ("gap", None, 30, True), ("maximum", None, 40, True), ("mean", None, 49.666667, True),
        ("total", "a", 70, True), ("total", "b", 71, True), ("total", "c", 48, False),
    ]  # fmt: skip
