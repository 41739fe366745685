"""What a run finds, and the file in which it is kept: found.json, the visits by page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dokja.ui.site_map import PAGES
from tests.accessibility.breach import Breach
from tests.accessibility.kwcag import Item

FILE = Path(__file__).parent / "found.json"


@dataclass(frozen=True)
class Finding:
    """A breach in a view of a page, and the check or rule that found it."""

    view: str
    check: str
    element: str
    problem: str


@dataclass
class Visit:
    """What was found on a page, on which day, in how many views."""

    page: str
    day: str
    title: str = ""
    looks: int = 0
    findings: list[Finding] = field(default_factory=list)


@dataclass
class Run:
    """All visits by page, and what was found beyond one page, by check."""

    visits: dict[str, Visit]
    site: dict[str, list[Breach]] = field(default_factory=dict)
    data: str = ""
    chromium: str = ""

    @property
    def has_breaches(self) -> bool:
        """Whether anything was found."""
        return any(visit.findings for visit in self.visits.values()) or any(self.site.values())

    def places_failing(self, item: Item) -> set[str]:
        """Pages, or addresses, on which a check or rule of an item found a breach."""
        speaking = {*item.checks, *item.axe_rules}
        pages = {
            visit.page
            for visit in self.visits.values()
            for finding in visit.findings
            if finding.check in speaking
        }
        beyond = (breach for check in speaking for breach in self.site.get(check, []))
        return pages | {breach.element for breach in beyond}


def keep(visits: Mapping[str, Visit]) -> None:
    """Write the visits in the order of the pages."""
    ordered = [asdict(visits[page]) for page in PAGES if page in visits]
    FILE.write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n", "utf-8")


def kept() -> dict[str, Visit]:
    """The visits of earlier runs, by page."""
    if not FILE.exists():
        return {}
    visits = [
        Visit(**{**row, "findings": [Finding(**one) for one in row["findings"]]})
        for row in json.loads(FILE.read_text("utf-8"))
    ]
    return {visit.page: visit for visit in visits}
