"""What every chart module returns: a drawing that does not depend on the data, and the data for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
import polars as pl

from dokja.charts.theme import FONT, Ink

Drawing = dict[str, Any]


@dataclass(frozen=True)
class Picture:
    """A Vega-Lite drawing and the frames that it names.

    As long as the drawing stays the same, the browser keeps the picture and exchanges its data alone.
    """

    drawing: Drawing
    data: dict[str, pl.DataFrame]

    def spec(self) -> Drawing:
        """The whole specification, rows included."""
        return {**self.drawing, "datasets": {name: frame.to_dicts() for name, frame in self.data.items()}}


def on(name: str) -> alt.Chart:
    """A chart of the frame that a picture holds under a name."""
    return alt.Chart(alt.NamedData(name))


def drawn(chart: Any, ink: Ink) -> Drawing:
    """A chart with the page's letters and colours; it speaks by its text and table, and of its marks only those with a sentence."""
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
    """A frame with days as the reader's own midnight, which a date alone would not be west of Greenwich."""
    days = pl.col(pl.Date).dt.strftime("%Y-%m-%dT00:00:00")
    return frame.with_columns(days)
