"""Guesses the format of a malformed file, so that its importer can report what is wrong."""

from __future__ import annotations

from typing import Any

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.formats.runs.run_file import loaded


def parsed(content: Content) -> Any:
    """The file as JSON, with NaN preserved; None if it is not valid JSON. Never raises."""
    try:
        return loaded(content) if content.looks_like_json else None
    except Unreadable:
        return None


def broken_but_names(content: Content, *keys: str) -> bool:
    """Whether the file is malformed JSON that contains all of these keys. Never raises."""
    if not content.looks_like_json or parsed(content) is not None:
        return False
    try:
        return all(f'"{key}"' in content.text for key in keys)
    except Unreadable:
        return False
