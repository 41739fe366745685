"""A map of cells: one row a thing with its name above it, one column a model, a letter in each cell."""

from __future__ import annotations

from functools import lru_cache

import altair as alt
import polars as pl

from dokja.charts.marks import ABOUT, COLOUR, LETTERS, ROWS, named_rows, row_names
from dokja.charts.picture import Drawing, Picture, drawn, on
from dokja.theme import Ink

ROW_HEIGHT = 48
CELL_HEIGHT = 24
LINE = 12
COLUMN_LIMIT = 220
BORDER = alt.Stroke("border:N", scale=None, legend=None)


def draw(cells: pl.DataFrame, ink: Ink) -> Picture:
    """Cells with letters.

    cells: one row a cell: order (Int64, the row), label (name of the row), column (name of the column, in the order in
    which the columns first appear), colour, border, letters (colour of the text), text, about (shown on hover).
    """
    columns = tuple(cells["column"].unique(maintain_order=True))
    return Picture(drawing_of(ink, columns), {"cells": cells, "rows": named_rows(cells)})


@lru_cache(maxsize=32)
def drawing_of(ink: Ink, columns: tuple[str, ...]) -> Drawing:
    """The drawing without its cells."""
    names = alt.Axis(
        title=None,
        orient="top",
        labelAngle=-90,
        labelLimit=COLUMN_LIMIT,
        labelColor=ink.text,
        labelOverlap=False,
        domain=False,
        ticks=False,
    )
    x = alt.X("column:N", sort=list(columns), axis=names, scale=alt.Scale(domain=list(columns), padding=0.06))
    cells = on("cells").encode(x=x, y=ROWS)
    return drawn(
        alt.layer(
            cells.mark_rect(height=CELL_HEIGHT, yOffset=LINE, strokeWidth=1.5, cornerRadius=3).encode(
                color=COLOUR, stroke=BORDER, tooltip=ABOUT
            ),
            cells.mark_text(baseline="middle", yOffset=LINE, fontSize=13, fontWeight="bold").encode(
                text="text:N", color=LETTERS
            ),
            row_names(ink, ROWS, -2),
        ).properties(height=alt.Step(ROW_HEIGHT)),
        ink,
    )
