"""Rows of dots: one row a thing, its name above its line, a value and the range over reporters on the line."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from dokja.charts.style import LABEL_SIZE, VALUE_SIZE, dressed
from dokja.theme import Ink

ROW_HEIGHT = 44
MARGIN = 0.14


def draw(
    dots: pl.DataFrame,
    ink: Ink,
    title: str,
    *,
    domain: tuple[float, float] | None = None,
    log: bool = False,
    tick_values: list[float] | None = None,
    tick_labels: str | None = None,
) -> Any:
    """Dots in rows.

    dots: one row a dot with order (Int64, the row), label (name of the row), value, low and high (Float64),
    text (shown beside the dot), side (left or right of it), colour, shape (circle, diamond …), filled (Boolean),
    about (shown on hover). title names the axis and its unit; domain are its ends; tick_labels is a Vega
    expression for tick texts.
    """
    scale = alt.Scale(
        type="log" if log else "linear", domain=domain or span(dots, log=log), nice=False, zero=False
    )
    axis = alt.Axis(title=title, orient="bottom", tickCount=6)
    if tick_values:
        axis.values = tick_values
    if tick_labels:
        axis.labelExpr = tick_labels
    x = alt.X("value:Q", scale=scale, axis=axis)
    y = alt.Y("order:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    base = alt.Chart(dots).encode(y=y)
    colour = alt.Color("colour:N", scale=None, legend=None)
    shape = alt.Shape("shape:N", scale=None, legend=None)
    lines = base.mark_rule(color=ink.grid, yOffset=12)
    ranges = base.transform_filter("datum.low < datum.high").mark_rule(
        strokeWidth=7, opacity=0.4, strokeCap="round", yOffset=12
    )
    points = base.mark_point(size=120, strokeWidth=2, opacity=1, yOffset=12)
    return dressed(
        alt.layer(
            lines,
            ranges.encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", color=colour),
            points.transform_filter("datum.filled")
            .mark_point(size=120, filled=True, opacity=1, yOffset=12)
            .encode(x=x, color=colour, shape=shape, tooltip=alt.Tooltip("about:N", title="\u00a0")),
            points.transform_filter("!datum.filled")
            .mark_point(size=110, filled=True, fill=ink.background, strokeWidth=2.5, opacity=1, yOffset=12)
            .encode(x=x, stroke=colour, shape=shape, tooltip=alt.Tooltip("about:N", title="\u00a0")),
            names(dots, ink, y),
            *(values(base, ink, x, side) for side in ("left", "right")),
        ).properties(width="container", height=alt.Step(ROW_HEIGHT)),
        ink,
    )


def names(dots: pl.DataFrame, ink: Ink, y: alt.Y) -> Any:
    """The name of each row, above its line."""
    labels = dots.select("order", "label").unique(maintain_order=True)
    return (
        alt.Chart(labels)
        .mark_text(align="left", baseline="bottom", fontSize=LABEL_SIZE, color=ink.text, yOffset=1, x=0)
        .encode(y=y, text="label:N")
    )


def values(base: alt.Chart, ink: Ink, x: alt.X, side: str) -> Any:
    """The number beside each dot, on one side of it."""
    left = side == "left"
    return (
        base.transform_filter(f"datum.side == '{side}'")
        .mark_text(
            align="right" if left else "left",
            baseline="middle",
            dx=-10 if left else 10,
            yOffset=12,
            fontSize=VALUE_SIZE,
            fontWeight="bold",
            color=ink.text,
        )
        .encode(x=x, text="text:N")
    )


def span(dots: pl.DataFrame, *, log: bool) -> tuple[float, float]:
    """Ends of an axis that holds every dot and range, with room for the numbers beside them."""
    numbers = pl.concat([dots[name].cast(pl.Float64) for name in ("value", "low", "high")]).drop_nulls()
    low, high = float(numbers.min() or 0), float(numbers.max() or 1)  # type: ignore[arg-type]
    if log:
        return low / 3, high * 8
    room = (high - low or abs(high) or 1) * MARGIN
    return low - room, high + room
