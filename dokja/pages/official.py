"""What did the official evaluations say, and what follows where only the best and the mean are public?"""

from __future__ import annotations

from datetime import date

import polars as pl

from dokja.charts import rows, spans, stack
from dokja.charts.picture import Picture
from dokja.page import Page
from dokja.pages import columns
from dokja.tables import Column, Row, Table
from dokja.theme import Ink, letters_on, mix

PART_SHADES = (0.0, 0.16, 0.32, 0.48, 0.6)


def show(page: Page) -> None:
    """Rounds and teams, round 1 as bounds, round 2 by team and part."""
    words = page.words
    page.heading(words("official.title"), place_sentence(page), total_sentence(page))
    rounds(page)
    by_team(page)
    bounds(page)
    events(page)


def place_sentence(page: Page) -> str:
    """Which teams are in and which left, in a sentence."""
    status = page.ask("from team_place")
    inside, outside = (
        page.words.join(
            [page.names.team(team_id) for team_id in status.filter(pl.col("is_in") == still)["team_id"]]
        )
        for still in (True, False)
    )
    return page.words("official.answer", inside=inside, outside=outside)


def total_sentence(page: Page) -> str:
    """The totals of the newest round by team, in a sentence."""
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
    """One line a team from its entry to its exit."""
    words, names = page.words, page.names
    answer = page.ask("from team_status order by team_id, on_date")
    shown = page.visible(answer)
    page.section(words("official.rounds.title"))
    if shown.is_empty():
        page.note(words("empty.filter"))
        return

    def draw(ink: Ink) -> Picture:
        return spans.draw(status_points(page, shown, ink), ink, date_format=words("format.axis_date"))

    page.picture(draw, words("official.rounds.alt", count=shown["team_id"].n_unique()), "rounds")
    page.hidden(answer, shown)
    page.note(words("official.rounds.legend"))
    table_columns = [
        Column(
            words("column.team"),
            lambda row: names.team(row["team_id"]),
            href=lambda row: page.team_href(row["team_id"]),
            mark=lambda row: page.colour(row["team_id"]),
        ),
        columns.words_for(page, "column.round", "round", "round"),
        columns.words_for(page, "column.status", "status", "status"),
        columns.text(page, "column.date", lambda row: row["on_date"]),
        columns.text(page, "column.reason", lambda row: words.name(row, "reason") or None),
        columns.source(page),
    ]
    page.table(
        "rounds",
        Table(words("official.rounds.caption"), table_columns, shown.to_dicts()),
        shown["source_id"],
        draw,
        words("official.rounds.legend"),
    )


def status_points(page: Page, shown: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """Changes of status, each joined to the team's next one."""
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
                "about": page.words(
                    "official.change",
                    round=page.words("round." + step["round"]),
                    status=page.words("status." + step["status"]),
                ),
            }
            for step, until in zip(steps, ends, strict=True)
        ]
    return pl.DataFrame(points)


def by_team(page: Page) -> None:
    """Marks by team and part, in each round where they are public."""
    words = page.words
    for round_id in page.ask("select distinct round from scorecard order by round desc")["round"]:
        answer = page.ask("from scorecard where round = ? order by criterion, place", round_id)
        shown = page.visible(answer)
        page.section(
            words("official.by_team.title", round=words(f"round.{round_id}")), words("official.by_team.text")
        )
        if shown.is_empty():
            page.note(words("empty.filter"))
            continue

        def draw(ink: Ink, shown: pl.DataFrame = shown) -> Picture:
            return stack.draw(mark_parts(page, shown, ink), ink, words("axis.points"), total=100.0)

        page.picture(
            draw,
            words(
                "official.by_team.alt", round=words(f"round.{round_id}"), count=shown["team_id"].n_unique()
            ),
            round_id,
        )
        page.note(
            words(
                "official.by_team.legend",
                parts=words.join([part_name(page, one) for one in parts_in_order(shown)]),
            )
        )
        page.hidden(answer, shown)
        table_columns = [
            columns.text(page, "column.criterion", lambda row: part_name(page, row["criterion"])),
            columns.team(page, "column.team"),
            columns.number(page, "column.mark", "value", decimals=1),
            columns.number(page, "column.out_of", "out_of", decimals=0),
            columns.number(page, "column.share", "share", decimals=1),
            columns.count(page, "column.place", "place"),
            columns.number(page, "column.behind_first", "behind_first", decimals=1),
        ]
        caption = words("official.by_team.caption", round=words(f"round.{round_id}"))
        page.table(
            round_id,
            Table(caption, table_columns, shown.to_dicts()),
            shown["source_id"],
            draw,
            words(
                "official.by_team.legend",
                parts=words.join([part_name(page, one) for one in parts_in_order(shown)]),
            ),
        )


def parts_in_order(shown: pl.DataFrame) -> list[str]:
    """Parts of a round, without the total."""
    return sorted(shown.filter(~pl.col("is_total"))["criterion"].unique())


def part_name(page: Page, criterion: str) -> str:
    """A criterion in words."""
    return page.words(f"criterion.{criterion}")


