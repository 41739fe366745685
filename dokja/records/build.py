"""Builds a store: tables from the records first, then every view in dependency order."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache, lru_cache
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dokja.records import data_package, seal
from dokja.records.loader import Records
from dokja.records.store import MEMORY_LIMIT, QUERIES, THREADS, StoreError, attach, records_folder

METADATA = ("version", "batch", "batch_span", "score_statement", "record_statement")
MATERIALISED = "-- Computed at build."

Progress = Callable[[str, float], None]


def write(
    target: Path,
    found: Records,
    progress: Progress = lambda step, share: None,
    as_of: date | None = None,
    inputs: str = "",
    views: Collection[str] | None = None,
) -> None:
    """Write records and views to a new DuckDB file. Tables are popped from found as they load, to free memory.

    inputs is the checksum of the files that the records were read from. views names the views to create, together with
    their dependencies (None: all). Raises StoreError if the file cannot be written.
    """
    with drafting(target) as connection:
        connection.execute("set preserve_insertion_order = true")
        for number, name in enumerate(names := list(found.tables)):
            progress("load", 0.2 + 0.3 * number / len(names))
            load(connection, name, found.tables.pop(name))
        for name, frame in metadata(found, as_of, inputs).items():
            fill(connection, name, frame)
        connection.execute("create schema stored")
        files = ordered_views(views)
        for number, file in enumerate(files):
            progress("compare", 0.5 + 0.4 * number / len(files))
            compute(connection, file)
            create_view(connection, file)
        inherit_comments(connection, files)
        connection.execute("checkpoint")


@contextmanager
def drafting(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a new DuckDB file, which the caller must checkpoint and which is sealed on exit.

    Large queries spill to a folder beside the file. There is no write-ahead log: if the writer dies, its draft is
    removed rather than recovered. Raises StoreError for any DuckDB error, including a full disk.
    """
    config: dict[str, Any] = {
        "threads": THREADS,
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": f"{file}.tmp",
    }
    try:
        with duckdb.connect(":memory:", config=config) as connection:
            attach(connection, file, "recovery_mode no_wal_writes")
            yield connection
    except duckdb.Error as error:
        raise StoreError(str(error)) from error
    seal.seal(file)


def program() -> str:
    """Checksum of the queries: a store that was built with others does not answer today's pages."""
    return checksum(QUERIES)


@cache
def checksum(folder: Path) -> str:
    """Checksum of the queries in a folder."""
    digest = sha256()
    for file in sorted(folder.rglob("*.sql")):
        digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


def metadata(found: Records, as_of: date | None, inputs: str) -> dict[str, pl.DataFrame]:
    """Metadata tables by name: the data version, the batches, when each was in effect, and the rows each one stated."""
    stated = found.stated()
    others = [
        frame.select(
            "batch_id",
            "action",
            "position",
            table_name=pl.lit(name),
            record=pl.struct(pl.exclude("batch_id", "action", "position")).struct.json_encode(),
        )
        for name, frame in stated.items()
        if name != "score"
    ]
    scores = stated.get("score")
    version = {
        "data_version": found.data_version,
        "files_version": found.files_version,
        "inputs": inputs,
        "program": program(),
        "data_date": found.data_date,
        "as_of": as_of,
    }
    frames = {
        "version": pl.DataFrame([version], schema_overrides={"as_of": pl.Date}),
        "batch": found.history,
        "batch_span": found.spans,
    }
    if scores is not None:
        frames["score_statement"] = scores
    if others:
        frames["record_statement"] = pl.concat(others)
    return {name: frames.get(name, pl.DataFrame()) for name in METADATA}


