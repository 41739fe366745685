"""Commits the rows of a preview as a batch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dokja.ingest.content import Content
from dokja.ingest.staging import origins
from dokja.ingest.staging.origins import Origin
from dokja.ingest.staging.preview import Preview
from dokja.records import batches
from dokja.records.batches import Batch
from dokja.records.build import Progress
from dokja.records.commit import Refused, put


def record(
    preview: Preview,
    originals: Sequence[Content],
    by: str,
    reason: str,
    progress: Progress = lambda step, share: None,
) -> Batch:
    """Commit the rows of a preview as a batch and publish the store with it.

    Raises Refused if there is nothing to add, the batch already exists or the disk is full, and InvalidRecords if the
    records would become invalid; nothing changes in either case.
    """
    if not preview.says_something:
        raise Refused("intake.nothing")
    frames = {name: frame for name, frame in preview.added.items() if frame.height}
    batch = Batch(
        batch_id="",
        kind=batches.IMPORT,
        published_on=published_on(preview.origin),
        recorded_at=batches.now(),
        recorded_by=by,
        reason=reason,
        source_id=str(preview.origin.source["source_id"]),
        origins=[content.name for content in originals],
    )
    return put(batch, frames, {}, originals, progress)


def published_on(origin: Origin) -> str:
    """Publication date of a source, ISO; a month stands for its last day, a missing date for today.

    Raises Refused if it is not a date or month, or lies in the future.
    """
    stated = str(origin.source.get("published_on") or date.today())
    try:
        day = origins.day_of(origin.source)
    except ValueError as error:
        raise Refused("intake.bad_day", day=stated) from error
    if stated > str(date.today()):
        raise Refused("intake.future_day", day=stated)
    return str(day)
