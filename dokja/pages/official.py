"""What did the official evaluations find, and what follows where only maximum and mean are public?"""

from __future__ import annotations

from datetime import date

import polars as pl

from dokja.charts import gantt
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.pages.evaluation import round_marks
from dokja.pages.shared import point_sentence, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table


def show(page: Page) -> None:
    """Show rounds and teams, marks by team and part, bounds, withdrawn marks and events."""
    words = page.words
    page.heading(words("official.title"), place_sentence(page), total_sentence(page))
    rounds(page)
    round_marks.by_team(page)
    round_marks.bounds(page)
    round_marks.withdrawn(page)
    events(page)
    page.terms("independence", "nia", "aaii")


def place_sentence(page: Page) -> str:
    """A sentence with the teams still in the programme and those eliminated."""
    status = page.ask("from team_place")
    inside, outside = (
        page.words.join(
            [page.names.team(team_id) for team_id in status.filter(pl.col("is_in") == still)["team_id"]]
        )
        for still in (True, False)
    )
    return page.words("official.answer", inside=inside, outside=outside)


def total_sentence(page: Page) -> str:
    """A sentence with the newest round's totals by team; blank if there are none."""
    totals = page.ask("from scorecard where is_total order by round desc, place")
    if totals.is_empty():
        return ""
    first = totals.row(0, named=True)
    same = totals.filter(pl.col("round") == first["round"])
    marks = [
        f"{page.names.team(row['team_id'])} {page.words.number(row['value'], 1)}"
        for row in same.iter_rows(named=True)
    ]
    return page.words(
        "official.totals", round=page.words(f"round.{first['round']}"), marks=page.words.join(marks)
    )


def rounds(page: Page) -> None:
    """Show one line per team from entry to elimination."""
    words, names = page.words, page.names
    answer = page.ask("from team_status order by team_id, on_date")
    shown = page.visible(answer)
    page.section(words("official.rounds.title"))
    if shown.is_empty():
        page.note(words("empty.filter"))
        return

    def draw(ink: Ink) -> Picture:
        return gantt.draw(status_points(page, shown, ink), ink, date_format=words("format.axis_date"))

    table_columns = [
        Column(
            words("column.team"),
            lambda row: names.team(row["team_id"]),
            href=lambda row: page.team_href(row["team_id"]),
            mark=lambda row: page.colour(row["team_id"]),
        ),
        shared_columns.words_for(page, "column.round", "round", "round"),
        shared_columns.words_for(page, "column.status", "status", "status"),
        shared_columns.text(page, "column.date", lambda row: row["on_date"]),
        shared_columns.text(page, "column.reason", lambda row: words.name(row, "reason") or None),
        shared_columns.source(page),
    ]
    page.card(
        "rounds",
        Table(words("official.rounds.caption"), table_columns, shown),
        shown["source_id"],
        draw,
        words("official.rounds.alt", count=shown["team_id"].n_unique()),
        notes=[words("official.rounds.legend"), page.hidden_text(answer, shown)],
    )


def status_points(page: Page, shown: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """Status changes, each connected to the team's next one."""
    today = date.fromisoformat(page.store.data_date)
    points = []
    for order, (_, team) in enumerate(shown.sort("on_date").group_by("team_id", maintain_order=True)):
        steps = team.to_dicts()
        last = steps[-1]
        ends = [
            *(step["on_date"] for step in steps[1:]),
            last["on_date"] if last["status"] == "left" else today,
        ]
        name = f"{page.names.team(last['team_id'])} · {page.words('status.' + last['status'] + '_now')}"
        points += [
            {
                "order": order,
                "label": name,
                "on_date": step["on_date"],
                "until": until,
                "colour": page.colour_of(step["team_id"], ink),
                "shape": "cross" if step["status"] == "left" else "circle",
                "about": point_sentence.change(page, step),
            }
            for step, until in zip(steps, ends, strict=True)
        ]
    return pl.DataFrame(points)


def events(page: Page) -> None:
    """Show what is planned and what has happened, the newest first."""
    words = page.words
    answer = page.ask("from timeline").reverse()
    shown = page.visible(answer)
    page.section(words("official.events.title"))

    def happened(row: Row) -> str:
        return words.name(row, "text") or words("official.released", model=page.names.model(row["model_id"]))

    table_columns = [
        shared_columns.text(page, "column.date", lambda row: row["on_date"] or words("official.no_date")),
        shared_columns.words_for(page, "column.kind", "kind", "event"),
        shared_columns.text(page, "column.event", happened),
        shared_columns.source(page),
    ]
    page.hidden(answer, shown)
    page.card("events", Table(words("official.events.caption"), table_columns, shown), shown["source_id"])
