"""Sheets of a workbook on the command line: which are read, and the header row of each."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dokja.i18n.text import Words
from dokja.ingest.tables.layout import Layout
from dokja.ingest.tables.mapping import ColumnMapping, HeaderRow
from dokja.ingest.tables.resolved_layout import HEADLESS, LEFT
from dokja.records.commit import Refused


def chosen(mappings: Sequence[ColumnMapping], names: Sequence[str], words: Words) -> dict[str, Layout]:
    """Layouts by shape that leave out every sheet not named; empty if no name is given.

    Raises Refused for a name that no sheet with a table has.
    """
    wanted = {plain(name) for name in names}
    told = [one for one in mappings if one.layout.sheet]
    for name in names:
        if plain(name) not in {plain(one.layout.sheet) for one in told}:
            raise Refused("mapping.no_such_sheet", sheet=name, sheets=words.join(sheets(told)))
    changed: dict[str, Layout] = {}
    for one in told if wanted else []:
        is_read = plain(one.layout.sheet) in wanted
        if one.how != HEADLESS and is_read != (one.how != LEFT):
            before = changed.get(one.shape)
            known = replace(one, layout=replace(one.layout, left=before.left)) if before else one
            changed[one.shape] = known.taken(is_read=is_read)
    return changed


def with_headers(
    mappings: Sequence[ColumnMapping], given: Sequence[str], layouts: Mapping[str, Layout], words: Words
) -> dict[str, Layout]:
    """Layouts by shape for the given header rows (SHEET=ROW, or just ROW if there is only one sheet).

    Columns are taken from layouts, or left to be proposed. Raises Refused for a row that cannot be a header.
    """
    changed = {}
    for said in given:
        mapping, row = header_of(mappings, said, words)
        known = layouts.get(row.shape) or mapping.with_header(row)
        left = tuple(name for name in known.left if name != mapping.layout.sheet)
        changed[row.shape] = replace(known, left=left)
    return changed


def header_of(mappings: Sequence[ColumnMapping], said: str, words: Words) -> tuple[ColumnMapping, HeaderRow]:
    """The table and row that SHEET=ROW refers to. Raises Refused."""
    name, _, number = said.rpartition("=")
    of_sheet = [
        one for one in mappings if plain(one.layout.sheet) == plain(name) or (not name and len(mappings) == 1)
    ]
    for one in of_sheet:
        for row in one.rows:
            if row.row == number.strip():
                return one, row
    possible = [
        f"{one.layout.sheet}={row.row}".lstrip("=") for one in of_sheet or mappings for row in one.rows
    ]
    raise Refused("mapping.bad_header_row", given=said, rows=words.join(possible))


def sheets(mappings: Sequence[ColumnMapping]) -> list[str]:
    """Names of the sheets, without duplicates."""
    return list(dict.fromkeys(one.layout.sheet for one in mappings))


def plain(name: str) -> str:
    """A sheet's name normalised for comparison."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def place(one: ColumnMapping, words: Words) -> str:
    """The file, and for a workbook the sheet."""
    sheet = one.layout.sheet
    return words("mapping.of_sheet", file=one.path, sheet=sheet) if sheet else one.path
