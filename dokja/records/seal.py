"""A checksum at the end of a store: a damaged file is known before it is asked, and an open one cannot be damaged.

DuckDB reads a file's blocks when a question needs them, and leaves what follows the last block alone.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO

MARK = b"\nDOKJA SHA-256 "
LENGTH = len(MARK) + sha256().digest_size * 2
PIECE = 2**20


class Damaged(Exception):
    """A file is not what was sealed: cut short, overwritten, or no store at all."""


def seal(file: Path) -> None:
    """Write the checksum of a file behind its content."""
    with file.open("r+b") as handle:
        handle.write(MARK + file_digest(handle, "sha256").hexdigest().encode())


def check(handle: BinaryIO) -> None:
    """Raise Damaged unless the file ends with the checksum of what stands before it."""
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
    """A path under which to open a sealed file: that of a copy without a name, which nobody can overwrite.

    Where the disk has no room for a copy it is the file's own. Raises Damaged, or OSError where the file cannot be read.
    """
    with file.open("rb") as published, ExitStack() as held:
        check(published)
        published.seek(0)
        try:
            copy = held.enter_context(tempfile.TemporaryFile(dir=file.parent))
            shutil.copyfileobj(published, copy, PIECE)
            copy.flush()
        except OSError:
            yield str(file)
        else:
            yield f"/proc/self/fd/{copy.fileno()}"
