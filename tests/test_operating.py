"""dokja check, backup and restore: what is damaged is named, what was backed up comes back, nothing is overwritten."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dokja.records import backup, batches, kept, store
from dokja.records.commit import Refused
from dokja.records.store import ROOT, Store
from tests.command_line import dokja
from tests.recording import MODEL, made, recorded, score
from tests.test_editors import ADDRESS, NAMED


@pytest.fixture(scope="module")
def imported(real_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which somebody has imported."""
    folder = tmp_path_factory.mktemp("imported")
    shutil.copy(real_store.file, folder / store.FILE_NAME)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOKJA_DATA", str(folder))
        recorded(made(model=[MODEL], score=[score("33.3", "made-up-1b")]), "a new card")
    return folder


@pytest.fixture
def used(imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that a test may spoil."""
    folder = tmp_path / "used"
    shutil.copytree(imported, folder)
    monkeypatch.setenv("DOKJA_DATA", str(folder))
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Everything that belongs into a backup."""
    return {name: (folder / name).read_bytes() for name in backup.files(folder)}


def first_batch(folder: Path) -> Path:
    return next(one for one in (folder / "batches").iterdir() if one.is_dir())


def overwritten(file: Path) -> None:
    file.write_bytes(b"x" * 100 + file.read_bytes()[100:])


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "batch": (
        lambda home: overwritten(next((first_batch(home) / "added").iterdir())),
        "differs from what was recorded",
    ),
    "manifest": (lambda home: (first_batch(home) / "manifest.json").unlink(), "manifest.json"),
    "orphan": (
        lambda home: (first_batch(home) / "notes.txt").write_text("x"),
        "notes.txt: belongs to no batch",
    ),
    "store": (lambda home: overwritten(home / store.FILE_NAME), "Make it anew"),
    "half a store": (lambda home: os.truncate(home / store.FILE_NAME, 4096), "Make it anew"),
    "no store": (lambda home: (home / store.FILE_NAME).unlink(), "cannot be opened"),
    "old store": (lambda home: shutil.rmtree(first_batch(home)), "not made of the present records"),
    "version": (lambda home: overwritten(kept.files()[0]), "earlier version"),
}


def test_whole_folder_is_right(used: Path) -> None:
    told = dokja(used, "check")
    assert (told.returncode, "WRONG" in told.stdout) == (0, False)
    assert "1 batch" in told.stdout


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_is_named(used: Path, fault: str) -> None:
    spoil, said = FAULTS[fault]
    spoil(used)
    told = dokja(used, "check")
    assert told.returncode == 1
    (line,) = [number for number, line in enumerate(told.stdout.splitlines()) if line.startswith("WRONG")][:1]
    assert said in "\n".join(told.stdout.splitlines()[line:])
    assert "Traceback" not in told.stdout + told.stderr
    assert "오류" in dokja(used, "check", language="ko").stdout


def test_backup_comes_back_whole(used: Path, tmp_path: Path) -> None:
    file, folder = tmp_path / "b.tar.gz", tmp_path / "restored"
    assert dokja(used, "backup", str(file)).returncode == 0
    before = content(used)
    shutil.rmtree(used)
    told = dokja(used, "restore", str(file), str(folder))
    assert (told.returncode, told.stderr) == (0, "")
    assert content(folder) == before
    assert dokja(folder, "check").returncode == 0
    assert "a new card" in dokja(folder, "history").stdout


