"""Models and benchmarks of each score of a table: from its row, from the header above it, and from the headings around."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import polars as pl

from dokja.ingest.reading import LeftOut, conditions
from dokja.ingest.tables import benchmark_names, model_names, run_settings
from dokja.ingest.tables.benchmark_names import (
    Bench,
    bench_header,
    bench_of,
    benchmark_told,
    is_mean,
    settings,
    whole_of,
)
from dokja.ingest.tables.header_rows import Table
from dokja.ingest.tables.layout import PART, Layout, columns_of, is_word_for_scores
from dokja.ingest.tables.model_cells import attributed, own_model, with_unit
from dokja.ingest.tables.model_names import Model
from dokja.ingest.tables.rows import place_in
from dokja.ingest.tables.sieve import Sieve, with_read
from dokja.ingest.values import cell_words, digits, known_names, qualifiers
from dokja.ingest.values.cell_words import LENGTH
from dokja.ingest.values.roles import CONDITIONS, MEAN, SIZES, no_score, role_of, word_for_no_score

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
OF_RUN = ("mode", "effort", "tools", "shots")
"""Roles of rows that state how each model was run."""
OF_SETTING = dict.fromkeys(("setting_conditions", "setting_mode", "setting_effort"), pl.String)


@dataclass
class Names:
    """What a table says of models and benchmarks: by column of scores, and all models that it describes.

    models_below and benches_below hold, by column, what rows between rows name for those below them, by their text; of
    a column that is in one of them the header names none itself.
    """

    headings: Sequence[str]
    own: Model
    whole: str | None
    models: dict[int, Model] = field(default_factory=dict)
    benches: dict[int, Bench | None] = field(default_factory=dict)
    models_below: dict[int, dict[str, Model]] = field(default_factory=dict)
    benches_below: dict[int, dict[str, Bench | None]] = field(default_factory=dict)
    described: list[Model] = field(default_factory=list)


def named(rows: Sieve, found: Table, layout: Layout, headings: Sequence[str]) -> Names:
    """Read the names of the rows into columns, and those of the headers; rows that are no scores are left out."""
    names = Names(
        headings, own_model(headings, found.grid.title), whole_benchmark(rows, found, layout, headings)
    )
    columns = [at for at in columns_of(layout, "score") if found.headers[at] or layout.kind == "long"]
    said = run_settings.among(part for at in columns for part in found.parts(at)[:-1])
    said |= run_settings.among(found.lowest[at] for at in columns)
    if layout.kind == "models_in_columns":
        names.models = {at: model_above(found, at, names.own, said) for at in columns}
    without_properties(rows, found, layout, names)
    if layout.kind == "models_in_rows":
        take_benches_above(rows, found, layout, names, said)
    else:
        take_benchmarks(rows, found, layout, names)
    if layout.kind != "models_in_columns":
        take_models(rows, found, layout, names)
    else:
        names.described = [*names.models.values()]
        several = model_names.told_apart_by_size(names.described)
        names.models = {at: model_names.with_size(one, several) for at, one in names.models.items()}
        take_models_between(rows, found, names, said)
        below = (one for models in names.models_below.values() for one in models.values())
        names.described = [*names.models.values(), *below]
    between = run_settings.among(rows.frame["section"].drop_nulls().unique())
    rows.frame = with_read(rows.frame, ["section", *CONDITIONS], partial(setting_of, between), OF_SETTING)
    if layout.kind == "models_in_rows":
        rows.frame = rows.frame.with_columns(told_apart=pl.lit(None, pl.String))
    else:
        tell_apart(rows, layout)
    return names


def whole_benchmark(rows: Sieve, found: Table, layout: Layout, headings: Sequence[str]) -> str | None:
    """The benchmark named by the headings if the table names only parts of it."""
    if layout.kind == "models_in_rows":
        columns = columns_of(layout, "score")
        runs = [at for at in columns_of(layout, "ignored") if no_score(found.lowest[at]) == "card_single_run"]
        return whole_of([found.lowest[at] for at in (*columns, *runs) if found.lowest[at]], headings[-1:])
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


def model_above(found: Table, at: int, own: Model, said: Mapping[str, Mapping[str, str]]) -> Model:
    """The model named by a column's header, or the page's own model if it names none; a size alone is asked about.

    said are the settings that header cells state.
    """
    parts = model_parts(found, at, said)
    model = model_names.model(parts) if parts else own
    model = replace(model, name=model.name or own.name or (model.header if model.total else None))
    for part in found.parts(at):
        model = model if part in parts else model_names.with_settings(model, said.get(part, {}))
    return model


def model_parts(found: Table, at: int, said: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """The cells above a column that may name its model: no words for scores, and none that states a setting alone."""
    return tuple(
        part
        for part in found.parts(at)
        if not is_word_for_scores(part) and (part not in said or model_names.described(part) is not None)
    )


def take_models_between(
    rows: Sieve, found: Table, names: Names, said: Mapping[str, Mapping[str, str]]
) -> None:
    """Take the models that rows between rows name for all rows below them, where no header names one.

    The column section_model holds the text of that row; null if there is none.
    """
    rows.frame = rows.frame.with_columns(section_model=pl.lit(None, pl.String))
    if any(model_names.model(model_parts(found, at, said)).name for at in names.models):
        return
    texts = rows.frame["section"].drop_nulls().unique(maintain_order=True)
    models = {text: model_names.model((text,)) for text in texts if known_names.is_model(text)}
    if not models:
        return
    is_model = pl.col("section").is_in([*models])
    rows.frame = rows.frame.with_columns(section_model=pl.when(is_model).then("section").forward_fill())
    for at, one in names.models.items():
        own = {"mode": one.mode, "effort": one.effort, **one.conditions}
        stated = {key: value for key, value in own.items() if value}
        names.models_below[at] = {
            text: model_names.with_settings(model, stated) for text, model in models.items()
        }


def take_benches_above(
    rows: Sieve, found: Table, layout: Layout, names: Names, said: Mapping[str, Mapping[str, str]]
) -> None:
    """Take the benchmark named by each column's header or, where no header names one, by the row between rows above.

    Groups above columns may state settings (said), or tell apart what repeats. Columns that have no benchmark are left out.
    """
    columns = [at for at in columns_of(layout, "score") if found.headers[at]]
    tops = {at: bench_top(found, at, said) for at in columns}
    means = mean_told([name for name, _ in tops.values()], found, columns, names.headings)
    tops = {at: (means if means and is_mean(name) else name, stated) for at, (name, stated) in tops.items()}
    sections = rows.frame["section"].fill_null("").unique(maintain_order=True).to_list()
    is_told = any(benchmark_told((section,)) for section in sections)
    if is_told and all(is_nameless(name) for name, _ in tops.values()):
        for at in columns:
            names.benches_below[at] = {one: bench_above(tops[at], names.headings, one) for one in sections}
        untold = [one for one in sections if not any(below[one] for below in names.benches_below.values())]
        is_untold = pl.col("section").fill_null("").is_in(untold)
        leave_rows(rows, found, layout, is_untold, "card_no_benchmark", "model")
        return
    benches = {at: bench_above(tops[at], names.headings, whole=names.whole) for at in columns}
    groups = {at: " ".join("".join(found.parts(at)[:-1][-1:]).split()) for at in columns}
    names.benches = benchmark_names.told_apart_by_group(benches, groups)
    for at, bench in names.benches.items():
        if bench is None:
            rows.columns_left.add(at)
            rows.leave(
                pl.col(str(at)).is_not_null(), "card_no_benchmark", str(at), place_in(found, at), keep=True
            )


def bench_top(found: Table, at: int, said: Mapping[str, Mapping[str, str]]) -> tuple[str, dict[str, str]]:
    """The name in a column's header, or its measure, blank if there is neither, and the settings that its cells state."""
    names: list[str] = []
    settings: dict[str, str] = {}
    for part in map(part_name, found.parts(at)):
        stated = run_settings.of_header(part, said)
        if stated and qualifiers.understood(part) is None:
            settings |= stated
        elif not is_word_for_scores(part) or benchmark_names.is_bare(benchmark_names.bare_label(part)):
            names.append(part)
    return bench_header(names), settings


