"""Sentences on the newest index that one independent organisation measured on both sides."""

from __future__ import annotations

from dokja.ui.page import Page
from dokja.ui.tables import Row

COUNTRIES_NAMED = 2


def answers(page: Page) -> list[str]:
    """Sentences on what the newest index measured, and on the limits of what follows from it."""
    words, names = page.words, page.names
    answer = page.ask("from index_gap")
    if answer.is_empty():
        return [words("index.none")]
    first = answer.row(0, named=True)
    return [
        words(
            "index.answer",
            benchmark=names.benchmark(first["benchmark_id"]),
            reporter=names.team(first["reporter_id"]),
            count=first["n_models"],
        )
        + higher_korean(page, first),
        no_trend(page, first),
    ]


def finding(page: Page) -> str:
    """How far the best remaining team is behind on the newest index, as one short sentence; blank without an index."""
    words, names = page.words, page.names
    answer = page.ask("from index_gap")
    if answer.is_empty():
        return ""
    first = answer.row(0, named=True)
    gaps_by_country = [
        words(
            "index.country",
            country=names.country(row["country"]),
            model=names.model(row["foreign_model_id"]),
            score=words.score(row["foreign_score"], row["decimals"]),
            gap=words.score(row["gap"], row["decimals"]),
        )
        for row in answer.head(COUNTRIES_NAMED).iter_rows(named=True)
    ]
    return words(
        "index.finding",
        korean=names.model(first["korean_model_id"]),
        score=words.score(first["korean_score"], first["decimals"]),
        gaps=words.join(gaps_by_country),
    )


def no_trend(page: Page, row: Row) -> str:
    """A note that no trend can be inferred if the index is too recent; otherwise blank."""
    if not row["is_too_short"]:
        return ""
    first, last = (page.words.date(row[key]) for key in ("first_on", "last_on"))
    said = page.words("index.no_trend", first=first, last=last, days=row["n_days"])
    if row["n_undated"]:
        said += " " + page.words("index.undated", count=row["n_undated"])
    return said


def higher_korean(page: Page, first: Row) -> str:
    """A sentence with Korean values above the best remaining team's; blank if there are none."""
    higher = page.ask("from index_value where is_above_teams")
    told = [
        page.words(
            "index.higher_value",
            model=page.names.leader(row["model_id"]),
            score=page.words.score(row["score"], first["decimals"]),
        )
        for row in higher.iter_rows(named=True)
    ]
    return " " + page.words("index.higher", models=page.words.join(told)) if told else ""
