"""Parts shared by several charts: labelled rows, unscaled colours and shapes, tooltips.

A row chart counts its height in pixels, by a y scale with one step for each: so the height of a row can depend on the
chart's width. On a wide chart a row's label stands left of the plot, on a narrow one above its line.
"""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import polars as pl

from dokja.charts.picture import on
from dokja.charts.point_labels import name_width
from dokja.charts.theme import Ink
from dokja.export.sheet import PLACE, SPREAD

LABEL_SIZE = 14
VALUE_SIZE = 14
COLOUR = alt.Color("colour:N", scale=None, legend=None)
STROKE = alt.Stroke("colour:N", scale=None, legend=None)
LETTERS = alt.Color("letters:N", scale=None, legend=None)
SHAPE = alt.Shape("shape:N", scale=None, legend=None)
ABOUT = alt.Tooltip("about:N", title="\u00a0")
ABOVE_LIMIT = alt.ExprRef("(containerSize()[0] || 1200) - 24")
"""Labels above are cut off at the chart's edge; otherwise the chart would shrink to make room for them."""
GAP = 12
MEASURES = {
    "across": "(width >= 0 ? containerSize()[0] : 0) || sheet",
    "beside": "across > 640",
    "step": "beside ? 29 + spread : 38",
    "middle": "beside ? floor(step / 2) : 28",
    "left_margin": "beside ? 0.36 * across : 0",
}
"""What a row chart depends on: the width of its place, which follows the window because it names the plot's width;
whether labels stand beside the plot; the height of a row and where its line is in it; the most that labels may take."""
ROWS = alt.Y(
    "at:O",
    axis=None,
    scale=alt.Scale(
        type="band",
        domain=alt.ExprRef("sequence(length(data('rows')) * step)"),
        paddingInner=0,
        paddingOuter=0,
    ),
)


FADED = 0.15
TITLE_WIDTH = 290


def pointed_at(field: str) -> alt.Parameter:
    """The selection of what shares a field with the mark under the pointer; the browser keeps it to itself."""
    return alt.selection_point(
        name="pointed", fields=[field], on="pointerover", clear="pointerout", toggle=False
    )


def fading(field: str, opacity: float = 1) -> alt.OpacityValue:
    """The opacity of a mark, less while the pointer is at a mark with another value of the field."""
    at = f"pointed.{field} && isValid(pointed.{field}[0])"
    elsewhere = f"{at} && indexof(pointed.{field}, datum.{field}) < 0"
    return alt.OpacityValue(opacity, condition={"test": elsewhere, "value": FADED * opacity})


Ticks = tuple[tuple[float, str], ...]
"""Values of an axis, each with its label."""


def axis_with(ticks: Ticks, **further: Any) -> alt.Axis:
    """An axis with these ticks."""
    labels = json.dumps({f"{value:g}": label for value, label in ticks}, ensure_ascii=False)
    return alt.Axis(values=[value for value, _ in ticks], labelExpr=f"{labels}[datum.value]", **further)


def titled(text: str) -> str | list[str]:
    """The title of an axis, in two lines if one would be wider than a narrow chart and push it together."""
    if name_width(text) <= TITLE_WIDTH:
        return text
    words = text.split()
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return list(min(breaks, key=lambda lines: max(map(name_width, lines)), default=(text,)))


def named_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per chart row: order, label, its width in pixels, and the tooltip if it holds a single mark."""
    said = pl.when(pl.len() == 1).then(pl.col("about").first()).otherwise(pl.lit(""))
    rows = frame.group_by("order", "label", maintain_order=True).agg(said.alias("about"))
    return rows.with_columns(
        wide=pl.Series([name_width(label, LABEL_SIZE) for label in rows["label"]], dtype=pl.Float64)
    )


def numbered(**frames: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The frames of a row chart with the place of each row, and the frame "rows"; the first of them has every row."""
    first = next(iter(frames.values()))
    places = {order: place for place, order in enumerate(first["order"].unique().sort())}
    row = pl.col("order").replace_strict(places, return_dtype=pl.Int64)
    return {
        name: frame.with_columns(row=row) for name, frame in {**frames, "rows": named_rows(first)}.items()
    }


def in_rows(name: str) -> alt.Chart:
    """A chart of the picture's frame with this name, each mark on the line of its row."""
    return on(name).transform_calculate(at="floor(datum.row * step + middle)").encode(y=ROWS)


def of_rows(*layers: Any) -> Any:
    """The layers of a row chart as one chart."""
    measures = [alt.param(name=name, expr=text) for name, text in MEASURES.items()]
    return (
        alt.layer(*layers)
        .properties(height=alt.Step(1))
        .add_params(alt.param(name=PLACE, value=1200), alt.param(name=SPREAD, value=0), *measures)
    )


def row_lines(ink: Ink) -> Any:
    """The line of each row in the frame "rows"."""
    return in_rows("rows").mark_rule(color=ink.grid).encode(tooltip=ABOUT)


def row_names(ink: Ink, room: str = "across - 24") -> Any:
    """The label of each row in the frame "rows", beside the plot or above the row's line.

    The plot makes room for the longest label, up to a limit; one that is cut is whole on hover. room is the width that
    a label above may take, as an expression.
    """
    limit = f"beside ? left_margin : {room}"
    return (
        in_rows("rows")
        .mark_text(
            align=alt.ExprRef("beside ? 'right' : 'left'"),
            baseline="middle",
            fontSize=LABEL_SIZE,
            color=ink.text,
            limit=alt.ExprRef(limit),
            x=alt.ExprRef(f"beside ? -{GAP} : 0"),
            yOffset=alt.ExprRef("beside ? 0 : -18"),
            tooltip=alt.ExprRef(f"datum.about || (datum.wide > ({limit}) ? datum.label : '')"),
        )
        .encode(text="label:N")
    )


def names_above(ink: Ink, y: alt.Y, weight: Any = "normal") -> Any:
    """The label of each bar in the frame "rows", above it however high it is."""
    top = y.copy()
    top["bandPosition"] = 0
    return (
        on("rows")
        .mark_text(
            align="left",
            baseline="bottom",
            fontSize=LABEL_SIZE,
            fontWeight=weight,
            color=ink.text,
            limit=ABOVE_LIMIT,
            yOffset=-3,
            x=0,
        )
        .encode(y=top, text="label:N", tooltip=ABOUT)
    )
