"""Charts are right by the Vega-Lite schema, and no name covers another."""

from __future__ import annotations

import json
import re
from collections import Counter
from copy import deepcopy
from datetime import date
from itertools import combinations
from typing import Any

import altair as alt
import polars as pl
import pytest
import vl_convert
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
from dokja.charts.chart_parts import numbered, titled
from dokja.charts.theme import DARK, LIGHT, contrast, letters_on
from dokja.export import sheet
from dokja.export.drawing import VEGA_LITE, drawn

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
    "differences": {
        "rule": 6,
        "rect": 2,
        "symbol": 2,
        "text": 4,
    },  # zero, a line, the limits and the worst limits each
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


ROW_CHARTS = ("rows", "rows-log", "shapes", "spans", "differences", "grid", "strip")
PLACES = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")


def picture_of(spec: dict[str, Any]) -> BeautifulSoup:
    """A picture drawn in this process, which takes less time than one that is on its own."""
    plain = json.loads(json.dumps(spec, default=str))
    return BeautifulSoup(vl_convert.vegalite_to_svg(plain, vl_version=VEGA_LITE), "xml")


def places(svg: BeautifulSoup, kind: str, text: str = "") -> list[tuple[float, float]]:
    """Where the marks of a kind stand in the plot; texts only with these words."""
    marks = svg.select(f"g.mark-{kind}.role-mark > {'text' if text else 'path'}")
    found = [PLACES.search(str(mark["transform"])) for mark in marks if mark.get_text() == text]
    return [(float(one[1]), float(one[2])) for one in found if one]


@pytest.mark.parametrize("name", ROW_CHARTS)
def test_label_stands_beside_its_row_or_above_it(name: str) -> None:
    spec = deepcopy(CHARTS[name]().spec())
    (across,) = (one for one in spec["params"] if one["name"] == "across")
    drawn_at = {}
    for width in (900, 390):
        across["expr"] = str(width)
        drawn_at[width] = picture_of({**spec, "width": width})
    labels = {width: places(svg, "text", "가") for width, svg in drawn_at.items()}
    assert labels == {900: [(-12, 18.5), (-12, 47.5)], 390: [(0, 14.5), (0, 52.5)]}
    marks = {width: {y for _, y in places(svg, "symbol")} for width, svg in drawn_at.items()}
    assert marks == ({900: {14.5, 43.5}, 390: {28.5, 66.5}} if name != "grid" else {900: set(), 390: set()})


def test_plot_makes_room_for_the_longest_label_up_to_a_limit() -> None:
    def room(length: int) -> float:
        label = pl.lit("가" * length)
        spec = dot_plot.draw(FRAME.with_columns(label=label), LIGHT, "t").spec()
        svg = picture_of({**spec, "width": 900})
        assert svg.select_one("svg")["width"] == "900"  # type: ignore[index]
        return float(PLACES.search(str(svg.select_one("svg > g")["transform"]))[1])  # type: ignore[index]

    short, long, longer, longest = (room(length) for length in (2, 12, 90, 120))
    assert 30 < short < long < longer == longest < 460


def test_drawing_does_not_depend_on_data() -> None:
    other = FRAME.head(1).with_columns(label=pl.lit("나나나"), value=9.0, low=pl.lit(None, dtype=pl.Float64))
    pairs = [
        [dot_plot.draw(frame, LIGHT, "t") for frame in (FRAME, other)],
        [dot_plot_by_model.draw(frame, LIGHT, "t", [("가", "#009E73")]) for frame in (FRAME, other)],
        [forest_plot.draw(frame, LIGHT, "t") for frame in (FRAME, other)],
        [strip_plot.draw(frame, frame, LIGHT, "t") for frame in (FRAME, other)],
        [gantt.draw(frame, LIGHT, date_format="%Y") for frame in (FRAME, other)],
        [heat_map.draw(frame, LIGHT) for frame in (FRAME, other)],
    ]
    for one, another in pairs:
        assert json.dumps(one.drawing) == json.dumps(another.drawing)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Score (%)", 1),
        ("두 측정의 차이(%p, 오른쪽으로 갈수록 눈금이 촘촘함)", 2),
        ("Difference in score, K-EXAONE 2.0 higher to the right (points)", 2),
    ],
)
def test_title_of_an_axis_is_no_wider_than_a_narrow_chart(title: str, lines: int) -> None:
    told = titled(title)
    told = [told] if isinstance(told, str) else told
    assert len(told) == lines
    assert " ".join(told) == title
    assert all(point_labels.name_width(line) <= 290 for line in told)


def test_rows_count_from_none_whatever_their_order_says() -> None:
    frames = numbered(dots=FRAME.with_columns(order=pl.Series([7, 3])), medians=FRAME.with_columns(order=7))
    assert [frame["row"].to_list() for frame in frames.values()] == [[1, 0], [1, 1], [1, 0]]


def test_axis_of_shares_has_no_label_beyond_100() -> None:
    dots = FRAME.with_columns(value=pl.Series([1.0, 99.0]), low=None, high=None)

    def labels(*, shares: bool) -> set[str]:
        svg = picture_of({**dot_plot.draw(dots, LIGHT, "t", shares=shares).spec(), "width": 390})
        return {text.get_text() for text in svg.select("g.role-axis-label > text")}

    assert labels(shares=True) - {""} == {"0", "20", "40", "60", "80", "100"} < labels(shares=False)


