"""What changed in the records since a version of them, by whom and why?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import streamlit as st

from dokja import package, record_telling, store
from dokja.names import Names, by_key
from dokja.page import Page
from dokja.pages import columns
from dokja.record_words import RecordWords
from dokja.tables import Column, Row, Table

FILES = "files"


def show(page: Page) -> None:
    """The version to start from, numbers and other records that are another now, every version there has been."""
    words = page.words
    page = replace(page, names=with_former(page))
    versions = page.ask("from known_version")
    if versions.height == 1:
        page.heading(words("changes.title"), words("changes.empty", date=words.date(page.store.data_date)))
        page.note(words("changes.empty_how"))
        every_version(page, versions)
        return
    place = st.container()
    start = chosen(page, versions)
    since = start["known_at"]
    records = page.ask("from record_change(?) where table_name <> 'score'", since)
    newest = versions.row(0, named=True)
    with place:
        page.heading(
            words("changes.title"),
            answer(page, start, records.height),
            words("changes.now", version=version(page, newest), data=page.store.data_version),
        )
    numbers(page, since)
    if records.height:
        other_records(page, records)
    every_version(page, versions)


def with_former(page: Page) -> Names:
    """The names of the records, and of what batches named that stands there no more."""
    told: dict[str, dict[str, dict[str, Any]]] = {}
    stated = page.ask(
        "select table_name, record from record_statement where batch_id is not null"
        " and table_name in ('team', 'model', 'benchmark', 'source') order by position"
    )
    for table, record in stated.iter_rows():
        row = json.loads(record)
        told.setdefault(table, {})[row[f"{table}_id"]] = row
    names = copy(page.names)
    names.teams = {**told.get("team", {}), **names.teams}
    names.models = {**told.get("model", {}), **names.models}
    names.benchmarks = {**told.get("benchmark", {}), **names.benchmarks}
    names.sources = {**told.get("source", {}), **names.sources}
    return names


def chosen(page: Page, versions: pl.DataFrame) -> Row:
    """The version to start from: of the address, else the one before the newest; or as the reader chooses."""
    words = page.words
    rows = {row["batch_id"] or FILES: row for row in versions.iter_rows(named=True)}
    asked = st.session_state.setdefault("asked-since", st.query_params.get("since"))
    found = named(asked, versions) if asked else None
    default = found or list(rows)[1]
    key = page.settings.one(
        "since", words("changes.since"), list(rows), default, lambda key: label(page, rows[key])
    )
    if asked and not found and key == default:
        page.note(words("changes.unknown", asked=asked), warning=True)
    return rows[key]


def named(asked: str, versions: pl.DataFrame) -> str | None:
    """Key of the version that an address names: by its key, as version of the data, or as the day before which it was."""
    fitting = versions.filter(
        (pl.col("batch_id").fill_null(FILES) == asked) | (pl.col("data_version") == asked)
    )
    if fitting.is_empty() and (day := day_of(asked)):
        fitting = versions.filter(pl.col("recorded_on").fill_null(date.min) < day)
    return fitting["batch_id"].fill_null(FILES)[0] if fitting.height else None


def day_of(text: str) -> date | None:
    """A day written as ISO has it, else nothing."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def version(page: Page, row: Row) -> str:
    """A version in words: its number and day."""
    if not row["number"]:
        return page.words("changes.files")
    return page.words("changes.version", number=row["number"], date=page.words.date(row["recorded_on"]))


def label(page: Page, row: Row) -> str:
    """A version in the list: number, day, what kind, source, who."""
    if not row["number"]:
        return version(page, row)
    kind = page.words(f"changes.kind.{row['kind']}")
    parts = [version(page, row), kind, page.names.source(row["source_id"]), row["recorded_by"]]
    return " · ".join(part for part in parts if part)


def answer(page: Page, start: Row, n_records: int) -> str:
    """How many numbers and other records changed, in a sentence."""
    since = version(page, start)
    counts = dict(
        page.ask("select change, count(*) from change_log(?) group by change", start["known_at"]).iter_rows()
    )
    if not counts and not n_records:
        return page.words("changes.nothing", version=since)
    told = {
        change: page.words.number(counts.get(change, 0)) for change in ("added", "corrected", "withdrawn")
    }
    return page.words("changes.answer", version=since, records=page.words.number(n_records), **told)


def numbers(page: Page, since: str) -> None:
    """Numbers that are another now, as far as the filter shows them."""
    words, names = page.words, page.names
    everything = page.ask("from change_log(?)", since)
    if everything.is_empty():
        return
    shown = page.visible(everything)
    page.section(words("changes.numbers.title"))
    page.hidden(everything, shown)
    table_columns = [
        model(page),
        benchmark(page),
        columns.text(page, "column.setting", lambda row: names.setting(row) or None),
        columns.words_for(page, "changes.column.change", "change", "changes.change"),
        number(page, "old"),
        number(page, "new"),
        columns.reporter(page),
        columns.source(page),
        *recording(page),
    ]
    table = Table(words("changes.numbers.caption"), table_columns, shown)
    page.table("changed-numbers", table, shown["source_id"])


