"""Do makers report higher scores for their own models than others do, and which benchmarks do they choose?"""

from __future__ import annotations

from dokja.pages.shared import drawn_models, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table


def gaps(page: Page) -> None:
    """Show own scores minus those of others: by maker, then pair by pair."""
    words = page.words
    summary = page.ask("from relation_gap_summary")
    answer = page.ask("from relation_gap")
    page.section(words("gaps.title"), words("gaps.text"))
    if answer.is_empty():
        page.note(words("gaps.nothing"))
        return
    shown = drawn_models.programme_first(page, page.visible(summary))
    page.hidden(summary, shown)
    sources = [*answer["own_source_id"], *answer["other_source_id"]]
    page.card("gap-summary", Table(words("gaps.summary.caption"), summary_columns(page), shown), sources)
    pairs = drawn_models.programme_first(page, page.visible(answer))
    page.hidden(answer, pairs)
    sources = [*pairs["own_source_id"], *pairs["other_source_id"]]
    page.card("own-gaps", Table(words("gaps.caption"), gap_columns(page), pairs), sources)


def summary_columns(page: Page) -> list[Column]:
    """Columns for coverage, mean and median gap per maker, and the direction of the pairs."""
    words = page.words

    def direction(row: Row) -> str | None:
        if not row["n_pairs"]:
            return None
        return words(
            "gaps.direction", better=row["n_own_better"], worse=row["n_own_worse"], pairs=row["n_pairs"]
        )

    return [
        shared_columns.team(page),
        shared_columns.words_for(page, "column.beside", "relation", "state"),
        shared_columns.text(
            page, "column.with_both", lambda row: f"{row['n_with_both']}/{row['n_benchmarks']}"
        ),
        shared_columns.number(page, "column.mean_gap", "mean_gap", signed=True, decimals=1),
        shared_columns.number(page, "column.median_gap", "median_gap", signed=True, decimals=1),
        shared_columns.text(page, "column.direction", direction),
    ]


def gap_columns(page: Page) -> list[Column]:
    """Columns for both scores of a pair, who measured the other one, and what is unknown."""
    words, names = page.words, page.names

    def remark(row: Row) -> str | None:
        said = [words("repeated.quoted")] if row["is_equal"] else []
        said += [words("repeated.unknown")] if row["condition_unknown"] else []
        return ", ".join(said) or None

    def number(label: str, side: str) -> Column:
        return Column(
            words(label),
            lambda row: row[f"{side}_text"],
            lambda row: words.published(row[f"{side}_text"]),
            full=lambda row: row[f"{side}_text"],
            href=lambda row: page.source_href(row[f"{side}_source_id"]),
            away=True,
            numeric=True,
        )

    return [
        shared_columns.model(page),
        shared_columns.benchmark(page),
        shared_columns.text(page, "column.setting", lambda row: names.setting(row) or None),
        number("column.own_number", "own"),
        number("column.other_number", "other"),
        shared_columns.reporter(page),
        shared_columns.words_for(page, "column.relation", "relation", "state"),
        shared_columns.number(page, "column.own_gap", "gap", signed=True),
        shared_columns.text(page, "column.note", remark),
    ]


def benchmarks(page: Page) -> None:
    """Show which benchmarks chosen by other teams a team did not publish for its newest model."""
    words, names = page.words, page.names
    totals = page.ask("from benchmark_choice_total")
    page.section(words("choice.title"), words("choice.text"))
    shown = page.visible(totals)
    page.hidden(totals, shown)
    if shown.is_empty():
        page.note(words("empty.filter"))
        return
    table_columns = [
        shared_columns.team(page),
        shared_columns.model(page),
        shared_columns.text(page, "column.shared", lambda row: f"{row['n_shared']}/{row['n_of_others']}"),
        shared_columns.count(page, "column.left_out_of_several", "n_left_out_of_several"),
        shared_columns.count(page, "column.alone", "n_alone"),
    ]
    used = page.ask(
        "from programme_source where relation = 'own' and model_id in (select model_id from benchmark_choice_total)"
    )["source_id"]
    page.card("choice-total", Table(words("choice.total.caption"), table_columns, shown), used)
    teams = shown["team_id"].to_list()
    team_id = page.settings.one("chooser", words("choice.team"), teams, teams[0], names.team, pills=True)
    left_out(page, team_id, list(used))


def left_out(page: Page, team_id: str, sources: list[str]) -> None:
    """Show other teams' benchmarks that one team did not publish, the most common first."""
    words, names = page.words, page.names
    answer = page.ask(
        "from benchmark_choice where team_id = ? and not is_published and n_others > 0", team_id
    )

    def another(row: Row) -> str:
        return words("choice.measured" if row["measured_by_another"] else "choice.not_measured")

    table_columns = [
        shared_columns.benchmark(page),
        shared_columns.words_for(page, "column.category", "category", "category"),
        shared_columns.text(
            page,
            "column.published_by",
            lambda row: words.join([names.team(one) for one in row["other_team_ids"]]),
        ),
        shared_columns.text(page, "column.by_another", another),
        shared_columns.words_for(page, "column.why_missing", "reason", "state"),
    ]
    caption = words("choice.caption", team=names.team(team_id))
    page.card("choice", Table(caption, table_columns, answer), sources, subject=[team_id])
