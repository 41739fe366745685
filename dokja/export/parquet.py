"""Parquet for those who compute further: text byte-true, title, notes and sources in the file's metadata."""

from __future__ import annotations

import json
from io import BytesIO

from dokja.export.download import Download


def write(download: Download) -> bytes:
    """The table with its types; metadata keys title, notes and sources (JSON)."""
    memory = BytesIO()
    download.table.write_parquet(
        memory,
        metadata={
            "title": download.title,
            "notes": json.dumps(download.notes, ensure_ascii=False),
            "sources": json.dumps(download.sources.to_dicts(), ensure_ascii=False),
        },
    )
    return memory.getvalue()
