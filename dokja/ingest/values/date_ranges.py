"""Date ranges as written in tables, converted to ISO dates or months."""

from __future__ import annotations

import re
from datetime import date

EARLIEST = 2019
BETWEEN = re.compile(r"\s*(?:-|~|～|\.\.|\bto\b)\s*")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DOTTED = re.compile(r"'?(\d{2}|\d{4})\.(\d{1,2})(?:\.(\d{1,2}))?\.?")
SLASHED = re.compile(r"(\d{4})/(\d{1,2})(?:/(\d{1,2}))?")
DASHED = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
RUN_ON = re.compile(r"(20\d{2}|(?!20|19)\d{2})(\d{2})(\d{2})?")
WORDED = re.compile(r"([a-z]{3})[a-z]*\.?[ ,]*'?(\d{2}|\d{4})", re.IGNORECASE)


def window(text: str) -> str | None:
    """'25.2.1-25.5.1' as 2025-02-01..2025-05-01, 'Aug 24 - May 25' as 2024-08..2025-05; None if it is not a range."""
    plain = text.replace("–", "-").replace("—", "-").strip()
    for cut in BETWEEN.finditer(plain):
        first, last = moment(plain[: cut.start()]), moment(plain[cut.end() :])
        if first and last and len(first) == len(last) and first < last:
            return f"{first}..{last}"
    return None


def moment(text: str) -> str | None:
    """An ISO date or month; None if the text is neither or the order of day and month is ambiguous."""
    for pattern in (DOTTED, SLASHED, DASHED, RUN_ON):
        if found := pattern.fullmatch(text):
            return iso(found[1], int(found[2]), found[3])
    found = WORDED.fullmatch(text)
    if found and found[1].lower() in MONTHS:
        return iso(found[2], MONTHS.index(found[1].lower()) + 1, None)
    return None


def iso(year: str, month: int, day: str | None) -> str | None:
    """Year, month and day as ISO text; None if the date does not exist or is before EARLIEST."""
    try:
        found = date(int(year) + (2000 if len(year) == 2 else 0), month, int(day or 1))
    except ValueError:
        return None
    if found.year < EARLIEST:
        return None
    return found.isoformat() if day else found.isoformat()[:7]
