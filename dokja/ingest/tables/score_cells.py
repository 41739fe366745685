"""Cells of the columns of scores, a row each, with the labels of their rows and the names of their columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dokja.ingest.reading import conditions
from dokja.ingest.tables import run_settings
from dokja.ingest.tables.benchmark_names import metric_of, named_and_measured
from dokja.ingest.tables.benchmarks_of_scores import OF_BENCH, of_bench
from dokja.ingest.tables.beside_rows import column_of
from dokja.ingest.tables.header_rows import Table
from dokja.ingest.tables.layout import Layout, columns_of, columns_of_sizes, partner_of
from dokja.ingest.tables.models_of_scores import OF_MODEL, of_model
from dokja.ingest.tables.names import OF_SETTING, Names
from dokja.ingest.tables.score_headers import setting_above
from dokja.ingest.tables.sieve import with_read
from dokja.ingest.values import digits, qualifiers
from dokja.ingest.values.roles import LAST_BRACKETS

SLASH = re.compile(r"\s*(?<!\bw)/\s*")
OF_ROW = ("stderr", "n_items", "mode", "effort", "unit", "reporter", "measured_on", "source")
"""Labels of a row that hold for each of its scores."""


def score_columns(found: Table, layout: Layout, names: Names) -> list[int]:
    """The columns of scores whose header, or row, names both a model and a benchmark."""
    named = {at for at, bench in names.benches.items() if bench} | {*names.models, *names.benches_below}
    return [at for at in columns_of(layout, "score") if layout.kind == "long" or at in named]


def score_cells(
    part: pl.DataFrame, found: Table, layout: Layout, names: Names, separators: set[str]
) -> pl.DataFrame:
    """The cells of all columns of scores by row and column; one with several named values is as many cells.

    Columns: at (row of the grid's frame), row (of the file), column, text, spans, header_scale, OF_ROW, those of the names,
    and told_apart.
    """
    columns = [one_column(part, found, layout, names, at) for at in score_columns(found, layout, names)]
    cells = pl.concat(columns).sort("at", "column", maintain_order=True)
    if not cells.select(pl.col("text").str.contains("/", literal=True).any()).item():
        return cells
    parted = [one for row in cells.iter_rows(named=True) for one in apart(row, separators)]
    return pl.DataFrame(parted, schema=cells.schema)


def one_column(part: pl.DataFrame, found: Table, layout: Layout, names: Names, at: int) -> pl.DataFrame:
    """The cells of one column of scores."""
    kinds = OF_MODEL | OF_BENCH
    above = of_model(names.models[at]) if at in names.models and at not in names.models_below else {}
    above |= of_bench(names.benches[at]) if at in names.benches else {}
    beside = {
        role: str(one)
        for role in ("stderr", "n_items")
        for one in columns_of(layout, role)
        if partner_of(found, layout, one) == at
    }
    beside |= {
        role: column_of(role, at) for role in ("stderr", "n_items") if column_of(role, at) in part.columns
    }
    if (shots := column_of("shots", at)) in part.columns:
        both = pl.concat_str(["setting_conditions", shots], separator="; ", ignore_nulls=True)
        part = part.with_columns(setting_conditions=both.replace("", None))
    unit = LAST_BRACKETS.search(found.headers[at])
    spans = [row for row, column in found.grid.spans if column == at]
    whole = with_names_between(part, names, at).with_columns(
        *(pl.lit(value, kinds[name]).alias(name) for name, value in above.items()),
        *(pl.col(column).alias(role) for role, column in beside.items()),
        pl.lit(at).alias("column"),
        pl.col(str(at)).fill_null("").alias("text"),
        pl.col("at").is_in(spans).alias("spans"),
        pl.lit(digits.unit_of(unit[1]) if unit else None, pl.String).alias("header_scale"),
    )
    if layout.kind == "long" and len(columns_of(layout, "score")) > 1:
        whole = with_setting_above(whole, setting_above(found.headers[at]))
    if at in columns_of_sizes(found, layout):
        size = f" {found.lowest[at]}"
        whole = whole.with_columns(model_name=pl.concat_str("model_name", pl.lit(size)))
    return whole.select(
        *("at", "row", "column", "text", "spans", "header_scale", *OF_ROW, *kinds, *OF_SETTING, "told_apart")
    )


def with_setting_above(cells: pl.DataFrame, said: Mapping[str, str]) -> pl.DataFrame:
    """Cells of a long table with the settings that the header of their column states."""
    stated = pl.lit(conditions(run_settings.conditions_of(said)), pl.String)
    both = pl.concat_str([pl.col("setting_conditions"), stated], separator="; ", ignore_nulls=True)
    return cells.with_columns(
        setting_conditions=both.replace("", None),
        setting_mode=pl.coalesce(pl.lit(said.get("mode"), pl.String), "setting_mode"),
        setting_effort=pl.coalesce(pl.lit(said.get("effort"), pl.String), "setting_effort"),
    )


def with_names_between(part: pl.DataFrame, names: Names, at: int) -> pl.DataFrame:
    """The rows with the model or benchmark of a column that the rows between them name."""
    if at in names.models_below:
        models, other = names.models_below[at], names.models[at]
        return with_read(
            part, ["section_model"], lambda section: of_model(models.get(section, other)), OF_MODEL
        )
    if at in names.benches_below:
        benches = names.benches_below[at]
        return with_read(part, ["section"], lambda section: of_bench(benches[section]), OF_BENCH)
    return part


def apart(row: dict[str, Any], separators: set[str]) -> list[dict[str, Any]]:
    """One row per value if the benchmark's brackets or metric name as many as the cell holds; otherwise the row."""
    texts = SLASH.split(row["text"])
    if len(texts) < 2 or any(digits.number(text, separators).text is None for text in texts):
        return [row]
    return [
        row | {"text": text} | said for text, said in zip(texts, named_values(row, len(texts)), strict=False)
    ] or [row]


def named_values(row: Mapping[str, Any], count: int) -> list[dict[str, Any]]:
    """What tells several values of a cell apart, by its model's or benchmark's last brackets or its metric; empty if nothing does."""
    if (runs := named_runs(row["model_name"] or "", count)) or not row["bench_name"]:
        return runs
    name, metric = row["bench_name"], row["metric_name"]
    found = list(qualifiers.BRACKETED.finditer(name))
    parts = SLASH.split(found[-1][1]) if found else []
    if len(parts) == count and tell_apart(parts):
        start, end = found[-1].span(1)
        names = [f"{name[:start]}{part}{name[end:]}" for part in parts]
        measured = [named_and_measured(one) for one in names]
        return [
            {"bench_name": bare if measure else one, "metric_name": measure or metric}
            for one, (bare, measure, _) in zip(names, measured, strict=True)
        ]
    parts = SLASH.split(metric or "")
    if len(parts) == count and tell_apart(parts):
        said = [metric_of(part) for part in parts]
        return [{"metric_name": one, "bench_conditions": conditions(stated)} for one, stated in said]
    return []


def named_runs(name: str, count: int) -> list[dict[str, Any]]:
    """The runs that the last brackets of a model's name tell apart, as in 'A (non-thinking / thinking)'; empty if none."""
    found = LAST_BRACKETS.search(name)
    parts = SLASH.split(found[1]) if found else []
    said = [run_settings.stated(part, alone=True) or {} for part in parts]
    alike = len({tuple(one) for one in said}) == 1 and len({*map(str, said)}) == len(parts) == count
    if found is None or not alike:
        return []
    return [
        {
            "model_name": name[: found.start()],
            "model_mode": one.get("mode"),
            "model_effort": one.get("effort"),
            "model_conditions": conditions(run_settings.conditions_of(one)),
        }
        for one in said
    ]


def tell_apart(parts: Sequence[str]) -> bool:
    """Whether the parts are distinct metrics, or distinct values of the same condition."""
    said = [qualifiers.understood(part) for part in parts]
    alike = len({tuple(one) if one is not None else None for one in said}) == 1
    return alike and None not in said and len({part.casefold() for part in parts}) == len(parts)
