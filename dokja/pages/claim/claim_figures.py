"""The figures of a judged claim, as bars and as a table with sources."""

from __future__ import annotations

import polars as pl

from dokja.charts import claim_bar
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink, letters_on
from dokja.pages.claim import verdicts
from dokja.pages.shared import shared_columns
from dokja.ui.card import Draw
from dokja.ui.page import Page
from dokja.ui.tables import Row, Table


def needed(page: Page, claim: Row) -> str:
    """The value that the claim would need, in words."""
    value, low, high = (page.words.number(claim[f"needed_{key}"], 2) for key in ("figure", "low", "high"))
    kind = "within" if verdicts.is_rounded(claim) else "short"
    return page.words(f"claims.needed_{kind}", value=value, low=low, high=high)


def drawer(page: Page, claim: Row, records: pl.DataFrame) -> Draw | None:
    """Draws figure and base as bars with the value the claim would need; None if any of these is missing."""
    if claim["needed_figure"] is None or claim["figure"] is None:
        return None

    def draw(ink: Ink) -> Picture:
        return claim_bar.draw(
            bars(page, claim, records, ink),
            band(page, claim),
            float(claim["needed_figure"]),
            needed(page, claim),
            ink,
            page.words("axis.score"),
        )

    return draw


def alt_text(page: Page, claim: Row) -> str:
    """The picture's text alternative."""
    return page.words(
        "claims.alt_within" if verdicts.is_rounded(claim) else "claims.alt",
        figure=page.words.number(claim["figure"], 2),
        base=page.words.number(claim["base"], 2),
        needed=needed(page, claim),
    )


def band(page: Page, claim: Row) -> pl.DataFrame:
    """The figures that meet the claim after rounding; no row if nothing is rounded."""
    low, high = (float(claim[f"needed_{end}"]) for end in ("low", "high"))
    ends = pl.DataFrame({"low": [low], "high": [high], "about": [verdicts.within(page, claim)]})
    return ends if verdicts.is_rounded(claim) else ends.clear()


def bars(page: Page, claim: Row, records: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """One bar for the figure and one for its base."""
    found = []
    for order, role in enumerate(("figure", "base")):
        record = records.filter(pl.col("role") == role).row(0, named=True)
        colour = page.colour_of(record["team_id"], ink)
        found.append(
            {
                "order": order,
                "label": page.names.model(record["model_id"]) or page.names.team(record["team_id"]),
                "value": float(claim[role]),
                "text": page.words.number(claim[role], 2),
                "colour": colour,
                "letters": letters_on(colour),
                "about": page.words(
                    "about.figure",
                    what=figure_name(page, record),
                    value=page.words.number(claim[role], 2),
                    source=page.source_text(page.names.sources[record["source_id"]]),
                ),
            }
        )
    return pl.DataFrame(found)


def show(page: Page, claim: Row, records: pl.DataFrame, sources: list[str], subject: list[str]) -> None:
    """Show the published figures behind a verdict, drawn where they can be; subject names the claim."""
    words = page.words
    table_columns = [
        shared_columns.text(page, "column.record", lambda row: figure_name(page, row)),
        shared_columns.words_for(page, "column.role", "role", "role"),
        shared_columns.published(words, words("column.figure"), lambda row: row["value_text"]),
        shared_columns.text(page, "column.reporter", lambda row: reporter(page, row)),
        shared_columns.text(page, "column.setting", lambda row: setting(page, row)),
        shared_columns.source(page),
    ]
    table = Table(words("claims.figures.caption"), table_columns, records)
    draw = drawer(page, claim, records)
    page.card(
        "figures",
        table,
        [*sources, *records["source_id"]],
        draw,
        alt_text(page, claim) if draw else "",
        title=verdicts.sentence(page, claim),
        subject=subject,
    )


def reporter(page: Page, row: Row) -> str | None:
    """Who measured a score, and who printed it where that is another; None for other records."""
    if row["reporter_id"] is None:
        return None
    name = page.names.team(row["reporter_id"])
    if row["quoted_by"] is None:
        return name
    return page.words("relation.quoted", relation=name, team=page.names.team(row["quoted_by"]))


def setting(page: Page, row: Row) -> str | None:
    """Mode, effort and conditions, and which of them are known to differ from the claim's first figure."""
    text = page.names.setting(row)
    if not row["differs"]:
        return text or None
    differs = page.words.join([page.words(f"differs.{key}") for key in row["differs"]])
    return " · ".join(part for part in (text, page.words("claims.differs", differs=differs)) if part)


def figure_name(page: Page, row: Row) -> str:
    """Label of a figure: its model or team, and what it measures."""
    words, names = page.words, page.names
    what = {
        "score": lambda: names.benchmark(row["benchmark_id"]),
        "mark": lambda: words(f"criterion.{row['criterion']}"),
        "fact": lambda: words(f"claims.field.{row['field']}"),
    }[row["record"]]()
    return " · ".join(
        part for part in (names.model(row["model_id"]) or names.team(row["team_id"]), what) if part
    )
