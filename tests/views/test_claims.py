"""Claims on tiny cases: every verdict, and the traps of rounding."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dokja.records.store import Store
from tests.views.tiny import tiny_store


def fact_store(folder: Path, values: list[str], **claim: Any) -> Store:
    """A claim about stated sizes, each by a source of its own."""
    aggregate = claim.get("aggregate")
    facts = [
        {"model_id": "m", "value": value, "source_id": f"s{number}"} for number, value in enumerate(values)
    ]
    inputs = [
        {
            "claim_id": "c",
            "item": str(number) if aggregate else "1",
            "record": "fact",
            "model_id": "m",
            "field": "total_params_b",
            "source_id": f"s{number}",
        }
        for number in range(len(values))
    ]
    return tiny_store(folder, model_fact=facts, claim=[{"claim_id": "c", **claim}], claim_input=inputs)


def score_store(
    folder: Path, figure: str, base: str, *, benchmark: Sequence[dict[str, Any]] = (), **claim: Any
) -> Store:
    """A claim that compares two models on one benchmark."""
    scores = [
        {"model_id": model, "benchmark_id": "b", "score_text": text, "reporter_id": "maker"}
        for model, text in (("x", figure), ("y", base))
    ]
    inputs = [
        {"claim_id": "c", "role": role, "model_id": model, "benchmark_id": "b"}
        for role, model in (("figure", "x"), ("base", "y"))
    ]
    claims = [{"claim_id": "c", **claim}]
    return tiny_store(folder, benchmark=benchmark, score=scores, claim=claims, claim_input=inputs)


def verdict(store: Store) -> tuple[str | None, str]:
    row = store.ask("select verdict, reason from claim_check").row(0)
    return row[0], row[1]


@pytest.mark.parametrize(
    ("kind", "operator", "asserted", "unit", "expected"),
    [
        ("relative_difference", ">=", "10", "percent", "not_supported"),
        ("relative_difference", ">=", "3", "percent", "supported"),
        ("relative_difference", ">", "4", "percent", "not_supported"),
        ("difference", ">=", "2.66", "points", "cannot_be_checked"),
        ("difference", "=", "2.7", "points", "supported"),
        ("difference", "<", "2", "points", "not_supported"),
        ("ratio", "=", "104", "percent", "supported"),
        ("ratio", "=", "1.04", "ratio", "supported"),
        ("ratio", ">=", "1.1", "ratio", "not_supported"),
    ],
)
def test_comparison(
    tmp_path: Path, kind: str, operator: str, asserted: str, unit: str, expected: str
) -> None:
    store = score_store(
        tmp_path, "72.03", "69.37", kind=kind, operator=operator, value_text=asserted, unit=unit
    )
    assert verdict(store)[0] == expected


@pytest.mark.parametrize(
    ("kind", "unit"), [("relative_difference", "percent"), ("ratio", "percent"), ("ratio", "ratio")]
)
@pytest.mark.parametrize("base", ["0", "0.0", "-0.3"])
def test_nothing_has_a_ratio_to_zero_or_less(tmp_path: Path, kind: str, unit: str, base: str) -> None:
    store = score_store(tmp_path, "50.0", base, kind=kind, operator=">=", value_text="2", unit=unit)
    row = store.ask("from claim_check").row(0, named=True)
    assert (row["verdict"], row["reason"]) == ("cannot_be_checked", "no_ratio")
    assert (row["figure"], row["base"]) == (50, Decimal(base))
    derived = ("result", "arithmetic", "relative_difference", "needed_figure", "ratio_over_chance")
    assert [row[name] for name in derived] == [None] * len(derived)
    assert row["difference"] == 50 - Decimal(base)


def test_base_that_rounding_leaves_at_zero_has_no_ratio(tmp_path: Path) -> None:
    """1.0 less 0.9, each within 0.05: anything from 0 to 0.2."""
    texts = {"x": "50.0", "y": "1.0", "z": "0.9"}
    scores = [
        {"model_id": model, "benchmark_id": "b", "score_text": text, "reporter_id": "maker"}
        for model, text in texts.items()
    ]
    roles = (("figure", "x", 1), ("base", "y", 1), ("base", "z", -1))
    inputs = [
        {"claim_id": "c", "role": role, "model_id": model, "benchmark_id": "b", "factor": factor}
        for role, model, factor in roles
    ]
    claim = {"claim_id": "c", "kind": "ratio", "operator": ">", "value_text": "100", "unit": "ratio"}
    assert verdict(tiny_store(tmp_path, score=scores, claim=[claim], claim_input=inputs)) == (
        "cannot_be_checked",
        "no_ratio",
    )


@pytest.mark.parametrize(
    ("operator", "asserted", "low", "high", "figures"),
    [
        # 104 % of 69.37 is 72.1448; 103.5 % is 71.79795, 104.5 % is 72.49165
        (
            "=",
            "104",
            "71.797950",
            "72.491650",
            {"71.79": False, "71.80": True, "72.49": True, "72.50": False},
        ),
        (">=", "104", "71.797950", "72.144800", {"71.79": False, "71.80": True, "90.00": True}),
        ("<=", "104", "72.144800", "72.491650", {"10.00": True, "72.49": True, "72.50": False}),
        (">", "104", "72.144800", "72.144800", {"72.14": False, "72.16": True}),
    ],
)
def test_every_figure_within_the_drawn_band_meets_the_claim_and_none_beside_it(
    tmp_path: Path, operator: str, asserted: str, low: str, high: str, figures: dict[str, bool]
) -> None:
    """Scores with more decimals than the claim, so that their own rounding decides nothing."""
    for number, (figure, holds) in enumerate(figures.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        claim: dict[str, Any] = {"operator": operator, "value_text": asserted, "unit": "percent"}
        store = score_store(folder, figure + "000", "69.37000", kind="ratio", **claim)
        row = store.ask("select verdict, needed_low, needed_figure, needed_high from claim_check").row(0)
        assert row[1:] == (Decimal(low), Decimal("72.144800"), Decimal(high))
        assert row[0] == ("supported" if holds else "not_supported"), figure


def basis_store(folder: Path, one: dict[str, Any], other: dict[str, Any]) -> Store:
    """A claim that compares a figure of x with one of y."""
    scores = [
        {"model_id": model, "benchmark_id": "b", "score_text": text, "reporter_id": "maker", **more}
        for model, text, more in (("x", "60", one), ("y", "50", other))
    ]
    inputs = [
        {"claim_id": "c", "role": role, "model_id": model, "benchmark_id": "b", "source_id": None}
        for role, model in (("figure", "x"), ("base", "y"))
    ]
    return tiny_store(folder, score=scores, claim=[{"claim_id": "c", **AHEAD}], claim_input=inputs)


WHOLE: dict[str, Any] = {"mode": "reasoning", "effort": "high", "conditions": "tools=none"}


@pytest.mark.parametrize(
    ("one", "other", "basis", "differs"),
    [
        ({}, {}, "one_table", []),
        ({}, {"source_id": "press"}, "not_known", []),
        ({"mode": "reasoning"}, {"mode": "reasoning", "source_id": "press"}, "not_known", []),
        (WHOLE, {**WHOLE, "source_id": "press"}, "recorded", []),
        (WHOLE, {**WHOLE, "effort": "low"}, "differs", ["effort"]),
        (WHOLE, {**WHOLE, "conditions": "tools=yes", "source_id": "press"}, "differs", ["conditions"]),
    ],
)
def test_the_same_way_is_said_only_where_it_is_known(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any], basis: str, differs: list[str]
) -> None:
    store = basis_store(tmp_path, one, other)
    assert store.ask("select basis, differs from claim_check").row(0) == (basis, differs)


def test_nothing_is_said_of_how_one_figure_was_measured(tmp_path: Path) -> None:
    store = score_store(tmp_path, "47.4", "40", kind="value", operator="=", value_text="47.4")
    only = [{"claim_id": "c", "model_id": "x", "benchmark_id": "b"}]
    assert store.ask("select basis from claim_check").item() == "one_table"
    (tmp_path / "one").mkdir()
    scores = [{"model_id": "x", "benchmark_id": "b", "score_text": "1", "reporter_id": "maker"}]
    alone = tiny_store(
        tmp_path / "one", score=scores, claim=[{"claim_id": "c", "value_text": "1"}], claim_input=only
    )
    assert alone.ask("select basis, differs from claim_check").row(0) == (None, [])


def test_figures_without_a_day_are_counted_and_left_out_of_that_day(tmp_path: Path) -> None:
    """x is undated, y dated: today x leads by 10, on the day of the claim nothing was known of x."""
    inputs = [
        {"claim_id": "c", "role": role, "model_id": model, "benchmark_id": "b", "source_id": None}
        for role, model in (("figure", "x"), ("base", "y"))
    ]
    scores = [
        {
            "model_id": model,
            "benchmark_id": "b",
            "score_text": text,
            "reporter_id": "maker",
            "source_id": source,
        }
        for model, text, source in (("x", "60", "undated"), ("y", "50", "s"))
    ]
    asked = "select verdict, verdict_then, n_undated from claim_check"
    store = tiny_store(
        tmp_path,
        source=[{"source_id": "undated", "published_on": None}],
        score=scores,
        claim=[{"claim_id": "c", **AHEAD}],
        claim_input=inputs,
    )
    assert store.ask(asked).row(0) == ("supported", "cannot_be_checked", 1)
    (tmp_path / "dated").mkdir()
    dated = tiny_store(
        tmp_path / "dated", score=scores, claim=[{"claim_id": "c", **AHEAD}], claim_input=inputs
    )
    assert dated.ask(asked).row(0) == ("supported", "supported", 0)


def test_difference_to_zero_is_judged(tmp_path: Path) -> None:
    store = score_store(tmp_path, "50.0", "0.0", kind="difference", operator=">=", value_text="49")
    assert verdict(store) == ("supported", "relation_holds")
    assert store.ask("select relative_difference from claim_check").item() is None


@pytest.mark.parametrize(
    ("kind", "figure", "base", "asserted", "expected"),
    [
        ("ratio", "1400", "1000", "1500", "not_supported"),
        ("ratio", "999999999999.999999", "0.0001", "999999999999", "supported"),
        ("relative_difference", "999999999999.999999", "0.0001", "999999999999.999999", "supported"),
        ("difference", "999999999999.999999", "-999999999999.999999", "999999999999", "supported"),
    ],
)
def test_large_records_do_not_overflow(
    tmp_path: Path, kind: str, figure: str, base: str, asserted: str, expected: str
) -> None:
    unit = "points" if kind == "difference" else "percent"
    store = score_store(tmp_path, figure, base, kind=kind, operator=">=", value_text=asserted, unit=unit)
    assert verdict(store)[0] == expected


def test_arithmetic_is_written_out(tmp_path: Path) -> None:
    store = score_store(
        tmp_path, "72.03", "69.37", kind="relative_difference", operator=">=", value_text="10", unit="percent"
    )
    row = store.ask("from claim_check").row(0, named=True)
    assert row["arithmetic"] == "72.03 − 69.37 = 2.66; 72.03 ÷ 69.37 = 1.0383; (1.0383 − 1) × 100 = 3.83%"
    assert (row["difference"], row["needed_figure"]) == (Decimal("2.66"), Decimal("76.307"))
    assert row["input_source_ids"] == ["s"]


@pytest.mark.parametrize(
    ("chance", "kind", "expected"),
    [
        (25, "ratio", Decimal("1.059950")),  # 47.03 ÷ 44.37
        (25, "relative_difference", Decimal("1.059950")),
        (25, "difference", None),
        (70, "ratio", None),  # 69.37 is no better than guessing
        (0, "ratio", None),
        (None, "ratio", None),
    ],
)
def test_a_ratio_depends_on_the_chance_level(
    tmp_path: Path, chance: int | None, kind: str, expected: Decimal | None
) -> None:
    store = score_store(
        tmp_path,
        "72.03",
        "69.37",
        kind=kind,
        operator=">=",
        value_text="1",
        unit={"ratio": "ratio", "difference": "points"}.get(kind, "percent"),
        benchmark=[{"benchmark_id": "b", "chance_level": chance}],
    )
    assert store.ask("select ratio_over_chance from claim_check").item() == expected


def test_rounding_of_the_inputs_can_leave_it_open(tmp_path: Path) -> None:
    # 70.1 ÷ 63.3 lies between 1.1058 and 1.1091: more than 10 % in any case, but 11.0 % not
    open_store = score_store(
        tmp_path, "70.1", "63.3", kind="relative_difference", operator="=", value_text="10.7", unit="percent"
    )
    assert verdict(open_store) == ("cannot_be_checked", "within_rounding")


@pytest.mark.parametrize(
    ("asserted", "expected"),
    [("47.4", "supported"), ("47", "supported"), ("47.5", "not_supported"), ("47.36", "cannot_be_checked")],
)
def test_published_score_is_what_was_published(tmp_path: Path, asserted: str, expected: str) -> None:
    # 47.4 stands for 47.35 up to, but not including, 47.45
    store = score_store(tmp_path, "47.4", "40", kind="value", operator="=", value_text=asserted)
    assert verdict(store)[0] == expected


def test_mean_rounds_half_up_in_decimals(tmp_path: Path) -> None:
    store = fact_store(
        tmp_path, ["8.8", "9.4", "7.8", "11.9"], aggregate="mean", operator="=", value_text="9.48"
    )
    row = store.ask("from claim_check").row(0, named=True)
    assert (row["verdict"], row["result"]) == ("supported", Decimal("9.475"))
    assert row["arithmetic"] == "(8.8 + 9.4 + 7.8 + 11.9) ÷ 4 = 9.475"


def test_derived_figure_that_contradicts(tmp_path: Path) -> None:
    store = fact_store(tmp_path, ["8.8", "9.4"], aggregate="mean", operator="=", value_text="9.2")
    assert verdict(store) == ("figures_do_not_agree", "figures_contradict")


def test_only_after_rounding(tmp_path: Path) -> None:
    store = fact_store(tmp_path, ["30.98", "47"], aggregate="minimum", operator=">=", value_text="31")
    row = store.ask("select verdict, only_after_rounding, result from claim_check").row(0)
    assert row == ("supported", True, Decimal("30.98"))


def test_maximum(tmp_path: Path) -> None:
    store = fact_store(tmp_path, ["30.98", "29"], aggregate="maximum", operator="<=", value_text="30.9")
    assert verdict(store) == ("not_supported", "relation_fails")


def test_about_is_judged_at_its_rounding_for_every_figure(tmp_path: Path) -> None:
    claim = {"aggregate": "every", "operator": "about", "value_text": "500", "rounding": 100}
    assert verdict(fact_store(tmp_path, ["519", "500"], **claim)) == ("supported", "relation_holds")
    (tmp_path / "tiny.duckdb").unlink()
    assert verdict(fact_store(tmp_path, ["519", "450", "560"], **claim))[0] != "supported"


def test_value_known_only_from_the_claim_itself(tmp_path: Path) -> None:
    scores = [
        {
            "model_id": "x",
            "benchmark_id": "b",
            "score_text": "1",
            "reporter_id": "maker",
            "source_id": "press",
        }
    ]
    inputs = [{"claim_id": "c", "model_id": "x", "benchmark_id": "b", "source_id": "press"}]
    store = tiny_store(
        tmp_path, score=scores, claim=[{"claim_id": "c", "value_text": "1"}], claim_input=inputs
    )
    assert verdict(store) == ("cannot_be_checked", "only_its_own_source")


def test_figures_that_are_missing(tmp_path: Path) -> None:
    claims = [
        {"claim_id": "none", "value_text": "1"},
        {"claim_id": "lost", "value_text": "1"},
    ]
    inputs = [{"claim_id": "lost", "model_id": "x", "benchmark_id": "b"}]
    store = tiny_store(tmp_path, claim=claims, claim_input=inputs)
    rows = store.ask("select claim_id, verdict, reason from claim_check order by claim_id").rows()
    assert rows == [
        ("lost", "cannot_be_checked", "figure_missing"),
        ("none", "cannot_be_checked", "no_figures"),
    ]


def test_sum_of_parts_and_factor(tmp_path: Path) -> None:
    marks = [
        {"team_id": "t", "criterion": part, "value": value, "out_of": 50}
        for part, value in (("p1", "8.8"), ("p2", "13.4"))
    ]
    inputs = [
        {
            "claim_id": "c",
            "record": "mark",
            "round": "round-1",
            "criterion": part,
            "team_id": "t",
            "factor": 2,
        }
        for part in ("p1", "p2")
    ]
    store = tiny_store(
        tmp_path, round_result=marks, claim=[{"claim_id": "c", "value_text": "44.4"}], claim_input=inputs
    )
    assert store.ask("select arithmetic, verdict from claim_check").row(0) == (
        "8.8 × 2 + 13.4 × 2 = 44.4",
        "supported",
    )
    amount = "from claim_amount('claim', 'claim_input', 'given') where moment = 'now'"
    given = "with given as (from claim_figure('claim', 'claim_input')), amount as (from claim_amount('claim', 'claim_input', 'given'))"
    added = store.ask(
        f"with given as (from claim_figure('claim', 'claim_input')) select n_parts, is_derived, value, low {amount}"
    )
    assert added.row(0) == (2, True, Decimal("44.4"), Decimal("44.4"))
    item = store.ask(f"{given} select figure, result from claim_item('claim', 'amount') where moment = 'now'")
    assert item.row(0) == (Decimal("44.4"), Decimal("44.4"))
    compared = store.ask(
        f"{given} select is_certain, result from claim_compared('claim', 'amount') where moment = 'now'"
    )
    assert compared.row(0) == (True, Decimal("44.4"))
    assert store.ask("select value_text, half_width from claim_record order by 1").rows() == [
        ("13.4", Decimal(0)),
        ("8.8", Decimal(0)),
    ]


def test_scalar_answers(tmp_path: Path) -> None:
    store = tiny_store(tmp_path)
    questions = {
        "contradicts('tools=none', 'tools=yes')": True,
        "contradicts('tools=none; shots=5', 'shots=5')": False,
        "contradicts(null, 'tools=yes')": False,
        "contradicts('shots=5; tools=none', 'tools=none; shots=5')": False,
        "contradicts('tools=python; tools=web', 'tools=web; tools=python')": False,
        "contradicts('tools=python', 'tools=web; tools=python')": True,
        "contradicts('adapted', 'other')": False,
        "array_to_string(condition_set(' b=2;a=1; b=2;'), '; ')": "a=1; b=2",
        "array_to_string(condition_keys(['a=1', 'adapted']), '; ')": "a",
        "has_tools('shots=5; tools=yes')": True,
        "has_tools('tools=none')": False,
        "has_tools(null)": False,
        "array_to_string(known_differences('a', 'x', 'k=1', 'b', null, 'k=2'), ' ')": "mode conditions",
        "recorded_alike('a', 'x', 'tools=none', 'a', 'x', 'tools=none')": True,
        "recorded_alike('a', 'x', 'tools=none', 'a', 'y', 'tools=none')": False,
        "recorded_alike('a', null, 'tools=none', 'a', null, 'tools=none')": False,
        "recorded_alike('non-reasoning', null, 'tools=yes', 'non-reasoning', null, 'tools=yes')": True,
        "recorded_alike('a', 'x', 'shots=5', 'a', 'x', 'shots=5')": False,
        "recorded_alike(null, 'x', 'tools=none', null, 'x', 'tools=none')": False,
        "recorded_alike('a', 'x', null, 'a', 'x', null)": False,
        "comparison_basis(true, true, true)": "differs",
        "comparison_basis(false, true, false)": "one_table",
        "comparison_basis(false, false, true)": "recorded",
        "comparison_basis(false, false, false)": "not_known",
        "claim_figure_at('ratio', 'percent', 69.37, 104)": Decimal("72.1448"),
        "claim_figure_at('relative_difference', 'percent', 69.37, 10)": Decimal("76.307"),
        "claim_figure_at('difference', 'points', 47.4, 16)": Decimal("63.4"),
        "claim_figure_at('ratio', 'ratio', 0, 2)": None,
        "half_up(9.475, 0.01)": Decimal("9.48"),
        "half_up(22.525, 0.01)": Decimal("22.53"),
        "half_up(17.55, 0.1)": Decimal("17.6"),
        "half_up(7.025, 0.01)": Decimal("7.03"),
        "half_up(10.525, 0.01)": Decimal("10.53"),
        "half_up(550, 100)": Decimal(600),
        "half_up(2.65, 0.1)": Decimal("2.7"),
        "half_up(-9.475, 0.01)": Decimal("-9.48"),
        "millionths(2.65)": 2_650_000,
        "plain_number(2.660000)": "2.66",
        "plain_number(100)": "100",
        "cast(last_day_known('2026-02') as varchar)": "2026-02-28",
        "last_day_known(null)": None,
        "claim_certain(9.96, 9.99, 10, 10, '>=', 10)": True,
        "claim_certain(9.96, 9.99, 10, 10, '>', 9.9)": True,
        "claim_certain(9.94, 9.99, 9.9, 10, '>=', 10)": False,
        "claim_certain(1, null, 1, null, '=', 1)": False,
        "claim_possible(9.94, 9.99, 9.9, 10, '=', 10)": True,
        "claim_possible(9.94, 9.99, 9.9, 10, '>', 10)": False,
        "claim_possible(2, null, 2, null, '=', 1)": False,
        "claim_possible(1, null, 1, null, '=', 1)": True,
        "claim_needed('not_covered', true)": ["whole_set", "mean_parts"],
        "claim_steps('difference', 1, 2.5, 12.5, 10, '12.5', '10', '12.5', '10')": "12.5 − 10 = 2.5",
        "claim_quantity_text('ratio', 1, 3)": "0.3333",
        "written_out('(5 + 7.5)', '12.5')": "(5 + 7.5) = 12.5; ",
        "written_out('12.5', '12.5')": "",
        "claim_exact(9.96, '>=', 10)": False,
        "claim_exact(9.96, '=', 10)": None,
        "claim_quantity('relative_difference', 1, 110, 100)": Decimal(10),
        "claim_quantity('ratio', 100, 1, 4)": Decimal(25),
    }
    for question, answer in questions.items():
        found = store.ask(f"select {question} as answer")["answer"].to_list()[0]
        assert found == answer, question


def claimed(
    folder: Path,
    figures: Sequence[tuple[str, str, dict[str, Any]]],
    roles: Sequence[tuple[str, str]],
    **claim: Any,
) -> tuple[str, str | None, list[tuple[str, str]]]:
    """Verdict of a claim on benchmark b, the one of the figures that count, and what other figures give.

    figures are model, text and what else their row says; roles are role and model of the claim's inputs.
    """
    folder.mkdir()
    scores = [
        {"model_id": model, "benchmark_id": "b", "score_text": text, "reporter_id": "maker", **more}
        for model, text, more in figures
    ]
    inputs = [
        {
            "claim_id": "c",
            "role": role,
            "model_id": model,
            "benchmark_id": "b",
            "item": "1",
            "source_id": None,
        }
        for role, model in roles
    ]
    store = tiny_store(folder, score=scores, claim=[{"claim_id": "c", **claim}], claim_input=inputs)
    row = store.ask("select verdict, verdict_by_figure, other_figures from claim_check").row(0, named=True)
    others = [(other["verdict"], other["arithmetic"]) for other in row["other_figures"] or []]
    return row["verdict"], row["verdict_by_figure"], others


AHEAD = {"kind": "difference", "operator": ">", "value_text": "0", "unit": "points"}
FIRST = {"kind": "rank", "operator": "=", "value_text": "1", "unit": "rank"}
REASONING, PLAIN = {"mode": "reasoning"}, {"mode": "non-reasoning"}


def test_modes_are_not_mixed_and_where_they_disagree_both_are_told(tmp_path: Path) -> None:
    """The highest of each would be 80.2 over 78.7."""
    figures = [("x", "80.2", REASONING), ("x", "73.0", PLAIN), ("y", "76.5", REASONING), ("y", "78.7", PLAIN)]
    found = claimed(tmp_path / "c", figures, [("figure", "x"), ("base", "y")], **AHEAD)
    assert found == ("depends_on_figure", "supported", [("not_supported", "73.0 − 78.7 = −5.7")])
    agreed = [*figures[:1], ("x", "79.0", PLAIN), *figures[2:]]
    assert claimed(tmp_path / "agreed", agreed, [("figure", "x"), ("base", "y")], **AHEAD)[0] == "supported"


@pytest.mark.parametrize("others", [("y",), ("y", "z"), ("y", "w"), ("y", "z", "w")])
def test_who_else_is_ranked_does_not_choose_the_figure(tmp_path: Path, others: tuple[str, ...]) -> None:
    """x by itself 58.1, printed as another's 86.0; z stands in the table of the one, w in that of the other."""
    printed = {"reporter_id": "judge", "quoted_by": "maker", "source_id": "press"}
    figures = [
        ("x", "58.1", {}),
        ("x", "86.0", printed),
        ("y", "70.5", {"source_id": "t"}),
        ("z", "83.3", printed),
        ("w", "37.4", {}),
    ]
    roles = [("figure", "x"), *(("among", model) for model in others)]
    verdict, _, told = claimed(tmp_path / "c", figures, roles, **FIRST)
    assert verdict == "depends_on_figure"
    assert len(told) == 1


