"""Labels of points, placed for a wide and a narrow chart, and the ends of the axes that they are placed by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import altair as alt
import polars as pl

from dokja.charts import point_labels
from dokja.charts.chart_parts import LETTERS, fading

WIDE, NARROW, EDGE = 1100.0, 232.0, 620
Ends = tuple[float, float]


ALIGNS: tuple[Any, ...] = ("left", "right", "center")


def names(points: alt.Chart, label: Mapping[str, str]) -> list[Any]:
    """Labels, drawn only at the chart width that they were placed for; label is the field with their text at each width.

    At the other width they are blank: an invisible text would still push the chart together to make room for itself.
    """
    return [
        texts(
            points.transform_filter(f"datum.align_{suffix} == '{align}'"), suffix, field, align=align
        ).encode(color=LETTERS, opacity=fading("row"))
        for suffix, field in label.items()
        for align in ALIGNS
    ]


def clearings(points: alt.Chart, label: Mapping[str, str], background: str) -> list[Any]:
    """The background around labels that cross a line: it ends at them. To be drawn above the lines, below the points."""
    return [
        texts(
            points.transform_filter(f"datum.crosses_{suffix} && datum.align_{suffix} == '{align}'"),
            suffix,
            field,
            align=align,
            color=background,
            stroke=background,
            strokeWidth=6,
            strokeJoin="round",
        )
        for suffix, field in label.items()
        for align in ALIGNS
    ]


def texts(points: alt.Chart, suffix: str, field: str, **further: Any) -> Any:
    """The texts of points at their spots, blank at the other width."""
    at_width = f"width >= {EDGE}" if suffix == "wide" else f"width < {EDGE}"
    return points.mark_text(
        baseline="middle",
        fontSize=point_labels.SIZE,
        dx=alt.expr(f"datum.dx_{suffix}"),
        dy=alt.expr(f"datum.dy_{suffix}"),
        text=alt.expr(f"{at_width} ? datum.{field} : ''"),
        fontWeight=alt.expr("datum.weight"),
        **further,
    )


def with_placed(points: pl.DataFrame, suffix: str, spots: Sequence[point_labels.Spot]) -> pl.DataFrame:
    """points with the spot of each label at one width, as names() reads it."""
    return points.with_columns(
        pl.Series(f"dx_{suffix}", [spot.dx for spot in spots], pl.Float64),
        pl.Series(f"dy_{suffix}", [spot.dy for spot in spots], pl.Float64),
        pl.Series(f"align_{suffix}", [spot.align for spot in spots], pl.String),
        pl.Series(f"crosses_{suffix}", [spot.crosses for spot in spots], pl.Boolean),
    )


def stairs(corners: list[tuple[float, float]]) -> list[point_labels.Box]:
    """The horizontal and vertical segments of the frontier as thin boxes."""
    pieces: list[point_labels.Box] = []
    for (x, y), (next_x, next_y) in pairwise(corners):
        pieces += [(x, y - 2, next_x, y + 2), (next_x - 2, min(y, next_y), next_x + 2, max(y, next_y))]
    return pieces


def ends(values: pl.Series, *, log: bool) -> Ends:
    """Axis limits with a margin around the values."""
    low, high = float(values.min()), float(values.max())  # type: ignore[arg-type]
    if log:
        return low / 1.6, high * 1.6
    room = (high - low or abs(high) or 1) * 0.1
    return low - room, high + room
