"""Numbers as people write them in cells: one number and what stands beside it, never a guess which of two is meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from dokja.ingest.values import qualifiers
from dokja.ingest.values.vocabulary import MISSING, UNITS

MOST_DIGITS = 12
MOST_EXPONENT = 40
PLAIN = rf"^-?[0-9]{{1,{MOST_DIGITS}}}(\.[0-9]+)?$"
UNDECIDED = r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$"
"""A number whose point may part thousands."""
MARK = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUPERSCRIPT = str.maketrans("0123456789)", f"{MARK}⁾")
NOTE_SIGNS = "※①-⑳❶-➓ᴬ-ᵪᶛ-ᶿ"
"""Signs, circled digits and raised letters that mark footnotes."""
NOT_RAISED = re.compile(rf"[^²³¹⁰-₟{NOTE_SIGNS}]+")
"""Raised, lowered and circled digits stay such: they are marks, and no part of a number."""
UNCALCULATED = "\uf8ff"
"""Prefix of a formula that was stored without its value."""
ODD_SIGNS = dict.fromkeys(map(ord, "−–‒‐‑﹣"), "-") | dict.fromkeys(map(ord, "\u200b\u2060\ufeff\ufe0f"), "")
BODY = r"(?:\d+(?:[.,]\d+)*\.?|\.\d+)"
NUMBER = rf"[+-]?{BODY}(?:[eE][+-]?\d+)?"
UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
LEADING = re.compile(
    rf"(?P<sign>[+-]?)(?P<body>{BODY})(?P<exponent>[eE][+-]?\d+)?(?:\s*(?P<unit>%p|(?:{UNIT})(?![^\W\d_])\.?))?(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
SPREAD = re.compile(
    rf"[(\[]?\s*(?:±|\+/-|\+-)\s*({NUMBER})\s*%?\s*[)\]]?|[(\[]?\+{NUMBER}\s*[/,]?\s*-{NUMBER}[)\]]?"
)
INTERVAL = re.compile(rf"[(\[]\s*({NUMBER})\s*%?\s*(?:[,;~]|-|to)\s*({NUMBER})\s*%?\s*[)\]]")
OUT_OF_TEN = re.compile(r"/\s*10(?:\.0+)?\s*점?")
DIFFERENCE = re.compile(rf"[(\[]?\s*(?:[+↑↓▲▼△▽Δ]\s*[+-]?|-)\s*{NUMBER}\s*%?p?\s*[)\]]?")
SECOND = re.compile(rf"(?:vs\.?|[(\[/|~;\s-]|,\s)(?:[(\[/|~,;\s-])*{NUMBER}(?:[\s%/|~,;)\]-].*)?", re.DOTALL)
REMARK = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
PLACE = re.compile(r"\s*[(\[](?:주 ?)?(?:\d+ ?(?:위|등|\)|st|nd|rd|th)|rank ?\d+|#\d+)[)\]]?$", re.IGNORECASE)
"""A place beside a number: (2위), (3rd), (#2)."""
MARKS_BEFORE = re.compile(rf"[{MARK}{NOTE_SIGNS}*†‡]+(?=[-+.\d])")
MARKS_BEHIND = re.compile(
    rf"(?:[\s*†‡§¶^⁑✝⁾{NOTE_SIGNS}]|(?<![τu])[{MARK}]|\[\^?(?:\d{{1,2}}|[a-z])\]"
    rf"|(?<=[{MARK}{NOTE_SIGNS}*†‡§¶⁾\]])[,·](?=\s*[{MARK}{NOTE_SIGNS}*†‡§¶\[]))+$"
)
BETWEEN_MARKS = re.compile(r"[\s,·]+")
MOST_MARKS = 40
INEXACT = re.compile(rf"[~≈<>≤≥∼〜約약]\s*{NUMBER}\s*%?")
NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity|∞)", re.IGNORECASE)
MISSING_SIGNS = re.compile(r"[-/.·…?x×✗✘✕❌∅]*|측정(?:안|불가).*", re.IGNORECASE)
UNIT_EXAMPLES = "%, percent, 퍼센트, fraction, 비율, points, 점, elo"
LARGE = re.compile(r"-?[1-9]\d{2,}")
LARGEST_SHARE = 100


@dataclass(frozen=True)
class Number:
    """A cell's number in plain notation and its unit, or the fault why there is none; and what stands beside it.

    fault is not_published, not_a_number, not_finite, not_exact, huge_number, ambiguous_number, two_values, difference or
    formula_without_value.
    """

    text: str | None = None
    scale: str | None = None
    fault: str | None = None
    marks: str = ""
    spread: str | None = None
    remark: str | None = None
    difference: str | None = None


def number(cell: str, separators: Collection[str] = ".") -> Number:
    """The number of a cell in a table whose numbers have these decimal separators."""
    if cell.startswith(UNCALCULATED):
        return Number(fault="formula_without_value")
    bare, marks = unmarked(cell.strip())
    if before := MARKS_BEFORE.match(bare):
        bare, marks = bare[before.end() :], before[0] + marks
    if is_missing(bare):
        return Number(fault="not_published", marks=marks)
    tidied = tidy(bare)
    if NOT_FINITE.fullmatch(tidied):
        return Number(fault="not_finite", marks=marks)
    found = LEADING.fullmatch(tidied)
    if found is None:
        return Number(fault="not_exact" if INEXACT.fullmatch(tidied) else "not_a_number", marks=marks)
    unit = (found["unit"] or "").lower()
    if found["sign"] == "+" or unit == "%p":
        return Number(fault="difference", marks=marks)
    body = plain_body(found["body"].rstrip(".") if found["body"][0] != "." else found["body"], separators)
    if body in ("not_a_number", "ambiguous_number"):
        return Number(fault=body, marks=marks)
    plain = written_out(found["sign"], body, found["exponent"])
    if plain is None:
        return Number(fault="huge_number", marks=marks)
    return beside(found["rest"], Number(plain, unit_of(unit.rstrip(".")), marks=marks), separators)


