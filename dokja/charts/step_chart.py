"""A running best over time as steps, with points below it and the horizontal distance of each to the steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import altair as alt
import polars as pl

from dokja.charts import point_labels
from dokja.charts.chart_parts import ABOUT, COLOUR, STROKE, fading, pointed_at
from dokja.charts.labelled_points import NARROW, WIDE, Ends, clearings, ends, names, stairs, with_placed
from dokja.charts.picture import Drawing, Picture, drawn, local_days, on
from dokja.charts.theme import Ink

HEIGHT = 500
MARGIN, ROOM = 0.03, 0.28
"""Share of the time axis that stays free before the first day and, for labels, after the last."""
LABEL = {"wide": "label", "narrow": "short"}
WIDTHS = {"wide": WIDE, "narrow": NARROW}
Days = tuple[date, date]


def draw(
    steps: pl.DataFrame,
    points: pl.DataFrame,
    everything: pl.DataFrame,
    ink: Ink,
    *,
    y_title: str,
    date_format: str,
) -> Picture:
    """Draw the frontier as a step line, and each point with a line back to the day on which its height was reached.

    steps: the running best by day: day (Date), value (Float64), label, about (tooltip), is_step (false for the end of
    the line). points: most important first: day, value, reached (Date; null draws no line), label, short (label in a
    narrow chart), colour, letters (label colour), weight, filled, about. everything: day, value and reached of all
    models, which determine the axes regardless of what is shown; steps that end before all of them are left out.
    """
    steps = from_step_before(steps, min([*everything["day"], *everything["reached"].drop_nulls()]))
    x_ends = widened([*steps["day"], *everything["day"]])
    y_ends = ends(pl.concat([steps["value"], everything["value"]]), log=False)
    drawing = drawing_of(ink, y_title, date_format, x_ends, y_ends)
    marks = pl.concat(
        [
            points.sort(pl.col("weight") != "bold", maintain_order=True).with_columns(kind=pl.lit("point")),
            steps.filter("is_step").select(
                "day", "value", "label", "about", short="label", colour=pl.lit(ink.others), letters=pl.lit(ink.muted),
                weight=pl.lit("normal"), filled=pl.lit(value=True), kind=pl.lit("step"),
            ),
        ],
        how="diagonal",
    )  # fmt: skip
    placed = with_spots(marks, steps, x_ends, y_ends)
    return Picture(
        drawing, {"steps": local_days(steps), "marks": local_days(placed.with_row_index("row").reverse())}
    )


@lru_cache(maxsize=32)
def drawing_of(ink: Ink, y_title: str, date_format: str, x_ends: Days, y_ends: Ends) -> Drawing:
    """The Vega-Lite specification without its data."""
    domain = [alt.DateTime(year=day.year, month=day.month, date=day.day) for day in x_ends]
    x = alt.X(
        "day:T",
        scale=alt.Scale(domain=domain, nice=False),
        axis=alt.Axis(title=None, format=date_format, tickCount=8, grid=False),
    )
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=list(y_ends), nice=False, zero=False),
        axis=alt.Axis(title=y_title),
    )
    marks = on("marks").encode(x=x, y=y)
    points = marks.transform_filter("datum.kind == 'point'")
    return drawn(
        alt.layer(
            on("steps").mark_line(interpolate="step-after", color=ink.muted, strokeWidth=2).encode(x=x, y=y),
            points.transform_filter("isValid(datum.reached)")
            .mark_rule(strokeWidth=2, strokeDash=[5, 4])
            .encode(x2="reached:T", color=COLOUR, opacity=fading("row", 0.8), tooltip=ABOUT),
            *clearings(marks, LABEL, ink.background),
            marks.transform_filter("datum.kind == 'step'")
            .mark_point(filled=True, size=60)
            .encode(color=COLOUR, opacity=fading("row"), tooltip=ABOUT)
            .add_params(pointed_at("row")),
            points.transform_filter("datum.filled")
            .mark_point(filled=True, size=140)
            .encode(color=COLOUR, opacity=fading("row"), tooltip=ABOUT),
            points.transform_filter("!datum.filled")
            .mark_point(filled=True, fill=ink.background, size=120, strokeWidth=2.5)
            .encode(stroke=STROKE, opacity=fading("row"), tooltip=ABOUT),
            *names(marks.encode(tooltip=ABOUT), LABEL),
        ).properties(height=HEIGHT),
        ink,
    )


def from_step_before(steps: pl.DataFrame, day: date) -> pl.DataFrame:
    """The steps from the last one before a day on; all of them if none is."""
    earlier = steps.filter(pl.col("day") < day)["day"]
    return steps.filter(pl.col("day") >= earlier[-1]) if earlier.len() else steps


def with_spots(marks: pl.DataFrame, steps: pl.DataFrame, x_ends: Days, y_ends: Ends) -> pl.DataFrame:
    """marks with label positions for a wide and a narrow chart: points first, the bold ones at any rate, then steps."""
    first = marks.filter(weight="bold").height
    for suffix, width in WIDTHS.items():
        lines = stairs(pixels(steps, width, x_ends, y_ends))
        lines += distances(marks, width, x_ends, y_ends)
        spots = point_labels.place(
            pixels(marks, width, x_ends, y_ends),
            marks[LABEL[suffix]].to_list(),
            width,
            HEIGHT,
            lines,
            first=first,
        )
        marks = with_placed(marks, suffix, spots)
    return marks


def distances(marks: pl.DataFrame, width: float, x_ends: Days, y_ends: Ends) -> list[point_labels.Box]:
    """The lines back from the points, as thin boxes."""
    drawn_back = marks.filter(pl.col("reached").is_not_null())
    right = pixels(drawn_back, width, x_ends, y_ends)
    left = pixels(drawn_back.with_columns(day="reached"), width, x_ends, y_ends)
    return [(min(a, b), y - 2, max(a, b), y + 2) for (a, y), (b, _) in zip(left, right, strict=True)]


def pixels(frame: pl.DataFrame, width: float, x_ends: Days, y_ends: Ends) -> list[tuple[float, float]]:
    """Pixel coordinates of each row in a chart of this width, from the top left."""
    span = (x_ends[1] - x_ends[0]).days or 1
    return [
        (
            width * (day - x_ends[0]).days / span,
            HEIGHT * (y_ends[1] - value) / (y_ends[1] - y_ends[0]),
        )
        for day, value in frame.select("day", "value").iter_rows()
    ]


def widened(days: Sequence[date]) -> Days:
    """Ends of the time axis."""
    first, last = min(days), max(days)
    return first - (last - first) * MARGIN, last + (last - first) * ROOM
