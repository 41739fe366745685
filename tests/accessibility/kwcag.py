"""The 33 items of KWCAG 2.2 (KS X OT0003:2022), and what speaks to each: kwcag.csv, one item a row."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "kwcag.csv"


@dataclass(frozen=True)
class Item:
    """An item, the rules of axe and the checks that speak to it, or the reason why nothing has to (Korean, English)."""

    number: str
    name_ko: str
    name_en: str
    axe_rules: tuple[str, ...]
    checks: tuple[str, ...]
    reason_ko: str
    reason_en: str


def items() -> list[Item]:
    """Every item in the order of the guidelines."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        return [
            Item(
                row["item"],
                row["name_ko"],
                row["name_en"],
                tuple(row["axe_rules"].split()),
                tuple(row["checks"].split()),
                row["not_applicable_ko"],
                row["not_applicable_en"],
            )
            for row in csv.DictReader(rows)
        ]


def axe_rules() -> list[str]:
    """Every rule of axe that speaks to an item, among them some that axe runs only if asked."""
    return sorted({rule for item in items() for rule in item.axe_rules})
