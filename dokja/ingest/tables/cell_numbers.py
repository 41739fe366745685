"""Numbers of score cells with their scales, errors and conditions; what is no number is refused or left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import polars as pl

from dokja.ingest.reading import NUMBERS, conditions, known_conditions, shortened
from dokja.ingest.tables import run_settings
from dokja.ingest.tables.footnotes import noted
from dokja.ingest.tables.header_rows import Table
from dokja.ingest.tables.layout import Layout, columns_of, columns_of_sizes, partner_of
from dokja.ingest.tables.rows import count_of, is_stated
from dokja.ingest.tables.sieve import Sieve, with_read
from dokja.ingest.values import digits, known_names, qualifiers
from dokja.ingest.values.cell_words import one_value

OF_NUMBER = dict.fromkeys(
    ("number", "own_scale", "fault", "marks", "spread", "remark", "difference"), pl.String
)
LEFT = {
    "not_published": "not_published",
    "two_values": "card_two_values",
    "difference": "card_difference",
    "not_exact": "card_not_exact",
}
"""Faults of cells that are left out in every table, and the reason."""
ON_PAGES = ("not_a_number", "not_finite")
"""Faults that are left out on a page, which others wrote, and refused in a file, which can be mended."""


@dataclass(frozen=True)
class Around:
    """What the headings and the corner of a table state of all its numbers; settings are mode, effort and conditions."""

    reporter: str | None
    settings: Mapping[str, str]
    scale: str | None


class CellNumbers:
    """Reads the numbers of score cells (score_cells.score_cells) of one table."""

    def __init__(self, path: str, found: Table, layout: Layout, around: Around, separators: set[str]):
        self.path, self.found, self.layout, self.around = path, found, layout, around
        self.separators = separators

    def read(self, cells: pl.DataFrame) -> tuple[pl.DataFrame, Sieve]:
        """A NUMBERS frame with columns at and column, and what was dropped."""
        sieve = Sieve(self.path, cells)
        self.without_unknown_sizes(sieve)
        self.take_numbers(sieve)
        self.take_scale(sieve)
        self.take_errors(sieve)
        self.take_items(sieve)
        return self.assembled(sieve.frame), sieve

    def place(self, row: Mapping[str, Any]) -> str:
        """The place of a score."""
        return self.found.place(row["column"], row["row"])

    def long_place(self, row: Mapping[str, Any]) -> str:
        """The place of a score that is left out: on a page with its benchmark, as many rows may be on one line."""
        return f"{self.place(row)}, {row['bench_name']}" if self.found.grid.is_page else self.place(row)

    def without_unknown_sizes(self, sieve: Sieve) -> None:
        """Refuse numbers of a family in a column of one of its sizes if the records know no model of that name.

        On a page, which others wrote, they are left out.
        """
        columns = columns_of_sizes(self.found, self.layout)
        if not columns:
            return
        names = sieve.frame["model_name"].drop_nulls().unique()
        unknown = [name for name in names if not known_names.is_known_model(name)]
        is_unknown = pl.col("model_name").is_in(unknown) & is_stated("text")
        if self.found.grid.is_page:
            sieve.leave(
                is_unknown,
                "card_unknown_size",
                lambda row: f"{row['model_name']}: {row['text']}",
                self.long_place,
            )
        sieve.drop(is_unknown, "unknown_size", "text", self.place, model=pl.col("model_name"))

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
        fault, notes = pl.col("fault"), self.found.grid.notes

        def shown(row: Mapping[str, Any]) -> str:
            text = " ".join(row["text"].split())
            return noted(text, row["marks"], notes) if row["marks"] else shortened(text)

        sieve.leave(fault.is_in([*LEFT]), fault.replace(LEFT), shown, self.long_place)
        if self.found.grid.is_page:
            sieve.leave(fault.is_in(ON_PAGES), "card_not_a_number", shown, self.long_place)
        sieve.drop(fault.is_not_null(), fault, "text", self.place, limit=str(digits.MOST_DIGITS))
        beside = {"spread": "card_spread", "difference": "card_difference", "remark": "card_remark"}
        for column, reason in beside.items():
            mask = pl.col(column).is_not_null() & (
                ~is_condition() if column == "remark" else pl.lit(value=True)
            )
            sieve.leave(mask, reason, as_shown(column), self.long_place, keep=True)
        sieve.leave(pl.col("marks").is_not_null(), "card_footnote", shown, self.long_place, keep=True)

    def number_of(self, text: str) -> dict[str, str | None]:
        """A cell's number as the columns of OF_NUMBER."""
        one = digits.number(text, self.separators)
        return {
            **{"number": one.text, "own_scale": one.scale, "fault": one.fault, "marks": one.marks or None},
            **{"spread": one.spread, "remark": one.remark, "difference": one.difference},
        }

    def take_scale(self, sieve: Sieve) -> None:
        """Set scale from the cell, the unit column, the header and the benchmark, which must agree; else from the table."""
        sources = [pl.col(name) for name in ("own_scale", "unit", "header_scale", "bench_scale")]
        sieve.frame = sieve.frame.with_columns(scale=pl.coalesce(sources))
        disagree = pl.any_horizontal(source != pl.col("scale") for source in sources)
        said = pl.concat_list(sources).list.drop_nulls().list.unique(maintain_order=True).list.join(", ")
        sieve.drop(disagree, "units_disagree", "text", self.place, units=said)
        if self.around.scale:
            sieve.frame = sieve.frame.with_columns(scale=pl.col("scale").fill_null(self.around.scale))

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
        """Valid cells as a NUMBERS frame, with at and column."""
        said = ["model_conditions", "setting_conditions", "bench_conditions", "told_apart", "remark"]
        around = run_settings.conditions_of(self.around.settings)
        frame = with_read(frame, said, partial(joined, around), {"conditions": pl.String})
        grid = self.found.grid
        headers = {at: grid.place(at, self.found.headers[at]) for at in columns_of(self.layout, "score")}
        place = pl.col("column").replace_strict(headers, return_dtype=pl.String)
        whole = frame.with_columns(
            place=place + pl.col("row").cast(pl.String) if grid.typed else place,
            model=pl.col("model_name"),
            benchmark=pl.col("bench_name"),
            metric=pl.col("metric_name"),
            score_text=pl.col("number"),
            mode=pl.coalesce(
                *("mode", "model_mode", "setting_mode", "section_mode"),
                pl.lit(self.around.settings.get("mode"), pl.String),
            ),
            effort=pl.coalesce(
                "effort",
                "model_effort",
                "setting_effort",
                "section_effort",
                pl.lit(self.around.settings.get("effort"), pl.String),
            ),
            n_items=pl.col("items"),
            reporter=pl.coalesce("reporter", pl.lit(self.around.reporter, pl.String)),
            higher_is_better=pl.col("higher"),
        )
        return whole.select("at", "column", *(pl.col(name).cast(kind) for name, kind in NUMBERS.items()))


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


def joined(
    around: Mapping[str, str], of_model: str, of_setting: str, of_bench: str, subset: str, remark: str
) -> dict[str, str | None]:
    """All conditions of a number as one text; the more specific one counts where two are stated."""
    known = dict(around)
    for text in (of_model, of_setting, of_bench):
        known |= known_conditions(text)
    known |= {"subset": one_value(subset)} if subset else {}
    known |= (conditions_in(remark) or {}) if remark else {}
    return {"conditions": conditions({key: " ".join(text.split()) for key, text in known.items()})}
