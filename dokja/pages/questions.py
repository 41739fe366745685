"""Which published figures raise questions, and what would one ask?"""

from __future__ import annotations

import polars as pl

from dokja.pages.shared import shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

KINDS = ("grim", "mean", "scale", "fraction", "same_models", "same_benchmarks", "decimals")
ELSEWHERE = {"ratio": "claims", "official": "weights"}


def show(page: Page) -> None:
    """Show every check with its counts, then the figures that raise a question, each with the question."""
    words = page.words
    totals = page.ask("from figure_question_total")
    asked = int(totals["n_questions"].sum())
    page.heading(
        words("questions.title"),
        words(
            "questions.answer",
            checks=totals.height,
            questions=words.number(asked),
            grim=words.number(totals.filter(pl.col("kind") == "grim")["n_questions"][0]),
            programme=words.number(page.ask("from figure_question where is_of_programme").height),
            averaged=words.number(page.ask("from grim where not is_possible and not is_question").height),
        ),
        words("questions.no_reproach"),
    )
    counted(page, totals)
    listed(page)
    page.terms("whole_items", "benchmark")


def counted(page: Page, totals: pl.DataFrame) -> None:
    """Show how many figures each check covered, and how many raise a question."""
    words = page.words
    table_columns = [
        Column(
            words("column.check"),
            lambda row: words(f"questions.kind.{row['kind']}"),
            href=lambda row: page.settings.href(
                ELSEWHERE.get(row["kind"], "questions"),
                **({} if row["kind"] in ELSEWHERE else {"check": row["kind"]}),
            ),
        ),
        shared_columns.count(page, "column.n_questions", "n_questions"),
        shared_columns.count(page, "column.n_checked", "n_checked"),
    ]
    sources = page.ask("select distinct source_id from figure_question order by source_id")["source_id"]
    page.card("checks", Table(words("questions.checks.caption"), table_columns, totals), sources)


def listed(page: Page) -> None:
    """Show the questions of one check, or of all."""
    words = page.words
    answer = page.ask("from figure_question")
    kind = page.settings.one(
        "check",
        words("questions.choose"),
        ["all", *KINDS],
        "all",
        lambda key: words(f"questions.kind.{key}"),
    )
    wanted = answer if kind == "all" else answer.filter(pl.col("kind") == kind)
    shown = page.visible(wanted)
    method = words(f"questions.method.{kind}") if kind != "all" else ""
    page.section(words("questions.list.title"), words("questions.list.text"), method)
    page.hidden(wanted, shown)
    table_columns = [
        shared_columns.text(page, "column.of", lambda row: of(page, row)),
        shared_columns.as_published(words("column.asked_figure"), lambda row: row["score_text"]),
        shared_columns.text(page, "column.question", lambda row: question(page, row)),
        shared_columns.reporter(page),
        shared_columns.source(page),
    ]
    table = Table(words("questions.caption"), table_columns, shown)
    page.card("questions", table, shown["source_id"], subject=[] if kind == "all" else [kind])


def of(page: Page, row: Row) -> str:
    """The benchmarks and models of a figure."""
    words, names = page.words, page.names
    return words(
        "questions.of",
        benchmark=words.join([names.benchmark(one) for one in row["benchmark_ids"]]),
        model=words.join([names.model(one) for one in row["model_ids"]]),
    )


def question(page: Page, row: Row) -> str:
    """The question that a figure raises."""
    words, number = page.words, page.words.number
    if row["kind"] == "grim":
        return items(page, row)
    return words(
        f"questions.ask.{row['kind']}",
        figure=row["score_text"],
        low=number(row["low"]) or "…",
        high=number(row["high"]) or "…",
        usual=row["usual_decimals"],
    )


def items(page: Page, row: Row) -> str:
    """The question about a share that no whole number of items yields: several runs, or another number of items."""
    words, runs = page.words, row["fewest_runs"]
    counted = words.number(row["n_items"])
    asked = (
        words("questions.ask.grim", items=counted, runs=runs)
        if runs
        else words("questions.ask.grim_no_runs", items=counted)
    )
    unverified = words("questions.unverified") if row["n_items_basis"] == "unverified" else ""
    return f"{asked} {unverified}".strip()