def beside(rest: str, read: Number, separators: Collection[str]) -> Number:
    """A number with the text behind it interpreted; without the number if that text is a second one."""
    behind, marks = unmarked(rest.rstrip())
    if place := PLACE.search(behind):
        behind, marks = behind[: place.start()], place[0].strip() + marks
    rest = behind.strip()
    read = replace(read, marks=read.marks + marks)
    if spread := SPREAD.fullmatch(rest):
        return replace(read, spread=spread[1] or rest)
    if is_interval(rest, read.text, separators):
        return replace(read, spread=rest)
    if not rest.strip("↑↓ ") or OUT_OF_TEN.fullmatch(rest):
        return read
    if DIFFERENCE.fullmatch(rest) and (rest[0] in "([" or not rest.startswith("-")):
        return replace(read, difference=rest)
    remark = REMARK.fullmatch(rest)
    if remark and (qualifiers.understood(remark[1]) or not SECOND.fullmatch(behind)):
        return replace(read, remark=remark[1].strip())
    return Number(fault="two_values" if SECOND.fullmatch(behind) else "not_a_number", marks=read.marks)


def is_interval(rest: str, text: str | None, separators: Collection[str]) -> bool:
    """Whether a text is an interval that contains the number."""
    bounds = INTERVAL.fullmatch(rest)
    ends = [number(bound, separators).text for bound in bounds.groups()] if bounds else []
    if text is None or len(ends) < 2 or None in ends:
        return False
    low, high = (Decimal(str(end)) for end in ends)
    return low <= Decimal(text) <= high


def is_number(cell: str) -> bool:
    """Whether a cell holds one number or two, whatever its commas mean."""
    found = number(cell)
    return found.text is not None or found.fault in ("ambiguous_number", "huge_number", "two_values")


def unmarked(text: str) -> tuple[str, str]:
    """A text without the footnote marks at its end, and those marks."""
    start, end = text[:-MOST_MARKS], text[-MOST_MARKS:]
    found = MARKS_BEHIND.search(end)
    return (start + end[: found.start()], BETWEEN_MARKS.sub("", found[0])) if found else (text, "")


def tidy(text: str) -> str:
    """A cell on one line without pictographs, with dashes and full-width digits normalised, raised ones left as they are."""
    if text.isascii():
        return " ".join(text.split())
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "So" or sign in "↑↓▲▼△▽")
    plain = NOT_RAISED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), shown)
    return " ".join(plain.translate(ODD_SIGNS).split())


def separators_of(texts: Iterable[str]) -> set[str]:
    """The decimal separators of a table's numbers: two if they contradict each other, none if nothing shows one."""
    bodies = [body for text in texts for body in re.findall(BODY, tidy(text))]
    if not any("," in body for body in bodies):
        return {"."}
    found = {sign for body in bodies if (sign := decimal_sign(body))}
    return found or ({"."} if any(map(is_large, bodies)) else set())


def is_large(body: str) -> bool:
    """Whether a number without separators exceeds a share's, so that others of its table may have thousands."""
    return bool(LARGE.fullmatch(body)) and float(body) > LARGEST_SHARE


def unit_of(text: str) -> str | None:
    """The scale that a word for a unit means; None if it is none."""
    return UNITS.get("".join(text.lower().replace("_", "").split()))


def is_not_published(text: str) -> bool:
    """Whether a cell is blank or states that there is no value."""
    return not text.strip() or "".join(tidy(text).split()).lower() in MISSING


def is_missing(text: str) -> bool:
    """Whether a cell of a table of scores is blank, has a sign for no value, or states that there is none."""
    return is_not_published(text) or bool(MISSING_SIGNS.fullmatch("".join(tidy(text).split())))


def reading(body: str, point: str, comma: str) -> str | None:
    """A number parsed with these decimal and thousands separators; None if it does not have that form."""
    form = rf"(?:[0-9]+|[1-9][0-9]{{0,2}}(?:{re.escape(comma)}[0-9]{{3}})+)?(?:{re.escape(point)}[0-9]+)?"
    if not re.fullmatch(form, body):
        return None
    plain = body.replace(comma, "").replace(point, ".")
    return "0" + plain if plain.startswith(".") else plain


def decimal_sign(body: str) -> str | None:
    """The decimal separator that a number implies; None if it implies none."""
    point, comma = reading(body, ".", ","), reading(body, ",", ".")
    if (point is None) == (comma is None):
        return None
    return "." if comma is None else ","


def plain_body(body: str, separators: Collection[str]) -> str:
    """The number without its sign, or the rule that it breaks."""
    point, comma = reading(body, ".", ","), reading(body, ",", ".")
    if point is None or comma is None or point == comma:
        return point or comma or "not_a_number"
    if len(separators) == 2 or (not separators and "," in body):
        return "ambiguous_number"
    return comma if [*separators] == [","] else point


def written_out(sign: str, body: str, exponent: str | None) -> str | None:
    """The number without an exponent; None if it has too many digits."""
    if exponent:
        power = exponent[1:]
        if len(power) > len(str(MOST_EXPONENT)) + 1 or abs(int(power)) > MOST_EXPONENT:
            return None
        body = f"{Decimal(body).scaleb(int(power)):f}"
    if len(body.partition(".")[0].lstrip("0")) > MOST_DIGITS:
        return None
    return ("-" if sign == "-" else "") + body
