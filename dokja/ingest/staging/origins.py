"""The origin of imported numbers."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

SOURCE_KINDS = (
    "model_card",
    "technical_report",
    "third_party_leaderboard",
    "government",
    "news",
    "announcement",
)
MODES = ("reasoning", "non-reasoning")


@dataclass(frozen=True)
class Origin:
    """The source's row, who measured if the file does not state it, the mode, and whether the source is new.

    reporter is the reporter's name as the importer gave it, where it may be of no recorded organisation.
    """

    source: Mapping[str, Any]
    reporter_id: str | None = None
    mode: str | None = None
    is_new: bool = False
    reporter: str | None = None


def day_of(source: Mapping[str, Any]) -> date:
    """The date from which a source counts: its publication date, the last day of its month, or today if it has none.

    Raises ValueError if it is not a date or month.
    """
    stated = str(source.get("published_on") or date.today())
    if re.fullmatch(r"\d{4}-\d{2}", stated):
        first = date.fromisoformat(f"{stated}-01")
        return first.replace(day=monthrange(first.year, first.month)[1])
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", stated):
        raise ValueError(stated)
    return date.fromisoformat(stated)
