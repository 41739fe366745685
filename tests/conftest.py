"""A store built from the real records, as the dashboard serves it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dokja import publishing, records
from dokja.draft import write
from dokja.store import FILE_NAME, ROOT, Store


@pytest.fixture(scope="session")
def real_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The published store of the checkout's records."""
    file = tmp_path_factory.mktemp("real") / "dokja.duckdb"
    write(file, records.read(ROOT / "data"), inputs=publishing.fingerprint())
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


@pytest.fixture
def home(real_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own with the store of the checkout's records."""
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copy(real_store.file, folder / FILE_NAME)
    monkeypatch.setenv("DOKJA_DATA", str(folder))
    return folder
