"""Rows of a CSV file."""

from __future__ import annotations

import csv
import io

from dokja.ingest.content import Content, Unreadable

MOST_HEADER = 200_000


def rows(content: Content) -> list[list[str]]:
    """All rows, with cells stripped. Raises Unreadable if a quote is not closed or a cell is too long."""
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(content.text, newline=""), strict=True):
            found.append([cell.strip() for cell in row])  # noqa: PERF401
    except csv.Error as error:
        raise content.unreadable("broken_csv", len(found) + 1) from error
    return found


def first_rows(content: Content, count: int) -> list[list[str]]:
    """The first rows, as far as they can be read; empty if the file is not text. Never raises."""
    if content.is_archive or content.looks_like_json:
        return []
    found: list[list[str]] = []
    try:
        reader = csv.reader(io.StringIO(content.text[:MOST_HEADER], newline=""))
        for row, _ in zip(reader, range(count), strict=False):
            found.append([cell.strip() for cell in row])
    except (Unreadable, csv.Error):
        return found
    return found
