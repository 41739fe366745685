"""Writes batches of rows for programs, one after the other, so that memory stays bounded however many there are."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet
from pyarrow import ipc

from dokja.export.child import mapped
from dokja.export.cleaned_batches import cleaned
from dokja.export.guard import guard, is_live
from dokja.records import signs

About = Mapping[str, Any]
"""What goes with the rows: data_version, citation and licence among it, and sources, which gives those of some keys."""
Write = Callable[[Any, pa.RecordBatchReader, About], None]
"""Writes batches to an open file."""


def write_csv(file: Any, batches: pa.RecordBatchReader, about: About) -> None:
    """Plain CSV: UTF-8, a header, no byte order mark. Texts that a spreadsheet would execute get an apostrophe."""
    file.write(pl.DataFrame(schema=dict.fromkeys(batches.schema.names, pl.String)).write_csv().encode())
    for batch in cleaned(batches):
        file.write(inert(frame_of(batch)).write_csv(include_header=False).encode())


def inert(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame whose texts no spreadsheet executes. Few distinct texts are live, so only these are exchanged."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    changed = {}
    for name in texts:
        live = {text: guard(text) for text in frame[name].drop_nulls().unique() if is_live(text)}
        if live:
            changed[name] = frame[name].replace(live)
    return frame.with_columns(**changed)


def frame_of(batch: pa.RecordBatch) -> pl.DataFrame:
    """A batch as a frame."""
    return pl.DataFrame(pa.Table.from_batches([batch]))


def write_json(file: Any, batches: pa.RecordBatchReader, about: About) -> None:
    """One object: what the answer is, and its rows. Dates are ISO texts, decimals numbers."""
    rows = [row for batch in cleaned(batches) for row in batch.to_pylist()]
    sources = about["sources"]({row["source_id"] for row in rows if row.get("source_id")})
    whole = {**mapped({**about, "sources": sources}, signs.cleaned), "rows": rows}
    file.write(json.dumps(whole, ensure_ascii=False, default=plain, allow_nan=False).encode())


def plain(value: Any) -> Any:
    """A value inside a list or struct that JSON has no type for: decimals as numbers, days as ISO texts."""
    return float(value) if isinstance(value, Decimal) else str(value)


def write_parquet(file: Any, batches: pa.RecordBatchReader, about: About) -> None:
    """Parquet with the columns' types; what the answer is stands in the file's metadata."""
    schema = described(batches.schema, about)
    with pyarrow.parquet.ParquetWriter(file, schema) as writer:
        for batch in cleaned(batches):
            writer.write_batch(batch.cast(schema))


def write_arrow(file: Any, batches: pa.RecordBatchReader, about: About) -> None:
    """An Arrow file with the columns' types; what the answer is stands in the file's metadata."""
    schema = described(batches.schema, about)
    with ipc.new_file(file, schema) as writer:
        for batch in cleaned(batches):
            writer.write_batch(batch.cast(schema))


def described(schema: pa.Schema, about: About) -> pa.Schema:
    """A schema with metadata."""
    return schema.with_metadata(
        {key: signs.cleaned(str(about[key])) for key in ("data_version", "citation", "licence")}
    )


WRITERS: dict[str, Write] = {
    "csv": write_csv,
    "json": write_json,
    "parquet": write_parquet,
    "arrow": write_arrow,
}
