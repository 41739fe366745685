"""Cells of a score table with the model and the benchmark that each belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field

from dokja.ingest.reading import LeftOut
from dokja.ingest.tables.page.benches import Bench
from dokja.ingest.tables.page.grid import Cell
from dokja.ingest.tables.page.headers import Model


@dataclass(frozen=True)
class Entry:
    """One cell with a score, its place, and what it belongs to."""

    line: int | None
    place: str
    cell: Cell
    model: Model
    bench: Bench


@dataclass
class Sorted:
    """The cells of a table: those with scores, what is left out, and what rows or columns say of models alone."""

    entries: list[Entry] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    models: list[Model] = field(default_factory=list)
    nameless: list[int | None] = field(default_factory=list)
    percent: bool = False
