"""Every item of the guidelines is bound to something that exists."""

from __future__ import annotations

import re

from axe_playwright_python.base import AXE_SCRIPT

from dokja.pages.about import CHECKED_ON
from dokja.ui.site_map import PAGES
from tests.accessibility import site
from tests.accessibility.checks import CHECKS
from tests.accessibility.findings import kept
from tests.accessibility.kwcag import axe_rules, items

PRINCIPLES = {"5": 9, "6": 15, "7": 7, "8": 2}
NAMES = {check.__name__ for check in CHECKS} | {
    site.titles_are_unique.__name__,
    site.errors_say_how_to_go_on.__name__,
}


def test_there_are_33_items() -> None:
    numbers = [item.number for item in items()]
    assert len(set(numbers)) == 33
    assert numbers == sorted(numbers)
    for principle, count in PRINCIPLES.items():
        assert sum(number.startswith(f"{principle}.") for number in numbers) == count


def test_each_item_is_bound_to_a_rule_a_check_or_a_reason() -> None:
    for item in items():
        assert item.name_ko, item.number
        assert item.name_en, item.number
        assert bool(item.reason_ko) == bool(item.reason_en), item.number
        assert item.checks or item.axe_rules or item.reason_ko, item.number


def test_every_check_exists_and_is_named() -> None:
    assert {check for item in items() for check in item.checks} == NAMES


def test_every_rule_of_axe_exists() -> None:
    known = set(re.findall(r'\{id:"([a-z0-9-]+)",(?:impact|reviewOnFail|selector|matches)', AXE_SCRIPT))
    assert len(known) > 100
    assert set(axe_rules()) <= known


def test_pages_have_been_checked_by_the_day_that_the_statement_says() -> None:
    visits = kept()
    assert set(visits) <= set(PAGES)
    assert max(visit.day for visit in visits.values()) == CHECKED_ON.isoformat()
