"""The result of every chart module: a specification that does not depend on the data, and its data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
import polars as pl

from dokja.charts.theme import FONT, Ink

Drawing = dict[str, Any]


@dataclass(frozen=True)
class Picture:
    """A Vega-Lite specification and the frames that it refers to.

    While the specification stays the same, the browser keeps the chart and only replaces its data.
    """

    drawing: Drawing
    data: dict[str, pl.DataFrame]

    def spec(self) -> Drawing:
        """The complete specification, including the data."""
        return {**self.drawing, "datasets": {name: frame.to_dicts() for name, frame in self.data.items()}}


def on(name: str) -> alt.Chart:
    """A chart of the picture's frame with this name."""
    return alt.Chart(alt.NamedData(name))


def drawn(chart: Any, ink: Ink) -> Drawing:
    """A chart in the page's font and colours, as a specification.

    Marks are hidden from assistive technology, which uses the text alternative and the table; only marks with a
    sentence have a tooltip.
    """
    dressed = chart.properties(width="container").configure(
        mark=alt.MarkConfig(aria=False, tooltip=None),
        background=ink.background,
        font=f"{FONT}, sans-serif",
        padding={"left": 4, "right": 12, "top": 8, "bottom": 4},
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=ink.muted,
            titleColor=ink.muted,
            labelFontSize=13,
            titleFontSize=13,
            titleFontWeight="normal",
            gridColor=ink.grid,
            domainColor=ink.line,
            tickColor=ink.line,
            labelOverlap="greedy",
            labelSeparation=6,
        ),
        legend=alt.LegendConfig(
            labelColor=ink.text,
            titleColor=ink.text,
            labelFontSize=13,
            orient="top",
            direction="horizontal",
            columns=3,
            title=None,
            labelLimit=220,
        ),
    )
    spec: Drawing = dressed.to_dict(validate=False)
    return spec


def local_days(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame with dates as local midnight; a bare date would be UTC, and off by a day west of Greenwich."""
    days = pl.col(pl.Date).dt.strftime("%Y-%m-%dT00:00:00")
    return frame.with_columns(days)
