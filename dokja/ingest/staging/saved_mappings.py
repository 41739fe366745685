"""Editors' corrections of column mappings, stored for files with the same columns: one file per shape."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dokja.ingest.tables.layout import Layout
from dokja.records import batches, editors
from dokja.records.problems import Problem

FOLDER = "mappings"
SHAPE = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Remembered:
    """A corrected layout, who corrected it, and when (UTC, ISO)."""

    layout: Layout
    by: str
    at: str

    @property
    def on(self) -> date:
        """The date in Korea on which it was corrected."""
        return datetime.fromisoformat(self.at).astimezone(batches.SEOUL).date()


def recall(home: Path) -> tuple[dict[str, Remembered], list[Problem]]:
    """Corrected layouts of a data folder by shape, the latest last, and problems for unreadable files (skipped)."""
    found, problems = {}, []
    for file in sorted((home / FOLDER).glob("*.json")):
        if SHAPE.fullmatch(file.stem):
            try:
                found[file.stem] = read(file)
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                problems.append(Problem(f"{FOLDER}/{file.name}", "damaged_mapping"))
    return dict(sorted(found.items(), key=lambda item: datetime.fromisoformat(item[1].at))), problems


def layouts(memory: Mapping[str, Remembered]) -> dict[str, Layout]:
    """Only the layouts, by shape."""
    return {shape: one.layout for shape, one in memory.items()}


def latest_last(before: Mapping[str, Layout], after: Mapping[str, Layout]) -> dict[str, Layout]:
    """Merge layouts by shape, with those of after last."""
    return {shape: one for shape, one in before.items() if shape not in after} | dict(after)


def read(file: Path) -> Remembered:
    """Read one file. Raises ValueError, KeyError, TypeError or AttributeError if it is damaged."""
    values = json.loads(file.read_text("utf-8"))
    by = editors.shown(str(values["by"]), editors.office(str(values["by"])))
    one = Remembered(Layout.from_dict(values["layout"]), by, str(values["at"]))
    datetime.fromisoformat(one.at)
    return one


def remember(home: Path, corrected: Mapping[str, Layout], by: str) -> None:
    """Store corrected layouts by shape; each file is replaced atomically, and the last writer wins."""
    folder = home / FOLDER
    for shape, layout in corrected.items():
        folder.mkdir(parents=True, exist_ok=True)
        values = {"layout": layout.to_dict(), "by": by, "at": batches.now()}
        with tempfile.NamedTemporaryFile(
            "w", dir=folder, prefix=".", delete=False, encoding="utf-8"
        ) as draft:
            try:
                json.dump(values, draft, ensure_ascii=False, indent=1)
                draft.flush()
                os.fsync(draft.fileno())
                os.replace(draft.name, folder / f"{shape}.json")
            except BaseException:
                Path(draft.name).unlink(missing_ok=True)
                raise
        batches.sync(folder)


def forget(home: Path, shape: str) -> None:
    """Delete the corrected layout of a shape, so that the proposal is used again."""
    (home / FOLDER / f"{shape}.json").unlink(missing_ok=True)
