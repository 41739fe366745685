"""Pictures and tables of more models than fit: the programme's are never cut, and a sentence says what is drawn."""

from __future__ import annotations

import polars as pl

from dokja.ui.foreign_models import WORKED_OUT
from dokja.ui.page import Page


def is_programme(page: Page) -> pl.Expr:
    """Whether a row is of one of the programme's teams."""
    return pl.col("team_id").is_in(page.names.contenders)


def programme_first(page: Page, shown: pl.DataFrame) -> pl.DataFrame:
    """Rows of the programme's teams, then the others, each in their order: the first rows of a table hold them."""
    return shown.sort(is_programme(page), descending=True, maintain_order=True)


def cut(page: Page, shown: pl.DataFrame, limit: int) -> pl.DataFrame:
    """Every row of the programme's teams and the first others, at most limit in all unless the former are more."""
    others = ~is_programme(page)
    room = limit - shown.filter(is_programme(page)).height
    return shown.filter(is_programme(page) | (others.cum_sum() <= room))


def sentence(page: Page, whole: pl.DataFrame, shown: pl.DataFrame, drawn: pl.DataFrame) -> str:
    """How many models are drawn of all, which foreign ones the filter shows, and how many of their values are drawn."""
    words, foreign = page.words, is_foreign(page)
    teams, teams_drawn = (frame.filter(is_programme(page))["model_id"].n_unique() for frame in (whole, drawn))
    count, chosen = (frame.filter(foreign)["model_id"].n_unique() for frame in (whole, shown))
    values, values_drawn = (frame.filter(foreign).height for frame in (shown, drawn))
    counted = {
        "count": words.number(count),
        "chosen": words.number(chosen),
        "values": words.number(values),
        "drawn": words.number(values_drawn),
    }
    return words(
        "drawn.sentence",
        programme=words(
            f"drawn.programme.{extent(teams, teams_drawn)}",
            count=words.number(teams),
            drawn=words.number(teams_drawn),
        ),
        foreign=words(
            f"drawn.foreign.{foreign_key(page, count, chosen)}{'_cut' if values_drawn < values else ''}",
            which=words(f"drawn.which.{page.foreign}") if page.foreign in WORKED_OUT else "",
            **counted,
        ),
    )


def extent(count: int, drawn: int) -> str:
    """Whether all of something is drawn, a part, or there is none."""
    if not count:
        return "absent"
    return "whole" if drawn == count else "part"


def foreign_key(page: Page, count: int, chosen: int) -> str:
    """How the sentence tells of count foreign models of which the filter shows so many."""
    if not count:
        return "absent"
    if page.foreign not in WORKED_OUT:
        return page.foreign
    return "chosen" if chosen else "no_such"


def is_foreign(page: Page) -> pl.Expr:
    """Whether a row is of a model from abroad."""
    return pl.col("team_id").is_in(page.names.foreign)


def unsized(page: Page, missing: pl.DataFrame, kind: str) -> str:
    """How many models have no published size, the programme's by name; blank if all have one."""
    if missing.is_empty():
        return ""
    words = page.words
    named = [page.names.model(model_id) for model_id in missing.filter(is_programme(page))["model_id"]]
    others = missing.height - len(named)
    further = [words("drawn.others", count=words.number(others))] if others else []
    return words(
        "drawn.unsized",
        kind=words(f"in_sentence.{kind}"),
        count=words.number(missing.height),
        models=words.join([*named, *further]),
    )
