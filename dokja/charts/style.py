"""What all pictures share: letters, lines and colours of the page."""

from __future__ import annotations

from typing import Any

import altair as alt

from dokja.theme import FONT, Ink

LABEL_SIZE = 14
VALUE_SIZE = 14


def dressed(chart: Any, ink: Ink) -> Any:
    """The chart with the page's letters and colours; it speaks by its text alternative and table, not mark by mark."""
    return chart.configure(
        mark=alt.MarkConfig(aria=False),
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
