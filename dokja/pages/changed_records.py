"""Records other than scores that are another now."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from dokja import package, store
from dokja.page import Page
from dokja.pages import columns, parts
from dokja.pages.history import MARK, recording
from dokja.tables import Column, Row, Table

MARKS = "round_result"
LABELS = {
    "source_id": "column.source",
    "team_id": "column.team",
    "model_id": "column.model",
    "benchmark_id": "column.benchmark",
    "reporter_id": "column.reporter",
}
NAMED = ("title", "name", "text")


QUERY = """
select *, coalesce(new_record, old_record) ->> 'source_id' as source_id
from record_change(?) where table_name <> 'score'"""


def count(page: Page, since: str) -> int:
    """How many records other than scores are another now."""
    return int(page.ask("select count(*) from record_change(?) where table_name <> 'score'", since).item())


def show(page: Page, since: str, n_records: int) -> None:
    """Records of every table but scores that are another now."""
    words = page.words
    page.section(words("changes.records.title"), words("changes.records.text"))
    parts.show(
        page,
        "changed-records",
        n_records,
        QUERY,
        since,
        table=lambda rows: Table(words("changes.records.caption"), record_columns(page), rows),
    )


def record_columns(page: Page) -> list[Column]:
    """What changed, who recorded it and why."""
    return [
        columns.text(page, "changes.column.record", lambda row: record_name(page, row)),
        columns.words_for(page, "changes.column.table", "table_name", "changes.table"),
        columns.words_for(page, "changes.column.change", "change", "changes.change"),
        columns.text(page, "changes.column.cells", cells(page)),
        *recording(page),
    ]


def cells(page: Page) -> Callable[[Row], str]:
    """What a record says, or what of it is another now, each cell under the name of its column."""
    resources = package.read(store.records_folder())["resources"]
    fields = {one["name"]: {field["name"]: field for field in one["schema"]["fields"]} for one in resources}
    keys = {one["name"]: one["schema"].get("primaryKey") for one in resources}
    words = page.words
    described, elsewhere = ("description_ko", "_en") if words.language == "ko" else ("description", "_ko")

    def told(row: Row) -> str:
        old, new = (json.loads(row[which]) if row[which] else {} for which in ("old_record", "new_record"))
        whole = row["change"] != "corrected"
        changed = [
            (
                words(LABELS[key]) if key in LABELS else fields[row["table_name"]][key][described],
                named(page, key, old.get(key)),
                named(page, key, new.get(key)),
            )
            for key in (old | new)
            if old.get(key) != new.get(key)
            and not (whole and key.endswith(elsewhere))
            and [key] != keys[row["table_name"]]
            and not (row["table_name"] == MARKS and key in MARK)
        ]
        return "; ".join(f"{name}: {step(page, row, before, after)}" for name, before, after in changed)

    return told


def named(page: Page, column: str, value: str | None) -> str | None:
    """A cell as the reader knows it: what it is a key of by its name."""
    names = page.names
    if value is None:
        return None
    match column:
        case "source_id":
            return names.source(value)
        case "team_id" | "reporter_id":
            return names.team(value)
        case "model_id":
            return names.model(value)
        case "benchmark_id" | "composite_id":
            return names.benchmark(value)
    return value


def step(page: Page, row: Row, before: str | None, after: str | None) -> str:
    """The value that a record came or went with, or both where it was corrected."""
    if row["change"] != "corrected":
        return str(before or after)
    missing = page.words("table.missing")
    return f"{before or missing} → {after or missing}"


def record_of(row: Row) -> Mapping[str, Any]:
    """The record as it is now, or as it was."""
    return dict(json.loads(row["new_record"] or row["old_record"]))


def record_name(page: Page, row: Row) -> str:
    """What a record is called: its title, name or text, else its key; in a table without one, what it is about."""
    record = record_of(row)
    told = next((name for stem in NAMED if (name := page.words.name(record, stem))), None)
    if told:
        return told
    if row["table_name"] == MARKS:
        of = [
            f"round.{record['round']}",
            f"criterion.{record['criterion']}",
            f"changes.mark.{record['kind']}",
        ]
        return " · ".join([*map(page.words, of), *filter(None, [page.names.team(record["team_id"])])])
    if row["record_key"].startswith("{"):
        parts = [named(page, key, record[key]) for key in list(record)[:2]]
        return " · ".join(part for part in parts if part)
    return str(row["record_key"])
