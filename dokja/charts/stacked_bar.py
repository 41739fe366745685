"""Official marks: one stacked bar per team, with the points of each part."""

from __future__ import annotations

from functools import lru_cache

import altair as alt
import polars as pl

from dokja.charts.chart_parts import ABOUT, COLOUR, LETTERS, named_rows, names_above, titled
from dokja.charts.picture import Drawing, Picture, drawn, on
from dokja.charts.theme import Ink


def draw(parts: pl.DataFrame, ink: Ink, title: str, *, total: float) -> Picture:
    """Draw stacked bars.

    parts: one row per team and part: order (of the team), label (team and total), part_order, part (name), value
    (Float64), text, colour (shade of the part), letters (text colour), about (tooltip).
    """
    return Picture(drawing_of(ink, title, total), {"parts": parts, "rows": named_rows(parts)})


@lru_cache(maxsize=32)
def drawing_of(ink: Ink, title: str, total: float) -> Drawing:
    """The Vega-Lite specification without its data."""
    y = alt.Y("order:O", axis=None, scale=alt.Scale(paddingInner=0.5, paddingOuter=0.4))
    x = alt.X(
        "value:Q",
        stack="zero",
        scale=alt.Scale(domain=[0, total], nice=False),
        axis=alt.Axis(title=titled(title), tickCount=5),
    )
    middle = alt.X("value:Q", stack="zero", bandPosition=0.5)
    base = on("parts").encode(y=y, order="part_order:Q", tooltip=ABOUT)
    texts = base.mark_text(baseline="middle", fontSize=13, fontWeight="bold")
    return drawn(
        alt.layer(
            base.mark_bar(stroke=ink.background, strokeWidth=2).encode(x=x, color=COLOUR),
            texts.encode(x=middle, text="text:N", detail="part_order:Q", color=LETTERS),
            names_above(ink, y, "bold"),
        ).properties(height=alt.Step(62)),
        ink,
    )
