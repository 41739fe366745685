"""Tables of a DOCX, built element by element: python-docx looks through the whole table for every cell."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from dokja.export.documents import columns
from dokja.export.documents.document import Grid
from dokja.export.documents.docx_elements import made, paragraph, run
from dokja.export.documents.docx_styles import LINE, SHADE
from dokja.export.documents.untrusted import plain

TWIPS = 20
"""Twentieths of a point, the format's measure."""
BESIDE, ABOVE = 80, 40
"""Distance of a text from the lines of its cell."""
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table(grid: Grid, style: str, width: float) -> BaseOxmlElement:
    """A table as wide as the text (in points), its cells in the style with that id.

    Its first row is repeated on each page.
    """
    shares = columns.shares(grid, width)
    widths = [round(share * width * TWIPS) for share in shares]
    rows = [row(grid, grid.header, widths, style, made("cantSplit"), made("tblHeader"))]
    for cells, is_tall in zip(grid.rows, columns.tall(grid, shares, width), strict=True):
        rows.append(row(grid, cells, widths, style, *(() if is_tall else (made("cantSplit"),))))
    return made(
        "tbl", properties(grid, sum(widths)), made("tblGrid", *(made("gridCol", w=w) for w in widths)), *rows
    )


def properties(grid: Grid, width: int) -> BaseOxmlElement:
    """Thin lines, fixed widths and the caption for those who hear the table."""
    line = {"val": "single", "sz": 4, "space": 0, "color": LINE}
    margins = (("top", ABOVE), ("left", BESIDE), ("bottom", ABOVE), ("right", BESIDE))
    look = {
        "val": "0020",
        "firstRow": 1,
        "lastRow": 0,
        "firstColumn": 0,
        "lastColumn": 0,
        "noHBand": 1,
        "noVBand": 1,
    }
    return made(
        "tblPr",
        made("tblW", w=width, type="dxa"),
        made("tblBorders", *(made(side, **line) for side in SIDES)),
        made("tblLayout", type="fixed"),
        made("tblCellMar", *(made(side, w=distance, type="dxa") for side, distance in margins)),
        made("tblLook", **look),
        made("tblCaption", val=plain(grid.caption)),
    )


def row(
    grid: Grid, cells: Sequence[str], widths: Sequence[int], style: str, *properties: BaseOxmlElement
) -> BaseOxmlElement:
    """A row; the header, if its properties say so."""
    is_head = cells is grid.header
    size = columns.letters(grid)
    return made(
        "tr",
        made("trPr", *properties),
        *(
            cell(
                paragraph(style, run(text, is_bold=is_head, points=size), is_right=is_number),
                width,
                is_head=is_head,
            )
            for text, width, is_number in zip(cells, widths, grid.numeric, strict=True)
        ),
    )


def cell(content: BaseOxmlElement, width: int, *, is_head: bool) -> BaseOxmlElement:
    """A cell, shaded in the first row."""
    look = made("tcPr", made("tcW", w=width, type="dxa"))
    if is_head:
        look.extend((made("shd", val="clear", color="auto", fill=SHADE), made("vAlign", val="bottom")))
    return made("tc", look, content)
