"""Time in the programme: one line per team from entry to exit, with events as points."""

from __future__ import annotations

from functools import lru_cache

import altair as alt
import polars as pl

from dokja.charts.chart_parts import ABOUT, COLOUR, SHAPE, in_rows, numbered, of_rows, row_names
from dokja.charts.picture import Drawing, Picture, drawn, local_days
from dokja.charts.theme import Ink


def draw(points: pl.DataFrame, ink: Ink, *, date_format: str) -> Picture:
    """Draw spans of time.

    points: one row per team and status change: order, label (team and current status), on_date and until (Date),
    colour, shape (circle, cross …), about (tooltip).
    """
    return Picture(drawing_of(ink, date_format), numbered(points=local_days(points)))


@lru_cache(maxsize=32)
def drawing_of(ink: Ink, date_format: str) -> Drawing:
    """The Vega-Lite specification without its data."""
    x = alt.X(
        "on_date:T", axis=alt.Axis(title=None, format=date_format, tickCount=6), scale=alt.Scale(padding=12)
    )
    base = in_rows("points").encode(x=x, tooltip=ABOUT)
    lines = base.mark_rule(strokeWidth=5, strokeCap="round")
    dots = base.mark_point(filled=True, size=150, opacity=1)
    return drawn(
        of_rows(
            lines.encode(x2="until:T", color=COLOUR),
            dots.encode(color=COLOUR, shape=SHAPE),
            row_names(ink),
        ),
        ink,
    )
