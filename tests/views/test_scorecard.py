"""The scorecard on tiny cases worked out on paper, and on round 2 as published."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dokja.records.store import Store
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
    return scored(tmp_path)


def scored(tmp_path: Path, further: Sequence[dict[str, Any]] = (), **sources: dict[str, Any]) -> Store:
    """The marks of the three teams, and further ones of other sources."""
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
        source=[{"source_id": key, **rest} for key, rest in sources.items()],
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
        round_result=[*marks, *published, *further],
    )


SCORECARDS = (
    "scorecard", "scorecard_part", "scorecard_official", "scorecard_variant", "scorecard_weight", "scorecard_block_weight",
    "scorecard_reweighted('round-1', ['exam/one', 'exam/two', 'jury'], [50, 30, 20])",
)  # fmt: skip
LATER = {"published_on": "2026-02-01"}


def answers(store: Store, *left_out: str) -> dict[str, list[tuple[Any, ...]]]:
    """What every view of the scorecard says, but for some columns."""
    found = {view: store.ask(f"from {view}") for view in SCORECARDS}
    return {view: frame.drop(left_out, strict=False).rows() for view, frame in found.items()}


@pytest.fixture
def single(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    """What the views say where one source prints each mark."""
    return answers(scored(tmp_path_factory.mktemp("single")))


def printed_again(source_id: str) -> list[dict[str, Any]]:
    """The marks of the three teams as another source prints them."""
    return [
        mark(team, part, value, source_id=source_id)
        for team, values in MARKS.items()
        for part, value in zip(PARTS, values, strict=True)
    ]


def test_same_mark_of_a_second_source_counts_once(
    tmp_path: Path, single: dict[str, list[tuple[Any, ...]]]
) -> None:
    further = [*printed_again("again"), mark("a", "total", 70, source_id="again")]
    store = scored(tmp_path, further, again=LATER)
    assert answers(store) == single
    assert store.ask("from official_mark where len(others) > 0").is_empty()


def test_block_beside_its_parts_is_not_added_to_them(
    tmp_path: Path, single: dict[str, list[tuple[Any, ...]]]
) -> None:
    block = mark("a", "exam", 60, out_of=80, source_id="again")
    store = scored(tmp_path, [*printed_again("again"), block], again=LATER)
    found = answers(store)
    assert {**found, "scorecard": single["scorecard"]} == single
    assert store.ask("select criterion from scorecard where not is_part and not is_total").rows() == [
        ("exam",)
    ]


@pytest.mark.parametrize(
    ("other", "counted", "told"),
    [
        (LATER, "s", "other"),  # the earlier one
        ({"published_on": "2026-01-01"}, "other", "s"),  # of one day: the first key
        ({"published_on": None}, "s", "other"),  # a day that is not known is the last
        ({**LATER, "kind": "government"}, "other", "s"),  # the organiser's own
    ],
)
def test_different_mark_of_a_second_source_is_told(
    tmp_path: Path, single: dict[str, list[tuple[Any, ...]]], other: dict[str, Any], counted: str, told: str
) -> None:
    values = {"s": 20, "other": 24}
    store = scored(tmp_path, [mark("a", "exam/two", 24, source_id="other")], other=other)
    (row,) = store.ask("from official_mark where len(others) > 0").rows(named=True)
    assert (row["team_id"], row["criterion"], row["source_id"]) == ("a", "exam/two", counted)
    assert row["value"] == values[counted]
    assert row["others"] == [{"source_id": told, "value": values[told], "out_of": 30}]
    total = store.ask("select total from scorecard_official where team_id = 'a'").item()
    assert total == 50 + values[counted]
    assert (answers(store) == single) == (counted == "s")


def test_mark_that_is_the_same_at_fewer_decimals_is_no_other(tmp_path: Path) -> None:
    """48.1 and 48.14 agree, 48.1 and 48.16 do not; 48 may be 48.0, so it does not agree either."""
    others = {"two": 48.14, "three": 48.16, "four": 48}
    further = [mark("c", "total", value, source_id=key) for key, value in others.items()]
    store = scored(tmp_path, further, **dict.fromkeys(others, LATER))
    told = store.ask("select unnest(others).source_id from official_mark where criterion = 'total'")
    assert told.to_series().to_list() == ["four", "three"]


def test_maximum_and_mean_of_two_sources(tmp_path: Path) -> None:
    """Four teams; the ministry's maximum of 80 held by two and its mean of 50, not the earlier 90 and 40."""
    rows = [
        {"kind": "maximum", "team_id": "a", "value": 90, "source_id": "s"},
        {"kind": "mean", "value": 40, "source_id": "s"},
        *({"kind": "maximum", "team_id": team, "value": 80, "source_id": "own"} for team in "bc"),
        {"kind": "mean", "value": 50, "source_id": "own"},
    ]
    store = tiny_store(
        tmp_path,
        source=[{"source_id": "own", **LATER, "kind": "government"}],
        team_status=[{"team_id": team, "round": "round-1", "status": "advanced"} for team in "abcd"],
        round_result=rows,
    )
    (row,) = store.ask("from round_bounds").rows(named=True)
    assert (row["maximum"], row["holders"], row["mean"], row["mean_of_others"]) == (80, ["b", "c"], 50, 40)
    assert row["source_id"] == "own"
    told = store.ask("select kind, others from official_mark order by kind, team_id").rows()
    expected = {"maximum": 90, "mean": 40}
    assert told == [
        (kind, [{"source_id": "s", "value": expected[kind], "out_of": 100}])
        for kind in ("maximum", "maximum", "mean")
    ]


