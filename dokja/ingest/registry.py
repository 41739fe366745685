"""Registry of input formats: one module per format, each with recognises(content) and read(content, beside)."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Protocol, cast

from dokja.ingest import plausible, screening, truncate_reports
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.files import archive
from dokja.ingest.reading import Reading, numbers
from dokja.ingest.tables.file_tables import Found
from dokja.ingest.tables.layout import Layout
from dokja.ingest.tables.resolved_layout import ResolvedLayout
from dokja.ingest.values import names

FORMATS = (
    "answers",
    "template",
    "lm_eval",
    "lm_eval_old",
    "lighteval",
    "helm",
    "inspect",
    "euroeval_records",
    "every_eval_ever",
    "mteb",
    "llm_stats",
    "model_index",
    "eval_results",
    "euroeval",
    "epoch",
    "card",
    "spreadsheet",
)


BESIDE = {"model_index": "card"}
"""Formats that can share a file: a model card's index precedes its tables."""
OF_TABLES = ("card", "spreadsheet")
"""Formats of tables whose columns an editor can correct."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


class Importer(Protocol):
    """Interface of each module in dokja.ingest.formats."""

    def recognises(self, content: Content) -> bool:
        """Whether a file has this format, judging by its content only."""

    def read(
        self, content: Content, beside: Mapping[str, Content], **options: Mapping[str, Layout]
    ) -> Reading:
        """The scores of a file; beside are the files given from the same folder, by name.

        For formats OF_TABLES, options may contain corrected layouts of the tables.
        """


class ImporterOfTables(Importer, Protocol):
    """Interface of the modules of formats OF_TABLES."""

    def tables(self, content: Content, layouts: Mapping[str, Layout]) -> Found:
        """Every table with its layout; layouts are corrections by shape, the latest last. Raises Unreadable."""


def importer(name: str) -> Importer:
    """The importer module of a format."""
    return cast(Importer, importlib.import_module(f"dokja.ingest.formats.{name}"))


def tables(content: Content, layouts: Mapping[str, Layout]) -> list[ResolvedLayout]:
    """The tables of a file whose columns can be corrected; none if it has none or cannot be read."""
    found: list[ResolvedLayout] = []
    for name in formats_of(content):
        if name in OF_TABLES:
            with suppress(Unreadable):
                found += cast(ImporterOfTables, importer(name)).tables(content, layouts).tables
    return found


def companions(content: Content, given: Sequence[Content]) -> dict[str, Content]:
    """The other files given from the same folder as content, by name."""
    return {one.name: one for one in given if one.folder == content.folder and one is not content}


def read_beside(other: str, content: Content, layouts: Mapping[str, Layout]) -> Reading:
    """The file's reading in a second format; failing to read it is a problem and leaves the first intact."""
    try:
        return importer(other).read(content, {}, **options(other, layouts)).named(other, content.path)
    except Unreadable as error:
        return Reading(numbers([]), problems=[error.problem]).named(other, content.path)


def formats_of(content: Content) -> list[str]:
    """The format of a file, followed by a second one that shares it; none if it is unknown."""
    first = next((one for one in FORMATS if importer(one).recognises(content)), None)
    second = BESIDE.get(first or "")
    return [one for one in (first, second) if one and (one == first or importer(one).recognises(content))]


def options(name: str, layouts: Mapping[str, Layout]) -> dict[str, Mapping[str, Layout]]:
    """The options that a format's importer takes."""
    return {"layouts": layouts} if name in OF_TABLES else {}


def read(
    given: Sequence[Content],
    layouts: Mapping[str, Layout] | None = None,
    before_each: Callable[[Content], None] = lambda content: None,
) -> list[Reading]:
    """The readings of all files; layouts are corrections of tables by shape, the latest last.

    A file that only accompanies another (HELM's run_spec.json) has no reading of its own. Raises Unreadable for a file
    of unknown format.
    """
    readings, unknown = [], []
    given = [content.in_utf_8 for content in given]
    for content in given:
        before_each(content)
        formats = formats_of(content)
        if not formats:
            unknown.append(content)
            continue
        first, *others = formats
        beside = companions(content, given)
        reading = importer(first).read(content, beside, **options(first, layouts or {}))
        readings.append(reading.named(first, content.path))
        readings += [read_beside(other, content, layouts or {}) for other in others]
    used = {path for reading in readings for path in reading.accompanied_by}
    for content in unknown:
        if content.path not in used:
            raise why_unknown(content)
    return [limited(plausible.checked(names.tidied(screening.screened(one)))) for one in readings]


def limited(reading: Reading) -> Reading:
    """A reading with long runs of similar problems and left-out values truncated to the first ones and a count."""
    left_out = truncate_reports.left_out((reading.path, one) for one in reading.left_out)
    return replace(
        reading, problems=truncate_reports.problems(reading.problems), left_out=[one for _, one in left_out]
    )


def why_unknown(content: Content) -> Unreadable:
    """The most specific reason why a file's format is unknown."""
    try:
        if content.is_archive:
            archive.names(content)
            return content.unreadable("packed_file")
        if content.looks_like_json:
            _ = content.json
        odd = CONTROL.search(content.text)
    except Unreadable as error:
        return error
    if odd:
        return content.unreadable("control_character", content.text.count("\n", 0, odd.start()) + 1)
    return content.unreadable("unknown_format")
