"""Which models and benchmarks stand in the reader's table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

import polars as pl

from dokja.pages.shared.model_picker import in_order
from dokja.ui.page import Page, Place

GROUPS = ("newest", "programme", "all")
EVERY = "all"
WEIGHTS = ("open", "closed")


class Conditions(NamedTuple):
    """What the models of a group have to meet; the order is that of the parameters of matching_model."""

    lowest: Decimal | None
    highest: Decimal | None
    weights: Sequence[str]
    licences: Sequence[str]
    countries: Sequence[str]


def models(page: Page, below: Place) -> list[str]:
    """Models that the reader named, and those of a group that meet the conditions; at first the teams' newest.

    The conditions, and how many models the filter hides, stand in below.
    """
    words = page.words
    every = page.ask("from table_model")
    makers = page.visible(every.select("team_id").unique(maintain_order=True))["team_id"].to_list()
    options = in_order(page, every.filter(pl.col("team_id").is_in(makers))["model_id"].to_list())
    named = page.settings.several(
        "models",
        words("make_table.models"),
        options,
        [],
        page.names.model_spellings.__getitem__,
        listed=True,
        placeholder=words("make_table.models_example"),
    )
    groups = page.settings.several(
        "groups", words("make_table.groups"), GROUPS, [], lambda key: words(f"make_table.group.{key}")
    )
    with below:
        wanted = conditions(page, every)
    if not groups and not named:
        groups = ["all"] if any(wanted) else ["newest"]
    found = page.ask("from matching_model(?, ?, ?, ?, ?)", *wanted).filter(member(page, groups))
    shown = page.visible(found)
    with below:
        page.hidden(found, shown)
    return in_order(page, {*named, *shown["model_id"]})


def member(page: Page, groups: Sequence[str]) -> pl.Expr:
    """Whether a model is of one of the groups; the newest are those of teams in the programme, or of chosen teams."""
    newest = pl.col("is_newest") if page.teams else pl.col("is_newest") & pl.col("is_in")
    of = {"newest": newest, "programme": pl.col("is_programme"), "all": pl.lit(True)}
    return pl.any_horizontal(pl.lit(False), *(of[group] for group in groups))


def conditions(page: Page, every: pl.DataFrame) -> Conditions:
    """Conditions on size, weights, licence and country."""
    words, settings = page.words, page.settings
    set_before = any(settings.asks(key) for key in ("from", "to", "weights", "licence", "country"))
    with page.fold(words("make_table.conditions"), expanded=set_before):
        page.note(words("make_table.conditions_text"))
        with page.row():
            lowest = settings.amount("from", words("make_table.size_from"), words("make_table.no_limit"))
            highest = settings.amount("to", words("make_table.size_to"), words("make_table.no_limit"))
            weights = settings.several(
                "weights", words("model.weights"), WEIGHTS, [], lambda key: words(f"weights.{key}")
            )
        countries = settings.several(
            "country", words("column.country"), distinct(every, "country"), [], page.names.country
        )
        licences = settings.several(
            "licence",
            words("model.licence"),
            distinct(every, "licence"),
            [],
            str,
            listed=True,
            placeholder=words("make_table.no_limit"),
        )
    return Conditions(lowest, highest, weights, licences, countries)


def distinct(every: pl.DataFrame, column: str) -> list[str]:
    """Values of a column, the most frequent first."""
    counted = every[column].drop_nulls().value_counts(sort=False)
    return [str(value) for value in counted.sort("count", column, descending=[True, False])[column]]


def benchmarks(page: Page, chosen_models: Sequence[str], kind: str) -> list[str]:
    """Benchmarks that the reader named, and those of chosen categories; at first those that most models have."""
    words = page.words
    known = page.ask("from table_benchmark(?, ?)", list(chosen_models), kind)
    named = page.settings.several(
        "benchmarks",
        words("make_table.benchmarks"),
        known.sort("benchmark_id")["benchmark_id"].to_list(),
        [],
        page.names.benchmark_spellings.__getitem__,
        listed=True,
        placeholder=words("make_table.benchmarks_example"),
    )
    categories = page.settings.several(
        "categories",
        words("make_table.categories"),
        [EVERY, *known["category"].unique().sort()],
        [],
        lambda key: words("make_table.every_benchmark" if key == EVERY else f"category.{key}"),
        listed=True,
        placeholder=words("make_table.no_categories"),
    )
    if not named and not categories:
        return known.filter("is_first")["benchmark_id"].to_list()
    of_category = pl.col("category").is_in(categories) | pl.lit(EVERY in categories)
    return known.filter(pl.col("benchmark_id").is_in(named) | of_category)["benchmark_id"].to_list()
