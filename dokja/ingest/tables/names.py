"""Models and benchmarks of each score of a table: from its row, from the header above it, and from the headings around."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from dokja.ingest.reading import LeftOut, conditions
from dokja.ingest.tables import benchmark_names, model_names
from dokja.ingest.tables.benchmark_names import Bench, bench_header, bench_of, settings, whole_of
from dokja.ingest.tables.header_rows import Table
from dokja.ingest.tables.layout import PART, Layout, columns_of, is_word_for_scores
from dokja.ingest.tables.model_cells import attributed, own_model, with_unit
from dokja.ingest.tables.model_names import Model
from dokja.ingest.tables.rows import place_in
from dokja.ingest.tables.sieve import Sieve, with_read
from dokja.ingest.values import digits, known_names
from dokja.ingest.values.roles import CONDITIONS, MEAN, SIZES, no_score, role_of

OF_MODEL = dict.fromkeys(
    ("model_name", "model_mode", "model_effort", "model_conditions", "model_marks"), pl.String
)
OF_BENCH = {
    **dict.fromkeys(
        ("bench_name", "metric_name", "bench_conditions", "bench_scale", "bench_marks"), pl.String
    ),
    **dict.fromkeys(("section_mode", "section_effort"), pl.String),
    "higher": pl.Boolean,
}
OF_SETTING = dict.fromkeys(("setting_conditions", "setting_mode", "setting_effort"), pl.String)


@dataclass
class Names:
    """What a table says of models and benchmarks: by column of scores, and all models that it describes."""

    headings: Sequence[str]
    own: Model
    whole: str | None
    models: dict[int, Model] = field(default_factory=dict)
    benches: dict[int, Bench | None] = field(default_factory=dict)
    described: list[Model] = field(default_factory=list)


def named(rows: Sieve, found: Table, layout: Layout, headings: Sequence[str]) -> Names:
    """Read the names of the rows into columns, and those of the headers; rows that are no scores are left out."""
    names = Names(
        headings, own_model(headings, found.grid.title), whole_benchmark(rows, found, layout, headings)
    )
    columns = [at for at in columns_of(layout, "score") if found.headers[at] or layout.kind == "long"]
    if layout.kind == "models_in_columns":
        names.models = {at: model_above(found, at, names.own) for at in columns}
    without_properties(rows, found, layout, names)
    if layout.kind == "models_in_rows":
        names.benches = benches_above(rows, found, names, columns)
    else:
        take_benchmarks(rows, found, layout, names)
    if layout.kind != "models_in_columns":
        take_models(rows, found, layout, names)
    else:
        names.described = [*names.models.values()]
        several = model_names.told_apart_by_size(names.described)
        names.models = {at: model_names.with_size(one, several) for at, one in names.models.items()}
        names.described = [*names.models.values()]
    rows.frame = with_read(rows.frame, ["section", *CONDITIONS], setting_of, OF_SETTING)
    if layout.kind == "models_in_rows":
        rows.frame = rows.frame.with_columns(told_apart=pl.lit(None, pl.String))
    else:
        tell_apart(rows, layout)
    return names


def whole_benchmark(rows: Sieve, found: Table, layout: Layout, headings: Sequence[str]) -> str | None:
    """The benchmark named by the headings if the table names only parts of it."""
    if layout.kind == "models_in_rows":
        columns = columns_of(layout, "score")
        return whole_of([found.lowest[at] for at in columns if found.lowest[at]], headings[-1:])
    at = next(iter(columns_of(layout, "benchmark")), None)
    if (
        layout.kind == "long"
        or at is None
        or role_of(found.lowest[at]) not in ("category", "language", "subset")
    ):
        return None
    return whole_of(
        rows.frame["benchmark"].drop_nulls().unique(maintain_order=True).to_list(), headings[::-1]
    )


def model_above(found: Table, at: int, own: Model) -> Model:
    """The model named by a column's header, or the page's own model if it names none."""
    parts = tuple(part for part in found.parts(at) if not is_word_for_scores(part))
    if not parts:
        return own
    model = model_names.model(parts)
    return model if model.name else replace(model, name=own.name)


def benches_above(rows: Sieve, found: Table, names: Names, columns: Sequence[int]) -> dict[int, Bench | None]:
    """The benchmark named by each column's header; a group above it may name the mode, or tell apart what repeats."""
    section = rows.frame["section"][0] if rows.frame.height and found.grid.is_page else ""
    benches: dict[int, Bench | None] = {}
    for at in columns:
        parts = [part_name(part) for part in found.parts(at)]
        modes = [model_names.mode_of(part) for part in parts]
        name = bench_header([part for part, mode in zip(parts, modes, strict=True) if not mode])
        bench = bench_of(name, names.headings, section, whole=names.whole)
        mode = next(filter(None, modes), None)
        benches[at] = replace(bench, mode=mode or bench.mode) if bench else None
    groups = {at: " ".join("".join(found.parts(at)[:-1][-1:]).split()) for at in columns}
    benches = benchmark_names.told_apart_by_group(benches, groups)
    for at, bench in benches.items():
        if bench is None:
            rows.columns_left.add(at)
            rows.leave(
                pl.col(str(at)).is_not_null(), "card_no_benchmark", str(at), place_in(found, at), keep=True
            )
    return benches


