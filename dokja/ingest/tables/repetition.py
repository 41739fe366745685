"""Numbers that a file states twice: repeated ones are left out, contradictory ones refused."""

from __future__ import annotations

import polars as pl

from dokja.ingest.reading import LeftOut
from dokja.records.problems import Problem

PIECE = 50_000
ALIKE = ("model", "benchmark", "metric", "mode", "effort", "conditions", "reporter", "measured_on", "source")
VALUE = ("value", "scale", "stderr_value", "n_items")


def without_repetition(path: str, numbers: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem], list[LeftOut]]:
    """Deduplicate numbers: contradictory rows become problems that cite the first one, repeated rows are left out."""
    if numbers.is_empty():
        return numbers, [], []
    hashes = [piece.select(pl.struct(ALIKE).hash()).to_series() for piece in numbers.iter_slices(PIECE)]
    ordered = pl.concat(hashes).sort()
    repeated = ordered.filter(ordered == ordered.shift()).unique()
    suspects = pl.concat(hashes).is_in(repeated.implode())
    if not suspects.any():
        return numbers, [], []
    twice = (
        numbers.with_row_index("at")
        .filter(suspects)
        .with_columns(
            without_zeros("score_text").alias("value"), without_zeros("stderr_text").alias("stderr_value")
        )
    )
    compared = twice.with_columns(
        pl.struct(VALUE).n_unique().over(ALIKE).alias("said"),
        pl.int_range(pl.len()).over(ALIKE).alias("count"),
        *(pl.col(name).first().over(ALIKE).alias(f"first_{name}") for name in ("row", "place", "score_text")),
    )
    differ, later = pl.col("said") > 1, pl.col("count") > 0
    problems = []
    for row in compared.filter(differ & later).iter_rows(named=True):
        first = {
            "first": str(row["first_row"]),
            "place": row["first_place"],
            "value": row["first_score_text"],
        }
        problems.append(
            Problem(path, "contradicting_rows", row["row"], row["place"], row["score_text"], first)
        )
    left_out = [
        LeftOut(row["row"], row["place"], row["score_text"], "repeated_row")
        for row in compared.filter(~differ & later).iter_rows(named=True)
    ]
    gone = compared.filter(differ | later)["at"]
    kept = numbers.with_row_index("at").join(gone.to_frame(), on="at", how="anti", maintain_order="left")
    return kept.drop("at"), problems, left_out


def without_zeros(name: str) -> pl.Expr:
    """A number without trailing zeros in its decimals."""
    text = pl.col(name)
    has_point = text.str.contains(".", literal=True)
    return pl.when(has_point).then(text.str.strip_chars_end("0").str.strip_chars_end(".")).otherwise(text)
