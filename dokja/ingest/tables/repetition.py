"""Numbers that a file states twice: repeated ones are left out, contradictory ones refused."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dokja.ingest.reading import LeftOut
from dokja.ingest.tables.grid import PIECE
from dokja.records.problems import Problem

ALIKE = ("model", "benchmark", "metric", "mode", "effort", "conditions", "reporter", "measured_on", "source")
VALUE = ("value", "scale", "stderr_value", "n_items")


def without_repetition(path: str, numbers: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem], list[LeftOut]]:
    """Deduplicate numbers: each that others contradict is a problem that cites one of them, repeated ones are left out."""
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
    compared = with_other(twice.with_columns(said=pl.struct(VALUE)), ALIKE, "said").with_columns(
        pl.int_range(pl.len()).over(ALIKE).alias("count")
    )
    differ, later = pl.col("is_contradicted"), pl.col("count") > 0
    problems = []
    for row in compared.filter(differ).iter_rows(named=True):
        other = {
            "first": str(row["other_row"]),
            "place": row["other_place"],
            "value": row["other_score_text"],
        }
        problems.append(
            Problem(path, "contradicting_rows", row["row"], row["place"], row["score_text"], other)
        )
    left_out = [
        LeftOut(row["row"], row["place"], row["score_text"], "repeated_row")
        for row in compared.filter(~differ & later).iter_rows(named=True)
    ]
    gone = compared.filter(differ | later)["at"]
    kept = numbers.with_row_index("at").join(gone.to_frame(), on="at", how="anti", maintain_order="left")
    return kept.drop("at"), problems, left_out


def with_other(rows: pl.DataFrame, key: Sequence[str], said: str) -> pl.DataFrame:
    """Rows with is_contradicted (whether rows of one key say different things) and other_row, other_place and
    other_score_text: the first row of the key that says something else; null if there is none."""
    differs = pl.col(said) != pl.col(said).first()
    is_of_first = pl.col(said) == pl.col(said).first()
    columns = ("row", "place", "score_text")
    return rows.with_columns(
        (pl.col(said).n_unique() > 1).over(key).alias("is_contradicted"),
        *(
            pl.when(is_of_first.over(key))
            .then(pl.col(name).filter(differs).first().over(key))
            .otherwise(pl.col(name).first().over(key))
            .alias(f"other_{name}")
            for name in columns
        ),
    )


def without_zeros(name: str) -> pl.Expr:
    """A number without trailing zeros in its decimals."""
    text = pl.col(name)
    has_point = text.str.contains(".", literal=True)
    return pl.when(has_point).then(text.str.strip_chars_end("0").str.strip_chars_end(".")).otherwise(text)
