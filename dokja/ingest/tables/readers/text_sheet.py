"""Reads a text file's cells, delimited by tabs, semicolons, bars or commas, and quoted if they contain a delimiter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import polars as pl

from dokja.ingest.content import Content
from dokja.ingest.reading import LeftOut
from dokja.ingest.tables.grid import ROW, Grid, check_size
from dokja.records.problems import Problem

DELIMITERS = "\t;|,"
LOOKED_AT = 200
BEGINNING = 200_000
INSIDE = "\x1f"
LINES = "\x1e"
QUOTE = "\x1d"
BLOCK = 4 * 2**20
REMARK = re.compile(
    r"\s*[\"']?\s*(?:[※*†‡#]|(?:주|주석|비고|참고|출처|자료|단위|note|notes|source|sources)\s*\d*\s*[:)：])",
    re.IGNORECASE,
)


def delimiter(text: str) -> str | None:
    """The delimiter that occurs equally often in most of the first lines; None if there is none."""
    lines = [line for line in unquoted_lines(text) if line.strip()]
    best: tuple[int, int] = (0, 0)
    chosen = None
    for sign in DELIMITERS:
        counts = Counter(count for line in lines if (count := line.count(sign)))
        found = max(((agreeing, count) for count, agreeing in counts.items()), default=(0, 0))
        if found[0] > best[0]:
            best, chosen = found, sign
    return chosen


def is_divided(lines: Sequence[str]) -> bool:
    """Whether each of some lines has a delimiter; False if there are none."""
    return bool(lines) and all(any(sign in line for sign in DELIMITERS) for line in lines)


def unquoted_lines(text: str) -> list[str]:
    """The first lines without quoted text."""
    start = "\n".join(plain_lines(text[:BEGINNING]).split("\n")[: 3 * LOOKED_AT])
    return re.sub(r'"(?:[^"]+|"")*+"', "", start).split("\n")[:LOOKED_AT]


def bare_lines(text: str, sign: str) -> list[str]:
    """The first lines without the quotes around their cells."""
    start = "\n".join(plain_lines(text[:BEGINNING]).split("\n")[: 3 * LOOKED_AT])
    return unquoted(start, sign).split("\n")[:LOOKED_AT]


def plain_lines(text: str) -> str:
    """text with uniform line breaks, and without the control characters that this module uses internally."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace(INSIDE, " ").replace(LINES, " ").replace(QUOTE, " ")


def sheet(content: Content) -> Grid:
    """The file as a sheet. Raises Unreadable if it is not a table or too large."""
    text = plain_lines(content.text)
    sign = delimiter(text)
    width = 0 if sign is None else table_width(numbered_lines(unquoted(text[:BEGINNING], sign), sign, 1))
    if sign is None or width < 2:
        raise content.unreadable("no_table")
    check_size(content, text.count("\n"), width)
    whole, odd = [], []
    for first, block in blocks(unquoted(text, sign)):
        lines = numbered_lines(block, sign, first)
        is_row = (pl.col("cells") == width) & ~pl.col("line").str.contains(opened(sign))
        whole.append(cells(lines.filter(is_row), width, sign))
        odd.append(lines.filter(~is_row))
    frame = pl.concat(whole)
    begins = frame[ROW][0] if frame.height else 1
    problems, left_out = odd_lines(content, pl.concat(odd), width, sign, begins)
    return Grid("", frame, False, left_out, problems)


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """The text in blocks of whole lines, each with its first line number, so that a large text is not held twice."""
    start, row = 0, 1
    while start < len(text):
        end = text.find("\n", start + BLOCK) + 1 or len(text)
        block = text[start:end]
        yield row, block
        start, row = end, row + block.count("\n")


def opened(sign: str) -> str:
    """Pattern for a line with an unclosed quote at the start of a cell."""
    return rf'(?:^|{re.escape(sign)})"'


def unquoted(text: str, sign: str) -> str:
    """text without quotes around cells; line breaks in cells become blanks, delimiters and quotes placeholders."""
    if '"' not in text:
        return text
    end = rf"[\n{re.escape(sign)}]"
    quoted = re.compile(rf'(?:^|(?<={end}))"((?:[^"]+|"")*+)"(?={end}|\Z)')

    def bare(cell: re.Match[str]) -> str:
        return cell[1].replace('""', QUOTE).replace("\n", " ").replace(sign, INSIDE)

    return quoted.sub(bare, text)


def numbered_lines(block: str, sign: str, first: int) -> pl.DataFrame:
    """Row number, line and cell count of every non-blank line of a block; first is the block's first row number."""
    lines = pl.read_csv(
        block.encode("utf-8", "replace"),
        separator=LINES,
        quote_char=None,
        has_header=False,
        infer_schema=False,
        new_columns=["line"],
    )
    counted = lines.with_row_index(ROW, offset=first).with_columns(
        pl.col(ROW).cast(pl.Int64), cells=pl.col("line").str.count_matches(sign, literal=True) + 1
    )
    return counted.filter(pl.col("line").str.contains(rf"[^\s{re.escape(sign)}]"))


def table_width(lines: pl.DataFrame) -> int:
    """The most common number of cells per line, the largest if tied; 1 if no line is divided."""
    counts = lines.filter(pl.col("cells") > 1).group_by("cells").len()
    return int(counts.sort("len", "cells", descending=True)["cells"].extend_constant(1, 1)[0])


def odd_lines(
    content: Content, lines: pl.DataFrame, width: int, sign: str, begins: int
) -> tuple[list[Problem], list[LeftOut]]:
    """Lines that are not rows: remarks are left out, all others are problems."""
    problems, left_out = [], []
    is_open = re.compile(opened(sign))
    for row, line, count in lines.iter_rows():
        shown = " ".join(line.replace(sign, " ").replace(INSIDE, sign).replace(QUOTE, '"').split())
        if is_open.search(line):
            problems.append(Problem(content.path, "open_quote", row, None, shown))
        elif count == 1 or row < begins or REMARK.match(line):
            left_out.append(LeftOut(row, "", shown, "text_line"))
        else:
            details = {"found": str(count), "expected": str(width)}
            problems.append(Problem(content.path, "ragged", row, None, shown, details))
    return problems, left_out


def cells(lines: pl.DataFrame, width: int, sign: str) -> pl.DataFrame:
    """Lines split into width cells, stripped, null if empty."""
    split = pl.col("line").str.split_exact(sign, width - 1).alias("cells")
    frame = lines.select(ROW, split).unnest("cells")
    frame.columns = [ROW, *(str(column) for column in range(width))]
    texts = (
        pl.exclude(ROW).str.replace_all(INSIDE, sign, literal=True).str.replace_all(QUOTE, '"', literal=True)
    )
    return frame.with_columns(texts.str.strip_chars()).with_columns(pl.exclude(ROW).replace("", None))
