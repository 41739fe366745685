"""Turns imported numbers into score rows, and rejects those that the records cannot hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from dokja.i18n.untrusted_text import normalised
from dokja.ingest import truncate_reports
from dokja.ingest.reading import conditions, known_conditions
from dokja.ingest.staging import attribution, scales
from dokja.ingest.staging.distinct import map_distinct
from dokja.ingest.staging.matching import Match
from dokja.ingest.staging.origins import Origin
from dokja.records.problems import Problem

SAME_METRIC = {
    "accuracy": "accuracy",
    "acc": "accuracy",
    "정확도": "accuracy",
    "정답률": "accuracy",
    "percentcorrect": "accuracy",
    "%correct": "accuracy",
    "%resolved": "resolved",
    "score": "",
    "점수": "",
    "pass1": "pass_at_1",
    "elo": "elo",
    "mainscore": "",
}


def scored(
    numbers: pl.DataFrame,
    models: Sequence[Match],
    benchmarks: Sequence[Match],
    origin: Origin,
    answers: Mapping[str, str],
    teams: Mapping[str, str],
    sources: Mapping[str, str],
) -> tuple[pl.DataFrame, list[Problem]]:
    """The numbers as score rows, and problems for those that the records cannot hold."""
    measured = with_scale(numbers, answers).with_columns(rule=broken_rule())
    known = those(measured, pl.col("rule").is_null())
    known = known.with_columns(in_unit=scales.in_unit(known, "score_text")).with_columns(rule=out_of_scale())
    refused = pl.concat([measured.filter(pl.col("rule").is_not_null()), known.select(measured.columns)])
    refused = refused.filter(pl.col("rule").is_not_null()).sort("number")
    good = those(known, pl.col("rule").is_null())
    key_of = {one.name: one.key for one in models}
    reporter_of = {name: teams.get(normalised(name)) for name in numbers["reporter"].drop_nulls().unique()}
    rows = good.select(
        "number",
        "file",
        "reading",
        "row",
        "place",
        "model",
        "benchmark",
        map_distinct(good, ["model"], key_of.get).alias("model_id"),
        "benchmark_id",
        pl.coalesce("mode", pl.lit(origin.mode, pl.String)).alias("mode"),
        "effort",
        whole_conditions(good, benchmarks, reporter_of).alias("conditions"),
        pl.col("in_unit").alias("score_text"),
        "unit",
        scales.in_unit(good, "stderr_text").alias("stderr"),
        pl.when(pl.col("n_items") != 0).then(pl.col("n_items").cast(pl.String)).alias("n_items"),
        pl.coalesce(
            map_distinct(good, ["reporter"], reporter_of.get), pl.lit(origin.reporter_id, pl.String)
        ).alias("reporter_id"),
        "measured_on",
        attribution.source_of(good, sources, origin.source["source_id"]).alias("source_id"),
        "source",
    )
    return rows, truncate_reports.problems(refusal(row) for row in refused.iter_rows(named=True))


def with_scale(numbers: pl.DataFrame, answers: Mapping[str, str]) -> pl.DataFrame:
    """Fill in the answered scale where the file states none, and the unit where the benchmark is new."""
    answered = map_distinct(numbers, ["benchmark"], lambda name: scales.answer(answers, "scale", name))
    of_small = map_distinct(numbers, ["benchmark"], lambda name: scales.answer(answers, "small", name))
    scaled = numbers.with_columns(
        scale=pl.when(scales.is_small())
        .then(pl.coalesce(of_small, "scale"))
        .otherwise(pl.coalesce("scale", answered))
    )
    return scaled.with_columns(unit=pl.coalesce("unit", map_distinct(scaled, ["scale"], scales.unit_of)))


def whole_conditions(
    numbers: pl.DataFrame, benchmarks: Sequence[Match], reporter_of: Mapping[str, str | None]
) -> pl.Series:
    """All conditions of a number: as stated, from the benchmark's name, an unusual metric, an unknown reporter."""
    in_name = {one.name: one.conditions for one in benchmarks}

    def whole(
        text: str | None, metric: str | None, own: str | None, benchmark: str, reporter: str | None
    ) -> str | None:
        own_metric = SAME_METRIC.get(normalised(metric or ""), metric)
        extra = {} if not metric or own_metric in ("", own) else {"metric": metric}
        if reporter and not reporter_of[reporter]:
            extra["reporter"] = reporter.replace(";", ",")
        return conditions({**in_name[benchmark], **known_conditions(text), **extra})

    return map_distinct(numbers, ["conditions", "metric", "own_metric", "benchmark", "reporter"], whole)


def broken_rule() -> pl.Expr:
    """The rule that a number breaks regardless of its benchmark; null if none."""
    other_unit = (pl.col("unit") == scales.PERCENT) & ~pl.col("scale").is_in(scales.SHARES)
    return (
        pl.when(~pl.col("score_text").str.contains(scales.FITS))
        .then(pl.lit("too_many_digits"))
        .when(pl.col("measured_on") > str(date.today()))
        .then(pl.lit("future_measurement"))
        .when(other_unit)
        .then(pl.lit("other_unit"))
    )


def out_of_scale() -> pl.Expr:
    """The rule broken by a number outside its benchmark's bounds; null if it is within them or there are none."""
    inside = pl.col("in_unit").cast(pl.Float64).is_between("scale_min", "scale_max")
    return pl.when(pl.col("scale_max").is_not_null() & ~inside).then(pl.lit("out_of_scale"))


def refusal(row: Mapping[str, Any]) -> Problem:
    """The problem of a number that the records cannot hold."""
    details: dict[str, str] = {}
    match row["rule"]:
        case "future_measurement":
            details = {"date": row["measured_on"]}
        case "other_unit":
            details = {"found": row["scale"], "expected": row["unit"]}
        case "out_of_scale":
            ends = {"low": row["scale_min"], "high": row["scale_max"]}
            details = {name: f"{end:f}".rstrip("0").rstrip(".") for name, end in ends.items()}
    return Problem(row["file"], row["rule"], row["row"], row["place"], row["score_text"], details)


def those(frame: pl.DataFrame, holds: pl.Expr) -> pl.DataFrame:
    """The rows for which an expression holds; the frame itself if it holds for all, to save memory."""
    kept = frame.select(holds).to_series()
    return frame if kept.all() else frame.filter(kept)
