"""Reshapes the rows of a sheet to one row per score, still as text, with columns by role."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import polars as pl

from dokja.export.guard import LIVE
from dokja.ingest.content import LONGEST_CELL
from dokja.ingest.reading import LeftOut
from dokja.ingest.tables.sheet.columns import Layout, Table
from dokja.ingest.tables.sheet.sheet_labels import without_other_rows
from dokja.ingest.tables.sheet.sheets import ROW, letters
from dokja.ingest.values import digits
from dokja.ingest.values.header_words import ROLES
from dokja.records.problems import Problem

TEXTS = tuple(role for role in ROLES if role != "ignored")
FROM_HEADING = ("metric", "mode", "effort", "shots")
PIECE = 50_000
GUARDED = rf"^'([{re.escape(LIVE)}])"


def usable(path: str, found: Table, layout: Layout) -> tuple[pl.DataFrame, list[Problem], list[LeftOut]]:
    """Rows of a sheet that can hold scores, problems for unreadable rows, and left-out entries for the rest."""
    body, left_out = without_text_lines(found)
    body, others = without_other_rows(found, layout, body)
    body, long_cells = without_long_cells(path, found, body)
    body, nameless = without_nameless(path, found, layout, body)
    return body, long_cells + nameless, left_out + others + unused_columns(found, layout)


def pieces(found: Table, layout: Layout, body: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """One row per score, in pieces of about PIECE rows: row, column, value_column, place and TEXTS."""
    waiting: list[pl.DataFrame] = []
    for at in columns_of(layout, "score"):
        for part in body.iter_slices(PIECE):
            waiting.append(one_column(found, layout, part, at))
            if sum(frame.height for frame in waiting) >= PIECE:
                yield pl.concat(waiting)
                waiting = []
    if waiting:
        yield pl.concat(waiting)


def number_tables(found: Table, layout: Layout, body: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Each distinct text of the score, stderr and n_items columns parsed as a number, judged by its whole column."""
    tables = {}
    for role in ("score", "stderr", "n_items"):
        pairs = [(at, source(found, layout, role, at)) for at in columns_of(layout, "score")]
        texts = [
            body.select(counted(role, pl.col(str(other))).unique().alias("text")).select(
                pl.lit(key(found, at)).alias("column"), "text"
            )
            for at, other in pairs
            if other is not None
        ]
        empty = pl.DataFrame({"column": [key(found, at) for at, _ in pairs], "text": ""})
        tables[role] = digits.numbers(pl.concat([empty, *texts]), typed=found.sheet.typed)
    return tables


def counted(role: str, text: pl.Expr) -> pl.Expr:
    """A text as lookup key; in a number of items, three digits after a comma or point are thousands."""
    if role != "n_items":
        return text.fill_null("")
    grouped = text.str.contains(r"^[1-9][0-9]{0,2}([,.][0-9]{3})+$")
    return pl.when(grouped).then(text.str.replace_all(r"[,.]", "")).otherwise(text).fill_null("")


def key(found: Table, at: int) -> str:
    """Identifier of a score column, unique across sheets."""
    return f"{found.sheet.name}!{at}"


def columns_of(layout: Layout, role: str) -> list[int]:
    """The columns with a role."""
    return [at for at, (_, one) in enumerate(layout.roles) if one == role]


def source(found: Table, layout: Layout, role: str, at: int) -> int | None:
    """The column that holds a role for the values of a score column; None if there is none."""
    if role == "score":
        return at
    if role in paired(layout):
        return partner(found, layout, role, at)
    return next(iter(columns_of(layout, role)), None)


def paired(layout: Layout) -> tuple[str, ...]:
    """Roles whose columns each belong to one score column in a wide table."""
    return () if layout.kind == "long" else ("stderr", "n_items")


def without_text_lines(found: Table) -> tuple[pl.DataFrame, list[LeftOut]]:
    """The body without remarks, headings and repeated headers; these, and lines above the header, as left out."""
    width = found.sheet.width
    columns = [str(at) for at in range(width)]
    filled = pl.sum_horizontal(pl.col(columns).is_not_null())
    is_line = filled <= 1 if width > 1 else pl.lit(False)
    if found.sheet.typed and width > 1:
        is_line |= pl.concat_list(columns).list.drop_nulls().list.n_unique() <= 1
    repeated = pl.all_horizontal(
        pl.col(str(at)).eq_missing(pl.lit(sub or None)) for at, sub in enumerate(found.subs)
    )
    above = found.sheet.frame.filter(pl.col(ROW) < found.first_header_row)
    lines = pl.concat([above, found.body.filter(is_line & ~repeated)])
    left_out = [
        *(
            LeftOut(row[0], "", " ".join(dict.fromkeys(cell for cell in row[1:] if cell)), "text_line")
            for row in lines.iter_rows()
        ),
        *(
            LeftOut(row, "", " ".join(found.headers), "repeated_header")
            for row in found.body.filter(repeated)[ROW]
        ),
    ]
    return found.body.filter(~is_line & ~repeated), left_out


