"""Formats that results arrive in: one file a format, each with recognises(content) and read(content, beside)."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol, cast

from dokja.ingest import screening, truncate_reports
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.files import archive
from dokja.ingest.reading import Reading, numbers
from dokja.ingest.tables.sheet.columns import Layout
from dokja.ingest.values import names

FORMATS = (
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
"""Formats that stand in one file with another: the index of a model card stands above its tables."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


class Importer(Protocol):
    """What each file of this folder offers."""

    def recognises(self, content: Content) -> bool:
        """Whether a file is of this format, by its content alone."""

    def read(
        self, content: Content, beside: Mapping[str, Content], **options: Mapping[str, Layout]
    ) -> Reading:
        """The numbers of a file; beside are the files given with it from the same folder, by name.

        A spreadsheet can be given corrected layouts of its tables.
        """


def importer(name: str) -> Importer:
    """The importer of a format."""
    return cast(Importer, importlib.import_module(f"dokja.ingest.formats.{name}"))


def companions(content: Content, given: Sequence[Content]) -> dict[str, Content]:
    """The files given from the same folder as content, by name."""
    return {one.name: one for one in given if one.folder == content.folder and one is not content}


def read_beside(name: str, content: Content) -> list[Reading]:
    """What a file says in a second format; why that cannot be read is a problem and the first stays."""
    other = BESIDE.get(name)
    if other is None or not importer(other).recognises(content):
        return []
    try:
        return [importer(other).read(content, {}).named(other, content.path)]
    except Unreadable as error:
        return [Reading(numbers([]), problems=[error.problem]).named(other, content.path)]


def format_of(content: Content) -> str | None:
    """The format of a file, None where it is of none."""
    return next((one for one in FORMATS if importer(one).recognises(content)), None)


def read(given: Sequence[Content], layouts: Mapping[str, Layout] | None = None) -> list[Reading]:
    """What each file says; layouts are corrections of spreadsheets by shape, the latest last.

    A file that only accompanies another (HELM's run_spec.json) has no reading of its own.
    Raises Unreadable for a file of no known format.
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
    return [limited(names.tidied(screening.screened(one))) for one in readings]


def limited(reading: Reading) -> Reading:
    """A reading that lists the first of many problems and remarks alike and counts the others."""
    left_out = truncate_reports.left_out((reading.path, one) for one in reading.left_out)
    return replace(
        reading, problems=truncate_reports.problems(reading.problems), left_out=[one for _, one in left_out]
    )


def why_unknown(content: Content) -> Unreadable:
    """Why a file is of no known format, as far as its bytes tell."""
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
