"""What a file seems to be while it cannot be read as a whole, so that its format can say what is wrong with it."""

from __future__ import annotations

from typing import Any

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.formats.runs.run_file import loaded


def parsed(content: Content) -> Any:
    """The file as JSON, NaN kept where it stands; None where it is none or broken. Never raises."""
    try:
        return loaded(content) if content.looks_like_json else None
    except Unreadable:
        return None


def broken_but_names(content: Content, *keys: str) -> bool:
    """Whether broken JSON still names all of these keys. Never raises."""
    if not content.looks_like_json or parsed(content) is not None:
        return False
    try:
        return all(f'"{key}"' in content.text for key in keys)
    except Unreadable:
        return False
