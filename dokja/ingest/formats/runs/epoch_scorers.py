"""Epoch AI's list of its own runs: cells such as choice:0.85±0.02, and models such as gpt-5.1_high.

The list states each scorer's mean and standard error rounded to two decimals, and the best mean in full.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from dokja.ingest.content import Content
from dokja.ingest.files.comma_separated import MOST_HEADER, first_rows, rows
from dokja.ingest.formats.runs.thinking import Thinking, of_level

ONE = re.compile(
    r"(?P<scorer>[^\W\d][\w./-]*)\s*:\s*(?P<score>-?\d{1,9}(?:\.\d{1,20})?)"
    r"(?:\s*(?:±|\+/-)\s*(?P<stderr>\d{1,9}(?:\.\d{1,20})?))?"
)
BETWEEN = re.compile(r"\s*[,;|\n]\s*|\s+(?=[^\W\d][\w./-]*\s*:)")
BUDGET = re.compile(r"[1-9]\d{0,3}[kK]")
NO_VERSION = "0"
"""The version of a task that states none, by Inspect, with which Epoch AI runs them."""
DECIMALS = 2
LOOKED_AT = 20
LONGEST = 500
"""Number of characters of the longest cell that is looked at for scorers."""
MOST_SUFFIXES = 3


@dataclass(frozen=True)
class Scored:
    """One scorer's mean and standard error, as fractions; stderr is None if not stated, or rounded to 0."""

    scorer: str
    score: str
    stderr: str | None
    rounded_away: bool = False


@dataclass(frozen=True)
class Tested:
    """A model without the settings in its name, with the settings; budget is in tokens (32K), None if not stated."""

    model: str
    thinking: Thinking = field(default_factory=Thinking)
    budget: str | None = None


def table_of(content: Content) -> list[list[str]]:
    """All rows of a table, separated by commas or, as pasted, by tabs. Raises Unreadable if it is broken."""
    if not is_tabbed(content):
        return rows(content)
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(content.text, newline=""), delimiter="\t", strict=True):
            found.append([cell.strip() for cell in row])  # noqa: PERF401
    except csv.Error as error:
        raise content.unreadable("broken_csv", len(found) + 1) from error
    return found


def start_of(content: Content) -> list[list[str]]:
    """The first rows of a table, separated by commas or by tabs; empty if the file is not text."""
    found = first_rows(content, LOOKED_AT + 1)
    if not found or not is_tabbed(content):
        return found
    lines = content.text[:MOST_HEADER].split("\n")[: LOOKED_AT + 1]
    return [[cell.strip() for cell in line.split("\t")] for line in lines]


def is_tabbed(content: Content) -> bool:
    """Whether tabs separate the names of the columns."""
    return "\t" in content.text.split("\n", 1)[0]


def scored(cell: str) -> list[Scored]:
    """The scorers of a cell in their order; empty if any of it is something else, or one scorer stands there twice."""
    parts = [ONE.fullmatch(part) for part in BETWEEN.split(cell.strip())] if len(cell) <= LONGEST else [None]
    found = [Scored(part["scorer"], part["score"], part["stderr"]) for part in parts if part is not None]
    distinct = len({one.scorer for one in found}) == len(found)
    return [without_zero(one) for one in found] if distinct and len(found) == len(parts) else []


def without_zero(one: Scored) -> Scored:
    """Without a standard error of 0: no run has one, it was below half of the last digit."""
    zero = one.stderr is not None and Decimal(one.stderr) == 0
    return replace(one, stderr=None, rounded_away=True) if zero else one


def states_scorers(cells: Sequence[str]) -> bool:
    """Whether a column holds scorers: most of its cells do, and one has a standard error."""
    filled = [cell for cell in cells if cell]
    found = [scored(cell) for cell in filled]
    with_error = any("±" in cell or "+/-" in cell for cell in filled)
    return with_error and 2 * sum(map(bool, found)) > len(filled)


def in_full(found: Sequence[Scored], best: str | None) -> list[Scored]:
    """The scorers, the best one with all digits of the stated best mean, if that is its mean and no other's."""
    if best is None or not found:
        return list(found)
    alike = [one for one in found if rounds_to(best, one.score)]
    top = max(Decimal(one.score) for one in found)
    if len(alike) != 1 or Decimal(alike[0].score) != top:
        return list(found)
    return [replace(one, score=best) if one is alike[0] else one for one in found]


def rounds_to(number: str, rounded: str) -> bool:
    """Whether a number is within half of the last digit of a rounded one; trailing zeros are not written."""
    digits = max(DECIMALS, len(rounded.partition(".")[2]))
    return abs(Decimal(number) - Decimal(rounded)) * 2 <= Decimal(1).scaleb(-digits)


def tested(name: str) -> Tested:
    """Split the settings off a model's name: claude-opus-4-6_32K thinks within 32K tokens, gpt-5.1_high has an effort."""
    found = Tested(name)
    for _ in range(MOST_SUFFIXES):
        model, sign, suffix = found.model.rpartition("_")
        thinking = of_level(suffix)
        if not (sign and model):
            break
        if BUDGET.fullmatch(suffix) and found.budget is None:
            thought = replace(found.thinking, mode=found.thinking.mode or "reasoning")
            found = Tested(model, thought, suffix.upper())
        elif thinking:
            found = Tested(model, joined(found.thinking, thinking), found.budget)
        else:
            break
    return found


def joined(first: Thinking, second: Thinking) -> Thinking:
    """Two settings of one model; what the first states counts."""
    return Thinking(first.mode or second.mode, first.effort or second.effort, first.level or second.level)