def without_long_cells(path: str, found: Table, body: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem]]:
    """The body without rows that hold an overlong cell, and problems for those rows."""
    columns = [str(at) for at in range(found.sheet.width)]
    too_long = pl.any_horizontal(pl.col(columns).str.len_chars() > LONGEST_CELL)
    problems = []
    for row in body.filter(too_long).iter_rows():
        at = next(place for place, cell in enumerate(row[1:]) if cell and len(cell) > LONGEST_CELL)
        place = found.sheet.place(at, found.headers[at], row[0])
        details = {"limit": f"{LONGEST_CELL:,}"}
        problems.append(Problem(path, "cell_too_long", row[0], place, row[at + 1], details))
    return body.filter(~too_long.fill_null(False)), problems


def without_nameless(
    path: str, found: Table, layout: Layout, body: pl.DataFrame
) -> tuple[pl.DataFrame, list[Problem]]:
    """The body without rows that have a value but no model or benchmark, and problems for those rows."""
    problems: list[Problem] = []
    has_value = pl.any_horizontal(pl.col(str(at)).is_not_null() for at in columns_of(layout, "score"))
    for role in ("model", "benchmark"):
        for at in columns_of(layout, role):
            nameless = pl.col(str(at)).is_null() & has_value
            for row in body.filter(nameless)[ROW]:
                place = found.sheet.place(at, found.headers[at], row)
                problems.append(Problem(path, f"no_{role}", row, place))
            body = body.filter(~nameless)
    return body, problems


def unused_columns(found: Table, layout: Layout) -> list[LeftOut]:
    """Left-out entries for columns that are not imported, and for group headers that name no column."""
    left_out = []
    scores = columns_of(layout, "score")
    used = {source(found, layout, role, at) for role in paired(layout) for at in scores}
    unpaired = {at for role in paired(layout) for at in columns_of(layout, role)} - used
    for at in sorted({*columns_of(layout, "ignored"), *unpaired}):
        header = found.headers[at]
        if found.body[str(at)].null_count() < found.body.height:
            place = found.sheet.place(at, header, found.header_row)
            left_out.append(LeftOut(found.header_row, place, header, "ignored_column"))
    groups = {found.headings[at].group: at for at in reversed(scores) if layout.kind != "long"}
    for group, at in groups.items():
        if group:
            place = found.sheet.place(at, found.headers[at], found.first_header_row)
            left_out.append(LeftOut(found.first_header_row, place, group, "group_header"))
    return left_out


def one_column(found: Table, layout: Layout, body: pl.DataFrame, at: int) -> pl.DataFrame:
    """The rows of one score column, with the texts of other columns and the attributes from its header."""
    said = found.headings[at]
    texts = {}
    for role in TEXTS:
        other = source(found, layout, role, at)
        texts[role] = pl.lit(None, pl.String) if other is None else pl.col(str(other))
    for role in FROM_HEADING:
        texts[role] = pl.coalesce(texts[role], pl.lit(getattr(said, role), pl.String))
    if layout.kind != "long":
        texts["benchmark" if layout.kind == "models_in_rows" else "model"] = pl.lit(said.name)
    header = pl.lit(found.headers[at])
    cell = pl.lit(f"{found.sheet.name}!{letters(at)}") + pl.col(ROW).cast(pl.String)
    return body.select(
        ROW,
        pl.lit(at).alias("column"),
        pl.lit(key(found, at)).alias("value_column"),
        (cell if found.sheet.typed else header).alias("place"),
        pl.lit(said.scale, pl.String).alias("header_scale"),
        *(text.str.replace(GUARDED, "$1").alias(role) for role, text in texts.items()),
    )


def partner(found: Table, layout: Layout, role: str, at: int) -> int | None:
    """A score column's stderr or n_items column: the one with the same name, or the only one; None if there is none."""
    columns = columns_of(layout, role)
    same = [other for other in columns if found.headings[other].name == found.headings[at].name]
    alone = len(columns) == 1 and len(columns_of(layout, "score")) == 1
    return next(iter(same or (columns if alone else [])), None)


def place_of(found: Table, layout: Layout) -> Callable[[str, int, int], str]:
    """A function that gives the place of a value by role, score column and row."""

    def place(role: str, score_column: int, row: int) -> str:
        other = source(found, layout, role, score_column)
        at = score_column if other is None else other
        return found.sheet.place(at, found.headers[at], row)

    return place
