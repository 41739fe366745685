"""Truncates long runs of similar problems or left-out values to the first ones and a count of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dokja.ingest.reading import LeftOut
from dokja.records.problems import Problem

MOST_ALIKE = 1_000
FURTHER = "further_alike"


def total(found: Iterable[Problem | LeftOut]) -> int:
    """Total number of problems or left-out values, including those not listed individually."""
    return sum(one.count for one in found)


def problems(found: Iterable[Problem]) -> list[Problem]:
    """The first MOST_ALIKE problems per file and rule, and one that stands for the rest."""
    kept: list[Problem] = []
    seen, more = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    rows: dict[tuple[str, str], int | None] = {}
    for one in found:
        key = (one.file, one.details["rule"] if one.rule == FURTHER else one.rule)
        if one.rule == FURTHER or seen[key] >= MOST_ALIKE:
            more[key] += one.count
        else:
            kept.append(one)
            seen[key] += 1
            rows[key] = one.row
    return kept + [further(file, rule, rows.get((file, rule)), more[file, rule]) for file, rule in more]


def further(file: str, rule: str, row: int | None, count: int) -> Problem:
    """The problem that stands for further ones of its rule; row is that of the last one listed."""
    return Problem(file, FURTHER, row, details={"rule": rule, "count": f"{count:,}"}, count=count)


def left_out(found: Iterable[tuple[str, LeftOut]]) -> list[tuple[str, LeftOut]]:
    """The first MOST_ALIKE left-out values per file and reason, and one that stands for the rest."""
    kept: list[tuple[str, LeftOut]] = []
    seen, more = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for file, one in found:
        key = (file, one.reason)
        if one.count > 1 or seen[key] >= MOST_ALIKE:
            more[key] += one.count
        else:
            kept.append((file, one))
            seen[key] += 1
    return kept + [(file, further_left_out(reason, more[file, reason])) for file, reason in more]


def further_left_out(reason: str, count: int) -> LeftOut:
    """The left-out entry that stands for further ones with its reason."""
    return LeftOut(None, "…", f"+ {count:,}", reason, count)
