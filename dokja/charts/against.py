"""A claim against its figures: bars, and a line where the claim would begin to hold."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from dokja.charts.style import LABEL_SIZE, VALUE_SIZE, dressed
from dokja.theme import Ink


def draw(bars: pl.DataFrame, needed: float, needed_text: str, ink: Ink, title: str) -> Any:
    """Bars from zero.

    bars: order, label, value (Float64), text, colour, letters (colour of the text on the bar).
    needed is the value that would just meet the claim, in the unit of title.
    """
    end = max(needed, *bars["value"].to_list()) * 1.02
    y = alt.Y("order:O", axis=None, scale=alt.Scale(paddingInner=0.45, paddingOuter=0.3))
    x = alt.X(
        "value:Q", scale=alt.Scale(domain=[0, end], nice=False), axis=alt.Axis(title=title, tickCount=6)
    )
    base = alt.Chart(bars).encode(y=y)
    line = alt.Chart(pl.DataFrame({"value": [needed], "text": [needed_text]})).encode(x=x)
    return dressed(
        alt.layer(
            base.mark_bar().encode(x=x, color=alt.Color("colour:N", scale=None, legend=None)),
            base.mark_text(align="right", dx=-8, fontSize=VALUE_SIZE + 2, fontWeight="bold").encode(
                x=x, text="text:N", color=alt.Color("letters:N", scale=None, legend=None)
            ),
            base.mark_text(
                align="left", baseline="bottom", yOffset=-21, fontSize=LABEL_SIZE, color=ink.text, x=0
            ).encode(text="label:N"),
            line.mark_rule(color=ink.warning, strokeWidth=2.5, strokeDash=[6, 4]),
            line.mark_text(
                align="right", dx=-6, baseline="top", y=0, dy=-8, fontSize=VALUE_SIZE, color=ink.warning
            ).encode(text="text:N"),
        ).properties(width="container", height=alt.Step(78)),
        ink,
    )
