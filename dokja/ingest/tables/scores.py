"""The scores of a table: every cell of its columns of scores as a number with its meaning, or with what kept it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import polars as pl

from dokja.ingest.reading import NUMBERS, Cells, LeftOut, Reading, models, numbers
from dokja.ingest.tables import model_names, run_settings
from dokja.ingest.tables.accounts import account
from dokja.ingest.tables.benchmark_names import names_one
from dokja.ingest.tables.beside_rows import take_rows_beside
from dokja.ingest.tables.cell_numbers import Around, CellNumbers
from dokja.ingest.tables.footnotes import noted
from dokja.ingest.tables.grid import PIECE
from dokja.ingest.tables.header_rows import Table
from dokja.ingest.tables.layout import Layout, columns_of
from dokja.ingest.tables.model_names import Model
from dokja.ingest.tables.names import Names, named, unused_labels
from dokja.ingest.tables.repetition import without_repetition
from dokja.ingest.tables.rows import labelled
from dokja.ingest.tables.score_cells import score_cells, score_columns
from dokja.ingest.tables.sieve import Sieve
from dokja.ingest.values import digits, known_names
from dokja.records.problems import Problem

NAMING = ("model", "benchmark", "category", "language", "metric", "unit")
"""Roles of columns whose header may state the scale of all scores, as in 'Benchmark (%)'."""
PERCENT = re.compile(r"[(\[（](?:[^()\[\]（）]*[\s,:(])?%\s*[)\]）]")


@dataclass
class Scores:
    """The scores of one table (a NUMBERS frame), the models that it describes, problems, and values left out."""

    numbers: pl.DataFrame
    models: list[Model] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    cells: Cells = field(default_factory=Cells)


def scores(path: str, found: Table, layout: Layout) -> Scores:
    """Read all scores of a table."""
    rows = labelled(path, found, layout)
    take_rows_beside(rows, found, layout)
    names = named(rows, found, layout, (*found.headings, *named_by_corner(found, layout)))
    columns = score_columns(found, layout, names)
    separators = separators_of(found, rows, columns)
    reader = CellNumbers(path, found, layout, around(found, layout, found.headings), separators)
    marks: dict[tuple[str, str], int | None] = {}
    frames = [numbers([]).with_columns(at=pl.lit(0, pl.Int64), column=pl.lit(0))]
    for part in rows.frame.iter_slices(PIECE) if columns else ():
        cells = score_cells(part, found, layout, names, separators)
        note_marks(cells, found, names, marks)
        frame, sieve = reader.read(cells)
        frames.append(frame.select(frames[0].columns))
        rows.take_over(sieve)
    rows.left_out += unused_labels(rows, found, layout)
    rows.left_out += [
        LeftOut(row, name, noted(f"{name}{signs}", signs, found.grid.notes), "card_footnote")
        for (name, signs), row in marks.items()
    ]
    read = pl.concat(frames, how="vertical_relaxed")
    return Scores(
        read.select(*NUMBERS),
        names.described,
        rows.problems,
        rows.left_out,
        account(found, layout, rows, read),
    )


def whole(
    path: str, found: Sequence[Scores], left_out: Sequence[LeftOut], problems: Sequence[Problem]
) -> Reading:
    """The reading of a file with these tables, what else was left out of it, and its other problems."""
    frame = pl.concat([numbers([]), *(one.numbers for one in found)])
    frame, contradicting, repeated = without_repetition(path, frame)
    rows, sizes = model_names.frame_of([model for one in found for model in one.models], {*frame["model"]})
    left = map(as_seen, chain(left_out, *(one.left_out for one in found), repeated, sizes))
    told = sorted(
        chain(problems, *(one.problems for one in found), contradicting), key=lambda one: one.row or 0
    )
    cells = sum((one.cells for one in found), Cells())
    cells = cells.less_scores(refused=len(contradicting), left_out=len(repeated))
    return Reading(frame, models(rows), [*left], told, cells=cells)


def as_seen(one: LeftOut) -> LeftOut:
    """A left-out entry without the sign that marks formulas whose value is not stored."""
    place, text = (said.replace(digits.UNCALCULATED, "") for said in (one.place, one.text))
    return replace(one, place=place, text=text)


def named_by_corner(found: Table, layout: Layout) -> list[str]:
    """The benchmark that the header over the names of models names, as in 'RULER | 4K | 128K'; empty if it names none."""
    corners = columns_of(layout, "model") if layout.kind == "models_in_rows" else []
    return [found.headers[at] for at in corners if names_one(found.headers[at])]


def around(found: Table, layout: Layout, headings: Sequence[str]) -> Around:
    """What the headings above a table, and the corner of its names, state of all its numbers."""
    at = next(iter(columns_of(layout, "model" if layout.kind == "models_in_rows" else "benchmark")), None)
    corner = "" if at is None else found.headers[at]
    labels = [header for header, role in layout.roles if role in NAMING]
    return Around(
        known_names.evaluator(corner) or nearest(known_names.evaluator, headings),
        run_settings.of_headings(headings),
        "percent" if any(PERCENT.search(text) for text in (*headings[-1:], *labels)) else None,
    )


def nearest(test: Callable[[str], str | None], headings: Sequence[str]) -> str | None:
    """The first result of test over the headings, nearest heading first; None if no heading yields one."""
    return next((said for text in reversed(headings) if (said := test(text))), None)


def separators_of(found: Table, rows: Sieve, columns: Sequence[int]) -> set[str]:
    """The decimal separators of a table's numbers; a workbook's numbers are none of text."""
    texts = [rows.frame[str(at)].drop_nulls().unique() for at in columns]
    if found.grid.typed or not any(text.str.contains(",", literal=True).any() for text in texts):
        return {"."}
    return digits.separators_of(pl.concat(texts).unique().to_list())


def note_marks(
    cells: pl.DataFrame, found: Table, names: Names, marks: dict[tuple[str, str], int | None]
) -> None:
    """Collect the footnote marks of models' and benchmarks' names, each with the row where it stands first."""
    in_header = {"model": names.models, "bench": names.benches}
    for kind, header in in_header.items():
        name, signs = f"{kind}_name", f"{kind}_marks"
        marked = cells.filter(pl.col(signs).is_not_null()).unique(
            [name, signs], maintain_order=True, keep="first"
        )
        for row in marked.iter_rows(named=True):
            marks.setdefault((row[name] or "", row[signs]), found.header_row if header else row["row"])
