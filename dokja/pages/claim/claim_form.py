"""A claim entered by a reader: its table rows, and links that prefill the form."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dokja.ingest.values import digits
from dokja.ui.page import Page
from dokja.ui.tables import Row

KINDS = ("relative_difference", "relative_lower", "difference", "lower", "ratio", "value", "highest", "rank")
COMPARING = ("relative_difference", "relative_lower", "difference", "lower", "ratio")
LOWER = {"relative_lower": "relative_difference", "lower": "difference"}
"""Kinds that say how much lower something is, by the kind that they are judged as, with the number's sign turned."""
RANKING = ("highest", "rank")
OPERATORS = (">=", ">", "=", "about", "<=", "<")
TURNED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
"""What an operator becomes where more of what is said is a smaller number: at least 10 % lower, rank 3 or better."""
STEPS = ("0.001", "0.01", "0.1", "1", "10", "100")
SIZE = "total_params_b"
NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,6})?"
QUOTE_LENGTH = 300

Preset = dict[str, str | list[str]]
"""Values of the settings, by their key in the address."""


@dataclass(frozen=True)
class Asked:
    """A claim: kind, models by key, measures (benchmarks or size), operator and number as entered."""

    kind: str
    subject: str
    others: Sequence[str]
    everyone: bool
    measures: Sequence[str]
    operator: str
    value_text: str
    unit: str
    rounding: str | None
    claimed_on: date | None

    def rows(self) -> tuple[str, str]:
        """The claim and its inputs as JSON rows of the tables claim and claim_input."""
        downwards = self.kind in (*LOWER, "rank")
        claim = {
            "claim_id": "typed",
            "kind": "rank" if self.kind == "highest" else LOWER.get(self.kind, self.kind),
            "model_id": self.subject,
            "operator": TURNED.get(self.operator, self.operator) if downwards else self.operator,
            "value_text": turned(self.value_text) if self.kind in LOWER else self.value_text,
            "unit": self.unit,
            "rounding": self.rounding,
            "parts": "mean",
            "claimed_on": self.claimed_on and self.claimed_on.isoformat(),
        }
        inputs = [self.input("figure", measure, self.subject) for measure in self.measures]
        inputs += [self.input("base", measure, other) for other in self.others for measure in self.measures]
        if self.everyone:
            inputs += [self.input("among", measure, None) for measure in self.measures]
        return json.dumps([claim]), json.dumps(inputs)

    def settings(self) -> Preset:
        """Settings of the form that say this claim."""
        values: Preset = {
            "claim-kind": self.kind,
            "claim-subject": self.subject,
            "claim-operator": self.operator,
            "claim-value": self.value_text,
        }
        if self.claimed_on:
            values["claim-day"] = self.claimed_on.isoformat()
        values |= (
            {"claim-measures": [*self.measures], "claim-mean": "yes"}
            if len(self.measures) > 1
            else {"claim-measure": [*self.measures]}
        )
        if self.everyone:
            values["claim-everyone"] = "yes"
        else:
            values["claim-others" if self.kind in RANKING else "claim-base"] = [*self.others]
        if self.rounding is not None:
            values["claim-step"] = self.rounding
        if self.kind == "ratio":
            values["claim-unit"] = self.unit
        return values

    def keys(self) -> list[str]:
        """Parts of a file name that identify the claim."""
        others = ["all-models"] if self.everyone else self.others
        return [self.subject, *others, *self.measures, self.kind, self.operator, self.value_text, self.unit]

    def input(self, role: str, measure: str, model_id: str | None) -> dict[str, Any]:
        """One row of claim_input."""
        key = "field" if measure == SIZE else "benchmark_id"
        item = "1" if self.kind in (*COMPARING, "value") else model_id
        record = "fact" if measure == SIZE else "score"
        row = {"claim_id": "typed", "role": role, "item": item, "record": record, "factor": 1}
        return row | {"model_id": model_id, key: measure}


def usual_unit(kind: str, measures: Sequence[str]) -> str:
    """The unit of a claim's number; that of a ratio may also be stated as times."""
    if kind in RANKING:
        return "rank"
    if kind in ("relative_difference", "relative_lower", "ratio"):
        return "percent"
    return "billion" if [*measures] == [SIZE] else "points"


def number(text: str, point: str = ".", comma: str = ",") -> str | None:
    """A typed number in plain digits, with these decimal and thousands separators; None for any other text.

    Full-width characters are normalised, blanks count as commas, and a trailing percent sign is dropped.
    """
    typed = digits.tidy(text).removesuffix("%").strip().replace(" ", comma)
    sign = "-" if typed.startswith("-") else ""
    plain = digits.reading(typed.removeprefix(sign or "+").removeprefix(comma), point, comma)
    return sign + plain if plain and re.fullmatch(NUMBER, plain) else None


def turned(value_text: str) -> str:
    """A number in plain digits with the other sign."""
    return value_text.removeprefix("-") if value_text.startswith("-") else f"-{value_text}"


def day(text: str) -> date | None:
    """A typed ISO date; None for any other text."""
    try:
        return date.fromisoformat(digits.tidy(text))
    except ValueError:
        return None


def preset_href(page: Page, claim: Row) -> str | None:
    """Address of the form prefilled with a recorded claim; None if the form cannot express it."""
    values = preset(page, claim)
    return page.settings.href("check", **values) if values else None


def preset(page: Page, claim: Row) -> Preset | None:
    """Form settings equivalent to a recorded claim; None if the form cannot express it."""
    inputs = page.ask("from claim_input where claim_id = ? order by role desc, item", claim["claim_id"])
    rows = inputs.to_dicts()
    figures = [row for row in rows if row["role"] == "figure"]
    bases = [row for row in rows if row["role"] == "base"]
    if not sayable(claim, rows, figures):
        return None
    kind = claim["kind"]
    if kind == "rank":
        kind = "highest" if claim["value_text"] == "1" and claim["operator"] == "=" else "rank"
    measures = sorted({row["benchmark_id"] or row["field"] for row in figures})
    others = list(dict.fromkeys(row["model_id"] for row in bases))
    is_lower = claim["value_text"].startswith("-")
    if is_lower:
        kind = next(lower for lower, judged in LOWER.items() if judged == kind)
    operator = str(claim["operator"])
    return Asked(
        kind,
        figures[0]["model_id"],
        others,
        False,
        measures,
        TURNED.get(operator, operator) if is_lower or kind == "rank" else operator,
        claim["value_text"].removeprefix("-"),
        claim["unit"],
        None if claim["rounding"] is None else page.words.number(claim["rounding"]),
        claim["claimed_on"],
    ).settings()


def sayable(claim: Row, rows: Sequence[Row], figures: Sequence[Row]) -> bool:
    """Whether the form can express everything that a recorded claim states."""
    return (
        bool(figures)
        and claim["kind"] in (*KINDS, "rank")
        and claim["aggregate"] in (None, "every")
        and all(row["role"] in ("figure", "base") and row["record"] in ("score", "fact") for row in rows)
        and all(row["factor"] == 1 for row in rows)
        and len({row["model_id"] for row in figures}) == 1
        and (claim["parts"] == "mean" or len({row["benchmark_id"] or row["field"] for row in figures}) == 1)
    )
