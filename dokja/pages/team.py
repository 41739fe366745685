"""Who is this team, where does it stand in the programme, and what has it published?"""

from __future__ import annotations

import polars as pl

from dokja.pages.model import claims
from dokja.pages.shared import measured_by, point_sentence, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Table


def show(page: Page) -> None:
    """Show the team: place in the programme and reason, models, official marks, best scores, claims."""
    words, names = page.words, page.names
    every = [*names.contenders, *(key for key in names.teams if key not in names.contenders)]
    key = page.settings.one("org", words("column.team"), every, every[0], names.team)
    models = page.ask("from model_size where team_id = ? order by released_on desc nulls last, model_id", key)
    page.heading(names.team(key), standing(page, key), words("team.counted", count=models.height))
    status(page, key)
    sizes(page, key, models)
    marks(page, key)
    best(page, key)
    claims(page, "team_id = ?", key)


def standing(page: Page, key: str) -> str:
    """A sentence with the team's place in the programme."""
    place = page.ask("from team_place where team_id = ?", key)
    if place.is_empty():
        return page.words(f"team.role.{page.names.teams[key]['role']}", team=page.names.team(key))
    row = place.row(0, named=True)
    sentence = point_sentence.change(page, row)
    reason = page.words.name(row, "reason")
    return sentence + (" " + page.words("team.reason", reason=reason) if reason else "")


def status(page: Page, key: str) -> None:
    """Show every status change with its reason and source."""
    words = page.words
    changes = page.ask("from team_status where team_id = ? order by on_date", key)
    if changes.is_empty():
        return
    page.section(words("team.status.title"))
    table_columns = [
        shared_columns.text(page, "column.date", lambda row: row["on_date"]),
        shared_columns.words_for(page, "column.round", "round", "round"),
        shared_columns.words_for(page, "column.status", "status", "status"),
        shared_columns.text(page, "column.reason", lambda row: words.name(row, "reason") or None),
        shared_columns.source(page),
    ]
    table = Table(words("team.status.caption"), table_columns, changes)
    page.card("status", table, changes["source_id"], subject=[key])


def sizes(page: Page, key: str, models: pl.DataFrame) -> None:
    """Show the team's models with size, weights and licence."""
    words, names = page.words, page.names
    page.section(words("team.models.title"))
    if models.is_empty():
        page.note(words("team.models.empty"))
        return
    weights = {"open": words("weights.open"), "closed": words("weights.closed")}
    table_columns = [
        shared_columns.model(page),
        shared_columns.day(page, "column.released_on", "released_on"),
        shared_columns.size(page, "column.total_b", "total_params_b"),
        shared_columns.size(page, "column.active_b", "active_params_b"),
        shared_columns.text(
            page,
            "column.disagree",
            lambda row: (
                words("team.models.disagree") if row["sources_disagree"] else words("team.models.agree")
            ),
        ),
        shared_columns.text(
            page, "model.weights", lambda row: weights.get(names.models[row["model_id"]]["weights"])
        ),
        shared_columns.text(page, "model.licence", lambda row: names.models[row["model_id"]]["licence"]),
        shared_columns.source(page),
    ]
    table = Table(words("team.models.caption"), table_columns, models)
    page.card("team-models", table, models["source_id"], subject=[key])


def marks(page: Page, key: str) -> None:
    """Show the team's official marks by part."""
    words = page.words
    found = page.ask("from scorecard where team_id = ? order by round, is_total, criterion", key)
    if found.is_empty():
        return
    page.section(words("team.marks.title"))
    table_columns = [
        shared_columns.words_for(page, "column.criterion", "criterion", "criterion"),
        shared_columns.words_for(page, "column.round", "round", "round"),
        shared_columns.number(page, "column.mark", "value", decimals=1),
        shared_columns.number(page, "column.out_of", "out_of", decimals=0),
        shared_columns.count(page, "column.place", "place"),
        shared_columns.number(page, "column.behind_first", "behind_first", decimals=1),
    ]
    table = Table(words("team.marks.caption"), table_columns, found)
    page.card("team-marks", table, found["source_id"], subject=[key])


def best(page: Page, key: str) -> None:
    """Show the team's best displayed score on each benchmark."""
    words = page.words
    every = page.ask("from team_best where team_id = ? order by benchmark_id", key)
    if every.is_empty():
        return
    page.section(words("team.best.title"), words("team.best.text"))
    kind = measured_by.chosen(page)
    found = every.filter(pl.col("measured_by") == kind)
    table_columns = [
        shared_columns.benchmark(page),
        shared_columns.model(page),
        shared_columns.score(page, words("column.score")),
        shared_columns.words_for(page, "column.unit", "unit", "unit"),
        shared_columns.text(
            page, "column.highest_here", lambda row: highest(page, row["is_highest"], row["n_teams"])
        ),
        shared_columns.reporter(page),
        shared_columns.relation(page),
        shared_columns.source(page),
    ]
    table = Table(words("team.best.caption"), table_columns, found)
    page.card("team-best", table, found["source_id"], subject=[key, *measured_by.named(kind)])


def highest(page: Page, is_highest: bool, n_teams: int) -> str:
    """Whether the score is the highest among teams that have one."""
    if n_teams == 1:
        return page.words("team.best.alone")
    return page.words("team.best.highest" if is_highest else "team.best.lower", count=n_teams)
