"""Places point labels so that none covers a point or another label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

SIZE = 13
SLIM, BROAD = frozenset(" !'(),./:;[]ijl|·"), frozenset("%@MWmw—")
"""Letters that are much slimmer or broader than the others."""
HEIGHT = 17.0
GAP = 9.0
MOST = 200
"""Labels that are tried: where more points have a name, further ones find no room."""
CLOSE, FAR = (-15, 15, -26, 26), (-39, 39, -52, 52)
"""How far a label may stand above or below its point, best first."""


@dataclass(frozen=True)
class Spot:
    """Offset of a label from its point in pixels, its alignment, and whether it crosses a line; blank if there is no room."""

    dx: float
    dy: float
    align: str
    crosses: bool = False

    @property
    def fits(self) -> bool:
        """Whether there is room for the label."""
        return bool(self.align)


NOWHERE = Spot(0, 0, "")
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

    If there is none, the first so many labels may cross lines, then stand further away, then touch points without a
    label, and if need be other points. All coordinates are in pixels from the top left; lines are horizontal or vertical,
    given as boxes. Only the first MOST labels are tried.
    """
    named: list[Box] = []
    nameless: list[Box] = []
    for (x, y), name in zip(points, names, strict=True):
        (named if name else nameless).append((x - 7, y - 7, x + 7, y + 7))
    labels: list[Box] = []
    spots: list[Spot] = []
    for number, ((x, y), name) in enumerate(zip(points, names, strict=True)):
        spot = NOWHERE
        if name and number < MOST:
            wide = name_width(name)
            near, far = candidates(x, wide, width, CLOSE), candidates(x, wide, width, FAR)
            tried = [(near, [*labels, *named, *nameless, *lines])]
            if number < first:
                tried += [
                    (near + far, [*labels, *named, *nameless]),
                    (near, [*labels, *named]),
                    (near, labels),
                ]
            spot = next(
                (
                    one
                    for around, avoided in tried
                    for one in around
                    if free(box(x, y, wide, one), avoided, (x, y), width, height)
                ),
                NOWHERE,
            )
            if spot.fits:
                taken = box(x, y, wide, spot)
                labels.append(taken)
                spot = replace(spot, crosses=not free(taken, lines, (x, y), width, height))
        spots.append(spot)
    return spots


def candidates(x: float, wide: float, width: float, heights: Sequence[float]) -> list[Spot]:
    """Spots around a point for a label of a width, best first: beside it, then this far above and below it.

    A label that is centred on its point moves sideways as far as it has to, to stay inside the chart.
    """
    centred = min(max(x, wide / 2), width - wide / 2) - x
    level = [Spot(GAP, 0, "left"), Spot(-GAP, 0, "right")]
    around = [
        Spot(dx, dy, align)
        for dy in heights
        for dx, align in ((centred, "center"), (GAP, "left"), (-GAP, "right"))
    ]
    return level + around


def name_width(name: str, size: float = SIZE) -> float:
    """About how wide a label with bold letters of this size is, in pixels; rather more than less."""
    return size * sum(letter_width(letter) for letter in name)


def letter_width(letter: str) -> float:
    """About how wide a bold letter of size 1 is."""
    if letter in SLIM:
        return 0.31
    if letter in BROAD or letter > "\u10ff":
        return 0.93
    return 0.74 if letter.isupper() else 0.61


def box(x: float, y: float, wide: float, spot: Spot) -> Box:
    """The rectangle of a label of a width at a spot: left, top, right, bottom."""
    left = x + spot.dx - {"left": 0, "right": wide, "center": wide / 2}[spot.align]
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
