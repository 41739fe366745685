"""Previews an import: every number is matched and judged against the records, or rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any

import duckdb
import polars as pl

from dokja.i18n.untrusted_text import normalised
from dokja.ingest import truncate_reports
from dokja.ingest.reading import MODELS, NUMBERS, Cells, LeftOut, Reading
from dokja.ingest.staging import (
    attribution,
    cross_format_duplicates,
    matching,
    name_settings,
    new_source,
    organisations,
    origins,
    proposals,
    scales,
    withdrawn,
)
from dokja.ingest.staging.distinct import map_distinct
from dokja.ingest.staging.import_questions import (
    Question,
    counted_questions,
    name_questions,
    reporter_question,
    scale_questions,
    small_questions,
)
from dokja.ingest.staging.matching import Match
from dokja.ingest.staging.origins import Origin
from dokja.ingest.staging.score_rows import scored, those
from dokja.ingest.tables.repetition import with_other
from dokja.records.problems import Problem
from dokja.records.store import QUERIES, Store

ORGANISATIONS = ("team", "team_alias")
"""The tables that name organisations."""
TABLES = (
    *("source", *ORGANISATIONS, "model", "model_alias", "benchmark", "benchmark_alias", "score"),
    "withdrawn_score",
)
SCORE = (
    *("model_id", "benchmark_id", "mode", "effort", "conditions", "score_text", "unit", "stderr", "n_items"),
    *("reporter_id", "quoted_by", "measured_on", "source_id"),
)
KEY = ("model_id", "benchmark_id", "mode", "effort", "conditions", "reporter_id", "measured_on", "source_id")
SAME_THING = KEY[:5]
JUDGED_BY = ("number", *SAME_THING, "reporter_id", "source_id", "score")
ADDED = ("new", "confirms", "revision", "conflict")


@dataclass(frozen=True)
class Preview:
    """What an import would change.

    rows has one row per number: SCORE with number, file, row, place, model, benchmark, status, known (the recorded
    value with the same key), withdrawn_on, withdrawn_by and withdrawn_because (null if never withdrawn). added holds
    new records by table, as text. organisations has a match for each that the import names. questions block the import
    until answered; problems are the rejected rows; cells counts the numbers of the files' tables; with_settings holds
    the names that end in a setting of the run.
    """

    rows: pl.DataFrame
    added: Mapping[str, pl.DataFrame]
    models: Sequence[Match]
    benchmarks: Sequence[Match]
    questions: Sequence[Question]
    problems: Sequence[Problem]
    left_out: Sequence[tuple[str, LeftOut]]
    origin: Origin
    counts: Mapping[str, int] = field(default_factory=dict)
    organisations: Sequence[Match] = ()
    cells: Cells = field(default_factory=Cells)
    with_settings: Sequence[str] = ()

    @property
    def new_organisations(self) -> list[dict[str, str]]:
        """Organisations that would be new, as rows of team."""
        return self.added["team"].to_dicts() if "team" in self.added else []

    @property
    def says_something(self) -> bool:
        """Whether the import holds a number, and anything that is not recorded yet."""
        others = (frame.height for name, frame in self.added.items() if name != "score")
        return any(self.counts.values()) and (any(map(self.counts.get, ADDED)) or any(others))


def tables_of(store: Store, names: Iterable[str] = TABLES) -> dict[str, pl.DataFrame]:
    """The tables that names and numbers are compared with, or those of them that are asked for."""
    return {name: store.whole(f"from {name}") for name in names}


def look(
    readings: Sequence[Reading],
    origin: Origin,
    answers: Mapping[str, str],
    tables: Mapping[str, pl.DataFrame],
) -> Preview:
    """Preview what the readings would change in the records."""
    numbers = pl.concat(
        [one.numbers.with_columns(file=pl.lit(one.path), reading=at) for at, one in enumerate(readings)]
        or [pl.DataFrame(schema=NUMBERS | {"file": pl.String, "reading": pl.Int32})]
    ).with_row_index("number")
    stated = pl.concat([one.models for one in readings] or [pl.DataFrame(schema=MODELS)])
    origin, source_questions = new_source.resolve_source(origin, answers, tables)
    known_models, known_benchmarks = matching.models(tables), matching.benchmarks(tables)
    numbers = numbers.with_columns(benchmark=named_benchmark())
    whole_names = [*numbers["model"].drop_nulls().unique(maintain_order=True), *lone(stated, numbers)]
    with_settings = name_settings.found_in(whole_names, known_models)
    setting_questions = counted_questions(name_settings.questions(with_settings, answers), numbers)
    numbers, stated = name_settings.without(numbers, stated, with_settings, answers)
    makers_of = dict(tables["model"].select("model_id", "team_id").iter_rows())
    names = [*numbers["model"].drop_nulls().unique(maintain_order=True), *lone(stated, numbers)]
    models = matching.distinct(
        [matching.match_model(name, known_models, answers, makers_of) for name in names], makers_of
    )
    benchmarks = matching.distinct(
        [
            matching.match_benchmark(name, known_benchmarks, answers)
            for name in numbers["benchmark"].unique(maintain_order=True)
        ],
        set(tables["benchmark"]["benchmark_id"]),
    )
    teams = matching.teams(tables)
    makers, unmade = proposals.makers(models, stated, answers)
    organised = organisations.resolve(organisations_named(makers, numbers, origin), teams, answers)
    origin = replace(origin, reporter_id=origin.reporter_id or organised.key(origin.reporter))
    numbers = with_units(numbers, benchmarks, tables["benchmark"])
    of_names = [
        *name_questions("model", models),
        *name_questions("benchmark", benchmarks),
        *(Question(f"maker:{name}", "maker", name, ()) for name in unmade),
        *organised.questions,
        *scale_questions(numbers, answers),
        *small_questions(numbers, answers),
    ]
    questions = [
        *source_questions,
        *setting_questions,
        *counted_questions(of_names, numbers),
        *reporter_question(n_unattributed(numbers, organised, origin)),
        *([Question("model:", "unnamed", "", ())] if numbers["model"].null_count() else []),
    ]
    problems = [found for one in readings for found in one.problems]
    left_out = [(one.path, left) for one in readings for left in one.left_out]
    cells = sum((one.cells for one in readings), Cells())
    asked = Preview(
        numbers.clear().with_columns(status=pl.lit("new")),
        {},
        models,
        benchmarks,
        questions,
        problems,
        left_out,
        origin,
        organisations=organised.matches,
        cells=cells,
        with_settings=[*with_settings],
    )
    if questions:
        return asked
    sources = attribution.sources(tables)
    publisher_of = attribution.publishers(tables, origin.source, organised.keys)
    ready, refused = scored(numbers, models, benchmarks, origin, answers, organised.keys, sources)
    ready = attribution.kept_apart(ready, KEY, sources)
    ready = ready.with_columns(attribution.quoted_by(ready, publisher_of).alias("quoted_by"))
    told = those(ready, ~pl.col("number").is_in(cross_format_duplicates.again(ready)))
    contradicting = contradictions(told)
    agreeing = those(told, ~pl.col("number").is_in(contradicting["number"].implode()))
    rows = judged(agreeing, tables["score"])
    rows = with_withdrawn(rows, tables["withdrawn_score"], origins.day_of(origin.source))
    maker_of = {model: organised.key(name) for model, name in makers.items()}
    added = new_records(models, benchmarks, stated, maker_of, numbers, answers, origin)
    added |= new_organisations(organised)
    added["score"] = pl.DataFrame(rows.select(SCORE))
    left_out = truncate_reports.left_out(
        chain(left_out, repeats(ready, rows, contradicting), attribution.unknown_sources(ready, sources))
    )
    told_apart = (contradiction(row) for row in contradicting.iter_rows(named=True))
    found = truncate_reports.problems(chain(problems, refused, told_apart))
    return replace(asked, rows=rows, added=added, problems=found, left_out=left_out, counts=counted(rows))


def organisations_named(
    makers: Mapping[str, str], numbers: pl.DataFrame, origin: Origin
) -> list[organisations.Named]:
    """The makers of new models and the reporters, in the files and as the importer gave it."""
    counted = (
        numbers["reporter"].drop_nulls().value_counts().sort("count", "reporter", descending=[True, False])
    )
    counts = dict(counted.iter_rows())
    silent = numbers.height - sum(count for name, count in counts.items() if normalised(name))
    typed = {origin.reporter: silent} if origin.reporter and not origin.reporter_id else {}
    return organisations.named(makers.values(), counts, typed)


def n_unattributed(numbers: pl.DataFrame, organised: organisations.Organisations, origin: Origin) -> int:
    """Number of numbers of which nobody states who measured them; 0 while an organisation is asked about."""
    if origin.reporter_id or origin.reporter:
        return 0
    asked = {normalised(one.name) for one in organised.matches if one.how == "asked"}

    def silent(name: str | None) -> str | None:
        return None if organised.key(name) or normalised(name or "") in asked else "silent"

    return numbers.height - map_distinct(numbers, ["reporter"], silent).null_count()


def lone(stated: pl.DataFrame, numbers: pl.DataFrame) -> list[str]:
    """Models that the file describes without stating a number for them."""
    with_number = set(numbers["model"].unique())
    return [str(name) for name in stated["model"].unique(maintain_order=True) if name not in with_number]


def named_benchmark() -> pl.Expr:
    """The benchmark name; a number that is not a share gets its metric appended, as a benchmark of its own."""
    own_unit = pl.col("scale").is_in(["fraction", "percent"]).not_() & pl.col("metric").is_not_null()
    return (
        pl.when(own_unit & (pl.col("metric") != pl.col("benchmark")))
        .then(pl.format("{} ({})", "benchmark", "metric"))
        .otherwise("benchmark")
    )


def with_units(numbers: pl.DataFrame, matches: Sequence[Match], benchmark: pl.DataFrame) -> pl.DataFrame:
    """The numbers with key, unit and bounds of their benchmark; null for a new benchmark."""
    keys = pl.DataFrame(
        [(one.name, one.key) for one in matches],
        schema={"benchmark": pl.String, "benchmark_id": pl.String},
        orient="row",
    )
    columns = benchmark.select("benchmark_id", "unit", "scale_min", "scale_max", own_metric="metric")
    of_each = (
        numbers.select("benchmark")
        .join(keys, on="benchmark", how="left", maintain_order="left")
        .join(columns, on="benchmark_id", how="left", maintain_order="left")
    )
    return numbers.with_columns(of_each.drop("benchmark"))


def contradictions(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of one key with different scores, none of which is imported, each with another that contradicts it."""
    alike = rows.filter(pl.struct(KEY).hash().is_duplicated())
    return with_other(alike, KEY, "score_text").filter("is_contradicted")


