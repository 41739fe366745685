"""The table for the clipboard: rows of guarded cells, from which page.js writes HTML and tab-separated text."""

from __future__ import annotations

from dokja.export.csv import written
from dokja.export.download import Cell, Columns
from dokja.export.figures import Figure
from dokja.export.guard import guarded
from dokja.export.xlsx import number_format

Copied = str | list[str]
"""A text, or a number as its numeral and the number format that keeps its decimals."""


def rows(columns: Columns) -> list[list[Copied]]:
    """The headers, then each row; a text is guarded, and no cell holds a tab or a line break."""
    safe = guarded(columns)
    return [
        list(map(one_line, safe)),
        *([copied(cell) for cell in row] for row in zip(*safe.values(), strict=True)),
    ]


def copied(cell: Cell) -> Copied:
    """One cell; None is blank."""
    if isinstance(cell, Figure):
        return [str(cell), number_format(cell)]
    return one_line(written(cell) or "")


def one_line(text: str) -> str:
    """text with each white space as one blank."""
    return " ".join(text.split())
