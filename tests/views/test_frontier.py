"""The frontier and the months behind it: tiny cases on paper, and every benchmark recomputed from the CSV files."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from dokja.records.store import ROOT, Store
from tests.views.tiny import tiny_store

JUDGE = {"team_id": "judge", "role": "evaluator", "country": "CH"}
AMERICAN = {"team_id": "american", "role": "reference", "country": "US"}
CHINESE = {"team_id": "chinese", "role": "reference", "country": "CN"}
NOWHERE = {"team_id": "nowhere", "role": "reference", "country": "ZZ"}
TEAMS = [JUDGE, AMERICAN, CHINESE, NOWHERE]


def model(name: str, team: str, day: str | None, **more: Any) -> dict[str, Any]:
    return {
        "model_id": name, "team_id": team, "released_on": date.fromisoformat(day) if day else None, **more,
    }  # fmt: skip


def number(name: str, text: str, reporter: str = "judge", **more: Any) -> dict[str, Any]:
    return {"model_id": name, "benchmark_id": "b", "score_text": text, "reporter_id": reporter, **more}


MODELS = [
    model("k", "home", "2026-07-01"),
    model("old", "american", "2025-01-01"),
    model("mid", "chinese", "2025-07-01", weights="open"),
    model("new", "american", "2026-09-01"),
    model("nobody", "nowhere", "2024-01-01"),
]


def asked(
    store: Store, columns: str, measured_by: str = "all", rivals: str = "world"
) -> list[tuple[Any, ...]]:
    return store.ask(
        f"select {columns} from months_behind where measured_by = ? and rivals = ? order by model_id, benchmark_id",
        measured_by,
        rivals,
    ).rows()


ANSWER = "model_id, state, reached_model_id, months, is_at_least"


def test_first_foreign_model_at_the_score(tmp_path: Path) -> None:
    scores = [
        number("k", "60"),
        number("old", "50"),
        number("mid", "60.0"),
        number("new", "90"),
        number("nobody", "99"),
    ]
    store = tiny_store(tmp_path, team=TEAMS, model=MODELS, score=scores)
    # 2025-07-01 to 2026-07-01: 365 days / 30.4375 = 11.99
    assert asked(store, ANSWER) == [("k", "behind", "mid", Decimal("12.0"), False)]
    assert asked(store, ANSWER, rivals="CN") == [("k", "behind", "mid", Decimal("12.0"), True)]
    assert asked(store, ANSWER, rivals="open") == [("k", "behind", "mid", Decimal("12.0"), True)]
    # the only US model at 60 or more came 62 days later: 2.04 months
    assert asked(store, ANSWER, rivals="US") == [("k", "ahead", "new", Decimal("-2.0"), False)]
    best = "best_then_model_id, points_then, best_now_model_id, points_now, covered_until, n_rivals"
    assert asked(store, best) == [("mid", 0, "new", 30, date(2026, 9, 1), 3)]
    steps = store.ask(
        "select model_id, dated_on, until_on from frontier where measured_by = 'all' and rivals = 'world'"
    )
    assert steps.rows() == [
        ("old", date(2025, 1, 1), date(2025, 7, 1)),
        ("mid", date(2025, 7, 1), date(2026, 9, 1)),
        ("new", date(2026, 9, 1), None),
    ]


@pytest.mark.parametrize(
    ("scores", "state"),
    [
        ([], "no_rival"),
        ([number("old", "50"), number("mid", "59")], "not_covered"),
        ([number("old", "50"), number("new", "59")], "not_reached"),
        ([number("nobody", "99")], "no_rival"),
    ],
)
def test_what_is_not_reached(tmp_path: Path, scores: list[dict[str, Any]], state: str) -> None:
    store = tiny_store(tmp_path, team=TEAMS, model=MODELS, score=[number("k", "60"), *scores])
    assert asked(store, ANSWER) == [("k", state, None, None, False)]


def test_model_without_a_date(tmp_path: Path) -> None:
    models = [
        model("k", "home", None),
        model("f", "american", None),
        model("g", "american", None),
        *MODELS[1:],
    ]
    scores = [number("k", "60", measured_on="2026-08-01"), number("old", "70")]
    store = tiny_store(tmp_path, team=TEAMS, model=models, score=scores)
    assert asked(store, "model_id, state, months") == [("k", "no_date", None)]
    # a foreign model counts from the day of its measurement, or not at all
    scores = [number("k2", "60"), number("f", "70", measured_on="2026-05"), number("g", "80")]
    store = tiny_store(tmp_path, team=TEAMS, model=[*models, model("k2", "home", "2026-07-01")], score=scores)
    assert asked(store, "reached_model_id, reached_on, is_reached_by_run, n_rivals") == [
        ("f", date(2026, 5, 31), True, 1)
    ]


@pytest.mark.parametrize(
    ("korean", "foreign", "counts"),
    [
        ({}, {"conditions": "tools=yes"}, False),
        ({}, {"conditions": "tools=none"}, True),
        ({}, {"conditions": "attempts=multiple"}, False),
        ({}, {"conditions": "shots=5; scoring=cons@64"}, False),
        ({}, {"conditions": "scoring=maj@8"}, False),
        ({}, {"conditions": "scoring=pass@5"}, False),
        ({}, {"conditions": "scoring=pass@1"}, True),
        ({}, {"conditions": "scoring=avg@64"}, True),
        ({"conditions": "shots=5"}, {"conditions": "shots=0"}, False),
        ({"conditions": "shots=5"}, {"conditions": "tools=none"}, True),
        ({}, {"mode": "reasoning", "effort": "max"}, True),
    ],
)
def test_one_answer_under_conditions_that_do_not_contradict(
    tmp_path: Path, korean: dict[str, str], foreign: dict[str, str], counts: bool
) -> None:
    scores = [number("k", "60", **korean), number("old", "70", **foreign)]
    store = tiny_store(tmp_path, team=TEAMS, model=MODELS, score=scores)
    assert asked(store, "reached_model_id") == [("old" if counts else None,)]


def test_tools_belong_to_an_agentic_benchmark(tmp_path: Path) -> None:
    scores = [number("k", "60"), number("old", "70", conditions="tools=yes")]
    benchmark = [{"benchmark_id": "b", "category": "agentic"}]
    store = tiny_store(tmp_path, team=TEAMS, model=MODELS, score=scores, benchmark=benchmark)
    assert asked(store, "reached_model_id") == [("old",)]
    assert store.ask(
        "select is_single_answer('tools=yes', 'math') as no, is_single_answer(null, 'math') as yes"
    ).row(0) == (
        False,
        True,
    )


def test_number_with_fewer_decimals_decides_nothing_within_half_a_unit(tmp_path: Path) -> None:
    scores = [number("k", "60.3"), number("old", "60"), number("mid", "61"), number("new", "60.3")]
    store = tiny_store(tmp_path, team=TEAMS, model=MODELS, score=scores)
    assert asked(store, "reached_model_id") == [("mid",)]
    store = tiny_store(tmp_path, team=TEAMS, model=MODELS, score=[number("k", "60.6"), number("old", "61")])
    assert asked(store, "reached_model_id") == [(None,)]


def test_lower_is_better(tmp_path: Path) -> None:
    scores = [number("k", "5"), number("old", "6"), number("mid", "4")]
    benchmark = [{"benchmark_id": "b", "higher_is_better": False}]
    store = tiny_store(tmp_path, team=TEAMS, model=MODELS, score=scores, benchmark=benchmark)
    assert asked(store, "reached_model_id, points_then") == [("mid", 1)]


def test_own_independent_and_either(tmp_path: Path) -> None:
    scores = [
        number("k", "60", "home"), number("k", "55"),
        number("old", "58", "american"), number("old", "56"),
        number("mid", "70", "american"), number("mid", "59", "chinese"),
    ]  # fmt: skip
    store = tiny_store(tmp_path, team=TEAMS, model=MODELS, score=scores)
    columns = "score_text, state, reached_model_id, reached_text"
    assert asked(store, columns) == [
        ("60", "behind", "mid", "70")
    ]  # a competitor's number counts under either alone
    assert asked(store, columns, "own") == [("60", "not_covered", None, None)]
    assert asked(store, columns, "independent") == [("55", "behind", "old", "56")]


def test_answer_without_a_doubtful_number(tmp_path: Path) -> None:
    scores = [number("k", "60"), number("old", "70"), number("mid", "65")]
    doubtful = [{"model_id": "old", "benchmark_id": "b", "score_text": "70", "reporter_id": "judge"}]
    store = tiny_store(tmp_path, team=TEAMS, model=MODELS, score=scores, doubtful_score=doubtful)
    # 2025-01-01 to 2026-07-01: 546 days = 17.94
    columns = "reached_model_id, months, doubt_en, undoubted_model_id, undoubted_months"
    assert asked(store, columns) == [("old", Decimal("17.9"), "reason", "mid", Decimal("12.0"))]


def test_months_of_a_team_and_since_its_first_model(tmp_path: Path) -> None:
    models = [*MODELS, model("first", "home", "2026-01-01")]
    benchmarks = [{"benchmark_id": name} for name in "bcde"]
    scores = [
        number("k", "60"), number("old", "50"), number("mid", "60"),  # 12.0 months
        number("k", "60", benchmark_id="c"), number("old", "60", benchmark_id="c"),  # 17.9, at least
        number("k", "60", benchmark_id="d"), number("new", "60", benchmark_id="d"),  # ahead
        number("k", "60", benchmark_id="e"), number("old", "59", benchmark_id="e"),  # not covered
        number("first", "45"), number("nobody", "70"),  # old, 365 days: 12.0, at least
        number("first", "60", benchmark_id="d"),  # ahead by 243 days: 8.0
    ]  # fmt: skip
    status = [{"team_id": "home", "status": "selected", "on_date": date(2025, 8, 4)}]
    store = tiny_store(
        tmp_path, team=TEAMS, model=models, benchmark=benchmarks, score=scores, team_status=status
    )
    team = store.ask("from months_behind_team where measured_by = 'all' and rivals = 'world'").row(
        0, named=True
    )
    assert (team["model_id"], team["n_compared"], team["n_behind"], team["n_ahead"]) == ("k", 3, 2, 1)
    assert (team["n_not_covered"], team["n_no_rival"]) == (1, 0)
    # 0 (the lead), 12.0, 17.9
    assert (team["median_months"], team["least_months"], team["most_months"]) == (12, 12, Decimal("17.9"))
    trend = store.ask(
        "select benchmark_id, first_months, newest_months, change, trend from months_behind_trend "
        "where measured_by = 'all' and rivals = 'world'"
    ).rows()
    assert trend == [
        ("b", 12, 12, 0, "bound"),
        ("d", Decimal("-8.0"), Decimal("-2.0"), 6, "further"),
    ]


@pytest.mark.parametrize(
    ("change", "trend"), [("-1", "closer"), ("-0.9", "same"), ("0.9", "same"), ("1", "further")]
)
def test_trend_of_less_than_a_month_is_none(real_store: Store, change: str, trend: str) -> None:
    assert real_store.ask("select trend_of(?) as t", Decimal(change)).item() == trend


def test_direction_that_hangs_on_a_doubtful_number(tmp_path: Path) -> None:
    models = [*MODELS, model("first", "home", "2026-01-01"), model("low", "american", "2024-01-01")]
    scores = [
        number("k", "60"),
        number("first", "55"),
        number("low", "40"),
        number("old", "60"),
        number("mid", "70"),
    ]
    status = [{"team_id": "home", "status": "selected", "on_date": date(2025, 8, 4)}]
    doubtful = [{"model_id": "old", "benchmark_id": "b", "score_text": "60", "reporter_id": "judge"}]
    query = "select change, trend from months_behind_trend where measured_by = 'all' and rivals = 'world'"
    known: dict[str, Any] = {"team": TEAMS, "model": models, "score": scores, "team_status": status}
    # both reached by old: 12.0 and 17.9 months; without it by mid: 6.0 and 12.0, the same direction
    store = tiny_store(tmp_path, doubtful_score=doubtful, **known)
    assert store.ask(query).rows() == [(Decimal("5.9"), "further")]
    # without old the newest is not reached before it: another direction
    scores[-1] = number("mid", "58")
    store = tiny_store(tmp_path, doubtful_score=doubtful, **known)
    assert store.ask(query).rows() == [(Decimal("5.9"), "doubtful")]


def test_korean_models_change_nothing_of_each_other(tmp_path: Path) -> None:
    scores = [number("k", "60"), number("old", "50"), number("mid", "60")]
    store = tiny_store(tmp_path, team=TEAMS, model=MODELS, score=scores)
    before = asked(store, "*")
    further = [model("k0", "home", "2024-01-01"), model("k9", "another", "2026-09-01")]
    scores += [number("k0", "99"), number("k9", "99", conditions="shots=5")]
    store = tiny_store(tmp_path, team=TEAMS, model=[*MODELS, *further], score=scores)
    assert [row for row in asked(store, "*") if row[1] == "k"] == before


def test_month_is_a_twelfth_of_a_year(real_store: Store) -> None:
    row = real_store.ask(
        "select months_between(date '2025-01-01', date '2026-01-01') as year, "
        "months_between(date '2026-03-01', date '2026-01-01') as back"
    ).row(0)
    assert row == (Decimal("12.0"), Decimal("-1.9"))  # 365 and -59 days


def test_rivals_are_counted_once_a_group(tmp_path: Path) -> None:
    scores = [number("k", "60"), number("mid", "50"), number("old", "40"), number("nobody", "70")]
    store = tiny_store(tmp_path, team=TEAMS, model=MODELS, score=scores)
    sides = store.ask(
        "select model_id, side, dated_on from frontier_figure where measured_by = 'all' order by all"
    )
    assert sides.rows() == [  # an organisation of unknown country counts for neither side
        ("k", "korean", date(2026, 7, 1)),
        ("mid", "foreign", date(2025, 7, 1)),
        ("old", "foreign", date(2025, 1, 1)),
    ]
    steps = store.ask(
        "select model_id, certain_score, counted from frontier_step where at_decimals = 0 and rivals = 'world' "
        "and measured_by = 'all' and counted = 'undoubted' order by dated_on"
    )
    assert steps.rows() == [("old", 40, "undoubted"), ("mid", 50, "undoubted")]
    groups = store.ask(
        "select model_id, rivals from rival_figure where measured_by = 'all' order by all"
    ).rows()
    assert groups == [("mid", "CN"), ("mid", "open"), ("mid", "world"), ("old", "US"), ("old", "world")]


CHECKED = [
    ("gpqa-diamond", "solar-open-2-250b", "13.5", "gemini-2.5-pro-preview-06-05"),
    ("gpqa-diamond", "a-x-k2", "13.8", "gemini-2.5-pro-preview-06-05"),
    ("gpqa-diamond", "k-exaone-2.0-750b-a37b", "16.2", "gemini-2.5-pro-exp-03-25"),
    ("gpqa-diamond", "motif-3", "16.6", "gemini-2.5-pro-exp-03-25"),
    ("mmlu-pro", "solar-open-2-250b", "15.1", "seed-thinking-v1.5"),
]
"""Worked out by an independent path from the same figures."""


@pytest.mark.parametrize(("benchmark", "name", "expected", "reached"), CHECKED)
def test_months_of_the_programme(
    real_store: Store, benchmark: str, name: str, expected: str, reached: str
) -> None:
    row = real_store.ask(
        "select months, reached_model_id from months_behind "
        "where benchmark_id = ? and model_id = ? and measured_by = 'all' and rivals = 'world'",
        *(benchmark, name),
    ).row(0)
    assert row == (Decimal(expected), reached)


def test_months_without_the_doubtful_number(real_store: Store) -> None:
    row = real_store.ask(
        "select undoubted_months from months_behind where benchmark_id = 'mmlu-pro' "
        "and model_id = 'solar-open-2-250b' and measured_by = 'all' and rivals = 'world'"
    )
    assert row.item() == Decimal("11.5")


def test_doubtful_numbers_are_recorded_scores(real_store: Store) -> None:
    named = real_store.ask(
        "from doubtful_score anti join score using (model_id, benchmark_id, score_text, reporter_id, source_id)"
    )
    assert named.is_empty()


# --- every benchmark, from the CSV files alone -----------------------------------------------------------------------


def rows(table: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def conditions_of(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for part in text.split(";"):
        if part.strip():
            key, _, value = part.strip().partition("=")
            found[key].add(value)
    return found


def is_one_answer(row: dict[str, str], category: str) -> bool:
    said = conditions_of(row["conditions"])
    voted = [way for way in said["scoring"] if way.startswith(("cons@", "maj@", "pass@")) and way != "pass@1"]
    with_tools = said["tools"] - {"none"} and category != "agentic"
    return not (with_tools or voted or "multiple" in said["attempts"])


def agree(one: str, other: str) -> bool:
    left, right = conditions_of(one), conditions_of(other)
    return all(left[key] == right[key] for key in left.keys() & right.keys())


def last_day(text: str) -> date | None:
    if not text:
        return None
    if len(text) == 10:
        return date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:])
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def figures() -> list[dict[str, Any]]:
    models = {row["model_id"]: row for row in rows("model")}
    teams = {row["team_id"]: row for row in rows("team")}
    benchmarks = {row["benchmark_id"]: row for row in rows("benchmark")}
    makers = {row["team_id"] for row in models.values()}
    doubtful = {tuple(row.values())[:5] for row in rows("doubtful_score")}
    newest: dict[tuple[str, ...], str] = {}
    alike = ("benchmark_id", "model_id", "source_id", "reporter_id", "mode", "effort", "conditions")
    scores = rows("score")
    for row in scores:
        key = tuple(row[name] for name in alike)
        newest[key] = max(newest.get(key, ""), str(last_day(row["measured_on"]) or ""))
    found = []
    for row in scores:
        maker = models[row["model_id"]]["team_id"]
        benchmark = benchmarks[row["benchmark_id"]]
        latest = str(last_day(row["measured_on"]) or "") == newest[tuple(row[name] for name in alike)]
        if teams[maker]["country"] == "ZZ" or not latest or not is_one_answer(row, benchmark["category"]):
            continue
        korean = teams[maker]["country"] == "KR"
        released = last_day(models[row["model_id"]]["released_on"])
        printers = {row["reporter_id"], row["quoted_by"] or row["reporter_id"]}
        value = Decimal(row["score_text"])
        if row["unit"] == "fraction":
            value *= 100
        found.append(
            {
                **row,
                "korean": korean,
                "country": teams[maker]["country"],
                "open": models[row["model_id"]]["weights"] == "open",
                "day": released if korean else released or last_day(row["measured_on"]),
                "relation": "own" if maker in printers else "other" if printers & makers else "independent",
                "value": value if benchmark["higher_is_better"] == "true" else -value,
                "decimals": len(row["score_text"].partition(".")[2]),
                "doubtful": tuple(
                    row[name]
                    for name in ("model_id", "benchmark_id", "score_text", "reporter_id", "source_id")
                )
                in doubtful,
            }
        )
    return found


def months(earlier: date, later: date) -> Decimal:
    exact = Decimal((later - earlier).days) / Decimal("30.4375")
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def is_rival(figure: dict[str, Any], group: str) -> bool:
    return group == "world" or figure["country"] == group or (group == "open" and figure["open"])


def reaches(figure: dict[str, Any], korean: dict[str, Any]) -> bool:
    slack = Decimal(5).scaleb(-figure["decimals"] - 1) if figure["decimals"] < korean["decimals"] else 0
    return bool(figure["value"] - slack >= korean["value"])


def earliest(held: Iterable[dict[str, Any]]) -> date | None:
    return min((figure["day"] for figure in held), default=None)


def test_every_benchmark_recomputed_from_the_files(real_store: Store) -> None:
    every = figures()
    expected: dict[tuple[str, ...], tuple[Any, ...]] = {}
    for measured_by in ("all", "own", "independent"):
        counted = [f for f in every if measured_by in ("all", f["relation"])]
        best: dict[tuple[str, str], dict[str, Any]] = {}
        for figure in counted:
            key = (figure["benchmark_id"], figure["model_id"])
            if figure["korean"] and (key not in best or figure["value"] > best[key]["value"]):
                best[key] = figure
        for (benchmark, name), korean in best.items():
            for group in ("world", "US", "CN", "open"):
                held = [
                    f for f in counted
                    if f["benchmark_id"] == benchmark and not f["korean"] and f["day"] and is_rival(f, group)
                    and agree(f["conditions"], korean["conditions"])
                ]  # fmt: skip
                first = earliest(f for f in held if reaches(f, korean))
                undoubted = earliest(f for f in held if reaches(f, korean) and not f["doubtful"])
                day = korean["day"]
                expected[benchmark, name, measured_by, group] = (
                    first,
                    months(first, day) if first and day else None,
                    months(undoubted, day) if undoubted and day else None,
                    len({f["model_id"] for f in held}),
                    max((f["value"] for f in held if day and f["day"] <= day), default=None),
                )
    got = real_store.ask(
        "select benchmark_id, model_id, measured_by, rivals, reached_on, months, undoubted_months, n_rivals, "
        "points_then + signed_score as best_then from months_behind"
    )
    assert {row[:4]: row[4:] for row in got.rows()} == expected
    assert len({benchmark for benchmark, *_ in expected}) > 80


def test_every_frontier_recomputed_from_the_files(real_store: Store) -> None:
    every = [f for f in figures() if not f["korean"] and f["day"]]
    got: dict[tuple[str, ...], list[tuple[date, Decimal]]] = defaultdict(list)
    answer = real_store.ask(
        "select benchmark_id, measured_by, rivals, dated_on, signed_score from frontier where setting = '' order by dated_on"
    )
    for benchmark, measured_by, rivals, day, value in answer.iter_rows():
        got[benchmark, measured_by, rivals].append((day, value))
    for (benchmark, measured_by, rivals), steps in got.items():
        held = [
            f for f in every
            if f["benchmark_id"] == benchmark and measured_by in ("all", f["relation"]) and is_rival(f, rivals)
        ]  # fmt: skip
        expected: list[tuple[date, Decimal]] = []
        for day in sorted({f["day"] for f in held}):
            highest = max(f["value"] for f in held if f["day"] <= day)
            if not expected or highest > expected[-1][1]:
                expected.append((day, highest))
        assert steps == expected, (benchmark, measured_by, rivals)
    assert len(got) > 300
