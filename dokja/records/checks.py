"""Validation rules: for single cells, from the data package; for whole rows, from the schema's CHECK constraints."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import duckdb
import polars as pl

from dokja.records import signs
from dokja.records.problems import Problem
from dokja.records.store import QUERIES

NUMBER = r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$"
INTEGER = r"^-?[0-9]{1,18}$"
DAY_OR_MONTH = r"\d{4}-\d{2}(-\d{2})?"
LINES = ("text_", "description_", "note_", "reason_")
"""How the names of columns begin that may hold several lines: those for which the form has a box of several."""
Rule = Callable[[pl.Expr], pl.Expr]
"""Whether a cell is valid; null if this rule cannot tell, which leaves the cell to the other rules."""
FORMS = {
    DAY_OR_MONTH: "form_day_or_month",
    r"-?\d{1,12}(\.\d+)?": "form_number",
    r"-?\d{1,12}(\.\d{1,6})?": "form_number",
}
"""Named rules for the data package's date and number patterns."""


def cells(frame: pl.DataFrame, resource: dict[str, Any]) -> list[Problem]:
    """Problems with single cells of a text frame under the data package's rules: the first broken rule of each cell."""
    problems: list[Problem] = []
    for field in resource["schema"]["fields"]:
        cell, required = pl.col(field["name"]), field.get("constraints", {}).get("required")
        broken = frame.lazy().select(
            pl.int_range(pl.len()).alias("row"),
            value=cell,
            rule=pl.when(cell.is_null())
            .then(pl.lit("required" if required else None))
            .otherwise(pl.coalesce(pl.when(~holds(cell)).then(pl.lit(name)) for name, holds in rules(field))),
        )
        for row, value, rule in broken.filter(pl.col("rule").is_not_null()).collect().rows():
            problems.append(
                Problem(
                    resource["path"], rule, row + 2, field["name"], value, details(field, rule, value or "")
                )
            )
    return problems


def rules(field: dict[str, Any]) -> list[tuple[str, Rule]]:
    """Rules for the non-empty cells of a column, as (name, rule) pairs."""
    limits = field.get("constraints", {})
    found: list[tuple[str, Rule]] = [
        ("sign", lambda cell: ~cell.str.contains(signs.PATTERN)),
        ("line_end", lambda cell: ~cell.str.contains(r"[\t\r]" if has_lines(field) else r"[\t\r\n]")),
        ("text_too_long", lambda cell: cell.str.len_chars() <= signs.LONGEST_TEXT),
        ("word_too_long", lambda cell: ~cell.str.contains(signs.LONG_WORD)),
        ("blanks", lambda cell: cell.str.strip_chars() == cell),
    ]
    match field["type"]:
        case "number":
            found.append(("number", lambda cell: cell.str.contains(NUMBER)))
        case "integer":
            found.append(("integer", lambda cell: cell.str.contains(INTEGER)))
        case "boolean":
            found.append(("boolean", lambda cell: cell.is_in(["true", "false"])))
        case "date":
            found.append(("date", lambda cell: cell.str.to_date("%Y-%m-%d", strict=False).is_not_null()))
    if "enum" in limits:
        found.append(("enum", lambda cell: cell.is_in(limits["enum"])))
    if "pattern" in limits:
        form = FORMS.get(limits["pattern"], "pattern")
        found.append((form, lambda cell: cell.str.contains(whole(limits["pattern"]))))
        if limits["pattern"] == DAY_OR_MONTH:
            found.append(("no_such_day", is_day_or_month))
    if "minimum" in limits:
        found.append(("minimum", lambda cell: cell.cast(pl.Float64, strict=False) >= limits["minimum"]))
    if "maximum" in limits:
        found.append(("maximum", lambda cell: cell.cast(pl.Float64, strict=False) <= limits["maximum"]))
    return found


def has_lines(field: dict[str, Any]) -> bool:
    """Whether a field holds text of several lines."""
    return bool(field["name"].startswith(LINES))


def whole(pattern: str) -> str:
    """Anchor a pattern to the whole cell and limit \\d to 0-9; on its own it also matches digits of other scripts."""
    digits = pattern.replace(r"\d", "[0-9]")
    return f"^(?:{digits})$"


def is_day_or_month(cell: pl.Expr) -> pl.Expr:
    """Whether a cell is a date or month that exists in the calendar."""
    day = pl.when(cell.str.len_chars() == len("2026-08")).then(cell + "-01").otherwise(cell)
    return day.str.to_date("%Y-%m-%d", strict=False).is_not_null()


def details(field: dict[str, Any], broken: str, value: str) -> dict[str, str]:
    """Values for the message of a broken rule."""
    limits = field.get("constraints", {})
    match broken:
        case "sign":
            return signs.told(value)
        case "text_too_long":
            return {"limit": f"{signs.LONGEST_TEXT:,}"}
        case "word_too_long":
            return {"limit": f"{signs.LONGEST_WORD:,}"}
        case "enum":
            return {"allowed": ", ".join(limits["enum"])}
        case "pattern":
            return {"pattern": limits["pattern"]}
        case "minimum" | "maximum":
            return {"limit": str(limits[broken])}
    return {}


def rows(tables: dict[str, pl.DataFrame], resources: list[dict[str, Any]]) -> list[Problem]:
    """Problems for rows of typed frames that violate one of the schema's CHECK constraints."""
    problems: list[Problem] = []
    with duckdb.connect() as connection:
        for resource in resources:
            connection.execute((QUERIES / "schema" / f"{resource['name']}.sql").read_text("utf-8"))
        for name, expression in check_expressions(connection):
            if name not in tables:
                continue
            path = next(resource["path"] for resource in resources if resource["name"] == name)
            connection.register("staged", tables[name].with_row_index("row_number"))
            query = f"select row_number from staged where not ({expression})"  # noqa: S608
            broken = [number for (number,) in connection.sql(query).fetchall()]
            problems += [
                Problem(path, "check", number + 2, details={"rule": re.sub(r"[()]", "", expression)})
                for number in broken
            ]
    return problems


def check_expressions(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Table name and expression of every CHECK constraint."""
    query = (
        "select table_name, expression from duckdb_constraints() where constraint_type = 'CHECK' order by all"
    )
    return list(connection.sql(query).fetchall())
