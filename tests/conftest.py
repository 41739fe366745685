"""A store built from the real records, as the dashboard serves it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dokja import records
from dokja.draft import write
from dokja.store import ROOT, Store


@pytest.fixture(scope="session")
def real_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The published store of the checkout's records."""
    file = tmp_path_factory.mktemp("real") / "dokja.duckdb"
    write(file, records.read(ROOT / "data"))
    store = Store(file)
    yield store
    store.close()


@pytest.fixture
def copied_records(tmp_path: Path) -> Path:
    """A copy of the records that a test may spoil."""
    folder = tmp_path / "records"
    folder.mkdir()
    for file in (ROOT / "data").iterdir():
        if file.suffix in (".csv", ".json"):
            (folder / file.name).write_bytes(file.read_bytes())
    return folder
