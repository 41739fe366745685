"""Deduplicates numbers that a file states in two formats, such as a model card's index and its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import polars as pl

ALIKE = ("file", "model_id", "benchmark_id", "reporter_id")
SAID_ONCE = ("mode", "effort", "measured_on", "stderr", "n_items")


def again(rows: pl.DataFrame) -> list[int]:
    """The number column of rows that only repeat a row from another reading of the same file.

    rows are score rows before they are judged, with number, file and reading.
    """
    twice = rows.filter(pl.col("reading").n_unique().over("file") > 1)
    groups = twice.partition_by(ALIKE, maintain_order=True)
    return [number for group in groups for number in repeated(group.to_dicts())]


def repeated(rows: list[dict[str, Any]]) -> Iterator[int]:
    """Numbers of rows (about one model and benchmark) that another reading states as well or better, last row first."""
    gone: set[int] = set()
    for row in reversed(rows):
        others = (one for one in rows if one["reading"] != row["reading"] and one["number"] not in gone)
        if any(says_as_much(one, row) for one in others):
            gone.add(row["number"])
            yield row["number"]


def says_as_much(one: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether one row states the other's number and all of its details."""
    same = all(row[name] in (None, one[name]) for name in SAID_ONCE)
    return same and parts(row) <= parts(one) and rounded(one["score_text"], row["score_text"])


def parts(row: Mapping[str, Any]) -> set[str]:
    """The individual conditions of a row."""
    return set((row["conditions"] or "").split("; ")) - {""}


def rounded(exact: str, text: str) -> bool:
    """Whether text equals exact, rounded to text's own number of decimals."""
    stated = Decimal(text)
    return (
        Decimal(exact).quantize(Decimal(1).scaleb(int(stated.as_tuple().exponent)), ROUND_HALF_UP) == stated
    )