def part_name(text: str) -> str:
    """A header without the word for scores behind the name of a known benchmark."""
    part = PART.fullmatch(text)
    return part["name"] if part and part["score"] and known_names.is_known_benchmark(part["name"]) else text


def take_benchmarks(rows: Sieve, found: Table, layout: Layout, names: Names) -> None:
    """Set the columns of OF_BENCH; rows whose label names no benchmark are left out."""

    def read(name: str, section: str, metric: str, direction: str) -> Mapping[str, Any]:
        return of_bench(bench_of(name, names.headings, section, metric, direction, names.whole))

    rows.frame = with_read(rows.frame, ["benchmark", "section", "metric", "direction"], read, OF_BENCH)
    leave_rows(rows, found, layout, pl.col("bench_name").is_null(), "card_no_benchmark", "benchmark")


def of_bench(bench: Bench | None) -> dict[str, Any]:
    """A benchmark as the columns of OF_BENCH."""
    if bench is None:
        return {}
    return {
        "bench_name": bench.name,
        "metric_name": bench.metric,
        "bench_conditions": conditions(bench.conditions),
        "bench_scale": bench.scale,
        "bench_marks": bench.marks or None,
        "section_mode": bench.mode,
        "section_effort": bench.effort,
        "higher": bench.higher,
    }


def leave_rows(rows: Sieve, found: Table, layout: Layout, mask: pl.Expr, reason: str, name: str) -> None:
    """Leave out the scores of some rows, each with the name of its row."""
    gone = rows.frame.filter(mask)
    if gone.height:
        for at in columns_of(layout, "score"):
            part = Sieve(rows.path, gone.with_columns(text=pl.col(str(at))))
            part.leave(
                is_stated("text"), reason, lambda row: f"{row[name]}: {row['text']}", place_in(found, at)
            )
            rows.left_out += part.left_out
        rows.let_go(gone, "left_out")
        rows.frame = rows.frame.filter(~mask.fill_null(value=False))


def is_stated(column: str) -> pl.Expr:
    """Whether a cell has a text that is no sign for missing."""
    return (
        pl.col(column)
        .map_elements(lambda text: not digits.is_missing(text), pl.Boolean)
        .fill_null(value=False)
    )


def take_models(rows: Sieve, found: Table, layout: Layout, names: Names) -> None:
    """Set the columns of OF_MODEL; means over models are left out."""
    means = [name for name in rows.frame["model"].drop_nulls().unique() if MEAN.fullmatch(name)]
    leave_rows(rows, found, layout, pl.col("model").is_in(means), "card_mean_of_models", "model")
    key = ["model", *SIZES]
    distinct = rows.frame.select(key).unique(maintain_order=True)
    models = [model_of(names.own, *(text or "" for text in row)) for row in distinct.iter_rows()]
    several = model_names.told_apart_by_size(models)
    models = [model_names.with_size(model, several) for model in models]
    read = dict(zip(distinct.with_columns(pl.all().fill_null("")).iter_rows(), models, strict=True))
    rows.frame = with_read(rows.frame, key, lambda *texts: of_model(read[texts]), OF_MODEL)
    names.described = models


