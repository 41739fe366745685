"""Determines the scale of a number from the file, the benchmark or an answer; never by guessing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from dokja.ingest.staging.distinct import map_distinct

FRACTION, PERCENT = "fraction", "percent"
SHARES = (FRACTION, PERCENT)
UNITS = {"percent": PERCENT, "fraction": PERCENT, "elo": "elo_points", "elo_points": "elo_points"}
FITS = r"^-?\d{1,12}(\.\d+)?$"
"""At most twelve digits before the decimal point, as in the records."""
DECIMALS = 6
LARGE = 10
"""Beside a number above this in the same column, one of at most 1 in percent is asked about."""


def unit_of(scale: str | None) -> str:
    """Unit of a new benchmark, from the scale of its numbers."""
    return UNITS.get(scale or "", "points")


def asked(numbers: pl.DataFrame, answers: Mapping[str, str]) -> list[str]:
    """Names of benchmarks whose numbers may be fractions or percentages.

    numbers has benchmark, scale, score_text and unit (of the recorded benchmark, null for a new one). Where the file
    states no scale, a new benchmark is asked about, and one in percent is if a number is at most 1, because 0.9 could
    mean 0.9 % or 90 %.
    """
    silent = numbers.filter(pl.col("scale").is_null())
    small = pl.col("score_text").cast(pl.Float64, strict=False).abs() <= 1
    doubtful = silent.filter(pl.col("unit").is_null() | ((pl.col("unit") == PERCENT) & small))
    names = doubtful["benchmark"].unique(maintain_order=True)
    return [name for name in names if not answer(answers, "scale", name)]


def is_small() -> pl.Expr:
    """Whether a stated percentage is at most 1 beside much larger ones of its benchmark and file: 0.701 beside 66.2."""
    stated = pl.col("score_text").cast(pl.Float64, strict=False).abs()
    is_percent = (pl.col("scale") == PERCENT) & (pl.col("unit") == PERCENT)
    is_share = stated.is_between(0, 1, closed="none") & (stated.max().over("file", "benchmark") > LARGE)
    return (is_percent & is_share).fill_null(value=False)


def answer(answers: Mapping[str, str], what: str, name: str) -> str | None:
    """The answer given for a name, or for all (*)."""
    return answers.get(f"{what}:{name}") or answers.get(f"{what}:*")


def on_scale(text: str, scale: str | None, unit: str) -> str:
    """A number as text in a benchmark's unit: fractions become percentages; digits are kept, up to six decimals."""
    value = Decimal(text)
    if scale == FRACTION and unit == PERCENT:
        value = value.scaleb(2)
        text = f"{value:f}"
    if -int(value.as_tuple().exponent) > DECIMALS:
        value = value.quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_UP)
        text = f"{value.normalize():f}"
    return text


def in_unit(numbers: pl.DataFrame, column: str) -> pl.Series:
    """A column converted by on_scale, using the columns scale and unit; null where it is empty."""
    is_share = (pl.col("scale") == FRACTION) & (pl.col("unit") == PERCENT)
    changes = is_share.fill_null(value=False) | pl.col(column).str.contains(rf"\.\d{{{DECIMALS + 1}}}")
    changing = numbers.select(
        "scale", "unit", plain=pl.col(column).replace("", None), changed=pl.when(changes).then(column)
    )
    changed = map_distinct(
        changing, ("changed", "scale", "unit"), lambda text, *units: on_scale(text, *units) if text else None
    )
    return changed.zip_with(changed.is_not_null(), changing["plain"])
