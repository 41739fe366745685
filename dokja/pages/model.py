"""What is this model, and what has been published about it?"""

from __future__ import annotations

import polars as pl

from dokja.charts import dot_plot
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.pages.claim import verdicts
from dokja.pages.shared import score_dots, shared_columns
from dokja.pages.shared.model_picker import findable, in_order
from dokja.pages.shared.value_history import NUMBER, Histories
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

DRAWN = 24
Fact = tuple[str, str, str | None]


def show(page: Page) -> None:
    """Show the model: facts, size, all scores by reporter, claims, and missing scores."""
    words, names = page.words, page.names
    every = in_order(page, names.models)
    now = page.settings.current("model", names.models, every[0])
    with page.row():
        key = page.settings.one(
            "model", words("column.model"), findable(page, every, [now]), now, names.model
        )
    row = names.models[key]
    scores = page.ask(
        "from measurement where model_id = ? order by category, benchmark_id, publication_day desc nulls last, reporter_id, mode, effort, score_text",
        key,
    )
    page.heading(names.model(key), sentence(page, row), counted(page, scores))
    facts(page, row)
    measured(page, key, scores)
    claims(page, "model_id = ?", key)
    missing(page, key)


def sentence(page: Page, row: Row) -> str:
    """A sentence with maker, size and release date."""
    words = page.words
    size = words.parameters(row["total_params_b"]) or words("model.size_unknown")
    released = words.date(row["released_on"]) or words("model.date_unknown")
    return words(
        "model.sentence",
        model=page.names.model(row["model_id"]),
        team=page.names.team(row["team_id"]),
        size=size,
        released=released,
    )


def counted(page: Page, scores: pl.DataFrame) -> str:
    """A sentence with the number of scores and who measured them."""
    by = {
        relation: scores.filter(pl.col("relation") == relation).height
        for relation in ("own", "competitor", "independent")
    }
    return page.words(
        "model.counted", count=scores.height, benchmarks=scores["benchmark_id"].n_unique(), **by
    )


def facts(page: Page, row: Row) -> None:
    """Show the model's facts, one per row, each with its source."""
    words = page.words
    stated = page.ask("from model_fact where model_id = ? order by field, value, source_id", row["model_id"])
    entries = [*recorded_facts(page, row), *stated_facts(page, stated)]
    table_rows = [
        {"key": key, "value": value or None, "source_id": origin}
        for key, value, origin in entries
        if value or key != "column.note"
    ]
    table_columns = [
        shared_columns.text(page, "model.fact", lambda entry: words(entry["key"])),
        shared_columns.text(page, "model.value", lambda entry: entry["value"]),
        Column(
            words("column.source"),
            lambda entry: page.names.source(entry["source_id"]) or words("model.from_records"),
            href=lambda entry: page.source_href(entry["source_id"]) if entry["source_id"] else "",
            away=True,
        ),
    ]
    page.section(words("model.facts.title"))
    page.card(
        "facts",
        Table(
            words("model.facts.caption", model=page.names.model(row["model_id"])), table_columns, table_rows
        ),
        [origin for _, _, origin in entries],
        subject=[row["model_id"]],
    )


def recorded_facts(page: Page, row: Row) -> list[Fact]:
    """Facts from the model's record."""
    words, source_id = page.words, row["source_id"]
    return [
        ("column.maker", page.names.team(row["team_id"]), source_id),
        ("model.names", words.join(aliases(page, row)), None),
        ("column.total", words.parameters(row["total_params_b"]), source_id),
        ("column.active", words.parameters(row["active_params_b"]), source_id),
        (
            "column.architecture",
            words(f"architecture.{row['architecture']}") if row["architecture"] else "",
            source_id,
        ),
        ("model.modality", modality(page, row), source_id),
        ("model.context", words.number(row["context_tokens"]), source_id),
        ("column.released_on", words.date(row["released_on"]), row["released_source_id"] or source_id),
        ("model.weights", words(f"weights.{row['weights']}") if row["weights"] else "", source_id),
        ("model.licence", row["licence"] or "", source_id),
        ("column.note", words.name(row, "note"), source_id),
    ]


def stated_facts(page: Page, stated: pl.DataFrame) -> list[Fact]:
    """Facts stated by individual sources and recorded separately."""
    return [
        (
            f"model.stated.{fact['field']}",
            stated_size(page, fact),
            fact["source_id"],
        )
        for fact in stated.iter_rows(named=True)
    ]


