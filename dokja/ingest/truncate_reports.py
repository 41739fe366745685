"""Many problems or remarks alike: the first of them one by one, the others as one that says how many they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dokja.ingest.reading import LeftOut
from dokja.records.problems import Problem

MOST_ALIKE = 1_000
FURTHER = "further_alike"


def total(found: Iterable[Problem | LeftOut]) -> int:
    """How many problems or remarks there are, those that are not listed one by one among them."""
    return sum(one.count for one in found)


def problems(found: Iterable[Problem]) -> list[Problem]:
    """The first MOST_ALIKE problems of each file and rule, and one more for all others of it."""
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
    """The problem that stands for others of its rule; row is where the last one listed stands."""
    return Problem(file, FURTHER, row, details={"rule": rule, "count": f"{count:,}"}, count=count)


def left_out(found: Iterable[tuple[str, LeftOut]]) -> list[tuple[str, LeftOut]]:
    """The first MOST_ALIKE remarks of each file and reason, and one more for all others of it."""
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
    """The remark that stands for others with its reason."""
    return LeftOut(None, "…", f"+ {count:,}", reason, count)
