"""Validation across rows: primary keys, duplicate rows and foreign keys."""

from __future__ import annotations

from typing import Any

import polars as pl

from dokja.records import data_package
from dokja.records.problems import Problem


def violations(
    tables: dict[str, pl.DataFrame], texts: dict[str, pl.DataFrame], resources: list[dict[str, Any]]
) -> list[Problem]:
    """Every duplicate key and dangling reference, with values as written in the text."""
    problems: list[Problem] = []
    for resource in resources:
        if resource["name"] not in texts:
            continue
        frame = texts[resource["name"]].with_row_index("row_number", offset=2)
        problems += repeated(frame, resource)
        for reference in resource["schema"].get("foreignKeys", []):
            target = reference["reference"]["resource"]
            if target in texts:
                problems += dangling(frame, texts[target], resource["path"], reference, target)
    return problems


def repeated(frame: pl.DataFrame, resource: dict[str, Any]) -> list[Problem]:
    """Rows that repeat the key of an earlier row, or its whole content if the table has no key."""
    names = [field["name"] for field in resource["schema"]["fields"]]
    key = data_package.key_of(resource)
    later = frame.with_columns(first=pl.col("row_number").min().over(key)).filter(
        pl.col("row_number") > pl.col("first")
    )
    return [
        Problem(
            resource["path"],
            "repeated",
            row["row_number"],
            ", ".join(key) if len(key) < len(names) else None,
            ", ".join(row[name] or "" for name in key) if len(key) < len(names) else None,
            {"first": str(row["first"])},
        )
        for row in later.iter_rows(named=True)
    ]


def dangling(
    frame: pl.DataFrame, target: pl.DataFrame, path: str, reference: dict[str, Any], target_name: str
) -> list[Problem]:
    """Rows whose foreign key does not exist in the referenced table; an empty key is not a reference."""
    (column,), (key,) = reference["fields"], reference["reference"]["fields"]
    lost = frame.drop_nulls(column).join(target, left_on=column, right_on=key, how="anti")
    return [
        Problem(path, "no_such_key", row["row_number"], column, row[column], {"file": f"{target_name}.csv"})
        for row in lost.sort("row_number").iter_rows(named=True)
    ]
