"""Publishing a store: drafted beside the old one, checked, and put in its place by one rename."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from dokja import ledger, records
from dokja.batches import locked, sync
from dokja.draft import Progress, write
from dokja.ledger import Ledger
from dokja.store import FILE_NAME, QUERIES, Store, home, path, records_folder


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
