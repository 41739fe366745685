"""Official marks: one bar a team, made of its parts, each with its points."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from dokja.charts.style import LABEL_SIZE, dressed
from dokja.theme import Ink


def draw(parts: pl.DataFrame, ink: Ink, title: str, *, total: float) -> Any:
    """Stacked bars.

    parts: one row a team and part: order (of the team), label (team and total), part_order, part (name),
    value (Float64), text, colour (of the part's shade), letters (colour of the text on it).
    """
    y = alt.Y("order:O", axis=None, scale=alt.Scale(paddingInner=0.5, paddingOuter=0.4))
    x = alt.X(
        "value:Q",
        stack="zero",
        scale=alt.Scale(domain=[0, total], nice=False),
        axis=alt.Axis(title=title, tickCount=5),
    )
    base = alt.Chart(parts).encode(y=y, order="part_order:Q")
    bars = base.mark_bar(stroke=ink.background, strokeWidth=2).encode(
        x=x,
        color=alt.Color("colour:N", scale=None, legend=None),
        tooltip=[alt.Tooltip("about:N", title="\u00a0")],
    )
    texts = base.mark_text(baseline="middle", fontSize=13, fontWeight="bold").encode(
        x=alt.X("value:Q", stack="zero", bandPosition=0.5),
        text="text:N",
        detail="part_order:Q",
        color=alt.Color("letters:N", scale=None, legend=None),
    )
    teams = (
        alt.Chart(parts.select("order", "label").unique(maintain_order=True))
        .mark_text(
            align="left",
            baseline="bottom",
            yOffset=-16,
            fontSize=LABEL_SIZE,
            fontWeight="bold",
            color=ink.text,
            x=0,
        )
        .encode(y=y, text="label:N")
    )
    return dressed(alt.layer(bars, texts, teams).properties(width="container", height=alt.Step(62)), ink)
