"""Every rule of docs/security.md is held by tests and modules that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dokja.records.store import ROOT

RULES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "security.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| rule")
]
TESTS = "\n".join(file.read_text("utf-8") for file in (ROOT / "tests").rglob("test_*.py"))


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_rule_is_there() -> None:
    found = [rule.split(".")[0] for rule, _, _ in RULES]
    assert found[:12] == [f"S{number}" for number in range(1, 13)]


@pytest.mark.parametrize(("rule", "places", "tests"), RULES, ids=[rule[:3] for rule, _, _ in RULES])
def test_rule_is_held(rule: str, places: str, tests: str) -> None:
    assert named(places), rule
    for place in named(places):
        assert any((Path(root) / place).is_file() for root in (ROOT, ROOT / "dokja")), place
    assert named(tests), rule
    for test in named(tests):
        assert f"\ndef {test}(" in TESTS, test