def test_number_stands_past_the_range() -> None:
    def number(low: float | None) -> float:
        dots = FRAME.with_columns(low=pl.lit(low, dtype=pl.Float64), text=pl.lit("7"))
        return places(picture_of(dot_plot.draw(dots, LIGHT, "t", domain=(0, 4)).spec()), "text", "7")[0][0]

    assert number(0.5) < number(None) - 20


@pytest.mark.parametrize(("weight", "is_named"), [("bold", True), ("normal", False)])
def test_programmes_models_are_named_in_a_crowd(weight: str, is_named: bool) -> None:
    numbers = range(60)
    crowd = pl.DataFrame(
        {
            "day": [date(2025 if number == 15 else 2026, 1, 1) for number in numbers],
            "value": [float(number) for number in numbers],
            "reached": [date(2024, 1, 1)] * 60,
            "label": ["모델" if number == 15 else "" for number in numbers],
            "weight": [weight if number == 15 else "normal" for number in numbers],
            "filled": [True] * 60,
        }
    ).with_columns(short="label", colour=pl.lit("#009E73"), letters=pl.lit("#009E73"), about=pl.lit("가"))
    picture = step_chart.draw(STEPS, crowd, crowd, LIGHT, y_title="y", date_format="%Y")
    (named,) = picture.data["marks"].filter(label="모델").iter_rows(named=True)
    assert (named["align_wide"] != "", named["align_narrow"] != "") == (is_named, is_named)


def test_names_cover_nothing() -> None:
    points = [(x * 37.0 % 800, x * 53.0 % 400) for x in range(1, 40)]
    names = [f"모델 이름 {number}" for number in range(len(points))]
    line = (0.0, 198.0, 800.0, 202.0)
    spots = point_labels.place(points, names, 800, 400, [line])
    placed = [
        point_labels.box(*point, point_labels.name_width(name), spot)
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


def test_first_name_crosses_a_line_before_it_covers_a_point_and_the_line_ends_at_it() -> None:
    fence = [(0.0, y - 2, 400.0, y + 2) for y in range(60, 360, 16)]
    crossing, apart = point_labels.place([(200, 200), (230, 200)], ["모델", ""], 400, 400, fence, first=1)
    assert crossing.crosses
    assert not apart.fits
    left, _, right, _ = point_labels.box(200, 200, point_labels.name_width("모델"), crossing)
    assert right <= 223 or left >= 237
    assert not point_labels.place([(200, 200)], ["모델"], 400, 400, first=1)[0].crosses
    heights = [float(number) for number in range(40)]
    lines = pl.DataFrame({"value": heights}).with_columns(
        day=pl.lit(date(2026, 6, 1)), reached=pl.lit(date(2024, 1, 1)), label=pl.lit("모델"), weight=pl.lit("bold"), filled=pl.lit(value=True),
        short=pl.lit("모델"), colour=pl.lit("#009E73"), letters=pl.lit("#009E73"), about=pl.lit("가"),
    )  # fmt: skip
    picture = step_chart.draw(STEPS, lines, lines, LIGHT, y_title="y", date_format="%Y")
    crossed = picture.data["marks"].filter("crosses_wide").height
    svg = picture_of({**picture.spec(), "width": 1100})
    cleared = svg.find_all("text", attrs={"stroke": LIGHT.background}, string="모델")
    assert len(cleared) == crossed > 0


def test_line_at_a_value_crosses_no_label() -> None:
    spec = deepcopy(CHARTS["strip"]().spec())
    (across,) = (one for one in spec["params"] if one["name"] == "across")
    seen = {}
    for width in (900, 390):
        across["expr"] = str(width)
        svg = picture_of({**spec, "width": width})
        rules = svg.find_all("line", attrs={"stroke": LIGHT.warning})
        pieces = svg.find_all("path", attrs={"fill": LIGHT.warning})
        seen[width] = (len(rules), len(pieces))
    assert seen == {900: (1, 0), 390: (0, 2)}


def test_dots_of_the_same_value_do_not_hide_each_other() -> None:
    dots = FRAME.with_columns(order=0, value=1.0, model=pl.Series(["가", "나"]))
    svg = picture_of(dot_plot_by_model.draw(dots, LIGHT, "t", [("가", "#009E73"), ("나", "#D55E00")]).spec())
    (x, upper), (other_x, lower) = sorted(places(svg, "symbol"))
    assert x == other_x
    assert abs(lower - upper) == dot_plot_by_model.APART


@pytest.mark.parametrize("name", ["against", "stack"])
def test_bars_grow_with_the_sheet_but_not_beyond_it(name: str) -> None:
    def high(room: float) -> float:
        return sheet.chart(CHARTS[name]().spec(), 600, room, lambda spec: str(picture_of(spec)))[1]

    assert high(100) < high(250) < high(400) <= 400
    assert high(900) == high(1200) < 900


def test_bars_of_a_claim_begin_below_their_names() -> None:
    svg = picture_of(CHARTS["against"]().spec())
    assert {x for x, _ in places(svg, "text", "가")} == {0.0}
    bars = [str(bar["d"]) for bar in svg.select("g.mark-rect.role-mark > path")]
    assert sum(bar.startswith("M0,") for bar in bars) == FRAME.height


@pytest.mark.parametrize(
    "colour", ["#009E73", "#7a5cd6", "#D55E00", "#8a6d00", "#C2417C", "#256ef4", "#6d7882"]
)
def test_team_colours_can_be_seen_and_read(colour: str) -> None:
    for ink in (LIGHT, DARK):
        assert contrast(colour, ink.background) >= 3
        assert contrast(ink.letters(colour), ink.background) >= 4.5
    assert contrast(letters_on(colour), colour) >= 4.5
