"""How do the models score on a benchmark, and who measured it?"""

from __future__ import annotations

from functools import partial

import polars as pl

from dokja.charts import dot_plot
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.export import every_eval_ever_writer
from dokja.pages.shared import (
    categories,
    drawn_models,
    may_say,
    measured_by,
    point_sentence,
    score_dots,
    shared_columns,
)
from dokja.pages.shared.value_history import NUMBER, SHOWN, Histories
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

DRAWN = 40
ORDERS = ("value", "model", "date")
PUBLISHED = (
    "model_id",
    "mode",
    "effort",
    "conditions",
    "score_text",
    "reporter_id",
    "quoted_by",
    "source_id",
)


def show(page: Page) -> None:
    """Show one benchmark: what it measures, its published scores, and each category at a glance."""
    words = page.words
    benchmarks = page.ask("from benchmark_use order by n_teams desc, n_models desc, benchmark_id")
    category, benchmark, wanted, order, kind = chosen(page, benchmarks)
    answer = page.ask(
        "from leaderboard where benchmark_id = ? and measured_by = ? order by place, model_id, mode, effort, agent",
        *(benchmark["benchmark_id"], kind),
    )
    page.heading(
        words("scores.title", benchmark=page.names.benchmark(benchmark["benchmark_id"])),
        sentence(page, answer, kind),
    )
    found = searched(page, answer, wanted, order)
    shown = page.visible(found)
    histories = histories_of(page, benchmark["benchmark_id"], kind)
    subject = [benchmark["benchmark_id"], *measured_by.named(kind)]
    if shown.is_empty():
        if not answer.is_empty():
            page.note(words("scores.empty"))
            page.hidden(answer, page.visible(answer))
        histories.withdrawn(subject)
        categories.show(page, kind, category)
        return
    ranking(page, benchmark, answer, found, histories, subject, kind)
    page.may_say(*may_say.of_scores(page, answer))
    about_href = page.settings.href("benchmark", benchmark=benchmark["benchmark_id"])
    page.link(about_href, words("scores.about_benchmark"))
    histories.withdrawn(subject)
    categories.show(page, kind, category)
    page.terms(
        "benchmark",
        "interval",
        "rank_set",
        "standard_error",
        "own",
        "independent",
        "table_rank",
        "reasoning",
        "effort",
        "foreign",
    )


def histories_of(page: Page, benchmark_id: str, kind: str) -> Histories:
    """Earlier values of the displayed scores; if only one kind of reporter counts, those of its own scores."""
    if kind == "all":
        return Histories(page, page.ask("from shown_history where benchmark_id = ?", benchmark_id), SHOWN)
    found = page.ask("from number_history where table_name = 'score' and benchmark_id = ?", benchmark_id)
    return Histories(page, found, NUMBER)


def ranking(
    page: Page,
    benchmark: Row,
    answer: pl.DataFrame,
    found: pl.DataFrame,
    histories: Histories,
    subject: list[str],
    kind: str,
) -> None:
    """Show chart and table of the scores that the reader's search found, in the reader's order."""
    words, shown = page.words, page.visible(found)
    drawn = drawn_models.cut(page, shown, DRAWN)
    title = words(
        "axis.score_in",
        benchmark=page.names.benchmark(benchmark["benchmark_id"]),
        unit=words(f"unit.{benchmark['unit']}"),
    )

    def name(row: Row) -> str:
        return row_name(page, row)

    def draw(ink: Ink) -> Picture:
        dots = score_dots.of_scores(page, drawn, ink, name)
        return dot_plot.draw(dots, ink, title, shares=benchmark["unit"] == "percent")

    best = shown.row(0, named=True)
    alt_text = words(
        "scores.alt",
        benchmark=title,
        count=drawn.height,
        model=page.names.model(best["model_id"]),
        score=words.published(best["score_text"]),
    )
    notes = [words("scores.legend"), drawn_models.sentence(page, found, shown, drawn)]
    n_models = answer["model_id"].n_unique()
    if benchmark["is_proportion"] and n_models > 1:
        lead = page.ask("select expected_best(?) as lead", n_models)["lead"][0]
        notes.append(words("scores.selection", count=n_models, lead=words.number(lead, 2)))
    if undated := shown["n_undated"].sum():
        notes.append(words("scores.undated", count=undated))
    notes.append(page.hidden_text(answer, page.visible(answer)))
    listed = drawn_models.programme_first(page, shown)
    table = Table(words("scores.caption", benchmark=title), score_columns(page, title, histories), listed)
    further = {
        "eee.zip": (partial(evaluations, page, benchmark["benchmark_id"]), every_eval_ever_writer.MIME)
    }
    page.card(
        "scores",
        table,
        listed["source_id"],
        draw,
        alt_text,
        finding=sentence(page, answer, kind),
        measure=about(page, benchmark),
        notes=notes,
        further=further,
        subject=subject,
    )


def evaluations(page: Page, benchmark_id: str, table: Table) -> bytes:
    """The table's scores as a zip archive of Every Eval Ever files."""
    seen = {tuple(row[name] for name in PUBLISHED) for row in table.records()}
    whole = page.ask("from measurement where benchmark_id = ?", benchmark_id).iter_rows(named=True)
    rows = [row for row in whole if tuple(row[name] for name in PUBLISHED) in seen]
    return every_eval_ever_writer.archive(rows, page.names, page.store.data_date)


