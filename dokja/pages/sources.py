"""Where do the numbers come from, what contradicts what, and what is missing?"""

from __future__ import annotations

import polars as pl

from dokja.charts import rows
from dokja.charts.picture import Picture
from dokja.page import Page
from dokja.pages import columns
from dokja.tables import Column, Row, Table
from dokja.theme import Ink

DRAWN = 30


def show(page: Page) -> None:
    """Sources, coverage, conflicts, repeated measurements, gaps, version of the data."""
    words, store = page.words, page.store
    used = page.ask("from source_use")
    total = page.ask("select count(*) as n from score")["n"][0]
    page.heading(
        words("sources.title"),
        words("sources.answer", sources=used.height, scores=words.number(total)),
        words("sources.version", date=words.date(store.data_date), version=store.data_version),
    )
    coverage(page)
    conflicts(page)
    spread(page)
    every_source(page, used)
    page.terms("benchmark", "own", "independent")


def coverage(page: Page) -> None:
    """How many benchmarks have a number for each programme model, by category."""
    words = page.words
    answer = page.ask("from coverage_total")
    shown = page.visible(answer)
    page.section(words("sources.coverage.title"), words("sources.coverage.text"))
    if shown.is_empty():
        page.note(words("empty.filter"))
        return

    def draw(ink: Ink) -> Picture:
        return rows.draw(coverage_dots(page, shown.head(DRAWN), ink), ink, words("axis.benchmarks"))

    drawn = min(DRAWN, shown.height)
    page.picture(draw, words("sources.coverage.alt", count=drawn), "coverage")
    page.note(words("sources.coverage.legend"))
    if shown.height > DRAWN:
        page.note(words("scores.drawn", drawn=DRAWN, count=words.number(shown.height)))
    page.hidden(answer, shown)
    used = page.ask(
        "select distinct source_id from measurement where model_id in (select model_id from programme_model)"
    )
    table = Table(words("sources.coverage.caption"), coverage_columns(page), shown)
    page.table("coverage", table, used["source_id"], draw)


def coverage_columns(page: Page) -> list[Column]:
    """k of B over all categories and in each."""
    answer = page.ask("from coverage order by category")
    cells = {(row["model_id"], row["category"]): k_of_b(row) for row in answer.iter_rows(named=True)}

    def of_category(category: str) -> Column:
        return columns.text(page, f"category.{category}", lambda row: cells[row["model_id"], category])

    return [
        columns.model(page),
        columns.text(page, "column.all_categories", k_of_b),
        *(of_category(one) for one in answer["category"].unique(maintain_order=True)),
    ]


def k_of_b(row: Row) -> str:
    """On how many of how many benchmarks there is a number."""
    return f"{row['n_published']}/{row['n_benchmarks']}"


def coverage_dots(page: Page, models: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """A filled dot for the benchmarks with a number, a hollow one for those with an independent number."""
    dots = []
    for order, row in enumerate(models.iter_rows(named=True)):
        for kind, filled in (("n_published", True), ("n_independent", False)):
            dots.append(
                {
                    "order": order,
                    "label": page.names.model(row["model_id"]),
                    "value": float(row[kind]),
                    "low": float(row[kind]),
                    "high": float(row[kind]),
                    "text": str(row[kind]),
                    "side": "right" if filled else "left",
                    "colour": page.colour_of(row["team_id"], ink),
                    "shape": "circle",
                    "filled": filled,
                    "about": f"{page.names.model(row['model_id'])}: {row[kind]}/{row['n_benchmarks']}",
                }
            )
    return pl.DataFrame(dots)


def conflicts(page: Page) -> None:
    """Numbers of one model and benchmark that disagree, both ends with who measured."""
    words, names = page.words, page.names
    answer = page.ask("from score_conflict")
    shown = page.visible(answer)
    page.section(words("sources.conflicts.title"), words("sources.conflicts.text", count=answer.height))
    page.hidden(answer, shown)

    def end(which: str) -> Column:
        return columns.text(
            page,
            f"column.{which}",
            lambda row: f"{row[f'{which}_text']} ({names.team(row[f'{which}_reporter_id'])})",
        )

    table_columns = [
        columns.model(page),
        columns.benchmark(page),
        columns.text(page, "column.setting", lambda row: names.setting(row) or None),
        end("lowest"),
        end("highest"),
        columns.number(page, "column.difference", "difference"),
        columns.text(
            page,
            "column.conflict",
            lambda row: words(
                "conflict.conditions" if row["conditions_differ"] else f"conflict.{row['kind']}"
            ),
        ),
    ]
    sources = pl.concat([shown["lowest_source_id"], shown["highest_source_id"]]).unique(maintain_order=True)
    page.table("conflicts", Table(words("sources.conflicts.caption"), table_columns, shown), sources)


def spread(page: Page) -> None:
    """The same model measured by several parties."""
    words, names = page.words, page.names
    summary = page.ask("from reporter_spread_summary").row(0, named=True)
    answer = page.ask("from reporter_spread")
    shown = page.visible(answer)
    number = words.number
    page.section(
        words("sources.spread.title"),
        words(
            "sources.spread.text",
            pairs=summary["n_pairs"],
            median=number(summary["median_difference"], 1),
            mean=number(summary["mean_difference"], 1),
            quartile=number(summary["upper_quartile"], 1),
            largest=number(summary["largest_difference"], 1),
            equal=summary["n_equal"],
            model=names.model(summary["most_frequent_model_id"]),
            most=summary["n_most_frequent"],
        )
        if summary["n_pairs"]
        else "",
    )
    page.hidden(answer, shown)
    table_columns = [
        columns.model(page),
        columns.benchmark(page),
        columns.text(page, "column.setting", lambda row: names.setting({**row, "conditions": None}) or None),
        columns.text(
            page, "column.one", lambda row: f"{row['one_text']} ({names.team(row['one_reporter_id'])})"
        ),
        columns.text(
            page, "column.other", lambda row: f"{row['other_text']} ({names.team(row['other_reporter_id'])})"
        ),
        columns.number(page, "column.difference", "difference"),
        columns.text(page, "column.note", lambda row: remark(page, row)),
    ]
    sources = pl.concat([shown["one_source_id"], shown["other_source_id"]]).unique(maintain_order=True)
    page.table("spread", Table(words("sources.spread.caption"), table_columns, shown), sources)


def remark(page: Page, row: Row) -> str | None:
    """Probably quoted, or a condition of which one side says nothing."""
    if row["is_equal"]:
        return page.words("sources.spread.equal")
    return page.words("sources.spread.unknown") if row["condition_unknown"] else None


def every_source(page: Page, used: pl.DataFrame) -> None:
    """Every source with what came from it."""
    words = page.words
    page.section(words("sources.all.title"))
    table_columns = [
        Column(
            words("column.source"),
            lambda row: words.name(row, "title"),
            href=lambda row: page.source_href(row["source_id"]),
            away=True,
        ),
        columns.text(page, "column.publisher", lambda row: words.name(row, "publisher")),
        columns.text(page, "column.date", lambda row: words.date(row["published_on"]) or None),
        columns.words_for(page, "column.source_kind", "kind", "source_kind"),
        columns.words_for(page, "column.read", "read", "read"),
        *(
            columns.count(page, f"column.{key}", key)
            for key in ("n_scores", "n_sizes", "n_marks", "n_claims", "n_others")
        ),
    ]
    page.table("sources", Table(words("sources.all.caption"), table_columns, used), [])
