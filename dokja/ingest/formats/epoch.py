"""Epoch AI tables: one CSV per benchmark, with columns that vary between files, and the list of its own runs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content
from dokja.ingest.formats.runs import epoch_columns, epoch_scorers
from dokja.ingest.formats.runs.epoch_columns import Columns, Measure
from dokja.ingest.formats.runs.epoch_scorers import Scored, Tested
from dokja.ingest.formats.runs.thinking import of_level
from dokja.ingest.reading import LeftOut, Reading
from dokja.ingest.values.pile import Pile
from dokja.ingest.values.scalars import condition, day, plain, shown, text
from dokja.records.problems import Problem

OWN = "Epoch AI"
SUFFIXES = ("_external",)
PREFIXES = ("external_benchmark_",)


def recognises(content: Content) -> bool:
    """Whether the header has the columns typical of Epoch AI's tables, or cells are those of its list of runs."""
    start = epoch_scorers.start_of(content)
    return bool(start) and (epoch_columns.typical(start[0]) or epoch_columns.of_runs(start))


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """All scores of all rows. Raises Unreadable if no column holds scores, or if there are no results at all."""
    table = epoch_scorers.table_of(content)
    columns = Columns(table[0], table[1:])
    if not (columns.measures or columns.scorers):
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
        tested = epoch_scorers.tested(text(entry[named]) or "")
        self.models.setdefault(tested.model, {"model": tested.model} | self.columns.facts(entry))
        shared = {"row": row, "model": tested.model} | self.shared(row, entry, tested)
        if self.columns.scorers and entry[self.columns.scorers]:
            self.scorers(entry, self.columns.scorers, shared)
        else:
            for measure in self.columns.measures:
                if entry[measure.column]:
                    self.number(entry, measure, shared)
        self.leave(entry, named)

    def scorers(self, entry: dict[str, str], column: str, shared: dict[str, Any]) -> None:
        """Add the mean of each scorer of a run, or a problem if the cell states something else."""
        stated = epoch_scorers.scored(entry[column])
        if not stated:
            problem = Problem(self.content.path, "no_number", shared["row"], column, entry[column])
            self.problems.append(problem)
            return
        best = entry[self.columns.best] if self.columns.best else ""
        found = epoch_scorers.in_full(stated, plain(best))
        if plain(best) not in [one.score for one in found]:
            self.pile.add(self.columns.best or "", best, "other_metric")
        for one in found:
            self.scorer(one, column, shared)

    def scorer(self, one: Scored, column: str, shared: dict[str, Any]) -> None:
        """Add one scorer's mean."""
        if one.rounded_away:
            self.pile.add(column, f"{one.scorer}: ±0", "zero_error")
        known = {"scorer": one.scorer, **shared["known"]}
        self.numbers.append(
            shared
            | {
                "place": f"{column} ({one.scorer})",
                "score_text": one.score,
                "scale": "fraction" if abs(Decimal(one.score)) <= 1 else None,
                "conditions": reading.conditions(known),
                "stderr_text": one.stderr,
                "reporter": shared["reporter"] or (OWN if self.columns.of_epoch else None),
            }
        )

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
                "conditions": reading.conditions(shared["known"]),
                "reporter": shared["reporter"] or (OWN if measure.column in epoch_columns.OWN_RUN else None),
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

    def shared(self, row: int, entry: dict[str, str], tested: Tested) -> dict[str, Any]:
        """Columns shared by all scores of a row; known are its conditions by key."""
        columns = self.columns
        known = {key: condition(entry[name]) for name, key in columns.conditions.items()}
        if columns.shots:
            known["shots"] = self.shots(row, entry[columns.shots])
        if (known.get("tools") or "").lower() == "none":
            known["tools"] = "none"
        stated = of_level(entry[columns.effort]) if columns.effort else None
        thinking = epoch_scorers.joined(stated, tested.thinking) if stated else tested.thinking
        if known.get("version") == epoch_scorers.NO_VERSION:
            known["version"] = None
        known |= {"effort": thinking.level, "thinking_budget": tested.budget}
        return {
            "benchmark": text(entry[columns.benchmark])
            if columns.benchmark
            else benchmark_of(self.content.name),
            "known": known,
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
