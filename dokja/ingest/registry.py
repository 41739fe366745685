"""Registry of input formats: one module per format, each with recognises(content) and read(content, beside)."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol, cast

from dokja.ingest import plausible, screening, truncate_reports
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.files import archive
from dokja.ingest.reading import Reading, numbers
from dokja.ingest.tables.layout import Layout
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
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


class Importer(Protocol):
    """Interface of each module in dokja.ingest.formats."""

    def recognises(self, content: Content) -> bool:
        """Whether a file has this format, judging by its content only."""

    def read(
        self, content: Content, beside: Mapping[str, Content], **options: Mapping[str, Layout]
    ) -> Reading:
        """The scores of a file; beside are the files given from the same folder, by name.

        For a spreadsheet, options may contain corrected layouts of its tables.
        """


def importer(name: str) -> Importer:
    """The importer module of a format."""
    return cast(Importer, importlib.import_module(f"dokja.ingest.formats.{name}"))


def companions(content: Content, given: Sequence[Content]) -> dict[str, Content]:
    """The other files given from the same folder as content, by name."""
    return {one.name: one for one in given if one.folder == content.folder and one is not content}


def read_beside(name: str, content: Content) -> list[Reading]:
    """The file's reading in a second format, if any; failing to read it is a problem and leaves the first intact."""
    other = BESIDE.get(name)
    if other is None or not importer(other).recognises(content):
        return []
    try:
        return [importer(other).read(content, {}).named(other, content.path)]
    except Unreadable as error:
        return [Reading(numbers([]), problems=[error.problem]).named(other, content.path)]


def format_of(content: Content) -> str | None:
    """The format of a file; None if it is unknown."""
    return next((one for one in FORMATS if importer(one).recognises(content)), None)


def read(given: Sequence[Content], layouts: Mapping[str, Layout] | None = None) -> list[Reading]:
    """The readings of all files; layouts are corrections of spreadsheets by shape, the latest last.

    A file that only accompanies another (HELM's run_spec.json) has no reading of its own. Raises Unreadable for a file
    of unknown format.
    """
    readings, unknown = [], []
    given = [content.in_utf_8 for content in given]
    for content in given:
        name = format_of(content)
        if name is None:
            unknown.append(content)
        else:
            options = {"layouts": layouts} if layouts and name == "spreadsheet" else {}
            reading = importer(name).read(content, companions(content, given), **options)
            readings.append(reading.named(name, content.path))
            readings += read_beside(name, content)
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
