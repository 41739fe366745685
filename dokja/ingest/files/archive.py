"""Zip archives (XLSX, .eval): names of the members and bytes of single ones, within limits."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from dokja.ingest.content import Content, Unreadable

MOST_ENTRIES = 50_000
MOST_EXPANDED = 200 * 2**20
MOST_TIMES = 200
SMALL = 2**20


def names(content: Content) -> list[str]:
    """Names of the members, without folders. Raises Unreadable if the archive is broken or has too many members."""
    with opened(content) as archive:
        return list(listed(content, archive))


def entry(content: Content, name: str) -> ZipInfo:
    """The archive's entry for one member. Raises Unreadable like member, except for a broken member."""
    with opened(content) as archive:
        entries = listed(content, archive)
    if name not in entries:
        raise content.unreadable("missing_member", member=name)
    measure(content, [entries[name]])
    return entries[name]


def member(content: Content, name: str) -> bytes:
    """Bytes of one member, whatever the size of the others.

    Raises Unreadable if the archive or the member is broken, or the member is missing or would expand too far.
    """
    found = entry(content, name)
    with opened(content) as archive:
        return expanded(content, archive, found)


def members(content: Content, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every member that ends in one of suffixes.

    Raises Unreadable like member, and if all members together would expand too far, because a library opens the whole
    archive afterwards.
    """
    with opened(content) as archive:
        entries = listed(content, archive)
        measure(content, entries.values())
        for name, found in entries.items():
            if name.endswith(suffixes):
                yield name, expanded(content, archive, found)


def opened(content: Content) -> ZipFile:
    """The archive. Raises Unreadable if its directory is broken."""
    try:
        return ZipFile(BytesIO(content.data))
    except (BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise content.unreadable("broken_archive") from error


def listed(content: Content, archive: ZipFile) -> dict[str, ZipInfo]:
    """The members by name, without folders. Raises Unreadable if there are too many."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise bomb(content)
    return {found.filename: found for found in entries if not found.is_dir()}


def measure(content: Content, entries: Iterable[ZipInfo]) -> None:
    """Raises Unreadable if the members would expand too far."""
    sizes = [(found.file_size, found.compress_size) for found in entries]
    size, packed = (sum(part) for part in zip(*sizes, strict=True)) if sizes else (0, 0)
    too_dense = size > SMALL and size > MOST_TIMES * max(packed, 1)
    if size > MOST_EXPANDED or too_dense:
        raise bomb(content)


def bomb(content: Content) -> Unreadable:
    """The exception for an archive that is, or looks like, a zip bomb."""
    size = f"{MOST_EXPANDED // 2**20} MB"
    return content.unreadable("zip_bomb", entries=f"{MOST_ENTRIES:,}", size=size, times=str(MOST_TIMES))


def expanded(content: Content, archive: ZipFile, entry: ZipInfo) -> bytes:
    """A member's bytes, never more than its entry states. Raises Unreadable if it is broken or encrypted."""
    if entry.flag_bits & 1:
        raise content.unreadable("locked_archive")
    try:
        with archive.open(entry) as stream:
            return stream.read(entry.file_size)
    except (BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
        raise content.unreadable("broken_member", member=entry.filename) from error
