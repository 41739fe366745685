"""Ranks, firsts, compositions, robustness, plans and the day of a claim on tiny cases worked out on paper."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dokja.records.store import Store
from tests.views.tiny import tiny_store

ALL = {"claim_id": "c", "source_id": None}


def scores(**texts: str) -> list[dict[str, Any]]:
    """Scores by model on benchmark b."""
    return [
        {"model_id": model, "benchmark_id": "b", "score_text": text, "reporter_id": "maker"}
        for model, text in texts.items()
    ]


def ranked(*others: str, among: bool = False) -> list[dict[str, Any]]:
    """Model x against others, and against all if among."""
    rows = [{**ALL, "model_id": "x", "benchmark_id": "b"}]
    rows += [{**ALL, "role": "base", "item": key, "model_id": key, "benchmark_id": "b"} for key in others]
    return rows + ([{**ALL, "role": "among", "benchmark_id": "b"}] if among else [])


def judged(folder: Path, value: str, unit: str, inputs: list[dict[str, Any]], **rest: Any) -> dict[str, Any]:
    """The only claim of a store, judged."""
    claim = {"claim_id": "c", "value_text": value, "unit": unit}
    claim |= {
        key: rest.pop(key)
        for key in ("kind", "operator", "team_id", "model_id", "parts", "n_parts", "claimed_on")
        if key in rest
    }
    store = tiny_store(folder, claim=[claim], claim_input=inputs, **rest)
    return store.ask("from claim_check").row(0, named=True)


@pytest.mark.parametrize(
    ("operator", "value", "among", "expected"),
    [
        ("=", "2", False, ("supported", "relation_holds")),  # 60.0 > 50.0 > 40.0
        ("=", "1", False, ("not_supported", "relation_fails")),
        ("<=", "2", False, ("supported", "relation_holds")),
        (">=", "3", False, ("not_supported", "relation_fails")),
        ("=", "2", True, ("cannot_be_checked", "not_covered")),  # others may be above
        ("=", "1", True, ("not_supported", "relation_fails")),  # one record refutes
        (">=", "2", True, ("supported", "relation_holds")),  # more records can only push it down
    ],
)
def test_rank(tmp_path: Path, operator: str, value: str, among: bool, expected: tuple[str, str]) -> None:
    inputs = ranked(among=True) if among else ranked("y", "z")
    row = judged(
        tmp_path,
        value,
        "rank",
        inputs,
        kind="rank",
        operator=operator,
        score=scores(x="50.0", y="60.0", z="40.0"),
    )
    assert (row["verdict"], row["reason"]) == expected
    assert row["arithmetic"] == "60.0 > 50.0 > 40.0"
    assert [(entry["place"], entry["model_id"]) for entry in row["standing"]] == [
        (1, "y"),
        (2, "x"),
        (3, "z"),
    ]


def test_rank_within_rounding_is_open_and_ties_share_a_place(tmp_path: Path) -> None:
    row = judged(tmp_path, "1", "rank", ranked("y"), kind="rank", score=scores(x="50", y="50.2"))
    assert (row["verdict"], row["reason"]) == ("cannot_be_checked", "within_rounding")
    (tmp_path / "tiny.duckdb").unlink()
    facts = [{"model_id": key, "value": 5} for key in ("x", "y")]
    inputs = [
        {
            "claim_id": "c",
            "role": role,
            "item": key,
            "record": "fact",
            "model_id": key,
            "field": "total_params_b",
        }
        for role, key in (("figure", "x"), ("base", "y"))
    ]
    tied = judged(tmp_path, "1", "rank", inputs, kind="rank", model_fact=facts)
    assert tied["verdict"] == "supported"


def test_rank_from_the_lowest_and_where_lower_is_better(tmp_path: Path) -> None:
    row = judged(tmp_path, "1", "rank_from_lowest", ranked("y"), kind="rank", score=scores(x="40", y="60"))
    assert (row["verdict"], row["arithmetic"]) == ("supported", "40 < 60")
    (tmp_path / "tiny.duckdb").unlink()
    benchmark = [{"benchmark_id": "b", "higher_is_better": False}]
    row = judged(
        tmp_path, "1", "rank", ranked("y"), kind="rank", score=scores(x="4", y="6"), benchmark=benchmark
    )
    assert row["verdict"] == "supported"


def test_rank_without_the_figure_of_one_compared(tmp_path: Path) -> None:
    row = judged(tmp_path, "1", "rank", ranked("y", "lost"), kind="rank", score=scores(x="60", y="40"))
    assert (row["verdict"], row["reason"]) == ("cannot_be_checked", "not_covered")
    (tmp_path / "tiny.duckdb").unlink()
    row = judged(tmp_path, "1", "rank", ranked("y", "lost"), kind="rank", score=scores(x="30", y="40"))
    assert row["verdict"] == "not_supported"


COUNTRIES = [{"team_id": "us", "country": "US"}, {"team_id": "cn", "country": "CN"}]
MODELS = [{"model_id": "big", "team_id": "us"}, {"model_id": "other", "team_id": "cn"}]


def test_a_maker_of_unknown_country_is_no_sure_exception(tmp_path: Path) -> None:
    """It may be of the country that is said to be the only one; what is said of one organisation it does refute."""
    inputs = [
        {**ALL, "role": "among", "record": "fact", "field": "total_params_b", "model_id": key}
        for key in ("big", "other")
    ]
    for number, (holder, expected) in enumerate(
        [({"country": "US"}, "cannot_be_checked"), ({"team_id": COUNTRIES[0]["team_id"]}, "not_supported")]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        row = judged(
            folder,
            "1000",
            "billion",
            [*inputs, {**ALL, "role": "holder", "item": "US", "record": "fact", **holder}],
            kind="superlative",
            operator="only",
            team=[COUNTRIES[0], {**COUNTRIES[1], "country": "ZZ"}],
            model=MODELS,
            model_fact=[{"model_id": "big", "value": 1200}, {"model_id": "other", "value": "1040"}],
        )
        assert row["verdict"] == expected


@pytest.mark.parametrize(
    ("size", "closed", "expected"),
    [
        ("1040", False, ("not_supported", "counterexample")),
        ("999", False, ("cannot_be_checked", "not_covered")),
        ("999", True, ("supported", "relation_holds")),
        ("1000", True, ("not_supported", "counterexample")),
    ],
)
def test_only_one_country_has_it(tmp_path: Path, size: str, closed: bool, expected: tuple[str, str]) -> None:
    facts = [{"model_id": "big", "value": 1200}, {"model_id": "other", "value": size}]
    named = ["big", "other"] if closed else [None]
    inputs = [
        {**ALL, "role": "among", "record": "fact", "field": "total_params_b", "model_id": key}
        for key in named
    ]
    inputs += [{**ALL, "role": "holder", "item": "US", "record": "fact", "country": "US"}]
    row = judged(
        tmp_path,
        "1000",
        "billion",
        inputs,
        kind="superlative",
        operator="only",
        team=COUNTRIES,
        model=MODELS,
        model_fact=facts,
    )
    assert (row["verdict"], row["reason"]) == expected
    assert [entry["model_id"] for entry in row["standing"]] == ["other", "big"]


PARTS = {"test": 40, "people/expert": 30, "people/public": 30}
MARKS = {
    "a": (30, 20, 20),
    "b": (29, 19, 21),
    "c": (20, 25, 22),
}  # totals 70, 69, 67; without people 30, 29, 20


def marks() -> list[dict[str, Any]]:
    rows = [
        {"team_id": team, "criterion": part, "out_of": most, "value": value, "round": "round-2"}
        for team, values in MARKS.items()
        for (part, most), value in zip(PARTS.items(), values, strict=True)
    ]
    totals = [
        {"team_id": team, "criterion": "total", "out_of": 100, "value": sum(values), "round": "round-2"}
        for team, values in MARKS.items()
    ]
    return rows + totals


@pytest.mark.parametrize(
    ("left_out", "team", "unit", "value", "verdict", "result"),
    [
        (["people/public"], None, "rank_changes", "0", "supported", 0),  # 50, 48, 45
        (["people"], None, "rank_changes", "0", "supported", 0),  # the block: 30, 29, 20
        (["test"], None, "rank_changes", "0", "not_supported", 2),  # 40, 40, 47: c first, a and b share 2
        (["test"], "c", "rank", "1", "supported", 1),
        (["test"], "b", "rank", "2", "supported", 2),
        (["people/public", "people/expert"], "c", "rank_changes", "0", "supported", 0),
        (["people/public", "test"], "c", "rank_changes", "0", "not_supported", 1),
    ],
)
def test_robustness(
    tmp_path: Path, left_out: list[str], team: str | None, unit: str, value: str, verdict: str, result: int
) -> None:
    inputs: list[dict[str, Any]] = [{**ALL, "role": "among", "record": "mark", "round": "round-2"}]
    inputs += [
        {**ALL, "role": "left_out", "item": key, "record": "mark", "round": "round-2", "criterion": key}
        for key in left_out
    ]
    row = judged(tmp_path, value, unit, inputs, kind="robustness", team_id=team, round_result=marks())
    assert row["verdict"] == verdict
    if unit == "rank":
        assert row["result"] == result
    else:
        assert row["result"] >= 1 if result else row["result"] == 0


def test_places_are_told_with_every_part_and_without(tmp_path: Path) -> None:
    inputs = [{**ALL, "role": "among", "record": "mark", "round": "round-2"}]
    inputs += [
        {**ALL, "role": "left_out", "item": "test", "record": "mark", "round": "round-2", "criterion": "test"}
    ]
    store = tiny_store(
        tmp_path,
        claim=[{"claim_id": "c", "kind": "robustness", "unit": "rank_changes", "value_text": "0"}],
        claim_input=inputs,
        round_result=marks(),
    )
    given = "with given_figure as (from claim_figure('claim', 'claim_input')), given_amount as (from claim_amount('claim', 'claim_input', 'given_figure'))"
    places = store.ask(
        f"{given} select variant, contestant, place from claim_place('claim', 'given_amount') where moment = 'now' order by all"
    ).rows()
    assert places == [
        ("", "a", 1),
        ("", "b", 2),
        ("", "c", 3),
        ("test", "a", 2),
        ("test", "b", 2),
        ("test", "c", 1),
    ]
    ranked_rows = store.ask(
        f"{given} select result, is_certain, is_possible from claim_ranked('claim', 'claim_input', 'given_amount') where moment = 'now'"
    ).rows()
    assert ranked_rows == [(Decimal(2), False, False)]
    assert store.ask(f"{given} from claim_exception('claim', 'claim_input', 'given_amount')").is_empty()
    outcome = store.ask(
        f"{given} select moment, verdict from claim_outcome('claim', 'claim_input', 'given_figure', 'given_amount') order by moment"
    ).rows()
    assert outcome == [("now", "not_supported"), ("then", "not_supported")]
    assert store.ask("select verdict, needed from claim_checked('claim', 'claim_input')").rows() == [
        ("not_supported", [])
    ]
    assert store.ask("select asserted, step from claim_asserted('claim')").rows() == [
        (Decimal(0), Decimal(1))
    ]
    figures = store.ask("select count(*), count(*) filter (is_part) from published_figure").row(0)
    assert figures == (12, 9)


def composed(folder: Path, **claim: Any) -> dict[str, Any]:
    """A mean of two of three benchmarks, 10, 20 and 40, published as 25."""
    texts = {"p": "10", "q": "20", "r": "40", "mean": "25"}
    rows = [
        {"model_id": "x", "benchmark_id": key, "score_text": text, "reporter_id": "maker"}
        for key, text in texts.items()
    ]
    benchmark = [{"benchmark_id": "mean", "category": "composite", "unit": "points"}]
    inputs = claim.pop("inputs")
    return judged(
        folder, "25", "points", inputs, kind="composition", score=rows, benchmark=benchmark, **claim
    )


def test_named_parts_of_a_mean_are_recomputed(tmp_path: Path) -> None:
    def named(*keys: str) -> list[dict[str, Any]]:
        return [{"claim_id": "c", "model_id": "x", "benchmark_id": key} for key in keys]

    row = composed(tmp_path, inputs=named("p", "r"), parts="mean")
    assert (row["verdict"], row["arithmetic"]) == ("supported", "(10 + 40) ÷ 2 = 25")
    (tmp_path / "tiny.duckdb").unlink()
    assert composed(tmp_path, inputs=named("p", "q"), parts="mean")["verdict"] == "figures_do_not_agree"


def test_unnamed_parts_of_a_mean_are_counted(tmp_path: Path) -> None:
    inputs = [
        {"claim_id": "c", "role": "base", "model_id": "x", "benchmark_id": "mean"},
        {"claim_id": "c", "role": "pool", "model_id": "x"},
    ]
    row = composed(tmp_path, inputs=inputs, n_parts=2)
    assert (row["verdict"], row["reason"]) == ("cannot_be_checked", "parts_not_named")
    # of 10 + 20, 10 + 40 and 20 + 40 only the second has the mean 25
    assert (row["n_pool"], row["n_chosen"], row["n_choices"], row["n_matching"]) == (3, 2, 3, [1])
    assert row["choice_means"] == ["25"]
    (tmp_path / "tiny.duckdb").unlink()
    other = composed(
        tmp_path, inputs=inputs, n_parts=1
    )  # claim_choice: none of 10, 20 and 40 is 25 by itself
    assert (other["n_choices"], other["n_matching"]) == (3, [0])


def test_pool_of_an_unnamed_mean(tmp_path: Path) -> None:
    texts = {"p": "10", "q": "20", "mean": "15"}
    rows = [
        {"model_id": "x", "benchmark_id": key, "score_text": text, "reporter_id": "maker"}
        for key, text in texts.items()
    ]
    inputs = [
        {"claim_id": "c", "role": "base", "model_id": "x", "benchmark_id": "mean"},
        {"claim_id": "c", "role": "pool", "model_id": "x"},
    ]
    store = tiny_store(
        tmp_path,
        score=rows,
        benchmark=[{"benchmark_id": "mean", "category": "composite", "unit": "points"}],
        claim=[{"claim_id": "c", "kind": "composition", "value_text": "15", "n_parts": 2}],
        claim_input=inputs,
    )
    given = (
        "with given_figure as (from claim_figure('claim', 'claim_input')),"
        " given_amount as (from claim_amount('claim', 'claim_input', 'given_figure')),"
        " given_mean as (from claim_mean('claim', 'claim_input', 'given_amount') where moment = 'now')"
    )
    means = store.ask(f"{given} select short, n_chosen, low from given_mean").rows()
    assert means == [("15", 2, Decimal(29))]  # 14.5 twice
    pool = store.ask(
        f"{given} select measure, value, n_pool from claim_pool('claim', 'claim_input', 'given_mean') order by 1"
    ).rows()
    assert pool == [("p", Decimal(10), 2), ("q", Decimal(20), 2)]


def test_plan_is_left_open_and_says_what_came_since(tmp_path: Path) -> None:
    models = [
        {"model_id": "old", "team_id": "t", "total_params_b": 500, "released_on": date(2025, 12, 30)},
        {"model_id": "new", "team_id": "t", "total_params_b": 688, "released_on": date(2026, 7, 29)},
        {"model_id": "unsized", "team_id": "t", "released_on": date(2026, 8, 1)},
    ]
    row = judged(tmp_path, "1000", "billion", [], kind="plan", team_id="t", model=models)
    assert (row["verdict"], row["reason"], row["needed"]) == ("cannot_be_checked", "is_plan", ["outcome"])
    assert (row["known_since_model_id"], row["known_since"]) == ("new", Decimal(688))


def dated(folder: Path, published_on: str | None, claimed_on: date) -> tuple[str, str, str]:
    """Verdicts on a claim whose figure a source of a day states."""
    rows = [{"model_id": "x", "benchmark_id": "b", "score_text": "5", "reporter_id": "maker"}]
    inputs = [{"claim_id": "c", "model_id": "x", "benchmark_id": "b"}]
    source = [{"source_id": "s", "published_on": published_on}, {"source_id": "press"}]
    row = judged(folder, "5", "points", inputs, score=rows, source=source, claimed_on=claimed_on)
    return row["verdict"], row["verdict_then"], row["reason_then"]


@pytest.mark.parametrize(
    ("published_on", "claimed_on", "known"),
    [
        ("2026-01-15", date(2026, 1, 15), True),
        ("2026-01-15", date(2026, 1, 14), False),
        ("2026-02", date(2026, 2, 27), False),  # a month alone is its last day
        ("2026-02", date(2026, 2, 28), True),
        (None, date(2026, 12, 31), False),  # a missing date is not known then
    ],
)
def test_verdict_of_the_day(tmp_path: Path, published_on: str | None, claimed_on: date, known: bool) -> None:
    expected = ("supported", "relation_holds") if known else ("cannot_be_checked", "not_published_then")
    assert dated(tmp_path, published_on, claimed_on) == ("supported", *expected)


def test_input_without_a_source_takes_the_newest_of_its_moment(tmp_path: Path) -> None:
    rows = [
        {"model_id": "x", "benchmark_id": "b", "score_text": text, "reporter_id": "maker", "source_id": key}
        for key, text in (("early", "31.0"), ("late", "30.98"))
    ]
    source = [
        {"source_id": "early", "published_on": "2026-01-01"},
        {"source_id": "late", "published_on": "2026-03-01"},
        {"source_id": "press"},
    ]
    inputs = [{**ALL, "model_id": "x", "benchmark_id": "b"}]
    row = judged(
        tmp_path,
        "31",
        "points",
        inputs,
        operator=">=",
        score=rows,
        source=source,
        claimed_on=date(2026, 2, 1),
    )
    assert (row["result"], row["result_then"]) == (Decimal("30.98"), Decimal(31))
    assert (row["verdict"], row["verdict_then"], row["only_after_rounding"]) == (
        "supported",
        "supported",
        True,
    )


def test_inputs_without_a_source_take_one_that_holds_them_all(tmp_path: Path) -> None:
    rows = [
        {"model_id": model, "benchmark_id": "b", "score_text": text, "reporter_id": "maker", "source_id": key}
        for key, model, text in (("one", "x", "50"), ("one", "y", "40"), ("two", "x", "90"))
    ]
    source = [
        {"source_id": "one", "published_on": "2026-01-01"},
        {"source_id": "two", "published_on": "2026-03-01"},
    ]
    inputs = [
        {**ALL, "model_id": "x", "benchmark_id": "b"},
        {**ALL, "role": "base", "model_id": "y", "benchmark_id": "b"},
    ]
    row = judged(tmp_path, "10", "points", inputs, kind="difference", score=rows, source=source)
    assert row["arithmetic"] == "50 − 40 = 10"


def store_of_two(folder: Path) -> Store:
    return tiny_store(
        folder,
        score=scores(x="72.03", y="69.37"),
        model=[{"model_id": "x", "total_params_b": 5}, {"model_id": "y"}],
    )


def test_typed_claim_is_judged_as_a_recorded_one(tmp_path: Path) -> None:
    store = store_of_two(tmp_path)
    claim = [
        {
            "claim_id": "t",
            "kind": "relative_difference",
            "operator": ">=",
            "value_text": "10",
            "unit": "percent",
        }
    ]
    inputs = [
        {
            "claim_id": "t",
            "role": role,
            "item": "1",
            "record": "score",
            "model_id": key,
            "benchmark_id": "b",
            "factor": 1,
        }
        for role, key in (("figure", "x"), ("base", "y"))
    ]
    texts = (json.dumps(claim), json.dumps(inputs))
    row = store.ask("from claim_typed(?, ?)", *texts).row(0, named=True)
    assert (row["verdict"], row["difference"], row["needed_figure"]) == (
        "not_supported",
        Decimal("2.66"),
        Decimal("76.307"),
    )
    assert row["verdict_then"] is None
    figures = store.ask("select role, value_text from claim_typed_figure(?, ?) order by role", *texts).rows()
    assert figures == [("base", "69.37"), ("figure", "72.03")]
    assert store.ask("select kind from typed_claim(?)", texts[0]).rows() == [("relative_difference",)]
    assert store.ask("select count(*) from typed_input(?)", texts[1]).row(0) == (2,)
    assert store.ask("from shared_measure(?)", ["x", "y"])["measure"].to_list() == ["b"]
    assert store.ask("from shared_measure(?)", ["x"])["measure"].to_list() == ["b", "total_params_b"]
    assert store.ask("select model_id from newest_sized_model").is_empty() is False
