"""Official marks: by team and part where published, as bounds where only maximum and mean are."""

from __future__ import annotations

import polars as pl

from dokja.charts import dot_plot, stacked_bar
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink, letters_on, mix
from dokja.pages.shared import shared_columns
from dokja.pages.shared.value_history import MARK, Histories
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

PART_SHADES = (0.0, 0.16, 0.32, 0.48, 0.6)
SHARES = (60.0, 104.0)


def histories(page: Page, key: tuple[str, ...]) -> Histories:
    """Earlier values of the marks."""
    steps = page.ask(
        "from number_history where table_name = 'round_result' order by recorded_at desc, change"
    )
    return Histories(page, steps, key)


def withdrawn(page: Page) -> None:
    """Show the withdrawn marks."""

    def about(page: Page) -> list[Column]:
        return [
            shared_columns.words_for(page, "column.round", "round", "round"),
            shared_columns.text(page, "column.criterion", lambda row: part_name(page, row["criterion"])),
            shared_columns.text(page, "column.team", lambda row: page.names.team(row["team_id"]) or None),
        ]

    histories(page, MARK).withdrawn(["marks"], about)


def by_team(page: Page) -> None:
    """Show marks by team and part for every round that published them."""
    for round_id in page.ask("select distinct round from scorecard order by round desc")["round"]:
        one_round(page, round_id)


def one_round(page: Page, round_id: str) -> None:
    """Show the marks of one round."""
    words, name = page.words, page.words(f"round.{round_id}")
    answer = page.ask("from scorecard where round = ? order by criterion, place", round_id)
    shown = page.visible(answer)
    page.section(words("official.by_team.title", round=name), words("official.by_team.text"))
    if shown.is_empty():
        page.note(words("empty.filter"))
        return

    def draw(ink: Ink) -> Picture:
        return stacked_bar.draw(mark_parts(page, shown, ink), ink, words("axis.points"), total=100.0)

    parts = words.join([part_name(page, one) for one in parts_in_order(shown)])
    conflicts, others = describe_conflicts(page, page.visible(otherwise(page, round_id, "score")))
    caption = words("official.by_team.caption", round=name)
    table = Table(caption, mark_columns(page), shown)
    page.card(
        round_id,
        table,
        [*shown["source_id"], *others],
        draw,
        words("official.by_team.alt", round=name, count=shown["team_id"].n_unique()),
        notes=[
            words("official.by_team.legend", parts=parts),
            conflicts,
            page.hidden_text(answer, shown),
        ],
        subject=["marks"],
    )


def otherwise(page: Page, round_id: str, *kinds: str) -> pl.DataFrame:
    """Marks of a round for which other sources state different values; each maximum once, whoever holds it."""
    found = page.ask("from official_mark where round = ? and len(others) > 0", round_id)
    of_kinds = found.filter(pl.col("kind").is_in(kinds))
    names = pl.when(pl.col("kind") != "maximum").then("team_id")
    return of_kinds.filter(pl.struct("criterion", "kind", names).is_first_distinct())


def describe_conflicts(page: Page, differing: pl.DataFrame) -> tuple[str, list[str]]:
    """Which marks differ between sources and which value counts, blank if none do; and the other sources' keys."""
    lines = [differs(page, row) for row in differing.iter_rows(named=True)]
    told = " ".join([page.words("official.differs_rule"), *lines]) if lines else ""
    return told, [one["source_id"] for others in differing["others"] for one in others]


def differs(page: Page, row: Row) -> str:
    """A sentence with the value that counts for a mark, and those of other sources."""
    words = page.words
    part = part_name(page, row["criterion"])
    subject = (
        page.names.team(row["team_id"]) if row["kind"] == "score" else words(f"official.kind.{row['kind']}")
    )
    counts, *others = (
        words(
            "official.printed",
            source=page.names.source(one["source_id"]),
            value=words.number(one["value"]),
            out_of=words.number(one["out_of"]),
        )
        for one in (row, *row["others"])
    )
    return words("official.differs", subject=f"{subject}, {part}", counts=counts, others=words.join(others))


def mark_columns(page: Page) -> list[Column]:
    """Columns of the marks table."""
    return [
        shared_columns.text(page, "column.criterion", lambda row: part_name(page, row["criterion"])),
        shared_columns.team(page, "column.team"),
        histories(page, MARK).beside(
            shared_columns.number(page, "column.mark", "value", decimals=1),
            lambda row: {**row, "kind": "score"},
        ),
        shared_columns.number(page, "column.out_of", "out_of", decimals=0),
        shared_columns.number(page, "column.share", "share", decimals=1),
        shared_columns.count(page, "column.place", "place"),
        shared_columns.number(page, "column.behind_first", "behind_first", decimals=1),
    ]


def parts_in_order(shown: pl.DataFrame) -> list[str]:
    """Parts of a round, without totals and groups of parts."""
    return sorted(shown.filter("is_part")["criterion"].unique())


