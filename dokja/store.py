"""The store: one DuckDB file, built from the records, published by rename and opened for reading only."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from cachetools import LRUCache

from dokja import ledger, package, records
from dokja.batches import locked, sync
from dokja.ledger import Ledger
from dokja.records import Records

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "queries"
FILE_NAME = "dokja.duckdb"
TOLD = ("version", "batch", "batch_span", "score_statement", "record_statement")
MATERIALISED = "-- Computed at build."
MEMORY_LIMIT = "1GB"
THREADS = 2
DEADLINE_SECONDS = 10.0
ROW_LIMIT = 200_000
ANSWERS_BYTES = 64 * 2**20
ANSWER_OVERHEAD = 2**10

Progress = Callable[[str, float], None]


class StoreError(Exception):
    """The store cannot be built, opened or asked; the message names the cause."""


def home() -> Path:
    """Folder of the published store: DOKJA_DATA, by default the checkout's data folder."""
    return Path(os.environ.get("DOKJA_DATA") or ROOT / "data")


def records_folder() -> Path:
    """Folder of the records: DOKJA_DATA where it holds a data package, else the checkout's data folder."""
    return home() if (home() / "datapackage.json").exists() else ROOT / "data"


def path() -> Path:
    """The published store."""
    return home() / FILE_NAME


def is_stale() -> bool:
    """Whether there is no store, or one older than a record or a query."""
    return not path().exists() or newest_input() > path().stat().st_mtime


def newest_input() -> float:
    """When a record or a query last changed, seconds since 1970."""
    inputs = [*records_folder().glob("*.csv"), records_folder() / "datapackage.json", *QUERIES.rglob("*.sql")]
    return max(
        file.stat().st_mtime for file in [*inputs, *home().glob(f"{ledger.FOLDER}/[!.]*/manifest.json")]
    )


def build(progress: Progress = lambda step, share: None, as_of: date | None = None) -> Path:
    """Validate the records, write a new store beside the old one, check it and put it in its place.

    progress is called with a step (validate, load, compare, publish) and the share that is done;
    as_of leaves out what was recorded after that day.
    Raises records.InvalidRecords with every problem of the records, StoreError if a query fails;
    the old store then stays as it is. Waits for another writer.
    """
    with locked(home() / ledger.FOLDER), drafted(ledger.opened(home(), as_of), progress, as_of) as draft:
        put_in_place(draft)
    progress("publish", 1.0)
    return path()


@contextmanager
def drafted(
    known: Ledger, progress: Progress = lambda step, share: None, as_of: date | None = None
) -> Iterator[Path]:
    """A new store of the records and batches, checked, beside the published one; gone at the end unless put in place.

    For whoever holds the lock (batches.locked): drafts that a writer who died left behind are removed.
    """
    progress("validate", 0.0)
    found = records.read(records_folder(), known)
    home().mkdir(parents=True, exist_ok=True)
    draft = path().with_name(f"{FILE_NAME}.{os.getpid()}.draft")
    remove_drafts()
    try:
        write(draft, found, progress, as_of)
        progress("publish", 0.95)
        Store(draft).close()
        sync(draft)
        yield draft
    finally:
        remove_drafts()


