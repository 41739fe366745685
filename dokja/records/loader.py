"""Reads the records: every file of the data package as typed tables, or all problems found in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from dokja.records import batches, checks, data_package, keys, ledger
from dokja.records.ledger import Ledger
from dokja.records.problems import InvalidRecords, Problem

__all__ = ["InvalidRecords", "Records", "read"]

TYPES: dict[str, pl.DataType] = {
    "string": pl.String(),
    "number": pl.Decimal(18, 6),
    "integer": pl.Int64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
}


@dataclass(frozen=True)
class Records:
    """The current records: typed tables by name, and the history of the batches.

    data_version is the date and checksum of the records; files_version the same for the files without batches;
    data_date the date up to which the records are current. history has one row per batch (ledger.HISTORY), spans one
    row per period in which a batch was in effect (ledger.SPANS). stated returns, for each table that batches touch,
    their rows as text (ledger.statements) and the rows of the file, with a null batch_id.
    """

    tables: dict[str, pl.DataFrame]
    data_version: str
    files_version: str
    data_date: str
    history: pl.DataFrame
    spans: pl.DataFrame
    stated: Callable[[], dict[str, pl.DataFrame]]


def read(folder: Path, known: Ledger | None = None) -> Records:
    """All tables of the data package in a folder with its batches applied, typed as declared.

    number is Decimal(18, 6). Raises InvalidRecords with all problems of all files at once.
    """
    known = known or Ledger(folder, [])
    resources = data_package.read(folder)["resources"]
    problems: list[Problem] = list(known.problems())
    texts: dict[str, pl.DataFrame] = {}
    for resource in resources:
        table, found = read_text(folder / resource["path"], resource)
        problems += found
        if table is not None:
            texts[resource["name"]] = table
    if known.batches and problems:
        raise InvalidRecords(problems)
    whole = as_they_stand(texts, known, resources)
    cells = {name: frame.drop(ledger.PLACE) for name, frame in whole.items()}
    typed = {one["name"]: to_types(cells[one["name"]], one) for one in resources if one["name"] in cells}
    if "score" in typed:
        typed["score"] = typed["score"].with_columns(whole["score"]["batch_published_on"])
    for resource in resources:
        if resource["name"] in cells:
            problems += checks.cells(cells[resource["name"]], resource)
    problems += keys.violations(typed, cells, resources)
    bad_rows = {(problem.file, problem.row) for problem in problems}
    problems += [found for found in checks.rows(typed, resources) if (found.file, found.row) not in bad_rows]
    if problems:
        placed = [at_home(one, whole, resources) for one in problems]
        raise InvalidRecords(sorted(placed, key=lambda one: (one.file, one.row or 0, one.column or "")))
    checksum, day = checksum_of(texts), data_package.version(folder)
    data_version = ledger.version(checksum, day, known.batches)
    return Records(
        typed,
        data_version,
        ledger.version(checksum, day, []),
        data_version.rpartition("-")[0],
        ledger.history(known, checksum, day),
        ledger.spans(known),
        partial(all_statements, known, texts),
    )


def as_they_stand(
    texts: dict[str, pl.DataFrame], known: Ledger, resources: list[dict[str, Any]]
) -> dict[str, pl.DataFrame]:
    """Text tables with the active batches applied, each row with its ledger.PLACE."""
    return {
        resource["name"]: ledger.folded(
            texts[resource["name"]],
            ledger.statements(known, resource["name"], texts[resource["name"]].columns, known.active),
            data_package.key_of(resource),
            resource["path"],
        )
        for resource in resources
        if resource["name"] in texts
    }


def at_home(problem: Problem, whole: dict[str, pl.DataFrame], resources: list[dict[str, Any]]) -> Problem:
    """Point a problem at the file and row that its record comes from, which may belong to a batch."""
    name = next((one["name"] for one in resources if one["path"] == problem.file), None)
    if problem.row is None or name not in whole or not 2 <= problem.row < whole[name].height + 2:
        return problem
    file, row = whole[name].select("file", "row_number").row(problem.row - 2)
    return replace(problem, file=file, row=row)


def checksum_of(texts: dict[str, pl.DataFrame]) -> str:
    """Checksum over the cells of all files: identical for the same records on every machine."""
    digest = sha256()
    for name in sorted(texts):
        digest.update(name.encode())
        digest.update(texts[name].write_csv().encode())
    return digest.hexdigest()


def all_statements(known: Ledger, texts: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Everything that batches ever stated, by table, preceded by the file's rows for each table they touch."""
    found = {}
    for name, frame in texts.items():
        stated = ledger.statements(known, name, frame.columns, known.batches)
        if stated is not None:
            base = frame.with_columns(
                batch_id=pl.lit(None, pl.String), action=pl.lit(batches.ADDED), position=pl.lit(-1, pl.Int64)
            )
            found[name] = pl.concat([base, stated.select(base.columns)])
    return found


def read_text(file: Path, resource: dict[str, Any]) -> tuple[pl.DataFrame | None, list[Problem]]:
    """A file's cells as text (empty cells null), and any problems with its structure."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None, [Problem(file.name, "missing_file")]
    except UnicodeDecodeError as error:
        row = file.read_bytes()[: error.start].count(b"\n") + 1
        return None, [Problem(file.name, "encoding", row)]
    if "\0" in text:
        return None, [Problem(file.name, "nul", text[: text.index("\0")].count("\n") + 1)]
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        lines = list(reader)
    except csv.Error:
        return None, [Problem(file.name, "broken_csv", reader.line_num)]
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
    """Problems for missing, unknown and duplicate columns."""
    missing = [Problem(file, "missing_column", 1, name) for name in expected if name not in header]
    unknown = [
        Problem(file, "unknown_column", 1, name, details={"expected": ", ".join(expected)})
        for name in header
        if name not in expected
    ]
    twice = [Problem(file, "column_twice", 1, name) for name in expected if header.count(name) > 1]
    return missing + unknown + twice


def to_types(frame: pl.DataFrame, resource: dict[str, Any]) -> pl.DataFrame:
    """Cast text cells to the data package's types; a cell that does not parse becomes null."""
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
