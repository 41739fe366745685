"""Score tables of a model card or web page, in Markdown or HTML: models against benchmarks, in either orientation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from dokja.ingest import reading
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.reading import LeftOut, Reading
from dokja.ingest.tables.page import headers
from dokja.ingest.tables.page.benches import condition
from dokja.ingest.tables.page.benchmark_rows import BenchmarkRows
from dokja.ingest.tables.page.cell_values import Value, comma_of, value_of
from dokja.ingest.tables.page.entries import Entry, Sorted
from dokja.ingest.tables.page.grid import Grid, page_of
from dokja.ingest.tables.page.headers import Model
from dokja.ingest.tables.page.layout import layout_of
from dokja.ingest.tables.page.markdown_page import has_pipe_table
from dokja.ingest.tables.page.model_rows import ModelRows
from dokja.ingest.tables.page.several import apart
from dokja.ingest.tables.page.table_walk import shortened
from dokja.ingest.values import digits, known_names, qualifiers
from dokja.records.problems import Problem

JSON_LIST = re.compile(r"\s*(?:\{|\[\s*(?:[\[{\"\]-]|\d+\s*[,.\]]|true|false|null))")
DETAILS = {"unknown_unit": {"allowed": digits.UNIT_EXAMPLES}}
MARK_SIGNS = re.compile(r"\[\^?\w{1,2}\]|.")


def recognises(content: Content) -> bool:
    """Whether a file contains an HTML table, or a pipe table with a delimiter row."""
    if content.is_archive:
        return False
    try:
        text = content.text
    except Unreadable:
        return False
    return not JSON_LIST.match(text[:200]) and (has_html_table(text) or has_pipe_table(text))


def has_html_table(text: str) -> bool:
    """Whether a text contains an HTML table with at least one cell."""
    lower = text.lower()
    start = lower.find("<table")
    return start >= 0 and (lower.find("<td", start) >= 0 or lower.find("<th", start) >= 0)


def read(content: Content, beside: Mapping[str, Content]) -> Reading:
    """Scores of all score tables; other tables are reported as left out. Raises Unreadable if there is no table."""
    page = page_of(content)
    if not page.grids and not page.problems:
        raise content.unreadable("card_no_table")
    rows: list[dict[str, Any]] = []
    models: list[Model] = []
    left_out = list(page.left_out)
    problems = list(page.problems)
    for grid in page.grids:
        layout = layout_of(grid)
        if layout.models is None:
            left_out.append(not_scores(grid))
            continue
        walk = ModelRows if layout.models == "rows" else BenchmarkRows
        found = walk(grid, layout, page.title).sorted()
        taken = Taker(content.path, grid, found)
        rows += taken.rows
        models += found.models
        left_out += [*found.left_out, *taken.left_out]
        problems += taken.problems
    frame, conflicts = models_frame(models)
    return Reading(reading.numbers(rows), reading.models(frame), [*left_out, *conflicts], problems)


def not_scores(grid: Grid) -> LeftOut:
    """The left-out entry for a table without scores."""
    texts = ([cell.text.replace("\n", " ") for cell in row.cells if cell.text] for row in grid.rows)
    top = " | ".join(dict.fromkeys(next((one for one in texts if one), [])))
    return LeftOut(grid.line, " / ".join(grid.headings[-1:]), shortened(top), "no_scores")


class Taker:
    """Collects the scores, left-out values and problems of one table."""

    def __init__(self, path: str, grid: Grid, found: Sorted):
        self.path, self.grid = path, grid
        self.rows: list[dict[str, Any]] = []
        self.left_out: list[LeftOut] = []
        self.problems = [
            *(Problem(path, "card_no_name", line) for line in found.nameless),
            *(
                Problem(path, rule, line, place, text, DETAILS.get(rule, {}))
                for line, place, text, rule in found.refused
            ),
        ]
        self.reporter = known_names.evaluator(found.corner) or nearest(known_names.evaluator, grid.headings)
        self.modes = nearest(headers.mode_of, grid.headings)
        self.effort = nearest(headers.effort_of, grid.headings)
        self.percent = found.percent
        self.comma = comma_of(entry.cell.text for entry in found.entries)
        for entry in found.entries:
            for one in apart(entry, self.comma):
                self.take(one)
        self.note_marks(found.entries)

    def take(self, entry: Entry) -> None:
        """Add the number of a cell, or record why it cannot be used."""
        value = value_of(entry.cell.text, self.comma)
        if value.number is not None and entry.cell.spans:
            value = Value(reason="card_spans", marks=value.marks)
        if value.reason == "card_comma":
            text = " ".join(entry.cell.text.split())
            self.problems.append(Problem(self.path, "card_comma", entry.line, entry.place, text))
        elif value.number is None:
            self.leave(entry, entry.cell.text, value.reason or "card_not_a_number")
        else:
            self.rows.append(self.row(entry, value))
            self.leave_beside(entry, value)

    def row(self, entry: Entry, value: Value) -> dict[str, Any]:
        """Build one row of the numbers frame."""
        model, bench = entry.model, entry.bench
        own = qualifiers.split(f"x ({value.remark})") if value.remark else qualifiers.Qualified("x")
        known = {**model.conditions, **bench.conditions, **(own.conditions if own.name == "x" else {})}
        return {
            "row": entry.line,
            "place": entry.place,
            "model": model.name,
            "benchmark": bench.name,
            "metric": bench.metric,
            "score_text": value.number,
            "scale": scale_of(entry, value) or ("percent" if self.percent else None),
            "mode": model.mode or bench.mode or self.modes,
            "effort": model.effort or bench.effort or self.effort,
            "conditions": reading.conditions({key: condition(text) for key, text in known.items()}),
            "stderr_text": self.stderr(entry),
            "reporter": entry.reporter or self.reporter,
            "measured_on": entry.measured_on,
            "n_items": bench.n_items,
            "higher_is_better": bench.higher,
        }

    def stderr(self, entry: Entry) -> str | None:
        """The standard error stated in a separate column; None if there is none."""
        return (
            value_of(re.sub(r"^\s*±", "", entry.bench.stderr), self.comma).number
            if entry.bench.stderr
            else None
        )

    def leave_beside(self, entry: Entry, value: Value) -> None:
        """Record whatever else a cell contains besides the number taken from it."""
        if value.spread:
            is_width = value.spread[0] in ".0123456789"
            self.leave(entry, f"± {value.spread}" if is_width else value.spread, "card_spread")
        if value.difference:
            self.leave(entry, value.difference, "card_difference")
        if value.remark and qualifiers.split(f"x ({value.remark})").name != "x":
            self.leave(entry, value.remark, "card_remark")
        if value.marks:
            self.leave(entry, noted(entry.cell.text, value.marks, self.grid.notes), "card_footnote")

    def leave(self, entry: Entry, text: str, reason: str) -> None:
        """Record a value of a cell as left out."""
        shown = shortened(" ".join(text.split()))
        self.left_out.append(LeftOut(entry.line, f"{entry.place}, {entry.bench.name}", shown, reason))

    def note_marks(self, entries: Sequence[Entry]) -> None:
        """Record the footnotes of model and benchmark names, once per name."""
        marked = {(entry.model.name or "", entry.model.marks): self.grid.line for entry in entries}
        for entry in entries:
            marked.setdefault((entry.bench.name, entry.bench.marks), entry.line)
        for (name, marks), line in marked.items():
            if marks:
                text = noted(f"{name}{marks}", marks, self.grid.notes)
                self.left_out.append(LeftOut(line, name, text, "card_footnote"))


def nearest(test: Any, headings: Sequence[str]) -> str | None:
    """The first result of test over the headings, nearest heading first; None if no heading yields one."""
    return next((said for text in reversed(headings) if (said := test(text))), None)


def scale_of(entry: Entry, value: Value) -> str | None:
    """The scale that a unit column states; percent or elo if the cell, the benchmark's name or the header says so."""
    said = {one.lower() for one in qualifiers.split(entry.bench.name).dropped}
    if entry.scale:
        return entry.scale
    if value.percent or "%" in said or entry.bench.percent or entry.place.endswith(("(%)", "[%]")):
        return "percent"
    return "elo" if "elo" in said else None


