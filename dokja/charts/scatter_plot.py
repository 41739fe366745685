"""Size against score: one point per model, labelled if there is room, with frontier and range over reporters."""

from __future__ import annotations

import math
from functools import lru_cache

import altair as alt
import polars as pl

from dokja.charts import point_labels
from dokja.charts.chart_parts import ABOUT, COLOUR, STROKE, Ticks, axis_with, fading, pointed_at, titled
from dokja.charts.labelled_points import NARROW, WIDE, Ends, clearings, ends, names, stairs, with_placed
from dokja.charts.picture import Drawing, Picture, drawn, on
from dokja.charts.theme import Ink

HEIGHT = 460
LABEL = {"wide": "label", "narrow": "label"}


def draw(
    points: pl.DataFrame,
    frontier: pl.DataFrame,
    everything: pl.DataFrame,
    ink: Ink,
    *,
    x_title: str,
    y_title: str,
    ticks: Ticks,
) -> Picture:
    """Draw a scatter plot with a logarithmic size axis.

    points: one row per model, most important first: size, value, low, high (Float64), label, colour, letters (label
    colour), weight (bold or normal), filled (false if another reporter's number would remove it from the frontier),
    about (tooltip); a blank label is not drawn. frontier: size and value of the frontier of all models, by size.
    everything: size and value of all models, which determine the axes regardless of what is shown. ticks are those of
    the size axis.
    """
    x_ends, y_ends = ends(everything["size"], log=True), ends(everything["value"], log=False)
    placed = with_spots(points, frontier, x_ends, y_ends)
    drawing = drawing_of(ink, x_title, y_title, ticks, x_ends, y_ends)
    return Picture(drawing, {"points": placed.with_row_index("row").reverse(), "frontier": frontier})


@lru_cache(maxsize=64)
def drawing_of(ink: Ink, x_title: str, y_title: str, ticks: Ticks, x_ends: Ends, y_ends: Ends) -> Drawing:
    """The Vega-Lite specification without its data."""
    x = alt.X(
        "size:Q",
        scale=alt.Scale(type="log", domain=list(x_ends), nice=False),
        axis=axis_with(ticks, title=titled(x_title), grid=False),
    )
    y_scale = alt.Scale(domain=list(y_ends), nice=False, zero=False)
    y = alt.Y("value:Q", scale=y_scale, axis=alt.Axis(title=y_title))
    points = on("points").encode(x=x, tooltip=ABOUT)
    step = (
        on("frontier")
        .mark_line(interpolate="step-after", strokeDash=[4, 4], color=ink.muted, strokeWidth=2)
        .encode(x=x, y=y)
    )
    ranges = points.transform_filter("datum.low < datum.high").mark_rule(strokeWidth=6)
    filled = points.transform_filter("datum.filled").mark_point(filled=True, size=130)
    hollow = points.transform_filter("!datum.filled").mark_point(
        filled=True, fill=ink.background, size=120, strokeWidth=2.5
    )
    return drawn(
        alt.layer(
            step,
            ranges.encode(
                y=alt.Y("low:Q", scale=y_scale), y2="high:Q", color=COLOUR, opacity=fading("row", 0.35)
            ),
            *clearings(points.encode(y=y), LABEL, ink.background),
            filled.encode(y=y, color=COLOUR, opacity=fading("row")).add_params(pointed_at("row")),
            hollow.encode(y=y, stroke=STROKE, opacity=fading("row")),
            *names(points.encode(y=y), LABEL),
        ).properties(height=HEIGHT),
        ink,
    )


def with_spots(points: pl.DataFrame, frontier: pl.DataFrame, x_ends: Ends, y_ends: Ends) -> pl.DataFrame:
    """points with label positions for a wide and a narrow chart."""
    for suffix, width in (("wide", WIDE), ("narrow", NARROW)):
        corners = pixels(frontier, width, x_ends, y_ends)
        spots = point_labels.place(
            pixels(points, width, x_ends, y_ends),
            points["label"].to_list(),
            width,
            HEIGHT,
            stairs(corners),
            first=points.filter(weight="bold").height,
        )
        points = with_placed(points, suffix, spots)
    return points


def pixels(frame: pl.DataFrame, width: float, x_ends: Ends, y_ends: Ends) -> list[tuple[float, float]]:
    """Pixel coordinates of each row in a chart of this width, from the top left."""
    left, right = math.log(x_ends[0]), math.log(x_ends[1])
    return [
        (
            width * (math.log(size) - left) / (right - left),
            HEIGHT * (y_ends[1] - value) / (y_ends[1] - y_ends[0]),
        )
        for size, value in frame.select("size", "value").iter_rows()
    ]
