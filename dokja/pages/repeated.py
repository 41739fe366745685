"""How much do a model's scores change when another party measures it?"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import polars as pl

from dokja.charts import strip_plot
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.pages.shared import point_sentence, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

HEADLINE_DIFFERENCE = Decimal("2.66")
MOST_POINTS = 100


def show(page: Page) -> None:
    """Show the distribution, the reader's own difference within it, every pair, and separately the revisions."""
    words = page.words
    answer = page.ask("from reporter_spread")
    if answer.is_empty():
        page.heading(words("repeated.title"), words("repeated.nothing"))
    else:
        page.heading(words("repeated.title"), *sentences(page), words("repeated.no_verdict"))
        pairs(page, answer)
        by_category(page)
    revisions(page)
    page.terms("repeated", "points", "own", "independent")


def sentences(page: Page) -> list[str]:
    """Sentences on the distribution among programme models and among all, and on how few models it covers."""
    rows = {row["models"]: row for row in page.ask("from reporter_spread_summary").iter_rows(named=True)}
    return [
        spread(page, rows["programme"]),
        spread(page, rows["all"]),
        equal(page, rows["all"]),
        one_model(page, rows["all"]),
    ]


def spread(page: Page, row: Row) -> str:
    """A sentence with the distribution among a set of models."""
    words, number = page.words, page.words.number
    models = words(f"repeated.models.{row['models']}")
    if not row["n_pairs"]:
        return words("repeated.none", models=models)
    return words(
        "repeated.answer",
        models=models,
        pairs=row["n_pairs"],
        median=number(row["median_difference"], 1),
        mean=number(row["mean_difference"], 1),
        quartile=number(row["upper_quartile"], 1),
        largest=number(row["largest_difference"], 1),
    )


def equal(page: Page, row: Row) -> str:
    """A sentence on pairs with equal values, which are probably quotations; blank without any, or without others."""
    if not row["n_equal"] or not row["n_unequal"]:
        return ""
    return page.words(
        "repeated.equal",
        models=page.words(f"repeated.models.{row['models']}"),
        equal=row["n_equal"],
        unequal=row["n_unequal"],
        median=page.words.number(row["median_unequal"], 1),
    )


def one_model(page: Page, row: Row) -> str:
    """A sentence on the model with the most pairs; blank without any pair."""
    if not row["n_pairs"]:
        return ""
    return page.words(
        "repeated.one_model",
        models=page.words(f"repeated.models.{row['models']}"),
        pairs=row["n_pairs"],
        most=row["n_most_frequent"],
        model=page.names.model(row["most_frequent_model_id"]),
    )


def pairs(page: Page, answer: pl.DataFrame) -> None:
    """Show how many repeated measurements differ by more than a chosen difference, and every pair."""
    words = page.words
    page.section(words("repeated.beside.title"), words("repeated.beside.text"))
    points = page.settings.points(
        "difference", words("repeated.beside.label"), MOST_POINTS, HEADLINE_DIFFERENCE
    )
    further = page.ask("select moved_further(?) as n", points)["n"][0]
    all_further = page.ask("select count(*) as n from reporter_spread where difference > ?", points)["n"][0]
    compared = page.ask("from reporter_spread_summary where models = 'compared'").row(0, named=True)
    said = words(
        "repeated.beside.answer",
        points=words.number(points),
        pairs=compared["n_pairs"],
        further=further,
    )
    all_said = words("repeated.beside.all", all_pairs=answer.height, all_further=all_further)
    shown = page.visible(answer)
    if shown.is_empty():
        page.note(words("empty.filter"))
        return

    def draw(ink: Ink) -> Picture:
        at_text = words("repeated.at", points=words.number(points))
        return strip_plot.draw(
            dots(page, shown, ink),
            medians(page, shown),
            ink,
            words("repeated.axis"),
            at=(float(points), at_text),
            compressed=True,
        )

    page.card(
        "pairs",
        Table(words("repeated.pairs.caption"), pair_columns(page), shown),
        [*shown["left_source_id"], *shown["right_source_id"]],
        draw,
        words("repeated.alt", pairs=shown.height, further=all_further),
        title=said,
        measure=words("repeated.pairs.text"),
        notes=[
            all_said,
            one_model(page, compared),
            words("repeated.legend"),
            page.hidden_text(answer, shown),
        ],
    )


def groups(shown: pl.DataFrame) -> list[str]:
    """Categories in chart order: those with most pairs first."""
    counted = shown["category"].value_counts(sort=True).sort("count", "category", descending=[True, False])
    return [str(category) for category in counted["category"]]


