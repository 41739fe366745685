"""Steps over time: the best value of each side at each date, a new version beginning a new line."""

from __future__ import annotations

from functools import lru_cache

import altair as alt
import polars as pl

from dokja.charts.marks import ABOUT, COLOUR, VALUE_SIZE
from dokja.charts.picture import Drawing, Picture, drawn, local_days, on
from dokja.theme import Ink


def draw(points: pl.DataFrame, ink: Ink, title: str, *, date_format: str) -> Picture:
    """Step lines.

    points: one row a date, side and version with on_date (Date), value (Float64), line (name of side and version),
    colour, text (shown beside the last point of a line, else empty), about (shown on hover), dash (Boolean).
    """
    return Picture(drawing_of(ink, title, date_format), {"points": local_days(points)})


@lru_cache(maxsize=32)
def drawing_of(ink: Ink, title: str, date_format: str) -> Drawing:
    """The drawing without its points."""
    x = alt.X(
        "on_date:T", axis=alt.Axis(title=None, format=date_format, tickCount=6), scale=alt.Scale(padding=60)
    )
    y = alt.Y("value:Q", axis=alt.Axis(title=title), scale=alt.Scale(zero=False, padding=24))
    base = on("points").encode(x=x, y=y)
    steps = base.mark_line(interpolate="step-after", strokeWidth=2.5).encode(
        color=COLOUR,
        detail="line:N",
        strokeDash=alt.condition("datum.dash", alt.value([5, 4]), alt.value([1, 0])),
    )
    dots = base.mark_point(filled=True, size=90, opacity=1).encode(color=COLOUR, tooltip=ABOUT)
    texts = base.mark_text(
        align="center", baseline="bottom", dy=-9, fontSize=VALUE_SIZE, color=ink.text
    ).encode(text="text:N", tooltip=ABOUT)
    return drawn(alt.layer(steps, dots, texts).properties(height=300), ink)
