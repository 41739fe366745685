"""What the reader compares with what."""

from __future__ import annotations

from dataclasses import dataclass

from dokja.ui.page import Page

RIVALS = ("world", "US", "CN", "open")
MEASURED_BY = ("all", "independent", "own")
"""Whose scores count. A competitor's alone say nothing of the first model to reach a score."""


@dataclass(frozen=True)
class Choice:
    """A benchmark, a group of foreign models, and whose scores count."""

    benchmark_id: str
    rivals: str
    measured_by: str

    def rivals_named(self, page: Page) -> str:
        """The group of foreign models within a sentence."""
        return page.words(f"behind.rivals_in_sentence.{self.rivals}")

    def named(self) -> list[str]:
        """What differs from the page's first view, as part of a file name."""
        return [
            one
            for one, usual in ((self.rivals, RIVALS[0]), (self.measured_by, MEASURED_BY[0]))
            if one != usual
        ]
