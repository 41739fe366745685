"""Publishes a store: drafted beside the current one, checked, and put in place by a single rename."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from hashlib import file_digest, sha256
from pathlib import Path

from dokja.records import kept, lake, ledger, loader
from dokja.records.batches import MANIFEST, locked, sync
from dokja.records.build import Progress, write
from dokja.records.disk import room_on_disk
from dokja.records.ledger import Ledger
from dokja.records.store import FILE_NAME, QUERIES, Store, StoreError, home, path, records_folder

Signature = frozenset[tuple[str, int, int]]
"""Name, size and modification time of every file that a store is built from."""


def current(progress: Progress = lambda step, share: None) -> Store:
    """The store of the current records, built first if the published one is out of date. Raises what build raises."""
    return up_to_date() or Store(build(progress))


def up_to_date() -> Store | None:
    """The published store; None if it cannot be opened or was built from different files."""
    try:
        opened = Store(path())
    except StoreError:
        return None
    if opened.inputs == fingerprint():
        return opened
    opened.close()
    return None


def fingerprint(drafts: Mapping[str, Path] | None = None) -> str:
    """Checksum of every file that a store is built from; drafts maps unpublished batches to their folders.

    Modification times are ignored: they may lie in the future, and a restored copy has an older one.
    """
    digest = sha256()
    for name, file in sorted(inputs(drafts or {}).items()):
        digest.update(name.encode())
        if file.is_file():
            with file.open("rb") as handle:
                digest.update(file_digest(handle, "sha256").digest())
    return digest.hexdigest()


def signature() -> Signature:
    """File metadata of the same inputs, without reading them: while it is unchanged, so is the fingerprint."""
    found = set()
    for name, file in inputs({}).items():
        try:
            stat = file.stat()
        except FileNotFoundError:
            continue
        found.add((name, stat.st_size, stat.st_mtime_ns))
    return frozenset(found)


def inputs(drafts: Mapping[str, Path]) -> dict[str, Path]:
    """Files that a store is built from, under machine-independent names; each batch is represented by its manifest."""
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
    """Validate the records, write a new store beside the current one, check it and put it in place.

    progress is called with a step (validate, load, compare, publish) and the completed share. as_of excludes anything
    recorded after that day. Raises records.InvalidRecords with all problems of the records, DiskFull, or StoreError if
    a query fails; the current store is then left unchanged. Waits for any other writer.
    """
    with (
        room_on_disk(),
        locked(home() / ledger.FOLDER),
        drafted(ledger.opened(home(), as_of), progress, as_of) as draft,
    ):
        share(draft)
        put_in_place(draft)
    progress("publish", 1.0)
    return path()


@contextmanager
def drafted(
    known: Ledger, progress: Progress = lambda step, share: None, as_of: date | None = None
) -> Iterator[Store]:
    """A new, checked and closed store of the records and batches beside the published one; removed on exit unless put in place.

    The caller must hold the lock (batches.locked), because drafts left behind by a dead writer are removed.
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
        checked = Store(draft)
        checked.close()
        sync(draft)
        yield checked
    finally:
        remove_drafts()


def remove_drafts() -> None:
    """Remove all draft stores and DuckDB's temporary files beside them."""
    for left in home().glob(f"{FILE_NAME}.*.draft*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def share(draft: Store) -> None:
    """Publish a drafted store's tables in the lake, if one is set. Raises StoreError."""
    if lake.is_set():
        lake.publish(draft.file, draft.data_version)


def put_in_place(draft: Store) -> None:
    """Publish a drafted store by renaming it, and keep it for links to its version."""
    try:
        kept.keep(draft)
    except OSError:
        logging.getLogger("dokja").warning("version %s is not kept", draft.data_version, exc_info=True)
    draft.file.replace(path())
    sync(home())
