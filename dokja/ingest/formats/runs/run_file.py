"""Evaluation tools' JSON: preserves NaN, and looks up parts without trusting their shape."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from dokja.ingest.content import Content, NumberText, Unreadable
from dokja.ingest.values.scalars import day, plain, shown, text, whole
from dokja.records.problems import Problem

TINY = re.compile(r"-?\d+(\.\d+)?[eE]-\d{1,3}")
UNIX = re.compile(r"\d{9,10}(\.\d+)?")
MOST_COUNT_DIGITS = 15
KEPT = 16
"""Number of parsed files to cache while one importer after another inspects them."""
NOTHING = {"", "n/a", "na", "none", "null", "unknown"}


class NotFinite(str):
    """NaN or Infinity as written in a file."""

    __slots__ = ()


@lru_cache(maxsize=KEPT)
def loaded(content: Content) -> Any:
    """Parse a file as JSON, with NaN and Infinity as NotFinite so that other numbers stay usable. Raises Unreadable."""
    try:
        return content.json
    except Unreadable as error:
        if error.problem.rule != "not_finite":
            raise
    try:
        return json.loads(
            content.text, parse_float=NumberText, parse_int=NumberText, parse_constant=NotFinite
        )
    except json.JSONDecodeError as error:
        raise content.unreadable("broken_json", error.lineno, str(error.colno)) from error


def recognised(content: Content, marks: Sequence[bytes], broken: re.Pattern[bytes]) -> Any:
    """Parsed content of a file that contains all marks; True if it is malformed but matches broken; otherwise None."""
    if not content.looks_like_json or not all(mark in content.data for mark in marks):
        return None
    try:
        return loaded(content)
    except Unreadable:
        return True if broken.search(content.data) else None


def part(tree: Any, *path: str) -> Any:
    """The value at a path of object keys; None if the path does not exist."""
    for name in path:
        tree = tree.get(name) if isinstance(tree, Mapping) else None
    return tree


def mapping(tree: Any, *path: str) -> dict[str, Any]:
    """The object at a path; empty if there is none."""
    found = part(tree, *path)
    return found if isinstance(found, dict) else {}


def needed(content: Content, tree: Any, name: str, kind: type) -> Any:
    """The required object or list under a name. Raises Unreadable if it is missing or empty."""
    found = part(tree, name)
    if not isinstance(found, kind) or not found:
        rule = "list_needed" if kind is list else "object_needed"
        raise content.unreadable(rule, column=name, found=shown(found) or "—")
    return found


def needed_name(content: Content, rule: str, column: str, *stated: Any) -> str:
    """The first of several values that is a name. Raises Unreadable with rule and column if none is."""
    found = next((name for value in stated if (name := named(value))), None)
    if found is None:
        raise content.unreadable(rule, column=column)
    return found


def named(value: Any) -> str | None:
    """A name on one line; None if empty or a placeholder such as N/A."""
    found = text(value)
    return None if found is None or found.lower() in NOTHING else found


def condition_text(value: Any) -> str | None:
    """A value as condition text, without semicolons because they separate conditions."""
    found = named(value)
    return found.replace(";", ",") if found else None


def number(value: Any) -> str | None:
    """A number in plain decimal notation, even with many leading zeros; None if it is not a number."""
    written = plain(value)
    if written is None and isinstance(value, NumberText) and TINY.fullmatch(value):
        written = f"{Decimal(value):f}"
    return written


def count(value: Any) -> int | None:
    """A whole number; None if the value is not one."""
    found = whole(value)
    return int(found) if found and len(found) <= MOST_COUNT_DIGITS else None


def on_day(value: Any) -> str | None:
    """The day of a Unix time in seconds (UTC) or of an ISO time; None if it is neither."""
    found = text(value)
    if found and UNIX.fullmatch(found):
        return datetime.fromtimestamp(int(found.split(".")[0]), UTC).date().isoformat()
    return day(value)


def no_number(content: Content, place: str, value: Any) -> Problem:
    """The problem of a score that is not a number."""
    rule = "score_not_finite" if isinstance(value, NotFinite) else "score_not_number"
    return Problem(content.path, rule, column=place, value=shown(value))
