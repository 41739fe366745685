"""The data package: what datapackage.json says of each table and column."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DERIVED = {"score": {"score": "the number of score_text"}}


def read(folder: Path) -> dict[str, Any]:
    """The parsed datapackage.json of a folder of records."""
    return dict(json.loads((folder / "datapackage.json").read_text("utf-8")))


def version(folder: Path) -> str:
    """Day to which the records stand, ISO."""
    return str(read(folder)["version"])


def key_of(resource: dict[str, Any]) -> list[str]:
    """Columns that name a row of a table; all of them where it has no key."""
    key = resource["schema"].get("primaryKey") or [field["name"] for field in resource["schema"]["fields"]]
    return [key] if isinstance(key, str) else list(key)


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
