"""The report of a run: the 33 items, then every breach."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from axe_playwright_python.base import AXE_SCRIPT

from tests.accessibility.breach import Breach
from tests.accessibility.checks import VIEWS
from tests.accessibility.kwcag import Item, items
from tests.accessibility.left import LEFT

INTRODUCTION = """# Accessibility report

Every page of the dashboard against the 33 items of the Korean web content accessibility guidelines
(한국형 웹 콘텐츠 접근성 지침 2.2, KS X OT0003:2022), checked in a browser by `python -m tests.accessibility`,
which writes this file. What speaks to which item stands in `tests/accessibility/kwcag.csv`. A check by machine finds
what it measures: whether a text in place of a picture is apt, only a person can tell. No one who uses a screen reader
has tested the pages yet.
"""
SHOWN_VIEWS = 3


@dataclass(frozen=True)
class Finding:
    """A breach in a view of a page, and the check or rule that found it."""

    view: str
    check: str
    breach: Breach


@dataclass
class Visit:
    """What was found on a page; looks counts its views, with open tables apart."""

    page: str
    title: str = ""
    looks: int = 0
    findings: list[Finding] = field(default_factory=list)


@dataclass
class Run:
    """All visits, and what was found beyond one page, by check."""

    visits: list[Visit]
    site: dict[str, list[Breach]] = field(default_factory=dict)
    data: str = ""
    chromium: str = ""

    @property
    def has_breaches(self) -> bool:
        """Whether anything was found."""
        return any(visit.findings for visit in self.visits) or any(self.site.values())

    def pages_failing(self, item: Item) -> set[str]:
        """Pages on which a check or rule of an item found a breach."""
        speaking = {*item.checks, *item.axe_rules}
        failing = {visit.page for visit in self.visits for one in visit.findings if one.check in speaking}
        return failing | {
            breach.element
            for check, breaches in self.site.items()
            if check in speaking
            for breach in breaches
        }


def written(run: Run) -> str:
    """The report in Markdown."""
    axe = re.findall(r'axe\.version="([^"]+)"', AXE_SCRIPT)[0]
    facts = [
        ("Date", date.today().isoformat()),
        ("Data", run.data),
        ("axe", axe),
        ("Chromium", run.chromium),
        ("Pages", f"{len(run.visits)}, editors' pages signed in"),
        ("Views", "; ".join(map(str, VIEWS))),
        ("Looks", str(sum(visit.looks for visit in run.visits))),
    ]
    lines = [INTRODUCTION, *table(("", ""), facts), "", "## The 33 items", ""]
    lines += table(
        ("Item", "", "Checked by", "Pages", "Result"),
        [
            (
                item.number,
                f"{item.name_ko} ({item.name_en})",
                means(item),
                str(len(run.visits)),
                result(run, item),
            )
            for item in items()
        ],
    )
    lines += ["", "## Breaches", "", *(breaches(run) or ["None."])]
    lines += ["", "## What is left", "", LEFT]
    return "\n".join(lines)


def means(item: Item) -> str:
    """How an item was checked."""
    if item.reason_ko and not item.checks:
        rules = f" axe: {', '.join(item.axe_rules)}" if item.axe_rules else ""
        return f"{item.reason_en}{rules}"
    parts = [
        f"`{'`, `'.join(item.checks)}`" if item.checks else "",
        f"axe: {', '.join(item.axe_rules)}" if item.axe_rules else "",
    ]
    return "; ".join(part for part in parts if part)


def result(run: Run, item: Item) -> str:
    """What came out for an item."""
    failing = run.pages_failing(item)
    if failing:
        return f"breaches on {len(failing)}"
    return "does not apply" if item.reason_ko else "no breach found"


def breaches(run: Run) -> list[str]:
    """Every breach once a page, with the views in which it was found."""
    found: dict[tuple[str, str, Breach], list[str]] = {}
    for visit in run.visits:
        for one in visit.findings:
            views = found.setdefault((visit.page, one.check, one.breach), [])
            if one.view not in views:
                views.append(one.view)
    for check, of_site in run.site.items():
        for breach in of_site:
            found[("", check, breach)] = []
    rows = [
        (page, check, breach.element, breach.problem, shortened(views))
        for (page, check, breach), views in found.items()
    ]
    return list(table(("Page", "Check", "Element", "Problem", "Views"), rows)) if rows else []


def shortened(views: list[str]) -> str:
    """The first views, and how many there are besides."""
    more = f" and {len(views) - SHOWN_VIEWS} more" if len(views) > SHOWN_VIEWS else ""
    return "; ".join(views[:SHOWN_VIEWS]) + more


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """A table in Markdown."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
