"""Backups of the data folder: one compressed archive with every file and its checksum, read back before it counts.

Everything is in it but locks and drafts. Whoever imports meanwhile waits; readers notice nothing.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import tarfile
import zlib
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path
from typing import cast

from dokja.records import ledger
from dokja.records.batches import DRAFT, LOCK, checksum_of, locked, sync
from dokja.records.commit import Refused
from dokja.records.disk import room_on_disk
from dokja.records.store import home

CHECKSUMS = "checksums.json"
"""Name in the archive of the SHA-256 of every file; its first entry."""
UNPACKED = ".restored"


def files(folder: Path) -> list[str]:
    """Files of a data folder that belong into a backup, as paths below it."""
    found = (file.relative_to(folder) for file in sorted(folder.rglob("*")) if file.is_file())
    return [str(file) for file in found if not is_passing(file)]


def is_passing(file: Path) -> bool:
    """Whether a file lasts only as long as somebody writes."""
    return (
        file.name == LOCK
        or ".draft" in file.name
        or any(part.startswith((DRAFT, ".")) for part in file.parts)
    )


def write(file: Path) -> int:
    """Write a backup of the data folder; returns the number of its files.

    Raises Refused if the file exists or does not hold what the folder holds; DiskFull.
    """
    if file.exists():
        raise Refused("backup.file_there", file=str(file))
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with room_on_disk(), locked(home() / ledger.FOLDER):
            checksums = {name: checksum_of(home() / name) for name in files(home())}
            with tarfile.open(beside, "w:gz", compresslevel=3) as archive:
                told = json.dumps(checksums, indent=1).encode()
                entry = tarfile.TarInfo(CHECKSUMS)
                entry.size = len(told)
                archive.addfile(entry, io.BytesIO(told))
                for name in checksums:
                    archive.add(home() / name, name)
            sync(beside)
        if verified(beside) != checksums:
            raise Refused("backup.damaged", file=str(file))
        beside.rename(file)
        sync(file.absolute().parent)
    finally:
        beside.unlink(missing_ok=True)
    return len(checksums)


def verified(file: Path) -> Mapping[str, str]:
    """The checksums of a backup's files. Raises Refused if a file is missing, differs or was added."""
    damaged = Refused("backup.damaged", file=str(file))
    try:
        with tarfile.open(file) as archive:
            told = archive.extractfile(CHECKSUMS)
            expected: dict[str, str] = json.load(told) if told else {}
            found = {}
            for entry in archive.getmembers():
                content = archive.extractfile(entry)
                if entry.name != CHECKSUMS and content:
                    found[entry.name] = file_digest(cast("io.BufferedReader", content), "sha256").hexdigest()
    except (tarfile.TarError, zlib.error, KeyError, ValueError, EOFError, OSError) as error:
        raise damaged from error
    if found != expected or not found:
        raise damaged
    return found


def restore(file: Path, folder: Path) -> int:
    """Unpack a backup into a folder that is empty or not there; returns the number of its files.

    Nothing is unpacked from a backup that is not whole, and what was unpacked goes again if there is no room for all of it.
    Raises Refused, DiskFull.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused("backup.folder_there", folder=str(folder))
    checksums = verified(file)
    unpacked = folder / UNPACKED
    unpacked.mkdir(parents=True)
    try:
        with room_on_disk(), tarfile.open(file) as archive:
            members = [entry for entry in archive.getmembers() if entry.name != CHECKSUMS]
            archive.extractall(unpacked, members, filter="data")
        if {name: checksum_of(unpacked / name) for name in files(unpacked)} != checksums:
            raise Refused("backup.damaged", file=str(file))
        for one in unpacked.iterdir():
            one.rename(folder / one.name)
        sync(folder)
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)
    return len(checksums)