def dots(page: Page, shown: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """One dot per pair, in the colour of the model's maker."""
    order = {category: place for place, category in enumerate(groups(shown))}
    counts = dict(shown["category"].value_counts().iter_rows())
    found = [
        {
            "order": order[row["category"]],
            "label": page.words(
                "repeated.group",
                category=page.words(f"category.{row['category']}"),
                pairs=counts[row["category"]],
            ),
            "value": float(row["difference"]),
            "colour": page.colour_of(row["team_id"], ink),
            "about": point_sentence.repeated(page, row),
        }
        for row in shown.iter_rows(named=True)
    ]
    return pl.DataFrame(found).sort("order", maintain_order=True)


def medians(page: Page, shown: pl.DataFrame) -> pl.DataFrame:
    """The median of each chart row, over all models."""
    known = dict(page.ask("select category, median_difference from reporter_spread_category").iter_rows())
    order = groups(shown)
    return pl.DataFrame(
        [
            {
                "order": place,
                "value": float(known[category]),
                "about": point_sentence.median(page, category, known[category]),
            }
            for place, category in enumerate(order)
        ]
    )


def by_category(page: Page) -> None:
    """Show the distribution by category."""
    words = page.words
    answer = page.ask("from reporter_spread_category")
    page.section(words("repeated.category.title"), words("repeated.category.text"))
    table_columns = [
        shared_columns.words_for(page, "column.category", "category", "category"),
        shared_columns.count(page, "column.n_pairs", "n_pairs"),
        *(
            shared_columns.number(page, f"column.{key}", key, decimals=1)
            for key in ("median_difference", "mean_difference", "upper_quartile", "largest_difference")
        ),
    ]
    sources = page.ask(
        "select left_source_id as source_id from reporter_spread union select right_source_id from reporter_spread order by 1"
    )["source_id"]
    page.card("category", Table(words("repeated.category.caption"), table_columns, answer), sources)


def pair_columns(page: Page) -> list[Column]:
    """Columns of the pairs: both scores, who measured, how and when, and what is unknown."""
    words, names = page.words, page.names

    def end(side: str) -> Column:
        def said(row: Row, shorten: shared_columns.Shorten) -> str:
            parts = [
                f"{shorten(row[f'{side}_text'])} {names.team(row[f'{side}_reporter_id'])}",
                point_sentence.relation(page, row[f"{side}_relation"], row[f"{side}_quoted_by"]),
                names.condition(row[f"{side}_conditions"]),
                words.date(row[f"{side}_publication_day"]) or words("repeated.no_date"),
            ]
            return ", ".join(part for part in parts if part)

        return replace(
            shared_columns.with_published(page, f"column.{side}", said),
            href=lambda row: page.source_href(row[f"{side}_source_id"]),
            away=True,
        )

    return [
        shared_columns.model(page),
        shared_columns.benchmark(page),
        shared_columns.text(
            page, "column.setting", lambda row: names.setting({**row, "conditions": None}) or None
        ),
        end("left"),
        end("right"),
        shared_columns.number(page, "column.difference", "difference"),
        shared_columns.text(page, "column.note", lambda row: remark(page, row)),
    ]


def remark(page: Page, row: Row) -> str | None:
    """Remarks: probably quoted, or a condition that only one side states; None if there are none."""
    said = [page.words("repeated.quoted")] if row["is_equal"] else []
    said += [page.words("repeated.unknown")] if row["condition_unknown"] else []
    return ", ".join(said) or None


def revisions(page: Page) -> None:
    """Show scores that one party later published with a different value."""
    words, names = page.words, page.names
    answer = page.ask("from reporter_revision")
    shown = page.visible(answer)
    page.section(words("repeated.revisions.title"), words("repeated.revisions.text", count=answer.height))
    page.hidden(answer, shown)

    def numbers(row: Row, shorten: shared_columns.Shorten) -> str:
        said = [
            words(
                "repeated.dated",
                score=shorten(one["score_text"]),
                date=words.date(one["publication_day"]) or words("repeated.no_date"),
            )
            for one in row["numbers"]
        ]
        return (" → " if row["all_dated"] else " · ").join(said)

    table_columns = [
        shared_columns.model(page),
        shared_columns.benchmark(page),
        shared_columns.text(page, "column.setting", lambda row: names.setting(row) or None),
        shared_columns.reporter(page),
        shared_columns.with_published(page, "column.numbers", numbers),
        shared_columns.number(page, "column.difference", "difference"),
    ]
    sources = [one["source_id"] for row in shown["numbers"] for one in row]
    page.card("revisions", Table(words("repeated.revisions.caption"), table_columns, shown), sources)
