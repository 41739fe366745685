"""Cells of a text file: tabs, semicolons, bars or commas between them, quotes around those that hold one."""

from __future__ import annotations

import re
from collections import Counter

import polars as pl

from dokja.importers.content import Content
from dokja.importers.reading import LeftOut
from dokja.importers.sheets import ROW, Sheet, check_size
from dokja.problems import Problem

DELIMITERS = "\t;|,"
LOOKED_AT = 200
INSIDE = "\x1f"
LINES = "\x1e"
REMARK = re.compile(
    r"\s*[\"']?\s*(?:[※*†‡#]|(?:주|주석|비고|참고|출처|자료|단위|note|notes|source|sources)\s*\d*\s*[:)：])",
    re.IGNORECASE,
)


def delimiter(text: str) -> str | None:
    """The sign that stands equally often in most of the first lines, None where there is none."""
    lines = [line for line in unquoted_lines(text) if line.strip()]
    best: tuple[int, int] = (0, 0)
    chosen = None
    for sign in DELIMITERS:
        counts = Counter(count for line in lines if (count := line.count(sign)))
        found = max(((agreeing, count) for count, agreeing in counts.items()), default=(0, 0))
        if found[0] > best[0]:
            best, chosen = found, sign
    return chosen


def unquoted_lines(text: str) -> list[str]:
    """The first lines without what stands in quotes."""
    start = "\n".join(text[:200_000].splitlines()[: 3 * LOOKED_AT])
    return re.sub(r'"(?:[^"]|"")*"', "", start).split("\n")[:LOOKED_AT]


def sheet(content: Content) -> Sheet:
    """The file as a sheet. Raises Unreadable where it is no table or too large."""
    text = content.text.replace("\r\n", "\n").replace("\r", "\n")
    sign = delimiter(text)
    if sign is None:
        raise content.unreadable("no_table")
    lines = numbered_lines(unquoted(text, sign), sign)
    width = table_width(lines)
    check_size(content, lines.height, width)
    whole = lines.filter(pl.col("cells") == width)
    problems, left_out = odd_lines(
        content, lines.filter(pl.col("cells") != width), width, sign, whole[ROW][0]
    )
    if '"' in text:
        opened = pl.col("line").str.contains(rf'(?:^|{re.escape(sign)})"')
        problems += [Problem(content.path, "open_quote", row) for row in whole.filter(opened)[ROW]]
        whole = whole.filter(~opened)
    return Sheet("", cells(whole, width, sign), False, left_out, problems)


def unquoted(text: str, sign: str) -> str:
    """text with the quotes around cells taken away, line breaks in them as blanks, delimiters in them set aside."""
    if '"' not in text:
        return text
    quoted = re.compile(rf'(?:(?<=^)|(?<=[\n{re.escape(sign)}]))"((?:[^"]|"")*)"(?=[\n{re.escape(sign)}]|\Z)')

    def bare(cell: re.Match[str]) -> str:
        return cell[1].replace('""', '"').replace("\n", " ").replace(sign, INSIDE)

    return quoted.sub(bare, text)


def numbered_lines(text: str, sign: str) -> pl.DataFrame:
    """row, line and number of cells of every line that is not blank."""
    lines = pl.read_csv(
        text.encode("utf-8", "replace"),
        separator=LINES,
        quote_char=None,
        has_header=False,
        infer_schema=False,
        new_columns=["line"],
    )
    counted = lines.with_row_index(ROW, offset=1).with_columns(
        pl.col(ROW).cast(pl.Int64), cells=pl.col("line").str.count_matches(sign, literal=True) + 1
    )
    return counted.filter(pl.col("line").str.contains(rf"[^\s{re.escape(sign)}]"))


def table_width(lines: pl.DataFrame) -> int:
    """Number of cells that most lines have, of equally frequent ones the largest."""
    counts = lines.filter(pl.col("cells") > 1).group_by("cells").len()
    return int(counts.sort("len", "cells", descending=True)["cells"][0])


def odd_lines(
    content: Content, lines: pl.DataFrame, width: int, sign: str, first: int
) -> tuple[list[Problem], list[LeftOut]]:
    """Lines with another number of cells: remarks above, below and between are left out, others are problems."""
    problems, left_out = [], []
    for row, line, count in lines.iter_rows():
        shown = " ".join(line.replace(sign, " ").replace(INSIDE, sign).split())
        if count == 1 or row < first or REMARK.match(line):
            left_out.append(LeftOut(row, "", shown, "text_line"))
        else:
            details = {"found": str(count), "expected": str(width)}
            problems.append(Problem(content.path, "ragged", row, None, shown, details))
    return problems, left_out


def cells(lines: pl.DataFrame, width: int, sign: str) -> pl.DataFrame:
    """The cells of lines that all have width cells, blanks around them removed, null where a cell is empty."""
    frame = lines.select(ROW, pl.col("line").str.split_exact(sign, width - 1).alias("cells")).unnest("cells")
    frame.columns = [ROW, *(str(column) for column in range(width))]
    texts = pl.exclude(ROW)
    if lines["line"].str.contains(INSIDE, literal=True).any():
        frame = frame.with_columns(texts.str.replace_all(INSIDE, sign, literal=True))
    if lines["line"].str.contains(r"\s").any():
        frame = frame.with_columns(texts.str.strip_chars())
    return frame.with_columns(pl.when(texts.str.len_bytes() > 0).then(texts))