def chosen(page: Page, benchmarks: pl.DataFrame) -> tuple[str, Row, str, str, str]:
    """The selected category and benchmark, the model searched for, the order, whose scores count."""
    words = page.words
    every = ["all", *sorted(benchmarks["category"].unique())]
    given = page.settings.given("benchmark", benchmarks["benchmark_id"].to_list())
    with page.row():
        category = page.settings.one(
            "category", words("scores.category"), every, "all", lambda key: words(f"category.{key}")
        )
        inside = benchmarks if category == "all" else benchmarks.filter(pl.col("category") == category)
        keys = inside["benchmark_id"].to_list()
        first = given[0] if given and given[0] in keys else keys[0]
        key = page.settings.one("benchmark", words("scores.benchmark"), keys, first, page.names.benchmark)
        wanted = page.settings.text("find", words("scores.find"), words("scores.find_example"))
        order = page.settings.one(
            "order", words("scores.order"), ORDERS, "value", lambda key: words(f"scores.order_{key}")
        )
        kind = measured_by.chosen(page)
    row = benchmarks.row(by_predicate=pl.col("benchmark_id") == key, named=True)
    return category, row, wanted, order, kind


def sentence(page: Page, answer: pl.DataFrame, kind: str) -> str:
    """A sentence with the highest published score, overall and of the programme."""
    words, names = page.words, page.names
    if answer.is_empty():
        return words("scores.none_of_kind", kind=words(f"measured_by.{kind}"))
    best = answer.row(0, named=True)
    programme = answer.filter(pl.col("team_id").is_in(names.contenders))
    first = words(
        "scores.best",
        model=names.leader(best["model_id"]),
        score=words.published(best["score_text"]),
        reporter=names.team(best["reporter_id"]),
        relation=point_sentence.relation(page, best["relation"], best["quoted_by"]),
    )
    if programme.is_empty() or best["team_id"] in names.contenders:
        return first
    korean = programme.row(0, named=True)
    return (
        first
        + " "
        + words(
            "scores.best_korean",
            model=names.leader(korean["model_id"]),
            score=words.published(korean["score_text"]),
            reporter=names.team(korean["reporter_id"]),
        )
    )


def about(page: Page, benchmark: Row) -> str:
    """What the benchmark measures, its direction, number of items and chance level."""
    words = page.words
    parts = [words.name(benchmark, "description")]
    parts.append(words("scores.higher" if benchmark["higher_is_better"] else "scores.lower"))
    if benchmark["n_items"]:
        key = "scores.items_unverified" if benchmark["n_items_basis"] == "unverified" else "scores.items"
        parts.append(words(key, count=words.number(benchmark["n_items"])))
    if benchmark["chance_level"]:
        parts.append(words("scores.chance", level=words.number(benchmark["chance_level"])))
    note = words.name(benchmark, "note")
    return " ".join([*parts, f"{note}." if note and not note.endswith(".") else note]).strip()


def searched(page: Page, shown: pl.DataFrame, wanted: str, order: str) -> pl.DataFrame:
    """Rows whose model matches the search, in the reader's order."""
    if wanted:
        found = page.ask("from find_model(?)", wanted)["model_id"].to_list()
        shown = shown.filter(pl.col("model_id").is_in(found))
    if order == "model":
        return shown.sort(
            pl.col("model_id").replace_strict(
                {key: page.names.model(key) for key in shown["model_id"]}, default=""
            )
        )
    if order == "date":
        return shown.sort(["publication_day", "place"], descending=[True, False], nulls_last=True)
    return shown


def row_name(page: Page, row: Row) -> str:
    """Model with its mode and conditions."""
    setting = page.names.setting(row)
    return page.names.model(row["model_id"]) + (f" ({setting})" if setting else "")


def score_columns(page: Page, title: str, histories: Histories) -> list[Column]:
    """Columns of the table."""
    words = page.words

    def ends(row: Row, shorten: shared_columns.Shorten) -> str | None:
        if row["n_reporters"] < 2 and row["lowest"] == row["highest"]:
            return None
        return shared_columns.score_range(page, row, shorten)

    def rank(row: Row) -> str | None:
        if row["n_comparable"] < 2:
            return None
        if row["best_rank"] is None or row["best_rank"] == row["worst_rank"]:
            return words("scores.rank_of", rank=row["comparable_rank"], count=row["n_comparable"])
        return words(
            "scores.rank_set", best=row["best_rank"], worst=row["worst_rank"], count=row["n_comparable"]
        )

    def interval(row: Row) -> str:
        if row["low"] is None:
            return words("pair.no_error")
        return words("pair.limits", low=words.number(row["low"], 1), high=words.number(row["high"], 1))

    return [
        shared_columns.model(page),
        shared_columns.team(page),
        shared_columns.text(page, "column.setting", lambda row: page.names.setting(row) or None),
        histories.beside(shared_columns.score(page, title)),
        shared_columns.reporter(page),
        shared_columns.relation(page),
        shared_columns.text(page, "column.rank", rank),
        shared_columns.text(page, "column.interval", interval),
        shared_columns.with_published(page, "column.range", ends),
        shared_columns.day(page, "column.date", "publication_day"),
        shared_columns.source(page),
    ]
