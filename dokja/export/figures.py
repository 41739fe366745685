"""A number as people see it: its digits, so many decimals and no more, thousands set apart or not."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

FIRST = re.compile(r"([+−-]?)([0-9][0-9,]*(?:\.[0-9]+)?)(?=\s|$)")


class Figure(NamedTuple):
    """A number with the decimals that it was shown with: 80.0 is not 80."""

    number: Decimal
    grouped: bool = False

    @property
    def decimals(self) -> int:
        """How many digits stand after the point."""
        return max(0, -int(self.number.as_tuple().exponent))

    def __str__(self) -> str:
        """The number as a numeral that every program reads: a point, a hyphen for minus, no commas."""
        return f"{self.number:f}"


def first(text: str) -> Figure | None:
    """The number with which a text begins; None where it begins with none, or a unit is written to its digits."""
    if not (found := FIRST.match(text)):
        return None
    sign, digits = found.groups()
    minus = "" if sign in ("", "+") else "-"
    return Figure(Decimal(minus + digits.replace(",", "")), "," in digits)
