"""Errors that can occur while reading or writing a store, worded in the reader's language."""

from __future__ import annotations

from dokja.i18n.text import Words
from dokja.records import disk, store
from dokja.records.disk import DiskFull
from dokja.records.problems import InvalidRecords, printable
from dokja.records.store import StoreError

FAILURES = (InvalidRecords, StoreError, OSError)


def lines(error: Exception, words: Words) -> list[str]:
    """Messages of one of FAILURES for the person who maintains the records, one line per problem."""
    if isinstance(error, DiskFull):
        return [words("intake.disk_full", folder=printable(str(store.home())))]
    if told := of_records(error, words):
        return told
    if isinstance(error, OSError):
        file = printable(str(error.filename or store.home()))
        text = "cli.no_room" if disk.is_full(error) else "cli.no_access"
        return [words(text, file=file, cause=error.strerror or error)]
    return [words("build.failed", cause=error)]


def of_records(error: Exception, words: Words) -> list[str]:
    """Messages of one of FAILURES that anyone may see: problems in the records, or a full disk without its folder."""
    if isinstance(error, InvalidRecords):
        return [problem.message(words.language) for problem in error.problems]
    return [words("build.disk_full")] if isinstance(error, DiskFull) else []
