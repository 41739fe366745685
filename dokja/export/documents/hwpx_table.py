"""Tables and boxes of one cell in HWPX."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hwpx.oxml import HwpxOxmlParagraph, HwpxOxmlTable
from hwpx.oxml.namespaces import HP

from dokja.export.documents.document import Grid
from dokja.export.documents.hwpx_styles import LOOKS, SHADE, UNITS_PER_POINT, Style, Styles
from dokja.export.documents.hwpx_widths import Layout, Size, layout, wrapped
from dokja.export.documents.untrusted import plain

INSIDE_BOX = Size("", 850, 480)
GAP = 283
"""What is left free below a table."""


@dataclass(frozen=True)
class Box:
    """A box: its label, its texts, the key of their style and its border."""

    label: str
    texts: Sequence[str]
    key: str
    border: str


def add_grid(paragraph: HwpxOxmlParagraph, styles: Styles, grid: Grid, room: int, page: int) -> None:
    """Add a table to a paragraph that has nothing else: its header is repeated on every page it reaches.

    room is the width and page the height that there is for text on a page. Rows stay whole unless one is higher than
    half a page, which might otherwise be cut off at the page's end.
    """
    rows = [[plain(text) for text in row] for row in (grid.header, *grid.rows)]
    plan = layout(rows, room)
    table = new_table(paragraph, styles, len(rows), len(grid.header), room, styles.border())
    set_margins(table, plan.size)
    flow(table, whole_rows=max(plan.heights) <= page / 2)
    table.element.set("repeatHeader", "1")
    fill(table, styles, rows, grid.numeric, plan)
    resize(table, room, sum(plan.heights))


def new_table(
    paragraph: HwpxOxmlParagraph, styles: Styles, rows: int, columns: int, width: int, border: str
) -> HwpxOxmlTable:
    """An empty table in a paragraph."""
    letters = styles.get("table").letters
    return paragraph.add_table(rows, columns, width=width, border_fill_id_ref=border, char_pr_id_ref=letters)


def fill(
    table: HwpxOxmlTable,
    styles: Styles,
    rows: Sequence[Sequence[str]],
    numeric: Sequence[bool],
    plan: Layout,
) -> None:
    """Write the texts of all cells, the header's on a shade."""
    body = [styles.get(plan.size.prefix + ("number" if number else "cell")) for number in numeric]
    head = [styles.get(f"{plan.size.prefix}header")] * len(numeric)
    shaded = styles.border(fill=SHADE)
    for row, texts, height in zip(table.rows, rows, plan.heights, strict=True):
        is_header = texts is rows[0]
        for cell, text, style, width in zip(
            row.cells, texts, head if is_header else body, plan.widths, strict=True
        ):
            cell.set_size(width=width, height=height)
            write_text(cell.paragraphs[0], text, style)
            if is_header:
                cell.element.set("header", "1")
                cell.element.set("borderFillIDRef", shaded)


def add_box(paragraph: HwpxOxmlParagraph, styles: Styles, box: Box, room: int, page: int) -> None:
    """Add a box to a paragraph that has nothing else. It stays whole like a letter unless it is higher than half a page."""
    table = new_table(paragraph, styles, 1, 1, room, box.border)
    set_margins(table, INSIDE_BOX)
    cell = table.rows[0].cells[0]
    write_text(cell.paragraphs[0], plain(box.label), styles.get("label"))
    style = styles.get(box.key)
    for text in box.texts:
        write_text(cell.add_paragraph(), plain(text), style)
    height = box_height(box, room)
    cell.set_size(width=room, height=height)
    resize(table, room, height)
    table.set_treat_as_char(height <= page / 2)


def box_height(box: Box, room: int) -> int:
    """The estimated height of a box."""
    inside = room - 2 * INSIDE_BOX.margin
    height = 2 * INSIDE_BOX.margin_above
    for text, look in ((box.label, LOOKS["label"]), *((text, LOOKS[box.key]) for text in box.texts)):
        letters = round(look.size * UNITS_PER_POINT)
        lines = wrapped(text, inside, letters)
        height += lines * letters * look.spacing // 100 + round(look.after * UNITS_PER_POINT)
    return height


def write_text(paragraph: HwpxOxmlParagraph, text: str, style: Style) -> None:
    """Make a text the content of a paragraph in a style."""
    paragraph.text = text
    paragraph.para_pr_id_ref = style.paragraph
    paragraph.style_id_ref = style.style
    paragraph.char_pr_id_ref = style.letters


def flow(table: HwpxOxmlTable, *, whole_rows: bool) -> None:
    """Let a table go on over pages, which 한글 refuses to tables that stand in a line like a letter."""
    table.set_treat_as_char(False)
    table.element.set("pageBreak", "TABLE" if whole_rows else "CELL")
    for margins in table.element.iter(f"{HP}outMargin"):
        margins.set("bottom", str(GAP))


def set_margins(table: HwpxOxmlTable, size: Size) -> None:
    """Set the margins in the cells of a table."""
    sides = {"left": size.margin, "right": size.margin, "top": size.margin_above, "bottom": size.margin_above}
    for tag in ("inMargin", "cellMargin"):
        for margins in table.element.iter(f"{HP}{tag}"):
            for side, margin in sides.items():
                margins.set(side, str(margin))


def resize(table: HwpxOxmlTable, width: int, height: int) -> None:
    """Say how wide and high a table is."""
    for size in table.element.iter(f"{HP}sz"):
        size.set("width", str(width))
        size.set("height", str(height))
