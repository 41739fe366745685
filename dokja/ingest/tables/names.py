"""What a table says of models and benchmarks, and of the settings under which its scores were measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import polars as pl

from dokja.ingest.reading import LeftOut, conditions
from dokja.ingest.tables import benchmarks_of_scores, model_names, models_of_scores, run_settings
from dokja.ingest.tables.benchmark_names import Bench, is_mean, settings
from dokja.ingest.tables.header_rows import Table
from dokja.ingest.tables.layout import Layout, columns_of
from dokja.ingest.tables.model_cells import own_model
from dokja.ingest.tables.model_names import Model
from dokja.ingest.tables.rows import unused
from dokja.ingest.tables.sieve import Sieve, with_read
from dokja.ingest.values.roles import CONDITIONS

OF_SETTING = dict.fromkeys(("setting_conditions", "setting_mode", "setting_effort"), pl.String)


@dataclass
class Names:
    """What a table says of models and benchmarks: by column of scores, and all models that it describes.

    models_below and benches_below hold, by column, what rows between rows name for those below them, by their text; of
    a column that is in one of them the header names none itself.
    """

    models: dict[int, Model] = field(default_factory=dict)
    benches: dict[int, Bench | None] = field(default_factory=dict)
    models_below: dict[int, dict[str, Model]] = field(default_factory=dict)
    benches_below: dict[int, dict[str, Bench | None]] = field(default_factory=dict)
    described: list[Model] = field(default_factory=list)


def named(rows: Sieve, found: Table, layout: Layout, headings: Sequence[str]) -> Names:
    """Read the names of the rows into columns, and those of the headers; rows that are no scores are left out."""
    names, own = Names(), own_model(headings, found.grid.title)
    columns = [at for at in columns_of(layout, "score") if found.headers[at] or layout.kind == "long"]
    said = run_settings.among(part for at in columns for part in found.parts(at)[:-1])
    said |= run_settings.among(found.lowest[at] for at in columns)
    if layout.kind == "models_in_columns":
        names.models = {at: models_of_scores.model_above(found, at, own, said) for at in columns}
    names.models = models_of_scores.without_properties(rows, found, layout, names.models)
    if layout.kind == "models_in_rows":
        names.benches, names.benches_below = benchmarks_of_scores.benches_above(
            rows, found, layout, headings, said
        )
    else:
        benchmarks_of_scores.take_benchmarks(rows, found, layout, headings)
    if layout.kind != "models_in_columns":
        names.described = models_of_scores.take_models(rows, found, layout, own)
    else:
        several = model_names.told_apart_by_size(names.models.values())
        names.models = {at: model_names.with_size(one, several) for at, one in names.models.items()}
        names.models_below = models_of_scores.take_models_between(rows, found, names.models, said)
        below = (one for models in names.models_below.values() for one in models.values())
        names.described = [*names.models.values(), *below]
    between = run_settings.among(rows.frame["section"].drop_nulls().unique())
    between |= run_settings.among(rows.frame["subset"].drop_nulls().unique())
    rows.frame = with_read(rows.frame, ["section", *CONDITIONS], partial(setting_of, between), OF_SETTING)
    if layout.kind == "models_in_rows":
        rows.frame = rows.frame.with_columns(told_apart=pl.lit(None, pl.String))
    else:
        tell_apart(rows, layout)
    return names


def setting_of(between: Mapping[str, Mapping[str, str]], *texts: str) -> dict[str, str | None]:
    """The columns of OF_SETTING for a section and the cells of columns of conditions.

    between are the settings that sections, or parts, beside one another state.
    """
    said = settings(dict(zip(("section", *CONDITIONS), texts, strict=True)), between)
    return {
        "setting_conditions": conditions(run_settings.conditions_of(said)),
        "setting_mode": said.get("mode"),
        "setting_effort": said.get("effort"),
    }


def tell_apart(rows: Sieve, layout: Layout) -> None:
    """Give rows of one benchmark the language, category or section that tells them apart as their subset, and means theirs."""
    key = (
        *("bench_name", "metric_name", "bench_conditions", *OF_SETTING),
        *("mode", "effort", "section_mode", "section_effort"),
        "model_name" if layout.kind == "long" else "section_model",
    )
    frame = rows.frame
    roles = [role for role in ("language", "category", "section") if frame[role].drop_nulls().n_unique() > 1]
    count = pl.len().over(key)
    means = [name for name in frame["bench_name"].unique() if is_mean(name or "")]
    own = [pl.col(str(at)) for role in ("language", "category") for at in columns_of(layout, role)]
    is_own = pl.any_horizontal(*(one.is_not_null() for one in own), pl.lit(value=False))
    is_own &= pl.all_horizontal(*(one.ne_missing(pl.col("benchmark")) for one in own), pl.lit(value=True))
    is_told = pl.col("bench_name").is_in(means) & is_own
    texts = [
        pl.when(
            (is_told & (pl.col(role) != pl.col("benchmark")))
            | ((count > 1) & (pl.col(role).n_unique().over(key) == count))
        ).then(pl.col(role))
        for role in roles
    ]
    subset = pl.coalesce(*texts, pl.lit(None, pl.String)) if texts else pl.lit(None, pl.String)
    rows.frame = frame.with_columns(subset.alias("told_apart"))


def unused_labels(rows: Sieve, found: Table, layout: Layout) -> Iterator[LeftOut]:
    """What columns of categories and languages say that tells no rows apart."""
    used = {*rows.frame["told_apart"].drop_nulls()}
    for at in (at for role in ("category", "language") for at in columns_of(layout, role)):
        yield from unused(found, rows, at, "card_category", used)
