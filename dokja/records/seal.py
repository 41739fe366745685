"""A checksum at the end of a store: damage is detected before any query, and an open store cannot be damaged.

DuckDB reads a file's blocks on demand and ignores whatever follows the last block.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO, BinaryIO

MARK = b"\nDOKJA SHA-256 "
LENGTH = len(MARK) + sha256().digest_size * 2
PIECE = 2**20


class Damaged(Exception):
    """The file differs from what was sealed: truncated, overwritten, or not a store at all."""


def seal(file: Path) -> None:
    """Append the checksum of a file to it."""
    with file.open("r+b") as handle:
        handle.write(MARK + file_digest(handle, "sha256").hexdigest().encode())


def check(handle: BinaryIO) -> None:
    """Raise Damaged unless the file ends with the checksum of the preceding content."""
    handle.seek(0, 2)
    left = handle.tell() - LENGTH
    handle.seek(0)
    digest = sha256()
    while left > 0 and (piece := handle.read(min(left, PIECE))):
        digest.update(piece)
        left -= len(piece)
    if left or handle.read() != MARK + digest.hexdigest().encode():
        raise Damaged


@contextmanager
def unharmed(file: Path) -> Iterator[str]:
    """A path for opening a sealed file: an unnamed copy that nobody can overwrite.

    Falls back to the file's own path if the disk has no room for a copy. Raises Damaged, or OSError if the file cannot
    be read.
    """
    with file.open("rb") as published:
        check(published)
        published.seek(0)
        copy = unnamed_copy(published, file.parent)
    if copy is None:
        yield str(file)
        return
    with copy:
        yield f"/proc/self/fd/{copy.fileno()}"


def unnamed_copy(published: BinaryIO, folder: Path) -> IO[bytes] | None:
    """A copy without a name in a folder, fully written; None, leaving nothing behind, if there is no room for it."""
    try:
        copy = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
    except OSError:
        return None
    try:
        shutil.copyfileobj(published, copy, PIECE)
        copy.flush()
    except OSError:
        with suppress(OSError):  # Closing tries once more to write what had no room.
            copy.close()
        return None
    return copy
