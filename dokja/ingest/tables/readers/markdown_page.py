"""Converts Markdown to HTML whose table rows carry their line number."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dokja.records.problems import Problem

LINE = "data-card-line"
TABLE = re.compile(r"<table\b.*?(?:</table\s*>|\Z)", re.IGNORECASE | re.DOTALL)
ROW = re.compile(r"<(table|tr)\b", re.IGNORECASE)
FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
HTML_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
PIPE = re.compile(r"(?<!\\)\|")
FENCE = re.compile(r"\s*(?:>\s*)*(`{3,}|~{3,})")
HEADING = re.compile(r" {0,3}#{1,6} ")


def html_of(text: str, path: str) -> tuple[str, list[Problem]]:
    """A page as HTML, and problems with its pipe tables."""
    blanked = without_comments(text)
    if is_html(blanked):
        return with_lines(blanked, 1), []
    blanked = FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), blanked)
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens, lines = parser.parse(one_line_tables(blanked)), blanked.split("\n")
    wide = [*wide_rows(tokens, lines, path)]
    kept = [*without_rows(tokens, {problem.row for problem in wide})]
    for token in kept:
        if token.type in ("table_open", "tr_open") and token.map:
            token.attrSet(LINE, str(token.map[0] + 1))
    html = parser.renderer.render(kept, parser.options, {})
    return html, [*wide, *unread_tables(tokens, lines, path)]


def without_rows(tokens: Sequence[Token], refused: Collection[int | None]) -> Iterator[Token]:
    """The tokens without those of the refused rows, given by line: half a row is none."""
    is_refused = False
    for token in tokens:
        if token.type == "tr_open" and token.map:
            is_refused = token.map[0] + 1 in refused
        if not is_refused:
            yield token
        if token.type == "tr_close":
            is_refused = False


def is_html(text: str) -> bool:
    """Whether a text is an HTML page or fragment rather than Markdown."""
    if HTML_PAGE.match(text):
        return True
    stripped = text.strip()
    if not (stripped.startswith("<") and stripped.endswith(">")):
        return False
    return not any(HEADING.match(line) for line in text.splitlines()) and not has_pipe_table(text)


def has_pipe_table(text: str) -> bool:
    """Whether a text has a delimiter row directly below a line with cells."""
    before = ""
    for line in text.split("\n"):
        if is_separator(line) and "|" in before:
            return True
        before = line
    return False


def is_separator(line: str) -> bool:
    """Whether a line is the delimiter row of a pipe table."""
    return "-" in line and "|" in line and not line.strip(" \t\r>|:-")


def without_comments(text: str) -> str:
    """A text without HTML comments, with line breaks preserved."""
    parts, end = [], 0
    while (start := text.find("<!--", end)) >= 0 and (stop := text.find("-->", start)) >= 0:
        parts += [text[end:start], "\n" * text.count("\n", start, stop)]
        end = stop + len("-->")
    return "".join([*parts, text[end:]])


def with_lines(html: str, first: int) -> str:
    """HTML with the line number of each table and row as an attribute."""
    parts, line, end = [], first, 0
    for found in ROW.finditer(html):
        line += html.count("\n", end, found.start())
        parts.append(f'{html[end : found.start()]}<{found[1]} {LINE}="{line}"')
        end = found.end()
    return "".join([*parts, html[end:]])


def one_line_tables(text: str) -> str:
    """Markdown with each HTML table outside of code on one line, so that blank lines and indents do not end it."""
    parts, end = [], 0
    fenced = [*fences(text)]
    for found in TABLE.finditer(text):
        if any(start <= found.start() < stop for start, stop in fenced) or found.start() < end:
            continue
        before = text[end : found.start()]
        line = text.count("\n", 0, found.start()) + 1
        lines = with_lines(found[0], line).replace("\n", " ")
        last = before.rpartition("\n")[2]
        parts += [before[: len(before) - len(last)] if not last.strip() else before, lines]
        parts.append("\n" * (found[0].count("\n")))
        end = found.end()
    return "".join([*parts, text[end:]])


def fences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end offsets of fenced code blocks."""
    start, mark, place = 0, "", 0
    for line in text.splitlines(keepends=True):
        found = FENCE.match(line)
        if found and not mark:
            start, mark = place, found[1]
        elif found and found[1].startswith(mark) and not line.strip().strip(">` ~"):
            yield start, place + len(line)
            mark = ""
        place += len(line)
    if mark:
        yield start, len(text)


def wide_rows(tokens: list[Token], lines: list[str], path: str) -> Iterator[Problem]:
    """Pipe table rows with more cells than their header, where the surplus ones say something; Markdown drops them."""
    expected = 0
    for token, after in pairwise(tokens):
        if token.type == "table_open" and token.map:
            expected = len(cells(lines[token.map[0]]))
        if token.type == "tr_open" and token.map and after.type == "td_open":
            found = cells(lines[token.map[0]])
            if any(cell.strip() for cell in found[expected:]):
                details = {"found": str(len(found)), "expected": str(expected)}
                yield Problem(path, "card_row_too_long", token.map[0] + 1, details=details)


def unread_tables(tokens: list[Token], lines: list[str], path: str) -> Iterator[Problem]:
    """Pipe tables that are not parsed because the delimiter row and the header differ in their number of cells."""
    read: set[int] = set()
    for token in tokens:
        if token.type in ("table_open", "fence", "code_block", "html_block") and token.map:
            read |= {*range(*token.map)}
    for number in range(1, len(lines)):
        if number not in read and is_separator(lines[number]) and PIPE.search(lines[number - 1]):
            counts = (len(cells(lines[at])) for at in (number, number - 1))
            details = dict(zip(("found", "expected"), map(str, counts), strict=True))
            yield Problem(path, "card_separator", number + 1, details=details)


def cells(line: str) -> list[str]:
    """The cells in a line of a pipe table."""
    inner = line.strip().lstrip("> \t").removeprefix("|")
    return PIPE.split(re.sub(r"(?<!\\)\|\s*$", "", inner))
