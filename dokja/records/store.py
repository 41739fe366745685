"""The store: one DuckDB file, opened read-only."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from cachetools import LRUCache

from dokja.records import seal

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ROOT / "queries"
FILE_NAME = "dokja.duckdb"
MEMORY_LIMIT = "1GB"
THREADS = 2
DEADLINE_SECONDS = 10.0
ROW_LIMIT = 200_000
ANSWERS_BYTES = 64 * 2**20
ANSWER_OVERHEAD = 2**10


class StoreError(Exception):
    """The store cannot be built, opened or queried; the message states the cause."""


class DamagedStore(StoreError):
    """The file differs from what was published: truncated, overwritten, or not a store at all."""


def home() -> Path:
    """Folder of the published store: DOKJA_DATA, or the checkout's data folder by default."""
    return Path(os.environ.get("DOKJA_DATA") or ROOT / "data")


def records_folder() -> Path:
    """Folder of the records: DOKJA_DATA if it holds any, otherwise the checkout's data folder.

    A folder that has lost its data package is still used, so that the error is reported instead of showing other
    records.
    """
    has_records = (home() / "datapackage.json").exists() or any(home().glob("*.csv"))
    return home() if has_records else ROOT / "data"


def path() -> Path:
    """Path of the published store."""
    return home() / FILE_NAME


def held_bytes(answer: pl.DataFrame) -> int:
    """Memory that a cached result takes, in bytes."""
    return int(answer.estimated_size()) + ANSWER_OVERHEAD


def attach(connection: duckdb.DuckDBPyConnection, file: Path | str, option: str) -> None:
    """Attach a DuckDB file and make it the connection's default database."""
    quoted = str(file).replace("'", "''")
    connection.execute(f"attach '{quoted}' as store ({option})")
    connection.execute("use store")


def bounded_connection() -> duckdb.DuckDBPyConnection:
    """A connection to an empty database in memory, with bounded memory and threads, that loads no extensions by itself."""
    return duckdb.connect(
        ":memory:",
        config={
            "threads": THREADS,
            "memory_limit": MEMORY_LIMIT,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )


def lock(connection: duckdb.DuckDBPyConnection) -> None:
    """Deny access to anything that is not attached, for good."""
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def asked(query: str, parameters: Sequence[Any]) -> tuple[Any, ...]:
    """Cache key of a query and its parameters."""
    return (query, *(tuple(value) if isinstance(value, list) else value for value in parameters))


class Store:
    """A published store, opened read-only: no external access, locked configuration, bounded memory and threads.

    Later changes to the file do not affect an open store.
    """

    def __init__(self, file: Path):
        """Open a file. Raises DamagedStore if it differs from what was published, StoreError if it cannot be read."""
        self.file = file
        self.start(file.name)

    def start(self, name: str) -> None:
        """Connect and read the version. Raises DamagedStore or StoreError, whose messages begin with the name."""
        self.answers: LRUCache[Any, pl.DataFrame] = LRUCache(ANSWERS_BYTES, held_bytes)
        self.truncated: set[tuple[Any, ...]] = set()
        self.lock = threading.Lock()
        try:
            self.connection = self.connected()
            version = self.ask("from version").row(0, named=True)
        except seal.Damaged as error:
            raise DamagedStore(f"{name}: damaged") from error
        except (OSError, duckdb.Error) as error:
            raise StoreError(f"{name}: {error}") from error
        self.inputs: str = version["inputs"]
        self.program: str = version.get("program", "")
        self.data_version: str = version["data_version"]
        self.data_date: str = version["data_date"]
        self.as_of: date | None = version["as_of"]

    def connected(self) -> duckdb.DuckDBPyConnection:
        """A locked connection whose database "store" is the file. Raises seal.Damaged, OSError or duckdb.Error."""
        connection = bounded_connection()
        with seal.unharmed(self.file) as place:
            attach(connection, place, "read_only")
        lock(connection)
        return connection

    def ask(self, query: str, *parameters: Any) -> pl.DataFrame:
        """Result of a query, limited to the first ROW_LIMIT rows (is_truncated). Raises StoreError after the deadline.

        A published file never changes, so results are cached.
        """
        question = asked(query, parameters)
        with self.lock:
            known = self.answers.get(question)
        if known is not None:
            return known
        answer = self.fetch(query, list(parameters))
        if answer.height > ROW_LIMIT:
            answer = answer.head(ROW_LIMIT)
            self.truncated.add(question)
        if held_bytes(answer) <= ANSWERS_BYTES:
            with self.lock:
                self.answers[question] = answer
        return answer

    def is_truncated(self, query: str, *parameters: Any) -> bool:
        """Whether ask cut this query's result at ROW_LIMIT rows."""
        return asked(query, parameters) in self.truncated

    def fetch(self, query: str, parameters: list[Any]) -> pl.DataFrame:
        """Run a query on its own cursor; returns at most ROW_LIMIT + 1 rows."""
        with self.cursor() as cursor:
            try:
                relation = cursor.sql(query, params=parameters)
                answer: pl.DataFrame = relation.limit(ROW_LIMIT + 1).pl()
                return answer
            except duckdb.InterruptException as error:
                raise StoreError(f"no answer within {DEADLINE_SECONDS:.0f} s") from error

    def whole(self, query: str, *parameters: Any) -> pl.DataFrame:
        """All rows of a result, however many; not cached. Raises StoreError after the deadline."""
        with self.cursor() as cursor:
            try:
                answer: pl.DataFrame = cursor.sql(query, params=list(parameters)).pl()
                return answer
            except duckdb.InterruptException as error:
                raise StoreError(f"no answer within {DEADLINE_SECONDS:.0f} s") from error

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor that is interrupted at the deadline and closed on exit."""
        cursor = self.connection.cursor()
        deadline = threading.Timer(DEADLINE_SECONDS, cursor.interrupt)
        deadline.start()
        try:
            cursor.execute("use store")
            yield cursor
        finally:
            deadline.cancel()
            cursor.close()

    def close(self) -> None:
        """Close the database connection."""
        self.connection.close()
