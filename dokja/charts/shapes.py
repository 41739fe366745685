"""Several models on several benchmarks: one row a benchmark, one shape a model."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from dokja.charts.style import LABEL_SIZE, dressed
from dokja.theme import Ink

SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")
ROW_HEIGHT = 46


def draw(dots: pl.DataFrame, ink: Ink, title: str, models: list[tuple[str, str]]) -> Any:
    """Dots in rows with a legend of shapes and colours.

    dots: order, label (benchmark), value (Float64), model (name), about. models: name and colour, in order.
    """
    names, colours = [name for name, _ in models], [colour for _, colour in models]
    y = alt.Y("order:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    base = alt.Chart(dots).encode(y=y)
    legend = alt.Legend(title=None, symbolType="circle", columns=2)
    return dressed(
        alt.layer(
            base.mark_rule(color=ink.grid, yOffset=10),
            base.mark_point(filled=True, size=130, opacity=1, yOffset=10).encode(
                x=alt.X(
                    "value:Q",
                    scale=alt.Scale(zero=False, padding=14),
                    axis=alt.Axis(title=title, orient="bottom", tickCount=6),
                ),
                color=alt.Color("model:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
                shape=alt.Shape(
                    "model:N", scale=alt.Scale(domain=names, range=list(SHAPES[: len(names)])), legend=legend
                ),
                tooltip=alt.Tooltip("about:N", title="\u00a0"),
            ),
            alt.Chart(dots.select("order", "label").unique(maintain_order=True))
            .mark_text(align="left", baseline="bottom", fontSize=LABEL_SIZE, color=ink.text, yOffset=2, x=0)
            .encode(y=y, text="label:N"),
        ).properties(width="container", height=alt.Step(ROW_HEIGHT)),
        ink,
    )
