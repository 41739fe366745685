"""Publishing a store: drafted beside the old one, checked, and put in its place by one rename."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from hashlib import file_digest, sha256
from pathlib import Path

import polars as pl

from dokja.records import ledger, loader
from dokja.records.batches import MANIFEST, locked, sync
from dokja.records.build import Progress, write
from dokja.records.ledger import Ledger
from dokja.records.store import FILE_NAME, QUERIES, Store, StoreError, home, path, records_folder

Signature = frozenset[tuple[str, int, int]]
"""Name, size and time of change of every file that a store is made of."""


class DiskFull(StoreError):
    """There is no room on the disk for what was to be written."""


def current(progress: Progress = lambda step, share: None) -> Store:
    """The store of the records as they stand, built first where the published one is another. Raises as build does."""
    return up_to_date() or Store(build(progress))


def up_to_date() -> Store | None:
    """The published store; None where it cannot be opened or was made of other files than stand there now."""
    try:
        opened = Store(path())
    except StoreError:
        return None
    if opened.inputs == fingerprint():
        return opened
    opened.close()
    return None


def fingerprint(drafts: Mapping[str, Path] | None = None) -> str:
    """Checksum of every file that a store is made of; drafts are folders of batches that are not yet in place.

    A file's time says nothing: it may lie in the future, and a copy that is put back has an older one.
    """
    digest = sha256()
    for name, file in sorted(inputs(drafts or {}).items()):
        digest.update(name.encode())
        if file.is_file():
            with file.open("rb") as handle:
                digest.update(file_digest(handle, "sha256").digest())
    return digest.hexdigest()


def signature() -> Signature:
    """What the file system says of these files without reading them: as long as it is the same, so is the fingerprint."""
    found = set()
    for name, file in inputs({}).items():
        try:
            stat = file.stat()
        except FileNotFoundError:
            continue
        found.add((name, stat.st_size, stat.st_mtime_ns))
    return frozenset(found)


def inputs(drafts: Mapping[str, Path]) -> dict[str, Path]:
    """The files that a store is made of, by names that are the same on every machine; a batch's manifest stands for it."""
    folder = records_folder()
    records_files = [*folder.glob("*.csv"), folder / "datapackage.json"]
    manifests = home().glob(f"{ledger.FOLDER}/[!.]*/{MANIFEST}")
    return {
        **{f"records/{file.name}": file for file in records_files},
        **{f"queries/{file.relative_to(QUERIES)}": file for file in QUERIES.rglob("*.sql")},
        **{f"batches/{file.parent.name}": file for file in manifests},
        **{f"batches/{batch_id}": place / MANIFEST for batch_id, place in drafts.items()},
    }


def build(progress: Progress = lambda step, share: None, as_of: date | None = None) -> Path:
    """Validate the records, write a new store beside the old one, check it and put it in its place.

    progress is called with a step (validate, load, compare, publish) and the share that is done;
    as_of leaves out what was recorded after that day.
    Raises records.InvalidRecords with every problem of the records, DiskFull, StoreError if a query fails;
    the old store then stays as it is. Waits for another writer.
    """
    with (
        room_on_disk(),
        locked(home() / ledger.FOLDER),
        drafted(ledger.opened(home(), as_of), progress, as_of) as draft,
    ):
        put_in_place(draft)
    progress("publish", 1.0)
    return path()


@contextmanager
def room_on_disk() -> Iterator[None]:
    """Raises DiskFull where the disk is full, whoever says so."""
    try:
        yield
    except (OSError, StoreError, pl.exceptions.PolarsError) as error:
        if os.strerror(errno.ENOSPC) in str(error):
            raise DiskFull(str(error)) from error
        raise


@contextmanager
def drafted(
    known: Ledger, progress: Progress = lambda step, share: None, as_of: date | None = None
) -> Iterator[Path]:
    """A new store of the records and batches, checked, beside the published one; gone at the end unless put in place.

    For whoever holds the lock (batches.locked): drafts that a writer who died left behind are removed.
    """
    progress("validate", 0.0)
    made_of = fingerprint(known.drafts)
    found = loader.read(records_folder(), known)
    home().mkdir(parents=True, exist_ok=True)
    draft = path().with_name(f"{FILE_NAME}.{os.getpid()}.draft")
    remove_drafts()
    try:
        write(draft, found, progress, as_of, made_of)
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
