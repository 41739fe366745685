"""Dates and months in common notations, converted to ISO."""

from __future__ import annotations

import re
from datetime import date, timedelta

SEPARATED = re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})(?:\s*[-./월]\s*(\d{1,2})\s*[일.]?|\s*[월.]?)")
COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
WRITTEN_OUT = re.compile(
    r"\d{4}\s*[-./년]\s*\d{1,2}\s*[-./월]\s*\d{1,2}\s*[일.]?|\d{4}-\d{2}|\d{4}\s*년\s*\d{1,2}\s*월"
)
AT_A_TIME = re.compile(r"[T ]+\d{1,2}:\d{2}.*$")
SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
FIRST_SERIAL = date(1899, 12, 30)


def iso(text: str) -> str | None:
    """A date (2026-08-31) or month (2026-08) as ISO text, also from Excel's day numbers; None for anything else."""
    plain = AT_A_TIME.sub("", text.strip())
    serial = SERIAL.fullmatch(plain)
    if serial:
        return (FIRST_SERIAL + timedelta(days=int(serial[1]))).isoformat()
    parts = COMPACT.fullmatch(plain) or SEPARATED.fullmatch(plain)
    if not parts:
        return None
    year, month, day = (int(part or 1) for part in parts.groups())
    try:
        found = date(year, month, day).isoformat()
    except ValueError:
        return None
    return found if parts[3] else found[:7]


def is_day(text: str) -> bool:
    """Whether a text is a date in full, or a month with a hyphen; of numbers, only those of eight digits may be one."""
    plain = text.strip()
    return bool(WRITTEN_OUT.fullmatch(plain) or COMPACT.fullmatch(plain)) and iso(plain) is not None


def is_future(day: str, today: date) -> bool:
    """Whether an ISO date or month starts after today."""
    return day > today.isoformat()[: len(day)]
