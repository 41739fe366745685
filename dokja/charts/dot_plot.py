"""Dots in rows: one row per item, with its label and the value and range over reporters on it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from dokja.charts.chart_parts import (
    ABOUT,
    COLOUR,
    SHAPE,
    STROKE,
    VALUE_SIZE,
    Ticks,
    axis_with,
    fading,
    in_rows,
    numbered,
    of_rows,
    pointed_at,
    row_lines,
    row_names,
    titled,
)
from dokja.charts.picture import Drawing, Picture, drawn
from dokja.charts.theme import Ink

ROOM = 64


def draw(
    dots: pl.DataFrame,
    ink: Ink,
    title: str,
    *,
    domain: tuple[float, float] | None = None,
    log_ticks: Ticks = (),
    shares: bool = False,
) -> Picture:
    """Draw dots in rows.

    dots: one row per dot with order (Int64, the row), label (of the row), value, low and high (Float64), text (beside
    the dot), side (left or right of the dot), colour, shape (circle, diamond …), filled (Boolean), about (tooltip).
    title names the axis and its unit. domain sets the axis limits, otherwise derived from the dots. log_ticks makes the
    axis logarithmic, with these ticks. The axis of shares is labelled from 0 to 100 only, though numbers beside the
    outermost dots may need room beyond.
    """
    drawing = drawing_of(ink, title, domain, log_ticks, shares)
    return Picture(drawing, numbered(dots=dots))


@lru_cache(maxsize=64)
def drawing_of(
    ink: Ink, title: str, domain: tuple[float, float] | None, log_ticks: Ticks, shares: bool
) -> Drawing:
    """The specification without its data; leaves room for the numbers beside the outermost dots."""
    ends: dict[str, Any] = {"domain": list(domain)} if domain else {"padding": ROOM}
    scale = alt.Scale(type="log" if log_ticks else "linear", nice=False, zero=False, **ends)
    placed: dict[str, Any] = {"title": titled(title), "orient": "bottom"}
    if shares:
        placed["labelExpr"] = "datum.value < 0 || datum.value > 100 ? '' : datum.label"
    axis = axis_with(log_ticks, **placed) if log_ticks else alt.Axis(tickCount=6, **placed)
    x = alt.X("value:Q", scale=scale, axis=axis)
    past = alt.X("past:Q", scale=scale, axis=axis)
    dots = in_rows("dots").encode(tooltip=ABOUT)
    ranges = dots.transform_filter("datum.low < datum.high").mark_rule(strokeWidth=7, strokeCap="round")
    filled = dots.transform_filter("datum.filled").mark_point(size=120, filled=True)
    hollow = dots.transform_filter("!datum.filled").mark_point(
        size=110, filled=True, fill=ink.background, strokeWidth=2.5
    )
    return drawn(
        of_rows(
            row_lines(ink),
            ranges.encode(
                x=alt.X("low:Q", scale=scale, axis=axis),
                x2="high:Q",
                color=COLOUR,
                opacity=fading("row", 0.4),
            ),
            filled.encode(x=x, color=COLOUR, shape=SHAPE, opacity=fading("row")).add_params(
                pointed_at("row")
            ),
            hollow.encode(x=x, stroke=STROKE, shape=SHAPE, opacity=fading("row")),
            row_names(ink),
            values(dots, ink, past, side="left", align="right", dx=-10),
            values(dots, ink, past, side="right", align="left", dx=10),
        ),
        ink,
    )


def values(dots: alt.Chart, ink: Ink, x: alt.X, *, side: str, align: Any, dx: int) -> Any:
    """The numbers on one side of their dots, past the end of the range."""
    outer, end = ("min", "low") if side == "left" else ("max", "high")
    return (
        dots.transform_filter(f"datum.side == '{side}'")
        .transform_calculate(past=f"isValid(datum.{end}) ? {outer}(datum.value, datum.{end}) : datum.value")
        .mark_text(
            align=align,
            baseline="middle",
            dx=dx,
            fontSize=VALUE_SIZE,
            fontWeight="bold",
            color=ink.text,
        )
        .encode(x=x, text="text:N", opacity=fading("row"))
    )
