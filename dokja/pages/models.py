"""Which teams and models does the programme have, and which reference models are compared with them?"""

from __future__ import annotations

import polars as pl

from dokja.pages.shared import shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table


def show(page: Page) -> None:
    """Show every team with its place in the programme, then every model, the programme's first."""
    words = page.words
    places = page.ask("from team_place")
    models = page.ask(
        "from model_size order by is_programme desc, team_id, released_on desc nulls last, model_id"
    )
    page.heading(
        words("models.title"),
        words(
            "models.answer",
            teams=places.height,
            inside=places.filter("is_in").height,
            own=models.filter("is_programme").height,
            others=words.number(models.filter(~pl.col("is_programme")).height),
        ),
    )
    team_columns = [
        shared_columns.team(page, "column.team"),
        shared_columns.words_for(page, "column.status", "status", "status"),
        shared_columns.day(page, "column.date", "on_date"),
        shared_columns.text(page, "column.reason", lambda row: words.name(row, "reason") or None, prose=True),
        shared_columns.source(page),
    ]
    page.card("teams", Table(words("models.teams"), team_columns, places), places["source_id"])
    page.card("models", Table(words("models.models"), model_columns(page), models), models["source_id"])


def model_columns(page: Page) -> list[Column]:
    """Columns of the models: maker, country, size, weights, licence, day of release."""
    names, words = page.names, page.words

    def of_model(row: Row, field: str) -> str | None:
        return names.models[row["model_id"]][field] or None

    def weights(row: Row) -> str | None:
        kind = of_model(row, "weights")
        return words(f"weights.{kind}") if kind else None

    return [
        shared_columns.model(page),
        shared_columns.team(page),
        shared_columns.text(
            page, "column.country", lambda row: names.country(names.teams[row["team_id"]]["country"])
        ),
        shared_columns.size(page, "column.total_b", "total_params_b"),
        shared_columns.size(page, "column.active_b", "active_params_b"),
        shared_columns.text(page, "model.weights", weights),
        shared_columns.text(page, "model.licence", lambda row: of_model(row, "licence")),
        shared_columns.day(page, "column.released_on", "released_on"),
        shared_columns.source(page),
    ]
