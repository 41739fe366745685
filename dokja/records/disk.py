"""A disk without room: recognised whichever library reports it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl

from dokja.records.store import StoreError

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""The disk, the user's share of it, or the permitted size of a file is exhausted: the same cure, more room."""


class DiskFull(StoreError):
    """There is no room left to write."""


def is_full(error: BaseException) -> bool:
    """Whether an error says that there is no room; DuckDB and Polars state the system's own words in their texts."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return True
    return any(os.strerror(number) in str(error) for number in NO_ROOM)


@contextmanager
def room_on_disk() -> Iterator[None]:
    """Raises DiskFull if there is no room left to write."""
    try:
        yield
    except (OSError, StoreError, pl.exceptions.PolarsError) as error:
        if is_full(error):
            raise DiskFull(str(error)) from error
        raise
