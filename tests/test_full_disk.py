"""No room left at any step of build, import, withdrawal and serve: a message, nothing half written, the old store serves.

Two ways of really running out of room. A limit on the size of a file (RLIMIT_FSIZE, EFBIG) of a command's own process
needs no right: the limit picks the first file that is larger, so that each step fails in turn; CPython ignores SIGXFSZ.
It cannot make a small file fail after a large one, nor a folder: for that a tmpfs runs out of inodes (ENOSPC), which the
fixture disk mounts as root or by sudo.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dokja.records import batches, ledger, publish, store
from dokja.records.store import ROOT
from tests.command_line import dokja, dokja_process
from tests.conftest import small_records
from tests.recording import asked, bytes_in
from tests.test_durability import fill

SCORE = ["model=a-x-k1", "benchmark=mmlu-pro"]
SHEET = "Model,Benchmark,Score,Remark\nA.X K2,KMMLU,12.3,5\nA.X K2,KoBALT,45.6,3\n"
SOURCE = ["--title", "a sheet", "--url", "https://example.org/s", "--published-on", "2026-08-03"]
IMPORT = [*SOURCE, "--reporter", "skt", "--mode", "reasoning", "--by", "kim"]
NO_ROOM = {"en": "There is no room left to write", "ko": "쓸 공간이 없어"}
SERVED = "select model_id, benchmark_id, score_text from score order by all"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with few records and a store of them with every view, as commands of their own build it."""
    folder = tmp_path_factory.mktemp("built")
    small_records(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOKJA_DATA", str(folder))
        publish.build()
    return folder


@pytest.fixture
def small(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, to be spoiled."""
    folder = tmp_path / "home"
    shutil.copytree(built, folder)
    monkeypatch.setenv("DOKJA_DATA", str(folder))
    return folder


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A table of results, padded so that its copy is larger than any other file of its batch."""
    file = tmp_path / "sheet.csv"
    file.write_text(SHEET + "\n" * 60_000, "utf-8")
    return file


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No process started in here can make a file larger than size bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def limited(home: Path, size: int, *arguments: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    """A command in a process of its own that can make no file larger than size bytes."""
    with largest_file(size):
        return dokja_process(home, *arguments, language=language)


def refused(done: subprocess.CompletedProcess[str], home: Path, before: dict[str, bytes]) -> None:
    """A command ended with a message that names the folder, and left everything as it was."""
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr + done.stdout
    (told,) = [line for line in done.stderr.splitlines() if any(text in line for text in NO_ROOM.values())]
    assert str(home) in told
    assert bytes_in(home) == before
    assert [file.name for file in home.glob("*.draft*")] == []
    assert [place.name for place in (home / ledger.FOLDER).glob("*") if place.name != batches.LOCK] == []


def change_records(home: Path) -> None:
    """Change a file of the records, so that the store is out of date."""
    text = (home / "source.csv").read_text("utf-8")
    (home / "source.csv").write_text(text.replace("https://", "http://", 1), "utf-8")


def test_build_without_room_keeps_the_old_store(small: Path) -> None:
    """The limits fall on the first page of the new store, its middle, its end and its seal."""
    served = asked(SERVED)
    size = store.path().stat().st_size
    change_records(small)
    before = bytes_in(small)
    limits = (0, size // 3, size - 70_000, size - 1)
    for limit, language in zip(limits, ("en", "ko", "en", "ko"), strict=True):
        done = limited(small, limit, "build", language=language)
        refused(done, small, before)
        assert NO_ROOM[language] in done.stderr
        assert asked(SERVED) == served
    assert limited(small, size + 2**20, "build").returncode == 0
    assert publish.up_to_date()


def test_first_build_without_room_leaves_no_store(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for limit in (0, 2**20):
        refused(limited(home, limit, "build"), home, {})
    done = limited(home, 2**20, "serve", "--headless")
    refused(done, home, {})


def test_batch_without_room_is_not_recorded(small: Path, sheet: Path) -> None:
    """The limits fall on the copy of the file and the store; then on the rows, the manifest and the store."""
    served = asked(SERVED)
    key = asked("select source_id from score limit 1")[0][0]
    large, given = sheet.stat().st_size, ["import", str(sheet), *IMPORT]
    before = bytes_in(small)
    for limit in (large - 1, store.path().stat().st_size - 1):
        refused(limited(small, limit, *given), small, before)
    withdrawal = ["withdraw", "score", f"source={key}", "--all", "--reason", "wrong " * 100]
    for limit in (10, 700, 10_000):
        refused(limited(small, limit, *withdrawal), small, before)
    assert asked(SERVED) == served
    assert dokja_process(small, *withdrawal).returncode == 0
    (place,) = (small / ledger.FOLDER).glob("[!.]*")
    sizes = [(place / name).stat().st_size for name in ("removed/score.csv", batches.MANIFEST)]
    assert 10 < sizes[0] < 700 < sizes[1] < 10_000
    before = bytes_in(small)
    done = limited(small, 10, "undo", place.name)
    assert (done.returncode, NO_ROOM["en"] in done.stderr) == (1, True)
    assert bytes_in(small) == before


def test_store_opens_where_its_copy_has_no_room(small: Path) -> None:
    """The last bytes of the copy are written when it is closed: that must not be what refuses the store."""
    size = store.path().stat().st_size
    for limit in (size - 1, size - 100, size // 2, 0):
        code = f"from dokja.records import store; print(store.Store(store.path()).ask({SERVED!r}).height)"
        with largest_file(limit):
            done = subprocess.run(
                [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
            )
        assert done.stdout.strip() == "3", done.stderr


def served_page(home: Path, limit: int) -> tuple[str, int]:
    """What dokja serve says before the dashboard answers without room, and the status of its answer."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with largest_file(limit):
        server = subprocess.Popen(
            [sys.executable, "-m", "dokja.cli.main", "serve", "--headless", "--port", str(port), "--lang", "en"],
            cwd=ROOT, env={**os.environ, "DOKJA_DATA": str(home)}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        status = None
        while status is None:
            assert server.poll() is None
            try:
                status = urllib.request.urlopen(f"http://127.0.0.1:{port}/").status
            except OSError:
                time.sleep(0.2)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        said, _ = server.communicate()
    return said, status


def test_serve_without_room_for_a_newer_store_serves_the_old_one(small: Path) -> None:
    change_records(small)
    before = bytes_in(small)
    said, status = served_page(small, store.path().stat().st_size // 2)
    assert status == 200
    assert f"{NO_ROOM['en']} in {small}" in said
    assert "Traceback" not in said
    assert bytes_in(small) == before


def test_template_without_room_keeps_the_file_that_was_there(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "out" / "score.xlsx"
    file.parent.mkdir()
    for there in (None, b"earlier"):
        if there:
            file.write_bytes(there)
        done = limited(small, 1000, "template", "score", "-o", str(file))
        assert (done.returncode, str(file) in done.stderr) == (1, True)
        assert NO_ROOM["en"] in done.stderr
        assert bytes_in(file.parent) == ({file.name: there} if there else {})


def test_export_without_room_leaves_no_folder(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "export"
    folder.parent.mkdir()
    done = limited(small, 100, "export", "-o", str(folder))
    assert (done.returncode, NO_ROOM["en"] in done.stderr) == (1, True)
    assert list(folder.parent.iterdir()) == []


def test_output_without_room_is_said_once(small: Path) -> None:
    withdrawal = ["withdraw", "score", "source=k-exaone-readme", "--all", "--reason", "why"]
    for arguments, unbuffered in ((["history"], "1"), (["history"], ""), (withdrawal, "")):
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "dokja.cli.main", *arguments, "--lang", "en"],
                cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
                env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            )  # fmt: skip
        assert done.returncode == 1
        told = [line for line in done.stderr.splitlines() if "%" not in line[:5]]
        assert len(told) == 1, told
        assert told[0].startswith("The output could not be written (No space left on device)")


@pytest.mark.usefixtures("queries")
def test_batch_whose_store_cannot_be_put_in_place_is_said_to_be_recorded(small: Path) -> None:
    store.path().unlink()
    (store.path() / "in the way").mkdir(parents=True)
    key = "k-exaone-readme"
    done = dokja(small, "withdraw", "score", f"source={key}", "--all", "--reason", "why")
    (batch,) = ledger.opened(small).batches
    assert done.returncode == 1
    assert f"The batch {batch.batch_id} is recorded" in done.stderr
    assert "dokja build" in done.stderr
    (store.path() / "in the way").rmdir()
    store.path().rmdir()
    assert dokja(small, "build").returncode == 0
    assert asked("select batch_id from batch") == [(batch.batch_id,)]


def leave_inodes(disk: Path, count: int) -> Callable[[], None]:
    """Leave room for so many further files and folders; returns what removes the others again."""
    folder = disk / "fillers"
    folder.mkdir()
    made = [folder / str(number) for number in range(os.statvfs(disk).f_favail - count)]
    for file in made:
        file.touch()

    def remove() -> None:
        for file in made:
            file.unlink()
        folder.rmdir()

    return remove


@pytest.mark.usefixtures("queries")
def test_import_without_room_for_a_further_file_is_not_recorded(
    disk: Path, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk takes so many more files and folders: none, some of the batch, all of it without the store, enough."""
    small_records(disk)
    monkeypatch.setenv("DOKJA_DATA", str(disk))
    publish.build()
    served = asked(SERVED)
    for count in (0, 1, 3, 5, 7, 8):
        free = leave_inodes(disk, count)
        before = bytes_in(disk)
        refused(dokja(disk, "import", str(sheet), *IMPORT), disk, before)
        assert asked(SERVED) == served
        free()
    free = leave_inodes(disk, 12)
    assert dokja(disk, "import", str(sheet), *IMPORT).returncode == 0
    assert len(asked(SERVED)) == len(served) + 2
    free()


@pytest.mark.usefixtures("queries")
def test_correction_of_columns_without_room_leaves_the_batch_recorded(
    home: Path, disk: Path, sheet: Path
) -> None:
    """Saved mappings come last, and are small: so their folder alone stands on the full disk."""
    (home / "mappings").symlink_to(disk)
    fill(disk, 0)
    before = bytes_in(disk)
    given = ["import", str(sheet), *IMPORT, "--column", "remark=number of shots"]
    done = dokja(home, *given)
    (batch,) = ledger.opened(home).batches
    assert done.returncode == 1
    assert f"Recorded: {batch.batch_id}" in done.stdout
    assert "corrections of the columns could not be saved" in done.stderr
    assert "No space left on device" in done.stderr
    assert bytes_in(disk) == before
    assert publish.up_to_date()


def test_a_file_that_leaves_no_room_to_read_it_is_named(small: Path, sheet: Path) -> None:
    before = bytes_in(small)
    done = limited(small, 2_000, "import", str(sheet), *IMPORT)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    assert "there is no room in the temporary folder" in done.stderr
    assert bytes_in(small) == before