def test_nothing_is_overwritten(used: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.tar.gz"
    file.write_bytes(b"mine")
    assert "already exists" in dokja(used, "backup", str(file)).stderr
    assert file.read_bytes() == b"mine"
    file.unlink()
    dokja(used, "backup", str(file))
    before = content(used)
    assert "not an empty folder" in dokja(used, "restore", str(file), str(used)).stderr
    assert content(used) == before


def shorter(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def with_another_file(file: Path) -> None:
    """Add a file that leads out of the folder."""
    with tarfile.open(file) as archive:
        entries = [(one, archive.extractfile(one)) for one in archive.getmembers()]
        with tarfile.open(file.with_suffix(".new"), "w:gz") as made_anew:
            for entry, data in entries:
                made_anew.addfile(entry, data)
            stray = tarfile.TarInfo("../stray.txt")
            stray.size = 1
            made_anew.addfile(stray, io.BytesIO(b"x"))
    file.with_suffix(".new").replace(file)


@pytest.mark.parametrize("spoil", [shorter, with_another_file, lambda file: file.write_bytes(b"")])
def test_damaged_backup_is_not_used(used: Path, tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    file, folder = tmp_path / "b.tar.gz", tmp_path / "restored"
    dokja(used, "backup", str(file))
    spoil(file)
    told = dokja(used, "restore", str(file), str(folder), language="ko")
    assert told.returncode == 1
    assert "손상되었거나" in told.stderr
    assert not folder.exists()
    assert not (tmp_path / "stray.txt").exists()


def test_backup_with_another_bit_is_noticed(used: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.tar.gz"
    dokja(used, "backup", str(file))
    whole, refused = file.read_bytes(), 0
    right = backup.verified(file)
    for place in range(20, len(whole), len(whole) // 40):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 16]) + whole[place + 1 :])
        try:
            assert backup.verified(file) == right  # The bit was none of a file's.
        except Refused:
            refused += 1
    assert refused > 30


def test_backup_waits_for_a_writer_and_holds_it_whole(used: Path, tmp_path: Path) -> None:
    """Somebody imports while ten backups are made: each can be restored and is right."""
    command = [sys.executable, "-m", "dokja.cli.main", "backup"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DOKJA_DATA": str(used)}
    running = [
        subprocess.Popen([*command, str(tmp_path / f"{number}.tar.gz")], cwd=ROOT, env=environment)
        for number in range(3)
    ]
    recorded(made(score=[score("44.4")]), "meanwhile")
    assert [one.wait(timeout=60) for one in running] == [0, 0, 0]
    for number in range(3):
        folder = tmp_path / str(number)
        assert dokja(used, "restore", str(tmp_path / f"{number}.tar.gz"), str(folder)).returncode == 0
        assert dokja(folder, "check").returncode == 0


def test_killed_backup_and_restore_leave_nothing_that_looks_whole(used: Path, tmp_path: Path) -> None:
    file, folder = tmp_path / "b.tar.gz", tmp_path / "restored"
    assert dokja(used, "backup", str(file)).returncode == 0
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DOKJA_DATA": str(used)}
    for arguments in (("backup", str(tmp_path / "c.tar.gz")), ("restore", str(file), str(folder))):
        for wait in (0.5, 0.7, 0.9):
            command = [sys.executable, "-m", "dokja.cli.main", *arguments]
            with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as process:
                time.sleep(wait)
                process.send_signal(signal.SIGKILL)
            if (tmp_path / "c.tar.gz").exists():
                assert backup.verified(tmp_path / "c.tar.gz")
                (tmp_path / "c.tar.gz").unlink()
            if folder.exists():
                left = [one.name for one in folder.iterdir()]
                assert left == [backup.UNPACKED] or dokja(folder, "check").returncode == 0
                shutil.rmtree(folder)


@pytest.mark.parametrize("is_listed", [True, False])
def test_upgrade_takes_addresses_out_and_keeps_everything_else(
    used: Path, tmp_path: Path, settings: Path, is_listed: bool
) -> None:
    if is_listed:
        settings.write_text(NAMED, "utf-8")
    file = first_batch(used) / "manifest.json"
    values = json.loads(file.read_text("utf-8"))
    del values["office"], values["form"]
    file.write_text(json.dumps({**values, "recorded_by": ADDRESS}), "utf-8")
    assert dokja(used, "build").returncode == 0
    before, version = content(used), Store(store.path()).data_version
    kept_before = tmp_path / "before.tar.gz"
    told = dokja(used, "upgrade", "--backup", str(kept_before))
    assert (told.returncode, "1 batch was" in told.stdout) == (0, True)
    assert "holds e-mail addresses" in told.stdout
    new = json.loads(file.read_text("utf-8"))
    who = ("kim", "AI 정책과") if is_listed else ("editor", None)
    assert (new["recorded_by"], new["office"], new["form"]) == (*who, batches.FORM)
    same = {"recorded_by": "", "office": None, "form": 1}
    assert new | same == values | same
    after = content(used)
    changed = {name for name in before if after[name] != before[name]}
    assert changed <= {str(file.relative_to(used)), store.FILE_NAME, f"versions/{version}.duckdb"}
    assert [name for name, data in after.items() if ADDRESS.encode() in data] == []
    assert Store(store.path()).data_version == version
    assert dokja(used, "check").returncode == 0
    assert "Nothing was changed" in dokja(used, "upgrade", "--backup", str(kept_before)).stdout
    assert dokja(used, "restore", str(kept_before), str(tmp_path / "back")).returncode == 0
    assert content(tmp_path / "back") == before


def test_batch_of_a_later_program_is_not_guessed_at(used: Path) -> None:
    file = first_batch(used) / "manifest.json"
    values = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**values, "form": batches.FORM + 1}), "utf-8")
    for command in (("build",), ("check",), ("upgrade", "--backup", "b.tar.gz")):
        told = dokja(used, *command)
        assert told.returncode == 1
        assert "newer version of Dokja" in told.stdout + told.stderr
