"""Recorded claims with another number, relation, model or part: each gets the verdict that the arithmetic gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from dokja.records.store import Store

Row = dict[str, Any]
Change = Callable[[list[Row]], list[Row]]


def others(role: str, **values: Any) -> Change:
    """Inputs of a role with other values."""
    return lambda rows: [{**row, **values} if row["role"] == role else row for row in rows]


def only(*items: str) -> Change:
    """Of the parts left out, these alone."""
    return lambda rows: [row for row in rows if row["role"] != "left_out" or row["item"] in items]


def leaving_out(*criteria: str) -> Change:
    """These parts left out together."""

    def change(rows: list[Row]) -> list[Row]:
        kept = [row for row in rows if row["role"] != "left_out"]
        first = next(row for row in rows if row["role"] == "left_out")
        return kept + [{**first, "item": "together", "criterion": key} for key in criteria]

    return change


def holders(*countries: str) -> Change:
    """These countries alone are said to have it."""

    def change(rows: list[Row]) -> list[Row]:
        kept = [row for row in rows if row["role"] != "holder"]
        first = next(row for row in rows if row["role"] == "holder")
        return kept + [{**first, "item": key, "country": key} for key in countries]

    return change


def without(item: str) -> Change:
    """One item less."""
    return lambda rows: [row for row in rows if row["item"] != item]


def part(criterion: str) -> Change:
    """The marks of one part."""
    return lambda rows: [row for row in rows if row["criterion"] == criterion]


def same(rows: list[Row]) -> list[Row]:
    return rows


ALTERED: list[tuple[str, Row, Change, str]] = [
    ("k-exaone-over-10-percent", {"value_text": "3"}, same, "supported"),
    ("k-exaone-over-10-percent", {"value_text": "3.8"}, same, "supported"),
    ("k-exaone-over-10-percent", {"value_text": "3.9"}, same, "not_supported"),
    ("k-exaone-over-10-percent", {"operator": "<"}, same, "supported"),
    (
        "k-exaone-over-10-percent",
        {"kind": "difference", "value_text": "2.7", "unit": "points", "operator": "="},
        same,
        "supported",
    ),
    (
        "k-exaone-over-10-percent",
        {"value_text": "3"},
        others("base", model_id="gpt-oss-120b", source_id=None),
        "supported",
    ),
    (
        "k-exaone-over-10-percent",
        {"value_text": "4"},
        others("base", model_id="gpt-oss-120b", source_id=None),
        "not_supported",
    ),
    (
        "k-exaone-over-10-percent",
        {},
        others("base", model_id="deepseek-v3.2", source_id=None),
        "cannot_be_checked",
    ),
    ("k-exaone-104-percent", {"value_text": "105"}, same, "not_supported"),
    ("k-exaone-104-percent", {"value_text": "110", "rounding": "10"}, same, "not_supported"),
    ("k-exaone-104-percent", {"value_text": "100", "rounding": "10"}, same, "supported"),
    ("k-exaone-2-10-percent", {"value_text": "11"}, same, "not_supported"),
    ("k-exaone-2-10-percent", {"value_text": "10.7"}, same, "cannot_be_checked"),
    ("k-exaone-2-10-percent", {"value_text": "10.5"}, same, "supported"),
    ("k-exaone-2-10-percent", {"value_text": "11.0", "operator": "="}, same, "not_supported"),
    ("gap-16", {"value_text": "15"}, same, "not_supported"),
    (
        "gap-16",
        {"value_text": "14"},
        others("figure", model_id="grok-4.6"),
        "cannot_be_checked",
    ),  # 60.9 - 47.4 lies between 13.4 and 13.6
    (
        "gap-16",
        {"value_text": "9"},
        others("figure", model_id="gemini-3.7-flash"),
        "supported",
    ),  # 56.0 - 47.4 = 8.6
    ("a-x-k1-500b", {"value_text": "600"}, same, "not_supported"),
    ("a-x-k1-500b", {"value_text": "519", "rounding": "1"}, same, "supported"),
    ("trillion-only-us", {}, holders("US", "CN"), "cannot_be_checked"),
    ("trillion-only-us", {"value_text": "2500"}, same, "cannot_be_checked"),
    (
        "500b-holders-abroad",
        {},
        holders("US", "CN", "FR", "JP"),
        "not_supported",
    ),  # Korea has 519, 688 and 750
    ("ahead-of-europe-canada", {"value_text": "30"}, same, "not_supported"),
    ("all-four-31-or-more", {"value_text": "32"}, same, "not_supported"),
    ("all-four-31-or-more", {"value_text": "31.0"}, same, "supported"),
    ("all-four-31-or-more", {"value_text": "31.00"}, same, "not_supported"),
    ("all-four-31-or-more", {"value_text": "35"}, without("lg-ai-research"), "supported"),
    ("aaii-mean-9.48", {"value_text": "9.47"}, same, "figures_do_not_agree"),
    ("briefing-benchmark-mean", {"value_text": "22.53"}, same, "supported"),
    ("briefing-benchmark-mean", {"value_text": "22.52"}, same, "figures_do_not_agree"),
    ("briefing-user-mean", {"value_text": "17.5"}, same, "figures_do_not_agree"),
    ("briefing-user-mean", {"value_text": "10.53"}, part("user/professional"), "supported"),  # 10.525
    ("briefing-user-mean", {"value_text": "10.52"}, part("user/professional"), "figures_do_not_agree"),
    ("briefing-user-mean", {"value_text": "7.03"}, part("user/public"), "supported"),  # 7.025
    ("briefing-user-mean", {"value_text": "7.02"}, part("user/public"), "figures_do_not_agree"),
    ("no-team-over-30", {"value_text": "24"}, same, "not_supported"),
    ("no-team-over-30", {"value_text": "24.6"}, same, "supported"),
    ("solar-open-2-korean-mean", {"value_text": "2"}, same, "not_supported"),
    ("public-vote-no-effect", {}, leaving_out("user/professional"), "not_supported"),
    ("public-vote-no-effect", {}, leaving_out("expert"), "supported"),
    ("no-part-lifts-motif", {"team_id": "skt"}, same, "not_supported"),
    ("no-part-lifts-motif", {"team_id": "skt"}, only("user/public", "expert"), "supported"),
    ("user-block-lifts-motif", {"value_text": "1"}, same, "not_supported"),
    (
        "user-block-lifts-motif",
        {"value_text": "1"},
        leaving_out("user", "expert"),
        "supported",
    ),  # benchmarks alone: 24.6
    ("user-block-lifts-motif", {"team_id": "upstage", "value_text": "1"}, same, "supported"),
    ("aaii-gap-4-points", {"value_text": "5"}, same, "not_supported"),
    ("aaii-scale-quarter", {"value_text": "0.26"}, same, "not_supported"),
    ("motif-aaii-11.9", {"value_text": "11.8"}, same, "supported"),
    (
        "motif-aaii-11.9",
        {},
        others("figure", source_id="aa-20260818"),
        "cannot_be_checked",
    ),  # 47.4 is 47.35 to 47.45
    ("motif-aaii-11.9", {"value_text": "12"}, others("figure", source_id="aa-20260818"), "supported"),
    ("hcx-csat", {"value_text": "2"}, same, "cannot_be_checked"),
]


def typed(store: Store, claims: list[Row], inputs: list[Row]) -> dict[str, Row]:
    """What claims as readers could type them are judged to be, by key: many at once take hardly longer than one."""
    texts = (json.dumps(rows, default=str) for rows in (claims, inputs))
    return {row["claim_id"]: row for row in store.ask("from claim_typed(?, ?)", *texts).iter_rows(named=True)}


@pytest.fixture(scope="module")
def altered(real_store: Store) -> dict[str, Row]:
    """The recorded claims of ALTERED, each changed under a key of its own: its number in the list."""
    claims, inputs = [], []
    for number, (claim_id, change, changed, _) in enumerate(ALTERED):
        key = {"claim_id": f"{number}"}
        claim = real_store.ask("from claim where claim_id = ?", claim_id).row(0, named=True)
        rows = changed(real_store.ask("from claim_input where claim_id = ?", claim_id).to_dicts())
        claims.append(claim | change | key)
        inputs += [row | key for row in rows]
    return typed(real_store, claims, inputs)


@pytest.mark.parametrize("number", range(len(ALTERED)), ids=[claim_id for claim_id, *_ in ALTERED])
def test_altered_claim(altered: dict[str, Row], number: int) -> None:
    *_, expected = ALTERED[number]
    assert altered[f"{number}"]["verdict"] == expected


def test_a_claim_alone_is_judged_as_among_others(real_store: Store, altered: dict[str, Row]) -> None:
    claim_id, change, changed, _ = ALTERED[0]
    claim = real_store.ask("from claim where claim_id = ?", claim_id).row(0, named=True)
    rows = changed(real_store.ask("from claim_input where claim_id = ?", claim_id).to_dicts())
    (alone,) = typed(real_store, [claim | change], rows).values()
    assert alone == altered["0"] | {"claim_id": claim_id}


def test_every_recorded_claim_is_judged_alike_when_typed(real_store: Store) -> None:
    recorded = real_store.ask("select claim_id, verdict, verdict_then, reason, arithmetic from claim_check")
    claims, inputs = (real_store.ask(f"from {table}").to_dicts() for table in ("claim", "claim_input"))
    judged = typed(real_store, claims, inputs)
    assert len(judged) == recorded.height > 20
    for row in recorded.iter_rows(named=True):
        assert {key: judged[row["claim_id"]][key] for key in row} == row
