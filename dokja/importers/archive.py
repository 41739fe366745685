"""Zip archives (XLSX, .eval): the names of their members and the bytes of one, within limits."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from dokja.importers.content import Content

MOST_ENTRIES = 20_000
MOST_EXPANDED = 200 * 2**20
MOST_TIMES = 200
SMALL = 2**20


def names(content: Content) -> list[str]:
    """Names of the members, folders left out. Raises Unreadable for a broken archive and for a zip bomb."""
    with opened(content) as archive:
        return list(checked(content, archive))


def member(content: Content, name: str) -> bytes:
    """Bytes of one member. Raises Unreadable for a broken archive, a zip bomb and a missing member."""
    with opened(content) as archive:
        entries = checked(content, archive)
        if name not in entries:
            raise content.unreadable("missing_member", member=name)
        return expanded(content, archive, entries[name])


def members(content: Content, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every member that ends in one of suffixes. Raises Unreadable as member does."""
    with opened(content) as archive:
        for name, entry in checked(content, archive).items():
            if name.endswith(suffixes):
                yield name, expanded(content, archive, entry)


def opened(content: Content) -> ZipFile:
    """The archive. Raises Unreadable where its list of members is broken."""
    try:
        return ZipFile(BytesIO(content.data))
    except (BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise content.unreadable("broken_archive") from error


def checked(content: Content, archive: ZipFile) -> dict[str, ZipInfo]:
    """The members by name. Raises Unreadable where they are too many or would expand too far."""
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    too_dense = size > SMALL and size > MOST_TIMES * max(packed, 1)
    if len(entries) > MOST_ENTRIES or size > MOST_EXPANDED or too_dense:
        size_limit = f"{MOST_EXPANDED // 2**20} MB"
        raise content.unreadable(
            "zip_bomb", entries=str(MOST_ENTRIES), size=size_limit, times=str(MOST_TIMES)
        )
    return {entry.filename: entry for entry in entries if not entry.is_dir()}


def expanded(content: Content, archive: ZipFile, entry: ZipInfo) -> bytes:
    """A member's bytes, never more than its entry states. Raises Unreadable where they are broken."""
    if entry.flag_bits & 1:
        raise content.unreadable("locked_archive")
    try:
        with archive.open(entry) as stream:
            return stream.read(entry.file_size)
    except (BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
        raise content.unreadable("broken_member", member=entry.filename) from error
