"""Zip members compressed with Zstandard, which Inspect has written since 2026 and Python 3.11 cannot open."""

from __future__ import annotations

from zipfile import ZipInfo

import pyarrow

from dokja.ingest.content import Content
from dokja.ingest.files import archive

METHOD = 93
LOCAL_HEADER = 30


def member(content: Content, name: str) -> bytes:
    """Bytes of a member, however compressed. Raises Unreadable if it is broken or would expand too far."""
    entry = archive.entry(content, name)
    return unpacked(content, entry) if entry.compress_type == METHOD else archive.member(content, name)


def unpacked(content: Content, entry: ZipInfo) -> bytes:
    """Decompress a Zstandard member, never beyond the size its entry states. Raises Unreadable if it is broken."""
    header = content.data[entry.header_offset : entry.header_offset + LOCAL_HEADER]
    start = entry.header_offset + LOCAL_HEADER
    start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = content.data[start : start + entry.compress_size]
    if entry.flag_bits & 1:
        raise content.unreadable("locked_archive")
    try:
        return bytes(pyarrow.Codec("zstd").decompress(packed, entry.file_size, asbytes=True))
    except (OSError, ValueError) as error:
        raise content.unreadable("broken_member", member=entry.filename) from error
