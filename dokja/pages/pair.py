"""Is the difference between two models real, benchmark by benchmark?"""

from __future__ import annotations

import polars as pl

from dokja.charts import forest_plot
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.pages.compare import units
from dokja.pages.pairwise import level_text, mean_comparison, order_robustness
from dokja.pages.shared import point_sentence, shared_columns
from dokja.pages.shared.model_picker import findable, measured_models
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

DRAWN = 24
TERMS = (
    *("verdict_ladder", "points", "limits", "chance", "bonferroni"),
    *("smallest_difference", "repeated", "independent", "methods"),
)
COUNTED = ("ahead", "appears", "behind", "appears_behind", "undetermined", "alike", "apart")


def show(page: Page) -> None:
    """Show what can be concluded from each difference between two models, its limits, and why not more."""
    words, names = page.words, page.names
    one, other = chosen(page)
    answer = page.ask("from pair_difference(?, ?)", one, other)
    title = words("pair.title", one=names.model(one), other=names.model(other))
    if answer.is_empty() or one == other:
        page.heading(title, words("pair.nothing"))
        return
    page.heading(title, counts(page, answer, one, other))
    mean_comparison.show(page, one, other, method(page))
    unit = page.settings.one(
        "unit",
        words("compare.unit"),
        units(answer),
        units(answer)[0],
        lambda key: words(f"unit.{key}"),
        pills=True,
    )
    shown = answer.filter(pl.col("unit") == unit)
    drawable = shown.filter(pl.col("level") > 0).head(DRAWN)

    def draw(ink: Ink) -> Picture:
        return forest_plot.draw(
            dots(page, drawable, ink),
            ink,
            words(
                "pair.axis",
                one=names.model(one),
                unit=words(f"unit.{'points' if unit == 'percent' else unit}"),
            ),
        )

    table = Table(
        words("pair.caption", one=names.model(one), other=names.model(other)),
        pair_columns(page, one, other),
        shown,
    )
    sources = [*shown["left_source_id"], *shown["right_source_id"]]
    page.card(
        "pair",
        table,
        sources,
        draw if drawable.height else None,
        words("pair.alt", one=names.model(one), other=names.model(other), count=drawable.height),
        measure=words("compare.of_unit", total=answer.height, count=shown.height, unit=words(f"unit.{unit}")),
        finding=counts(page, answer, one, other),
        notes=[words("pair.legend", one=names.model(one), other=names.model(other))],
        subject=[one, other, unit],
    )
    mean_comparison.by_who_measured(page, one, other)
    order_robustness.survives(page, one, other)
    page.terms(*TERMS)


def method(page: Page) -> str:
    """How a verdict is reached, with the pairs that are tested together."""
    sizes = dict(page.ask("select distinct family, n_family from pair_family").iter_rows())
    listed = page.ask("select model_id from reference_model join model using (model_id) order by name_en")
    return page.words(
        "pair.method",
        programme=page.words.number(sizes.get("programme", 0)),
        reference=page.words.number(sizes.get("reference", 0)),
        references=page.words.join([page.names.model(key) for key in listed["model_id"]]),
    )


def chosen(page: Page) -> tuple[str, str]:
    """The two models; by default the two newest of the teams that remain in the programme."""
    names = page.names
    start = page.ask(
        "select model_id from programme_model join team_place using (team_id) where is_current "
        "order by is_in desc, released_on desc, model_id"
    )
    keys = measured_models(page)
    default = [key for key in start["model_id"] if key in keys][:2]
    slots = dict(zip(("one", "other"), default, strict=True))
    kept = {page.settings.current(slot, keys, first) for slot, first in slots.items()}
    options = findable(page, keys, kept)
    with page.row():
        one, other = (
            page.settings.one(slot, page.words(f"pair.{slot}"), options, first, names.model)
            for slot, first in slots.items()
        )
    return one, other


