"""A heat map: one row per item with its label above, one column per model, a letter in each cell."""

from __future__ import annotations

from functools import lru_cache

import altair as alt
import polars as pl

from dokja.charts.chart_parts import ABOUT, COLOUR, LETTERS, ROWS, named_rows, row_names
from dokja.charts.picture import Drawing, Picture, drawn, on
from dokja.charts.theme import Ink

ROW_HEIGHT = 48
CELL_HEIGHT = 24
LINE = 12
COLUMN_LIMIT = 220
BORDER = alt.Stroke("border:N", scale=None, legend=None)


def draw(cells: pl.DataFrame, ink: Ink) -> Picture:
    """Draw cells with letters.

    cells: one row per cell: order (Int64, the row), label (of the row), place (Int64, the column), column (its name),
    colour, border, letters (text colour), text, about (tooltip).
    """
    return Picture(drawing_of(ink), {"cells": cells, "rows": named_rows(cells)})


@lru_cache
def drawing_of(ink: Ink) -> Drawing:
    """The Vega-Lite specification without its data."""
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
    x = alt.X("column:N", sort=alt.SortField("place"), axis=names, scale=alt.Scale(padding=0.06))
    cells = on("cells").encode(x=x, y=ROWS, tooltip=ABOUT)
    return drawn(
        alt.layer(
            cells.mark_rect(height=CELL_HEIGHT, yOffset=LINE, strokeWidth=1.5, cornerRadius=3).encode(
                color=COLOUR, stroke=BORDER
            ),
            cells.mark_text(baseline="middle", yOffset=LINE, fontSize=13, fontWeight="bold").encode(
                text="text:N", color=LETTERS
            ),
            row_names(ink, ROWS, -2),
        ).properties(height=alt.Step(ROW_HEIGHT)),
        ink,
    )
