"""Tables of a Markdown text or HTML page as grids, with the headings above and the notes below each."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from dokja.ingest.content import LONGEST_CELL, Content
from dokja.ingest.reading import LeftOut
from dokja.ingest.tables import run_settings
from dokja.ingest.tables.grid import Grid, text_frame
from dokja.ingest.tables.readers.markdown_page import LINE, html_of
from dokja.ingest.tables.readers.raised_text import mark_of, note_styled, part_small_text
from dokja.ingest.values.digits import SUPERSCRIPT, is_missing, is_number
from dokja.records.problems import Problem

MOST_TEXT = 4 * 2**20
MOST_CELLS = 200_000
MOST_SPAN = 200
MOST_NOTES = 6_000
LONGEST_HEADING = 80
BREAK = "\u2028"
NO_TEXT = ("script", "style", "template", "pre", "svg", "noscript", "button")
BLOCKS = ("p", "div", "li", "ul", "ol", "center")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LEVELS = HEADINGS | {"summary": 7, "p": 8}
HIDDEN = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![\d.])|opacity\s*:\s*0(?![\d.]))",
    re.IGNORECASE,
)
LATEX = (
    (re.compile(r"\\(?:textbf|textit|text|mathbf|mathrm|underline|emph|bf)\s*\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\tau\b ?"), "τ"),
    (re.compile(r"\\pm\b ?"), "±"),
    (re.compile(r"\\(?:ddagger)\b ?"), "‡"),
    (re.compile(r"\\(?:dagger)\b ?"), "†"),
    (re.compile(r"\\(?:uparrow)\b ?"), "↑"),
    (re.compile(r"\\(?:downarrow)\b ?"), "↓"),
    (re.compile(r"\\(?:ast)\b ?"), "*"),
    (re.compile(r"\\%"), "%"),
    (re.compile(r"\^\{?\s*([*†‡])\s*\}?"), r"\1"),
    (re.compile(r"[_^]\{\s*(±[^{}]*)\}"), r" \1"),
    (re.compile(r"\$([^$]*)\$"), r"\1"),
)
REFERENCE = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")
RAISED = re.compile(r"(?<=[τu])\^\{?(\d)\}?")


@dataclass(frozen=True, eq=False)
class Cell:
    """Text of a cell with its line breaks, whether it is a header cell, and whether it spans several positions."""

    text: str
    heading: bool = False
    spans: bool = False


@dataclass(frozen=True)
class Row:
    """Cells of a row, as many as the table is wide; a spanning cell is the same object in every position."""

    line: int | None
    cells: tuple[Cell, ...]
    heading: bool


@dataclass(frozen=True)
class Page:
    """All tables of a page, its problems, and what a reader of it does not see."""

    grids: Sequence[Grid]
    problems: Sequence[Problem]
    left_out: Sequence[LeftOut] = ()


def page_of(content: Content) -> Page:
    """All tables of a Markdown text or HTML page. Raises Unreadable if it is too large."""
    text = content.text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MOST_TEXT:
        raise content.unreadable("card_too_long", limit=f"{MOST_TEXT // 2**20} MB")
    html, problems = html_of(text, content.path)
    soup = BeautifulSoup(html, "lxml")
    note_styled(soup)
    hidden = without_hidden(soup)
    prepare(soup)
    tables = [table for table in soup.find_all("table") if not table.find("table")]
    above = headings(soup)
    title = soup.find("h1")
    named = words(title.get_text()) if title else None
    grids = [grid_of(content, table, above[id(table)], named) for table in tables]
    return Page([grid for grid in grids if grid.frame.height], problems, hidden)


def without_hidden(soup: BeautifulSoup) -> list[LeftOut]:
    """Remove what a reader does not see from the tables, and return it as left-out entries."""
    found = []
    for element in soup.select("table [style], table [hidden]"):
        if not is_hidden(element) or element.find_parent("table") is None:
            continue
        row = element if element.name == "tr" else element.find_parent("tr")
        if text := words(element.get_text(" ")):
            line = line_of(row) if isinstance(row, Tag) else None
            found.append(LeftOut(line, "", text, "hidden_row" if element is row else "hidden_text"))
        if element.name in ("td", "th"):
            element.clear()
        else:
            element.extract()
    return found


def is_hidden(element: Tag) -> bool:
    """Whether an element is hidden from readers."""
    return element.has_attr("hidden") or bool(HIDDEN.search(str(element.get("style", ""))))


def prepare(soup: BeautifulSoup) -> None:
    """Replace elements that carry meaning in a cell with characters: line breaks, small text, struck text."""
    for formula in soup.select(".katex, .MathJax"):
        source = formula.find("annotation")
        if source:
            formula.replace_with(NavigableString(source.get_text()))
    for element in soup.find_all(NO_TEXT):
        element.decompose()
    part_small_text(soup)
    for element in soup.find_all(("del", "s", "strike")):
        element.insert(0, NavigableString("~~"))
        element.append(NavigableString("~~"))
    for element in soup.find_all("br"):
        element.replace_with(NavigableString(BREAK))


def grid_of(content: Content, table: Tag, above: tuple[str, ...], title: str | None) -> Grid:
    """A table with its spans expanded."""
    line, caption = line_of(table), table.find("caption")
    above = (*above, words(caption.get_text())) if caption else above
    rows = expanded(content, table)
    marked = next((at for at, row in enumerate(rows) if not is_marked(row)), len(rows))
    cells = [cell for row in rows for cell in row.cells if cell.spans]
    numbers = {id(cell): number for number, cell in enumerate(cells)}
    spans = {
        (at, column): numbers[id(cell)]
        for at, row in enumerate(rows)
        for column, cell in enumerate(row.cells)
        if cell.spans
    }
    width = len(rows[0].cells) if rows else 0
    frame = text_frame([(row.line, [cell.text for cell in row.cells]) for row in rows], width)
    below = notes_below(table)
    return Grid(
        "",
        frame,
        spans=spans,
        is_page=True,
        line=line,
        marked=marked,
        headings=above,
        notes=below,
        title=title,
    )


def is_marked(row: Row) -> bool:
    """Whether a row is marked as a header."""
    return row.heading or all(cell.heading for cell in row.cells if cell.text)


def line_of(element: Tag) -> int | None:
    """The line of the file on which an element starts; None if unknown."""
    value = str(element.get(LINE, ""))
    return int(value) if value.isdecimal() else None


def expanded(content: Content, table: Tag) -> tuple[Row, ...]:
    """A table's rows of equal width, with spanning cells repeated. Raises Unreadable if it is too large."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    found: list[list[Cell]] = []
    waiting: dict[int, tuple[Cell, int]] = {}
    size = 0
    for number, row in enumerate(rows):
        cells = [*filled(row.find_all(("td", "th"), recursive=True), waiting, len(rows) - number)]
        found.append(cells)
        size += len(cells)
        if size > MOST_CELLS or len(cells) * len(rows) > 5 * MOST_CELLS:
            raise content.unreadable("card_table_too_large", line_of(table), limit=str(MOST_CELLS))
    width = max((len(cells) for cells in found if len(set(cells)) > 1), default=1)
    return tuple(
        Row(line_of(row), tuple([*part, *[Cell("")] * width][:width]), row.find_parent("thead") is not None)
        for row, cells in zip(rows, found, strict=True)
        for part in unstacked(cells)
    )