def test_a_value_without_tools_is_not_refuted_by_one_with_tools(tmp_path: Path) -> None:
    claim = {"kind": "value", "operator": "=", "value_text": "14.9", "unit": "percent", "source_id": "press"}
    with_tools = ("x", "19.0", {"conditions": "tools=yes", "reporter_id": "judge"})
    found = claimed(tmp_path / "c", [("x", "14.9", {}), with_tools], [("figure", "x")], **claim)
    assert found == ("depends_on_figure", "supported", [("not_supported", "19.0")])


def test_what_can_only_be_compared_across_modes_is_said_to_differ(tmp_path: Path) -> None:
    claim = {"claim_id": "c", **AHEAD}
    inputs = [
        {"claim_id": "c", "role": role, "model_id": model, "benchmark_id": "b", "source_id": None}
        for role, model in (("figure", "x"), ("base", "y"))
    ]
    scores = [
        {"model_id": model, "benchmark_id": "b", "score_text": text, "reporter_id": "maker", "effort": effort}
        for model, text, effort in (("x", "60", "high"), ("y", "50", "low"))
    ]
    store = tiny_store(tmp_path, score=scores, claim=[claim], claim_input=inputs)
    assert store.ask("select differs from claim_record order by role").rows() == [(["effort"],), ([],)]
    assert verdict(store) == ("supported", "relation_holds")


def test_further_rows_change_no_verdict_of_a_pair(tmp_path: Path) -> None:
    """A third model in the same table, another benchmark, a model that nobody names."""
    figures = [("x", "80.2", REASONING), ("y", "76.5", REASONING)]
    further = [
        ("z", "99", REASONING),
        ("x", "10", {"benchmark_id": "other"}),
        ("y", "90", {"benchmark_id": "other", "reporter_id": "judge"}),
        *((f"reference-{number}", str(number), {"reporter_id": "judge"}) for number in range(90)),
    ]
    roles = [("figure", "x"), ("base", "y")]
    before = claimed(tmp_path / "before", figures, roles, **AHEAD)
    assert before[0] == "supported"
    assert claimed(tmp_path / "after", [*further, *figures], roles, **AHEAD) == before
