"""Time in the programme: one line a team from its entry to its exit, events as points on it."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from dokja.charts.style import LABEL_SIZE, dressed
from dokja.theme import Ink

ROW_HEIGHT = 46


def draw(points: pl.DataFrame, ink: Ink, *, date_format: str) -> Any:
    """Spans.

    points: one row a team and change of status: order, label (team and where it stands), on_date and until (Date),
    colour, shape (circle, cross …), about (shown on hover).
    """
    y = alt.Y("order:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    x = alt.X(
        "on_date:T", axis=alt.Axis(title=None, format=date_format, tickCount=6), scale=alt.Scale(padding=12)
    )
    base = alt.Chart(points).encode(y=y)
    colour = alt.Color("colour:N", scale=None, legend=None)
    lines = base.mark_rule(strokeWidth=5, strokeCap="round", yOffset=10).encode(
        x=x, x2="until:T", color=colour
    )
    dots = base.mark_point(filled=True, size=150, opacity=1, yOffset=10).encode(
        x=x,
        color=colour,
        shape=alt.Shape("shape:N", scale=None, legend=None),
        tooltip=alt.Tooltip("about:N", title="\u00a0"),
    )
    names = (
        alt.Chart(points.select("order", "label").unique(maintain_order=True))
        .mark_text(align="left", baseline="bottom", fontSize=LABEL_SIZE, color=ink.text, yOffset=2, x=0)
        .encode(y=y, text="label:N")
    )
    return dressed(
        alt.layer(lines, dots, names).properties(width="container", height=alt.Step(ROW_HEIGHT)), ink
    )
