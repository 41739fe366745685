"""Is this claim true, as far as published figures can tell?"""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from dokja.charts import against
from dokja.charts.picture import Picture
from dokja.page import Page
from dokja.pages import columns
from dokja.tables import Column, Row, Table
from dokja.theme import Ink, letters_on

VERDICTS = ("supported", "not_supported", "figures_do_not_agree", "cannot_be_checked")
FIRST = ("relative_difference", "ratio", "difference")


def show(page: Page) -> None:
    """One claim in full, then all of them with verdict, arithmetic and source."""
    words = page.words
    answer = page.ask("from claim_check")
    shown = page.visible(answer)
    page.heading(words("claims.title"), counts(page, answer))
    page.hidden(answer, shown)
    if shown.is_empty():
        page.note(words("empty.filter"))
        return
    keys = shown["claim_id"].to_list()
    pick = page.settings.one(
        "claim", words("claims.choose"), keys, first(shown), lambda key: label(page, shown, key)
    )
    claim = shown.row(by_predicate=pl.col("claim_id") == pick, named=True)
    page.section(
        words("claims.one", claim=words.name(claim, "text")),
        verdict_sentence(page, claim),
        *working(page, claim),
    )
    if claim["needed_figure"] is not None and claim["figure"] is not None:
        picture(page, claim)
    figures(page, claim)
    page.section(words("claims.all.title"), words("claims.all.text"))
    table = Table(words("claims.caption"), claim_columns(page), shown)
    page.table("claims", table, shown["source_id"])
    page.terms("verdict", "points", "rounding", "benchmark")


def first(shown: pl.DataFrame) -> str:
    """The claim that is open at first: one whose figures refute it, if there is one."""
    order = pl.col("verdict").replace_strict(
        {"not_supported": 0, "figures_do_not_agree": 1, "supported": 2}, default=3
    )
    return str(shown.sort(order, "claimed_on", "claim_id")["claim_id"][0])


def label(page: Page, shown: pl.DataFrame, key: str) -> str:
    """A claim in the list: its words and its verdict."""
    claim = shown.row(by_predicate=pl.col("claim_id") == key, named=True)
    return f"{page.words.name(claim, 'text')} · {verdict(page, claim)}"


def verdict(page: Page, claim: Row) -> str:
    """The verdict in words."""
    return page.words(f"verdict.{claim['verdict'] or 'not_judged_yet'}")


def counts(page: Page, answer: pl.DataFrame) -> str:
    """How many claims there are, by verdict, in a sentence."""
    number = {one: answer.filter(pl.col("verdict") == one).height for one in VERDICTS}
    return page.words("claims.answer", count=answer.height, pending=answer["verdict"].null_count(), **number)


def verdict_sentence(page: Page, claim: Row) -> str:
    """The verdict and what it follows from, in a sentence."""
    text = page.words(
        "claims.verdict", verdict=verdict(page, claim), reason=page.words(f"reason.{claim['reason']}")
    )
    return text + (" " + page.words("claims.only_after_rounding") if claim["only_after_rounding"] else "")


def working(page: Page, claim: Row) -> list[str]:
    """The arithmetic, and the figure that the claim would have needed, in sentences."""
    words, number = page.words, page.words.number
    found = []
    if claim["arithmetic"]:
        found.append(words("claims.arithmetic", arithmetic=claim["arithmetic"]))
    if claim["kind"] == "relative_difference" and claim["difference"] is not None:
        found.append(
            words(
                "claims.difference",
                difference=number(claim["difference"], 2, signed=True),
                relative=number(claim["relative_difference"], 2, signed=True),
            )
        )
    if claim["needed_figure"] is not None and claim["verdict"] == "not_supported":
        found.append(
            words(
                "claims.needed",
                value=number(claim["needed_figure"], 2),
                asserted=claim["value_text"],
                unit=words(f"claim_unit.{claim['unit']}"),
            )
        )
    return found


def picture(page: Page, claim: Row) -> None:
    """Figure and base as bars with the value that the claim would need."""
    words = page.words
    needed = words("claims.needed_short", value=words.number(claim["needed_figure"], 2))
    records = page.ask("from claim_record where claim_id = ? order by role desc", claim["claim_id"])

    def draw(ink: Ink) -> Picture:
        return against.draw(
            bars(page, claim, records, ink), float(claim["needed_figure"]), needed, ink, words("axis.score")
        )

    page.picture(
        draw,
        words(
            "claims.alt",
            figure=words.number(claim["figure"]),
            base=words.number(claim["base"]),
            needed=needed,
        ),
        "claim",
    )


def bars(page: Page, claim: Row, records: pl.DataFrame, ink: Ink) -> pl.DataFrame:
    """A bar for the figure and one for its base."""
    found = []
    for order, role in enumerate(("figure", "base")):
        record = records.filter(pl.col("role") == role).row(0, named=True)
        team_id = record["team_id"] or page.names.models[record["model_id"]]["team_id"]
        colour = page.colour_of(team_id, ink)
        value: Decimal = claim[role]
        found.append(
            {
                "order": order,
                "label": page.names.model(record["model_id"]) or page.names.team(team_id),
                "value": float(value),
                "text": page.words.number(value),
                "colour": colour,
                "letters": letters_on(colour),
            }
        )
    return pl.DataFrame(found)


def figures(page: Page, claim: Row) -> None:
    """The published figures that the verdict rests on, each with its source."""
    words, names = page.words, page.names
    records = page.ask(
        "from claim_record where claim_id = ? order by role desc, item, criterion, source_id",
        claim["claim_id"],
    )
    if records.is_empty():
        page.sources([claim["source_id"]])
        return

    def thing(row: Row) -> str:
        what = (
            names.benchmark(row["benchmark_id"])
            if row["record"] == "score"
            else words(f"criterion.{row['criterion']}")
            if row["record"] == "mark"
            else words("column.total")
        )
        return " · ".join(
            part for part in (names.model(row["model_id"]) or names.team(row["team_id"]), what) if part
        )

    table_columns = [
        columns.text(page, "column.record", thing),
        columns.words_for(page, "column.role", "role", "role"),
        Column(
            words("column.figure"),
            lambda row: row["value"],
            lambda row: row["value_text"],
            decimals=2,
            numeric=True,
        ),
        columns.source(page),
    ]
    page.table(
        "figures",
        Table(words("claims.figures.caption"), table_columns, records),
        [claim["source_id"], *records["source_id"]],
    )


def claim_columns(page: Page) -> list[Column]:
    """Columns of the table of claims."""
    words = page.words
    return [
        Column(
            words("column.claim"),
            lambda row: words.name(row, "text"),
            href=lambda row: page.settings.href("claims", claim=row["claim_id"]),
        ),
        columns.text(
            page,
            "column.about",
            lambda row: page.names.model(row["model_id"]) or page.names.team(row["team_id"]) or None,
        ),
        columns.text(page, "column.verdict", lambda row: verdict(page, row)),
        columns.text(page, "column.because", lambda row: words(f"reason.{row['reason']}")),
        columns.text(page, "column.arithmetic", lambda row: row["arithmetic"]),
        columns.text(page, "column.claimed_on", lambda row: row["claimed_on"]),
        columns.source(page, label="column.claimed_in"),
    ]
