"""Working on whole columns: what Python has to work out is worked out once for each distinct value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import polars as pl

PIECE = 100_000
"""Rows that are worked on at once, so that many take no more memory than a few."""


def map_distinct(
    frame: pl.DataFrame, columns: Sequence[str], meaning: Callable[..., str | None]
) -> pl.Series:
    """The text that the columns of each row mean, in the order of the rows; meaning is called with their values."""
    known = cache(meaning)
    found = [pl.Series("meaning", [], pl.String)]
    for piece in frame.select(columns).iter_slices(PIECE):
        distinct = piece.unique()
        meanings = pl.Series("meaning", [known(*row) for row in distinct.iter_rows()], pl.String)
        joined = piece.join(
            distinct.with_columns(meanings), on=columns, how="left", nulls_equal=True, maintain_order="left"
        )
        found.append(joined["meaning"])
    return pl.concat(found)
