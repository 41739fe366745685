"""The tables of a file with the layout that each is read by, and what is read of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.reading import LeftOut, Reading, numbers, shortened
from dokja.ingest.tables.accounts import all_left_out
from dokja.ingest.tables.cell_text import as_seen
from dokja.ingest.tables.further_headers import parted
from dokja.ingest.tables.grid import Grid
from dokja.ingest.tables.header_rows import filled
from dokja.ingest.tables.layout import Layout
from dokja.ingest.tables.readers.sheet_parts import alone, beside
from dokja.ingest.tables.resolved_layout import HEADLESS, LEFT, OTHER, READ, ResolvedLayout, resolved_layout
from dokja.ingest.tables.scores import Scores, scores, whole
from dokja.records.problems import Problem

NOT_READ = {LEFT: "sheet_left", HEADLESS: "sheet_without_numbers", OTHER: "no_scores"}


@dataclass(frozen=True)
class Found:
    """Tables with their layouts, those without numbers, left-out values, and problems of unreadable ones."""

    tables: list[ResolvedLayout]
    without_numbers: list[Grid]
    left_out: list[LeftOut]
    problems: list[Problem]


def find(
    content: Content,
    grids: Sequence[Grid],
    left_out: Sequence[LeftOut],
    problems: Sequence[Problem],
    layouts: Mapping[str, Layout],
) -> Found:
    """Every table with its layout; layouts are corrections by shape, the latest last."""
    found = Found([], [], [*left_out], [*problems])
    seen = (replace(grid, frame=as_seen(grid.frame)) for grid in grids)
    apart = (part for one in seen for part in (alone(beside(one)) if one.is_page else [one]))
    for grid in (part for one in apart for part in parted(content, one)):
        found.left_out.extend(grid.left_out)
        found.problems.extend(grid.problems)
        try:
            one = resolved_layout(content, grid, layouts)
        except Unreadable as error:
            found.problems.append(error.problem)
            continue
        if one is None:
            found.without_numbers.append(grid)
            found.left_out.append(why_not(grid, HEADLESS))
        else:
            found.tables.append(one)
    return found


def read(content: Content, found: Found) -> Reading:
    """The scores of the tables that are read; of the others, why they are not."""
    read, left_out, problems = [], [*found.left_out], [*found.problems]
    for one in found.tables:
        if one.how in READ:
            read.append(scores(content.path, one.found, one.layout))
            continue
        read.append(Scores(numbers([]), cells=all_left_out(one.found.grid)))
        if one.problem:
            problems.append(one.problem)
        else:
            left_out.append(why_not(one.found.grid, one.how, one.found.header[-1]))
    return whole(content.path, read, left_out, problems)


def why_not(grid: Grid, how: str, header: int = 0) -> LeftOut:
    """The left-out entry for a table that is not read; of a page, with the first row of text up to its header."""
    if not grid.is_page:
        return LeftOut(None, grid.name, "", NOT_READ[how])
    texts = (filled(" ".join(cell.split()) for cell in cells) for _, cells in grid.first_rows(header + 1))
    top = " | ".join(dict.fromkeys(next((one for one in texts if one), [])))
    return LeftOut(grid.line, grid.label, shortened(top), NOT_READ[OTHER if how == HEADLESS else how])
