"""Brings batches of earlier programs to the present form: recorded under an editor's key instead of an address.

A batch is never changed but here: its manifest is exchanged, its content and its key stay. A line for each is kept in
LOG, with the checksums of the manifest before and after and without the address.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from dokja.records import backup, batches, editors, ledger, publish
from dokja.records.batches import FORM, MANIFEST, Batch, locked, manifest_of, now, sync
from dokja.records.build import Progress
from dokja.records.disk import room_on_disk
from dokja.records.store import home

LOG = "upgrades.jsonl"


def outdated() -> list[Batch]:
    """Batches of an earlier form. Raises InvalidRecords if a manifest is damaged or of a later program."""
    return [one for one in batches.listed(home() / ledger.FOLDER) if one.form < FORM]


def upgrade(backup_file: Path, progress: Progress) -> Sequence[Batch]:
    """Back up the data folder, then bring every batch to the present form and build; returns the batches.

    It can be called again after an interruption. Raises Refused, InvalidRecords, DiskFull.
    """
    wanted = outdated()
    if wanted:
        backup.write(backup_file)
        with room_on_disk(), locked(home() / ledger.FOLDER):
            for one in wanted:
                exchange(one)
        publish.build(progress)
    return wanted


def exchange(batch: Batch) -> None:
    """Give a batch a manifest of the present form, and log it."""
    file = home() / ledger.FOLDER / batch.batch_id / MANIFEST
    present = replace(batch, form=FORM)
    if "@" in batch.recorded_by:
        known = editors.listed().get(batch.recorded_by.casefold())
        by, office = (known.key, known.office) if known else (editors.UNNAMED, batch.office)
        present = replace(present, recorded_by=by, office=office)
    data = manifest_of(present)
    told = {
        "at": now(),
        "batch": batch.batch_id,
        "form": [batch.form, FORM],
        "manifest": [sha256(file.read_bytes()).hexdigest(), sha256(data).hexdigest()],
    }
    with (home() / LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps(told) + "\n")
    sync(home() / LOG)
    beside = file.with_name(f".{MANIFEST}.{os.getpid()}")
    beside.write_bytes(data)
    sync(beside)
    beside.replace(file)
    sync(file.parent)
