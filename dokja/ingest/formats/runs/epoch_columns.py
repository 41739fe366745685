"""Maps the columns of an Epoch AI table to their meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from dokja.ingest.formats.runs.epoch_scorers import states_scorers
from dokja.ingest.values.scalars import day, plain, text

MODELS = ("Model version", "Name", "Model", "model")
BENCHMARKS = ("task", "Task", "Benchmark", "benchmark")
LINKS = ("Source link", "Source link (site from table)")
TYPICAL = {
    *LINKS,
    "Source",
    "Notes",
    "Shots",
    "id",
    "ID",
    "UUID",
    "mean_score",
    "Best score (across scorers)",
}
BEST = "Best score (across scorers)"
OWN_RUN = {"mean_score", BEST}
CONDITIONS = {
    "Shots": "shots",
    "Tools": "tools",
    "Agent": "agent",
    "Scaffold": "agent",
    "Harness": "harness",
    "Edit format": "edit_format",
    "Frames": "frames",
    "Prompt": "prompt",
    "LiveBench Version": "version",
    "Task version": "version",
    "task version": "version",
    "task_version": "version",
    "Environment model": "environment",
}
DATES = ("Started at", "started_at", "started at", "Run date", "Date", "date")
STATUS = ("Status", "status")
FINISHED = {"", "success"}
BOOKKEEPING = {
    "id",
    "id_model_version",
    "uuid",
    "log viewer",
    "logs",
    "log download",
    "log file",
    "ci job",
    "ci job url",
    "trajectories",
    *(one.lower() for one in STATUS),
}
NOTES = re.compile(r"notes", re.IGNORECASE)
ERROR = re.compile(r"\b(?:se|stderr|std\.? ?err(?:or)?|standard error)\b", re.IGNORECASE)
INTERVAL = re.compile(r"(?:\b|_)ci(?:\b|_)", re.IGNORECASE)
NO_SCORE = re.compile(
    r"\b(?:costs?|price|steps|duration|seconds?|minutes?|distance|votes|compute|parameters?|lines|rank|total|date|size)\b",
    re.IGNORECASE,
)
SCORE = re.compile(
    r"scores?\b|\baccuracy|_acc\b|\bem\b|\bf1\b|average|percent|correct|pass@|solved|resolved|progress|\belo\b|rating"
    r"|win rate|time horizon|\beci\b|%",
    re.IGNORECASE,
)
CLOCK = (
    "%d %B %Y %I:%M%p",
    "%d %B %Y %I:%M %p",
    "%d %B %Y %H:%M",
    "%d %B %Y",
    "%B %d, %Y %I:%M%p",
    "%B %d, %Y %I:%M %p",
    "%B %d, %Y",
)
SLASHED = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4})(?:,? +\d{1,2}:\d{2}(?::\d{2})? ?(?:[ap]m)?)?", re.IGNORECASE
)


@dataclass(frozen=True)
class Measure:
    """A score column, the scale it states, and the column of its standard error."""

    column: str
    scale: str | None
    stderr: str | None


def of_runs(start: Sequence[Sequence[str]]) -> bool:
    """Whether the first rows of a table are Epoch AI's list of runs: tasks, models, and cells that name scorers."""
    header, *cells = start or [[]]
    named = not set(header).isdisjoint(MODELS) and not set(header).isdisjoint(BENCHMARKS)
    return named and any(
        states_scorers([row[position] for row in cells if position < len(row)])
        for position in range(len(header))
    )


def typical(header: Sequence[str]) -> bool:
    """Whether the header has a combination of columns found only in Epoch AI tables."""
    names = set(header)
    if "Model version" in names:
        return not names.isdisjoint(TYPICAL) or {"Release date", "Organization"} <= names
    return BEST in names and not names.isdisjoint(MODELS)