def mark_parts(page: Page, shown: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """A bar piece for each team and part, in shades of the team's colour, teams by their total."""
    totals = shown.filter(pl.col("is_total")).sort("place")
    order = {team_id: number for number, team_id in enumerate(totals["team_id"])}
    total = dict(totals.select("team_id", "value").iter_rows())
    parts = parts_in_order(shown)
    pieces = []
    for row in shown.filter(~pl.col("is_total")).iter_rows(named=True):
        number = parts.index(row["criterion"])
        colour = mix(page.colour_of(row["team_id"], ink), "#ffffff", PART_SHADES[number % len(PART_SHADES)])
        text = page.words.number(row["value"], 1)
        pieces.append(
            {
                "order": order[row["team_id"]],
                "label": f"{page.names.team(row['team_id'])} {page.words.number(total[row['team_id']], 1)}",
                "part_order": number,
                "part": part_name(page, row["criterion"]),
                "value": float(row["value"]),
                "text": text,
                "colour": colour,
                "letters": letters_on(colour),
                "about": f"{part_name(page, row['criterion'])}: {text} / {page.words.number(row['out_of'])}",
            }
        )
    return pl.DataFrame(pieces)


def bounds(page: Page) -> None:
    """Maximum, mean and what follows for the rest, in rounds without marks by team."""
    words = page.words
    answer = page.ask("from round_bounds order by round, criterion")
    for round_id in answer["round"].unique(maintain_order=True):
        one = answer.filter(pl.col("round") == round_id)
        known = one.filter(pl.col("mean").is_not_null())
        page.section(
            words("official.bounds.title", round=words(f"round.{round_id}")), words("official.bounds.text")
        )

        def draw(ink: Ink, known: pl.DataFrame = known) -> Picture:
            return rows.draw(bound_dots(page, known, ink), ink, words("axis.share"), domain=(60.0, 104.0))

        page.picture(
            draw, words("official.bounds.alt", round=words(f"round.{round_id}"), count=known.height), round_id
        )
        page.note(words("official.bounds.legend"))
        table_columns = [
            columns.text(page, "column.criterion", lambda row: part_name(page, row["criterion"])),
            columns.number(page, "column.out_of", "out_of", decimals=0),
            columns.number(page, "column.maximum", "maximum", decimals=1),
            columns.text(
                page,
                "column.holders",
                lambda row: page.words.join([page.names.team(team_id) for team_id in row["holders"]]),
            ),
            columns.number(page, "column.mean", "mean", decimals=2),
            columns.number(page, "column.mean_of_others", "mean_of_others", decimals=1),
            columns.text(page, "column.second", lambda row: second_place(page, row)),
        ]
        caption = words("official.bounds.caption", round=words(f"round.{round_id}"))
        page.table(
            round_id,
            Table(caption, table_columns, one.to_dicts()),
            one["source_id"],
            draw,
            words("official.bounds.legend"),
        )


def second_place(page: Page, row: Row) -> str | None:
    """Where the second place lies."""
    if row["mean"] is None:
        return None
    return f"{page.words.number(row['mean_of_others'], 1)}–{page.words.number(row['maximum'], 1)}"


def bound_dots(page: Page, known: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """The maximum in its holder's colour, the mean as a hollow dot, a bar from the others' mean to the maximum."""
    dots = []
    for order, row in enumerate(known.iter_rows(named=True)):
        name = page.words(
            "official.bounds.row",
            part=part_name(page, row["criterion"]),
            out_of=page.words.number(row["out_of"]),
        )
        for kind in ("mean", "maximum"):
            text = page.words.number(row[kind], 1 if kind == "maximum" else 2)
            dots.append(
                {
                    "order": order,
                    "label": name,
                    "value": float(row[f"{kind}_share"]),
                    "low": float(row["others_share"] if kind == "maximum" else row["mean_share"]),
                    "high": float(row[f"{kind}_share"]),
                    "text": text,
                    "side": "left" if kind == "mean" else "right",
                    "colour": page.colour_of(row["holders"][0], ink) if kind == "maximum" else ink.others,
                    "shape": "circle",
                    "filled": kind == "maximum",
                    "about": f"{page.words(f'column.{kind}')}: {text}",
                }
            )
    return pl.DataFrame(dots)


def events(page: Page) -> None:
    """What happened, in order."""
    words = page.words
    answer = page.ask("from timeline")
    shown = page.visible(answer)
    page.section(words("official.events.title"))

    def happened(row: Row) -> str:
        return words.name(row, "text") or words("official.released", model=page.names.model(row["model_id"]))

    table_columns = [
        columns.text(page, "column.date", lambda row: row["on_date"] or words("official.no_date")),
        columns.words_for(page, "column.kind", "kind", "event"),
        columns.text(page, "column.event", happened),
        columns.source(page),
    ]
    page.hidden(answer, shown)
    page.table(
        "events", Table(words("official.events.caption"), table_columns, shown.to_dicts()), shown["source_id"]
    )
