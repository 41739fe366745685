"""Places point labels so that none covers a point or another label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LETTER = 7.6
HEIGHT = 17.0
GAP = 9.0
MOST = 200
"""Labels that are tried: where more points have a name, further ones find no room."""


@dataclass(frozen=True)
class Spot:
    """Offset of a label from its point in pixels, and its alignment; blank if there is no room."""

    dx: float
    dy: float
    align: str

    @property
    def fits(self) -> bool:
        """Whether there is room for the label."""
        return bool(self.align)


NOWHERE = Spot(0, 0, "")
SIDES = ((GAP, "left"), (-GAP, "right"))
SPOTS = (
    *(Spot(dx, 0, align) for dx, align in SIDES),
    *(Spot(0, dy, "center") for dy in (-15, 15)),
    *(Spot(dx, dy, align) for dy in (-13, 13) for dx, align in SIDES),
    *(Spot(dx, dy, align) for dy in (-26, 26) for dx, align in (*SIDES, (0, "center"))),
)
"""Spots around a point, best first."""
Box = tuple[float, float, float, float]


def place(
    points: Sequence[tuple[float, float]],
    names: Sequence[str],
    width: float,
    height: float,
    lines: Sequence[Box] = (),
    first: int = 0,
) -> list[Spot]:
    """A spot for each label, in order of priority, that touches no point, line or other label; none for a blank one.

    If there is none, the first so many labels may touch lines and points without a label, and if need be other points.
    Only the first MOST labels are tried.
    All coordinates are in pixels from the top left; lines are horizontal or vertical, given as boxes.
    """
    named: list[Box] = []
    nameless: list[Box] = list(lines)
    for (x, y), name in zip(points, names, strict=True):
        (named if name else nameless).append((x - 7, y - 7, x + 7, y + 7))
    labels: list[Box] = []
    spots: list[Spot] = []
    for number, ((x, y), name) in enumerate(zip(points, names, strict=True)):
        avoided = [[*labels, *named, *nameless]]
        if number < first:
            avoided += [[*labels, *named], labels]
        wide = name_width(name)
        tried = [(spot, boxes) for boxes in avoided for spot in SPOTS if name and number < MOST]
        spot = next(
            (spot for spot, boxes in tried if free(box(x, y, wide, spot), boxes, (x, y), width, height)),
            NOWHERE,
        )
        if spot.fits:
            labels.append(box(x, y, wide, spot))
        spots.append(spot)
    return spots


def name_width(name: str) -> float:
    """About how wide a label is, in pixels; rather more than less."""
    return sum(LETTER * (1.75 if ord(letter) > 0x10FF else 1) for letter in name)


def box(x: float, y: float, wide: float, spot: Spot) -> Box:
    """The rectangle of a label of a width at a spot: left, top, right, bottom."""
    left = {"left": x + spot.dx, "right": x + spot.dx - wide, "center": x + spot.dx - wide / 2}[spot.align]
    top = y + spot.dy - HEIGHT / 2
    return left, top, left + wide, top + HEIGHT


def free(wanted: Box, taken: Sequence[Box], own: tuple[float, float], width: float, height: float) -> bool:
    """Whether a rectangle is inside the chart and touches nothing but its own point."""
    left, top, right, bottom = wanted
    if left < 0 or top < 0 or right > width or bottom > height:
        return False
    mine = (own[0] - 7, own[1] - 7, own[0] + 7, own[1] + 7)
    return all(
        right <= other[0] or left >= other[2] or bottom <= other[1] or top >= other[3]
        for other in taken
        if other != mine
    )
