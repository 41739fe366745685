"""How large are the models, and do the sources agree?"""

from __future__ import annotations

import polars as pl

from dokja.charts import dot_plot
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.pages.shared import drawn_models, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

DRAWN = 40
NAMED = 8
TICKS = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0)


def show(page: Page) -> None:
    """Show the models' sizes, the plans, and where sources disagree."""
    words = page.words
    sized = page.ask("from model_size where total_params_b is not null")
    plans = page.ask("from model_plan order by total_params_b")
    models = page.ask("from model_size")
    shown, plans_shown = page.visible(sized), page.visible(plans)
    page.heading(words("sizes.title"), answer(page, sized), disagreement(page, sized))
    if shown.is_empty():
        page.note(words("empty.filter"))
        return
    drawn = drawn_models.cut(page, shown, DRAWN)

    def draw(ink: Ink) -> Picture:
        dots = [*plan_dots(page, plans_shown, ink), *size_dots(page, drawn, ink, first=plans_shown.height)]
        return dot_plot.draw(
            pl.DataFrame(dots),
            ink,
            words("axis.size"),
            log_ticks=tuple((size, words.parameters(size)) for size in TICKS),
        )

    largest = shown.row(0, named=True)
    alt_text = words(
        "sizes.alt",
        count=drawn.height,
        model=page.names.model(largest["model_id"]),
        size=words.parameters(largest["total_params_b"]),
    )
    listed = drawn_models.programme_first(page, page.visible(models))
    page.card(
        "sizes",
        Table(words("sizes.caption"), size_columns(page), listed),
        listed["source_id"],
        draw,
        alt_text,
        finding=answer(page, sized),
        notes=[
            words("sizes.legend"),
            drawn_models.sentence(page, sized, shown, drawn),
            drawn_models.unsized(page, listed.filter(pl.col("total_params_b").is_null()), "total"),
            page.hidden_text(models.height + plans.height, listed.height + plans_shown.height),
        ],
    )
    plan_table(page, plans_shown)
    conflicts(page)
    page.terms("parameters", "active", "moe", "log_scale", "foreign")


def answer(page: Page, sized: pl.DataFrame) -> str:
    """A sentence with the largest and the smallest model of the programme's teams, all of which the chart draws."""
    programme = page.ask(
        "from model_size where is_programme and total_params_b is not null order by total_params_b desc, model_id"
    )
    words, names = page.words, page.names
    largest, smallest, world = (
        programme.row(0, named=True),
        programme.row(-1, named=True),
        sized.row(0, named=True),
    )
    return words(
        "sizes.answer",
        largest=names.leader(largest["model_id"]),
        largest_size=words.parameters(largest["total_params_b"]),
        smallest=names.leader(smallest["model_id"]),
        smallest_size=words.parameters(smallest["total_params_b"]),
        world=names.model(world["model_id"]),
        world_size=words.parameters(world["total_params_b"]),
    )


def disagreement(page: Page, sized: pl.DataFrame) -> str:
    """A sentence with the number of models on which sources disagree; blank if there are none."""
    differing = sized.filter(pl.col("sources_disagree"))
    models = page.words.join([page.names.model(model_id) for model_id in differing["model_id"]], NAMED)
    return page.words("sizes.disagree", count=differing.height, models=models) if models else ""


def size_dots(page: Page, shown: pl.DataFrame, ink: Ink, first: int) -> list[Row]:
    """A filled dot for total and a hollow one for active parameters, with a bar where sources differ."""
    dots: list[Row] = []
    for order, row in enumerate(shown.iter_rows(named=True), start=first):
        name = page.names.model(row["model_id"])
        for kind in ("active", "total"):
            size = row[f"{kind}_params_b"]
            if size is None or (kind == "active" and size == row["total_params_b"]):
                continue
            text = page.words.parameters(size)
            dots.append(
                {
                    "order": order,
                    "label": name,
                    "value": float(size),
                    "low": float(row[f"{kind}_lowest"] or size),
                    "high": float(row[f"{kind}_highest"] or size),
                    "text": text,
                    "side": "right" if kind == "total" else "left",
                    "colour": page.colour_of(row["team_id"], ink),
                    "shape": "circle",
                    "filled": kind == "total",
                    "about": size_said(page, row, kind),
                }
            )
    return dots


