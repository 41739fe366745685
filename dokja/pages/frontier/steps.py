"""Each team's first and newest model, as measured by the same organisation."""

from __future__ import annotations

from dokja.pages.shared import shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Table


def show(page: Page) -> None:
    """Show each team's first and newest model, as measured by the same reporter."""
    words = page.words
    answer = page.ask("from generation_gain")
    shown = page.visible(answer)
    page.section(words("behind.steps.title"), words("behind.steps.text"), *without_step(page))
    if shown.is_empty():
        page.note(words("behind.steps.empty"))
        return
    table_columns = [
        shared_columns.team(page, "column.team"),
        shared_columns.benchmark(page),
        shared_columns.words_for(page, "column.unit", "unit", "unit"),
        shared_columns.model(page, "first_model_id", "column.first_model"),
        shared_columns.number(page, "column.first_score", "first_score"),
        shared_columns.model(page, "newest_model_id", "column.newest_model"),
        shared_columns.number(page, "column.newest_score", "newest_score"),
        shared_columns.number(page, "column.step", "step", signed=True),
        shared_columns.basis(page),
        shared_columns.reporter(page),
        shared_columns.relation(page),
    ]
    page.hidden(answer, shown)
    if undated := shown["n_undated"].sum():
        page.note(words("behind.steps.undated", count=undated))
    sources = [*shown["first_source_id"], *shown["newest_source_id"]]
    page.card("steps", Table(words("behind.steps.caption"), table_columns, shown), sources)


def without_step(page: Page) -> list[str]:
    """Sentences that name the teams of which no step is shown, by the reason."""
    states = page.visible(page.ask("from generation_state where state <> 'compared'"))
    return [
        page.words(f"behind.steps.{state}", teams=page.words.join([page.names.team(key) for key in teams]))
        for state, teams in states.group_by("state", maintain_order=True).agg("team_id").iter_rows()
    ]
