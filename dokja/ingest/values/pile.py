"""What is left out, many like values said once: the first of them and how many there are."""

from __future__ import annotations

from typing import Any

from dokja.ingest.reading import LeftOut
from dokja.ingest.values.scalars import shown

MOST_SHOWN = 3


class Pile:
    """Values left out, by place and reason."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], list[str]] = {}

    def add(self, place: str, value: Any, reason: str) -> None:
        """Put a value on the pile; what is empty is nothing left out."""
        if value not in (None, "", [], {}):
            self.values.setdefault((shown(place), reason), []).append(shown(value))

    def left_out(self) -> list[LeftOut]:
        """One entry a place and reason."""
        return [
            LeftOut(None, place, summary(values), reason) for (place, reason), values in self.values.items()
        ]


def summary(values: list[str]) -> str:
    """The first distinct values and, where there are more, the number of all."""
    distinct = list(dict.fromkeys(values))
    parts = distinct[:MOST_SHOWN] + (["…"] if len(distinct) > MOST_SHOWN else [])
    return "; ".join(parts) + (f" ({len(values)})" if len(values) > 1 else "")