def part_name(page: Page, criterion: str) -> str:
    """Display name of a criterion."""
    return page.words(f"criterion.{criterion}")


def mark_said(page: Page, row: Row, value: str) -> dict[str, str]:
    """Placeholders of a sentence about a mark: round, part, maximum points, value."""
    return {
        "round": page.words(f"round.{row['round']}"),
        "part": part_name(page, row["criterion"]),
        "out_of": page.words.number(row["out_of"]),
        "value": value,
    }


def holders(page: Page, row: Row) -> str:
    """The teams that hold a maximum."""
    return page.words.join([page.names.team(team_id) for team_id in row["holders"]])


def mark_parts(page: Page, shown: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """One bar segment per team and part, in shades of the team's colour; teams ordered by total."""
    totals = shown.filter(pl.col("is_total")).sort("place")
    order = {team_id: number for number, team_id in enumerate(totals["team_id"])}
    total = dict(totals.select("team_id", "value").iter_rows())
    parts = parts_in_order(shown)
    pieces = []
    for row in shown.filter("is_part").iter_rows(named=True):
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
                "about": page.words(
                    "about.mark", team=page.names.team(row["team_id"]), **mark_said(page, row, text)
                ),
            }
        )
    return pl.DataFrame(pieces)


def bounds(page: Page) -> None:
    """Show maximum, mean and the resulting bounds for rounds without marks by team."""
    answer = page.ask("from round_bounds order by round, criterion")
    for round_id in answer["round"].unique(maintain_order=True):
        one_round_bounds(page, round_id, answer.filter(pl.col("round") == round_id))


def one_round_bounds(page: Page, round_id: str, answer: pl.DataFrame) -> None:
    """Show the bounds of one round."""
    words, name = page.words, page.words(f"round.{round_id}")
    known = answer.filter(pl.col("mean").is_not_null())
    page.section(words("official.bounds.title", round=name), words("official.bounds.text"))

    def draw(ink: Ink) -> Picture:
        return dot_plot.draw(
            bound_dots(page, known, ink), ink, words("axis.share"), domain=SHARES, shares=True
        )

    conflicts, others = describe_conflicts(page, otherwise(page, round_id, "maximum", "mean"))
    table = Table(words("official.bounds.caption", round=name), bound_columns(page), answer)
    page.card(
        round_id,
        table,
        [*answer["source_id"], *others],
        draw,
        words("official.bounds.alt", round=name, count=known.height),
        notes=[words("official.bounds.legend"), conflicts],
        subject=["marks"],
    )


def bound_columns(page: Page) -> list[Column]:
    """Columns of the bounds table."""
    told = histories(page, MARK[:3])

    def published(kind: str, decimals: int) -> Column:
        column = shared_columns.number(page, f"column.{kind}", kind, decimals=decimals)
        return told.beside(column, lambda row: {**row, "kind": kind})

    return [
        shared_columns.text(page, "column.criterion", lambda row: part_name(page, row["criterion"])),
        shared_columns.number(page, "column.out_of", "out_of", decimals=0),
        published("maximum", 1),
        shared_columns.text(
            page,
            "column.holders",
            lambda row: holders(page, row),
        ),
        published("mean", 2),
        shared_columns.number(page, "column.mean_of_others", "mean_of_others", decimals=1),
        shared_columns.text(page, "column.second", lambda row: second_place(page, row)),
    ]


def second_place(page: Page, row: Row) -> str | None:
    """The range in which the second place lies; None without a mean."""
    if row["mean"] is None:
        return None
    return f"{page.words.number(row['mean_of_others'], 1)}–{page.words.number(row['maximum'], 1)}"


def bound_dots(page: Page, known: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """The maximum in its holder's colour, the mean as a hollow dot, and a bar from the others' mean to the maximum.

    The mean lies on the bar: its number stands left of the bar, and says that it is the mean.
    """
    dots = []
    for order, row in enumerate(known.iter_rows(named=True)):
        name = page.words(
            "official.bounds.row",
            part=part_name(page, row["criterion"]),
            out_of=page.words.number(row["out_of"]),
        )
        for kind in ("mean", "maximum"):
            is_mean = kind == "mean"
            text = page.words.number(row[kind], 2 if is_mean else 1)
            dots.append(
                {
                    "order": order,
                    "label": name,
                    "value": float(row[f"{kind}_share"]),
                    "low": float(row["others_share"]),
                    "high": None if is_mean else float(row["maximum_share"]),
                    "text": page.words("official.bounds.mean", value=text) if is_mean else text,
                    "side": "left" if is_mean else "right",
                    "colour": ink.others if is_mean else page.colour_of(row["holders"][0], ink),
                    "shape": "circle",
                    "filled": not is_mean,
                    "about": page.words(
                        f"about.{kind}", holders=holders(page, row), **mark_said(page, row, text)
                    ),
                }
            )
    return pl.DataFrame(dots, schema_overrides={"high": pl.Float64})
