"""The report of a run: the 33 items, then every breach."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from axe_playwright_python.base import AXE_SCRIPT

from dokja.ui.site_map import PAGES
from tests.accessibility.checks import VIEWS
from tests.accessibility.findings import Run
from tests.accessibility.kwcag import Item, items
from tests.accessibility.left import LEFT

INTRODUCTION = """# Accessibility report

The pages of the dashboard against the 33 items of the Korean web content accessibility guidelines
(한국형 웹 콘텐츠 접근성 지침 2.2, KS X OT0003:2022), checked in a browser by `python -m tests.accessibility`,
which writes this file. What speaks to which item stands in `tests/accessibility/kwcag.csv`. A check by machine finds
what it measures: whether a text in place of a picture is apt, only a person can tell. No one who uses a screen reader
has tested the pages yet.
"""
SHOWN_VIEWS = 3


def written(run: Run) -> str:
    """The report in Markdown."""
    axe = re.findall(r'axe\.version="([^"]+)"', AXE_SCRIPT)[0]
    days = [visit.day for visit in run.visits.values()]
    facts = [
        ("Date", " to ".join(sorted({min(days), max(days)}))),
        ("Data", run.data),
        ("axe", axe),
        ("Chromium", run.chromium),
        ("Pages", f"{len(run.visits)} of {len(PAGES)}, those for editors signed in"),
        ("Not checked yet", ", ".join(page for page in PAGES if page not in run.visits) or "none"),
        ("Views", "; ".join(map(str, VIEWS))),
        ("Looks", str(sum(visit.looks for visit in run.visits.values()))),
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
    failing = run.places_failing(item)
    if failing:
        return f"breaches on {len(failing)}"
    return "does not apply" if item.reason_ko else "no breach found"


def breaches(run: Run) -> list[str]:
    """Every breach once a page, with the views in which it was found."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for visit in run.visits.values():
        for one in visit.findings:
            views = found.setdefault((visit.page, one.check, one.element, one.problem), [])
            if one.view not in views:
                views.append(one.view)
    for check, of_site in run.site.items():
        for breach in of_site:
            found["", check, breach.element, breach.problem] = []
    rows = [(*where, shortened(views)) for where, views in found.items()]
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
