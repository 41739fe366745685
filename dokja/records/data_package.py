"""The data package: how datapackage.json describes each table and column."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dokja.records import signs
from dokja.records.problems import InvalidRecords, Problem

Resource = dict[str, Any]
FILE = "datapackage.json"
SEOUL = ZoneInfo("Asia/Seoul")
TYPES = ("string", "number", "integer", "boolean", "date")
DERIVED = {"score": {"score": "the number of score_text"}}
SAME_THING = {
    "score": (
        *("model_id", "benchmark_id", "mode", "effort", "conditions", "reporter_id", "quoted_by"),
        *("measured_on", "source_id"),
    ),
    "round_result": ("round", "criterion", "kind", "team_id", "source_id"),
    "claim_input": (
        *("claim_id", "role", "item", "record", "model_id", "benchmark_id", "field", "round", "criterion"),
        "team_id",
    ),
    "model_fact": ("model_id", "field", "source_id"),
}
"""Columns that identify a record's subject, for tables whose primary key also includes the value."""


def read(folder: Path) -> dict[str, Any]:
    """The parsed datapackage.json of a folder of records. Raises InvalidRecords if it is missing or invalid."""
    try:
        found: dict[str, Any] = json.loads((folder / FILE).read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise InvalidRecords([Problem(FILE, "missing_package")]) from error
    except json.JSONDecodeError as error:
        details = {"place": f"{error.lineno}:{error.colno}"}
        raise InvalidRecords([Problem(FILE, "package_json", error.lineno, details=details)]) from error
    except UnicodeDecodeError as error:
        raise InvalidRecords([Problem(FILE, "encoding")]) from error
    check(found)
    check_texts(found)
    return found


def check(found: Any) -> None:
    """Raise InvalidRecords if a parsed package lacks anything needed to build a store."""
    try:
        stated = str(found["version"])
        for resource in found["resources"]:
            path = f"{resource['name']}: {resource['path']}, {resource['title']}"
            for field in resource["schema"]["fields"]:
                if field["type"] not in TYPES or not field["description"]:
                    raise KeyError(f"{path}, {field['name']}, type, description")
    except (KeyError, TypeError) as error:
        details = {"cause": str(error).strip("'")}
        raise InvalidRecords([Problem(FILE, "broken_package", details=details)]) from error
    try:
        day = date.fromisoformat(stated)
    except ValueError as error:
        raise InvalidRecords([Problem(FILE, "date", column="version", value=stated)]) from error
    if day > datetime.now(SEOUL).date():
        raise InvalidRecords([Problem(FILE, "future", column="version", value=stated)])


def check_texts(found: Any) -> None:
    """Raise InvalidRecords with every text of a parsed package that holds a forbidden sign, and where in it that is."""
    bad = [
        Problem(FILE, "sign", None, place, text, signs.told(text))
        for place, text in texts_in(found)
        if signs.first(text)
    ]
    if bad:
        raise InvalidRecords(bad)


def texts_in(part: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text and key in a part of a package, with its place: resources.0.title."""
    if isinstance(part, str):
        yield place, part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield place, key
            yield from texts_in(value, f"{place}.{key}".strip("."))
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from texts_in(value, f"{place}.{number}".strip("."))


def version(folder: Path) -> str:
    """The date up to which the records are current, in ISO format."""
    return str(read(folder)["version"])


def key_of(resource: dict[str, Any]) -> list[str]:
    """Primary key columns of a table; all columns if it has none."""
    key = resource["schema"].get("primaryKey") or [field["name"] for field in resource["schema"]["fields"]]
    return [key] if isinstance(key, str) else list(key)


def same_thing(resource: dict[str, Any]) -> list[str]:
    """Columns that match a corrected record with its earlier version: its subject."""
    return list(SAME_THING.get(resource["name"], key_of(resource)))


def own_key(resource: dict[str, Any]) -> str | None:
    """The single primary key column, such as model_id; None if the key has several columns."""
    key = key_of(resource)
    return key[0] if len(key) == 1 else None


def targets(resource: dict[str, Any]) -> dict[str, str]:
    """Referenced table by foreign key column."""
    return {
        one["fields"][0]: one["reference"]["resource"] for one in resource["schema"].get("foreignKeys", [])
    }


def resources(folder: Path) -> dict[str, Resource]:
    """Resources of a folder of records, by table name."""
    return {one["name"]: one for one in read(folder)["resources"]}


def comments(folder: Path, table: str) -> list[str]:
    """COMMENT statements for a table and each of its columns."""
    resource = next(entry for entry in read(folder)["resources"] if entry["name"] == table)
    columns = {field["name"]: field["description"] for field in resource["schema"]["fields"]}
    columns |= DERIVED.get(table, {})
    return [
        f"comment on table {table} is {literal(resource['title'])}",
        *(f"comment on column {table}.{name} is {literal(text)}" for name, text in columns.items()),
    ]


def literal(text: str) -> str:
    """An SQL string literal."""
    return "'" + text.replace("'", "''") + "'"
