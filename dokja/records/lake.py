"""The published tables in a DuckLake: Parquet files and a catalog in PostgreSQL, from which many machines read.

Each publication is one snapshot, named after its data version. A reader opens a snapshot, and creates the views over it.
"""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import duckdb

from dokja.records import build
from dokja.records.data_package import literal
from dokja.records.store import Store, StoreError, bounded_connection, lock

SETTING = "DOKJA_STORE"
"""Setting: address of the catalog, ducklake:postgres:<connection string>."""
FILES = "DOKJA_STORE_FILES"
"""Setting: where the first publication puts the Parquet files; the catalog remembers it."""
PREFIX = "ducklake:postgres:"
HELD_ROWS = 1_000_000
"""Tables up to this size are copied by each reader; larger ones are read in place."""
ASK_SECONDS = 1.0
CONNECT_SECONDS = 5
EXTENSIONS = ("ducklake", "postgres_scanner")

Table = tuple[str, str]
"""Schema and name."""


def is_set() -> bool:
    """Whether the published tables also go into a lake, or come from one."""
    return bool(os.environ.get(SETTING))


@contextmanager
def failing() -> Iterator[None]:
    """Raises StoreError for any DuckDB error, without the password that the address may hold."""
    try:
        yield
    except duckdb.Error as error:
        cause = re.sub(r"(password=)('[^']*'|\S+)", r"\1…", str(error).splitlines()[0])
        raise StoreError(f"{SETTING}: {cause}") from None


def attached(options: str) -> duckdb.DuckDBPyConnection:
    """A connection to which the catalog is attached as "lake". Raises StoreError."""
    address = os.environ[SETTING]
    if not address.startswith(PREFIX):
        raise StoreError(f"{SETTING}: {PREFIX}… expected")
    if "connect_timeout" not in address:
        address += f" connect_timeout={CONNECT_SECONDS}"
    connection = bounded_connection()
    for name in EXTENSIONS:
        connection.execute(f"load {literal(str(extension(name)))}")
    connection.execute(f"attach {literal(address)} as lake ({options})")
    return connection


def extension(name: str) -> Path:
    """The file of a DuckDB extension, which the extra dokja[ducklake] installs for the version of DuckDB that it pins."""
    found = find_spec(f"duckdb_extension_{name}")
    files = (
        Path(found.origin).parent.glob(f"extensions/v{duckdb.__version__}/*")
        if found and found.origin
        else ()
    )
    for file in files:
        return file
    raise StoreError(
        f"{SETTING}: DuckDB {duckdb.__version__} has no extension {name}; pip install 'dokja[ducklake]'"
    )


def tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[Table]:
    """The tables of an attached database."""
    query = "select schema_name, table_name from duckdb_tables() where database_name = ? and not internal order by all"
    return connection.execute(query, [database]).fetchall()


def publish(file: Path, data_version: str) -> None:
    """Publish a built store's tables as one snapshot, or none if they are the same. Raises StoreError."""
    options = f"data_path {literal(folder)}" if (folder := os.environ.get(FILES, "")) else ""
    with failing(), attached(options) as connection:
        connection.execute(f"attach {literal(str(file))} as built (read_only)")
        built, there = tables(connection, "built"), tables(connection, "lake")
        connection.execute("begin")
        for schema, name in there:
            if (schema, name) not in built:
                connection.execute(f'drop table lake."{schema}"."{name}"')
        connection.execute('create schema if not exists lake."stored"')
        for table in built:
            if table not in there or content(connection, "built", table) != content(
                connection, "lake", table
            ):
                place = '"{}"."{}"'.format(*table)
                connection.execute(f"create or replace table lake.{place} as from built.{place}")
        connection.execute("call lake.set_commit_message('dokja', ?)", [data_version])
        connection.execute("commit")


