"""A number as displayed: its exact decimals, with or without thousands separators."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

FIRST = re.compile(r"([+−-]?)([0-9][0-9,]*(?:\.[0-9]+)?)(?=\s|$)")


class Figure(NamedTuple):
    """A number with the decimals it was displayed with: 80.0 is not 80."""

    number: Decimal
    grouped: bool = False

    @property
    def decimals(self) -> int:
        """Number of digits after the decimal point."""
        return max(0, -int(self.number.as_tuple().exponent))

    def __str__(self) -> str:
        """The number as a portable numeral: decimal point, hyphen for minus, no thousands separators."""
        return f"{self.number:f}"


def first(text: str) -> Figure | None:
    """The number at the start of a text; None if there is none, or a unit directly follows its digits."""
    if not (found := FIRST.match(text)):
        return None
    sign, digits = found.groups()
    minus = "" if sign in ("", "+") else "-"
    return Figure(Decimal(minus + digits.replace(",", "")), "," in digits)