def load(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Create a table from its schema file, fill it, and add comments from the data package."""
    fill(connection, name, frame)
    for statement in data_package.comments(records_folder(), name):
        connection.execute(statement)


def fill(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Create a table from its schema file and insert rows."""
    connection.execute(schema(name))
    if not frame.is_empty():
        insert(connection, name, frame)


def schema(name: str) -> str:
    """What creates a table: the content of its schema file."""
    return (QUERIES / "schema" / f"{name}.sql").read_text("utf-8")


def comments(name: str) -> list[str]:
    """COMMENT statements of a table and its columns, from its schema file and, for records, the data package."""
    _, stated = parts(schema(name))
    of_records = [] if name in METADATA else data_package.comments(records_folder(), name)
    return [statement for statement in (stated, *of_records) if statement]


def insert(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Insert rows into a table."""
    connection.register("frame", frame)
    columns = ", ".join(f'"{column}"' for column in frame.columns)
    with naming(name):
        connection.execute(f'insert into "{name}" ({columns}) select {columns} from frame')  # noqa: S608
    connection.unregister("frame")


def compute(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Compute a view marked MATERIALISED now and store it as a table."""
    create, _ = parts(file.read_text("utf-8"))
    if MATERIALISED in create:
        with naming(file.name):
            connection.execute(create.replace("create view ", "create table stored.", 1))


def create_view(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Create a view or macro; a view marked MATERIALISED reads the table that compute stored."""
    create, comments = parts(file.read_text("utf-8"))
    if MATERIALISED in create:
        create = f'create view "{file.stem}" as from stored."{file.stem}";'
    with naming(file.name):
        connection.execute(create + comments)


def parts(text: str) -> tuple[str, str]:
    """What a file of a view or macro creates, and its comments."""
    create, *comments = re.split(r"(?m)^(?=comment on )", text, maxsplit=1)
    return create, "".join(comments)


def inherit_comments(connection: duckdb.DuckDBPyConnection, files: list[Path]) -> None:
    """Give each view's columns without a comment the one that columns of that name have in all that the view reads.

    files are in dependency order. Where these say different things, the view has to say which it means.
    """
    columns: dict[str, dict[str, str | None]] = {}
    for name, column, comment in connection.execute(
        "select table_name, column_name, comment from duckdb_columns() where schema_name = 'main' and not internal"
    ).fetchall():
        columns.setdefault(name, {})[column] = comment
    for name, file in ((file.stem, file) for file in files if file.stem in columns):
        read = named_in(file.read_text("utf-8")) & columns.keys() - {name}
        for column in [column for column, comment in columns[name].items() if comment is None]:
            said = {columns[one][column] for one in read if columns[one].get(column)}
            if len(said) == 1:
                columns[name][column] = text = said.pop()
                connection.execute(f"comment on column {name}.{column} is {data_package.literal(str(text))}")


@contextmanager
def naming(made: str) -> Iterator[None]:
    """Raises StoreError with the object's name and a one-line cause if a query fails."""
    try:
        yield
    except duckdb.Error as error:
        raise StoreError(f"{made}: {str(error).splitlines()[0]}") from error


def ordered_views(wanted: Collection[str] | None = None) -> list[Path]:
    """Files of views and macros in dependency order: all of them, or those wanted with their dependencies.

    Raises StoreError if views depend on each other in a cycle.
    """
    files = definitions()
    graph = {name: named_in(file.read_text("utf-8")) & files.keys() - {name} for name, file in files.items()}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise StoreError(" → ".join(f"{name}.sql" for name in error.args[1])) from error
    if wanted is not None:
        needed = set(wanted)
        for name in reversed(order):
            if name in needed:
                needed |= graph[name]
        order = [name for name in order if name in needed]
    return [files[name] for name in order]


def definitions() -> dict[str, Path]:
    """Files in queries/macros and queries/views, by the name of the object that each creates."""
    folders = (QUERIES / "macros", QUERIES / "views")
    return {file.stem: file for folder in folders for file in sorted(folder.rglob("*.sql"))}


@lru_cache(maxsize=512)
def named_in(query: str) -> frozenset[str]:
    """Every identifier in a query, ignoring comments and string literals."""
    text = query.encode("utf-8")
    tokens = duckdb.tokenize(query)
    ends = [start for start, _ in tokens[1:]] + [len(text)]
    return frozenset(
        text[start:end].split(maxsplit=1)[0].decode("utf-8")
        for (start, kind), end in zip(tokens, ends, strict=True)
        if kind == duckdb.token_type.identifier
    )
