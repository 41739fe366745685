"""Parses numbers as people write them; decimal and thousands separators are inferred from the whole column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

MOST_DIGITS = 12
MOST_EXPONENT = 40
PLAIN = rf"^-?[0-9]{{1,{MOST_DIGITS}}}(\.[0-9]+)?$"
UNDECIDED = r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$"
NOTE = r"\[\^?[0-9a-z]{1,2}\]|[(\[](?:주 ?)?[0-9]+ ?(?:위|등|\))|[(\[](?:[0-9]+(?:st|nd|rd|th)|rank ?[0-9]+|#[0-9]+)[)\]]"
"""A mark or place beside a number: [1], [^a], (2위), (3rd), (#2)."""
NUMBER = re.compile(
    r"(?P<before>[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]*)(?P<sign>[+-]?)(?P<body>[0-9.,]*[0-9])(?P<exponent>e[+-]?[0-9]+)?"
    rf"(?P<unit>[^0-9.,±+*†‡(\[⁰¹²³⁴⁵⁶⁷⁸⁹]*)(?P<beside>(?:±|\+/-|[*†‡⁰¹²³⁴⁵⁶⁷⁸⁹]|{NOTE}).*)?"
)
WIDE_LETTERS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
ASCII = (
    WIDE_LETTERS | dict.fromkeys(map(ord, "−‐‑‒–"), "-") | dict.fromkeys(map(ord, "\u200b\u2060\ufeff"), "")
)
BLANK_BETWEEN_THOUSANDS = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity|∞)", re.IGNORECASE)
NOT_PUBLISHED = frozenset(
    [
        "-",
        "--",
        "---",
        "—",
        "―",
        "·",
        ".",
        "..",
        "...",
        "…",
        "?",
        "n/a",
        "#n/a",
        "na",
        "n.a.",
        "nil",
        "none",
        "null",
        "tbd",
        "없음",
        "미공개",
        "미발표",
        "미측정",
        "미정",
        "미상",
        "해당없음",
        "자료없음",
        "데이터없음",
        "측정없음",
        "측정안함",
        "해당사항없음",
        "비공개",
        "미제출",
        "미평가",
        "평가예정",
        "측정예정",
        "추후공개",
        "공개예정",
        "평가중",
        "측정중",
        "측정불가",
        "평가불가",
        "오류",
        "시간초과",
        "oom",
        "outofmemory",
        "timeout",
        "timedout",
        "error",
        "failed",
        "dnf",
        "tba",
        "pending",
        "unknown",
        "未公布",
        "暂无",
        "无",
        "notevaluated",
        "notsupported",
        "nottested",
        "notpublished",
        "notreported",
        "notavailable",
        "notapplicable",
    ]
)
MISSING_SIGNS = re.compile(r"[-/.·…?x×✗✘✕❌∅]*|측정(?:안|불가).*", re.IGNORECASE)
UNITS = {
    "%": "percent",
    "percent": "percent",
    "percentage": "percent",
    "pct": "percent",
    "퍼센트": "percent",
    "프로": "percent",
    "백분율": "percent",
    "fraction": "fraction",
    "proportion": "fraction",
    "비율": "fraction",
    "points": "points",
    "point": "points",
    "pts": "points",
    "점": "points",
    "indexpoints": "points",
    "지수점": "points",
    "elo": "elo",
    "elopoints": "elo",
    "elo점수": "elo",
    "elo점": "elo",
    "grade": "grade",
    "등급": "grade",
}
UNIT_EXAMPLES = "%, percent, 퍼센트, fraction, 비율, points, 점, elo"
SUPERSCRIPT = str.maketrans("0123456789)", "⁰¹²³⁴⁵⁶⁷⁸⁹⁾")
UNCALCULATED = "\uf8ff"
"""Prefix of a formula that was stored without its value."""


@dataclass(frozen=True)
class Number:
    """A parsed number: plain text, unit if stated, fault if invalid, and trailing text."""

    text: str | None = None
    scale: str | None = None
    fault: str | None = None
    beside: str | None = None


