"""A claim against its figures: bars, a line at the value where the claim would hold, and the band within rounding."""

from __future__ import annotations

from functools import lru_cache

import altair as alt
import polars as pl

from dokja.charts.chart_parts import ABOUT, COLOUR, LETTERS, VALUE_SIZE, named_rows, names_above, titled
from dokja.charts.picture import Drawing, Picture, drawn, on
from dokja.charts.theme import Ink

EDGE = 12
"""Room right of the longest bar, or of the line."""


def draw(
    bars: pl.DataFrame, band: pl.DataFrame, needed: float, needed_text: str, ink: Ink, title: str
) -> Picture:
    """Draw bars starting at zero.

    bars: order, label, value (Float64), text, colour, letters (text colour on the bar), about (tooltip). band: low and
    high (Float64), between which the claim holds after rounding, and about; no row if nothing is rounded. needed is
    the value that would just satisfy the claim, in the unit of title.
    """
    line = pl.DataFrame({"value": [needed], "text": [needed_text]})
    return Picture(
        drawing_of(ink, title), {"bars": bars, "rows": named_rows(bars), "band": band, "line": line}
    )


@lru_cache(maxsize=32)
def drawing_of(ink: Ink, title: str) -> Drawing:
    """The Vega-Lite specification without its data."""
    y = alt.Y("order:O", axis=None, scale=alt.Scale(paddingInner=0.45, paddingOuter=0.3))
    x = alt.X(
        "value:Q",
        scale=alt.Scale(domainMin=0, nice=False, zero=True, rangeMax=alt.ExprRef(f"width - {EDGE}")),
        axis=alt.Axis(title=titled(title), tickCount=6),
    )
    bars, line = on("bars").encode(x=x, y=y, tooltip=ABOUT), on("line").encode(x=x)
    return drawn(
        alt.layer(
            bars.mark_bar().encode(color=COLOUR),
            bars.mark_text(align="right", dx=-8, fontSize=VALUE_SIZE + 2, fontWeight="bold").encode(
                text="text:N", color=LETTERS
            ),
            names_above(ink, y),
            on("band")
            .encode(x="low:Q", x2="high:Q", tooltip=ABOUT)
            .mark_rect(color=ink.warning, opacity=0.3),
            line.mark_rule(color=ink.warning, strokeWidth=2.5, strokeDash=[6, 4]),
            line.mark_text(
                align="right", dx=6, baseline="bottom", y=0, dy=-4, fontSize=VALUE_SIZE, color=ink.warning
            ).encode(text="text:N"),
        ).properties(height=alt.Step(78)),
        ink,
    )
