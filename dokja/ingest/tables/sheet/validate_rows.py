"""Validates rows of text and converts them to numbers; whatever cannot be imported is dropped with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from dokja.ingest import truncate_reports
from dokja.ingest.reading import NUMBERS, LeftOut, conditions
from dokja.ingest.tables.sheet.long_rows import PIECE, TEXTS, counted
from dokja.ingest.values import cell_words, days, digits
from dokja.records.problems import Problem

Place = Callable[[str, int, int], str]

CONDITIONS = ("conditions", "tools", "shots", "subset", "version", "harness")
ALIKE = ("model", "benchmark", "metric", "mode", "effort", "conditions", "reporter", "measured_on", "source")
VALUE = ("value", "scale", "stderr_value", "n_items")
DIGITS_OF = {"score": "number", "stderr": "stderr_text", "n_items": "items_text"}


@dataclass
class RowValidation:
    """Rows still valid, and what was dropped; place gives the location of a row's role."""

    path: str
    place: Place
    frame: pl.DataFrame
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def drop(self, mask: pl.Expr, rule: str | pl.Expr, role: str, **details: pl.Expr | str) -> None:
        """Drop the rows of a mask, each with a problem that names the cell of a role."""
        rule_of = pl.lit(rule) if isinstance(rule, str) else rule
        said = {name: pl.lit(one) if isinstance(one, str) else one for name, one in details.items()}
        bad = self.frame.filter(mask).with_columns(
            rule_of.alias("rule"), *(one.alias(f"said {name}") for name, one in said.items())
        )
        for row in bad.head(truncate_reports.MOST_ALIKE).iter_rows(named=True):
            where = self.place(role, row["column"], row["row"])
            value = None if row[role] is None else row[role].removeprefix(digits.UNCALCULATED)
            told = {name: str(row[f"said {name}"]) for name in said}
            self.problems.append(Problem(self.path, row["rule"], row["row"], where, value, told))
        others = bad.slice(truncate_reports.MOST_ALIKE).group_by("rule").len().iter_rows()
        self.problems.extend(truncate_reports.further(self.path, one, None, count) for one, count in others)
        self.frame = self.frame.filter(~mask.fill_null(False))

    def leave(self, mask: pl.Expr, reason: str, text: str, *, keep: bool = False) -> None:
        """Record a column's text as left out for the rows of a mask, and drop the rows unless keep is set."""
        left = self.frame.filter(mask)
        for row in left.head(truncate_reports.MOST_ALIKE).iter_rows(named=True):
            self.left_out.append(LeftOut(row["row"], row["place"], row[text] or "", reason))
        if left.height > truncate_reports.MOST_ALIKE:
            self.left_out.append(
                truncate_reports.further_left_out(reason, left.height - truncate_reports.MOST_ALIKE)
            )
        if not keep:
            self.frame = self.frame.filter(~mask.fill_null(False))


def validate_rows(
    path: str, place: Place, frame: pl.DataFrame, read: Mapping[str, pl.DataFrame]
) -> RowValidation:
    """The valid numbers of the rows, with problems for the rest; read maps each text of a role to a number."""
    rows = RowValidation(path, place, frame)
    for role in TEXTS:
        rows.drop(pl.col(role).str.starts_with(digits.UNCALCULATED), "formula_without_value", role)
    take_scores(rows, read["score"])
    take_scale(rows)
    take_stderr(rows, read["stderr"])
    take_items(rows, read["n_items"])
    take_days(rows)
    take_words(rows)
    take_conditions(rows)
    unsaid = pl.lit(None, pl.Boolean)
    named = rows.frame.with_columns(score_text=pl.col("number"), higher_is_better=unsaid)
    rows.frame = named.select(pl.col(name).cast(kind) for name, kind in NUMBERS.items())
    return rows


def with_digits(rows: RowValidation, role: str, read: pl.DataFrame) -> pl.DataFrame:
    """The rows joined with a role's parsed number, scale, fault and beside columns, prefixed with the role."""
    names = {name: f"{role}_{name}" for name in ("scale", "fault", "beside")} | {"number": DIGITS_OF[role]}
    return rows.frame.with_columns(counted(role, pl.col(role)).alias("text")).join(
        read.rename(names | {"column": "value_column"}),
        on=["value_column", "text"],
        how="left",
        maintain_order="left",
    )


