"""Official marks, places and events on tiny cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.views.tiny import tiny_store


def test_bounds_follow_from_maximum_and_mean(tmp_path: Path) -> None:
    status = [{"team_id": team, "round": "round-1", "status": "advanced"} for team in ("a", "c", "d")]
    marks = [
        {"kind": "maximum", "team_id": "a", "value": 9},
        {"kind": "maximum", "team_id": "c", "value": 9},
        {"kind": "mean", "value": 7},
        {"kind": "maximum", "team_id": "a", "value": 4, "criterion": "part", "out_of": 10},
    ]
    store = tiny_store(tmp_path, team_status=status, round_result=marks)
    rows = store.ask(
        "select criterion, maximum, holders, mean, n_teams, mean_of_others, others_share from round_bounds"
    ).rows()
    # (3 × 7 − 9) ÷ 2 = 6
    assert rows == [
        ("part", Decimal(4), ["a"], None, 3, None, None),
        ("total", Decimal(9), ["a", "c"], Decimal(7), 3, Decimal(6), Decimal(6)),
    ]


def test_no_bounds_where_marks_are_known(tmp_path: Path) -> None:
    marks = [
        {"team_id": "a", "value": 40, "out_of": 50},
        {"team_id": "c", "value": 45, "out_of": 50},
        {"kind": "maximum", "team_id": "c", "value": 45, "out_of": 50},
    ]
    store = tiny_store(tmp_path, round_result=marks)
    assert store.ask("from round_bounds").is_empty()
    rows = store.ask("select team_id, value, share, place, behind_first, is_total from scorecard").rows()
    assert rows == [
        ("c", Decimal(45), Decimal(90), 1, Decimal(0), True),
        ("a", Decimal(40), Decimal(80), 2, Decimal(5), True),
    ]


def test_place_is_the_latest_status(tmp_path: Path) -> None:
    status = [
        {"team_id": "a"},
        {"team_id": "a", "round": "round-1", "status": "left", "on_date": date(2026, 1, 15)},
        {"team_id": "c"},
    ]
    store = tiny_store(tmp_path, team_status=status)
    assert store.ask("select team_id, status, is_in from team_place").rows() == [
        ("c", "selected", True),
        ("a", "left", False),
    ]


def test_timeline_adds_releases_that_no_event_names(tmp_path: Path) -> None:
    models = [
        {"model_id": "named", "team_id": "a", "released_on": date(2026, 7, 1)},
        {"model_id": "unnamed", "team_id": "a", "released_on": date(2026, 5, 1)},
    ]
    events = [
        {"event_id": "e", "kind": "release", "team_id": "a", "on_date": date(2026, 7, 1)},
        {"event_id": "plan", "kind": "plan", "on_date": None},
    ]
    store = tiny_store(tmp_path, model=models, team_status=[{"team_id": "a"}], event=events)
    rows = store.ask("select event_id, model_id from timeline").rows()
    assert rows == [("unnamed", "unnamed"), ("e", None), ("plan", None)]
