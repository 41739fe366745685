"""Shared by EuroEval's leaderboards and run records: model names and interval widths."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext

from dokja.ingest.formats.runs.thinking import of_level
from dokja.ingest.values.scalars import MOST_DIGITS, condition, text

INTERVAL = Decimal("1.96")
SIX_DECIMALS = Decimal("0.000001")
MARKED = re.compile(r"(?P<name>.*?)\s*\((?P<marks>[^()]*)\)\s*")
NAMED = re.compile(r"(?P<name>[^#@]+)(?:@(?P<revision>[^#@]+))?(?:#(?P<variant>.+))?")


@dataclass
class Identity:
    """A model as EuroEval writes it: name (None if there is none), conditions, mode, effort, unrecognised marks."""

    name: str | None
    conditions: dict[str, str | None] = field(default_factory=dict)
    mode: str | None = None
    effort: str | None = None
    remarks: list[str] = field(default_factory=list)


def identity(stated: str) -> Identity:
    """Parse a model string such as 'org/model@revision#variant (zero-shot, val)'."""
    marked = MARKED.fullmatch(stated)
    named = NAMED.fullmatch(text(marked["name"] if marked else stated) or "")
    found = Identity(text(named["name"]) if named else None)
    for mark in marked["marks"].split(",") if marked else []:
        enter(mark.strip(), found)
    if named is None:
        return found
    found.conditions["revision"] = condition(named["revision"])
    thinking = of_level(named["variant"])
    if thinking is None:
        found.conditions["variant"] = condition(named["variant"])
    else:
        found.mode, found.effort = thinking.mode, thinking.effort
        found.conditions["effort"] = thinking.level
    return found


def enter(mark: str, found: Identity) -> None:
    """Apply a mark that follows a model's name."""
    if mark in ("val", "validation"):
        found.conditions["split"] = "val"
    elif mark in ("zero-shot", "few-shot"):
        found.conditions["shots"] = "0" if mark == "zero-shot" else "few"
    else:
        found.remarks.append(mark)


def standard_error(half_width: str) -> str:
    """The standard error for half the width of a 95 % interval, rounded to six decimals."""
    with localcontext(prec=2 * MOST_DIGITS):
        return f"{(Decimal(half_width) / INTERVAL).quantize(SIX_DECIMALS, ROUND_HALF_UP):f}"
