"""Scores as rows of dots, shared by all pages that draw them."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from dokja.charts.theme import Ink
from dokja.pages.shared import point_sentence
from dokja.ui.page import Page
from dokja.ui.tables import Row


def of_scores(page: Page, shown: pl.DataFrame, ink: Ink, name: Callable[[Row], str]) -> pl.DataFrame:
    """One dot per row of score_shown, with the range over reporters; hollow unless independent."""
    return pl.DataFrame(
        [
            {
                "order": order,
                "label": name(row),
                "value": float(row["score"]),
                "low": float(row["lowest"]),
                "high": float(row["highest"]),
                "text": page.words.published(row["score_text"]),
                "side": "right" if row["highest"] == row["score"] else "left",
                "colour": page.colour_of(row["team_id"], ink),
                "shape": "circle",
                "filled": row["relation"] == "independent",
                "about": point_sentence.score(page, row),
            }
            for order, row in enumerate(shown.iter_rows(named=True))
        ]
    )
