"""EuroEval leaderboards as CSV: one row per model, one column per data set, two metrics with intervals per cell.

The figure after ± is half the width of a 95 % interval, i.e. 1.96 standard errors of the mean over the bootstrap rounds
(EuroEval, src/euroeval/scores.py, aggregate_scores), so the standard error is that figure divided by 1.96. EuroEval
multiplies its metrics by 100.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content
from dokja.ingest.files.comma_separated import first_rows, rows
from dokja.ingest.formats.runs.euroeval_names import identity, standard_error
from dokja.ingest.reading import Reading
from dokja.ingest.values.pile import Pile
from dokja.ingest.values.scalars import billions, condition, plain, whole
from dokja.records.problems import Problem

TAG = re.compile(r"<[^<>]*>")
SORT_KEY = re.compile(r"@@[^@]*$")
VERSION = "_version"
MISSING = {"", "-", "?", "N/A", "nan"}
VOCABULARY = {"vocabulary", "vocabulary_size"}
MODEL = {"model", "model_id", "id"}
KIND = {"type", "generative_type"}
THINKS = "🤔"
HEADER = {"rank", "context", "merge"}
ABOUT = VOCABULARY | KIND | {"commercial", "merge", "open", "trained_from_scratch"}
FACTS = {
    "parameters": "total_params_b",
    "num_model_parameters": "total_params_b",
    "context": "context_tokens",
}
ORDER = ("primary", "secondary")
PAIR = re.compile(r"(?P<score>[^±/]+?)\s*(?:±\s*(?P<half>[^±/]+?)\s*)?")


def recognises(content: Content) -> bool:
    """Whether one of the first two rows is the header of a EuroEval leaderboard."""
    return any(is_header(row) for row in first_rows(content, 2))


def is_header(row: Sequence[str]) -> bool:
    """Whether a row contains the columns that every EuroEval leaderboard has."""
    names = {key(cell) for cell in row}
    return names >= HEADER and not names.isdisjoint(VOCABULARY) and not names.isdisjoint(MODEL)


def bare(cell: str) -> str:
    """A cell without HTML, its sort key and the marks around merged headings."""
    return " ".join(html.unescape(TAG.sub("", SORT_KEY.sub("", cell))).replace("~~~", "").split())


def key(cell: str) -> str:
    """A column heading normalised to a spelling that old and new leaderboards share."""
    return "_".join(bare(cell).lower().split())


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """Both metrics of every model and data set."""
    table = rows(content)
    top = next(position for position, row in enumerate(table[:2]) if is_header(row))
    board = Board(content, table[top], table[top + 1 :])
    for row, cells in enumerate(table[top + 1 :], start=top + 2):
        if any(cells):
            board.take(row, cells)
    models = reading.models(list(board.models.values()))
    return Reading(reading.numbers(board.numbers), models, board.pile.left_out(), board.problems)


class Board:
    """Collects the scores, models and problems of one leaderboard."""

    def __init__(self, content: Content, header: Sequence[str], cells: Sequence[Sequence[str]]):
        self.content = content
        self.names = [bare(cell) for cell in header]
        self.keys = [key(cell) for cell in header]
        self.data_sets = [
            position
            for position, name in enumerate(self.keys)
            if f"{name}{VERSION}" in self.keys or is_data_set(header[position], position, cells)
        ]
        self.model = next(position for position, name in enumerate(self.keys) if name in MODEL)
        self.numbers: list[dict[str, Any]] = []
        self.models: dict[str, dict[str, Any]] = {}
        self.problems: list[Problem] = []
        self.pile = Pile()

    def take(self, row: int, cells: list[str]) -> None:
        """Add both metrics of every data set for one model."""
        if len(cells) != len(self.names):
            details = {"found": str(len(cells)), "expected": str(len(self.names))}
            self.problems.append(Problem(self.content.path, "ragged", row, details=details))
            return
        model = identity(bare(cells[self.model]))
        for mark in model.remarks:
            self.pile.add(self.names[self.model], mark, "remark")
        if model.name is None:
            self.problems.append(
                Problem(self.content.path, "no_model_in_row", row, self.names[self.model], "")
            )
            return
        thinks = any(THINKS in cells[position] for position in self.at(KIND))
        mode = model.mode or ("reasoning" if thinks else None)
        shared = {
            "row": row,
            "model": model.name,
            "mode": mode,
            "effort": model.effort,
            "reporter": "EuroEval",
        }
        for position in self.data_sets:
            known = model.conditions | self.harness(cells, position)
            self.scores(bare(cells[position]), position, shared, known)
        self.describe(model.name, cells)

    def at(self, names: set[str]) -> list[int]:
        """Positions of the columns with one of these headings."""
        return [position for position, name in enumerate(self.keys) if name in names]

    def harness(self, cells: list[str], position: int) -> dict[str, str | None]:
        """The harness condition of a data set: EuroEval with its version, if the row states one."""
        column = f"{self.keys[position]}{VERSION}"
        version = bare(cells[self.keys.index(column)]) if column in self.keys else ""
        return {"harness": "EuroEval" if version in MISSING else f"EuroEval {condition(version)}"}

    def scores(
        self, cell: str, position: int, shared: dict[str, Any], known: Mapping[str, str | None]
    ) -> None:
        """Add both metrics of a cell such as 54.02 ± 1.02 / 65.03 ± 0.90."""
        parts = [] if cell in MISSING else cell.split("/")
        for part, order in zip(parts, ORDER, strict=False):
            found = PAIR.fullmatch(part.strip())
            score, half = (plain(found["score"]), found["half"]) if found else (None, None)
            width = plain(half)
            if score is None or (half and (width is None or Decimal(width) < 0)) or len(parts) > len(ORDER):
                column = self.names[position]
                self.problems.append(Problem(self.content.path, "no_pair", shared["row"], column, cell))
                return
            conditions = reading.conditions({**known, "scoring": order if len(parts) > 1 else None})
            self.numbers.append(
                shared
                | {
                    "place": self.names[position],
                    "benchmark": self.names[position],
                    "score_text": score,
                    "scale": "percent" if width is not None else None,
                    "conditions": conditions,
                    "stderr_text": standard_error(width) if width is not None else None,
                }
            )

    def describe(self, name: str, cells: list[str]) -> None:
        """Record a row's facts about its model; values without a column go on the pile."""
        model = self.models.setdefault(name, {"model": name})
        for position, heading in enumerate(self.keys):
            stated = bare(cells[position])
            if heading in FACTS and stated not in MISSING:
                value = billions(stated) if FACTS[heading] == "total_params_b" else whole(stated)
                model.setdefault(FACTS[heading], value)
                if value is None:
                    self.pile.add(self.names[position], stated, "unclear_value")
            elif position not in self.data_sets and heading not in MODEL and stated not in MISSING:
                self.leave(position, heading, stated)

    def leave(self, position: int, heading: str, stated: str) -> None:
        """Add a value to the pile, unless it is the version of a data set."""
        if heading.removesuffix(VERSION) in {self.keys[one] for one in self.data_sets}:
            return
        about = heading in ABOUT
        reason = "about_the_model" if about else "speed" if "speed" in heading else "rank"
        self.pile.add(self.names[position], stated, reason)


def is_data_set(heading: str, position: int, cells: Sequence[Sequence[str]]) -> bool:
    """Whether a column holds scores: its heading links to a data set or task, or its cells have intervals."""
    if key(heading) in ABOUT | HEADER | MODEL | FACTS.keys() or "speed" in key(heading):
        return False
    linked = "/datasets/" in heading or "/tasks/" in heading
    return linked or any("±" in row[position] for row in cells if len(row) > position)