def take_scores(rows: RowValidation, read: pl.DataFrame) -> None:
    """Set number; drop rows without one."""
    rows.frame = with_digits(rows, "score", read).drop("text")
    rows.leave(pl.col("score_fault") == "not_published", "not_published", "score")
    limit = str(digits.MOST_DIGITS)
    rows.drop(pl.col("score_fault").is_not_null(), pl.col("score_fault"), "score", limit=limit)
    rows.leave(pl.col("score_beside").is_not_null(), "beside_number", "score_beside", keep=True)


def mapped(rows: RowValidation, column: str, meaning: Callable[[str], str | None]) -> pl.Expr:
    """A column with each text replaced by its meaning; null if it has none."""
    found = {text: meaning(text) for text in rows.frame[column].drop_nulls().unique()}
    return (
        pl.col(column).replace_strict(found, default=None, return_dtype=pl.String)
        if found
        else pl.lit(None, pl.String)
    )


def take_scale(rows: RowValidation) -> None:
    """Set scale from the value's own sign, the unit column and the header, which must agree."""
    rows.frame = rows.frame.with_columns(mapped(rows, "unit", digits.unit_of).alias("unit_scale"))
    unknown = pl.col("unit").is_not_null() & pl.col("unit_scale").is_null()
    rows.drop(unknown, "unknown_unit", "unit", allowed=digits.UNIT_EXAMPLES)
    sources = [pl.col("score_scale"), pl.col("unit_scale"), pl.col("header_scale")]
    rows.frame = rows.frame.with_columns(scale=pl.coalesce(sources))
    disagree = pl.any_horizontal(source != pl.col("scale") for source in sources)
    said = pl.concat_list(sources).list.drop_nulls().list.unique(maintain_order=True).list.join(", ")
    rows.drop(disagree, "units_disagree", "score", units=said)


def take_stderr(rows: RowValidation, read: pl.DataFrame) -> None:
    """Set stderr_text; drop rows where it is invalid or not on the score's scale."""
    rows.frame = with_digits(rows, "stderr", read).drop("text")
    bad = pl.col("stderr_fault").is_not_null() & (pl.col("stderr_fault") != "not_published")
    rows.drop(bad, pl.col("stderr_fault"), "stderr", limit=str(digits.MOST_DIGITS))
    rows.drop(pl.col("stderr_text").str.starts_with("-"), "negative_stderr", "stderr")
    other = pl.col("stderr_scale").is_not_null() & pl.col("stderr_scale").ne_missing(pl.col("scale"))
    said = pl.concat_str([pl.col("scale").fill_null("-"), pl.col("stderr_scale")], separator=", ")
    rows.drop(other, "units_disagree", "stderr", units=said)


def take_items(rows: RowValidation, read: pl.DataFrame) -> None:
    """Set n_items as a whole number of at least 1."""
    rows.frame = with_digits(rows, "n_items", read).drop("text")
    bad = pl.col("n_items_fault").is_not_null() & (pl.col("n_items_fault") != "not_published")
    rows.drop(bad, pl.col("n_items_fault"), "n_items", limit=str(digits.MOST_DIGITS))
    rows.drop(~pl.col("items_text").str.contains(r"^-?[0-9]+(\.0+)?$"), "integer", "n_items")
    count = pl.col("items_text").str.replace(r"\.0+$", "").cast(pl.Int64)
    rows.drop(count < 1, "minimum", "n_items", limit="1")
    rows.frame = rows.frame.with_columns(count.alias("n_items"))


def take_days(rows: RowValidation) -> None:
    """Set measured_on as an ISO date or month that is not in the future."""
    rows.frame = rows.frame.with_columns(mapped(rows, "measured_on", days.iso).alias("day"))
    rows.drop(pl.col("measured_on").is_not_null() & pl.col("day").is_null(), "date", "measured_on")
    today = date.today()
    future = {day: days.is_future(day, today) for day in rows.frame["day"].drop_nulls().unique()}
    if any(future.values()):
        rows.drop(
            pl.col("day").replace_strict(future, default=False),
            "future_date",
            "measured_on",
            today=today.isoformat(),
        )
    rows.frame = rows.frame.with_columns(pl.col("day").alias("measured_on"))


