"""Colours of pages and charts, light and dark, with sufficient contrast."""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Pretendard GOV"
TEXT_CONTRAST = 4.5


@dataclass(frozen=True)
class Ink:
    """The colours used to draw a chart."""

    background: str
    text: str
    muted: str
    line: str
    grid: str
    others: str
    warning: str

    def letters(self, colour: str) -> str:
        """A shade of colour with at least 4.5:1 text contrast against the background."""
        target = "#000000" if luminance(self.background) > 0.5 else "#ffffff"
        share = 0.0
        while contrast(mixed := mix(colour, target, share), self.background) < TEXT_CONTRAST and share < 1:
            share += 0.05
        return mixed


LIGHT = Ink("#ffffff", "#1e2124", "#58616a", "#8a949e", "#e6e8ea", "#6d7882", "#ab2b36")
DARK = Ink("#131416", "#f4f5f6", "#b1b8be", "#6d7882", "#33363d", "#8a949e", "#ff8a94")


def mix(colour: str, other: str, share: float) -> str:
    """colour mixed with a share (0 to 1) of other, as #rrggbb."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02x}" for a, b in pairs)


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of #rrggbb, each 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def letters_on(colour: str) -> str:
    """White or black, whichever contrasts more with colour."""
    return max(("#ffffff", "#000000"), key=lambda letters: contrast(letters, colour))
