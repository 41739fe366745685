"""Removes content of a pasted page that is not table text, and counts it so that it can be reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bs4 import BeautifulSoup, Comment, Doctype
from bs4.element import Tag

from dokja.ingest.tables.readers.page_tables import is_hidden

COLOUR = re.compile(
    r"(?:^|[;{\s])background(?:-color)?\s*:\s*(?!\s|none|transparent|white|#fff(?:fff)?\b|auto|inherit|initial)",
    re.IGNORECASE,
)
MARK = re.compile(r"\[?(?:\d{1,2}|[a-z]|note \d+)\]?|[*†‡§¶]+|주\s?\d*\)?|\d{1,2}\)", re.IGNORECASE)
COMMENTS = "[class*=msocom], [style*='mso-element:comment']"
COMMENT_TEXTS = "[class*=msocomtxt]"
PICTURES = ("img", "picture", "svg", "object", "canvas", "video", "v:imagedata")
WITHOUT_TEXT = ("script", "style", "title", "template", "noscript", "xml", "iframe")
LINES = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption")
FORMULA = ("x:fmla", "data-sheets-formula")


def removed(soup: BeautifulSoup) -> dict[str, int]:
    """Remove whatever is not table text; return the counts by kind, only for kinds found."""
    cells = soup.find_all(("td", "th"))
    css = [*soup.find_all("style"), *soup.find_all(style=True)]
    found = {
        "formulas": sum(any(cell.has_attr(name) for name in FORMULA) for cell in cells),
        "colours": int(any(map(is_coloured, css)) or bool(soup.find_all(bgcolor=True))),
        "merged": sum(span_of(cell) > 1 for cell in cells),
        "comments": len(soup.select(COMMENT_TEXTS)),
        "pictures": count_and_drop(soup.find_all(PICTURES)),
        "hidden_rows": count_and_drop(
            row for row in soup.find_all("tr") if is_hidden(row) and row.get_text(strip=True)
        ),
        "hidden_columns": sum(len(hidden_columns(table)) for table in soup.find_all("table")),
        "marks": sum(bool(MARK.fullmatch(mark.get_text(strip=True))) for mark in soup.select("table sup")),
        "links": len(soup.select("table a[href]:not([class*=msocom])")),
    }
    count_and_drop([*soup.find_all(WITHOUT_TEXT), *soup.select(COMMENTS)])
    count_and_drop(row for row in soup.find_all("tr") if is_hidden(row))
    for comment in soup.find_all(string=lambda one: isinstance(one, Comment | Doctype)):
        comment.extract()
    return {kind: count for kind, count in found.items() if count}


def beside(soup: BeautifulSoup, tables: Sequence[Tag], *, heading: bool) -> dict[str, int]:
    """Count unused tables, and lines of text outside of tables; heading: these lines are read as headings."""
    lines = {
        id(next((one for one in text.parents if one.name in LINES), soup))
        for text in soup.find_all(string=True)
        if text.strip() and not any(parent.name == "table" for parent in text.parents)
    }
    kind = "text_as_heading" if heading else "text"
    found = {"tables": len(tables), kind: len(lines)}
    return {kind: count for kind, count in found.items() if count}


def plain_marks(soup: BeautifulSoup) -> None:
    """Reduce footnote marks to the raised digit that the page reader expects: 1) becomes 1."""
    for mark in soup.select("table sup"):
        found = re.fullmatch(r"(?:주\s?)?(\d{1,2})\)?", mark.get_text(strip=True))
        if found:
            mark.string = found[1]


def count_and_drop(elements: Iterable[Tag]) -> int:
    """Remove elements and return their number."""
    found = [*elements]
    for element in found:
        element.extract()
    return len(found)


def is_coloured(element: Tag) -> bool:
    """Whether a style sets a background colour other than white."""
    return bool(COLOUR.search(element.get_text() if element.name == "style" else str(element.get("style"))))


def span_of(cell: Tag) -> int:
    """The larger of a cell's column span and row span."""
    spans = [str(cell.get(name, "1")).strip() for name in ("colspan", "rowspan")]
    return max(int(one) if one.isascii() and one.isdecimal() and len(one) < 9 else 1 for one in spans)


def hidden_columns(table: Tag) -> set[int]:
    """Positions of hidden columns."""
    hidden: set[int] = set()
    at = 0
    for column in table.find_all("col"):
        span = str(column.get("span", "1"))
        width = int(span) if span.isascii() and span.isdecimal() and len(span) < 5 else 1
        if is_hidden(column):
            hidden |= {*range(at, at + width)}
        at += width
    return hidden
