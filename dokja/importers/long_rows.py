"""Rows of a sheet as one row a number, still as text, with the roles that its columns have."""

from __future__ import annotations

import re
from collections.abc import Callable

import polars as pl

from dokja.export.guard import LIVE
from dokja.importers.columns import Layout, Table
from dokja.importers.content import LONGEST_CELL
from dokja.importers.reading import LeftOut
from dokja.importers.sheets import ROW, letters
from dokja.problems import Problem

TEXTS = (
    "model",
    "benchmark",
    "metric",
    "score",
    "unit",
    "mode",
    "effort",
    "conditions",
    "tools",
    "shots",
    "subset",
    "version",
    "harness",
    "stderr",
    "n_items",
    "reporter",
    "measured_on",
)
FROM_HEADING = ("metric", "mode", "effort", "shots")
GUARDED = rf"^'([{re.escape(LIVE)}])"


def long(path: str, found: Table, layout: Layout) -> tuple[pl.DataFrame, list[Problem], list[LeftOut]]:
    """row, sheet, column, place and TEXTS of every number of a sheet, the places where else a role stands, and what is no number."""
    body, left_out = without_text_lines(found)
    body, problems = without_long_cells(path, found, body)
    left_out += unused_columns(found, layout)
    fixed = {
        role: at
        for at, (_, role) in enumerate(layout.roles)
        if role in TEXTS and role not in ("score", *paired(layout))
    }
    score_columns = [at for at, (_, role) in enumerate(layout.roles) if role == "score"]
    parts = [one_column(found, layout, body, fixed, at) for at in score_columns]
    return pl.concat(parts), problems, left_out


def paired(layout: Layout) -> tuple[str, ...]:
    """Roles that in a wide table belong to one score column each."""
    return () if layout.kind == "long" else ("stderr", "n_items")


def without_text_lines(found: Table) -> tuple[pl.DataFrame, list[LeftOut]]:
    """The body without remarks, headings and repeated headers; those, and what stands above the header."""
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
    """The body without rows that hold a cell longer than is read, and those."""
    columns = [str(at) for at in range(found.sheet.width)]
    too_long = pl.any_horizontal(pl.col(columns).str.len_chars() > LONGEST_CELL)
    problems = []
    for row in body.filter(too_long).iter_rows():
        at = next(place for place, cell in enumerate(row[1:]) if cell and len(cell) > LONGEST_CELL)
        place = found.sheet.place(at, found.headers[at], row[0])
        details = {"limit": f"{LONGEST_CELL:,}"}
        problems.append(Problem(path, "cell_too_long", row[0], place, row[at + 1], details))
    return body.filter(~too_long.fill_null(False)), problems


def unused_columns(found: Table, layout: Layout) -> list[LeftOut]:
    """Columns whose cells are not taken over, and group headers that name no column."""
    left_out = []
    for at, (header, role) in enumerate(layout.roles):
        if role == "ignored" and found.body[str(at)].null_count() < found.body.height:
            place = found.sheet.place(at, header, found.header_row)
            left_out.append(LeftOut(found.header_row, place, header, "ignored_column"))
    groups = {found.headings[at].group: at for at, (_, role) in enumerate(layout.roles) if role == "score"}
    for group, at in groups.items():
        if group and layout.kind != "long":
            place = found.sheet.place(at, found.headers[at], found.first_header_row)
            left_out.append(LeftOut(found.first_header_row, place, group, "group_header"))
    return left_out


def one_column(
    found: Table, layout: Layout, body: pl.DataFrame, fixed: dict[str, int], at: int
) -> pl.DataFrame:
    """The rows of one score column, with the texts of the fixed columns and what its header adds."""
    places = (
        fixed
        | {"score": at}
        | {role: other for role in paired(layout) if (other := partner(found, layout, role, at)) is not None}
    )
    said = found.headings[at]
    texts = {role: pl.col(str(places[role])) if role in places else pl.lit(None, pl.String) for role in TEXTS}
    for role in FROM_HEADING:
        texts[role] = pl.coalesce(texts[role], pl.lit(getattr(said, role), pl.String))
    if layout.kind != "long":
        texts["benchmark" if layout.kind == "models_in_rows" else "model"] = pl.lit(said.name)
    header = pl.lit(found.headers[at])
    cell = pl.lit(f"{found.sheet.name}!{letters(at)}") + pl.col(ROW).cast(pl.String)
    return body.select(
        ROW,
        pl.lit(found.sheet.name).alias("sheet"),
        pl.lit(at).alias("column"),
        pl.lit(f"{found.sheet.name}!{at}").alias("value_column"),
        (cell if found.sheet.typed else header).alias("place"),
        pl.lit(said.scale, pl.String).alias("header_scale"),
        *(text.str.replace(GUARDED, "$1").alias(role) for role, text in texts.items()),
    )


def partner(found: Table, layout: Layout, role: str, at: int) -> int | None:
    """The column that holds the standard error or number of items of a score column: the one with its name, or the only one."""
    columns = [other for other, (_, one) in enumerate(layout.roles) if one == role]
    same = [other for other in columns if found.headings[other].name == found.headings[at].name]
    alone = len(columns) == 1 and sum(one == "score" for _, one in layout.roles) == 1
    return next(iter(same or (columns if alone else [])), None)


def place_of(found: Table, layout: Layout) -> Callable[[str, int, int], str]:
    """Where a role of a number stands, by role, score column and row."""

    def place(role: str, score_column: int, row: int) -> str:
        other = partner(found, layout, role, score_column) if role in paired(layout) else None
        named = [at for at, (_, one) in enumerate(layout.roles) if one == role and role != "score"]
        at = other if other is not None else next(iter(named), score_column)
        return found.sheet.place(at, found.headers[at], row)

    return place
