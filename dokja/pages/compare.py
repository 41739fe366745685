"""How do selected models compare on their shared benchmarks?"""

from __future__ import annotations

from typing import Any

import polars as pl

from dokja.charts import dot_plot_by_model
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink, mix
from dokja.pages.shared import point_sentence, shared_columns
from dokja.pages.shared.model_picker import findable, in_order
from dokja.pages.shared.value_history import NUMBER, Histories
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

MOST, DRAWN = 6, 24


def show(page: Page) -> None:
    """Compare two to six models, or each team's newest, on their shared benchmarks."""
    words, names = page.words, page.names
    models = chosen(page)
    if len(models) < 2:
        page.heading(words("compare.title"), words("compare.too_few"))
        return
    answer = page.ask("from head_to_head(?) order by benchmark_id, place", models)
    shared = answer["benchmark_id"].n_unique()
    listed = words.join([names.model(model_id) for model_id in models])
    page.heading(
        words("compare.title"),
        words("compare.answer", models=listed, count=shared),
        spreads(page, models),
        bases(page, answer),
    )
    if answer.is_empty():
        page.note(words("compare.none_shared"))
        return
    unit = page.settings.one(
        "unit",
        words("compare.unit"),
        units(answer),
        units(answer)[0],
        lambda key: words(f"unit.{key}"),
        pills=True,
    )
    shown = answer.filter(pl.col("unit") == unit)

    def draw(ink: Ink) -> Picture:
        return dot_plot_by_model.draw(
            dots(page, shown),
            ink,
            words("axis.score_unit", unit=words(f"unit.{unit}")),
            legend(page, models, ink),
        )

    count = shown["benchmark_id"].n_unique()
    notes = [words("compare.legend", base=names.model(models[0]))]
    if count > DRAWN:
        notes.append(words("compare.drawn", drawn=DRAWN, count=count))
    said = verdicts(page, models)
    steps = page.ask("from number_history where table_name = 'score' and list_contains(?, model_id)", models)
    histories = Histories(page, steps, NUMBER)
    shown_columns = wide_columns(page, models, said, histories)
    table = Table(words("compare.caption", models=listed), shown_columns, wide(shown))
    page.card(
        "compare",
        table,
        shown["source_id"],
        draw,
        words("compare.alt", models=listed, count=count),
        measure=words("compare.of_unit", total=shared, count=count, unit=words(f"unit.{unit}")),
        finding=words("compare.answer", models=listed, count=shared),
        notes=notes,
        subject=[*models, unit],
    )
    histories.withdrawn(models)
    page.terms("benchmark", "points", "basis", "own", "independent", "reasoning")


def chosen(page: Page) -> list[str]:
    """The models to compare: each team's newest, or any that the reader chose."""
    words, names = page.words, page.names
    current = page.ask("select model_id, team_id from programme_model where is_current order by team_id")
    named = any(page.settings.asks(f"model{number}") for number in range(1, MOST + 1))
    way = page.settings.one(
        "choice",
        words("compare.choice"),
        ("newest", "own"),
        "own" if named else "newest",
        lambda key: words(f"compare.choice_{key}"),
        pills=True,
    )
    if way == "newest":
        return [
            str(model_id)
            for model_id in (page.visible(current) if page.teams else staying(page, current))["model_id"]
        ]
    # A model that the reader names is not hidden by the choice of foreign models, unless that is none.
    makers = page.visible(page.ask("select distinct team_id from measurement order by team_id"))
    measured = page.ask("select distinct model_id, team_id from measurement order by model_id")
    start = current["model_id"].head(2).to_list()
    keys = in_order(page, {*measured.join(makers, on="team_id", how="semi")["model_id"], *start})
    slots = dict(enumerate([*start, *["none"] * (MOST - len(start))], start=1))
    known = {"none", *keys}
    kept = {page.settings.current(f"model{number}", known, default) for number, default in slots.items()}
    options = ["none", *findable(page, keys, kept)]
    with page.row():
        picked = [
            page.settings.one(
                f"model{number}",
                words("compare.model", number=number),
                options,
                default,
                lambda key: words("compare.nobody") if key == "none" else names.model(key),
            )
            for number, default in slots.items()
        ]
    return [key for key in dict.fromkeys(picked) if key != "none"]


def staying(page: Page, current: pl.DataFrame) -> pl.DataFrame:
    """The newest models of teams still in the programme."""
    return current.filter(
        pl.col("team_id").is_in(page.ask("from team_place where is_in")["team_id"].to_list())
    )


def spreads(page: Page, models: list[str]) -> str:
    """A sentence with the smallest and the largest distance from the highest to the lowest model; blank without any."""
    words = page.words
    parts = []
    for row in page.ask("from head_to_head_spread(?)", models).iter_rows(named=True):
        most = spread(page, row, "most")
        one = row["n_benchmarks"] == 1
        parts.append(
            most if one else words("compare.spread.range", least=spread(page, row, "least"), most=most)
        )
    return words("compare.spread.said", parts=words.join(parts)) if parts else ""


