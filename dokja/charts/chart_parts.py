"""Parts shared by several charts: labelled rows, unscaled colours and shapes, tooltips."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import polars as pl

from dokja.charts.picture import on
from dokja.charts.theme import Ink

LABEL_SIZE = 14
VALUE_SIZE = 14
COLOUR = alt.Color("colour:N", scale=None, legend=None)
STROKE = alt.Stroke("colour:N", scale=None, legend=None)
LETTERS = alt.Color("letters:N", scale=None, legend=None)
SHAPE = alt.Shape("shape:N", scale=None, legend=None)
ABOUT = alt.Tooltip("about:N", title="\u00a0")
NAME_LIMIT = alt.ExprRef("(containerSize()[0] || 1200) - 24")
"""Labels are cut off at the chart's edge; otherwise the chart would shrink to make room for them."""
ROWS = alt.Y("order:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))


Ticks = tuple[tuple[float, str], ...]
"""Values of an axis, each with its label."""


def axis_with(ticks: Ticks, **further: Any) -> alt.Axis:
    """An axis with these ticks."""
    labels = json.dumps({f"{value:g}": label for value, label in ticks}, ensure_ascii=False)
    return alt.Axis(values=[value for value, _ in ticks], labelExpr=f"{labels}[datum.value]", **further)


def named_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per chart row: order, label, and the tooltip if it holds a single mark."""
    said = pl.when(pl.len() == 1).then(pl.col("about").first()).otherwise(pl.lit(""))
    return frame.group_by("order", "label", maintain_order=True).agg(said.alias("about"))


def row_lines(ink: Ink, offset: int) -> Any:
    """The line of each row in the frame "rows"."""
    return on("rows").mark_rule(color=ink.grid, yOffset=offset).encode(y=ROWS, tooltip=ABOUT)


def row_names(ink: Ink, y: alt.Y, offset: int, weight: Any = "normal") -> Any:
    """The label of each row in the frame "rows", above its line."""
    return (
        on("rows")
        .mark_text(
            align="left",
            baseline="bottom",
            fontSize=LABEL_SIZE,
            fontWeight=weight,
            color=ink.text,
            limit=NAME_LIMIT,
            yOffset=offset,
            x=0,
        )
        .encode(y=y, text="label:N", tooltip=ABOUT)
    )
