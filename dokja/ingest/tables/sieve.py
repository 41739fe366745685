"""Rows of a table still to be imported, and what was dropped from them, each with its place and reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from dokja.ingest import truncate_reports
from dokja.ingest.reading import LeftOut
from dokja.ingest.values import digits
from dokja.records.problems import Problem

Place = Callable[[Mapping[str, Any]], str]
"""The place of a cell, given the row of the frame that it belongs to."""


GONE = {"at": pl.Int64, "column": pl.Int64, "fate": pl.String}


@dataclass
class Sieve:
    """A frame with columns at (row of the grid) and row (of the file), and what went: problems, and values left out.

    gone holds at, column (null for the whole row) and fate (a name of Cells); columns_left are left out as a whole.
    """

    path: str
    frame: pl.DataFrame
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    gone: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=GONE))
    columns_left: set[int] = field(default_factory=set)

    def let_go(self, frame: pl.DataFrame, fate: str) -> None:
        """Note rows, or cells, that are not imported."""
        column = pl.col("column") if "column" in frame.columns else pl.lit(None)
        went = frame.select("at", column.cast(pl.Int64).alias("column"), pl.lit(fate).alias("fate"))
        self.gone = pl.concat([self.gone, went])

    def take_over(self, other: Sieve) -> None:
        """Add what went from another sieve of the same table."""
        self.problems += other.problems
        self.left_out += other.left_out
        self.gone = pl.concat([self.gone, other.gone])

    def drop(
        self, mask: pl.Expr, rule: str | pl.Expr, text: str, place: Place, **details: pl.Expr | str
    ) -> None:
        """Drop the rows of a mask, each with a problem that tells the place and the text of a column."""
        rule_of = pl.lit(rule) if isinstance(rule, str) else rule
        said = {name: pl.lit(one) if isinstance(one, str) else one for name, one in details.items()}
        bad = self.frame.filter(mask)
        if bad.is_empty():
            return
        bad = bad.with_columns(
            rule_of.alias("rule"), *(one.alias(f"said {name}") for name, one in said.items())
        )
        for row in bad.head(truncate_reports.MOST_ALIKE).iter_rows(named=True):
            value = None if row[text] is None else row[text].removeprefix(digits.UNCALCULATED)
            told = {name: str(row[f"said {name}"]) for name in said}
            self.problems.append(Problem(self.path, row["rule"], row["row"], place(row), value, told))
        others = bad.slice(truncate_reports.MOST_ALIKE).group_by("rule").len().iter_rows()
        self.problems.extend(truncate_reports.further(self.path, one, None, count) for one, count in others)
        self.let_go(bad, "refused")
        self.frame = self.frame.filter(~mask.fill_null(value=False))

    def leave(
        self,
        mask: pl.Expr,
        reason: str | pl.Expr,
        text: str | Callable[[Mapping[str, Any]], str],
        place: Place,
        *,
        keep: bool = False,
    ) -> None:
        """Record a text of the rows of a mask as left out, and drop the rows unless keep is set."""
        left = self.frame.filter(mask)
        if left.is_empty():
            return
        left = left.with_columns((pl.lit(reason) if isinstance(reason, str) else reason).alias("reason"))
        for row in left.head(truncate_reports.MOST_ALIKE).iter_rows(named=True):
            shown = text(row) if callable(text) else row[text] or ""
            self.left_out.append(LeftOut(row["row"], place(row), shown, row["reason"]))
        others = left.slice(truncate_reports.MOST_ALIKE).group_by("reason").len().iter_rows()
        self.left_out.extend(truncate_reports.further_left_out(one, count) for one, count in others)
        if not keep:
            self.let_go(left, "left_out")
            self.frame = self.frame.filter(~mask.fill_null(value=False))


def with_read(
    frame: pl.DataFrame,
    columns: Sequence[str],
    read: Callable[..., Mapping[str, Any]],
    schema: Mapping[str, Any],
) -> pl.DataFrame:
    """The frame with further columns of a schema: what read says of each distinct combination of texts (null is "")."""
    distinct = frame.select(columns).unique(maintain_order=True)
    said = [read(*(text or "" for text in row)) for row in distinct.iter_rows()]
    found = [pl.Series(name, [one.get(name) for one in said], kind) for name, kind in schema.items()]
    return frame.join(
        distinct.with_columns(found), on=columns, how="left", nulls_equal=True, maintain_order="left"
    )
