"""Rows whose texts hold a character that no record may hold are refused by name; the others stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from dokja.ingest.reading import Reading
from dokja.records import signs
from dokja.records.problems import Problem


def screened(reading: Reading) -> Reading:
    """A reading without such rows, each of them a problem."""
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
    """Whether a text of a row holds a forbidden character."""
    texts = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    return pl.any_horizontal(
        pl.lit(value=False),
        *(pl.col(name).str.contains(signs.PATTERN).fill_null(value=False) for name in texts),
    )


def problems(path: str, odd: Sequence[pl.DataFrame]) -> Iterator[Problem]:
    """What is said of each such row: its first text with such a character, under the column where that stands.

    A text that stands in several frames, as a model's name does, is told where it has a row.
    """
    told = set()
    for row in (row for frame in odd for row in frame.iter_rows(named=True)):
        name, text = next(
            (name, text) for name, text in row.items() if isinstance(text, str) and signs.first(text)
        )
        if row.get("row") or text not in told:
            yield Problem(path, "sign", row.get("row"), name, text, {"sign": signs.first(text) or ""})
        told.add(text)
