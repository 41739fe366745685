"""Small text glued to a name or number, raised, lowered or linked: a footnote mark, or words that stand apart."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from dokja.ingest.values import qualifiers
from dokja.ingest.values.digits import SUPERSCRIPT, is_number

INLINE = ("span", "a", "font", "i", "em", "b", "strong", "u")
SMALL = ("sup", "sub", "small")
CELLS = ("td", "th")
LOOKED_BACK = 100
"""Characters before a small text that may be the number it marks."""
STYLES = {
    "sup": re.compile(
        r"vertical-align\s*:\s*(?:super|text-top|\+?\.?[1-9])|font-variant-position\s*:\s*super"
        r"|(?<![\w-])(?:top\s*:\s*-|bottom\s*:\s*\.?[1-9])",
        re.IGNORECASE,
    ),
    "sub": re.compile(
        r"vertical-align\s*:\s*(?:sub|text-bottom|-)|font-variant-position\s*:\s*sub", re.IGNORECASE
    ),
    "small": re.compile(
        r"font-size\s*:\s*(?:smaller|x{1,2}-small|[1-8]?\d(?:\.\d+)?%|0?\.\d+r?em|[1-8](?:\.\d+)?pt|(?:\d|10)(?:\.\d+)?px)",
        re.IGNORECASE,
    ),
}
"""What a style makes of an element; the font of a raised one is small too."""
SMALL_SIZE = re.compile(r"[12]|-\d")
"""Sizes of a font element that are smaller than the text around it."""
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
CLASS = re.compile(r"\.([\w-]+)")
NOTE = re.compile(r"(?:주|note|fn)\.?\s*(?=\d|[a-z](?![a-z]))", re.IGNORECASE)
ONE_MARK = re.compile(r"\[\d{1,3}\]|[\[(]?\^?(?:\d{1,2}|[a-z]|[*†‡§¶※]+)[\])]?", re.IGNORECASE)
SIGN = re.compile(r"\d+\)?|[a-z](?![a-z])|[*†‡§¶※]+", re.IGNORECASE)
BETWEEN = re.compile(r"[\s,，、·;/]+|(?<=[\])])(?=[\[(])")
DECIMAL_POINT = re.compile(r"\d[.,]$")
GLUED = ".-–%"
"""What goes on with a name or number rather than beginning another word."""


def note_styled(soup: BeautifulSoup) -> None:
    """Mark up what styles alone raise, lower or make small, as sup, sub and small do."""
    of_class = classes(soup)
    for element in soup.find_all(INLINE):
        style = f"{element.get('style', '')};" + ";".join(
            of_class.get(name, "") for name in element.get_attribute_list("class") if name
        )
        kind = next((kind for kind, pattern in STYLES.items() if pattern.search(style)), None)
        if kind := kind or ("small" if SMALL_SIZE.fullmatch(str(element.get("size", ""))) else None):
            element.wrap(soup.new_tag(kind))


def classes(soup: BeautifulSoup) -> dict[str, str]:
    """What the style sheets in a page say of each class."""
    found: dict[str, str] = {}
    for sheet in soup.find_all("style"):
        for selector, body in RULE.findall(sheet.get_text()):
            for name in CLASS.findall(selector):
                found[name] = f"{found.get(name, '')};{body}"
    return found


def part_small_text(soup: BeautifulSoup) -> None:
    """Replace small text beside other text by footnote marks, or set it apart; links that are marks likewise."""
    cells = [cell for cell in soup.find_all(CELLS) if not cell.find("table")]
    around = [small.parent for small in soup.find_all(SMALL) if small.find_parent(CELLS) is None]
    for block in (*cells, *{id(one): one for one in around if one is not None}.values()):
        part_block(block)
    for cell in cells:
        mark_links(cell)


def part_block(block: Tag) -> None:
    """Replace the small text of a cell, or of an element outside of tables.

    Raised or lowered marks are such even alone; text is small only beside larger.
    """
    pieces = pieces_of(block, SMALL)
    stated = sum(bool(text.strip()) for _, text in pieces)
    has_larger = any(text.strip() for element, text in pieces if element is None)
    before = ""
    for at, (element, text) in enumerate(pieces):
        said, small = text, " ".join(text.split())
        if element is not None and small:
            is_raised = element.name != "small" and (stated > 1 or mark_of(small) is not None)
            if is_raised or (element.name == "small" and has_larger):
                after = "".join(behind for _, behind in pieces[at + 1 : at + 2])
                said = set_beside(before, small, after, element.name)
                element.replace_with(NavigableString(said))
            else:
                part_block(element)
        before = (before + said)[-LOOKED_BACK:]


def mark_links(cell: Tag) -> None:
    """Replace the links of a cell that are footnote marks: glued ones within the page, and any behind a number."""
    before = ""
    for element, text in pieces_of(cell, ("a",)):
        mark = mark_of(text) if element is not None and before.strip() else None
        if element is not None and mark:
            is_glued = str(element.get("href", "")).startswith("#") and not before[-1:].isspace()
            if is_glued or is_number(before):
                element.replace_with(NavigableString(mark))
                text = mark
        before = (before + text)[-LOOKED_BACK:]


def pieces_of(block: Tag, names: tuple[str, ...]) -> list[tuple[Tag | None, str]]:
    """The text of an element in pieces: that of each outermost element with one of these names, and that between (None)."""
    found: list[tuple[Tag | None, str]] = []
    inside: set[int] = set()
    for node in block.descendants if block.find(names) else ():
        if id(node) in inside:
            continue
        if isinstance(node, Tag) and node.name in names:
            inside = {id(one) for one in node.descendants}
            found.append((node, node.get_text()))
        elif type(node) is NavigableString:
            found.append((None, str(node)))
    return found


def mark_of(text: str) -> str | None:
    """The footnote marks that a small text consists of, as raised digits, signs, or letters in brackets; None if others."""
    pieces = [piece for piece in BETWEEN.split(NOTE.sub("", text)) if piece]
    if not text.strip() or not all(map(ONE_MARK.fullmatch, pieces)):
        return None
    signs = [SIGN.findall(piece)[-1].translate(SUPERSCRIPT) for piece in map(unbracketed, pieces)]
    return ",".join(f"[{sign.lower()}]" if sign.isascii() and sign.isalpha() else sign for sign in signs)


def unbracketed(mark: str) -> str:
    """A mark without the brackets around it; one behind it, as in 1), stays."""
    return mark.strip("[]()") if mark[0] in "[(" else mark


def set_beside(before: str, text: str, after: str, kind: str) -> str:
    """A small text as it stands between two others: as a mark, glued to the one before it, or apart from both.

    Digits that are lowered or small behind a letter belong to the name, as in AIME₂₅; those behind a point to the number.
    A lowered qualifier of a name, such as val, is put in brackets, as it is usually written.
    """
    is_of_name = kind != "sup" and text.isdecimal() and before[-1:].isalpha()
    is_bare = kind == "small" and not (before.strip() and (is_number(before) or not before[-1:].isspace()))
    is_decimal = text.isdecimal() and bool(DECIMAL_POINT.search(before))
    if not is_of_name and not is_bare and not is_decimal and (mark := mark_of(text)) is not None:
        return mark
    if text[0] in GLUED or is_decimal:
        return text
    if kind == "sub" and before[-1:].isalpha() and qualifiers.understood(text) is not None:
        text = f"({text})"
    return f"{' ' if before.strip() else ''}{text}{' ' if after[:1].isalnum() else ''}"