def size_said(page: Page, row: Row, kind: str) -> str:
    """A sentence with the size, and the range over sources if they differ."""
    low, high = row[f"{kind}_lowest"], row[f"{kind}_highest"]
    size, lowest, highest = (page.words.parameters(one) for one in (row[f"{kind}_params_b"], low, high))
    told = {
        "model": page.names.model(row["model_id"]),
        "kind": page.words(f"in_sentence.{kind}"),
        "size": size,
        "team": page.names.team(row["team_id"]),
        "source": page.source_text(page.names.sources[row["source_id"]]),
    }
    if low == high:
        return page.words("about.size", **told)
    return page.words("about.size_range", low=lowest, high=highest, **told)


def plan_dots(page: Page, plans: pl.DataFrame, ink: Ink) -> list[Row]:
    """A hollow diamond per announced size."""
    return [
        {
            "order": order,
            "label": page.words("sizes.plan_label", team=page.names.team(row["team_id"])),
            "value": float(row["total_params_b"]),
            "low": float(row["total_params_b"]),
            "high": float(row["total_params_b"]),
            "text": page.words.parameters(row["total_params_b"]),
            "side": "right",
            "colour": page.colour_of(row["team_id"], ink),
            "shape": "diamond",
            "filled": False,
            "about": page.words(
                "about.plan",
                team=page.names.team(row["team_id"]),
                size=page.words.parameters(row["total_params_b"]),
                date=page.words.date(row["stated_on"]),
            ),
        }
        for order, row in enumerate(plans.iter_rows(named=True))
    ]


def size_columns(page: Page) -> list[Column]:
    """Columns of the sizes table."""
    words = page.words

    def ends(row: Row) -> str | None:
        if not row["sources_disagree"]:
            return None
        return f"{words.number(row['total_lowest'])}–{words.number(row['total_highest'])}"

    return [
        shared_columns.model(page),
        shared_columns.team(page),
        shared_columns.size(page, "column.total_b", "total_params_b"),
        shared_columns.size(page, "column.active_b", "active_params_b"),
        shared_columns.text(page, "column.total_range", ends),
        shared_columns.words_for(page, "column.architecture", "architecture", "architecture"),
        shared_columns.day(page, "column.released_on", "released_on"),
        shared_columns.source(page),
    ]


def plan_table(page: Page, plans: pl.DataFrame) -> None:
    """Show the announced sizes."""
    if plans.is_empty():
        return
    page.section(page.words("sizes.plans.title"), page.words("sizes.plans.text"))
    table_columns = [
        shared_columns.team(page, "column.team"),
        shared_columns.size(page, "column.planned_b", "total_params_b"),
        shared_columns.day(page, "column.stated_on", "stated_on"),
        shared_columns.source(page),
    ]
    page.card("plans", Table(page.words("sizes.plans.caption"), table_columns, plans), plans["source_id"])


def conflicts(page: Page) -> None:
    """Show every stated size of models on which sources disagree."""
    words = page.words
    everything = page.ask("from stated_size")
    stated = page.visible(everything)
    if stated.is_empty():
        return
    page.section(words("sizes.conflicts.title"), words("sizes.conflicts.text"))
    table_columns = [
        shared_columns.model(page),
        shared_columns.size(page, "column.total_b", "total_params_b"),
        shared_columns.text(page, "column.note", lambda row: words.name(row, "note") or None),
        shared_columns.source(page),
    ]
    page.card(
        "size-conflicts",
        Table(words("sizes.conflicts.caption"), table_columns, stated),
        stated["source_id"],
    )
