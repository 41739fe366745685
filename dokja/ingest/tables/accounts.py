"""Accounts for every cell of a table that holds a number: none vanishes unsaid."""

from __future__ import annotations

import polars as pl

from dokja.ingest.reading import Cells, LeftOut
from dokja.ingest.tables.grid import PIECE, Grid
from dokja.ingest.tables.header_rows import Table
from dokja.ingest.tables.layout import Layout
from dokja.ingest.tables.rows import columns_of_labels
from dokja.ingest.tables.sieve import Sieve
from dokja.ingest.values import digits


def account(found: Table, layout: Layout, rows: Sieve, read: pl.DataFrame) -> Cells:
    """What became of the cells below the header; one that nothing accounts for is left out and said.

    read are the scores with their row of the grid's frame (at) and column.
    """
    labels = columns_of_labels(found, layout)
    whole = dict.fromkeys(rows.columns_left, "left_out") | dict.fromkeys(labels - rows.columns_left, "beside")
    of_column = pl.DataFrame(
        {"column": [*whole], "of_column": [*whole.values()]},
        schema={"column": pl.Int64, "of_column": pl.String},
    )
    taken = read.select("at", pl.col("column").cast(pl.Int64), taken=pl.lit("score")).unique()
    went = rows.gone.unique(["at", "column"], keep="first", maintain_order=True)
    of_cell = went.filter(pl.col("column").is_not_null()).rename({"fate": "of_cell"})
    of_row = went.filter(pl.col("column").is_null()).select("at", of_row="fate")
    total = Cells()
    for part in found.body.iter_slices(PIECE):
        here = pl.col("at").is_between(part["at"][0], part["at"][-1])
        cells = number_cells(part, found.grid.width)
        for others, on in ((taken, ["at", "column"]), (of_cell, ["at", "column"]), (of_row, ["at"])):
            cells = cells.join(others.filter(here), on=on, how="left")
        cells = cells.join(of_column, on="column", how="left")
        fate = pl.coalesce("taken", "of_cell", "of_row", "of_column", pl.lit("lost")).alias("fate")
        counts = dict(cells.select(fate)["fate"].value_counts().iter_rows())
        if lost := counts.pop("lost", 0):
            say_lost(rows, found, cells.filter(fate == "lost"))
            counts["left_out"] = counts.get("left_out", 0) + lost
        total += Cells(**counts)
    return total


def say_lost(rows: Sieve, found: Table, cells: pl.DataFrame) -> None:
    """Leave out cells that nothing accounts for, each with its place and text."""
    for at, column, text in cells.select("at", "column", "text").iter_rows():
        row = found.row_number(at)
        rows.left_out.append(LeftOut(row, found.place(column, row), text, "not_accounted_for"))


def number_cells(part: pl.DataFrame, width: int) -> pl.DataFrame:
    """The cells that hold a number, or several: columns at (row of the grid's frame), column and text."""
    columns = [str(at) for at in range(width)]
    cells = part.unpivot(columns, index="at", variable_name="column", value_name="text")
    cells = cells.filter(pl.col("text").str.contains(r"\d")).with_columns(pl.col("column").cast(pl.Int64))
    is_plain = pl.col("text").str.contains(digits.PLAIN)
    odd = [text for text in cells.filter(~is_plain)["text"].unique() if digits.is_number(text)]
    return cells.filter(is_plain | pl.col("text").is_in(odd))


def all_left_out(grid: Grid) -> Cells:
    """The cells of a grid none of whose numbers is a score."""
    body = grid.frame.with_row_index("at")
    return Cells(left_out=sum(number_cells(part, grid.width).height for part in body.iter_slices(PIECE)))