def stated_size(page: Page, fact: Row) -> str:
    """A size as stated by one source, with the source's remark."""
    size, note = page.words.parameters(fact["value"]), page.words.name(fact, "note")
    return page.words("model.stated.noted", size=size, note=note) if note else size


def aliases(page: Page, row: Row) -> list[str]:
    """All names of the model."""
    found = page.ask("select alias from model_alias where model_id = ? order by alias", row["model_id"])[
        "alias"
    ].to_list()
    return [name for name in (row["name_ko"], row["name_en"], *found) if name]


def modality(page: Page, row: Row) -> str:
    """The model's input types in words."""
    return page.words.join(
        [page.words(f"modality.{part}") for part in (row["modality"] or "").split("+") if part]
    )


def measured(page: Page, key: str, scores: pl.DataFrame) -> None:
    """Show all published scores of the model."""
    words, names = page.words, page.names
    histories = Histories(
        page, page.ask("from number_history where table_name = 'score' and model_id = ?", key), NUMBER
    )
    page.section(words("model.scores.title"))
    if scores.is_empty():
        page.note(words("model.scores.empty"))
        histories.withdrawn([key])
        return
    shown = page.ask(
        "from score_shown where model_id = ? and measured_by = 'all' and unit = 'percent' order by n_reporters desc, benchmark_id, mode, effort",
        key,
    )

    def name(row: Row) -> str:
        parts = (names.benchmark(row["benchmark_id"]), names.setting(row))
        return " · ".join(part for part in parts if part)

    def draw(ink: Ink) -> Picture:
        return dot_plot.draw(
            score_dots.of_scores(page, shown.head(DRAWN), ink, name),
            ink,
            words("axis.score_unit", unit=words("unit.percent")),
            shares=True,
        )

    table_columns = [
        shared_columns.benchmark(page),
        shared_columns.words_for(page, "column.category", "category", "category"),
        shared_columns.text(page, "column.setting", lambda row: names.setting(row) or None),
        histories.beside(shared_columns.score(page, words("column.score"))),
        shared_columns.words_for(page, "column.unit", "unit", "unit"),
        shared_columns.reporter(page),
        shared_columns.relation(page),
        shared_columns.day(page, "column.date", "publication_day"),
        shared_columns.source(page),
    ]
    table = Table(words("model.scores.caption", model=names.model(key)), table_columns, scores)
    drawn = min(DRAWN, shown.height)
    page.card(
        "model-scores",
        table,
        scores["source_id"],
        draw if drawn else None,
        words("model.scores.alt", model=names.model(key), count=drawn),
        notes=[words("model.scores.legend", drawn=drawn)] if drawn else [],
        subject=[key],
    )
    histories.withdrawn([key])


def claims(page: Page, condition: str, key: str) -> None:
    """Show claims about a model or team, with verdicts."""
    words = page.words
    found = page.ask(f"from claim_check where {condition}", key)
    page.section(words("profile.claims.title"))
    if found.is_empty():
        page.note(words("profile.claims.empty"))
        return
    table_columns = [
        Column(
            words("column.claim"),
            lambda row: words.name(row, "text"),
            href=lambda row: page.settings.href("claims", claim=row["claim_id"]),
        ),
        shared_columns.text(page, "column.verdict", lambda row: verdicts.verdict(page, row)),
        shared_columns.text(page, "column.arithmetic", lambda row: verdicts.steps(page, row), prose=True),
        shared_columns.source(page, label="column.claimed_in"),
    ]
    page.card(
        "profile-claims",
        Table(words("profile.claims.caption"), table_columns, found),
        found["source_id"],
        subject=[key],
    )


def missing(page: Page, key: str) -> None:
    """Show benchmarks without a score, and why there is none."""
    words = page.words
    cells = page.ask(
        "from coverage_cell where model_id = ? and n_numbers = 0 order by state, benchmark_id", key
    )
    page.section(words("profile.missing.title"))
    if cells.is_empty():
        page.note(words("profile.missing.outside"))
        return
    table_columns = [
        shared_columns.benchmark(page),
        shared_columns.words_for(page, "column.why_missing", "state", "state"),
    ]
    page.card(
        "missing",
        Table(words("profile.missing.caption", count=cells.height), table_columns, cells),
        [],
        subject=[key],
    )
