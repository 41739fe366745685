"""What is missing, who measured the rest, and does it matter who did?"""

from __future__ import annotations

import polars as pl

from dokja.charts import heat_map
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink, letters_on
from dokja.pages.shared import measured_by, self_reporting, shared_columns
from dokja.pages.shared.measured_by import KINDS
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

MODELS_DRAWN = 10
BENCHMARKS_DRAWN = 30
MISSING = ("withheld", "not_evaluated", "not_applicable", "not_found")
COUNTED = {
    "all": "n_published",
    "independent": "n_independent",
    "own": "n_own",
    "competitor": "n_competitor",
}


def show(page: Page) -> None:
    """Show the answer, then what the reader chooses: map and totals, own scores beside others', or the teams' choice."""
    words = page.words
    states = page.ask("from coverage_state")
    if states.is_empty():
        page.heading(words("coverage.title"), words("coverage.nothing"))
        return
    page.heading(words("coverage.title"), *answer(page, states))
    part = page.settings.one(
        "part",
        words("coverage.part.label"),
        tuple(PARTS),
        "cells",
        lambda key: words(f"coverage.part.{key}"),
        pills=True,
    )
    PARTS[part](page)
    page.terms("benchmark", "own", "independent")


def map_and_totals(page: Page) -> None:
    """Show the map of one category, and the totals of each model."""
    category, kind = chosen(page)
    cell_map(page, category, kind)
    totals(page, kind)


PARTS = {"cells": map_and_totals, "gaps": self_reporting.gaps, "choice": self_reporting.benchmarks}
"""What the page can show: one at a time is computed."""


def answer(page: Page, states: pl.DataFrame) -> list[str]:
    """Sentences with the number of cells that have a score and from whom, and why the others have none."""
    words = page.words
    counts = {row["state"]: row["n_cells"] for row in states.iter_rows(named=True)}
    first = states.row(0, named=True)
    here = {key: words.number(counts.get(key, 0)) for key in (*KINDS[1:], *MISSING)}
    filled = sum(counts.get(key, 0) for key in KINDS[1:])
    return [
        words(
            "coverage.answer",
            models=first["n_models"],
            benchmarks=first["n_benchmarks"],
            cells=words.number(first["n_all"]),
            filled=words.number(filled),
            **{key: here[key] for key in KINDS[1:]},
        ),
        words("coverage.empty_cells", **{key: here[key] for key in MISSING}),
    ]


def chosen(page: Page) -> tuple[str, str]:
    """The category of benchmarks, and whose scores count."""
    words = page.words
    categories = page.ask(
        "select category from coverage_cell group by category order by count(*) desc, category"
    )["category"].to_list()
    with page.row():
        category = page.settings.one(
            "map",
            words("scores.category"),
            categories,
            categories[0],
            lambda key: words(f"category.{key}"),
        )
        kind = measured_by.chosen(page)
    return category, kind


def cell_map(page: Page, category: str, kind: str) -> None:
    """Show one category's map, with a letter and a shade per cell, and the same as a table."""
    words, names = page.words, page.names
    answer = page.ask("from coverage_cell where category = ?", category)
    shown = page.visible(answer)
    page.section(
        words("coverage.map.title", category=words(f"category.{category}")), words("coverage.map.text")
    )
    if shown.is_empty():
        page.note(words("empty.filter"))
        return
    models = in_order(shown, "model_id")
    benchmarks = in_order(shown, "benchmark_id")
    drawn = shown.filter(
        pl.col("model_id").is_in(models[:MODELS_DRAWN]),
        pl.col("benchmark_id").is_in(benchmarks[:BENCHMARKS_DRAWN]),
    )

    def draw(ink: Ink) -> Picture:
        return heat_map.draw(cells(page, drawn, models, benchmarks, kind, ink), ink)

    count = drawn.select("model_id", "benchmark_id").n_unique()
    cut = words("coverage.map.drawn", drawn=words.number(drawn.height), count=words.number(shown.height))
    state = {
        (row["benchmark_id"], row["model_id"]): state_words(page, row, kind)
        for row in shown.iter_rows(named=True)
    }

    def on_benchmark(benchmark_id: str) -> Column:
        return Column(names.benchmark(benchmark_id), lambda row: state[benchmark_id, row["model_id"]])

    rows = [{"model_id": model_id} for model_id in models]
    table_columns = [shared_columns.model(page), *(on_benchmark(benchmark_id) for benchmark_id in benchmarks)]
    caption = words("coverage.map.caption", category=words(f"category.{category}"))
    table = Table(caption, table_columns, rows)
    subject = [category, *measured_by.named(kind)]
    page.card(
        "map",
        table,
        sources_of(page, category),
        draw,
        words("coverage.map.alt", count=count),
        notes=[legend(page), cut if drawn.height < shown.height else "", page.hidden_text(answer, shown)],
        subject=subject,
    )