def test_round_of_one_team_leaves_no_others(tmp_path: Path) -> None:
    store = tiny_store(
        tmp_path,
        team_status=[{"team_id": "a", "round": "round-1", "status": "advanced"}],
        round_result=[{"kind": "maximum", "team_id": "a", "value": 90}, {"kind": "mean", "value": 90}],
    )
    assert store.ask("select mean_of_others, others_share from round_bounds").rows() == [(None, None)]


def test_claim_takes_the_mark_that_counts(tmp_path: Path) -> None:
    """A later source prints all parts of a, one of them otherwise; a source named by the claim is taken as it is."""
    later = [
        mark("a", part, value, source_id="later") for part, value in zip(PARTS, (45, 20, 10), strict=True)
    ]
    store = scored(tmp_path, later, later=LATER)
    for source_id, value in ((None, 40), ("later", 45), ("s", 40)):
        claim = {"claim_id": "c", "kind": "value", "operator": "=", "value_text": "40", "parts": "sum"}
        figure = {"claim_id": "c", "role": "figure", "item": "1", "record": "mark", "factor": 1}
        named = {"round": "round-1", "criterion": "exam/one", "team_id": "a", "source_id": source_id}
        found = store.ask(
            "from claim_typed_figure(?, ?)", json.dumps([claim]), json.dumps([{**figure, **named}])
        )
        assert [(row["value"]) for row in found.iter_rows(named=True)] == [value]


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


def test_effective_weights_with_one_block_counted_whole(store: Store) -> None:
    """The spread of the sums of a block's parts is not the sum of their spreads."""
    marks = store.ask("select team_id, block, sum(value) as value from scorecard_part group by all")
    parts = store.ask("select team_id, criterion, block, value from scorecard_part")
    found = store.ask("from scorecard_block_weight")
    assert found.height > 0
    for (whole,), rows in found.group_by("whole_block"):
        spreads = {str(whole): marks.filter(pl.col("block") == whole)["value"].cast(pl.Float64).std()}
        for (criterion,), some in parts.filter(pl.col("block") != whole).group_by("criterion"):
            spreads[str(criterion)] = some["value"].cast(pl.Float64).std()
        total = sum(float(str(spread)) for spread in spreads.values())
        expected = {name: 100 * float(str(spread)) / total for name, spread in spreads.items()}
        assert dict(rows.select("criterion", "effective_weight").iter_rows()) == pytest.approx(
            expected, abs=1e-5
        )


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


@pytest.mark.parametrize("kind", ["news", "government"])
def test_a_part_is_out_of_the_points_stated_for_most_teams(
    tmp_path: Path, single: dict[str, list[tuple[Any, ...]]], kind: str
) -> None:
    """Even the organiser's marks of two teams out of 10 do not stand beside those of three out of 30."""
    further = [mark(team, "exam/two", 9, out_of=10, source_id="other") for team in "ab"]
    further += [{"kind": "mean", "value": 9, "out_of": 10, "criterion": "exam/two", "source_id": "other"}]
    before = scored(tmp_path, [], other=LATER).ask("from scorecard_check").rows()
    store = scored(tmp_path, further, other={**LATER, "kind": kind})
    assert answers(store) == single
    assert store.ask("from scorecard_check").rows() == before
    told = store.ask("select team_id, unnest(others).value from official_mark where len(others) > 0").rows()
    assert sorted(told) == [("a", 9), ("b", 9)]


def test_totals_and_means_that_several_sources_print_alike_are_one_figure(tmp_path: Path) -> None:
    store = scored(tmp_path)
    before = store.ask("from scorecard_check").rows()
    printed = store.ask("from round_result where kind <> 'score' or criterion = 'total'").to_dicts()
    store.close()
    (tmp_path / "again").mkdir()
    again = scored(tmp_path / "again", [{**row, "source_id": "again"} for row in printed], again=LATER)
    assert again.ask("from scorecard_check").rows() == before