def content(connection: duckdb.DuckDBPyConnection, database: str, table: Table) -> tuple[object, ...]:
    """The names and types of a table's columns, the number of its rows and a checksum of them in any order."""
    place = f'{database}."{table[0]}"."{table[1]}"'
    shape = connection.execute(f"select column_name, column_type from (describe {place})").fetchall()  # noqa: S608
    rows = connection.execute(f"select count(*), sum(hash(t)::hugeint) from {place} t").fetchone()  # noqa: S608
    return (*shape, rows)


class LakeStore(Store):
    """A snapshot of the lake with the views of this program over it. Raises StoreError if it cannot be opened."""

    def __init__(self, snapshot: int):
        self.snapshot = snapshot
        self.start(f"snapshot {snapshot}")

    def connected(self) -> duckdb.DuckDBPyConnection:
        """A locked connection whose database "store" has the snapshot's tables, copied or in place, and the views."""
        with failing():
            connection = attached(f"read_only, snapshot_version {self.snapshot}")
            connection.execute("attach ':memory:' as store")
            connection.execute("use store")
            connection.execute("create schema stored")
            is_held = [take(connection, table) for table in tables(connection, "lake")]
            files = build.ordered_views()
            for file in files:
                build.create_view(connection, file)
            build.inherit_comments(connection, files)
            if all(is_held):
                connection.execute("detach lake")
            else:
                (folder,) = connection.execute(
                    "select data_path from ducklake_settings('lake')"
                ).fetchone() or ("",)
                connection.execute(f"set allowed_directories = [{literal(folder)}]")
            lock(connection)
        return connection


def take(connection: duckdb.DuckDBPyConnection, table: Table) -> bool:
    """Copy a table of the lake into the store, or create a view of it there if it is large; whether it was copied."""
    schema, name = table
    place = f'"{schema}"."{name}"'
    (rows,) = connection.execute(f"select count(*) from lake.{place}").fetchone() or (0,)  # noqa: S608
    kind = "table" if rows <= HELD_ROWS else "view"
    connection.execute(f"create {kind} {place} as from lake.{place}")
    if schema == "main":
        for statement in build.comments(name):
            connection.execute(statement.replace("comment on table", f"comment on {kind}", 1))
    return kind == "table"


class LakeLocation:
    """The snapshots of the lake as a location of stores. The catalog is asked at most once per ASK_SECONDS."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.catalog: duckdb.DuckDBPyConnection | None = None
        self.snapshots: dict[str, int] = {}
        self.asked_at = float("-inf")
        self.answered_at = float("-inf")

    def identity(self) -> int | None:
        """The newest snapshot that was published; None if there is none, the last one known if the catalog is silent."""
        with self.lock:
            if time.monotonic() - self.asked_at >= ASK_SECONDS:
                self.ask_catalog()
                self.asked_at = time.monotonic()
        return max(self.snapshots.values(), default=None)

    def ask_catalog(self) -> None:
        """Read the snapshots, on a new connection after a failure."""
        query = "select commit_message, snapshot_id from lake.snapshots() where commit_message is not null order by 2"
        try:
            with failing():
                self.catalog = self.catalog or attached("read_only")
                self.snapshots = dict(self.catalog.sql(query).fetchall())
        except StoreError as error:
            logging.getLogger("dokja").warning("the catalog does not answer: %s", error)
            self.catalog = None
        else:
            self.answered_at = time.monotonic()

    def newest(self) -> Store:
        """The newest snapshot, opened. Raises StoreError."""
        found = self.identity()
        if found is None:
            raise StoreError(f"{SETTING}: nothing is published")
        return LakeStore(found)

    def versions(self) -> list[str]:
        """The data versions that can be opened, the one published last first."""
        return sorted(self.snapshots, key=self.snapshots.__getitem__, reverse=True)

    def earlier(self, data_version: str) -> Store:
        """The last snapshot of a data version, opened. Raises StoreError."""
        return LakeStore(self.snapshots[data_version])

    def silent_seconds(self) -> float:
        """How long ago the catalog answered last."""
        return time.monotonic() - self.answered_at
