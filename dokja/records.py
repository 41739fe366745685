"""Reading the records: every file of the data package, typed, or everything that is wrong with them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import polars as pl

from dokja import checks, keys, package
from dokja.problems import InvalidRecords, Problem

__all__ = ["InvalidRecords", "read"]

TYPES: dict[str, pl.DataType] = {
    "string": pl.String(),
    "number": pl.Decimal(18, 6),
    "integer": pl.Int64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
}


def read(folder: Path) -> dict[str, pl.DataFrame]:
    """All tables of the data package in a folder, typed as it says; number is Decimal(18, 6).

    Raises InvalidRecords with every problem of every file at once.
    """
    resources = package.read(folder)["resources"]
    problems: list[Problem] = []
    texts: dict[str, pl.DataFrame] = {}
    for resource in resources:
        table, found = read_text(folder / resource["path"], resource)
        found += checks.cells(table, resource) if table is not None else []
        problems += found
        if table is not None:
            texts[resource["name"]] = table
    typed = {
        resource["name"]: to_types(texts[resource["name"]], resource)
        for resource in resources
        if resource["name"] in texts
    }
    problems += keys.violations(typed, texts, resources)
    bad_rows = {(problem.file, problem.row) for problem in problems}
    problems += [found for found in checks.rows(typed, resources) if (found.file, found.row) not in bad_rows]
    if problems:
        raise InvalidRecords(sorted(problems, key=lambda one: (one.file, one.row or 0, one.column or "")))
    return typed


def read_text(file: Path, resource: dict[str, Any]) -> tuple[pl.DataFrame | None, list[Problem]]:
    """The cells of a file as text (null where empty), and what is wrong with its shape."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None, [Problem(file.name, "missing_file")]
    except UnicodeDecodeError as error:
        row = file.read_bytes()[: error.start].count(b"\n") + 1
        return None, [Problem(file.name, "encoding", row)]
    if "\0" in text:
        return None, [Problem(file.name, "nul", text[: text.index("\0")].count("\n") + 1)]
    lines = list(csv.reader(io.StringIO(text, newline="")))
    expected = [field["name"] for field in resource["schema"]["fields"]]
    header = lines[0] if lines else []
    if problems := header_problems(file.name, header, expected):
        return None, problems
    ragged = [
        Problem(file.name, "ragged", number, details={"found": str(len(line)), "expected": str(len(header))})
        for number, line in enumerate(lines[1:], start=2)
        if len(line) != len(header)
    ]
    if ragged:
        return None, ragged
    columns = zip(*lines[1:], strict=True) if len(lines) > 1 else [()] * len(header)
    frame = pl.DataFrame(
        {name: pl.Series(cells, dtype=pl.String) for name, cells in zip(header, columns, strict=True)}
    )
    return frame.select(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in expected), []


def header_problems(file: str, header: list[str], expected: list[str]) -> list[Problem]:
    """Columns that are missing, unknown or there twice."""
    missing = [Problem(file, "missing_column", 1, name) for name in expected if name not in header]
    unknown = [
        Problem(file, "unknown_column", 1, name, details={"expected": ", ".join(expected)})
        for name in header
        if name not in expected
    ]
    twice = [Problem(file, "column_twice", 1, name) for name in expected if header.count(name) > 1]
    return missing + unknown + twice


def to_types(frame: pl.DataFrame, resource: dict[str, Any]) -> pl.DataFrame:
    """Text cells as the types of the data package; a cell that does not parse becomes null."""
    columns = [
        (pl.col(field["name"]) == "true").alias(field["name"])
        if field["type"] == "boolean"
        else pl.col(field["name"]).cast(TYPES[field["type"]], strict=False)
        if field["type"] != "date"
        else pl.col(field["name"]).str.to_date(strict=False)
        for field in resource["schema"]["fields"]
    ]
    typed = frame.select(columns)
    if resource["name"] == "score":
        typed = typed.with_columns(score=pl.col("score_text").cast(TYPES["number"], strict=False))
    return typed