def take_words(rows: RowValidation) -> None:
    """Set mode and effort to the records' values."""
    meanings: Mapping[str, Callable[[str], str | None]] = {
        "mode": cell_words.mode,
        "effort": cell_words.effort,
    }
    for role, meaning in meanings.items():
        rows.frame = rows.frame.with_columns(
            pl.when(~pl.col(role).str.to_lowercase().is_in(list(digits.NOT_PUBLISHED)))
            .then(pl.col(role))
            .alias(role)
        )
        rows.frame = rows.frame.with_columns(mapped(rows, role, meaning).alias("meaning"))
        rows.drop(pl.col(role).is_not_null() & pl.col("meaning").is_null(), f"unknown_{role}", role)
        rows.frame = rows.frame.with_columns(pl.col("meaning").alias(role)).drop("meaning")


def take_conditions(rows: RowValidation) -> None:
    """Set conditions to sorted key=value pairs from all condition columns; fill in mode and effort found there."""
    distinct = rows.frame.select(CONDITIONS).unique()
    joined = [known_conditions(row) for row in distinct.iter_rows(named=True)]
    texts = {name: [row.pop(name, None) for row in joined] for name in ("mode", "effort")}
    said = distinct.with_columns(
        pl.Series("joined", [conditions(row) for row in joined], pl.String),
        *(pl.Series(f"said_{name}", values, pl.String) for name, values in texts.items()),
    )
    frame = rows.frame.join(said, on=CONDITIONS, how="left", nulls_equal=True, maintain_order="left")
    rows.frame = frame.with_columns(
        pl.col("joined").alias("conditions"),
        *(pl.coalesce(name, f"said_{name}").alias(name) for name in ("mode", "effort")),
    )


def known_conditions(row: Mapping[str, str | None]) -> dict[str, str | None]:
    """The conditions of a row by key, including mode and effort."""
    stated = {name: text for name, text in row.items() if text and not digits.is_not_published(text)}
    found: dict[str, str | None] = dict(cell_words.conditions(stated.get("conditions", "")))
    if row["tools"]:
        found["tools"] = cell_words.tools(row["tools"])
    if "shots" in stated:
        found["shots"] = cell_words.shots(stated["shots"])
    plain = ("subset", "version", "harness")
    return found | {name: cell_words.one_value(stated[name]) for name in plain if name in stated}


def without_repetition(path: str, numbers: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem], list[LeftOut]]:
    """Deduplicate numbers: contradictory rows become problems that cite the first one, repeated rows are left out."""
    if numbers.is_empty():
        return numbers, [], []
    hashes = [piece.select(pl.struct(ALIKE).hash()).to_series() for piece in numbers.iter_slices(PIECE)]
    ordered = pl.concat(hashes).sort()
    repeated = ordered.filter(ordered == ordered.shift()).unique()
    suspects = pl.concat(hashes).is_in(repeated.implode())
    if not suspects.any():
        return numbers, [], []
    twice = (
        numbers.with_row_index("at")
        .filter(suspects)
        .with_columns(
            without_zeros("score_text").alias("value"), without_zeros("stderr_text").alias("stderr_value")
        )
    )
    compared = twice.with_columns(
        pl.struct(VALUE).n_unique().over(ALIKE).alias("said"),
        pl.int_range(pl.len()).over(ALIKE).alias("count"),
        *(pl.col(name).first().over(ALIKE).alias(f"first_{name}") for name in ("row", "place", "score_text")),
    )
    differ, later = pl.col("said") > 1, pl.col("count") > 0
    problems = []
    for row in compared.filter(differ & later).iter_rows(named=True):
        first = {
            "first": str(row["first_row"]),
            "place": row["first_place"],
            "value": row["first_score_text"],
        }
        problems.append(
            Problem(path, "contradicting_rows", row["row"], row["place"], row["score_text"], first)
        )
    left_out = [
        LeftOut(row["row"], row["place"], row["score_text"], "repeated_row")
        for row in compared.filter(~differ & later).iter_rows(named=True)
    ]
    gone = compared.filter(differ | later)["at"]
    kept = numbers.with_row_index("at").join(gone.to_frame(), on="at", how="anti", maintain_order="left")
    return kept.drop("at"), problems, left_out


def without_zeros(name: str) -> pl.Expr:
    """A number without trailing zeros in its decimals."""
    text = pl.col(name)
    has_point = text.str.contains(".", literal=True)
    return pl.when(has_point).then(text.str.strip_chars_end("0").str.strip_chars_end(".")).otherwise(text)
