"""Names of models and benchmarks in a sheet: footnote marks, means over models, and properties that are not scores."""

from __future__ import annotations

import polars as pl

from dokja.ingest.reading import LeftOut
from dokja.ingest.tables.page.headers import Model, model, unmarked
from dokja.ingest.tables.sheet.columns import LABELS, Layout, Table
from dokja.ingest.tables.sheet.sheets import ROW
from dokja.ingest.values.roles import MEAN, PROPERTIES, role_of

SAYS_MORE = r"(?i)[(\[（,]|thinking|effort|reasoning|[ -](?:low|medium|high|minimal)$"


def without_other_rows(
    found: Table, layout: Layout, body: pl.DataFrame
) -> tuple[pl.DataFrame, list[LeftOut]]:
    """The body without rows of properties (size, price) or, with models in rows, of means; and those as left out."""
    wanted = LABELS.get(layout.kind, "benchmark")
    label = next((at for at, (_, role) in enumerate(layout.roles) if role == wanted), None)
    if label is None:
        return body, []
    reasons = {
        text: reason
        for text in body[str(label)].drop_nulls().unique()
        if (reason := other(text, layout.kind))
    }
    scores = [str(at) for at, (_, role) in enumerate(layout.roles) if role == "score"]
    is_other = pl.col(str(label)).is_in(list(reasons))
    left_out = []
    for row in body.filter(is_other).iter_rows(named=True):
        name, values = row[str(label)], [row[at] for at in scores if row[at]]
        place = found.sheet.place(label, found.headers[label], row[ROW])
        left_out.append(LeftOut(row[ROW], place, f"{name}: {', '.join(values)}", reasons[name]))
    return body.filter(~is_other.fill_null(False)), left_out


def other(name: str, kind: str) -> str | None:
    """The reason why a named row holds no scores of a model; None if it may."""
    if kind == "models_in_rows":
        return "card_mean_of_models" if MEAN.fullmatch(name) else None
    return "card_not_a_score" if role_of(name) in PROPERTIES else None


def without_marks(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[LeftOut]]:
    """Rows with footnote marks stripped from model and benchmark names, and a left-out entry per name with marks."""
    left_out = []
    for role in ("model", "benchmark"):
        bare = {
            text: name
            for text in frame[role].drop_nulls().unique(maintain_order=True)
            if (name := unmarked(text)[0].strip()) and name != text
        }
        for text in bare:
            first = frame.filter(pl.col(role) == text).row(0, named=True)
            left_out.append(LeftOut(first["row"], first["place"], text, "card_footnote"))
        frame = frame.with_columns(pl.col(role).replace(bare)) if bare else frame
    return frame, left_out


def with_said_of_models(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, Model]]:
    """Rows with bare model names and the settings in the names moved to columns; and the models by bare name."""
    texts = frame.select(pl.col("model").drop_nulls().unique()).filter(
        pl.col("model").str.contains(SAYS_MORE)
    )
    said = {text: one for text in texts["model"] if (one := model((text,))).name and is_told(one)}
    if not said:
        return frame, {}
    stated = {
        "mode": {text: one.mode for text, one in said.items()},
        "effort": {text: one.effort for text, one in said.items()},
        "tools": {text: one.conditions.get("tools") for text, one in said.items()},
        "shots": {text: one.conditions.get("shots") for text, one in said.items()},
    }
    names = {text: one.name or text for text, one in said.items()}
    filled = [
        pl.coalesce(
            pl.col(role), pl.col("model").replace_strict(by_name, default=None, return_dtype=pl.String)
        ).alias(role)
        for role, by_name in stated.items()
    ]
    return frame.with_columns(*filled, pl.col("model").replace(names)), {
        one.name or "": one for one in said.values()
    }


def is_told(one: Model) -> bool:
    """Whether every condition that a name states has a column of its own."""
    return one.conditions.keys() <= {"tools", "shots"}
