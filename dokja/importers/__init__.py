"""Formats that results arrive in: one file a format, each with recognises(content) and read(content, beside)."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping, Sequence
from typing import Protocol, cast

from dokja.importers import archive, names
from dokja.importers.content import Content, Unreadable
from dokja.importers.reading import Reading

FORMATS = (
    "lm_eval",
    "lm_eval_old",
    "helm",
    "inspect",
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


CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


class Importer(Protocol):
    """What each file of this folder offers."""

    def recognises(self, content: Content) -> bool:
        """Whether a file is of this format, by its content alone."""

    def read(self, content: Content, beside: Mapping[str, Content]) -> Reading:
        """The numbers of a file; beside are the files given with it from the same folder, by name."""


def importer(name: str) -> Importer:
    """The importer of a format."""
    return cast(Importer, importlib.import_module(f"dokja.importers.{name}"))


def companions(content: Content, given: Sequence[Content]) -> dict[str, Content]:
    """The files given from the same folder as content, by name."""
    return {one.name: one for one in given if one.folder == content.folder and one is not content}


def read(given: Sequence[Content]) -> list[Reading]:
    """What each file says. A file that only accompanies another (HELM's run_spec.json) has no reading of its own.

    Raises Unreadable for a file of no known format.
    """
    readings, unknown = [], []
    given = [content.in_utf_8 for content in given]
    for content in given:
        name = next((one for one in FORMATS if importer(one).recognises(content)), None)
        if name is None:
            unknown.append(content)
        else:
            reading = importer(name).read(content, companions(content, given))
            readings.append(names.tidied(reading.named(name, content.path)))
    used = {path for reading in readings for path in reading.accompanied_by}
    for content in unknown:
        if content.path not in used:
            raise why_unknown(content)
    return readings


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
