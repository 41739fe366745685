"""Rejects rows whose text contains a forbidden character; other rows are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from dokja.ingest.reading import Reading
from dokja.records import signs
from dokja.records.problems import Problem


def screened(reading: Reading) -> Reading:
    """A reading without such rows, with a problem for each of them."""
    frames = [reading.numbers, reading.models, *(frame for _, frame in reading.tables)]
    odd = [frame.filter(is_odd(frame)) for frame in frames]
    if not any(frame.height for frame in odd):
        return reading
    numbers, models, *tables = (frame.filter(~is_odd(frame)) for frame in frames)
    return replace(
        reading,
        numbers=numbers,
        models=models,
        tables=[(name, frame) for (name, _), frame in zip(reading.tables, tables, strict=True)],
        problems=[*reading.problems, *problems(reading.path, odd)],
    )


def is_odd(frame: pl.DataFrame) -> pl.Expr:
    """Whether any text of a row contains a forbidden character."""
    texts = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    return pl.any_horizontal(
        pl.lit(value=False),
        *(pl.col(name).str.contains(signs.PATTERN).fill_null(value=False) for name in texts),
    )


def problems(path: str, odd: Sequence[pl.DataFrame]) -> Iterator[Problem]:
    """One problem per such row, for its first text with a forbidden character, naming the column.

    A text that occurs in several frames, such as a model's name, is reported where it has a row number.
    """
    told = set()
    for row in (row for frame in odd for row in frame.iter_rows(named=True)):
        name, text = next(
            (name, text) for name, text in row.items() if isinstance(text, str) and signs.first(text)
        )
        if row.get("row") or text not in told:
            yield Problem(path, "sign", row.get("row"), name, text, {"sign": signs.first(text) or ""})
        told.add(text)
