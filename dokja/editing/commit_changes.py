"""Commits a preview of record changes as a batch, without overwriting anything that changed in the meantime."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from dokja.editing.record_changes import RecordPreview
from dokja.ingest.content import Content
from dokja.records import batches, commit, current, data_package, ledger, store
from dokja.records.batches import Batch
from dokja.records.build import Progress
from dokja.records.commit import Refused
from dokja.records.ledger import Ledger


def record(
    found: RecordPreview,
    originals: Sequence[Content],
    by: str,
    reason: str,
    progress: Progress = lambda step, share: None,
) -> Batch:
    """Commit the changes of a preview as a batch and publish the store with it; withdrawn records stay in the history.

    Raises Refused if nothing would change, a correction has no reason, or a record differs from what the preview
    showed; InvalidRecords if the records would become invalid. Nothing changes in these cases.
    """
    if not found.effective:
        raise Refused("entry.nothing")
    if found.supersedes and not reason.strip():
        raise Refused("entry.no_reason")
    moment = batches.now()
    kind = batches.CORRECTION if found.supersedes else batches.ENTRY
    day = counting_day(moment)
    sources = {(one.new or one.old or {}).get("source_id") for one in found.effective}
    batch = Batch(
        batch_id=f"{day}-{datetime.fromisoformat(moment):%Y%m%dT%H%M%S%f}-{kind}",
        kind=kind,
        published_on=day,
        recorded_at=moment,
        recorded_by=by,
        reason=reason.strip(),
        source_id=sources.pop() if len(sources) == 1 else None,
        origins=[content.name for content in originals],
    )
    added, removed = found.frames("new"), found.frames("old")
    return commit.put(batch, added, removed, originals, progress, partial(check, found))


def counting_day(moment: str) -> str:
    """The date from which an entry made at a moment counts: that day in Korea, or the latest batch's date if later."""
    today = datetime.fromisoformat(moment).astimezone(batches.SEOUL).date()
    return max([str(today), *(one.published_on for one in ledger.opened(store.home()).batches)])


def check(found: RecordPreview, before: Ledger, after: Ledger) -> None:
    """Raises Refused if a record to be removed has changed since the preview, or one to be added already exists."""
    now = current.tables(store.records_folder(), before)
    for table, old in found.frames("old").items():
        if old.join(now[table], on=old.columns, how="anti", nulls_equal=True).height:
            raise Refused("entry.changed_meanwhile")
    removed = found.frames("old")
    for table, new in found.frames("new").items():
        key = data_package.key_of(found.resources[table])
        here = now[table].join(new, on=key, how="semi", nulls_equal=True)
        if table in removed:
            here = here.join(removed[table], on=key, how="anti", nulls_equal=True)
        if here.height:
            raise Refused("entry.changed_meanwhile")