def spread(page: Page, row: Row, part: str) -> str:
    """The least or the most spread of a unit, and its benchmark."""
    points = page.words.number(row[part], row[f"{part}_decimals"])
    return page.words(
        "compare.spread.on",
        points=page.words(f"compare.apart.{row['unit']}", points=points),
        benchmark=page.names.benchmark(row[f"{part}_benchmark_id"]),
    )


def bases(page: Page, answer: pl.DataFrame) -> str:
    """A sentence with the number of benchmarks by what is known of how all models were measured."""
    number = {
        basis: answer.filter(pl.col("basis") == basis)["benchmark_id"].n_unique()
        for basis in ("one_table", "recorded", "not_known", "differs")
    }
    parts = [page.words(f"compare.basis.{basis}", count=count) for basis, count in number.items() if count]
    return page.words("compare.bases", parts=page.words.join(parts)) if parts else ""


def units(answer: pl.DataFrame) -> list[str]:
    """Units of the shared benchmarks, most frequent first."""
    return [str(unit) for unit in answer["unit"].value_counts(sort=True)["unit"]]


def dots(page: Page, shown: pl.DataFrame) -> pl.DataFrame:
    """One dot per model on each of the first DRAWN benchmarks."""
    order = {
        key: number
        for number, key in enumerate(shown["benchmark_id"].unique(maintain_order=True).head(DRAWN))
    }
    names = page.names
    return pl.DataFrame(
        [
            {
                "order": order[row["benchmark_id"]],
                "label": names.benchmark(row["benchmark_id"]),
                "value": float(row["score"]),
                "model": names.model(row["model_id"]),
                "about": point_sentence.score(page, row),
            }
            for row in shown.iter_rows(named=True)
            if row["benchmark_id"] in order
        ]
    )


def legend(page: Page, models: list[str], ink: Ink) -> list[tuple[str, str]]:
    """Name and colour of each model; further models of a team get other shades."""
    seen: dict[str, int] = {}
    entries = []
    for model_id in models:
        team_id = page.names.models[model_id]["team_id"]
        repeated = seen.get(team_id, 0)
        seen[team_id] = repeated + 1
        entries.append(
            (page.names.model(model_id), mix(page.colour_of(team_id, ink), ink.text, 0.35 * min(repeated, 2)))
        )
    return entries


def wide(shown: pl.DataFrame) -> list[Row]:
    """One row per benchmark, with the rows of its models by model key."""
    table: dict[str, dict[str, Any]] = {}
    for row in shown.iter_rows(named=True):
        entry = table.setdefault(
            row["benchmark_id"], {"benchmark_id": row["benchmark_id"], "models": {}, **row}
        )
        entry["models"][row["model_id"]] = row
    return list(table.values())


def verdicts(page: Page, models: list[str]) -> dict[tuple[str, str], str]:
    """What can be concluded about the base against each other model, by benchmark and other model."""
    answer = page.ask("from pairwise(?, ?)", models[:1], models[1:])
    return {
        (row["benchmark_id"], row["right_model_id"]): page.words(f"level.{row['level']}")
        for row in answer.select("benchmark_id", "right_model_id", "level").iter_rows(named=True)
    }


def wide_columns(
    page: Page, models: list[str], said: dict[tuple[str, str], str], histories: Histories
) -> list[Column]:
    """Columns for value, difference, verdict and measurement of each model."""
    return [
        shared_columns.benchmark(page),
        *(
            column
            for model_id in models
            for column in model_columns(page, model_id, models[0], said, histories)
        ),
        shared_columns.basis(page),
    ]


def model_columns(
    page: Page, model_id: str, base: str, said: dict[tuple[str, str], str], histories: Histories
) -> list[Column]:
    """Columns for value, difference to the base, verdict and measurement of one model."""
    words, name = page.words, page.names.model(model_id)

    def one(row: Row) -> Row:
        found: Row = row["models"][model_id]
        return found

    value = shared_columns.published(words, name, lambda row: one(row)["score_text"])
    step = shared_columns.difference(
        words,
        words("column.difference_to", model=name),
        lambda row: (one(row)["difference"], one(row)["difference_decimals"]),
        signed=True,
    )
    verdict = Column(
        words("column.may_say_of", model=name),
        lambda row: said[row["benchmark_id"], model_id],
        href=lambda row: page.settings.href("pair", one=base, other=model_id),
    )
    source = Column(words("column.measured", model=name), lambda row: measured(page, one(row)))
    value = histories.beside(value, one)
    return [value, source] if model_id == base else [value, step, verdict, source]


def measured(page: Page, row: Row) -> str:
    """Who measured, their relation to the maker, and the settings."""
    parts = [
        page.names.team(row["reporter_id"]),
        point_sentence.relation(page, row["relation"], row["quoted_by"]),
        page.names.setting(row),
    ]
    return ", ".join(part for part in parts if part)
