"""Where a server finds the published stores: in its folder, or in a lake that several machines share."""

from __future__ import annotations

import time
from functools import cache
from typing import Protocol

from dokja.records import kept, lake, reader, store
from dokja.records.store import Store


class Location(Protocol):
    """A place of published stores."""

    def identity(self) -> object | None:
        """Something that differs after every publication; None if nothing is published."""

    def newest(self) -> Store:
        """The store published last. Raises StoreError."""

    def versions(self) -> list[str]:
        """The data versions that can be opened, the one published last first."""

    def earlier(self, data_version: str) -> Store:
        """The store of one of these versions. Raises StoreError."""

    def silent_seconds(self) -> float:
        """How long ago the publisher was heard of."""


class FolderLocation:
    """The published file, and the kept ones beside it."""

    def identity(self) -> tuple[int, int, int] | None:
        """The file's inode, modification time and size."""
        try:
            stat = store.path().stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def newest(self) -> Store:
        """The published file, opened. Raises StoreError."""
        return Store(store.path())

    def versions(self) -> list[str]:
        """The versions that are kept."""
        return kept.versions()

    def earlier(self, data_version: str) -> Store:
        """A kept file, opened. Raises StoreError."""
        return Store(kept.path(data_version))

    def silent_seconds(self) -> float:
        """How long ago the publisher sent its sign of life; infinite if it never did."""
        try:
            return time.time() - (store.home() / reader.SIGN_OF_LIFE).stat().st_mtime
        except OSError:
            return float("inf")


@cache
def location() -> Location:
    """The lake for a machine that only reads, if one is set; otherwise the folder."""
    return lake.LakeLocation() if reader.only_reads() and lake.is_set() else FolderLocation()


def is_left_behind() -> bool:
    """Whether this machine only reads, and has not heard of the publisher for as long as the setting allows."""
    return reader.only_reads() and location().silent_seconds() > reader.most_minutes() * 60