def noted(text: str, marks: str, notes: Sequence[str]) -> str:
    """A text with its footnote marks, followed by the notes under the table that explain them, if any."""
    found = [note for mark in MARK_SIGNS.findall(marks) if (note := note_of(mark, notes))]
    return shortened(": ".join([" ".join(text.split()), *dict.fromkeys(found)]))


def note_of(mark: str, notes: Sequence[str]) -> str | None:
    """The note that begins with a mark (for a raised digit also 1), 주1) or [1]), otherwise one that mentions it."""
    digit = unicodedata.normalize("NFKC", mark)
    begins = re.compile(
        rf"[•\-> ]*(?:{re.escape(mark)}|(?:주 ?)?[\[(]?{digit}[\])])"
        if digit.isdecimal()
        else rf"[•\-> ]*{re.escape(mark)}"
    )
    first = next((note for note in notes if begins.match(note)), None)
    return first or next((note for note in notes if mark in note), None)


def models_frame(models: Sequence[Model]) -> tuple[list[dict[str, Any]], list[LeftOut]]:
    """One row per model; a size that contradicts an earlier one is left out."""
    rows: dict[str, dict[str, Any]] = {}
    left_out = []
    for model in models:
        if not model.name:
            continue
        row = rows.setdefault(model.name, {"model": model.name})
        for column, size in (("total_params_b", model.total), ("active_params_b", model.active)):
            if size and row.setdefault(column, size) != size:
                left_out.append(LeftOut(None, model.header, f"{size}B ≠ {row[column]}B", "card_other_size"))
    return list(rows.values()), list(dict.fromkeys(left_out))
