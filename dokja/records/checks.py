"""Rules for one cell, from the data package, and rules across a row, from the schema's CHECK constraints."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandera.polars as pa
import polars as pl

from dokja.records import signs
from dokja.records.problems import Problem

SCHEMA = Path(__file__).resolve().parents[2] / "queries" / "schema"
NUMBER = r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$"
INTEGER = r"^-?[0-9]{1,18}$"
DAY_OR_MONTH = r"\d{4}-\d{2}(-\d{2})?"
FORMS = {
    DAY_OR_MONTH: "form_day_or_month",
    r"-?\d{1,12}(\.\d+)?": "form_number",
    r"-?\d{1,12}(\.\d{1,6})?": "form_number",
}
"""Rules in words for patterns of days and numbers in the data package."""


def cells(frame: pl.DataFrame, resource: dict[str, Any]) -> list[Problem]:
    """What is wrong with single cells of a frame of text, by the rules of the data package."""
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    schema = pa.DataFrameSchema({name: column(field) for name, field in fields.items()})
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        failures = error.failure_cases
    else:
        return []
    found: dict[tuple[int, str], Problem] = {}
    for failure in failures.iter_rows(named=True):
        row, name = failure["index"], failure["column"]
        value = frame[row, name]
        rule = "required" if value is None else str(failure["check"])
        found.setdefault(
            (row, name),
            Problem(resource["path"], rule, row + 2, name, value, details(fields[name], rule, value or "")),
        )
    return list(found.values())


def column(field: dict[str, Any]) -> pa.Column:
    """The rules of one column of text."""
    limits = field.get("constraints", {})
    rules = [
        rule("sign", lambda cell: ~cell.str.contains(signs.PATTERN)),
        rule("blanks", lambda cell: cell.str.strip_chars() == cell),
    ]
    match field["type"]:
        case "number":
            rules.append(rule("number", lambda cell: cell.str.contains(NUMBER)))
        case "integer":
            rules.append(rule("integer", lambda cell: cell.str.contains(INTEGER)))
        case "boolean":
            rules.append(rule("boolean", lambda cell: cell.is_in(["true", "false"])))
        case "date":
            rules.append(rule("date", lambda cell: cell.str.to_date("%Y-%m-%d", strict=False).is_not_null()))
    if "enum" in limits:
        rules.append(rule("enum", lambda cell: cell.is_in(limits["enum"])))
    if "pattern" in limits:
        form = FORMS.get(limits["pattern"], "pattern")
        rules.append(rule(form, lambda cell: cell.str.contains(whole(limits["pattern"]))))
        if limits["pattern"] == DAY_OR_MONTH:
            rules.append(rule("no_such_day", is_day_or_month))
    if "minimum" in limits:
        rules.append(rule("minimum", lambda cell: cell.cast(pl.Float64, strict=False) >= limits["minimum"]))
    if "maximum" in limits:
        rules.append(rule("maximum", lambda cell: cell.cast(pl.Float64, strict=False) <= limits["maximum"]))
    return pa.Column(pl.String, rules, nullable=not limits.get("required", False))


def whole(pattern: str) -> str:
    """A pattern for a whole cell, whose digits are 0 to 9: a \\d alone also takes those of every other script."""
    digits = pattern.replace(r"\d", "[0-9]")
    return f"^(?:{digits})$"


def is_day_or_month(cell: pl.Expr) -> pl.Expr:
    """Whether the calendar has a day, or a month."""
    day = pl.when(cell.str.len_chars() == len("2026-08")).then(cell + "-01").otherwise(cell)
    return day.str.to_date("%Y-%m-%d", strict=False).is_not_null()


def rule(name: str, holds: Callable[[pl.Expr], pl.Expr]) -> pa.Check:
    """A rule for every cell that is not empty; one that cannot be decided is left to the other rules."""

    def check(data: Any) -> pl.LazyFrame:
        cell = pl.col(data.key)
        return data.lazyframe.select(cell.is_null() | holds(cell).fill_null(value=True))  # type: ignore[no-any-return]

    return pa.Check(check, name=name, error=name)


def details(field: dict[str, Any], broken: str, value: str) -> dict[str, str]:
    """What the message of a broken rule needs to know."""
    limits = field.get("constraints", {})
    match broken:
        case "sign":
            return {"sign": signs.first(value) or ""}
        case "enum":
            return {"allowed": ", ".join(limits["enum"])}
        case "pattern":
            return {"pattern": limits["pattern"]}
        case "minimum" | "maximum":
            return {"limit": str(limits[broken])}
    return {}


def rows(tables: dict[str, pl.DataFrame], resources: list[dict[str, Any]]) -> list[Problem]:
    """Rows of typed frames that break a CHECK of the schema."""
    problems: list[Problem] = []
    with duckdb.connect() as connection:
        for resource in resources:
            connection.execute((SCHEMA / f"{resource['name']}.sql").read_text("utf-8"))
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
    """Table and expression of every CHECK constraint."""
    query = (
        "select table_name, expression from duckdb_constraints() where constraint_type = 'CHECK' order by all"
    )
    return list(connection.sql(query).fetchall())
