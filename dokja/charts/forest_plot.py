"""Pairwise differences: one dot per row with its limits, and a line at zero where neither side is ahead."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from dokja.charts.chart_parts import (
    ABOUT,
    COLOUR,
    GAP,
    STROKE,
    VALUE_SIZE,
    in_rows,
    numbered,
    of_rows,
    row_lines,
    row_names,
    titled,
)
from dokja.charts.picture import Drawing, Picture, drawn
from dokja.charts.theme import Ink

VERDICT_WIDTH = 150
"""Room for a verdict on the line of a label above its row."""


def draw(dots: pl.DataFrame, ink: Ink, title: str) -> Picture:
    """Draw differences.

    dots: one row per difference with order (Int64, the row), label (of the row), value, low, high, low_worst and
    high_worst (Float64; limits are null if unknown), text (beside the row's label), colour, filled (Boolean: at least
    appears ahead), about (tooltip). title names the axis and its unit.
    """
    return Picture(drawing_of(ink, title), numbered(dots=dots))


@lru_cache(maxsize=32)
def drawing_of(ink: Ink, title: str) -> Drawing:
    """The Vega-Lite specification without its data."""
    scale = alt.Scale(nice=True, zero=True, padding=12)
    axis = alt.Axis(
        title=titled(title),
        tickCount=6,
        labelExpr="datum.value ? replace(format(datum.value, '+'), '-', '−') : '0'",
    )
    x = alt.X("value:Q", scale=scale, axis=axis)
    dots = in_rows("dots").encode(tooltip=ABOUT)
    limits = dots.transform_filter("isValid(datum.low)")
    return drawn(
        of_rows(
            row_lines(ink),
            in_rows("rows")
            .transform_calculate(zero="0")
            .mark_tick(
                orient="vertical",
                thickness=2,
                size=alt.ExprRef("beside ? step : 20"),
                color=ink.muted,
                opacity=1,
            )
            .encode(x=alt.X("zero:Q", scale=scale, axis=axis), tooltip=ABOUT),
            limits.mark_rule(strokeWidth=2).encode(
                x=alt.X("low_worst:Q", scale=scale, axis=axis), x2="high_worst:Q", color=COLOUR
            ),
            limits.mark_rule(strokeWidth=7, opacity=0.4, strokeCap="round").encode(
                x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", color=COLOUR
            ),
            dots.transform_filter("datum.filled")
            .mark_point(size=120, filled=True, opacity=1)
            .encode(x=x, color=COLOUR),
            dots.transform_filter("!datum.filled")
            .mark_point(size=110, filled=True, fill=ink.background, strokeWidth=2.5, opacity=1)
            .encode(x=x, stroke=STROKE),
            row_names(ink, f"across - 24 - {VERDICT_WIDTH}"),
            verdicts(ink),
        ),
        ink,
    )


def verdicts(ink: Ink) -> Any:
    """The conclusion, right of the plot or at the right end of the label's line."""
    return (
        in_rows("dots")
        .mark_text(
            align=alt.ExprRef("beside ? 'left' : 'right'"),
            baseline="middle",
            fontSize=VALUE_SIZE,
            fontWeight="bold",
            color=ink.text,
            xOffset=alt.ExprRef(f"beside ? {GAP} : 0"),
            yOffset=alt.ExprRef("beside ? 0 : -18"),
        )
        .encode(x=alt.value("width"), text="text:N", tooltip=ABOUT)
    )
