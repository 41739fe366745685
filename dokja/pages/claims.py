"""Do published figures support the claims of announcements and the press?"""

from __future__ import annotations

import polars as pl

from dokja.pages.claim import claim_figures, claim_form, verdicts
from dokja.pages.pairwise import level_text
from dokja.pages.shared import may_say, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

VERDICTS = (
    "not_supported",
    "figures_do_not_agree",
    "depends_on_figure",
    "supported",
    "cannot_be_checked",
)
"""Every verdict, those first that contradict a claim."""


def show(page: Page) -> None:
    """Show one claim in full, then all claims with verdict, arithmetic and source."""
    words = page.words
    answer = page.ask("from claim_check").sort(graveness(), "claimed_on", "claim_id")
    shown = page.visible(answer)
    above = page.place()
    pick = chosen(page, shown)
    with above:
        page.heading(words("claims.title"), counts(page, answer))
        page.hidden(answer, shown)
    if pick is None:
        page.note(words("empty.filter"))
        return
    whole(page, shown.row(by_predicate=pl.col("claim_id") == pick, named=True))
    page.section(words("claims.all.title"), words("claims.all.text"))
    wanted = page.settings.several(
        "verdict",
        words("claims.by_verdict"),
        [verdict for verdict in VERDICTS if (shown["verdict"] == verdict).any()],
        [],
        lambda key: words(
            "claims.verdict_count", verdict=words(f"verdict.{key}"), count=(shown["verdict"] == key).sum()
        ),
    )
    listed = shown.filter(pl.col("verdict").is_in(wanted)) if wanted else shown
    table = Table(words("claims.caption"), claim_columns(page), listed)
    page.card("claims", table, listed["source_id"], notes=[page.hidden_text(shown, listed)], subject=wanted)
    page.terms("verdict", "verdict_ladder", "points", "repeated", "rounding", "benchmark")


def chosen(page: Page, shown: pl.DataFrame) -> str | None:
    """The claim to show in full; None if the filter leaves none."""
    if shown.is_empty():
        page.settings.keep("claim", page.words("claims.choose"), [], str)
        return None
    keys = shown["claim_id"].to_list()
    return page.settings.one(
        "claim", page.words("claims.choose"), keys, keys[0], lambda key: label(page, shown, key)
    )


def whole(page: Page, claim: Row) -> None:
    """Show a claim with its verdict, arithmetic, chart and figures."""
    words = page.words
    records = page.ask(
        "from claim_record where claim_id = ? order by role desc, item, criterion, source_id",
        claim["claim_id"],
    )
    page.section(words("claims.one", claim=words.name(claim, "text")))
    page.verdict(verdicts.verdict(page, claim), verdicts.because(page, claim))
    page.may_say(*may_say.of_claim(page, claim))
    with page.fold(words("claims.working"), expanded=True):
        page.text(*verdicts.working(page, claim)[1:])
    links = verdicts.further(page, claim)
    if preset := claim_form.preset_href(page, claim):
        links.append((preset, words("claims.try")))
    for href, text in links:
        page.link(href, text)
    claim_figures.show(page, claim, records, [claim["source_id"]], [claim["claim_id"]])


def graveness() -> pl.Expr:
    """The place of a claim's verdict among all verdicts, refuted ones first."""
    return pl.col("verdict").replace_strict({verdict: place for place, verdict in enumerate(VERDICTS)})


def label(page: Page, shown: pl.DataFrame, key: str) -> str:
    """A claim's list entry: its text and verdict."""
    claim = shown.row(by_predicate=pl.col("claim_id") == key, named=True)
    return f"{page.words.name(claim, 'text')} · {verdicts.verdict(page, claim)}"


def counts(page: Page, answer: pl.DataFrame) -> str:
    """A sentence with the number of claims by verdict."""
    number = {one: answer.filter(pl.col("verdict") == one).height for one in VERDICTS}
    changed = answer.filter(pl.col("verdict_then") != pl.col("verdict")).height
    undated = answer.filter(pl.col("n_undated") > 0).height
    return page.words("claims.answer", count=answer.height, changed=changed, undated=undated, **number)


def claim_columns(page: Page) -> list[Column]:
    """Columns of the claims table."""
    words = page.words
    return [
        Column(
            words("column.claim"),
            lambda row: words.name(row, "text"),
            href=lambda row: page.settings.href("claims", claim=row["claim_id"]),
        ),
        shared_columns.text(
            page,
            "column.about",
            lambda row: page.names.model(row["model_id"]) or page.names.team(row["team_id"]) or None,
        ),
        shared_columns.source(page, label="column.claimed_in"),
        shared_columns.day(page, "column.claimed_on", "claimed_on"),
        shared_columns.text(page, "column.verdict", lambda row: verdicts.verdict(page, row)),
        shared_columns.text(page, "column.because", lambda row: because(page, row), prose=True),
        shared_columns.text(page, "column.arithmetic", lambda row: verdicts.steps(page, row), prose=True),
        of_difference(page),
        Column(
            words("column.conclusion"),
            lambda row: worth(page, row),
            href=lambda row: level_text.repeated_href(page, row["difference"]),
            prose=True,
        ),
        shared_columns.text(page, "column.verdict_then", lambda row: verdict_then(page, row), prose=True),
        shared_columns.text(
            page, "column.needed", lambda row: verdicts.needed(page, row) or None, prose=True
        ),
    ]


def because(page: Page, claim: Row) -> str:
    """The reason for the verdict, and whether the claim holds only after rounding."""
    return " ".join(part for part in (verdicts.because(page, claim), verdicts.rounding(page, claim)) if part)


def of_difference(page: Page) -> Column:
    """What can be concluded from the difference between two models, linked to the working."""

    def said(row: Row) -> str | None:
        found = verdicts.compared(page, row)
        return level_text.verdict(page, found) if found else None

    def href(row: Row) -> str:
        return page.settings.href("pair", one=row["subject_model_id"], other=row["base_model_id"])

    return Column(page.words("column.may_say"), said, href=href)


def worth(page: Page, claim: Row) -> str | None:
    """A short version of what the difference between two models is worth; None if none are compared."""
    return verdicts.conclusion(page, claim, "claims.conclusion_short") or None


def verdict_then(page: Page, claim: Row) -> str:
    """The verdict as of the claim's day, or that it was the same, and what was left out of it."""
    said = page.words(f"verdict.{claim['verdict_then']}" if verdicts.changes(claim) else "claims.same")
    return ". ".join(part for part in (said, verdicts.undated(page, claim)) if part)
