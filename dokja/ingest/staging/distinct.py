"""Column operations that call Python only once per distinct value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import polars as pl

PIECE = 100_000
"""Rows processed at a time, to bound memory use."""


def map_distinct(
    frame: pl.DataFrame, columns: Sequence[str], meaning: Callable[..., str | None]
) -> pl.Series:
    """Map the given columns of each row to a text, in row order; meaning is called with the column values."""
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
