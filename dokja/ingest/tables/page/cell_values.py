"""Reads the number in a score table's cell and whatever surrounds it; never guesses which of two numbers is meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from dokja.ingest.tables.page.headers import unmarked
from dokja.ingest.values.digits import is_missing
from dokja.ingest.values.qualifiers import understood
from dokja.ingest.values.scalars import plain

NUMBER = r"[+-]?(?:\d+(?:[.,]\d+)*\.?|\.\d+)(?:[eE][+-]?\d{1,3})?"
LEADING = re.compile(rf"({NUMBER})\s*(%p?|점|pts?\b\.?|points?\b)?\s*(.*)", re.DOTALL)
SPREAD = re.compile(
    rf"[(\[]?\s*(?:±|\+/-|\+-)\s*({NUMBER})\s*%?\s*[)\]]?|[(\[]?\+{NUMBER}\s*[/,]?\s*-{NUMBER}[)\]]?"
)
INTERVAL = re.compile(rf"[(\[]\s*({NUMBER})\s*%?\s*(?:[,;~]|-|to)\s*({NUMBER})\s*%?\s*[)\]]")
OUT_OF_TEN = re.compile(r"/\s*10(?:\.0+)?\s*점?")
DIFFERENCE = re.compile(rf"[(\[]?\s*(?:[+↑↓▲▼△▽Δ]\s*[+-]?|-)\s*{NUMBER}\s*%?p?\s*[)\]]?")
SECOND = re.compile(rf"(?:vs\.?|[(\[/|~,;\s-])*{NUMBER}(?:[\s%/|~,;)\]-].*)?", re.DOTALL)
REMARK = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
MARKS_BEFORE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]+(?=[-+.\d])")
INEXACT = re.compile(rf"[~≈<>≤≥∼〜約약]\s*{NUMBER}\s*%?")
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
COMMA_DECIMAL = re.compile(r"[+-]?\d+,\d+")
LARGE = re.compile(r"(?!100$)[1-9]\d{2,5}")
POINT = re.compile(r"\d\.\d")
DASHES = str.maketrans({"−": "-", "–": "-", "‒": "-", "﹣": "-"})


@dataclass(frozen=True)
class Value:
    """A parsed cell: its number, or the reason why there is no clear one, and what surrounds it."""

    number: str | None = None
    reason: str | None = None
    percent: bool = False
    marks: str = ""
    spread: str | None = None
    remark: str | None = None
    difference: str | None = None


def value_of(text: str, comma: str | None) -> Value:
    """Parse a cell; comma is its table's comma convention: 'thousands', 'decimal', or None if unclear."""
    bare, marks = unmarked(text.strip())
    if before := MARKS_BEFORE.match(bare):
        bare, marks = bare[before.end() :], before[0] + marks
    if is_missing(bare):
        return Value(reason="card_not_published", marks=marks)
    found = LEADING.fullmatch(tidy(bare))
    if found is None:
        return Value(reason="card_not_exact" if INEXACT.fullmatch(bare) else "card_not_a_number", marks=marks)
    if found[1].startswith("+") or found[2] == "%p":
        return Value(reason="card_difference", marks=marks)
    written = written_out(found[1], comma)
    if written is None:
        return Value(reason="card_comma" if "," in found[1] else "card_not_a_number", marks=marks)
    return beside(found[3], Value(written, percent=found[2] == "%", marks=marks))


def beside(rest: str, value: Value) -> Value:
    """A value with the text after its number interpreted; without the number if that text is a second number."""
    rest, marks = unmarked(rest.strip())
    value = replace(value, marks=value.marks + marks)
    if spread := SPREAD.fullmatch(rest):
        return replace(value, spread=spread[1] or rest)
    if is_interval(rest, value.number):
        return replace(value, spread=rest)
    if OUT_OF_TEN.fullmatch(rest):
        return value
    if DIFFERENCE.fullmatch(rest) and (rest[0] in "([" or not rest.startswith("-")):
        return replace(value, difference=rest)
    remark = REMARK.fullmatch(rest)
    if remark and (understood(remark[1]) or not SECOND.fullmatch(rest)):
        return replace(value, remark=remark[1].strip())
    if SECOND.fullmatch(rest):
        return Value(reason="card_two_values", marks=value.marks)
    return value if not rest.strip("↑↓ ") else Value(reason="card_not_a_number", marks=value.marks)


def is_interval(rest: str, number: str | None) -> bool:
    """Whether the text is an interval that contains the number."""
    bounds = INTERVAL.fullmatch(rest)
    low, high = (plain(bound) for bound in bounds.groups()) if bounds else (None, None)
    if not (number and low and high):
        return False
    return Decimal(low) <= Decimal(number) <= Decimal(high)


def tidy(text: str) -> str:
    """A cell without pictographs, with dashes and full-width digits normalised."""
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "So" or sign in "↑↓▲▼△▽")
    return unicodedata.normalize("NFKC", shown.replace("\ufe0f", "")).translate(DASHES).strip()


def written_out(number: str, comma: str | None) -> str | None:
    """A number with a decimal point and no other separators; None if its comma is ambiguous or it is not a number."""
    if "," in number:
        if GROUPED.fullmatch(number) and comma == "thousands":
            return plain(number.replace(",", ""))
        return (
            plain(number.replace(",", "."))
            if COMMA_DECIMAL.fullmatch(number) and comma == "decimal"
            else None
        )
    return plain(number)


def comma_of(texts: Iterable[str]) -> str | None:
    """The meaning of commas in a table's numbers: 'decimal' or 'thousands'; None if the numbers do not show it."""
    points = thousands = decimal = False
    for text in texts:
        for number in re.findall(NUMBER, tidy(text)):
            points = points or bool(POINT.search(number)) or bool(LARGE.fullmatch(number))
            if "," in number:
                grouped = bool(GROUPED.fullmatch(number))
                thousands = thousands or (grouped and ("." in number or number.count(",") > 1))
                decimal = decimal or (not grouped and bool(COMMA_DECIMAL.fullmatch(number)))
    if decimal:
        return None if thousands or points else "decimal"
    return "thousands" if thousands or points else None


def is_number(text: str) -> bool:
    """Whether a cell holds one number or two, whatever its commas mean."""
    found = value_of(text, "thousands")
    return found.number is not None or found.reason in ("card_comma", "card_two_values")
