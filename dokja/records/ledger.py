"""The current records: the files in data/ with everything that the batches added and removed applied on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from dokja.records import batches, editors
from dokja.records.batches import Batch
from dokja.records.problems import Problem

FOLDER = "batches"
PLACE = ("file", "row_number", "batch_published_on")


@dataclass(frozen=True)
class Ledger:
    """Batches in ledger order, each with its folder; drafts maps unpublished batches to their draft folders."""

    folder: Path
    batches: Sequence[Batch]
    drafts: Mapping[str, Path] = field(default_factory=dict)

    @property
    def active(self) -> list[Batch]:
        """The batches in effect, in ledger order."""
        return batches.active(self.batches)

    def place(self, batch: Batch) -> Path:
        """The folder of a batch."""
        return self.drafts.get(batch.batch_id, self.folder / batch.batch_id)

    def problems(self) -> list[Problem]:
        """Problems for damaged batch files."""
        return [found for one in self.batches for found in batches.damaged(one, self.place(one))]

    def and_draft(self, batch: Batch, place: Path) -> Ledger:
        """This ledger with one more, unpublished batch."""
        whole = sorted([*self.batches, batch], key=batches.order)
        return replace(self, batches=whole, drafts={**self.drafts, batch.batch_id: place})


def opened(home: Path, as_of: date | None = None) -> Ledger:
    """The ledger of a data folder, as known on a given day. Raises InvalidRecords if a manifest is damaged."""
    found = batches.listed(home / FOLDER)
    return Ledger(home / FOLDER, [one for one in found if as_of is None or one.recorded_on <= as_of])


def statements(
    ledger: Ledger, table: str, columns: Sequence[str], chosen: Sequence[Batch]
) -> pl.DataFrame | None:
    """Rows of a table stated by batches, as text, with batch_id, action, position (ledger order) and PLACE.

    A batch's removals come before its additions, so a row can replace another with the same key. Of the table's columns
    those that came after a batch are null in its rows.
    """
    parts = []
    for position, batch in enumerate(chosen):
        for action in (batches.REMOVED, batches.ADDED):
            frame = batch.rows(ledger.place(batch), action, table)
            if frame is not None:
                later = [pl.lit(None, pl.String).alias(name) for name in columns if name not in frame.columns]
                whole = frame.with_columns(later).select(columns)
                parts.append(
                    whole.with_row_index("row_number", offset=2).with_columns(
                        pl.col("row_number").cast(pl.Int64),
                        batch_id=pl.lit(batch.batch_id),
                        action=pl.lit(action),
                        position=pl.lit(position, pl.Int64),
                        batch_published_on=pl.lit(date.fromisoformat(batch.published_on)),
                        file=pl.lit(f"{batch.batch_id}/{action}/{table}.csv"),
                    )
                )
    return pl.concat(parts) if parts else None


def folded(base: pl.DataFrame, stated: pl.DataFrame | None, key: Sequence[str], path: str) -> pl.DataFrame:
    """The current state of a table, with PLACE for each row: file, row_number and batch_published_on.

    batch_published_on is the publication date of the batch that states the row, or null if the table's own file also
    states its key. For each key (or whole row, in a table without one), the last statement in ledger order wins over
    base.
    """
    names = base.columns
    start = base.with_row_index("row_number", offset=2).with_columns(
        pl.col("row_number").cast(pl.Int64), file=pl.lit(path), batch_published_on=pl.lit(None, pl.Date)
    )
    if stated is None:
        return start
    if not stated["position"].is_sorted():
        stated = stated.sort("position", maintain_order=True)
    last = stated.unique(key, keep="last", maintain_order=True)
    del stated
    untouched = start.join(last, on=list(key), how="anti", nulls_equal=True)
    order = start.select(*key, place="row_number").unique(key, keep="first", maintain_order=True)
    said = last.filter(pl.col("action") == batches.ADDED).join(
        order, on=list(key), how="left", nulls_equal=True
    )
    del last
    said = said.with_columns(
        batch_published_on=pl.when(pl.col("place").is_null()).then("batch_published_on"),
        place=pl.col("place").fill_null(start.height + 2 + pl.int_range(pl.len())),
    )
    both = [untouched.with_columns(place=pl.col("row_number")), said]
    return pl.concat([one.select(*names, *PLACE, "place") for one in both]).sort("place").drop("place")


def history(ledger: Ledger, base_checksum: str, base_date: str) -> pl.DataFrame:
    """One row per batch (HISTORY), as in its manifest, with editors' addresses replaced (editors.shown).

    data_version is the version of the records right after the batch was recorded.
    """
    holding = {one.batch_id for one in ledger.active}
    versions = versions_after(ledger, base_checksum, base_date)
    rows = [
        {
            "batch_id": one.batch_id,
            "kind": one.kind,
            "position": position,
            "published_on": date.fromisoformat(one.published_on),
            "recorded_at": one.recorded_at,
            "recorded_on": one.recorded_on,
            "recorded_by": editors.shown(one.recorded_by, one.office),
            "reason": one.reason,
            "source_id": one.source_id,
            "undoes": one.undoes,
            "origins": ", ".join(one.origins),
            "is_active": one.batch_id in holding,
            "data_version": versions[one.batch_id],
        }
        for position, one in enumerate(ledger.batches)
    ]
    return pl.DataFrame(rows, schema=HISTORY)


def versions_after(ledger: Ledger, base_checksum: str, base_date: str) -> dict[str, str]:
    """Data version right after each batch was recorded, by batch id."""
    recorded = sorted(ledger.batches, key=lambda one: one.recorded_at)
    return {
        one.batch_id: version(base_checksum, base_date, recorded[: number + 1])
        for number, one in enumerate(recorded)
    }


def version(base_checksum: str, base_date: str, recorded: Sequence[Batch]) -> str:
    """Date and checksum of the records with these batches: identical for the same records on every machine."""
    held = sorted(one.batch_id for one in batches.active(recorded) if one.kind != batches.UNDO)
    day = max([base_date, *(str(one.recorded_on) for one in recorded)])
    digest = sha256("\n".join([base_checksum, *held]).encode()).hexdigest() if held else base_checksum
    return f"{day}-{digest[:8]}"


def spans(ledger: Ledger) -> pl.DataFrame:
    """Periods in which each batch was in effect, until an undo ended it (SPANS); one row per period."""
    recorded = sorted(ledger.batches, key=lambda one: one.recorded_at)
    started: dict[str, str] = {}
    rows: list[dict[str, str | None]] = []
    for number, event in enumerate(recorded):
        holding = {one.batch_id for one in batches.active(recorded[: number + 1])}
        rows += [
            {"batch_id": lost, "from_at": started.pop(lost), "until_at": event.recorded_at}
            for lost in sorted(started.keys() - holding)
        ]
        started |= dict.fromkeys(sorted(holding - started.keys()), event.recorded_at)
    rows += [{"batch_id": one, "from_at": start, "until_at": None} for one, start in started.items()]
    return pl.DataFrame(rows, schema=SPANS)


SPANS: Mapping[str, Any] = {"batch_id": pl.String, "from_at": pl.String, "until_at": pl.String}
HISTORY: Mapping[str, Any] = {
    "batch_id": pl.String,
    "kind": pl.String,
    "position": pl.Int64,
    "published_on": pl.Date,
    "recorded_at": pl.String,
    "recorded_on": pl.Date,
    "recorded_by": pl.String,
    "reason": pl.String,
    "source_id": pl.String,
    "undoes": pl.String,
    "origins": pl.String,
    "is_active": pl.Boolean,
    "data_version": pl.String,
}
