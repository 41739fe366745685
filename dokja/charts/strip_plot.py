"""Numbers as dots on one line per group, with a bar at each median and, if asked, a line at one value."""

from __future__ import annotations

from functools import lru_cache

import altair as alt
import polars as pl

from dokja.charts.chart_parts import (
    ABOUT,
    COLOUR,
    VALUE_SIZE,
    fading,
    in_rows,
    numbered,
    of_rows,
    pointed_at,
    row_lines,
    row_names,
    titled,
)
from dokja.charts.picture import Drawing, Picture, drawn, on
from dokja.charts.theme import Ink

EDGE = 10
"""Room for a dot at zero."""
TICKS = (0, 1, 2, 5, 10, 20, 50, 100)


def draw(
    dots: pl.DataFrame,
    medians: pl.DataFrame,
    ink: Ink,
    title: str,
    *,
    at: tuple[float, str] | None = None,
    compressed: bool = False,
) -> Picture:
    """Draw dots on a linear axis, or on a compressed one: a symlog axis from zero, for values of 0 or more.

    dots: one row per number: order (Int64, the group), label (of the group), value (Float64), colour, about (tooltip).
    medians: order, value and about. at is the value of a dashed line, and the text beside it.
    """
    line = pl.DataFrame([at] if at else [], schema={"value": pl.Float64, "text": pl.String}, orient="row")
    data = numbered(dots=dots, medians=medians)
    data["at_line"] = data["rows"].select("row").join(line, how="cross")
    return Picture(drawing_of(ink, title, compressed), {**data, "line": line})


@lru_cache(maxsize=32)
def drawing_of(ink: Ink, title: str, compressed: bool) -> Drawing:
    """The Vega-Lite specification without its data."""
    if compressed:
        scale = alt.Scale(type="symlog", constant=1, domainMin=0, nice=False, padding=10, rangeMin=EDGE)
        axis = alt.Axis(title=titled(title), orient="bottom", values=list(TICKS))
    else:
        scale = alt.Scale(zero=True, nice=False, padding=14, rangeMin=EDGE)
        axis = alt.Axis(title=titled(title), orient="bottom", tickCount=8)
    x = alt.X("value:Q", scale=scale, axis=axis)
    line = on("line").encode(x=x)
    return drawn(
        of_rows(
            row_lines(ink),
            in_rows("medians")
            .mark_tick(color=ink.text, thickness=3, size=alt.ExprRef("beside ? 22 : 16"), orient="vertical")
            .encode(x=x, tooltip=ABOUT, opacity=fading("row")),
            in_rows("dots")
            .mark_point(filled=True, size=110, stroke=ink.background, strokeWidth=1)
            .encode(x=x, color=COLOUR, tooltip=ABOUT, opacity=fading("row", 0.65))
            .add_params(pointed_at("row")),
            row_names(ink),
            # Beside the labels the line is whole; below them it is drawn in the rows alone, for it would cross them.
            line.transform_filter("beside").mark_rule(color=ink.warning, strokeWidth=2, strokeDash=[6, 4]),
            in_rows("at_line")
            .transform_filter("!beside")
            .mark_tick(color=ink.warning, orient="vertical", thickness=2, size=18)
            .encode(x=x),
            line.mark_text(
                align="center", baseline="bottom", y=0, dy=-4, fontSize=VALUE_SIZE, color=ink.warning
            ).encode(text="text:N"),
        ),
        ink,
    )
