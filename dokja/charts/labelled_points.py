"""Labels of points, placed for a wide and a narrow chart, and the ends of the axes that they are placed by."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import altair as alt
import polars as pl

from dokja.charts import point_labels
from dokja.charts.chart_parts import LETTERS, fading

WIDE, NARROW, EDGE = 1100.0, 215.0, 620
Ends = tuple[float, float]


def names(points: alt.Chart, suffix: str, align: Any, label: str = "label") -> Any:
    """Labels with one alignment, drawn only at the chart width that they were placed for.

    At the other width they are blank: an invisible text would still push the chart together to make room for itself.
    """
    at_width = f"width >= {EDGE}" if suffix == "wide" else f"width < {EDGE}"
    return (
        points.transform_filter(f"datum.align_{suffix} == '{align}'")
        .mark_text(
            align=align,
            baseline="middle",
            fontSize=13,
            dx=alt.expr(f"datum.dx_{suffix}"),
            dy=alt.expr(f"datum.dy_{suffix}"),
            text=alt.expr(f"{at_width} ? datum.{label} : ''"),
            fontWeight=alt.expr("datum.weight"),
        )
        .encode(color=LETTERS, opacity=fading("row"))
    )


def with_placed(points: pl.DataFrame, suffix: str, spots: Sequence[point_labels.Spot]) -> pl.DataFrame:
    """points with the spot of each label at one width, as names() reads it."""
    return points.with_columns(
        pl.Series(f"dx_{suffix}", [spot.dx for spot in spots], pl.Float64),
        pl.Series(f"dy_{suffix}", [spot.dy for spot in spots], pl.Float64),
        pl.Series(f"align_{suffix}", [spot.align for spot in spots], pl.String),
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
