"""The scores of a table: every cell of its columns of scores as a number with its meaning, or with what kept it out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import polars as pl

from dokja.ingest.reading import NUMBERS, LeftOut, Reading, conditions, models, numbers
from dokja.ingest.tables import model_names
from dokja.ingest.tables.benchmark_names import metric_of
from dokja.ingest.tables.header_rows import Table
from dokja.ingest.tables.layout import Layout, columns_of, partner_of
from dokja.ingest.tables.model_names import Model
from dokja.ingest.tables.names import OF_BENCH, OF_MODEL, Names, named, of_bench, of_model, unused_labels
from dokja.ingest.tables.repetition import without_repetition
from dokja.ingest.tables.rows import count_of, labelled, shortened, unused
from dokja.ingest.tables.sieve import Sieve, with_read
from dokja.ingest.values import digits, known_names, qualifiers
from dokja.records.problems import Problem

PIECE = 50_000
MARK_SIGNS = re.compile(r"\[\^?\w{1,2}\]|.")
SLASH = re.compile(r"\s*(?<!\bw)/\s*")
PERCENT = re.compile(r"[(\[（](?:[^()\[\]（）]*[\s,:(])?%\s*[)\]）]")
IN_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]+)[)\]）]$")
OF_NUMBER = dict.fromkeys(
    ("number", "own_scale", "fault", "marks", "spread", "remark", "difference"), pl.String
)
LEFT = {
    "not_published": "not_published",
    "two_values": "card_two_values",
    "difference": "card_difference",
    "not_exact": "card_not_exact",
}
"""Faults of cells that are left out in every table; the others of a page are left out as no number, those of a file refused."""


@dataclass
class Scores:
    """The scores of one table (a NUMBERS frame), the models that it describes, problems and values left out."""

    numbers: pl.DataFrame
    models: list[Model] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def scores(path: str, found: Table, layout: Layout) -> Scores:
    """Read all scores of a table."""
    rows = labelled(path, found, layout)
    headings = headings_of(found)
    names = named(rows, found, layout, headings)
    table = TableReader(path, found, layout, names, rows)
    frames = [numbers([]), *table.pieces()]
    for at in unused_labels(rows, found, layout):
        rows.left_out += unused(found, rows, at, "card_category")
    return Scores(
        pl.concat(frames),
        names.described,
        [*rows.problems, *table.problems],
        [*rows.left_out, *table.left_out],
    )


def whole(
    path: str, found: Sequence[Scores], left_out: Sequence[LeftOut], problems: Sequence[Problem]
) -> Reading:
    """The reading of a file with these tables, what else was left out of it, and its other problems."""
    frame = pl.concat([numbers([]), *(one.numbers for one in found)])
    frame, contradicting, repeated = without_repetition(path, frame)
    rows, sizes = model_names.frame_of([model for one in found for model in one.models], {*frame["model"]})
    left = chain(left_out, *(one.left_out for one in found), repeated, sizes)
    told = chain(problems, *(one.problems for one in found), contradicting)
    return Reading(frame, models(rows), [*left], sorted(told, key=lambda problem: problem.row or 0))


def headings_of(found: Table) -> tuple[str, ...]:
    """The headings above a table, outermost first: for a sheet the lines above its header."""
    grid = found.grid
    if grid.is_page:
        return grid.headings
    above = grid.frame.head(found.header[0]).iter_rows()
    return tuple(" ".join(dict.fromkeys(filter(None, row[1:]))) for row in above)


class TableReader:
    """Reads the cells of one table, whose rows have their labels and names."""

    def __init__(self, path: str, found: Table, layout: Layout, names: Names, rows: Sieve):
        self.path, self.found, self.layout, self.names, self.rows = path, found, layout, names, rows
        self.notes = found.grid.notes
        self.problems: list[Problem] = []
        self.left_out: list[LeftOut] = []
        at = next(iter(columns_of(layout, "model" if layout.kind == "models_in_rows" else "benchmark")), None)
        corner = "" if at is None else found.headers[at]
        headings = names.headings
        self.reporter = known_names.evaluator(corner) or nearest(known_names.evaluator, headings)
        self.mode = nearest(model_names.mode_of, headings)
        self.effort = nearest(model_names.effort_of, headings)
        labels = [header for header, role in layout.roles if role != "score"]
        self.percent = any(PERCENT.search(text) for text in (*headings[-1:], *labels))
        self.columns = [
            column
            for column in columns_of(layout, "score")
            if layout.kind == "long" or (names.models.get(column) or names.benches.get(column))
        ]
        self.separators = {"."} if found.grid.typed else self.separators_of()

    def separators_of(self) -> set[str]:
        """The decimal separators of the table's numbers."""
        texts = [self.rows.frame[str(at)].drop_nulls().unique() for at in self.columns]
        whole = pl.concat(texts) if texts else pl.Series("", [], pl.String)
        if not whole.str.contains(",", literal=True).any():
            return {"."}
        return digits.separators_of(whole.unique().to_list())

    def pieces(self) -> Iterator[pl.DataFrame]:
        """The numbers, piece by piece."""
        marked: dict[tuple[str, str], int | None] = {}
        for part in self.rows.frame.iter_slices(PIECE):
            cells = [self.cells(part, at) for at in self.columns]
            if cells:
                sieve = Sieve(self.path, pl.concat(cells).sort("at", "column", maintain_order=True))
                self.several(sieve)
                self.note_marks(sieve.frame, marked)
                yield self.numbers(sieve)
        for (name, marks), row in marked.items():
            text = noted(f"{name}{marks}", marks, self.notes)
            self.left_out.append(LeftOut(row, name, text, "card_footnote"))

    def note_marks(self, frame: pl.DataFrame, marked: dict[tuple[str, str], int | None]) -> None:
        """Collect the footnote marks of models' and benchmarks' names, each with its first row."""
        in_header = {"model_name": self.names.models, "bench_name": self.names.benches}
        for name, marks in (("model_name", "model_marks"), ("bench_name", "bench_marks")):
            some = frame.filter(pl.col(marks).is_not_null()).unique(
                [name, marks], maintain_order=True, keep="first"
            )
            for row in some.iter_rows(named=True):
                at = self.found.header_row if in_header[name] else row["row"]
                marked.setdefault((row[name] or "", row[marks]), at)

    def cells(self, part: pl.DataFrame, at: int) -> pl.DataFrame:
        """The cells of one column of scores with their labels and names: a row each, without blank ones."""
        header = self.found.headers[at]
        constants: dict[str, Any] = {}
        if at in self.names.models:
            constants |= of_model(self.names.models[at])
        if at in self.names.benches:
            constants |= of_bench(self.names.benches[at])
        kinds = OF_MODEL | OF_BENCH
        said = IN_BRACKETS.search(header)
        partners = {
            role: next(
                (
                    one
                    for one in columns_of(self.layout, role)
                    if partner_of(self.found, self.layout, one) == at
                ),
                None,
            )
            for role in ("stderr", "n_items")
        }
        spans = [row for row, column in self.found.grid.spans if column == at]
        cell = pl.col(str(at))
        return part.with_columns(
            *(pl.lit(value, kinds[name]).alias(name) for name, value in constants.items()),
            *(pl.col(str(one)).alias(role) for role, one in partners.items() if one is not None),
            pl.lit(at).alias("column"),
            cell.fill_null("").alias("text"),
            pl.col("at").is_in(spans).alias("spans"),
            pl.lit(digits.unit_of(said[1]) if said else None, pl.String).alias("header_scale"),
        ).select(
            *(
                "at",
                "row",
                "column",
                "text",
                "spans",
                "header_scale",
                "stderr",
                "n_items",
                "mode",
                "effort",
                "unit",
            ),
            *(
                "reporter",
                "measured_on",
                "source",
                *kinds,
                "setting_conditions",
                "setting_mode",
                "setting_effort",
            ),
            pl.col("told_apart")
            if "told_apart" in part.columns
            else pl.lit(None, pl.String).alias("told_apart"),
        )

    def place(self, row: Mapping[str, Any]) -> str:
        """The place of a score."""
        return self.found.place(row["column"], row["row"])

    def long_place(self, row: Mapping[str, Any]) -> str:
        """The place of a score for a message: on a page the benchmark too, as many rows may be on one line."""
        place = self.place(row)
        return f"{place}, {row['bench_name']}" if self.found.grid.is_page else place

    def several(self, sieve: Sieve) -> None:
        """Part cells with several values whose header or metric names each of them, such as (pass@1 / cons@64)."""
        may_be = pl.col("text").str.contains("/", literal=True)
        if not sieve.frame.select(may_be.any()).item():
            return
        parted = [one for row in sieve.frame.iter_rows(named=True) for one in apart(row, self.separators)]
        sieve.frame = pl.DataFrame(parted, schema=sieve.frame.schema)

    def numbers(self, sieve: Sieve) -> pl.DataFrame:
        """The valid numbers among cells."""
        self.take_numbers(sieve)
        self.take_scale(sieve)
        self.take_errors(sieve)
        self.take_items(sieve)
        self.problems += sieve.problems
        self.left_out += sieve.left_out
        return self.assembled(sieve.frame)

    def take_numbers(self, sieve: Sieve) -> None:
        """Set the columns of OF_NUMBER; leave out or refuse cells without a number."""
        plain = pl.col("text").str.contains(digits.PLAIN)
        if "," in self.separators or not self.separators:
            plain &= ~pl.col("text").str.contains(digits.UNDECIDED)
        whole = sieve.frame.filter(plain)
        odd = with_read(sieve.frame.filter(~plain), ["text"], self.number_of, OF_NUMBER)
        empty = {name: pl.lit(None, kind).alias(name) for name, kind in OF_NUMBER.items()}
        whole = whole.with_columns(**(empty | {"number": pl.col("text")}))
        sieve.frame = (
            pl.concat([whole, odd]).sort("at", "column", maintain_order=True) if odd.height else whole
        )
        sieve.leave(pl.col("spans") & pl.col("number").is_not_null(), "card_spans", "text", self.long_place)
        fault = pl.col("fault")
        sieve.leave(
            fault.is_in([*LEFT]),
            fault.replace(LEFT),
            lambda row: self.shown(row["text"], row["marks"]),
            self.long_place,
        )
        refused = fault.is_in(["ambiguous_number", "huge_number", "formula_without_value"])
        sieve.drop(refused, fault, "text", self.place, limit=str(digits.MOST_DIGITS))
        if self.found.grid.is_page:
            sieve.leave(
                fault.is_not_null(), "card_not_a_number", lambda row: one_line(row["text"]), self.long_place
            )
        sieve.drop(fault.is_not_null(), fault, "text", self.place, limit=str(digits.MOST_DIGITS))
        beside = {"spread": "card_spread", "difference": "card_difference", "remark": "card_remark"}
        for column, reason in beside.items():
            mask = pl.col(column).is_not_null() & (
                ~is_condition() if column == "remark" else pl.lit(value=True)
            )
            sieve.leave(mask, reason, as_shown(column), self.long_place, keep=True)
        sieve.leave(
            pl.col("marks").is_not_null(),
            "card_footnote",
            lambda row: self.shown(row["text"], row["marks"]),
            self.long_place,
            keep=True,
        )

    def number_of(self, text: str) -> dict[str, str | None]:
        """A cell's number as the columns of OF_NUMBER."""
        one = digits.number(text, self.separators)
        return {
            **{"number": one.text, "own_scale": one.scale, "fault": one.fault, "marks": one.marks or None},
            **{"spread": one.spread, "remark": one.remark, "difference": one.difference},
        }

    def shown(self, text: str, marks: str | None) -> str:
        """A cell's text with the notes that explain its marks."""
        return noted(text, marks, self.notes) if marks else one_line(text)

    def take_scale(self, sieve: Sieve) -> None:
        """Set scale from the cell, the unit column, the header and the benchmark, which must agree; else from the table."""
        sources = [pl.col(name) for name in ("own_scale", "unit", "header_scale", "bench_scale")]
        sieve.frame = sieve.frame.with_columns(scale=pl.coalesce(sources))
        disagree = pl.any_horizontal(source != pl.col("scale") for source in sources)
        said = pl.concat_list(sources).list.drop_nulls().list.unique(maintain_order=True).list.join(", ")
        sieve.drop(disagree, "units_disagree", "text", self.place, units=said)
        if self.percent:
            sieve.frame = sieve.frame.with_columns(scale=pl.col("scale").fill_null("percent"))

    def take_errors(self, sieve: Sieve) -> None:
        """Set stderr_text; refuse rows where it is no number or not on the score's scale."""
        read = {"stderr_text": pl.String, "stderr_scale": pl.String, "stderr_fault": pl.String}

        def error_of(text: str) -> dict[str, str | None]:
            one = digits.number(re.sub(r"^\s*±", "", text), self.separators)
            fault = None if one.fault == "not_published" else one.fault and "not_a_number"
            return {"stderr_text": one.text, "stderr_scale": one.scale, "stderr_fault": fault}

        place = self.place_beside("stderr")
        sieve.frame = with_read(sieve.frame, ["stderr"], error_of, read)
        sieve.drop(pl.col("stderr_fault").is_not_null(), pl.col("stderr_fault"), "stderr", place)
        sieve.drop(pl.col("stderr_text").str.starts_with("-"), "negative_stderr", "stderr", place)
        other = pl.col("stderr_scale").is_not_null() & pl.col("stderr_scale").ne_missing(pl.col("scale"))
        said = pl.concat_str([pl.col("scale").fill_null("-"), pl.col("stderr_scale")], separator=", ")
        sieve.drop(other, "units_disagree", "stderr", place, units=said)

    def take_items(self, sieve: Sieve) -> None:
        """Set items; refuse rows where a number of items beside the score is none."""

        def items_of(text: str) -> dict[str, Any]:
            said = None if digits.is_not_published(text) else count_of(text)
            return {"items": int(said), "broken": None} if said and said.isdecimal() else {"broken": said}

        sieve.frame = with_read(sieve.frame, ["n_items"], items_of, {"items": pl.Int64, "broken": pl.String})
        sieve.drop(
            pl.col("broken").is_not_null(),
            pl.col("broken"),
            "n_items",
            self.place_beside("n_items"),
            limit="1",
        )

    def place_beside(self, role: str) -> Callable[[Mapping[str, Any]], str]:
        """The place of the cell of a role that belongs to a score."""

        def place(row: Mapping[str, Any]) -> str:
            columns = columns_of(self.layout, role)
            own = [at for at in columns if partner_of(self.found, self.layout, at) == row["column"]]
            return self.found.place(next(iter([*own, *columns]), row["column"]), row["row"])

        return place

    def assembled(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Valid cells as a NUMBERS frame."""
        said = ["model_conditions", "setting_conditions", "bench_conditions", "told_apart", "remark"]
        frame = with_read(frame, said, joined, {"conditions": pl.String})
        texts = {at: self.found.place(at, None).removesuffix("None") for at in self.columns}
        place = pl.col("column").replace_strict(texts, return_dtype=pl.String)
        whole = frame.with_columns(
            place=place + pl.col("row").cast(pl.String) if self.found.grid.typed else place,
            model=pl.col("model_name"),
            benchmark=pl.col("bench_name"),
            metric=pl.col("metric_name"),
            score_text=pl.col("number"),
            mode=pl.coalesce(
                "mode", "model_mode", "setting_mode", "section_mode", pl.lit(self.mode, pl.String)
            ),
            effort=pl.coalesce(
                "effort", "model_effort", "setting_effort", "section_effort", pl.lit(self.effort, pl.String)
            ),
            n_items=pl.col("items"),
            reporter=pl.coalesce("reporter", pl.lit(self.reporter, pl.String)),
            higher_is_better=pl.col("higher"),
        )
        return whole.select(pl.col(name).cast(kind) for name, kind in NUMBERS.items())


def nearest(test: Callable[[str], str | None], headings: Sequence[str]) -> str | None:
    """The first result of test over the headings, nearest heading first; None if no heading yields one."""
    return next((said for text in reversed(headings) if (said := test(text))), None)


def one_line(text: str) -> str:
    """A text on one line, shortened."""
    return shortened(" ".join(text.split()))


def as_shown(column: str) -> Callable[[Mapping[str, Any]], str]:
    """The text of a column as a left-out entry shows it: a width after its sign."""

    def shown(row: Mapping[str, Any]) -> str:
        text = row[column]
        is_width = column == "spread" and text[0] in ".0123456789"
        return f"± {text}" if is_width else str(text)

    return shown


def is_condition() -> pl.Expr:
    """Whether the remark beside a number states conditions."""
    return pl.col("remark").map_elements(lambda text: conditions_in(text) is not None, pl.Boolean)


def conditions_in(remark: str) -> dict[str, str] | None:
    """Conditions that a remark beside a number states; None if it states something else."""
    said = qualifiers.split(f"x ({remark})")
    return said.conditions if said.name == "x" else None


def joined(of_model: str, of_setting: str, of_bench: str, subset: str, remark: str) -> dict[str, str | None]:
    """All conditions of a number as one text; the more specific one counts where two are stated."""
    known: dict[str, str] = {}
    for text in (of_model, of_setting, of_bench):
        known |= dict(part.split("=", 1) for part in text.split("; ") if "=" in part)
    if subset:
        known["subset"] = " ".join(subset.replace(";", ",").replace("=", ":").split())
    known |= conditions_in(remark) or {} if remark else {}
    return {"conditions": conditions({key: " ".join(text.split()) for key, text in known.items()})}


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


def apart(row: dict[str, Any], separators: set[str]) -> list[dict[str, Any]]:
    """One row per value if the benchmark's brackets or metric name as many as the cell holds; otherwise the row."""
    texts = SLASH.split(row["text"])
    if len(texts) < 2 or any(digits.number(text, separators).text is None for text in texts):
        return [row]
    return [
        row | {"text": text} | said for text, said in zip(texts, named_values(row, len(texts)), strict=False)
    ] or [row]


def named_values(row: Mapping[str, Any], count: int) -> list[dict[str, Any]]:
    """What tells several values of a cell apart, by its benchmark's last brackets or its metric; empty if nothing does."""
    name, metric = row["bench_name"], row["metric_name"]
    found = list(qualifiers.BRACKETED.finditer(name))
    parts = SLASH.split(found[-1][1]) if found else []
    if len(parts) == count and tell_apart(parts):
        start, end = found[-1].span(1)
        return [
            {
                "bench_name": f"{name[:start]}{part}{name[end:]}",
                "metric_name": part if qualifiers.METRIC.fullmatch(part) else metric,
            }
            for part in parts
        ]
    parts = SLASH.split(metric or "")
    if len(parts) == count and tell_apart(parts):
        said = [metric_of(part) for part in parts]
        return [{"metric_name": one, "bench_conditions": conditions(stated)} for one, stated in said]
    return []


def tell_apart(parts: Sequence[str]) -> bool:
    """Whether the parts are distinct metrics, or distinct values of the same condition."""
    said = [qualifiers.understood(part) for part in parts]
    alike = len({tuple(one) if one is not None else None for one in said}) == 1
    return alike and None not in said and len({part.casefold() for part in parts}) == len(parts)
