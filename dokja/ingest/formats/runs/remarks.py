"""Parses free-text remarks about a measurement ("5-shot, with tools") into conditions where they are clear."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

METRICS = re.compile(
    r"accuracy|acc|exact match|em|elo|score|f1|macro f1|micro f1|rouge|rouge-l|bleu|win rate|cer|wer|mcc|average",
    re.IGNORECASE,
)
TOOLS = {"with tools": "yes", "tools": "yes", "without tools": "none", "no tools": "none", "no-tools": "none"}
SHOTS = re.compile(r"(\d+|zero|one|few)[- ]?shots?", re.IGNORECASE)
EFFORTS = ("minimal", "low", "medium", "high", "xhigh", "max")
NAMED_SHOTS = {"zero": "0", "one": "1"}
SCORING = re.compile(r"(?:pass|maj|avg|cons|mean)@\d+", re.IGNORECASE)
EFFORT = re.compile(
    rf"({'|'.join(EFFORTS)})(?:[- ]reasoning)?[- ]effort|({'|'.join(EFFORTS)})[- ]reasoning", re.IGNORECASE
)
MODES = {
    "thinking": "reasoning",
    "reasoning": "reasoning",
    "no-thinking": "non-reasoning",
    "no thinking": "non-reasoning",
    "non-thinking": "non-reasoning",
    "non-reasoning": "non-reasoning",
}


@dataclass
class Remark:
    """A parsed remark; rest holds the parts that fit no column."""

    conditions: dict[str, str] = field(default_factory=dict)
    metric: str | None = None
    mode: str | None = None
    effort: str | None = None
    rest: list[str] = field(default_factory=list)


def understood(remark: str | None) -> Remark:
    """Parse a remark, split at commas, semicolons and parentheses."""
    found = Remark()
    for part in re.split(r"[,;()]", remark or ""):
        if part.strip():
            take(part.strip(), found)
    return found


def take(part: str, found: Remark) -> None:
    """Assign one part of a remark to the field it belongs to."""
    lower = part.lower()
    shots, effort = SHOTS.fullmatch(part), EFFORT.fullmatch(part)
    if lower in TOOLS:
        found.conditions["tools"] = TOOLS[lower]
    elif shots:
        found.conditions["shots"] = NAMED_SHOTS.get(shots[1].lower(), shots[1].lower())
    elif SCORING.fullmatch(part):
        found.conditions["scoring"] = lower
    elif effort:
        found.effort = (effort[1] or effort[2]).lower()
    elif lower in MODES:
        found.mode = MODES[lower]
    elif METRICS.fullmatch(part) and found.metric is None:
        found.metric = part
    else:
        found.rest.append(part)