def model_of(own: Model, name: str, total: str, active: str) -> Model:
    """The model that a row names, with the sizes in its cells."""
    model = model_names.model((name,))
    return attributed(
        replace(model, name=model.name or own.name), {"total_params": total, "active_params": active}
    )


def of_model(model: Model) -> dict[str, Any]:
    """A model as the columns of OF_MODEL."""
    return {
        "model_name": model.name,
        "model_mode": model.mode,
        "model_effort": model.effort,
        "model_conditions": conditions(model.conditions),
        "model_marks": model.marks or None,
    }


def without_properties(rows: Sieve, found: Table, layout: Layout, names: Names) -> None:
    """Leave out rows that state properties of the models; sizes, modes and efforts of models in columns are taken."""
    if layout.kind == "models_in_rows":
        return
    kinds = {
        name: kind for name in rows.frame["benchmark"].drop_nulls().unique() if (kind := property_of(name))
    }
    is_property = pl.col("benchmark").is_in([*kinds])
    for row in rows.frame.filter(is_property).iter_rows(named=True):
        name, said = row["benchmark"], dict(names.models)
        kind = kinds[name]
        texts = {at: row[str(at)] or "" for at in columns_of(layout, "score")}
        if kind in ("mode", "effort") and any(map(digits.is_number, texts.values())):
            kinds.pop(name)
            continue
        for at, model in said.items():
            names.models[at] = attributed(model, {kind: with_unit(name, texts[at])})
        for at, text in texts.items():
            is_taken = at in said and names.models[at] != said[at]
            if not is_taken and not digits.is_missing(text):
                reason = no_score(name) or "card_not_a_score"
                rows.left_out.append(
                    LeftOut(row["row"], found.place(at, row["row"]), f"{name}: {text}", reason)
                )
    for kind in {*kinds.values()}:
        is_kind = pl.col("benchmark").is_in([name for name, one in kinds.items() if one == kind])
        rows.let_go(
            rows.frame.filter(is_kind), "beside" if kind in (*SIZES, "mode", "effort") else "left_out"
        )
        rows.frame = rows.frame.filter(~is_kind.fill_null(value=False))


def property_of(name: str) -> str | None:
    """The property of models that a row's name states: a size, a mode, an effort, or another; None if it names scores."""
    role = role_of(name)
    is_one = role in (*SIZES, "mode", "effort") or no_score(name)
    return (role or "") if is_one and not known_names.is_benchmark(name) else None


def setting_of(*texts: str) -> dict[str, str | None]:
    """The columns of OF_SETTING for a section and the cells of columns of conditions."""
    said = settings(dict(zip(("section", *CONDITIONS), texts, strict=True)))
    mode, effort = said.pop("mode", None), said.pop("effort", None)
    return {"setting_conditions": conditions(said), "setting_mode": mode, "setting_effort": effort}


def tell_apart(rows: Sieve, layout: Layout) -> None:
    """Give rows of one benchmark the language, category or section that tells them apart as their subset."""
    key = [
        "bench_name",
        "metric_name",
        "bench_conditions",
        "setting_conditions",
        "mode",
        "effort",
        "setting_mode",
    ]
    key += [
        "section_mode",
        "section_effort",
        "setting_effort",
        *(["model_name"] if layout.kind == "long" else []),
    ]
    frame = rows.frame
    roles = [role for role in ("language", "category", "section") if frame[role].drop_nulls().n_unique() > 1]
    count = pl.len().over(key)
    texts = [
        pl.when((count > 1) & (pl.col(role).n_unique().over(key) == count)).then(pl.col(role))
        for role in roles
    ]
    subset = pl.coalesce(*texts, pl.lit(None, pl.String)) if texts else pl.lit(None, pl.String)
    rows.frame = frame.with_columns(subset.alias("told_apart"))


def unused_labels(rows: Sieve, found: Table, layout: Layout) -> Iterator[int]:
    """Columns of categories and languages that tell no rows apart."""
    used = {*rows.frame["told_apart"].drop_nulls()}
    for role in ("category", "language"):
        for at in columns_of(layout, role):
            texts = {*rows.frame[str(at)].drop_nulls()}
            if texts and not texts & used:
                yield at
