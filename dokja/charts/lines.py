"""Steps over time: the best value of each side at each date, a new version beginning a new line."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from dokja.charts.style import VALUE_SIZE, dressed
from dokja.theme import Ink


def draw(points: pl.DataFrame, ink: Ink, title: str, *, date_format: str) -> Any:
    """Step lines.

    points: one row a date, side and version with on_date (Date), value (Float64), line (name of side and version),
    colour, text (shown beside the last point of a line, else empty), about (shown on hover), dash (Boolean).
    """
    base = alt.Chart(points)
    x = alt.X(
        "on_date:T", axis=alt.Axis(title=None, format=date_format, tickCount=6), scale=alt.Scale(padding=60)
    )
    y = alt.Y("value:Q", axis=alt.Axis(title=title), scale=alt.Scale(zero=False, padding=24))
    colour = alt.Color("colour:N", scale=None, legend=None)
    steps = base.mark_line(interpolate="step-after", strokeWidth=2.5).encode(
        x=x,
        y=y,
        color=colour,
        detail="line:N",
        strokeDash=alt.condition("datum.dash", alt.value([5, 4]), alt.value([1, 0])),
    )
    dots = base.mark_point(filled=True, size=90, opacity=1).encode(
        x=x, y=y, color=colour, tooltip=alt.Tooltip("about:N", title="\u00a0")
    )
    texts = base.mark_text(
        align="center", baseline="bottom", dy=-9, fontSize=VALUE_SIZE, color=ink.text
    ).encode(x=x, y=y, text="text:N")
    return dressed(alt.layer(steps, dots, texts).properties(width="container", height=300), ink)
