"""Rejects rows with a text that no record may hold; other rows are kept, and what pages leave behind is dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from dokja.ingest.reading import Reading
from dokja.records import signs
from dokja.records.problems import Problem

DROPPED = r"[\x{AD}\x{200B}\x{2060}\x{FEFF}]"
"""Where a line may or may not end: web pages and word processors leave these behind, and without them a text is the same."""
ENDS = r"[\t\r\n]+"
UNBOUNDED = ("place", "source", "score_text", "mark", "model", "benchmark")
"""Columns that never become a word of a record, or have limits of their own."""


def screened(reading: Reading) -> Reading:
    """A reading without such rows, with a problem for each of them."""
    reading = replace(
        reading,
        numbers=on_one_line(bared(reading.numbers)),
        models=on_one_line(bared(reading.models)),
        tables=[(name, bared(frame)) for name, frame in reading.tables],
    )
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


def texts_of(frame: pl.DataFrame) -> list[str]:
    """The columns of a frame that hold text."""
    return [name for name, dtype in frame.schema.items() if dtype == pl.String]


def bared(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame without invisible signs that mean nothing."""
    return frame.with_columns(pl.col(texts_of(frame)).str.replace_all(DROPPED, ""))


def on_one_line(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame whose texts have a blank for each line end and tab; a template's cells are the editor's own, and stay."""
    return frame.with_columns(pl.col(texts_of(frame)).str.replace_all(ENDS, " "))


def is_odd(frame: pl.DataFrame) -> pl.Expr:
    """Whether any text of a row is one that no record may hold."""
    texts = texts_of(frame)
    words = [name for name in texts if name not in UNBOUNDED]
    return pl.any_horizontal(
        pl.lit(value=False),
        *(pl.col(name).str.contains(signs.PATTERN).fill_null(value=False) for name in texts),
        *(pl.col(name).str.contains(signs.LONG_WORD).fill_null(value=False) for name in words),
    )


def broken(name: str, text: object) -> tuple[str, dict[str, str]] | None:
    """The rule that a text of a column breaks, and what its message tells; None if it breaks none."""
    if not isinstance(text, str):
        return None
    if signs.first(text):
        return "sign", signs.told(text)
    if name not in UNBOUNDED and any(len(word) > signs.LONGEST_WORD for word in text.split()):
        return "word_too_long", {"limit": f"{signs.LONGEST_WORD:,}"}
    return None


def problems(path: str, odd: Sequence[pl.DataFrame]) -> Iterator[Problem]:
    """One problem per such row, for its first such text, naming the column.

    A text that occurs in several frames, such as a model's name, is reported where it has a row number.
    """
    told = set()
    for row in (row for frame in odd for row in frame.iter_rows(named=True)):
        name, text, (rule, details) = next(
            (name, text, found) for name, text in row.items() if (found := broken(name, text))
        )
        if row.get("row") or text not in told:
            yield Problem(path, rule, row.get("row"), name, text, details)
        told.add(text)
