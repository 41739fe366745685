"""Sentences that may be quoted, each with its source, and sentences that may not, each with the reason."""

from __future__ import annotations

import polars as pl

from dokja.pages.claim import verdicts
from dokja.pages.shared import point_sentence
from dokja.ui.page import Page
from dokja.ui.tables import Row

Said = tuple[str, str]
"""A sentence, and its source or the reason why it may not be said."""
ESTABLISHED = 5
"""Level of a difference from which one side may be called ahead."""


def source(page: Page, row: Row) -> str:
    """Who measured a score, and where it was published."""
    return page.words(
        "may.source",
        relation=point_sentence.relation(page, row["relation"], row["quoted_by"]),
        reporter=page.names.team(row["reporter_id"]),
        source=page.source_text(page.names.sources[row["source_id"]]),
    )


def best_published(page: Page, row: Row, key: str, **told: str | int) -> Said:
    """That a model has the best published score on a benchmark."""
    upward = page.names.benchmarks[row["benchmark_id"]]["higher_is_better"]
    sentence = page.words(
        f"may.{key}_{'highest' if upward else 'lowest'}",
        benchmark=page.names.benchmark(row["benchmark_id"]),
        model=page.names.leader(row["model_id"]),
        amount=point_sentence.amount(page, {**row, "score_text": page.words.published(row["score_text"])}),
        **told,
    )
    return sentence, source(page, row)


def of_scores(page: Page, answer: pl.DataFrame) -> tuple[list[Said], list[Said]]:
    """On one benchmark: the best published score of the programme, and that it makes its model the best."""
    programme = answer.filter(pl.col("team_id").is_in(page.names.contenders))
    best = programme.filter(pl.col("signed_score") == pl.col("signed_score").max())
    if best.height != 1 or programme["model_id"].n_unique() < 2:
        return [], []
    row = best.row(0, named=True)
    ranked = row["best_rank"] is not None and row["n_comparable"] > 1
    because = page.words(
        "may.ranks_overlap" if ranked and row["worst_rank"] > row["best_rank"] else "may.not_alike",
        best=row["best_rank"],
        worst=row["worst_rank"],
        count=row["n_comparable"],
    )
    not_said = page.words(
        "may.best_model",
        model=page.names.leader(row["model_id"]),
        benchmark=page.names.benchmark(row["benchmark_id"]),
    )
    return [best_published(page, row, "programme")], [(not_said, because)]


def of_claim(page: Page, claim: Row) -> tuple[list[Said], list[Said]]:
    """The claim itself, if its figures support it; otherwise what its figures say, and why the claim may not be said."""
    text = page.words.name(claim, "text")
    found = page.source_text(page.names.sources[claim["source_id"]])
    if claim["verdict"] == "supported":
        return [(text, found)], []
    said = verdicts.difference(page, claim)
    return [(said, found)] if said else [], [(text, verdicts.because(page, claim))]


def of_means(page: Page, row: Row, one: str, other: str, why: str) -> tuple[list[Said], list[Said]]:
    """Of two models: both means, and that the higher one is ahead, if that is established."""
    words, names = page.words, page.names
    higher, lower = (one, other) if row["mean_difference"] > 0 else (other, one)
    means = words(
        "may.means",
        count=row["n_benchmarks"],
        one=names.leader(one),
        other=names.leader(other),
        one_mean=words.number(row["left_mean"], 2),
        other_mean=words.number(row["right_mean"], 2),
    )
    ahead = words("may.ahead", higher=names.leader(higher), lower=names.leader(lower))
    may = [(means, words("may.computed", date=words.date(page.store.data_date)))]
    if row["level"] >= ESTABLISHED:
        return [*may, (ahead, why)], []
    return may, [(ahead, why)]