def in_order(shown: pl.DataFrame, key: str) -> list[str]:
    """Models or benchmarks, ordered by their number of filled cells, most first."""
    counted = shown.group_by(key).agg((pl.col("n_numbers") > 0).sum().alias("n"))
    counted = counted.sort("n", key, descending=[True, False])
    return [str(one) for one in counted[key]]


def sources_of(page: Page, category: str) -> list[str]:
    """Sources of programme models' scores in a category."""
    return [str(one) for one in page.ask("from programme_source where category = ?", category)["source_id"]]


def state_words(page: Page, row: Row, kind: str) -> str | None:
    """Every kind of score that a cell has, or why it has none; None if it lacks the reader's kind."""
    words = page.words
    if row["relations"]:
        counted = [one for one in KINDS[1:] if one in row["relations"] and kind in ("all", one)]
        return words.join([words(f"state.{one}") for one in counted]) or None
    return words(f"state.{row['state']}")


def cells(
    page: Page, drawn: pl.DataFrame, models: list[str], benchmarks: list[str], kind: str, ink: Ink
) -> pl.DataFrame:
    """Letter, shade and border of each cell."""
    row_of = {benchmark_id: place for place, benchmark_id in enumerate(benchmarks)}
    column_of = {model_id: place for place, model_id in enumerate(models)}
    found = []
    for row in drawn.iter_rows(named=True):
        text, colour, border, letters = look(page, row, kind, ink)
        name, benchmark = page.names.model(row["model_id"]), page.names.benchmark(row["benchmark_id"])
        said = state_words(page, row, kind) or page.words("coverage.other_kind")
        cell = "cell" if row["relations"] else "empty_cell"
        found.append(
            {
                "order": row_of[row["benchmark_id"]],
                "place": column_of[row["model_id"]],
                "label": benchmark,
                "column": name,
                "colour": colour,
                "border": border,
                "letters": letters,
                "text": text,
                "about": page.words(f"about.{cell}", model=name, benchmark=benchmark, said=said),
            }
        )
    return pl.DataFrame(found).sort("place", "order")


def look(page: Page, row: Row, kind: str, ink: Ink) -> tuple[str, str, str, str]:
    """Text, fill, border and text colour of a cell."""
    words, fills = page.words, {"independent": ink.text, "own": ink.others, "competitor": ink.grid}
    found = [one for one in KINDS[1:] if one in row["relations"] and kind in ("all", one)]
    if found:
        several = words("coverage.letter.several") if len(found) > 1 else ""
        fill = fills[found[0]]
        border = ink.line if fill == ink.grid else fill
        return words(f"coverage.letter.{found[0]}") + several, fill, border, letters_on(fill)
    if row["relations"]:
        return "", ink.background, ink.line, ink.muted
    border = ink.warning if row["state"] in ("withheld", "not_evaluated") else ink.line
    letters = ink.warning if row["state"] in ("withheld", "not_evaluated") else ink.muted
    return words(f"coverage.letter.{row['state']}"), ink.background, border, letters


def legend(page: Page) -> str:
    """The meaning of each letter."""
    words = page.words
    letters = {words(f"coverage.letter.{key}"): words(f"state.{key}") for key in (*KINDS[1:], *MISSING)}
    letters[words("coverage.letter.several")] = words("coverage.several")
    return " · ".join(f"{letter} = {meaning}" for letter, meaning in letters.items())


def totals(page: Page, kind: str) -> None:
    """Show on how many benchmarks each model has a score of the reader's kind, in total and by category."""
    words = page.words
    page.section(
        words("coverage.totals.title"),
        words("coverage.totals.text", kind=words(f"measured_by.{kind}")),
    )
    every = page.ask("from coverage_total")
    shown = page.visible(every)
    page.hidden(every, shown)
    parts = page.ask("from coverage order by category")
    known = {(row["model_id"], row["category"]): k_of_b(row, kind) for row in parts.iter_rows(named=True)}

    def of_category(category: str) -> Column:
        return shared_columns.text(page, f"category.{category}", lambda row: known[row["model_id"], category])

    table_columns = [
        shared_columns.model(page),
        shared_columns.text(page, "column.all_categories", lambda row: k_of_b(row, kind)),
        *(of_category(one) for one in parts["category"].unique(maintain_order=True)),
    ]
    used = page.ask("from programme_source")
    table = Table(words("coverage.totals.caption"), table_columns, shown)
    page.card("totals", table, used["source_id"], subject=measured_by.named(kind))


def k_of_b(row: Row, kind: str) -> str:
    """Number of benchmarks with a score of this kind, out of all, e.g. 3/10."""
    return f"{row[COUNTED[kind]]}/{row['n_benchmarks']}"
