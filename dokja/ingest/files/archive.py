"""Zip archives (XLSX, .eval): the names of their members and the bytes of one, within limits."""

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
    """Names of the members, folders left out. Raises Unreadable for a broken archive and for too many members."""
    with opened(content) as archive:
        return list(listed(content, archive))


def entry(content: Content, name: str) -> ZipInfo:
    """What the archive says of one member. Raises Unreadable as member does, but for a broken one."""
    with opened(content) as archive:
        entries = listed(content, archive)
    if name not in entries:
        raise content.unreadable("missing_member", member=name)
    measure(content, [entries[name]])
    return entries[name]


def member(content: Content, name: str) -> bytes:
    """Bytes of one member, however large the others are. Raises Unreadable where the archive or the member is broken,
    where it is missing and where it would expand too far.
    """
    found = entry(content, name)
    with opened(content) as archive:
        return expanded(content, archive, found)


def members(content: Content, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every member that ends in one of suffixes.

    Raises Unreadable as member does, and where all members together would expand too far, because a library opens
    the whole archive after this.
    """
    with opened(content) as archive:
        entries = listed(content, archive)
        measure(content, entries.values())
        for name, found in entries.items():
            if name.endswith(suffixes):
                yield name, expanded(content, archive, found)


def opened(content: Content) -> ZipFile:
    """The archive. Raises Unreadable where its list of members is broken."""
    try:
        return ZipFile(BytesIO(content.data))
    except (BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise content.unreadable("broken_archive") from error


def listed(content: Content, archive: ZipFile) -> dict[str, ZipInfo]:
    """The members by name, folders left out. Raises Unreadable where they are too many."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise bomb(content)
    return {found.filename: found for found in entries if not found.is_dir()}


def measure(content: Content, entries: Iterable[ZipInfo]) -> None:
    """Raises Unreadable where members to be unpacked would expand too far."""
    sizes = [(found.file_size, found.compress_size) for found in entries]
    size, packed = (sum(part) for part in zip(*sizes, strict=True)) if sizes else (0, 0)
    too_dense = size > SMALL and size > MOST_TIMES * max(packed, 1)
    if size > MOST_EXPANDED or too_dense:
        raise bomb(content)


def bomb(content: Content) -> Unreadable:
    """The exception for an archive that is a zip bomb or looks like one."""
    size = f"{MOST_EXPANDED // 2**20} MB"
    return content.unreadable("zip_bomb", entries=f"{MOST_ENTRIES:,}", size=size, times=str(MOST_TIMES))


def expanded(content: Content, archive: ZipFile, entry: ZipInfo) -> bytes:
    """A member's bytes, never more than its entry states. Raises Unreadable where they are broken."""
    if entry.flag_bits & 1:
        raise content.unreadable("locked_archive")
    try:
        with archive.open(entry) as stream:
            return stream.read(entry.file_size)
    except (BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
        raise content.unreadable("broken_member", member=entry.filename) from error
