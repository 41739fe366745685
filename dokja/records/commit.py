"""Commits a batch: validates it with all other records, then publishes it and a store that includes it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import polars as pl

from dokja.records import batches, current, data_package, disk, editors, ledger, publish, signs, store
from dokja.records.batches import Batch, Original
from dokja.records.build import Progress
from dokja.records.problems import InvalidRecords, Problem

Check = Callable[[ledger.Ledger, ledger.Ledger], None]
"""Called with the ledger before and after a batch; raises Refused if either fails a precondition."""


class Refused(Exception):
    """The request cannot be carried out. rule is a message key; values fill its placeholders."""

    def __init__(self, rule: str, **values: str):
        super().__init__(rule)
        self.rule = rule
        self.values = values


def undo(batch_id: str, by: str, reason: str, progress: Progress = lambda step, share: None) -> Batch:
    """Record a batch that undoes another; undoing an undo restores the batch that it reverted.

    Raises Refused if the batch does not exist, is no longer in effect, or was corrected by a later batch;
    InvalidRecords if other records depend on its records.
    """
    known = ledger.opened(store.home())
    target = next((one for one in known.batches if one.batch_id == batch_id), None)
    if target is None:
        raise Refused("intake.no_such_batch", batch=batch_id)
    if target not in known.active:
        raise Refused("intake.undone_already", batch=batch_id)
    undone = batches.undone_first(target, known.batches)
    number = sum(batches.undone_first(one, known.batches) == undone for one in known.batches)
    batch = Batch(
        batch_id=f"{target.published_on}-{batches.UNDO}-{number}-of-{undone.batch_id}",
        kind=batches.UNDO,
        published_on=target.published_on,
        recorded_at=batches.now(),
        recorded_by=by,
        reason=reason,
        source_id=target.source_id,
        undoes=batch_id,
    )
    return put(batch, {}, {}, [], progress, check_met)


def check_met(before: ledger.Ledger, after: ledger.Ledger) -> None:
    """Raises Refused if a batch would remove a record that does not exist at that point in the ledger."""
    if unmet := current.unmet_precondition(store.records_folder(), after):
        raise Refused("intake.built_on", batch=unmet.batch_id)


def put(
    batch: Batch,
    added: Mapping[str, pl.DataFrame],
    removed: Mapping[str, pl.DataFrame],
    originals: Sequence[Original],
    progress: Progress,
    check: Check = lambda before, after: None,
) -> Batch:
    """Draft a batch and a store that includes it, then publish both by rename, the batch first.

    Nothing changes before the first rename. After it the batch is in effect; if the store was not published, the next
    start rebuilds it because it is out of date, and Refused says so. Raises Refused also if the disk is full, or if
    recorded_by is an address instead of an editor's key.
    """
    if sign := signs.first(f"{batch.reason} {batch.recorded_by}"):
        raise Refused("intake.sign", sign=sign)
    if len(batch.reason) > signs.LONGEST_TEXT:
        raise Refused("intake.reason_too_long", limit=f"{signs.LONGEST_TEXT:,}")
    if "@" in batch.recorded_by:
        raise Refused("intake.by_address", by=batch.recorded_by)
    origins_of_it = [signs.cleaned(name) for name in batch.origins]
    batch = replace(batch, origins=origins_of_it, office=editors.office(batch.recorded_by))
    folder = store.home() / ledger.FOLDER
    with writing(), batches.locked(folder):
        known = ledger.opened(store.home())
        whole, place = batches.draft(folder, batch, complete(added), complete(removed), originals)
        check_new(known, whole)
        after = known.and_draft(whole, place)
        check(known, after)
        with publish.drafted(after, progress) as draft, in_effect(whole, folder / whole.batch_id):
            publish.share(draft)
            batches.publish(folder, whole, place)
            publish.put_in_place(draft)
    progress("publish", 1.0)
    return whole


@contextmanager
def writing() -> Iterator[None]:
    """Raises Refused if the disk is full."""
    try:
        with disk.room_on_disk():
            yield
    except disk.DiskFull as error:
        raise Refused("intake.disk_full", folder=str(store.home())) from error


@contextmanager
def in_effect(batch: Batch, place: Path) -> Iterator[None]:
    """Raises Refused with what to do if publishing fails once the batch, whose folder is place, is in effect."""
    try:
        yield
    except OSError as error:
        if not place.exists():
            raise
        cause = error.strerror or str(error)
        raise Refused("intake.not_shown", batch=batch.batch_id, cause=cause) from error


def check_new(known: ledger.Ledger, batch: Batch) -> None:
    """Raises Refused if a batch with the same id already exists."""
    for one in known.batches:
        if one.batch_id == batch.batch_id:
            held = one in known.active
            raise Refused("intake.there_already" if held else "intake.there_undone", batch=one.batch_id)


def complete(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Frames as text, with every column of their table in schema order. Raises InvalidRecords for an unknown column."""
    resources = {one["name"]: one for one in data_package.read(store.records_folder())["resources"]}
    found = {}
    for name, frame in frames.items():
        names = [field["name"] for field in resources[name]["schema"]["fields"]]
        if unknown := [column for column in frame.columns if column not in names]:
            details = {"expected": ", ".join(names)}
            raise InvalidRecords([Problem(f"{name}.csv", "unknown_column", 1, unknown[0], details=details)])
        missing = [pl.lit(None, pl.String).alias(column) for column in names if column not in frame.columns]
        found[name] = frame.with_columns(missing).select(pl.col(column).cast(pl.String) for column in names)
    return found
