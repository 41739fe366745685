"""What a reader types into the form of a claim, and what becomes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dokja.pages.claim.claim_form import Asked, number
from dokja.records.store import Store
from tests.views.tiny import tiny_store


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("10.5", "10.5"), ("１０．５", "10.5"), ("１０．５％", "10.5"), (".5", "0.5"), ("－２", "-2"), ("−2", "-2"),
        ("1,234", "1234"), ("１，２３４", "1234"), ("1,234,567.5", "1234567.5"), ("1 234", "1234"),
        ("10,5", None), ("１０，５", None), ("10，5", None), ("１０、５", None), ("10,50", None), ("0,5", None),
        ("0,500", None), ("1,2345", None), ("12,34", None), ("1.234,5", None), ("1,000,5", None), ("10·5", None),
        ("10.5.5", None), ("10²", None), ("½", None), ("١٠", None), ("1e3", None), ("inf", None), ("nan", None), ("", None),
    ],
)  # fmt: skip
def test_number_is_read_or_refused_and_never_another(typed: str, read: str | None) -> None:
    """10,5 is no 105, and no whole number either."""
    assert number(typed) == read


@pytest.mark.parametrize(
    ("kind", "typed", "verdict"),
    [
        ("lower", "2", "supported"),
        ("lower", "3", "not_supported"),
        ("lower", "-2", "supported"),
        ("difference", "-2", "supported"),
        ("difference", "-1", "not_supported"),
    ],
)
def test_a_negative_number_turns_the_direction(tmp_path: Path, kind: str, typed: str, verdict: str) -> None:
    """50.00 against 52.20: 2.2 points lower, which is also at least −2 lower; as a difference −2.2, which rounds to −2."""
    scores = [
        {"model_id": model, "benchmark_id": "b", "score_text": text, "reporter_id": "maker"}
        for model, text in (("x", "50.00"), ("y", "52.20"))
    ]
    store = tiny_store(tmp_path, score=scores)
    assert judged(store, kind, typed, "points") == (
        verdict,
        "relation_fails" if verdict[0] == "n" else "relation_holds",
    )


@pytest.mark.parametrize("base", ["0.0", "-0.3"])
@pytest.mark.parametrize(
    ("kind", "unit"), [("relative_difference", "percent"), ("relative_lower", "percent"), ("ratio", "ratio")]
)
def test_a_share_of_nothing_or_less_is_refused_with_the_reason(
    tmp_path: Path, kind: str, unit: str, base: str
) -> None:
    scores = [
        {"model_id": model, "benchmark_id": "b", "score_text": text, "reporter_id": "maker"}
        for model, text in (("x", "50.0"), ("y", base))
    ]
    store = tiny_store(tmp_path, score=scores)
    assert judged(store, kind, "10", unit) == ("cannot_be_checked", "no_ratio")


def judged(store: Store, kind: str, typed: str, unit: str) -> tuple[str, str]:
    """Verdict and reason of a typed claim that compares x with y on b."""
    value = number(typed)
    assert value is not None
    asked = Asked(kind, "x", ["y"], False, ["b"], ">=", value, unit, None, None)
    claims, inputs = asked.rows()
    assert json.loads(claims)[0]["kind"] in ("difference", "relative_difference", "ratio")
    verdict, reason = store.ask("select verdict, reason from claim_typed(?, ?)", claims, inputs).row(0)
    return verdict, reason
