"""A server keeps its open store whatever happens to the files, and says why it is not the newest."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dokja.records import publish, store
from dokja.records.build import Progress
from dokja.records.disk import DiskFull
from dokja.records.problems import InvalidRecords
from dokja.records.store import DamagedStore, Store
from dokja.server import serving
from dokja.server.serving import Serving
from tests.conftest import small_records
from tests.test_durability import fill

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "garbage": lambda whole: os.urandom(100_000),
    "half": lambda whole: whole[: len(whole) // 2],
    "nothing": lambda whole: b"",
    "zeros": lambda whole: bytes(len(whole)),
    "one bit": lambda whole: whole[:200_000] + bytes([whole[200_000] ^ 1]) + whole[200_001:],
    "no end": lambda whole: whole[:-1],
}
SPOILED: dict[str, Callable[[Path], object]] = {
    "broken package": lambda home: (home / "datapackage.json").write_text("{", "utf-8"),
    "no package": lambda home: (home / "datapackage.json").unlink(),
    "deleted file": lambda home: (home / "event.csv").unlink(),
    "open quote": lambda home: (home / "event.csv").write_text('"' + "x" * 200_000, "utf-8"),
    "future version": lambda home: (home / "datapackage.json").write_text(
        (home / "datapackage.json").read_text("utf-8").replace('"version": "20', '"version": "21', 1), "utf-8"
    ),
}


@pytest.fixture
def home(queries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with few records and its published store; every look at the files counts."""
    folder = tmp_path / "home"
    folder.mkdir()
    small_records(folder)
    monkeypatch.setenv("DOKJA_DATA", str(folder))
    monkeypatch.setattr(serving, "CHECK_SECONDS", 0.0)
    publish.build()
    return folder


class Reader:
    """Asks for the newest store, and remembers which builds were announced."""

    def __init__(self) -> None:
        self.serving = Serving()
        self.announced: list[bool] = []

    def newest(self) -> Store:
        found = self.serving.newest(self.announce)
        assert found
        assert found.ask("select count(*) as n from score")["n"][0] == 3
        return found

    def announce(self, damaged: bool) -> Progress:
        self.announced.append(damaged)
        return lambda step, share: None


@pytest.fixture
def reader(home: Path) -> Reader:
    return Reader()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_refused_and_rebuilt(reader: Reader, damage: Callable[[bytes], bytes]) -> None:
    version = reader.newest().data_version
    store.path().write_bytes(damage(store.path().read_bytes()))
    with pytest.raises(DamagedStore):
        Store(store.path())
    assert reader.newest().data_version == version
    assert reader.announced == [True]
    assert publish.up_to_date()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_beside_broken_records_leaves_the_open_store(
    reader: Reader, home: Path, damage: Callable[[bytes], bytes]
) -> None:
    opened = reader.newest()
    (home / "datapackage.json").write_text("{", "utf-8")
    store.path().write_bytes(damage(store.path().read_bytes()))
    assert reader.newest() is opened
    assert reader.serving.damaged
    assert reader.serving.failure


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_records_that_cannot_be_read_leave_the_open_store(
    reader: Reader, home: Path, spoil: Callable[[Path], object]
) -> None:
    opened = reader.newest()
    kept = {file: file.read_bytes() for file in home.iterdir() if file.suffix in (".csv", ".json")}
    spoil(home)
    assert reader.newest() is opened
    assert reader.serving.failure
    assert isinstance(reader.serving.failure.error, InvalidRecords)
    assert reader.newest() is opened
    assert reader.announced == [False]
    for file, data in kept.items():
        file.write_bytes(data)
    assert reader.newest() is opened
    assert reader.serving.failure is None


def test_times_say_nothing(reader: Reader, home: Path) -> None:
    reader.newest()
    for moment in (4_102_444_800, 1):
        os.utime(home / "score.csv", (moment, moment))
        os.utime(store.path(), (moment, moment))
        reader.newest()
    assert reader.announced == []
    text = (home / "source.csv").read_text("utf-8")
    (home / "source.csv").write_text(text.replace("https://", "http://", 1), "utf-8")
    os.utime(home / "source.csv", (1, 1))
    reader.newest()
    assert reader.announced == [False]


def test_files_are_looked_at_once_a_second(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "CHECK_SECONDS", 1.0)
    looks = itertools.count()
    whole = publish.signature

    def counted() -> publish.Signature:
        next(looks)
        return whole()

    monkeypatch.setattr(publish, "signature", counted)
    for _ in range(50):
        reader.newest()
    assert next(looks) == 1


def test_a_full_disk_leaves_the_open_store(
    disk: Path, queries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_records(disk)
    monkeypatch.setenv("DOKJA_DATA", str(disk))
    monkeypatch.setattr(serving, "CHECK_SECONDS", 0.0)
    publish.build()
    reader = Reader()
    opened = reader.newest()
    text = (disk / "source.csv").read_text("utf-8")
    (disk / "source.csv").write_text(text.replace("https://", "http://", 1), "utf-8")
    fill(disk, 4096)
    assert reader.newest() is opened
    assert reader.serving.failure
    assert isinstance(reader.serving.failure.error, DiskFull)
    started_later = Reader().newest()
    (disk / "filler").unlink()
    monkeypatch.setattr(serving, "RETRY_SECONDS", 0.0)
    newer = reader.newest()
    assert newer is not opened
    assert reader.serving.failure is None
    for one in (opened, started_later, newer):
        one.close()
