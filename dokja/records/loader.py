"""Reading the records: every file of the data package, typed, or everything that is wrong with them."""

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
    """The records as they stand: typed tables by name, and what the batches did.

    data_version is day and checksum of the records, files_version that of the files without any batch, data_date
    the day to which the records stand; history has one row a batch (ledger.HISTORY), spans a row for each time that
    one held (ledger.SPANS); stated reads, for each
    table that batches touch, their rows as text (ledger.statements) and the rows of the file, whose batch_id is null.
    """

    tables: dict[str, pl.DataFrame]
    data_version: str
    files_version: str
    data_date: str
    history: pl.DataFrame
    spans: pl.DataFrame
    stated: Callable[[], dict[str, pl.DataFrame]]


def read(folder: Path, known: Ledger | None = None) -> Records:
    """All tables of the data package in a folder and of the batches, typed as it says; number is Decimal(18, 6).

    Raises InvalidRecords with every problem of every file at once.
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
    """Tables of text with what the batches that hold say over them, each row with its ledger.PLACE."""
    return {
        resource["name"]: ledger.folded(
            texts[resource["name"]],
            ledger.statements(known, resource["name"], known.active),
            data_package.key_of(resource),
            resource["path"],
        )
        for resource in resources
        if resource["name"] in texts
    }


def at_home(problem: Problem, whole: dict[str, pl.DataFrame], resources: list[dict[str, Any]]) -> Problem:
    """A problem with the file and row that its record stands in, where that is a batch's."""
    name = next((one["name"] for one in resources if one["path"] == problem.file), None)
    if problem.row is None or name not in whole or not 2 <= problem.row < whole[name].height + 2:
        return problem
    file, row = whole[name].select("file", "row_number").row(problem.row - 2)
    return replace(problem, file=file, row=row)


def checksum_of(texts: dict[str, pl.DataFrame]) -> str:
    """Checksum of the cells of all files, the same for the same records on every machine."""
    digest = sha256()
    for name in sorted(texts):
        digest.update(name.encode())
        digest.update(texts[name].write_csv().encode())
    return digest.hexdigest()


def all_statements(known: Ledger, texts: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """What batches ever stated, by table, and of the tables that they touch what the file states."""
    found = {}
    for name, frame in texts.items():
        stated = ledger.statements(known, name, known.batches)
        if stated is not None:
            base = frame.with_columns(
                batch_id=pl.lit(None, pl.String), action=pl.lit(batches.ADDED), position=pl.lit(-1, pl.Int64)
            )
            found[name] = pl.concat([base, stated.select(base.columns)])
    return found


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
