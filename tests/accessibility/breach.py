"""A breach, and the script in the page that most checks ask for theirs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

PROBE = (Path(__file__).parent / "probe.js").read_text("utf-8")


@dataclass(frozen=True)
class Breach:
    """What is wrong with which element of a page."""

    element: str
    problem: str


def probed(page: Page, measure: str) -> list[Breach]:
    """What a function of probe.js finds on a page."""
    page.evaluate(PROBE)
    return [Breach(*found) for found in page.evaluate(f"() => probe.{measure}()")]
