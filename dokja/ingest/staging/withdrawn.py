"""Imported numbers that were withdrawn from the records before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

WHOLE = "whole"


def mark_withdrawn(
    rows: pl.DataFrame, withdrawn: pl.DataFrame, score: Sequence[str], day: date
) -> pl.DataFrame:
    """For rows withdrawn before: number, withdrawn_on, withdrawn_by, withdrawn_because, stays_out.

    withdrawn is the view of that name, score the columns of a score row, day the date from which the import counts. An
    identical row stays out unless it counts later than the batch that withdrew it (ledger.folded).
    """
    key = [name for name in score if name not in ("unit", "stderr", "n_items", "quoted_by")]
    details = [name for name in score if name not in key]
    alike = rows.select("number", *score).join(
        withdrawn, on=key, how="inner", nulls_equal=True, suffix="_before"
    )
    is_whole = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_before")) for name in details)
    last = (
        alike.with_columns(is_whole.alias(WHOLE))
        .sort("number", WHOLE, "published_on", "recorded_on", maintain_order=True)
        .unique("number", keep="last", maintain_order=True)
    )
    return last.select(
        "number",
        withdrawn_on="recorded_on",
        withdrawn_by="recorded_by",
        withdrawn_because="reason",
        stays_out=pl.col(WHOLE) & (pl.lit(day) <= pl.col("published_on")),
    )
