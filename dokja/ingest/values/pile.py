"""Collects left-out values and summarises similar ones by the first few and a count."""

from __future__ import annotations

from typing import Any

from dokja.ingest.reading import LeftOut
from dokja.ingest.values.scalars import shown

MOST_SHOWN = 3


class Pile:
    """Left-out values by place and reason."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], list[str]] = {}

    def add(self, place: str, value: Any, reason: str) -> None:
        """Add a value; empty values are ignored."""
        if value not in (None, "", [], {}):
            self.values.setdefault((shown(place), reason), []).append(shown(value))

    def left_out(self) -> list[LeftOut]:
        """One entry per place and reason."""
        return [
            LeftOut(None, place, summary(values), reason) for (place, reason), values in self.values.items()
        ]


def summary(values: list[str]) -> str:
    """The first distinct values, and the total count if there are several."""
    distinct = list(dict.fromkeys(values))
    parts = distinct[:MOST_SHOWN] + (["…"] if len(distinct) > MOST_SHOWN else [])
    return "; ".join(parts) + (f" ({len(values)})" if len(values) > 1 else "")
