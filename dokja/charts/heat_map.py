"""A heat map: one row per item with its label, one column per model, a letter in each cell."""

from __future__ import annotations

from functools import lru_cache

import altair as alt
import polars as pl

from dokja.charts.chart_parts import ABOUT, COLOUR, LETTERS, in_rows, numbered, of_rows, row_names
from dokja.charts.picture import Drawing, Picture, drawn
from dokja.charts.theme import Ink

CELL_HEIGHT = alt.ExprRef("beside ? 22 : 18")
COLUMN_LIMIT = 220
BORDER = alt.Stroke("border:N", scale=None, legend=None)


def draw(cells: pl.DataFrame, ink: Ink) -> Picture:
    """Draw cells with letters.

    cells: one row per cell: order (Int64, the row), label (of the row), place (Int64, the column), column (its name),
    colour, border, letters (text colour), text, about (tooltip).
    """
    return Picture(drawing_of(ink), numbered(cells=cells))


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
    cells = in_rows("cells").encode(x=x, tooltip=ABOUT)
    return drawn(
        of_rows(
            cells.mark_rect(height=CELL_HEIGHT, strokeWidth=1.5, cornerRadius=3).encode(
                color=COLOUR, stroke=BORDER
            ),
            cells.mark_text(baseline="middle", fontSize=13, fontWeight="bold").encode(
                text="text:N", color=LETTERS
            ),
            row_names(ink),
        ),
        ink,
    )