def counts(page: Page, answer: pl.DataFrame, one: str, other: str) -> str:
    """A sentence with the number of benchmarks for each possible conclusion."""
    level, ahead = pl.col("level"), pl.col("difference") > 0
    number = {
        "ahead": answer.filter(level == 5, ahead).height,
        "appears": answer.filter(level == 4, ahead).height,
        "behind": answer.filter(level == 5, ~ahead).height,
        "appears_behind": answer.filter(level == 4, ~ahead).height,
        "undetermined": answer.filter(level == 3).height,
        "alike": answer.filter(level == 2).height,
        "apart": answer.filter(level == 0).height,
    }
    said = [
        page.words(
            f"pair.count_{key}", count=number[key], one=page.names.model(one), other=page.names.model(other)
        )
        for key in COUNTED
        if number[key]
    ]
    return page.words("pair.answer", count=answer.height, said=page.words.join(said))


def dots(page: Page, rows: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """One dot per difference, in the colour of the higher-scoring model's team."""
    found = []
    for place, row in enumerate(rows.iter_rows(named=True)):
        side = "left" if row["difference"] >= 0 else "right"
        found.append(
            {
                "order": place,
                "label": page.names.benchmark(row["benchmark_id"]),
                "value": float(row["difference"]),
                **{key: row[key] for key in ("low", "high", "low_worst", "high_worst")},
                "text": page.words(f"level.{row['level']}"),
                "colour": page.colour_of(row[f"{side}_team_id"], ink),
                "filled": row["level"] >= 4,
                "about": point_sentence.pair(page, row, level_text.verdict(page, row)),
            }
        )
    return pl.DataFrame(
        found, schema_overrides=dict.fromkeys(("low", "high", "low_worst", "high_worst"), pl.Float64)
    )


def pair_columns(page: Page, one: str, other: str) -> list[Column]:
    """Columns for both scores, their difference with limits, verdict, reasons, and the benchmark's resolution."""
    words = page.words

    def limits(low: str, high: str) -> Column:
        def shown(row: Row) -> str | None:
            if row[low] is None:
                return words("pair.no_error")
            return words(
                "pair.limits",
                low=words.number(row[low], 1, signed=True),
                high=words.number(row[high], 1, signed=True),
            )

        return Column(words(f"column.{low}"), shown)

    def repeated(row: Row) -> str | None:
        if row["n_repeated"] is None:
            return None
        return words("pair.repeated", count=row["n_moved_further"], total=row["n_repeated"])

    return [
        shared_columns.benchmark(page),
        shared_columns.published(words, page.names.model(one), lambda row: row["left_text"]),
        shared_columns.published(words, page.names.model(other), lambda row: row["right_text"]),
        shared_columns.number(page, "column.difference", "difference", signed=True),
        limits("low", "high"),
        limits("low_worst", "high_worst"),
        shared_columns.text(page, "column.may_say", lambda row: level_text.verdict(page, row)),
        shared_columns.text(page, "column.because", lambda row: level_text.reasons(page, row), prose=True),
        shared_columns.text(page, "column.arithmetic", lambda row: row["arithmetic"], prose=True),
        shared_columns.number(page, "column.smallest_difference", "smallest_difference", decimals=1),
        Column(
            words("column.repeated"),
            repeated,
            href=lambda row: level_text.repeated_href(page, row["difference"]),
            prose=True,
        ),
        Column(
            words("column.measured", model=page.names.model(one)),
            lambda row: measured(page, row, "left"),
            href=lambda row: page.source_href(row["left_source_id"]),
            away=True,
        ),
        Column(
            words("column.measured", model=page.names.model(other)),
            lambda row: measured(page, row, "right"),
            href=lambda row: page.source_href(row["right_source_id"]),
            away=True,
        ),
    ]


def measured(page: Page, row: Row, side: str) -> str:
    """Who measured one side, their relation to the maker, and the settings."""
    setting = {key: row[f"{side}_{key}"] for key in ("mode", "effort", "conditions")}
    parts = [
        page.names.team(row[f"{side}_reporter_id"]),
        point_sentence.relation(page, row[f"{side}_relation"], row[f"{side}_quoted_by"]),
        page.names.setting(setting),
    ]
    return ", ".join(part for part in parts if part)
