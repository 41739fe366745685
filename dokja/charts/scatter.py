"""Size and score: one point a model, named where there is room, with the frontier and the range over reporters."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import altair as alt
import polars as pl

from dokja.charts import labels
from dokja.charts.style import dressed
from dokja.theme import Ink

HEIGHT = 460
WIDE, NARROW, EDGE = 1100.0, 215.0, 620
TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]


def draw(
    points: pl.DataFrame, frontier: pl.DataFrame, ink: Ink, x_title: str, y_title: str, tick_labels: str
) -> Any:
    """Scatter with a log axis for size.

    points: one row a model, the most important first: size, value, low, high (Float64), label, colour,
    letters (colour of the name), weight (bold or normal), filled (false: another reporter's number would
    remove it from the frontier), about (shown on hover). frontier: size and value of its points, all models
    counted, by size. tick_labels is a Vega expression for the ticks of the size axis.
    """
    x_domain, y_domain = domain(points["size"], log=True), domain(points["value"], log=False)
    placed = with_spots(points, frontier, x_domain, y_domain)
    x = alt.X(
        "size:Q",
        scale=alt.Scale(type="log", domain=list(x_domain), nice=False),
        axis=alt.Axis(title=x_title, values=TICKS, labelExpr=tick_labels, grid=False),
    )
    y_scale = alt.Scale(domain=list(y_domain), nice=False, zero=False)
    y = alt.Y("value:Q", scale=y_scale, axis=alt.Axis(title=y_title))
    colour = alt.Color("colour:N", scale=None, legend=None)
    base = alt.Chart(placed)
    step = (
        alt.Chart(frontier)
        .mark_line(interpolate="step-after", strokeDash=[4, 4], color=ink.muted, strokeWidth=2)
        .encode(x=x, y=y)
    )
    hover = alt.Tooltip("about:N", title="\u00a0")
    return dressed(
        alt.layer(
            step,
            base.transform_filter("datum.low < datum.high")
            .mark_rule(strokeWidth=6, opacity=0.35)
            .encode(x=x, y=alt.Y("low:Q", scale=y_scale), y2="high:Q", color=colour),
            base.transform_filter("datum.filled")
            .mark_point(filled=True, size=130, opacity=1)
            .encode(x=x, y=y, color=colour, tooltip=hover),
            base.transform_filter("!datum.filled")
            .mark_point(filled=True, fill=ink.background, size=120, strokeWidth=2.5, opacity=1)
            .encode(x=x, y=y, stroke=colour, tooltip=hover),
            *(
                names(base, x, y, suffix, align)
                for suffix in ("wide", "narrow")
                for align in ("left", "right", "center")
            ),
        ).properties(width="container", height=HEIGHT),
        ink,
    )


def names(base: alt.Chart, x: alt.X, y: alt.Y, suffix: str, align: str) -> Any:
    """Names with one alignment, drawn only at the width that they were placed for."""
    at_width = f"width >= {EDGE}" if suffix == "wide" else f"width < {EDGE}"
    return (
        base.transform_filter(f"datum.align_{suffix} == '{align}'")
        .mark_text(
            align=align,  # type: ignore[arg-type]
            baseline="middle",
            fontSize=13,
            dx=alt.expr(f"datum.dx_{suffix}"),
            dy=alt.expr(f"datum.dy_{suffix}"),
            opacity=alt.expr(f"{at_width} ? 1 : 0"),
            fontWeight=alt.expr("datum.weight"),
        )
        .encode(x=x, y=y, text="label:N", color=alt.Color("letters:N", scale=None, legend=None))
    )


def with_spots(
    points: pl.DataFrame, frontier: pl.DataFrame, x_domain: tuple[float, float], y_domain: tuple[float, float]
) -> pl.DataFrame:
    """points with the places of their names in a wide and in a narrow picture."""
    for suffix, width in (("wide", WIDE), ("narrow", NARROW)):
        corners = pixels(frontier, width, x_domain, y_domain)
        spots = labels.place(
            pixels(points, width, x_domain, y_domain),
            points["label"].to_list(),
            width,
            HEIGHT,
            stairs(corners),
        )
        points = points.with_columns(
            pl.Series(f"dx_{suffix}", [spot.dx for spot in spots], pl.Float64),
            pl.Series(f"dy_{suffix}", [spot.dy for spot in spots], pl.Float64),
            pl.Series(f"align_{suffix}", [spot.align for spot in spots], pl.String),
        )
    return points


def pixels(
    frame: pl.DataFrame, width: float, x_domain: tuple[float, float], y_domain: tuple[float, float]
) -> list[tuple[float, float]]:
    """Where size and value of each row stand in a picture of that width, from the top left."""
    left, right = math.log(x_domain[0]), math.log(x_domain[1])
    return [
        (
            width * (math.log(size) - left) / (right - left),
            HEIGHT * (y_domain[1] - value) / (y_domain[1] - y_domain[0]),
        )
        for size, value in frame.select("size", "value").iter_rows()
    ]


def stairs(corners: list[tuple[float, float]]) -> list[labels.Box]:
    """The level and upright pieces of the frontier as thin boxes."""
    pieces: list[labels.Box] = []
    for (x, y), (next_x, next_y) in pairwise(corners):
        pieces += [(x, y - 2, next_x, y + 2), (next_x - 2, min(y, next_y), next_x + 2, max(y, next_y))]
    return pieces


def domain(values: pl.Series, *, log: bool) -> tuple[float, float]:
    """Ends of an axis with room around the points."""
    low, high = float(values.min()), float(values.max())  # type: ignore[arg-type]
    if log:
        return low / 1.6, high * 1.6
    room = (high - low or abs(high) or 1) * 0.1
    return low - room, high + room