def bench_above(
    top: tuple[str, Mapping[str, str]], headings: Sequence[str], section: str = "", whole: str | None = None
) -> Bench | None:
    """The benchmark of a header (bench_top), or the one that the row between rows or a heading names; None if none does."""
    name, settings = top
    bench = (
        bench_of(name, headings, section, whole=whole)
        if name
        else bench_of(benchmark_told((section, *reversed(headings))) or "", headings)
    )
    return bench and benchmark_names.with_settings(bench, settings)


def is_nameless(name: str) -> bool:
    """Whether a header is blank, a word for scores or for a measure of them, or a setting."""
    return not name or is_word_for_scores(name) or benchmark_names.is_bare(benchmark_names.bare_label(name))


def mean_told(
    labels: Sequence[str], found: Table, columns: Sequence[int], headings: Sequence[str]
) -> str | None:
    """The benchmark that a mean is of which stands beside its lengths alone, as in '4K | 128K | Avg.' below RULER."""
    others = [found.lowest[at] for at, label in zip(columns, labels, strict=True) if not is_mean(label)]
    is_of_lengths = bool(others) and all(map(LENGTH.fullmatch, others))
    return benchmark_told(headings[::-1]) if is_of_lengths else None


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
    """Set the columns of OF_MODEL; rows that name none are left out."""
    said = {name: why_no_model(name) for name in rows.frame["model"].drop_nulls().unique(maintain_order=True)}
    for reason in dict.fromkeys(filter(None, said.values())):
        names_none = [name for name, why in said.items() if why == reason]
        leave_rows(rows, found, layout, pl.col("model").is_in(names_none), reason, "model")
    key = ["model", *SIZES]
    distinct = rows.frame.select(key).unique(maintain_order=True)
    models = [model_of(names.own, *(text or "" for text in row)) for row in distinct.iter_rows()]
    several = model_names.told_apart_by_size(models)
    models = [model_names.with_size(model, several) for model in models]
    read = dict(zip(distinct.with_columns(pl.all().fill_null("")).iter_rows(), models, strict=True))
    rows.frame = with_read(rows.frame, key, lambda *texts: of_model(read[texts]), OF_MODEL)
    names.described = models


