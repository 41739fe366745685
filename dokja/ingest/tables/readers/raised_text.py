"""Small text glued to a name or number, raised, lowered or linked: a footnote mark, or words that stand apart."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from dokja.ingest.values.digits import SUPERSCRIPT, is_number

INLINE = ("span", "a", "font", "i", "em", "b", "strong", "u")
SMALL = ("sup", "sub", "small")
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
        if kind:
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
    for element in soup.find_all(SMALL):
        before, after = around(element)
        text = " ".join(element.get_text().split())
        if text and stands_beside(element, text, before + after):
            said = set_beside(before, text, element.name)
            is_whole = text[0] not in GLUED and (element.name == "small" or not mark_of(text))
            is_apart = is_whole and after[:1].isalnum()
            element.replace_with(NavigableString(f"{said} " if is_apart else said))
    for element in soup.select("table a[href]"):
        before, _ = around(element)
        mark = mark_of(element.get_text().strip())
        is_glued = str(element["href"]).startswith("#") and not before[-1:].isspace()
        if mark and before.strip() and (is_glued or is_number(before)):
            element.replace_with(NavigableString(mark))


def stands_beside(element: Tag, text: str, others: str) -> bool:
    """Whether a small element is one beside others: raised or lowered marks are even alone, small text beside larger."""
    if element.name != "small":
        return bool(others.strip()) or mark_of(text) is not None
    return any(node.strip() and node.find_parent("small") is None for node in texts_around(element))


def around(element: Tag) -> tuple[str, str]:
    """The text before and behind an element in its cell; outside of tables, in the element around it."""
    before, after, is_behind = "", "", False
    for node in texts_around(element, with_own=True):
        if any(parent is element for parent in node.parents):
            is_behind = True
        else:
            before, after = (before, after + node) if is_behind else (before + node, after)
    return before, after


def texts_around(element: Tag, *, with_own: bool = False) -> list[NavigableString]:
    """The texts of an element's cell, without those of the element itself unless asked for."""
    block = element.find_parent(("td", "th")) or element.parent
    nodes = [] if block is None else [one for one in block.descendants if type(one) is NavigableString]
    return [one for one in nodes if with_own or not any(parent is element for parent in one.parents)]


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


def set_beside(before: str, text: str, kind: str) -> str:
    """A small text as it stands behind another: as a mark, glued to it, or apart from it.

    Digits that are lowered or small behind a letter belong to the name, as in AIME₂₅.
    """
    is_of_name = kind != "sup" and text.isdecimal() and before[-1:].isalpha()
    is_bare = kind == "small" and not (before.strip() and (is_number(before) or not before[-1:].isspace()))
    is_decimal = text.isdecimal() and bool(DECIMAL_POINT.search(before))
    if not is_of_name and not is_bare and not is_decimal and (mark := mark_of(text)) is not None:
        return mark
    return text if text[0] in GLUED or is_decimal or not before.strip() else f" {text}"
