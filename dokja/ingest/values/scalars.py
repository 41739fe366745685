"""One value of a file as plain text: words, numbers, counts and days, digits kept as they stand."""

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
    """A string, number or truth value as text on one line; None for anything else and where nothing stands."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return None
    stated = " ".join(value.encode("utf-8", "replace").decode("utf-8").split())
    return None if stated in NOTHING else stated


def shown(value: Any) -> str:
    """Any value as text for a message: of an object its first keys, of a list how long it is."""
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
    """Text that can stand as the value of a condition, which a semicolon would end."""
    return (text(value) or "").replace(";", ",") or None


def plain(value: Any) -> str | None:
    """A number with a decimal point and without exponent, plus sign or thousands separators; None for no number."""
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
    """A count such as 256128.0 as 256128; None for what is no count."""
    digits, _, decimals = (plain(value) or "-").partition(".")
    if digits.startswith("-") or decimals.strip("0"):
        return None
    return digits.lstrip("0") or "0"


def billions(value: Any) -> str | None:
    """A number of parameters in billions, exactly: 116800000000 is 116.8; None for none and for what is no count."""
    count = whole(value)
    if count in (None, "0"):
        return None
    digits = (count or "").rjust(10, "0")
    return f"{digits[:-9]}.{digits[-9:]}".rstrip("0").rstrip(".")


def day(value: Any) -> str | None:
    """The ISO day or month that a date or a time begins with; None where there is none or it does not exist."""
    found = DAY.match(text(value) or "")
    if found is None:
        return None
    try:
        date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None
    return found[0]
