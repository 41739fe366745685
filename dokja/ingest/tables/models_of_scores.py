"""The model of each score of a table: from its row, from the header above it, or from the headings around."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from dokja.ingest.reading import LeftOut, conditions
from dokja.ingest.tables import model_names
from dokja.ingest.tables.header_rows import Table
from dokja.ingest.tables.layout import OF_RUN, Layout, columns_of
from dokja.ingest.tables.model_cells import attributed, with_unit
from dokja.ingest.tables.model_names import Model
from dokja.ingest.tables.rows import leave_rows
from dokja.ingest.tables.score_headers import is_word_for_scores, parts_of_name
from dokja.ingest.tables.sieve import Sieve, with_read
from dokja.ingest.values import cell_words, digits, known_names
from dokja.ingest.values.roles import MEAN, SIZES, no_score, role_of, word_for_no_score

OF_MODEL = dict.fromkeys(
    ("model_name", "model_mode", "model_effort", "model_conditions", "model_marks"), pl.String
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
        for part in parts_of_name(found, at)
        if not is_word_for_scores(part) and (part not in said or model_names.described(part) is not None)
    )


def take_models_between(
    rows: Sieve, found: Table, above: Mapping[int, Model], said: Mapping[str, Mapping[str, str]]
) -> dict[int, dict[str, Model]]:
    """The models by column that rows between rows name for all rows below them, by their text; none if a header names one.

    The column section_model holds the text of that row; null if there is none.
    """
    rows.frame = rows.frame.with_columns(section_model=pl.lit(None, pl.String))
    if any(model_names.model(model_parts(found, at, said)).name for at in above):
        return {}
    texts = rows.frame["section"].drop_nulls().unique(maintain_order=True)
    models = {text: model_names.model((text,)) for text in texts if known_names.is_model(text)}
    if not models:
        return {}
    is_model = pl.col("section").is_in([*models])
    rows.frame = rows.frame.with_columns(section_model=pl.when(is_model).then("section").forward_fill())
    below = {}
    for at, one in above.items():
        own = {"mode": one.mode, "effort": one.effort, **one.conditions}
        stated = {key: value for key, value in own.items() if value}
        below[at] = {text: model_names.with_settings(model, stated) for text, model in models.items()}
    return below


def take_models(rows: Sieve, found: Table, layout: Layout, own: Model) -> list[Model]:
    """Set the columns of OF_MODEL, and return all models of the rows; rows that name none are left out."""
    said = {name: why_no_model(name) for name in rows.frame["model"].drop_nulls().unique(maintain_order=True)}
    for reason in dict.fromkeys(filter(None, said.values())):
        names_none = [name for name, why in said.items() if why == reason]
        leave_rows(rows, found, layout, pl.col("model").is_in(names_none), reason, "model")
    key = ["model", *SIZES]
    distinct = rows.frame.select(key).unique(maintain_order=True)
    models = [model_of(own, *(text or "" for text in row)) for row in distinct.iter_rows()]
    several = model_names.told_apart_by_size(models)
    models = [model_names.with_size(model, several) for model in models]
    read = dict(zip(distinct.with_columns(pl.all().fill_null("")).iter_rows(), models, strict=True))
    rows.frame = with_read(rows.frame, key, lambda *texts: of_model(read[texts]), OF_MODEL)
    return models


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


def without_properties(
    rows: Sieve, found: Table, layout: Layout, above: Mapping[int, Model]
) -> dict[int, Model]:
    """Leave out rows that state properties of the models above; return these with sizes, modes and efforts so stated."""
    models = dict(above)
    if layout.kind == "models_in_rows":
        return models
    kinds = {
        name: kind for name in rows.frame["benchmark"].drop_nulls().unique() if (kind := property_of(name))
    }
    is_property = pl.col("benchmark").is_in([*kinds])
    for row in rows.frame.filter(is_property).iter_rows(named=True):
        name, said = row["benchmark"], dict(models)
        kind = kinds[name]
        texts = {at: row[str(at)] or "" for at in columns_of(layout, "score")}
        if not states_settings(kind, texts.values()):
            kinds.pop(name)
            continue
        for at, model in said.items():
            models[at] = attributed(model, {kind: with_unit(name, texts[at])})
        for at, text in texts.items():
            is_taken = at in said and models[at] != said[at]
            if not is_taken and not digits.is_missing(text):
                reason = no_score(name) or "card_not_a_score"
                rows.left_out.append(
                    LeftOut(row["row"], found.place(at, row["row"]), f"{name}: {text}", reason)
                )
    for kind in {*kinds.values()}:
        is_kind = pl.col("benchmark").is_in([name for name, one in kinds.items() if one == kind])
        rows.let_go(rows.frame.filter(is_kind), "beside" if kind in (*SIZES, *OF_RUN) else "left_out")
        rows.frame = rows.frame.filter(~is_kind.fill_null(value=False))
    return models


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