class Columns:
    """The columns of one table by meaning; the cells decide if the header alone does not.

    An organisation is the model's maker only beside the model's release date; otherwise it may be the agent's
    developer.
    """

    def __init__(self, header: list[str], cells: Sequence[Sequence[str]]):
        self.header = distinct(header)
        self.cells = {
            name: [row[position] for row in cells if len(row) == len(header) and row[position]]
            for position, name in enumerate(self.header)
        }
        self.models = self.present(MODELS)
        self.benchmark = self.one(BENCHMARKS)
        self.source = self.one(("Source",))
        self.shots = self.one(("Shots",))
        self.effort = self.one(("Reasoning effort",))
        self.date = self.one(DATES)
        self.released = self.one(("Release date", "Version release date"))
        self.maker = self.one(("Organization",)) if self.released else None
        self.status = self.one(STATUS)
        self.conditions = {name: key for name, key in CONDITIONS.items() if name in self.header}
        self.scorers = next((name for name in self.header if states_scorers(self.cells[name])), None)
        self.best = self.one((BEST,)) if self.scorers else None
        self.of_epoch = self.best is not None or self.links_to_epoch()
        self.measures = self.scores()
        self.others = {name: reason_of(name) for name in self.header if name not in self.taken()}

    def present(self, names: Sequence[str]) -> list[str]:
        """The names that are columns of this table, in the given order."""
        return [name for name in names if name in self.header]

    def one(self, names: Sequence[str]) -> str | None:
        """The first of the names that is a column; None if none is."""
        return next(iter(self.present(names)), None)

    def scores(self) -> list[Measure]:
        """The score columns; if no header suggests any, all other numeric columns. In a list of runs, the best score."""
        if self.scorers:
            return [Measure(name, self.scale(name), None) for name in self.present((BEST,))]
        empty = not any(self.cells.values())
        open_columns = [
            name for name in self.header if name not in self.known() and (empty or self.numeric(name))
        ]
        called = [name for name in open_columns if SCORE.search(name) or self.percent(name)]
        found = called or open_columns
        return [Measure(name, self.scale(name), self.error(name, found)) for name in found]

    def known(self) -> set[str]:
        """Columns that never hold scores, whatever their cells contain."""
        named = {self.benchmark, self.source, self.date, self.released, self.maker, self.status, self.effort}
        excluded = {name for name in self.header if no_score(name)}
        return {name for name in named if name} | set(self.models) | set(self.conditions) | excluded

    def taken(self) -> set[str]:
        """Columns that are used for a score or a model."""
        errors = {measure.stderr for measure in self.measures if measure.stderr}
        own = {self.benchmark, self.source, self.date, self.released, self.maker, self.effort, self.scorers}
        measured = {measure.column for measure in self.measures}
        return {name for name in own if name} | set(self.conditions) | errors | measured

    def numeric(self, name: str) -> bool:
        """Whether most cells are numbers, with or without percent signs."""
        filled = self.cells[name]
        return bool(filled) and 2 * sum(plain(cell.removesuffix("%")) is not None for cell in filled) > len(
            filled
        )

    def percent(self, name: str) -> bool:
        """Whether a column contains percent signs."""
        return any(cell.endswith("%") for cell in self.cells[name])

    def scale(self, name: str) -> str | None:
        """The scale that a column states, unless its own numbers contradict it; None if unknown."""
        values = [Decimal(number) for number in map(plain, self.cells[name]) if number]
        small = all(abs(value) <= 1 for value in values)
        if name in OWN_RUN:
            return "fraction" if small else None
        if "%" in name or "percent" in name.lower():
            return None if small else "percent"
        return "elo" if re.search(r"\belo\b", name, re.IGNORECASE) else None

    def error(self, name: str, scores: list[str]) -> str | None:
        """The standard error column of a score column; None if there is none."""
        for candidate in self.header:
            if ERROR.search(candidate) and not INTERVAL.search(candidate):
                of = ERROR.sub("", candidate).strip(" _-()").lower()
                if owner(of, scores) == name:
                    return candidate
        return None

    def links_to_epoch(self) -> bool:
        """Whether a column of logs points to Epoch AI's, so that the runs are its own."""
        logs = (name for name in self.header if name.lower() in BOOKKEEPING or name in LINKS)
        return any("epoch" in cell.lower() for name in logs for cell in self.cells[name])

    def finished(self, entry: Mapping[str, str]) -> bool:
        """Whether the run of a row finished."""
        return self.status is None or entry[self.status].lower() in FINISHED

    def facts(self, entry: Mapping[str, str]) -> dict[str, Any]:
        """A row's facts about its model."""
        return {
            "maker": text(entry[self.maker]) if self.maker else None,
            "released_on": day(entry[self.released]) if self.released else None,
        }

    def measured_on(self, entry: Mapping[str, str]) -> str | None:
        """The day of a run; 9/6/2025 only if another row of the column shows which number is the day."""
        if self.date is None:
            return None
        stated = entry[self.date]
        slashed = SLASHED.fullmatch(stated)
        if slashed:
            return self.slashed_day(slashed)
        for clock in CLOCK:
            try:
                return datetime.strptime(stated, clock).date().isoformat()
            except ValueError:
                continue
        return day(stated)

    def slashed_day(self, found: re.Match[str]) -> str | None:
        """A date written with slashes; None if the column leaves the order of day and month open."""
        all_days = [one for cell in self.cells[self.date or ""] if (one := SLASHED.fullmatch(cell))]
        day_first = any(int(one[1]) > 12 for one in all_days)
        month_first = any(int(one[2]) > 12 for one in all_days)
        if day_first == month_first:
            return None
        first, second = f"{int(found[1]):02d}", f"{int(found[2]):02d}"
        return day(f"{found[3]}-{second}-{first}" if day_first else f"{found[3]}-{first}-{second}")


def distinct(header: Sequence[str]) -> list[str]:
    """Column names, with repeated ones made unique by appending their position."""
    return [
        name if header.index(name) == position else f"{name} [{position + 1}]"
        for position, name in enumerate(header)
    ]


def no_score(name: str) -> bool:
    """Whether a column's name rules out that it holds scores."""
    other = ERROR.search(name) or INTERVAL.search(name) or NO_SCORE.search(name) or NOTES.search(name)
    return bool(other) or name.lower() in BOOKKEEPING or name in LINKS


def owner(prefix: str, scores: list[str]) -> str | None:
    """The score column that a standard error belongs to, matched by a common prefix; None if there is none."""
    if prefix:
        return next((name for name in scores if name.lower().startswith(prefix)), None)
    return "mean_score" if "mean_score" in scores else scores[0] if len(scores) == 1 else None


def reason_of(name: str) -> str:
    """The reason why a column is left out."""
    if NOTES.search(name):
        return "remark"
    if name in LINKS:
        return "source_link"
    if ERROR.search(name):
        return "unclear_error"
    if INTERVAL.search(name):
        return "interval"
    if name in MODELS:
        return "other_name"
    return "bookkeeping" if name.lower() in BOOKKEEPING else "other_column"
