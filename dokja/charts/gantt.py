"""Time in the programme: one line per team from entry to exit, with events as points."""

from __future__ import annotations

from functools import lru_cache

import altair as alt
import polars as pl

from dokja.charts.chart_parts import ABOUT, COLOUR, ROWS, SHAPE, named_rows, row_names
from dokja.charts.picture import Drawing, Picture, drawn, local_days, on
from dokja.charts.theme import Ink

ROW_HEIGHT = 46
LINE = 10


def draw(points: pl.DataFrame, ink: Ink, *, date_format: str) -> Picture:
    """Draw spans of time.

    points: one row per team and status change: order, label (team and current status), on_date and until (Date),
    colour, shape (circle, cross …), about (tooltip).
    """
    data = {"points": local_days(points), "rows": named_rows(points)}
    return Picture(drawing_of(ink, date_format), data)


@lru_cache(maxsize=32)
def drawing_of(ink: Ink, date_format: str) -> Drawing:
    """The Vega-Lite specification without its data."""
    x = alt.X(
        "on_date:T", axis=alt.Axis(title=None, format=date_format, tickCount=6), scale=alt.Scale(padding=12)
    )
    base = on("points").encode(x=x, y=ROWS, tooltip=ABOUT)
    lines = base.mark_rule(strokeWidth=5, strokeCap="round", yOffset=LINE)
    dots = base.mark_point(filled=True, size=150, opacity=1, yOffset=LINE)
    return drawn(
        alt.layer(
            lines.encode(x2="until:T", color=COLOUR),
            dots.encode(color=COLOUR, shape=SHAPE),
            row_names(ink, ROWS, 2),
        ).properties(height=alt.Step(ROW_HEIGHT)),
        ink,
    )
