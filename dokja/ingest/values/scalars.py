"""Converts single values of a file to plain text: words, numbers, counts and dates, with digits kept as written."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

MOST_DIGITS = 40
MOST_KEYS = 3
NOTHING = ("", "null", "~")
NUMBER = re.compile(r"([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?")
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")


def text(value: Any) -> str | None:
    """A string, number or boolean as text on one line; None for anything else and for blank text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return None
    stated = " ".join(value.encode("utf-8", "replace").decode("utf-8").split())
    return None if stated in NOTHING else stated


def shown(value: Any) -> str:
    """Any value as text for a message: the first keys of an object, the length of a list."""
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(shown(key) for key in list(value)[:MOST_KEYS])
            + (" …}" if len(value) > MOST_KEYS else "}")
        )
    if isinstance(value, list):
        return f"[… {len(value)}]"
    return text(value) or ("null" if value is None else "")


def condition(value: Any) -> str | None:
    """Text usable as a condition value, without semicolons because they separate conditions; None if blank."""
    return (text(value) or "").replace(";", ",") or None


def plain(value: Any) -> str | None:
    """A number with a decimal point, without exponent, plus sign or thousands separators; None if it is not one."""
    stated = text(value)
    if stated is None or isinstance(value, bool):
        return None
    stated = stated.replace("−", "-")
    if THOUSANDS.fullmatch(stated):
        stated = stated.replace(",", "")
    found = NUMBER.fullmatch(stated)
    if found is None or not (found[2] or found[3]) or not stated.isascii():
        return None
    written = f"{'-' if found[1] == '-' else ''}{found[2] or '0'}" + (f".{found[3]}" if found[3] else "")
    if found[4]:
        written = f"{Decimal(f'{written}e{found[4]}'):f}"
    return written if len(written) <= MOST_DIGITS else None


def whole(value: Any) -> str | None:
    """A count, e.g. 256128.0 as 256128; None if the value is not a count."""
    digits, _, decimals = (plain(value) or "-").partition(".")
    if digits.startswith("-") or decimals.strip("0"):
        return None
    return digits.lstrip("0") or "0"


def billions(value: Any) -> str | None:
    """A parameter count in billions, exact: 116800000000 is 116.8; None if it is zero or not a count."""
    count = whole(value)
    if count in (None, "0"):
        return None
    digits = (count or "").rjust(10, "0")
    return f"{digits[:-9]}.{digits[-9:]}".rstrip("0").rstrip(".")


def day(value: Any) -> str | None:
    """The ISO date or month at the start of a date or time; None if there is none or it does not exist."""
    found = DAY.match(text(value) or "")
    if found is None:
        return None
    try:
        date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None
    return found[0]
