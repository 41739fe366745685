"""What an importer returns: scores as the file states them, before names are matched to records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
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
"""Columns of Reading.numbers, one row per number:

row          line or row of the file (the header is 1); null if the format has none
place        column header, cell (C7) or path (results.kmmlu.acc,none) of the number
model, benchmark, reporter   names as written in the file, without markup
metric       as named in the file (acc_norm, f1); null if not named
score_text   the number as written, with a decimal point, no percent sign or thousands separators: -?\\d+(\\.\\d+)?
scale        'fraction' (1 is the maximum), 'percent' (100 is the maximum) or another unit (elo, points);
             null unless the file or format states it
mode         reasoning | non-reasoning | null
effort       low | medium | high | max | null
conditions   key=value; key=value, sorted by key: tools, scoring, subset, split, window, shots, version, harness,
             agent, judge …
stderr_text  the standard error, on the scale of the score
n_items      number of items, not multiplied by epochs or repeats
measured_on  ISO date or month
source       name or address of the source stated in the row; null if there is none
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
"""Columns of Reading.models, one row per model named in the file; everything but the name is null if not stated."""


LONGEST_SHOWN = 200


@dataclass(frozen=True)
class LeftOut:
    """A value that was not imported: where it is, what it says, and why (a key under left_out in the words).

    count is the number of values that it stands for.
    """

    row: int | None
    place: str
    text: str
    reason: str
    count: int = 1


@dataclass(frozen=True)
class Cells:
    """Number of a file's cells that hold a number, by what became of them: a score, or what stands beside scores
    (a size, a number of items, a condition), left out with a reason, refused with a problem."""

    score: int = 0
    beside: int = 0
    left_out: int = 0
    refused: int = 0

    def __add__(self, other: Cells) -> Cells:
        """The cells of both."""
        return Cells(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})

    @property
    def total(self) -> int:
        """All cells that hold a number."""
        return self.score + self.beside + self.left_out + self.refused

    def less_scores(self, *, refused: int, left_out: int) -> Cells:
        """The cells after so many scores turned out to be contradicted or repeated."""
        return self + Cells(-refused - left_out, 0, left_out, refused)


@dataclass(frozen=True)
class Reading:
    """Result of an import: numbers (a NUMBERS frame), models (a MODELS frame), left-out values and problems.

    A problem concerns one unreadable row; the other rows remain usable. accompanied_by holds the paths of companion
    files used. cells counts those of tables. For a filled template, tables holds the rows of record tables: the table's name and a text frame with
    row (in the file), mark (the remarks column) and those of the table's columns that the file has.
    """

    numbers: pl.DataFrame
    models: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=MODELS))
    left_out: Sequence[LeftOut] = ()
    problems: Sequence[Problem] = ()
    accompanied_by: Sequence[str] = ()
    tables: Sequence[tuple[str, pl.DataFrame]] = ()
    cells: Cells = field(default_factory=Cells)
    format: str = ""
    path: str = ""

    def named(self, name: str, path: str) -> Reading:
        """The reading with its format and file path."""
        return replace(self, format=name, path=path)


def shortened(text: str) -> str:
    """A text as a left-out entry shows it."""
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def numbers(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows as a NUMBERS frame; missing columns are null."""
    return pl.DataFrame([{name: row.get(name) for name in NUMBERS} for row in rows], schema=NUMBERS)


def models(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows as a MODELS frame; missing columns are null."""
    return pl.DataFrame([{name: row.get(name) for name in MODELS} for row in rows], schema=MODELS)


def known_conditions(text: str | None) -> dict[str, str]:
    """The conditions of a text as conditions writes it, by key."""
    return dict(part.split("=", 1) for part in (text or "").split("; ") if "=" in part)


def conditions(known: Mapping[str, str | None]) -> str | None:
    """key=value; key=value, sorted by key, without empty values; None if nothing is known."""
    return "; ".join(f"{key}={known[key]}" for key in sorted(known) if known[key] not in (None, "")) or None
