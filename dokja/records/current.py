"""The current records as text: what an editor views, corrects and removes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from dokja.records import batches, data_package, ledger, loader
from dokja.records.batches import Batch
from dokja.records.ledger import Ledger
from dokja.records.problems import InvalidRecords


def tables(folder: Path, known: Ledger) -> dict[str, pl.DataFrame]:
    """Every table of a folder with its batches applied, all columns text, empty cells null. Raises InvalidRecords."""
    resources = data_package.resources(folder)
    texts = {name: base(folder, resource) for name, resource in resources.items()}
    whole = loader.as_they_stand(texts, known, list(resources.values()))
    return {name: frame.drop(ledger.PLACE) for name, frame in whole.items()}


def base(folder: Path, resource: dict[str, Any]) -> pl.DataFrame:
    """A table as stated in its file, without batches. Raises InvalidRecords."""
    table, problems = loader.read_text(folder / resource["path"], resource)
    if table is None:
        raise InvalidRecords(problems)
    return table


def unmet_precondition(folder: Path, known: Ledger) -> Batch | None:
    """The first batch that removes a record which does not exist at that point in the ledger; None if there is none."""
    active = known.active
    for name, resource in data_package.resources(folder).items():
        touching = [
            (number, removed)
            for number, batch in enumerate(active)
            if (removed := batch.rows(known.place(batch), batches.REMOVED, name)) is not None
        ]
        if not touching:
            continue
        start, key = base(folder, resource), data_package.key_of(resource)
        for number, removed in touching:
            said = ledger.statements(known, name, start.columns, active[:number])
            before = ledger.folded(start, said, key, resource["path"])
            stated = [column for column in start.columns if column in removed.columns]
            if removed.join(before, on=stated, how="anti", nulls_equal=True).height:
                return active[number]
    return None