def remove_drafts() -> None:
    """Remove every store that is not in place, with what DuckDB put on the disk beside it."""
    for left in home().glob(f"{FILE_NAME}.*.draft*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def put_in_place(draft: Path) -> None:
    """Make a drafted store the published one."""
    draft.replace(path())
    sync(home())


def write(
    target: Path,
    found: Records,
    progress: Progress = lambda step, share: None,
    as_of: date | None = None,
) -> None:
    """Write records and every view to a new DuckDB file; tables are taken out of found, so that memory is free again."""
    with drafting(target) as connection:
        connection.execute("set preserve_insertion_order = true")
        for number, name in enumerate(names := list(found.tables)):
            progress("load", 0.2 + 0.3 * number / len(names))
            load(connection, name, found.tables.pop(name))
        for name, frame in told(found, as_of).items():
            fill(connection, name, frame)
        connection.execute("create schema stored")
        views = ordered_views()
        for number, file in enumerate(views):
            progress("compare", 0.5 + 0.4 * number / len(views))
            create_view(connection, file)
        connection.execute("checkpoint")


@contextmanager
def drafting(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a new DuckDB file, which stands once it is checkpointed; larger work goes to a folder beside it.

    It keeps no write-ahead log: a draft of a writer who died is removed, not recovered.
    """
    config: dict[str, Any] = {
        "threads": THREADS,
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": f"{file}.tmp",
    }
    with duckdb.connect(":memory:", config=config) as connection:
        attach(connection, file, "recovery_mode no_wal_writes")
        yield connection


def attach(connection: duckdb.DuckDBPyConnection, file: Path, option: str) -> None:
    """Make a DuckDB file the one that the connection works on."""
    quoted = str(file).replace("'", "''")
    connection.execute(f"attach '{quoted}' as store ({option})")
    connection.execute("use store")


def told(found: Records, as_of: date | None) -> dict[str, pl.DataFrame]:
    """What is told of the records themselves, by table: version, batches, and what each of them stated."""
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
    return {name: frames.get(name, pl.DataFrame()) for name in TOLD}


def load(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Create one table from its schema file and fill it; comments come from the data package."""
    fill(connection, name, frame)
    for statement in package.comments(records_folder(), name):
        connection.execute(statement)


def fill(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Create one table from its schema file and put rows into it."""
    connection.execute((QUERIES / "schema" / f"{name}.sql").read_text("utf-8"))
    if frame.is_empty():
        return
    connection.register("frame", frame)
    columns = ", ".join(f'"{column}"' for column in frame.columns)
    connection.execute(f'insert into "{name}" ({columns}) select {columns} from frame')  # noqa: S608
    connection.unregister("frame")


def create_view(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Create a view or macro; one that says so is computed now and kept."""
    text, name = file.read_text("utf-8"), file.stem
    create, *comments = re.split(r"(?m)^(?=comment on )", text)
    try:
        if MATERIALISED in create:
            connection.execute(create.replace("create view ", "create table stored.", 1))
            create = f'create view "{name}" as from stored."{name}";'
        connection.execute("".join([create, *comments]))
    except duckdb.Error as error:
        raise StoreError(f"{file.name}: {error}") from error


def ordered_views() -> list[Path]:
    """The files of queries/views, each after those that it reads."""
    files = {file.stem: file for file in sorted((QUERIES / "views").glob("*.sql"))}
    words = {name: set(re.findall(r"\w+", file.read_text("utf-8"))) for name, file in files.items()}
    graph = {name: (words[name] & files.keys()) - {name} for name in files}
    return [files[name] for name in TopologicalSorter(graph).static_order()]


def held_bytes(answer: pl.DataFrame) -> int:
    """Memory that a kept answer takes."""
    return int(answer.estimated_size()) + ANSWER_OVERHEAD


class Store:
    """A published store, opened for reading: no outside access, configuration locked, memory and threads bounded."""

    def __init__(self, file: Path):
        """Open file. Raises StoreError where it is missing or no store."""
        self.file = file
        self.answers: LRUCache[Any, pl.DataFrame] = LRUCache(ANSWERS_BYTES, held_bytes)
        self.lock = threading.Lock()
        try:
            self.connection = duckdb.connect(
                ":memory:",
                config={
                    "threads": THREADS,
                    "memory_limit": MEMORY_LIMIT,
                    "autoinstall_known_extensions": False,
                    "autoload_known_extensions": False,
                },
            )
            attach(self.connection, file, "read_only")
            self.connection.execute("set enable_external_access = false")
            self.connection.execute("set lock_configuration = true")
            version = self.ask("from version").row(0, named=True)
        except duckdb.Error as error:
            raise StoreError(f"{file.name}: {error}") from error
        self.data_version: str = version["data_version"]
        self.data_date: str = version["data_date"]
        self.as_of: date | None = version["as_of"]

    def ask(self, query: str, *parameters: Any) -> pl.DataFrame:
        """Answer of a query as a frame. Raises StoreError after the deadline.

        A published file never changes, so the same question has the same answer, which is kept.
        """
        question = (query, *(tuple(value) if isinstance(value, list) else value for value in parameters))
        with self.lock:
            known = self.answers.get(question)
        if known is not None:
            return known
        answer = self.fetch(query, list(parameters))
        if held_bytes(answer) <= ANSWERS_BYTES:
            with self.lock:
                self.answers[question] = answer
        return answer

    def fetch(self, query: str, parameters: list[Any]) -> pl.DataFrame:
        """Answer of a query from the file, on a cursor of its own."""
        with self.cursor() as cursor:
            try:
                relation = cursor.sql(query, params=parameters)
                answer: pl.DataFrame = relation.limit(ROW_LIMIT).pl()
                return answer
            except duckdb.InterruptException as error:
                raise StoreError(f"no answer within {DEADLINE_SECONDS:.0f} s") from error

    def whole(self, query: str, *parameters: Any) -> pl.DataFrame:
        """All rows of an answer, however many; not kept. Raises StoreError after the deadline."""
        with self.cursor() as cursor:
            try:
                answer: pl.DataFrame = cursor.sql(query, params=list(parameters)).pl()
                return answer
            except duckdb.InterruptException as error:
                raise StoreError(f"no answer within {DEADLINE_SECONDS:.0f} s") from error

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor that is interrupted at the deadline and closed at the end."""
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
        """Close the store."""
        self.connection.close()