def why_no_model(name: str) -> str | None:
    """Why a row that should name a model does not, as it is a mean or a difference; None if it may."""
    if MEAN.fullmatch(name):
        return "card_mean_of_models"
    return None if known_names.is_model(name) else word_for_no_score(name)


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
        if not states_settings(kind, texts.values()):
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
        rows.let_go(rows.frame.filter(is_kind), "beside" if kind in (*SIZES, *OF_RUN) else "left_out")
        rows.frame = rows.frame.filter(~is_kind.fill_null(value=False))


def property_of(name: str) -> str | None:
    """The property of models that a row's name states: a size, a setting, or another; None if it names scores."""
    role = role_of(name)
    is_one = role in (*SIZES, *OF_RUN) or no_score(name)
    return (role or "") if is_one and not known_names.is_known_benchmark(name) else None


def states_settings(kind: str, texts: Iterable[str]) -> bool:
    """Whether the cells of a row may state the property that its name does, and are no scores."""
    stated = [text for text in texts if not digits.is_missing(text)]
    if kind == "tools":
        return all(map(cell_words.is_word_for_tools, stated))
    if kind == "shots":
        return all(cell_words.is_shots(text) for text in stated)
    return kind not in OF_RUN or not any(map(digits.is_number, stated))


def setting_of(between: Mapping[str, Mapping[str, str]], *texts: str) -> dict[str, str | None]:
    """The columns of OF_SETTING for a section and the cells of columns of conditions.

    between are the settings that sections beside one another state.
    """
    said = settings(dict(zip(("section", *CONDITIONS), texts, strict=True)), between)
    return {
        "setting_conditions": conditions(run_settings.conditions_of(said)),
        "setting_mode": said.get("mode"),
        "setting_effort": said.get("effort"),
    }


def tell_apart(rows: Sieve, layout: Layout) -> None:
    """Give rows of one benchmark the language, category or section that tells them apart as their subset."""
    key = (
        *("bench_name", "metric_name", "bench_conditions", *OF_SETTING),
        *("mode", "effort", "section_mode", "section_effort"),
        "model_name" if layout.kind == "long" else "section_model",
    )
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
