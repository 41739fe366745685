"""Which numbers do you need in one table?"""

from __future__ import annotations

import polars as pl

from dokja.pages.shared import measured_by
from dokja.pages.table_builder import selection
from dokja.pages.table_builder.grid import FACTS, Grid
from dokja.ui.card import Whole
from dokja.ui.page import Page

ROWS = ("benchmarks", "models")
CELLS = ("measured", "bare")
NOBODY = "none"
KEY = "table"


def show(page: Page) -> None:
    """Let the reader choose models and benchmarks, and show and hand over the table that they make."""
    words = page.words
    top = page.place()
    with page.place("table-choosers"):
        grid = chosen(page)
    with top:
        page.heading(words("make_table.title"), *answer(page, grid))
    if not grid.models or not grid.benchmarks:
        page.note(words("make_table.nothing"))
        return
    used = grid.cells["source_id"].drop_nulls().unique(maintain_order=True).to_list()
    subject = [*grid.models, *grid.benchmarks, *measured_by.named(grid.kind)]
    table, whole = grid.on_screen(), Whole(len(grid.rows()), lambda: (grid.for_files(), used))
    page.take_away(KEY, whole.make, subject)
    page.card(KEY, table, used, notes=remarks(page, grid), whole=whole, subject=subject)
    page.terms("benchmark", "own", "independent", "reasoning", "basis")


def chosen(page: Page) -> Grid:
    """The table that the reader's settings describe."""
    words, settings = page.words, page.settings
    left, right = page.halves()
    below = page.place()
    with left:
        models = selection.models(page, below)
    with page.row():
        kind = measured_by.chosen(page)
        rows, cells = (
            settings.one(
                key,
                words(f"make_table.{key}"),
                options,
                options[0],
                lambda option, key=key: words(f"make_table.{key}_{option}"),  # type: ignore[misc]
                pills=True,
            )
            for key, options in (("rows", ROWS), ("cells", CELLS))
        )
    with right:
        benchmarks = selection.benchmarks(page, models, kind)
    with page.row():
        base = settings.one(
            "base",
            words("make_table.base"),
            [NOBODY, *models],
            NOBODY,
            lambda key: words("make_table.no_base") if key == NOBODY else page.names.model(key),
        )
        facts = settings.several(
            "facts", words("make_table.facts"), FACTS, [], lambda key: words(f"make_table.fact.{key}")
        )
    return Grid(
        page,
        models,
        benchmarks,
        kind,
        None if base == NOBODY else base,
        facts,
        rows == "models",
        cells == "bare",
    )


def answer(page: Page, grid: Grid) -> list[str]:
    """What the table holds: models, benchmarks, cells with a number, independent ones, and as of which day."""
    cells = grid.cells
    return [
        page.words(
            "make_table.answer",
            models=len(grid.models),
            benchmarks=len(grid.benchmarks),
            cells=page.words.number(cells.height),
            filled=page.words.number(cells["score"].count()),
            independent=page.words.number(cells.filter(pl.col("relation") == "independent").height),
            date=page.words.date(page.store.data_date),
        )
    ]


def remarks(page: Page, grid: Grid) -> list[str]:
    """How the numbers were chosen, where lower is better, and what a difference does not say."""
    words, names = page.words, page.names
    told = [words("make_table.chosen")]
    if several := grid.cells.filter(pl.col("n_shown") > 1).height:
        told.append(words("make_table.several", count=words.number(several), scores=words("scores.nav")))
    lower = [names.benchmark(key) for key in grid.benchmarks if not names.benchmarks[key]["higher_is_better"]]
    if lower:
        told.append(words("make_table.lower", benchmarks=words.join(lower)))
    if grid.base:
        counts = {
            basis: grid.differences.filter(pl.col("basis") == basis).height
            for basis in ("one_table", "recorded", "not_known", "differs", "no_number")
        }
        told.append(
            words("make_table.differences", base=names.model(grid.base), pair=words("pair.nav"), **counts)
        )
    return told
