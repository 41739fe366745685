"""Rows of a wide table that hold no scores: numbers of items, errors and shots of the scores, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import polars as pl

from dokja.ingest.reading import conditions
from dokja.ingest.tables.header_rows import Table
from dokja.ingest.tables.layout import NAMED_BY, Layout, columns_of
from dokja.ingest.tables.rows import leave_rows
from dokja.ingest.tables.score_headers import PART
from dokja.ingest.tables.sieve import Sieve
from dokja.ingest.values import cell_words, digits
from dokja.ingest.values.roles import LAST_BRACKETS, SIZES, is_beside, label, no_score, word_for_no_score
from dokja.ingest.values.vocabulary import NO_SCORES, normal, roles_called

OF_SCORES = ("n_items", "stderr", "shots")
"""What a row may say of the scores above it."""
OF_COLUMNS = ("n_items", "shots")
"""What one row may say of all scores of each benchmark, where these are columns."""
NAMING = ("model", "benchmark", "score", "mode", "effort")
"""Roles whose words may name a row of scores."""


def take_rows_beside(rows: Sieve, found: Table, layout: Layout) -> None:
    """Take the rows that hold no scores out of a wide table.

    What they say of the scores of a column becomes a column of the frame (see column_of); other rows are left out.
    """
    if layout.kind == "long":
        without_rows_beside(rows, found, layout)
        return
    name = NAMED_BY[layout.kind]
    kinds = {text: kind for text in rows.frame[name].drop_nulls().unique() if (kind := kind_of(text, layout))}
    if not kinds:
        return
    stated = rows.frame.select("at", "group", pl.col(name).fill_null("").alias("name")).rows(named=True)
    for role in OF_SCORES:
        of_scores = scores_of(stated, kinds, role, layout)
        take_said(rows, layout, role, of_scores)
        used = set(of_scores.values())
        rows.let_go(rows.frame.filter(pl.col("at").is_in([*used])), "beside")
        rows.frame = rows.frame.filter(~pl.col("at").is_in([*used]))
    for reason in sorted({why_left(text, layout) for text in kinds}):
        texts = [text for text in kinds if why_left(text, layout) == reason]
        leave_rows(rows, found, layout, pl.col(name).is_in(texts), reason, name)


def without_rows_beside(rows: Sieve, found: Table, layout: Layout) -> None:
    """Leave out the rows of a long table whose model, benchmark or metric is a word for items, errors or shots."""
    for role in ("model", "benchmark", "metric"):
        texts = rows.frame[role].drop_nulls().unique(maintain_order=True)
        beside = [text for text in texts if kind_of(text, layout) in OF_SCORES]
        leave_rows(rows, found, layout, pl.col(role).is_in(beside), "card_of_benchmark", role)


def kind_of(name: str, layout: Layout) -> str | None:
    """What a row holds that has no scores by its name: a role of OF_SCORES, or other; None for rows of scores."""
    if part := part_of(name):
        return str(part.lastgroup)
    called = roles_called(label(name.lstrip("±+-/ ")))
    if called and called[0] in OF_SCORES:
        is_of_models = called[0] == "shots" and layout.kind == "models_in_columns"
        return None if is_of_models else called[0]  # names takes the shots of models, like their efforts
    if layout.kind == "models_in_columns":
        return "other" if is_beside(name) and not (called and called[0] in SIZES) else None
    is_word = bool(called) and called[0] not in NAMING
    return "other" if is_word or word_for_no_score(name) else None


def part_of(name: str) -> re.Match[str] | None:
    """A name that says what of the benchmark or model before it the row holds, as in 'KMMLU (stderr)'."""
    part = PART.fullmatch(LAST_BRACKETS.sub(r" \1", name).strip())
    return part if part and part.lastgroup in OF_SCORES else None


def scores_of(
    stated: Sequence[dict[str, Any]], kinds: dict[str, str], role: str, layout: Layout
) -> dict[int, int]:
    """The row that says something of a role for each row of scores, by their rows of the grid; empty if that is unclear.

    It stands below its row of scores, and all of them have one; or it is the only one and holds for all of a column.
    """
    scores = [row for row in stated if row["name"] not in kinds]
    saying = [row for row in stated if kinds.get(row["name"]) == role]
    if layout.kind == "models_in_rows" and role in OF_COLUMNS and len(saying) == 1:
        return {row["at"]: saying[0]["at"] for row in scores}
    found: dict[int, int] = {}
    named: dict[int, int] = {}
    for row in saying:
        above = [one for one in scores if one["at"] < row["at"] and one["group"] == row["group"]][-1:]
        part = part_of(row["name"])
        for one in above:
            if part is None and one["at"] in found:
                return named
            if part is None:
                found[one["at"]] = row["at"]
            elif normal(part["name"]) == normal(one["name"]):
                named[one["at"]] = row["at"]
    return found | named if len(found | named) == len(scores) else named


def take_said(rows: Sieve, layout: Layout, role: str, of_scores: dict[int, int]) -> None:
    """Set what rows say of a role as a column of the frame for each column of scores."""
    for at in columns_of(layout, "score") if of_scores else ():
        texts = dict(rows.frame.select("at", str(at)).iter_rows())
        said = {score: in_words(role, texts[beside]) for score, beside in of_scores.items()}
        of_column = pl.col("at").replace_strict(said, default=None, return_dtype=pl.String)
        rows.frame = rows.frame.with_columns(of_column.alias(column_of(role, at)))


def in_words(role: str, text: str | None) -> str | None:
    """What a cell says of a role: shots as a condition, otherwise its text; None if it says nothing."""
    if text is None or digits.is_missing(text):
        return None
    return conditions(cell_words.shots(text)) if role == "shots" else text


def column_of(role: str, at: int) -> str:
    """The column of a frame of rows that holds what a row beside says of the scores of a column."""
    return f"{role} of {at}"


def why_left(name: str, layout: Layout) -> str:
    """Why a row that holds no scores is left out."""
    is_of_model = layout.kind == "models_in_columns" and kind_of(name, layout) == "other"
    reason = no_score(name)
    if reason and (is_of_model or reason in NO_SCORES):
        return reason
    return "card_not_a_score" if is_of_model else "card_of_benchmark"
