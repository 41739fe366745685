"""Batches of imports, entries, corrections and undos: one immutable folder each, put in place by a single rename."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import polars as pl

from dokja.records import signs
from dokja.records.problems import InvalidRecords, Problem

SEOUL = ZoneInfo("Asia/Seoul")
MANIFEST = "manifest.json"
LOCK = ".lock"
DRAFT = ".draft-"
ADDED, REMOVED, ORIGINAL = "added", "removed", "original"
IMPORT, ENTRY, CORRECTION, UNDO = "import", "entry", "correction", "undo"
BY_HAND = (ENTRY, CORRECTION)
FORM = 2
"""Form of the manifests that this program writes. 1: recorded_by may be an address (brought to 2 by `dokja upgrade`)."""


class Original(Protocol):
    """A source file of a batch, stored with the batch."""

    @property
    def data(self) -> bytes:
        """The file's bytes."""


@dataclass(frozen=True)
class Batch:
    """A batch as described by its manifest: checksums of its content, and who recorded it, when, why and from where.

    kind is import, entry (records added by hand or by template), correction or undo. published_on (ISO date) determines
    the batch's position among the others. recorded_at is in UTC, ISO format. recorded_by is an editor's key
    (editors.shown); office is that editor's office in the settings at the time. undoes is the id of the batch that an
    undo reverts. files maps each file in the folder to its SHA-256. form is that of the manifest (FORM).
    """

    batch_id: str
    kind: str
    published_on: str
    recorded_at: str
    recorded_by: str
    reason: str
    source_id: str | None = None
    undoes: str | None = None
    origins: Sequence[str] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    office: str | None = None
    form: int = 1

    @property
    def recorded_on(self) -> date:
        """The date in Korea on which the batch was recorded."""
        return datetime.fromisoformat(self.recorded_at).astimezone(SEOUL).date()

    def rows(self, place: Path, action: str, table: str) -> pl.DataFrame | None:
        """Rows of a table that the batch (whose folder is place) adds or removes, as text; None if there are none."""
        name = f"{action}/{table}.csv"
        return read_rows(place / name) if name in self.files else None


def read_rows(file: Path) -> pl.DataFrame:
    """Read a batch's CSV file, all columns as text; empty cells are null."""
    return pl.read_csv(file, infer_schema=False)


def listed(folder: Path) -> list[Batch]:
    """Every batch in a folder of batches, in ledger order (see order).

    Raises InvalidRecords if a manifest is missing or unreadable.
    """
    places = sorted(place for place in folder.glob("[!.]*") if place.is_dir())
    return sorted((read_manifest(place / MANIFEST) for place in places), key=order)


def order(batch: Batch) -> tuple[str, bool, str]:
    """Sort key for ledger order: publication date; within a day, entries by hand after imports; then batch id."""
    return batch.published_on, batch.kind in BY_HAND, batch.batch_id


def read_manifest(file: Path) -> Batch:
    """Read a batch from its manifest. Raises InvalidRecords if it is missing, damaged or belongs to another folder."""
    damage = InvalidRecords([Problem(f"{file.parent.name}/{MANIFEST}", "damaged_batch")])
    try:
        batch = with_clean_texts(Batch(**json.loads(file.read_text("utf-8"))))
        date.fromisoformat(batch.published_on)
        datetime.fromisoformat(batch.recorded_at)
        files = dict(batch.files)
    except (ValueError, TypeError, FileNotFoundError) as error:
        raise damage from error
    if batch.form > FORM:
        raise InvalidRecords([Problem(f"{file.parent.name}/{MANIFEST}", "later_batch")])
    if batch.batch_id != file.parent.name or batch.undoes == batch.batch_id or MANIFEST in files:
        raise damage
    return batch


def with_clean_texts(batch: Batch) -> Batch:
    """A batch whose texts for people hold no sign that a store or a page could not take: older versions let more in."""
    return replace(
        batch,
        recorded_by=signs.cleaned(batch.recorded_by),
        reason=signs.cleaned(batch.reason),
        office=batch.office and signs.cleaned(batch.office),
        origins=[signs.cleaned(name) for name in batch.origins],
    )


