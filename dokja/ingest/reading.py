"""What an importer hands over: numbers as the file states them, before any name is matched to a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from dokja.records.problems import Problem

NUMBERS: dict[str, Any] = {
    "row": pl.Int64,
    "place": pl.String,
    "model": pl.String,
    "benchmark": pl.String,
    "metric": pl.String,
    "score_text": pl.String,
    "scale": pl.String,
    "mode": pl.String,
    "effort": pl.String,
    "conditions": pl.String,
    "stderr_text": pl.String,
    "n_items": pl.Int64,
    "reporter": pl.String,
    "measured_on": pl.String,
    "source": pl.String,
    "higher_is_better": pl.Boolean,
}
"""Columns of Reading.numbers, one row a number:

row          line or row of the file (the header is 1), null where the format has none
place        column header, cell (C7) or path (results.kmmlu.acc,none) of the number
model, benchmark, reporter   names as the file has them, markup removed
metric       as the file names it (acc_norm, f1), null where it names none
score_text   the number as it stands, with a decimal point, without percent sign or thousands separators: -?\\d+(\\.\\d+)?
scale        'fraction' (1 is all), 'percent' (100 is all) or another unit (elo, points), only where the file or format says so; else null
mode         reasoning | non-reasoning | null
effort       low | medium | high | max | null
conditions   key=value; key=value, keys sorted: tools, scoring, subset, split, window, shots, version, harness, agent, judge …
stderr_text  the standard error in the scale of the score
n_items      number of items (epochs and repeats do not multiply it)
measured_on  ISO day or month
source       name or address of the source that the row itself names, null where it names none
"""

MODELS: dict[str, Any] = {
    "model": pl.String,
    "maker": pl.String,
    "total_params_b": pl.String,
    "active_params_b": pl.String,
    "context_tokens": pl.String,
    "released_on": pl.String,
    "licence": pl.String,
}
"""Columns of Reading.models, one row a model named in the file, everything but its name null where not said."""


@dataclass(frozen=True)
class LeftOut:
    """Something that was not taken over: where, what stands there, and why (a key under left_out in the words).

    count is the number of things that it stands for.
    """

    row: int | None
    place: str
    text: str
    reason: str
    count: int = 1


@dataclass(frozen=True)
class Reading:
    """Numbers (frame of NUMBERS), models (frame of MODELS), what was left out and what cannot be read.

    tables are rows of record tables, where the file is a filled template: name of the table and frame of text with row
    (of the file), mark (what stands in the column for remarks) and those of the table's columns that the file has.
    A problem names a row that cannot be read; the other rows stay usable. accompanied_by are paths of companion files used.
    """

    numbers: pl.DataFrame
    models: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=MODELS))
    left_out: Sequence[LeftOut] = ()
    problems: Sequence[Problem] = ()
    accompanied_by: Sequence[str] = ()
    tables: Sequence[tuple[str, pl.DataFrame]] = ()
    format: str = ""
    path: str = ""

    def named(self, name: str, path: str) -> Reading:
        """The reading with its format and the file that it came from."""
        return replace(self, format=name, path=path)


def numbers(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows as a frame of NUMBERS; columns that a row lacks are null."""
    return pl.DataFrame([{name: row.get(name) for name in NUMBERS} for row in rows], schema=NUMBERS)


def models(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows as a frame of MODELS; columns that a row lacks are null."""
    return pl.DataFrame([{name: row.get(name) for name in MODELS} for row in rows], schema=MODELS)


def conditions(known: Mapping[str, str | None]) -> str | None:
    """key=value; key=value in the order of the keys, those without a value left out; None where nothing is known."""
    return "; ".join(f"{key}={known[key]}" for key in sorted(known) if known[key] not in (None, "")) or None