def unstacked(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The rows that a row of stacked cells stands for: names and numbers of several lines each, as many in all of them."""
    lines = [cell.text.split("\n") for cell in cells]
    several = {len(one) for one in lines if len(one) > 1}
    numeric = [all(is_number(cell) or is_missing(cell) for cell in one) for one in lines if len(one) > 1]
    if len(several) != 1 or all(numeric) or not any(numeric):
        return [[*cells]]
    (count,) = several
    return [
        [
            replace(cell, text=one[at]) if len(one) > 1 else cell
            for cell, one in zip(cells, lines, strict=True)
        ]
        for at in range(count)
    ]


def filled(elements: Sequence[Tag], waiting: dict[int, tuple[Cell, int]], most_down: int) -> Iterator[Cell]:
    """Cells of one row, including those that span down from rows above; waiting carries them to the rows below."""
    place, upcoming = 0, deque(elements)
    while upcoming or place in waiting:
        if place in waiting:
            cell, left = waiting.pop(place)
            if left > 1:
                waiting[place] = (cell, left - 1)
            yield cell
            place += 1
            continue
        element = upcoming.popleft()
        right, down = span(element, "colspan"), min(span(element, "rowspan"), most_down)
        cell = Cell(text_of(element), element.name == "th", right > 1 or down > 1)
        for _ in range(right):
            if down > 1:
                waiting[place] = (cell, down - 1)
            yield cell
            place += 1


def span(element: Tag, name: str) -> int:
    """Number of columns or rows that a cell spans."""
    value = str(element.get(name, "1")).strip()
    return (
        min(max(int(value), 1), MOST_SPAN) if value.isascii() and value.isdecimal() and len(value) < 9 else 1
    )


def text_of(element: Tag) -> str:
    """Text of a cell without markup, keeping separate lines apart."""
    pieces: list[str] = []
    before: Tag | None = element
    for node in element.descendants:
        if type(node) is NavigableString:
            block = next((one for one in node.parents if one is element or one.name in BLOCKS), element)
            pieces += [str(node)] if block is before else [BREAK, str(node)]
            before = block
    lines = (words(line) for line in plain("".join(pieces)).split(BREAK))
    text = "\n".join(line for line in lines if line)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def plain(text: str) -> str:
    """Text with LaTeX commands replaced by characters, and links without their reference."""
    if "$" in text or "\\" in text:
        for pattern, sign in LATEX:
            text = pattern.sub(sign, text)
    text = REFERENCE.sub(without_reference, text)
    return RAISED.sub(lambda found: found[1].translate(SUPERSCRIPT), text)


def without_reference(link: re.Match[str]) -> str:
    """The text of a link that its page does not define; footnotes behind a text are none."""
    is_note = mark_of(link[1]) and link.string[: link.start()].strip()
    return link[0] if is_note else link[1]


def words(text: str) -> str:
    """Text on one line with single spaces."""
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())


def headings(soup: BeautifulSoup) -> dict[int, tuple[str, ...]]:
    """Headings above each table by element id, outermost first; a bold line on its own counts as a heading.

    A line that states settings of a run stands below one that names something, and holds until the next line.
    """
    found: dict[int, tuple[str, ...]] = {}
    above: list[tuple[int, str]] = []
    for element in soup.find_all([*LEVELS, "table"]):
        level = LEVELS.get(element.name, 0)
        if element.name == "table":
            found[id(element)] = tuple(text for _, text in above if text)
        elif element.find_parent("table") is None and (element.name != "p" or is_heading_line(element)):
            text = words(element.get_text())
            level += element.name == "p" and bool(run_settings.of_headings([text]))
            above = [one for one in above if one[0] < level]
            above.append((level, text))
    return found


def is_heading_line(element: Tag) -> bool:
    """Whether a paragraph is a single bold line, or a short one that ends in a colon or states settings of a run alone."""
    text, bold = words(element.get_text()), element.find(("strong", "b"))
    is_short = len(text) <= LONGEST_HEADING
    is_heading = is_short and (text.endswith((":", "：")) or run_settings.stated(text) is not None)
    return is_heading or (isinstance(bold, Tag) and words(bold.get_text()) == text != "")


def notes_below(table: Tag) -> tuple[str, ...]:
    """Lines of text below a table, up to the next table or heading."""
    texts: list[str] = []
    length = 0
    for element in following(table):
        if isinstance(element, Tag):
            if element.name == "table" or element.name in HEADINGS:
                break
            texts.append("\n" if element.name in (*BLOCKS, "tr", "blockquote") else "")
        elif type(element) is NavigableString:
            texts.append(str(element))
            length += len(element)
        if length > MOST_NOTES:
            break
    lines = re.split(rf"[\n{BREAK}]", "".join(texts))
    return tuple(plain(words(line)) for line in lines if line.strip())


def following(table: Tag) -> Iterator[PageElement]:
    """Everything after a table, in document order."""
    for element in (table, *table.parents):
        for sibling in element.next_siblings:
            yield sibling
            if isinstance(sibling, Tag):
                yield from sibling.descendants
