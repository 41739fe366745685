"""Differences as dots on one line per group, with a bar at each median and a line at the reader's own value."""

from __future__ import annotations

from functools import lru_cache

import altair as alt
import polars as pl

from dokja.charts.chart_parts import ABOUT, COLOUR, ROWS, VALUE_SIZE, named_rows, row_lines, row_names
from dokja.charts.picture import Drawing, Picture, drawn, on
from dokja.charts.theme import Ink

ROW_HEIGHT = 46
LINE = 12
TICKS = (0, 1, 2, 5, 10, 20, 50, 100)


def draw(dots: pl.DataFrame, medians: pl.DataFrame, at: float, at_text: str, ink: Ink, title: str) -> Picture:
    """Draw dots on a symlog axis from zero, which compresses large values.

    dots: one row per difference: order (Int64, the group), label (of the group), value (Float64), colour, about
    (tooltip). medians: order, value and about. at is the reader's value; at_text is shown beside its line.
    """
    line = pl.DataFrame({"value": [at], "text": [at_text]})
    data = {"dots": dots, "rows": named_rows(dots), "medians": medians, "line": line}
    return Picture(drawing_of(ink, title), data)


@lru_cache(maxsize=32)
def drawing_of(ink: Ink, title: str) -> Drawing:
    """The Vega-Lite specification without its data."""
    scale = alt.Scale(type="symlog", constant=1, domainMin=0, nice=False, padding=10)
    x = alt.X("value:Q", scale=scale, axis=alt.Axis(title=title, orient="bottom", values=list(TICKS)))
    line = on("line").encode(x=x)
    return drawn(
        alt.layer(
            row_lines(ink, LINE),
            on("medians")
            .mark_tick(color=ink.text, thickness=3, size=24, yOffset=LINE, orient="vertical")
            .encode(x=x, y=ROWS, tooltip=ABOUT),
            on("dots")
            .mark_point(
                filled=True, size=110, opacity=0.65, yOffset=LINE, stroke=ink.background, strokeWidth=1
            )
            .encode(x=x, y=ROWS, color=COLOUR, tooltip=ABOUT),
            row_names(ink, ROWS, -2),
            line.mark_rule(color=ink.warning, strokeWidth=2, strokeDash=[6, 4]),
            line.mark_text(
                align="left", dx=6, baseline="top", y=0, dy=-2, fontSize=VALUE_SIZE, color=ink.warning
            ).encode(text="text:N"),
        ).properties(height=alt.Step(ROW_HEIGHT)),
        ink,
    )
