"""Where imported numbers come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    """Where the numbers come from: the row of the source, who measured where the file does not say, and in which mode."""

    source: Mapping[str, Any]
    reporter_id: str | None = None
    mode: str | None = None
    is_new: bool = False