def damaged(batch: Batch, place: Path) -> list[Problem]:
    """Problems for the batch's files that are missing or whose checksum has changed since it was recorded."""
    return [
        Problem(f"{batch.batch_id}/{name}", "damaged_batch")
        for name, checksum in batch.files.items()
        if not (place / name).is_file() or checksum_of(place / name) != checksum
    ]


def checksum_of(file: Path) -> str:
    """SHA-256 of a file, as hex."""
    with file.open("rb") as handle:
        return file_digest(handle, "sha256").hexdigest()


def active(batches: Sequence[Batch]) -> list[Batch]:
    """The batches in effect: those that no undo in effect reverts."""
    undone_by: dict[str, list[Batch]] = {}
    for batch in batches:
        if batch.undoes:
            undone_by.setdefault(batch.undoes, []).append(batch)

    def holds(batch: Batch) -> bool:
        return not any(holds(undo) for undo in undone_by.get(batch.batch_id, []))

    return [batch for batch in batches if holds(batch)]


def undone_first(batch: Batch, batches: Sequence[Batch]) -> Batch:
    """The batch at the start of a chain of undos; a batch that undoes nothing is returned as is."""
    by_id = {one.batch_id: one for one in batches}
    while batch.undoes in by_id:
        batch = by_id[batch.undoes]
    return batch


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the write lock, and discard leftover drafts on entry and exit.

    The operating system releases the lock if the process dies.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        discard(folder)
        try:
            yield
        finally:
            discard(folder)


def draft(
    folder: Path,
    batch: Batch,
    added: Mapping[str, pl.DataFrame],
    removed: Mapping[str, pl.DataFrame],
    originals: Sequence[Original] = (),
) -> tuple[Batch, Path]:
    """Write a batch to a draft folder that readers ignore; return it with its id and checksums, and the folder.

    The id is derived from publication date, source and content, so identical content always gives the same id.
    """
    place = folder / f"{DRAFT}{os.getpid()}"
    for action, frames in ((ADDED, added), (REMOVED, removed)):
        for name, frame in frames.items():
            target = place / action / f"{name}.csv"
            target.parent.mkdir(parents=True, exist_ok=True)
            frame.write_csv(target)
    for number, content in enumerate(originals):
        target = place / ORIGINAL / f"{number:03}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.data)
    place.mkdir(parents=True, exist_ok=True)
    files = {
        str(file.relative_to(place)): checksum_of(file) for file in sorted(place.rglob("*")) if file.is_file()
    }
    whole = replace(batch, files=files, form=FORM)
    whole = replace(whole, batch_id=batch.batch_id or identity(whole))
    (place / MANIFEST).write_bytes(manifest_of(whole))
    for file in place.rglob("*"):
        sync(file)
    sync(place)
    return whole, place


def manifest_of(batch: Batch) -> bytes:
    """The content of a batch's manifest."""
    return json.dumps(asdict(batch), ensure_ascii=False, indent=1).encode()


def identity(batch: Batch) -> str:
    """Batch id: publication date, source if any, kind, and the first eight hex digits of the content's checksum."""
    content = {name: checksum for name, checksum in batch.files.items() if not name.startswith(ORIGINAL)}
    digest = sha256(json.dumps([batch.kind, batch.undoes, batch.source_id, content]).encode()).hexdigest()
    return "-".join(
        [batch.published_on, *([batch.source_id] if batch.source_id else []), batch.kind, digest[:8]]
    )


def publish(folder: Path, batch: Batch, place: Path) -> None:
    """Rename a draft to its final name; the batch is in effect from then on."""
    place.rename(folder / batch.batch_id)
    sync(folder)


def discard(folder: Path) -> None:
    """Remove all drafts from a folder of batches."""
    for place in folder.glob(f"{DRAFT}*"):
        shutil.rmtree(place)


def sync(path: Path) -> None:
    """Flush a file or folder to disk (fsync)."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def now() -> str:
    """The current time in UTC, ISO format with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
