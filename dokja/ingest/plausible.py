"""Refuses numbers that cannot be: shares above 1 and negative standard errors, whatever the format of their file."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from dokja.ingest.reading import Reading
from dokja.records.problems import Problem

RULES = {
    "share_above_one": (
        (pl.col("scale") == "fraction") & (pl.col("score_text").cast(pl.Float64, strict=False) > 1),
        "score_text",
    ),
    "negative_stderr": (pl.col("stderr_text").str.starts_with("-"), "stderr_text"),
}
"""For each rule, which rows break it, and the column whose value is told."""


def checked(reading: Reading) -> Reading:
    """The reading without such numbers, with a problem for each that names its place and value."""
    numbers, problems = reading.numbers, list(reading.problems)
    for rule, (bad, column) in RULES.items():
        broken = numbers.filter(bad)
        problems += [
            Problem(reading.path, rule, row["row"], row["place"], row[column])
            for row in broken.iter_rows(named=True)
        ]
        numbers = numbers.filter(~bad.fill_null(value=False)) if broken.height else numbers
    return replace(reading, numbers=numbers, problems=problems)