def repeats(ready: pl.DataFrame, *taken: pl.DataFrame) -> Iterator[tuple[str, LeftOut]]:
    """Left-out entries for numbers that the files repeat exactly."""
    counted = pl.concat([frame["number"] for frame in taken])
    again = ready.filter(~pl.col("number").is_in(counted.implode()))
    return (
        (row["file"], LeftOut(row["row"], row["place"], row["score_text"], "repeated_row"))
        for row in again.iter_rows(named=True)
    )


def contradiction(row: Mapping[str, Any]) -> Problem:
    """The problem of a row that another one contradicts."""
    details = {"first": str(row["other_row"] or "?"), "value": row["other_score_text"]}
    return Problem(row["file"], "contradicts_row", row["row"], row["place"], row["score_text"], details)


def judged(rows: pl.DataFrame, score: pl.DataFrame) -> pl.DataFrame:
    """The rows with status and known, from queries/preview.sql; exact duplicates are dropped."""
    if rows.select(pl.struct(SCORE).hash().is_duplicated().any()).item():
        rows = rows.unique(list(SCORE), keep="first", maintain_order=True)
    incoming = rows.with_columns(score=pl.col("score_text").cast(pl.Decimal(18, 6)))
    known = incoming.select(*JUDGED_BY).join(score, on=SAME_THING, how="semi", nulls_equal=True)
    with duckdb.connect() as connection:
        connection.register("incoming", known)
        connection.register("score", score)
        answer: pl.DataFrame = connection.sql((QUERIES / "preview.sql").read_text("utf-8")).pl()
    told = incoming.select("number").join(
        answer.select("number", "status", "known"), on="number", how="left", maintain_order="left"
    )
    return incoming.with_columns(told["status"].fill_null("new"), told["known"])


