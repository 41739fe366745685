"""Cells of a score table with their model and benchmark."""

from __future__ import annotations

from dataclasses import dataclass, field

from dokja.ingest.reading import LeftOut
from dokja.ingest.tables.page.benches import Bench
from dokja.ingest.tables.page.grid import Cell
from dokja.ingest.tables.page.headers import Model


@dataclass(frozen=True)
class Entry:
    """One score cell with its place, model and benchmark."""

    line: int | None
    place: str
    cell: Cell
    model: Model
    bench: Bench
    reporter: str | None = None
    measured_on: str | None = None
    scale: str | None = None


@dataclass
class Sorted:
    """The sorted cells of a table: scores, left-out values, models described by rows or columns, and unnamed rows.

    refused holds line, place, text and rule of each cell that should say how its row was measured, and is not understood.
    """

    entries: list[Entry] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    models: list[Model] = field(default_factory=list)
    nameless: list[int | None] = field(default_factory=list)
    refused: list[tuple[int | None, str, str, str]] = field(default_factory=list)
    percent: bool = False
    corner: str = ""