def model(page: Page) -> Column:
    """A model's name; linked where the model still stands in the records."""
    known = set(page.ask("select model_id from model")["model_id"])
    return replace(
        columns.model(page),
        href=lambda row: page.model_href(row["model_id"]) if row["model_id"] in known else "",
    )


def benchmark(page: Page) -> Column:
    """A benchmark's name; linked where it still has numbers."""
    known = set(page.ask("select benchmark_id from benchmark_use")["benchmark_id"])
    linked = columns.benchmark(page)
    return replace(
        linked, href=lambda row: linked.href(row) if linked.href and row["benchmark_id"] in known else ""
    )


def number(page: Page, which: str) -> Column:
    """The old or the new number; with its details where the number itself stayed."""

    def shown(row: Row) -> str:
        text = str(row[f"{which}_text"])
        detail = row[f"{which}_detail"]
        if row["old_text"] != row["new_text"]:
            return text
        told = {key: value for key, value in detail.items() if value and key != "unit"}
        parts = [page.words(f"unit.{detail['unit']}")]
        parts += [page.words(f"changes.detail.{key}", value=value) for key, value in told.items()]
        return f"{text} ({', '.join(parts)})"

    def value(row: Row) -> Decimal | None:
        text = row[f"{which}_text"]
        return None if text is None else Decimal(text)

    return Column(page.words(f"changes.column.{which}"), value, shown, decimals=2, numeric=True)


def recording(page: Page) -> list[Column]:
    """Who recorded it, why and on which day."""
    return [
        columns.text(page, "changes.column.by", lambda row: row["recorded_by"]),
        columns.text(page, "changes.column.why", lambda row: row["reason"] or None),
        columns.text(page, "changes.column.day", lambda row: row["recorded_on"]),
    ]


def other_records(page: Page, records: pl.DataFrame) -> None:
    """Records of every table but scores that are another now."""
    words, spoken = page.words, record_words(page)
    elsewhere = "_en" if words.language == "ko" else "_ko"

    def cells(row: Row) -> str:
        old, new = (json.loads(row[which]) if row[which] else None for which in ("old_record", "new_record"))
        if row["change"] != "corrected":
            old, new = (without(one, elsewhere) if one else None for one in (old, new))
        return "; ".join(record_telling.cells(spoken, row["table_name"], old, new))

    def name(row: Row) -> str:
        return spoken.record(row["table_name"], record_of(row))

    page.section(words("changes.records.title"), words("changes.records.text"))
    table_columns = [
        columns.text(page, "changes.column.record", name),
        columns.words_for(page, "changes.column.table", "table_name", "changes.table"),
        columns.words_for(page, "changes.column.change", "change", "changes.change"),
        columns.text(page, "changes.column.cells", cells),
        *recording(page),
    ]
    sources = [record_of(row).get("source_id") for row in records.iter_rows(named=True)]
    page.table("changed-records", Table(words("changes.records.caption"), table_columns, records), sources)


def record_words(page: Page) -> RecordWords:
    """Words for records and for what they name, by the names of the page."""
    names = page.names
    claims = by_key(page.store, "claim")
    named = {
        "team": names.teams,
        "model": names.models,
        "benchmark": names.benchmarks,
        "source": names.sources,
    }
    return RecordWords(page.words, package.resources(store.records_folder()), {**named, "claim": claims})


def without(record: Mapping[str, Any], ending: str) -> dict[str, Any]:
    """A record without what it says in the other language."""
    return {key: value for key, value in record.items() if not key.endswith(ending)}


def record_of(row: Row) -> Mapping[str, Any]:
    """The record as it is now, or as it was."""
    return dict(json.loads(row["new_record"] or row["old_record"]))


def every_version(page: Page, versions: pl.DataFrame) -> None:
    """Every version there has been, newest first, with the batch that made it."""
    words = page.words

    def state(row: Row) -> str | None:
        if not row["number"]:
            return None
        if row["undoes_number"]:
            return words(
                "changes.undoes" if row["holds_now"] else "changes.undoes_no_more",
                number=row["undoes_number"],
            )
        return words("changes.holds" if row["holds_now"] else "changes.undone")

    def day(row: Row) -> date | str | None:
        return page.store.data_date if versions.height == 1 else row["recorded_on"]

    page.section(words("changes.versions.title"), words("changes.versions.text"))
    table_columns = [
        Column(words("changes.column.version"), lambda row: row["number"], decimals=0),
        columns.text(page, "changes.column.kind", lambda row: words(f"changes.kind.{row['kind'] or FILES}")),
        columns.text(page, "changes.column.day", lambda row: words.date(day(row)) or None),
        columns.text(page, "changes.column.by", lambda row: row["recorded_by"]),
        columns.text(page, "changes.column.why", lambda row: row["reason"] or None),
        columns.text(page, "column.source", lambda row: page.names.source(row["source_id"]) or None),
        columns.text(page, "changes.column.origins", lambda row: row["origins"] or None),
        columns.count(page, "changes.column.n_numbers", "n_numbers"),
        columns.count(page, "changes.column.n_records", "n_records"),
        columns.text(page, "changes.column.state", state),
        columns.text(page, "changes.column.batch", lambda row: row["batch_id"]),
    ]
    table = Table(words("changes.versions.caption"), table_columns, versions)
    page.table("versions", table, versions["source_id"])