def numbers(texts: pl.DataFrame, *, typed: bool) -> pl.DataFrame:
    """number, scale, fault and beside for every distinct column and text; typed sheets hold real numbers."""
    distinct = texts.unique()
    commas = pl.col("text").str.contains(",", literal=True).any().over("column")
    is_plain = pl.col("text").str.contains(PLAIN) & ~(pl.col("text").str.contains(UNDECIDED) & commas)
    marked = distinct.with_columns(is_plain.alias("plain"))
    plain = marked.filter("plain").select("column", "text", number=pl.col("text"))
    pointed = set(plain.filter(pl.col("text").str.contains(".", literal=True))["column"].unique())
    found: list[pl.DataFrame] = []
    for (column,), part in marked.filter(~pl.col("plain")).group_by("column"):
        found.append(odd_numbers(part, typed or column in pointed))
    empty = {"scale": pl.String, "fault": pl.String, "beside": pl.String}
    whole = plain.with_columns(pl.lit(None, kind).alias(name) for name, kind in empty.items())
    return pl.concat([whole, *found])


def odd_numbers(part: pl.DataFrame, pointed: bool) -> pl.DataFrame:
    """The numbers of one column that are not in plain notation."""
    texts = part["text"].to_list()
    read = column_numbers(texts, pointed=pointed)
    names = {"number": "text", "scale": "scale", "fault": "fault", "beside": "beside"}
    values = {name: [getattr(one, field) for one in read] for name, field in names.items()}
    return part.select("column", "text").with_columns(
        pl.Series(name, values[name], pl.String) for name in values
    )


def column_numbers(texts: Sequence[str], *, pointed: bool = False) -> list[Number]:
    """Parse the numbers of one column; pointed means that other values of it have a decimal point."""
    parts = [NUMBER.fullmatch(cleaned(text)) for text in texts]
    signs = {sign for part in parts if part and (sign := decimal_sign(part["body"]))}
    decided = signs | {"."} if pointed else signs
    return [number(text, part, decided) for text, part in zip(texts, parts, strict=True)]


def cleaned(text: str) -> str:
    """text in lower case with ASCII digits and signs, without outer blanks and blanks between thousands."""
    single = " ".join(text.translate(ASCII).split()).lower()
    return BLANK_BETWEEN_THOUSANDS.sub("", single)


def number(text: str, part: re.Match[str] | None, signs: set[str]) -> Number:
    """Parse one number of a column that uses these decimal separators."""
    if text.startswith(UNCALCULATED):
        return Number(fault="formula_without_value")
    if is_not_published(text):
        return Number(fault="not_published")
    if NOT_FINITE.fullmatch(text.strip()):
        return Number(fault="not_finite")
    unit = "".join(part["unit"].split()) if part else ""
    if part is None or (unit and unit not in UNITS):
        return Number(fault="not_a_number")
    body = plain_body(part["body"], signs)
    if body in ("not_a_number", "ambiguous_number"):
        return Number(fault=body)
    plain = written_out(part["sign"], body, part["exponent"])
    if plain is None:
        return Number(fault="huge_number")
    return Number(plain, UNITS.get(unit), None, part["before"] + (part["beside"] or "") or None)


def unit_of(text: str) -> str | None:
    """The scale that a word for a unit means; None if it is none."""
    return UNITS.get("".join(text.lower().replace("_", "").split()))


def is_not_published(text: str) -> bool:
    """Whether a cell is blank or states that there is no value."""
    return "".join(text.translate(ASCII).split()).lower() in NOT_PUBLISHED or not text.strip()


def is_missing(text: str) -> bool:
    """Whether a cell of a table of scores is blank, has a sign for no value, or states that there is none."""
    return is_not_published(text) or bool(MISSING_SIGNS.fullmatch("".join(text.translate(ASCII).split())))


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


def plain_body(body: str, signs: set[str]) -> str:
    """The number without its sign, or the rule that it breaks."""
    point, comma = reading(body, ".", ","), reading(body, ",", ".")
    if point is None or comma is None or point == comma:
        return point or comma or "not_a_number"
    if len(signs) == 2 or (not signs and "," in body):
        return "ambiguous_number"
    return comma if signs == {","} else point


def written_out(sign: str, body: str, exponent: str | None) -> str | None:
    """The number without an exponent; None if it has too many digits."""
    if exponent:
        power = int(exponent[1:6])
        if abs(power) > MOST_EXPONENT or len(exponent) > 6:
            return None
        body = f"{Decimal(body).scaleb(power):f}"
    if len(body.partition(".")[0].lstrip("0")) > MOST_DIGITS:
        return None
    return ("-" if sign == "-" else "") + body
