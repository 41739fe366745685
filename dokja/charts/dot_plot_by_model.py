"""Several models on several benchmarks: one row per benchmark, one shape per model."""

from __future__ import annotations

from functools import lru_cache

import altair as alt
import polars as pl

from dokja.charts.chart_parts import (
    ABOUT,
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

SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")
APART = 9
"""Pixels between dots that would hide each other."""


def draw(dots: pl.DataFrame, ink: Ink, title: str, models: list[tuple[str, str]]) -> Picture:
    """Draw dots in rows, with a legend of shapes and colours.

    dots: order, label (benchmark), value (Float64), model (name), about (tooltip). models: name and colour, in order.
    Dots with the same value in a row stand above each other.
    """
    same = pl.col("value").cum_count().over("order", "value") - (pl.len().over("order", "value") + 1) / 2
    return Picture(drawing_of(ink, title, tuple(models)), numbered(dots=dots.with_columns(lift=same * APART)))


@lru_cache(maxsize=32)
def drawing_of(ink: Ink, title: str, models: tuple[tuple[str, str], ...]) -> Drawing:
    """The Vega-Lite specification without its data."""
    names, colours = [name for name, _ in models], [colour for _, colour in models]
    legend = alt.Legend(
        title=None,
        symbolType="circle",
        columns=alt.ExprRef("beside ? 3 : 1"),
        labelLimit=alt.ExprRef("beside ? 0.3 * across : across - 60"),
    )
    x = alt.X(
        "value:Q",
        scale=alt.Scale(zero=False, padding=14),
        axis=alt.Axis(title=titled(title), orient="bottom", tickCount=6),
    )
    colour = alt.Color("model:N", scale=alt.Scale(domain=names, range=colours), legend=legend)
    shape = alt.Shape(
        "model:N", scale=alt.Scale(domain=names, range=list(SHAPES[: len(names)])), legend=legend
    )
    dots = in_rows("dots").mark_point(filled=True, size=130, yOffset=alt.expr("datum.lift"))
    return drawn(
        of_rows(
            row_lines(ink),
            dots.encode(x=x, color=colour, shape=shape, tooltip=ABOUT, opacity=fading("row")).add_params(
                pointed_at("row")
            ),
            row_names(ink),
        ),
        ink,
    )
