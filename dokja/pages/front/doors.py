"""Questions that are often asked, each with a short answer and the page that gives the whole one."""

from __future__ import annotations

import polars as pl

from dokja.pages import weights
from dokja.pages.claim import verdicts
from dokja.ui.page import Door, Page


def show(page: Page) -> None:
    """Show the questions."""
    page.section(page.words("home.doors.title"))
    found = [*refuted(page), *eliminated(page), other_weights(page), *pages(page)]
    page.doors(found)


def refuted(page: Page) -> list[Door]:
    """The first claim that its figures refute; none if there is no such claim."""
    found = page.ask("from claim_check where verdict = 'not_supported' order by claimed_on, claim_id limit 1")
    return [
        Door(
            page.words("home.doors.claim", claim=page.words.name(row, "text")),
            verdicts.sentence(page, row),
            page.settings.href("claims", claim=row["claim_id"]),
        )
        for row in found.iter_rows(named=True)
    ]


def eliminated(page: Page) -> list[Door]:
    """Why the first team that was eliminated was; none if all remain."""
    places = page.ask("from team_place").filter(~pl.col("is_in")).sort("on_date", "team_id").head(1)
    return [
        Door(
            page.words("home.doors.eliminated", team=page.names.team(row["team_id"])),
            page.words.name(row, "reason"),
            page.settings.href("team", org=row["team_id"]),
        )
        for row in places.iter_rows(named=True)
    ]


def other_weights(page: Page) -> Door:
    """Whether other weights would have changed who passed."""
    return Door(page.words("home.doors.weights"), weights.newest_answer(page), page.settings.href("weights"))


def pages(page: Page) -> list[Door]:
    """Questions that a whole page answers."""
    return [
        Door(page.words(f"home.doors.{name}"), "", page.settings.href(address))
        for name, address in (("korean", "korean"), ("closing", "behind"), ("table", "make-table"))
    ]
