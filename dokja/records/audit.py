"""Looks whether a data folder is whole: records, batches, the published store, earlier versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dokja.records import kept, ledger, loader, publish, store
from dokja.records.batches import MANIFEST
from dokja.records.failures import FAILURES
from dokja.records.ledger import Ledger
from dokja.records.loader import Records
from dokja.records.store import Store, StoreError


@dataclass(frozen=True)
class Found:
    """What was looked at, as a key of words with values, and whether it is as it should be; error names what is not."""

    key: str
    values: dict[str, str | int] = field(default_factory=dict)
    is_right: bool = True
    error: Exception | None = None


def look() -> Iterator[Found]:
    """Look at everything, and go on after a fault."""
    records = None
    try:
        known = ledger.opened(store.home())
        yield from orphans(known)
        records = loader.read(store.records_folder(), known)
        rows = sum(table.height for table in records.tables.values())
        yield Found("audit.records", {"rows": rows, "batches": len(known.batches)})
    except FAILURES as error:
        yield Found("audit.records_wrong", is_right=False, error=error)
    yield from published(records)
    for version in kept.versions():
        try:
            Store(kept.path(version)).close()
        except StoreError as error:
            yield Found("audit.version_wrong", {"version": version}, is_right=False, error=error)
    yield Found("audit.versions", {"count": len(kept.versions())})


def orphans(known: Ledger) -> Iterator[Found]:
    """Files among the batches that no batch names."""
    named = {known.place(one) / name for one in known.batches for name in (*one.files, MANIFEST)}
    found = (file for file in known.folder.glob("[!.]*/**/*") if file.is_file() and file not in named)
    for file in sorted(found):
        yield Found("audit.orphan", {"file": str(file.relative_to(store.home()))}, is_right=False)


def published(records: Records | None) -> Iterator[Found]:
    """Whether the published store is whole, made of the present files, and holds as many rows of each table."""
    try:
        opened = Store(store.path())
    except StoreError as error:
        yield Found("audit.store_wrong", is_right=False, error=error)
        return
    yield Found("audit.store", {"version": opened.data_version})
    if opened.inputs != publish.fingerprint():
        yield Found("audit.store_old", is_right=False)
    elif records is not None:
        for name, table in records.tables.items():
            held = opened.ask(f'select count(*) from "{name}"').item()  # noqa: S608
            if held != table.height:
                values: dict[str, str | int] = {"table": name, "held": held, "rows": table.height}
                yield Found("audit.count_wrong", values, is_right=False)
    opened.close()
