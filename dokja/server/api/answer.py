"""The rows of a question as a file, so that a reader who takes long holds no query open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import duckdb
import pyarrow as pa

from dokja.export.streams import WRITERS, About
from dokja.records.store import Store, StoreError
from dokja.server.api.datasets import Column
from dokja.server.api.question import Question

BATCH = 50_000


@dataclass
class Answer:
    """A file with the answer, which the caller removes, and whether there are more rows."""

    file: Path
    truncated: bool


def answer(question: Question, store: Store, about: About) -> Answer:
    """The rows of a question as a file; about are the texts that go with it.

    Raises StoreError if the query fails or takes longer than the deadline, OSError if the disk is full.
    """
    truncated = has_more(question, store)
    with NamedTemporaryFile(prefix="dokja-", suffix=f".{question.format}", delete=False) as file:
        try:
            with store.cursor() as cursor:
                relation = cursor.sql(query(question), params=question.parameters)
                WRITERS[question.format](
                    file, relation.to_arrow_reader(BATCH), {**about, "truncated": truncated}
                )
        except BaseException as error:
            Path(file.name).unlink()
            if isinstance(error, (duckdb.Error, pa.ArrowException)):
                raise StoreError(str(error)) from error
            raise
    return Answer(Path(file.name), truncated)


def has_more(question: Question, store: Store) -> bool:
    """Whether there are rows after those that are asked for."""
    name, end = question.dataset.name, question.offset + question.limit
    count = store.ask(
        f'select count(*) as rows from (select 1 from "{name}"{question.where} limit {end + 1})',  # noqa: S608
        *question.parameters,
    )["rows"][0]
    return bool(count > end)


def query(question: Question) -> str:
    """The query of the rows, in an order that is the same every time, so that parts fit together."""
    columns = question.dataset.columns.values()
    shown = ", ".join(f'{written(column, question.format)} as "{column.name}"' for column in columns)
    order = ", ".join(f'"{column.name}"' for column in columns if not column.is_nested)
    return (
        f'select {shown} from "{question.dataset.name}"{question.where} '  # noqa: S608
        f"order by {order or '1'} limit {question.limit} offset {question.offset}"
    )


def written(column: Column, kind: str) -> str:
    """A column as an SQL expression: text formats have decimals without trailing zeros, CSV lists and structs as JSON."""
    name = f'"{column.name}"'
    if kind == "csv" and column.is_nested:
        return f"cast(to_json({name}) as varchar)"
    if column.is_decimal and kind == "csv":
        return f"regexp_replace(cast({name} as varchar), '\\.?0+$', '')" if ",0)" not in column.kind else name
    if kind == "json" and (column.is_decimal or column.kind in ("DOUBLE", "FLOAT")):
        return f"case when isfinite(cast({name} as double)) then cast({name} as double) end"
    return name


def source_rows(store: Store, keys: Sequence[str]) -> list[dict[str, Any]]:
    """The sources with these keys, as JSON-compatible values."""
    wanted = "select source_id, title_ko, title_en, publisher_ko, publisher_en, url, published_on, licence, attribution"
    return store.ask(
        f"{wanted} from source where list_contains(?, source_id) order by 1", list(keys)
    ).to_dicts()
