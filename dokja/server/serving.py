"""Chooses the store that the process serves: the newest that can be opened, whatever happens to the files."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cachetools import LRUCache

from dokja.i18n.text import Words
from dokja.records import publish, published, reader
from dokja.records.build import Progress, program
from dokja.records.failures import FAILURES
from dokja.records.labels import Names
from dokja.records.loader import InvalidRecords
from dokja.records.publish import Signature
from dokja.records.store import DamagedStore, Store, StoreError

CHECK_SECONDS = 1.0
RETRY_SECONDS = 60.0
KEPT_OPEN = 3
"""Kept stores that are open at the same time; each may hold a copy of its file and answers."""

Announce = Callable[[bool], Progress]
"""Called before a build with whether the published file is damaged; returns the progress callback."""


@dataclass(frozen=True)
class Failure:
    """Why no newer store could be built: the input files, the time (monotonic seconds) and the number in the log."""

    error: Exception
    seen: Signature
    at: float
    number: str


class Serving:
    """The store shown to all readers of a process, and why it is not the newest if it is not.

    The input files are checked at most once per CHECK_SECONDS for all readers together. A failed build is retried when
    they change or, unless the records were the cause, after RETRY_SECONDS.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.store: Store | None = None
        self.found: object | None = None
        self.damaged = False
        self.failure: Failure | None = None
        self.made_of: tuple[Signature, str] | None = None
        self.looked_at = float("-inf")
        self.kept_lock = threading.Lock()
        self.kept: LRUCache[str, Store] = LRUCache(KEPT_OPEN)

    def newest(self, announce: Announce) -> Store | None:
        """The newest store that can be opened, built first if the records are newer; None if there is none.

        While one reader's request builds, the others get the store that is already open.
        """
        if not self.lock.acquire(blocking=self.store is None):
            return self.store
        try:
            self.open_published()
            if not reader.only_reads() and time.monotonic() - self.looked_at >= CHECK_SECONDS:
                self.keep_up(announce)
                self.looked_at = time.monotonic()
            return self.store
        finally:
            self.lock.release()

    def earlier(self, data_version: str) -> Store | None:
        """A kept store; None if the version is not kept, or was built by a program with other queries."""
        with self.kept_lock:
            found = self.kept.get(data_version)
            if found is None and data_version in published.location().versions():
                try:
                    found = self.kept[data_version] = published.location().earlier(data_version)
                except StoreError:
                    logging.getLogger("dokja").warning("kept version %s cannot be opened", data_version)
            return found if found is not None and found.program == program() else None

    def open_published(self) -> None:
        """Open what is published if it has changed; if it cannot be opened, the open store is kept.

        Unless it is damaged, this is tried again.
        """
        found = published.location().identity()
        if found is None:
            self.found, self.damaged = None, False
        if found == self.found:
            return
        self.found = found
        try:
            self.store, self.damaged = published.location().newest(), False
        except StoreError as error:
            self.damaged = isinstance(error, DamagedStore)
            self.found = found if self.damaged else None

    def keep_up(self, announce: Announce) -> None:
        """Build a store unless the published one was built from the current files."""
        seen = publish.signature()
        if self.is_current(seen):
            self.failure = None
        elif self.may_build(seen):
            try:
                as_of = self.store.as_of if self.damaged and self.store else None
                publish.build(announce(self.damaged), as_of)
            except FAILURES as error:
                self.failure = Failure(error, seen, time.monotonic(), secrets.token_hex(4))
                logging.getLogger("dokja").exception("error %s: no new store", self.failure.number)
            else:
                self.failure = None
                self.open_published()

    def is_current(self, seen: Signature) -> bool:
        """Whether the published store is open and was built from these files."""
        if self.store is None or self.found is None or self.damaged:
            return False
        if self.made_of is None or self.made_of[0] != seen:
            self.made_of = (seen, publish.fingerprint())
        return self.store.inputs == self.made_of[1]

    def may_build(self, seen: Signature) -> bool:
        """Whether a build could end differently from the last one."""
        if self.failure is None or self.failure.seen != seen:
            return True
        is_old = time.monotonic() - self.failure.at >= RETRY_SECONDS
        return is_old and not isinstance(self.failure.error, InvalidRecords)


SERVING = Serving()


@lru_cache(maxsize=4)
def names_of(store: Store, language: str) -> Names:
    """Names of a store's records in one language."""
    return Names(store, Words(language))


def served_store() -> Store | None:
    """The store for an answer that is no page, and shows no progress."""
    return SERVING.newest(lambda damaged: lambda step, share: None)


def at_version(newest: Store, data_version: str | None) -> Store | None:
    """The store of a version, the newest if none is asked for; None if it is not kept."""
    if not data_version or data_version == newest.data_version:
        return newest
    return SERVING.earlier(data_version)
