"""Working on whole columns: what Python has to work out is worked out once for each distinct value."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl


def worked_out(frame: pl.DataFrame, columns: Sequence[str], meaning: Callable[..., str | None]) -> pl.Series:
    """The text that the columns of each row mean, in the order of the rows; meaning is called with their values."""
    distinct = frame.select(columns).unique()
    found = pl.Series("meaning", [meaning(*row) for row in distinct.iter_rows()], pl.String)
    return frame.select(columns).join(
        distinct.with_columns(found), on=columns, how="left", nulls_equal=True, maintain_order="left"
    )["meaning"]
