"""Charts are right by the Vega-Lite schema, and no name covers another."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import combinations
from typing import Any

import altair as alt
import polars as pl
import pytest
from bs4 import BeautifulSoup

from dokja.charts import (
    claim_bar,
    dot_plot,
    dot_plot_by_model,
    forest_plot,
    gantt,
    heat_map,
    point_labels,
    scatter_plot,
    stacked_bar,
    step_chart,
    strip_plot,
)
from dokja.charts.theme import DARK, LIGHT, contrast, letters_on
from dokja.export.drawing import drawn

DOT = {
    "order": 0, "label": "가", "value": 1.0, "low": 0.5, "high": 2.0, "low_worst": 0.2, "high_worst": 2.5, "text": "1", "side": "left", "colour": "#009E73",
    "shape": "circle", "filled": True, "about": "가: 1", "on_date": date(2025, 8, 4), "line": "a", "dash": False, "size": 10.0,
    "place": 0, "column": "열", "border": "#111111", "letters": "#000000", "weight": "bold", "part_order": 0, "part": "p", "model": "가", "until": date(2026, 1, 15),
}  # fmt: skip
FRAME = pl.DataFrame([DOT, {**DOT, "order": 1, "value": 2.0, "size": 20.0, "filled": False}])
STEPS = FRAME.with_columns(
    day=pl.Series([date(2026, 1, 1), date(2026, 7, 1)]),
    reached=pl.Series([date(2025, 1, 1), None], dtype=pl.Date),
    short=pl.lit("가"),
    is_step=pl.Series([True, False]),
)
CHARTS: dict[str, Any] = {
    "rows": lambda: dot_plot.draw(FRAME, LIGHT, "t"),
    "rows-log": lambda: dot_plot.draw(FRAME, DARK, "t", log_ticks=((1.0, "1B"),)),
    "scatter": lambda: scatter_plot.draw(
        FRAME, FRAME, FRAME, LIGHT, x_title="x", y_title="y", ticks=((1.0, "1B"),)
    ),
    "shapes": lambda: dot_plot_by_model.draw(FRAME, LIGHT, "t", [("가", "#009E73")]),
    "stack": lambda: stacked_bar.draw(FRAME, LIGHT, "t", total=100.0),
    "spans": lambda: gantt.draw(FRAME, LIGHT, date_format="%Y"),
    "differences": lambda: forest_plot.draw(FRAME, LIGHT, "t"),
    "against": lambda: claim_bar.draw(FRAME, FRAME.head(1), 3.0, "3", LIGHT, "t"),
    "grid": lambda: heat_map.draw(FRAME, LIGHT),
    "steps": lambda: step_chart.draw(STEPS, STEPS, STEPS, LIGHT, y_title="y", date_format="%Y"),
    "strip": lambda: strip_plot.draw(FRAME, FRAME, LIGHT, "t", at=(3.0, "3"), compressed=True),
}

MARKS = {
    "rows": {"rule": 4, "symbol": 2, "text": 4},  # a line and a range, a dot, a name and a value each
    "rows-log": {"rule": 4, "symbol": 2, "text": 4},
    # the frontier; a range, a dot and a name each
    "scatter": {"line": 1, "rule": 2, "symbol": 2, "text": 2},
    "shapes": {"rule": 2, "symbol": 2, "text": 2},
    "stack": {"rect": 2, "text": 4},
    "spans": {"rule": 2, "symbol": 2, "text": 2},
    "differences": {"rule": 6, "symbol": 2, "text": 4},  # a line, the limits and the worst limits each
    "against": {"rect": 3, "rule": 1, "text": 5},
    "grid": {"rect": 2, "text": 4},
    # a step, two points and one distance; a name each
    "steps": {"line": 1, "rule": 1, "symbol": 3, "text": 3},
    "strip": {"rule": 3, "rect": 2, "symbol": 2, "text": 3},
}
"""The marks of two rows."""


@pytest.mark.parametrize("name", CHARTS)
def test_chart_is_valid(name: str) -> None:
    spec = CHARTS[name]().spec()
    assert alt.LayerChart.from_dict(spec, validate=True).to_dict()["$schema"] == spec["$schema"]


def drawn_marks(picture: Any) -> dict[str, int]:
    """How many marks of each kind a picture has that can be seen: with an extent, and filled or lined."""
    svg = BeautifulSoup(drawn(picture.spec(), "svg"), "xml")
    seen = Counter[str]()
    for group in svg.select("g.role-mark"):
        kind = str(group["class"]).split()[0].removeprefix("mark-")
        for mark in group.find_all(["path", "line", "text"], recursive=False):
            paint = {str(mark.get(key, "none")) for key in ("fill", "stroke")}
            extent = (
                mark.get_text() if mark.name == "text" else mark.get("d") or mark.get("x2") or mark.get("y2")
            )
            seen[kind] += (
                bool(extent) and bool(paint - {"none", "transparent"}) and mark.get("opacity") != "0"
            )
    return dict(seen)


@pytest.mark.parametrize("name", CHARTS)
def test_each_row_has_its_marks(name: str) -> None:
    assert drawn_marks(CHARTS[name]()) == MARKS[name]


def test_names_cover_nothing() -> None:
    points = [(x * 37.0 % 800, x * 53.0 % 400) for x in range(1, 40)]
    names = [f"모델 이름 {number}" for number in range(len(points))]
    line = (0.0, 198.0, 800.0, 202.0)
    spots = point_labels.place(points, names, 800, 400, [line])
    placed = [
        point_labels.box(*point, name, spot)
        for point, name, spot in zip(points, names, spots, strict=True)
        if spot.fits
    ]
    assert len(placed) > 10
    for one, other in combinations([*placed, line], 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_first_names_cover_points_only_where_there_is_no_other_room() -> None:
    def placed(first: int, names: list[str], crowd: list[tuple[float, float]]) -> list[point_labels.Spot]:
        return point_labels.place([(200, 200), *crowd], names, 400, 400, first=first)

    beside, blank = placed(1, ["모델", ""], [(230, 200)])
    assert beside.align == "right"
    assert not blank.fits
    crowd = [(float(x), float(y)) for x in range(100, 301, 12) for y in range(100, 301, 12)]
    for other in ("", "가"):
        names = ["모델", *[other] * len(crowd)]
        assert placed(1, names, crowd)[0].fits
        assert not placed(0, names, crowd)[0].fits
    named_on_the_right = [*crowd, (215.0, 200.0)]
    kept_free, *_ = placed(1, ["모델", *[""] * len(crowd), "가"], named_on_the_right)
    assert kept_free.align == "right"
    one, other_one, *_ = point_labels.place(
        [(200, 200), (203, 200)], ["모델 하나", "모델 둘"], 400, 400, first=2
    )
    assert one != other_one


@pytest.mark.parametrize(
    "colour", ["#009E73", "#7a5cd6", "#D55E00", "#8a6d00", "#C2417C", "#256ef4", "#6d7882"]
)
def test_team_colours_can_be_seen_and_read(colour: str) -> None:
    for ink in (LIGHT, DARK):
        assert contrast(colour, ink.background) >= 3
        assert contrast(ink.letters(colour), ink.background) >= 4.5
    assert contrast(letters_on(colour), colour) >= 4.5