def with_withdrawn(rows: pl.DataFrame, taken_out: pl.DataFrame, day: date) -> pl.DataFrame:
    """The rows with withdrawal details; the status becomes withdrawn for those that stay out."""
    before = withdrawn.mark_withdrawn(rows, taken_out, SCORE, day)
    found = rows.join(before, on="number", how="left", maintain_order="left")
    status = pl.when("stays_out").then(pl.lit("withdrawn")).otherwise("status")
    return found.with_columns(status=status).drop("stays_out")


def counted(rows: pl.DataFrame) -> dict[str, int]:
    """Number of rows by status."""
    return dict(rows["status"].value_counts().iter_rows())


def new_records(
    models: Sequence[Match],
    benchmarks: Sequence[Match],
    stated: pl.DataFrame,
    maker_of: Mapping[str, str | None],
    numbers: pl.DataFrame,
    answers: Mapping[str, str],
    origin: Origin,
) -> dict[str, pl.DataFrame]:
    """New rows for tables other than score and those of organisations, as text, by table."""
    told = numbers.group_by("benchmark", maintain_order=True).agg(
        pl.col("scale").drop_nulls().first(), pl.col("higher_is_better").drop_nulls().first()
    )
    scale_of = {
        row["benchmark"]: row["scale"] or scales.answer(answers, "scale", row["benchmark"])
        for row in told.iter_rows(named=True)
    }
    higher = dict(told.select("benchmark", "higher_is_better").drop_nulls().iter_rows())
    found = {
        "source": [dict(origin.source)] if origin.is_new else [],
        "model": proposals.new_models(models, stated, maker_of, origin.source["source_id"]),
        "model_alias": proposals.new_aliases(models, "model_id"),
        "benchmark": proposals.new_benchmarks(benchmarks, scale_of, higher, origin.source),
        "benchmark_alias": proposals.new_aliases(benchmarks, "benchmark_id"),
    }
    return {name: pl.DataFrame(rows, infer_schema_length=None) for name, rows in found.items() if rows}


def new_organisations(organised: organisations.Organisations) -> dict[str, pl.DataFrame]:
    """New rows of team and team_alias, by table."""
    found = {
        "team": organised.new,
        "team_alias": proposals.new_aliases(organised.matches, "team_id"),
    }
    return {name: pl.DataFrame(rows, infer_schema_length=None) for name, rows in found.items() if rows}
