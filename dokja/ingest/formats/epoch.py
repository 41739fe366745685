"""Epoch AI benchmark tables: one CSV per benchmark, with columns that vary between files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content
from dokja.ingest.files.comma_separated import first_rows, rows
from dokja.ingest.formats.runs import epoch_columns
from dokja.ingest.formats.runs.epoch_columns import Columns, Measure
from dokja.ingest.formats.runs.thinking import Thinking, of_level
from dokja.ingest.reading import LeftOut, Reading
from dokja.ingest.values.pile import Pile
from dokja.ingest.values.scalars import condition, day, plain, shown, text
from dokja.records.problems import Problem

SUFFIXES = ("_external",)
PREFIXES = ("external_benchmark_",)


def recognises(content: Content) -> bool:
    """Whether the header has the columns typical of Epoch AI's tables."""
    header = first_rows(content, 1)
    return bool(header) and epoch_columns.typical(header[0])


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """All scores of all rows. Raises Unreadable if no column holds scores, or if there are no results at all."""
    table = rows(content)
    columns = Columns(table[0], table[1:])
    if not columns.measures:
        raise content.unreadable("no_score_column", 1)
    lines = Lines(content, columns)
    for row, cells in enumerate(table[1:], start=2):
        if any(cells):
            lines.take(row, cells)
    if not lines.numbers and not lines.problems:
        raise content.unreadable("no_results")
    left_out = [*lines.left_out, *lines.pile.left_out()]
    models = reading.models(list(lines.models.values()))
    return Reading(reading.numbers(lines.numbers), models, left_out, lines.problems)


def benchmark_of(name: str) -> str:
    """The benchmark named by the file name, for tables without a benchmark column."""
    stem = PurePosixPath(name).stem
    for prefix in PREFIXES:
        stem = stem.removeprefix(prefix)
    for suffix in SUFFIXES:
        stem = stem.removesuffix(suffix)
    return stem


class Lines:
    """Collects the scores, models, left-out values and problems of one table."""

    def __init__(self, content: Content, columns: Columns):
        self.content, self.columns = content, columns
        self.numbers: list[dict[str, Any]] = []
        self.models: dict[str, dict[str, Any]] = {}
        self.left_out: list[LeftOut] = []
        self.problems: list[Problem] = []
        self.pile = Pile()

    def take(self, row: int, cells: list[str]) -> None:
        """Add the scores of one row, or record why there are none."""
        header = self.columns.header
        if len(cells) != len(header):
            details = {"found": str(len(cells)), "expected": str(len(header))}
            self.problems.append(Problem(self.content.path, "ragged", row, details=details))
            return
        entry = dict(zip(header, cells, strict=True))
        named = next((name for name in self.columns.models if text(entry[name])), None)
        if named is None:
            self.skip(row, entry, "no_model")
        elif not self.columns.finished(entry):
            self.skip(row, entry, "not_finished")
        else:
            self.score(row, entry, named)

    def skip(self, row: int, entry: dict[str, str], reason: str) -> None:
        """Record a whole row as left out."""
        stated = [entry[name] for name in self.columns.header if entry[name]]
        self.left_out.append(LeftOut(row, self.columns.models[0], ", ".join(stated), reason))

    def score(self, row: int, entry: dict[str, str], named: str) -> None:
        """Add all scores of a row, given the column that names its model."""
        model = text(entry[named]) or ""
        self.models.setdefault(model, {"model": model} | self.columns.facts(entry))
        shared = {"row": row, "model": model} | self.shared(row, entry, model)
        for measure in self.columns.measures:
            if entry[measure.column]:
                self.number(entry, measure, shared)
        self.leave(entry, named)

    def number(self, entry: dict[str, str], measure: Measure, shared: dict[str, Any]) -> None:
        """Add one score with its standard error, or a problem if the cell is not a number."""
        stated = entry[measure.column]
        percent = stated.endswith("%")
        score = plain(stated.removesuffix("%"))
        if score is None:
            self.problems.append(
                Problem(self.content.path, "no_number", shared["row"], measure.column, stated)
            )
            return
        self.numbers.append(
            shared
            | {
                "place": measure.column,
                "metric": measure.column,
                "score_text": score,
                "scale": "percent" if percent else measure.scale,
                "stderr_text": self.stderr(entry, measure, percent),
                "reporter": shared["reporter"]
                or ("Epoch AI" if measure.column in epoch_columns.OWN_RUN else None),
            }
        )

    def stderr(self, entry: dict[str, str], measure: Measure, percent: bool) -> str | None:
        """The standard error if it is on the score's scale; otherwise it is added to the pile and None returned."""
        stated = entry[measure.stderr] if measure.stderr else ""
        error = plain(stated.removesuffix("%"))
        if error is not None and not error.startswith("-") and stated.endswith("%") == percent:
            return error
        self.pile.add(measure.stderr or "", stated, "unclear_error")
        return None

    def shared(self, row: int, entry: dict[str, str], model: str) -> dict[str, Any]:
        """Columns shared by all scores of a row."""
        columns = self.columns
        known = {key: condition(entry[name]) for name, key in columns.conditions.items()}
        if columns.shots:
            known["shots"] = self.shots(row, entry[columns.shots])
        if (known.get("tools") or "").lower() == "none":
            known["tools"] = "none"
        suffix = model.rpartition("_")[2]
        thinking = of_level(entry[columns.effort] if columns.effort else suffix) or Thinking()
        known["effort"] = thinking.level
        return {
            "benchmark": text(entry[columns.benchmark])
            if columns.benchmark
            else benchmark_of(self.content.name),
            "conditions": reading.conditions(known),
            "mode": thinking.mode,
            "effort": thinking.effort,
            "reporter": text(entry[columns.source]) if columns.source else None,
            "measured_on": columns.measured_on(entry),
        }

    def shots(self, row: int, stated: str) -> str | None:
        """The number of examples in a cell such as 25-shot, 5 or few; None if the cell is empty or unclear."""
        number = stated.lower().removesuffix("shots").removesuffix("shot").strip(" -")
        if number.isdecimal() or number in ("", "few"):
            return number or None
        self.left_out.append(LeftOut(row, self.columns.shots or "", stated, "remark"))
        return None

    def leave(self, entry: dict[str, str], named: str) -> None:
        """Add values without a column of their own to the pile."""
        for name, reason in self.columns.others.items():
            if name != named:
                self.pile.add(name, shown(entry[name]), reason)
        when = self.columns.date
        if when and not self.columns.measured_on(entry):
            self.pile.add(when, entry[when], "unclear_date")
        released = self.columns.released
        if released and not day(entry[released]):
            self.pile.add(released, entry[released], "unclear_date")
