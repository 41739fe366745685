"""Would different weights for the parts of the official evaluation change its ranking?"""

from __future__ import annotations

import polars as pl

from dokja.charts import dot_plot_by_model
from dokja.charts.picture import Picture
from dokja.charts.theme import Ink
from dokja.pages.evaluation.round_marks import describe_conflicts, otherwise, part_name
from dokja.pages.shared import shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

MOST_POINTS = 100


def show(page: Page) -> None:
    """Show a what-if, each part left out or doubled, each part's influence, and a consistency check of the releases."""
    words = page.words
    weights = page.ask("from scorecard_weight order by round desc, criterion")
    if weights.is_empty():
        page.heading(words("weights.title"), words("weights.no_marks"))
        return
    round_id = weights["round"][0]
    parts = weights.filter(pl.col("round") == round_id)
    variants = page.ask("from scorecard_variant where round = ?", round_id)
    page.heading(words("weights.title"), *answer(page, round_id, variants), words("weights.people"))
    what_if(page, round_id, parts)
    left_out(page, round_id, variants)
    decides(page, round_id, parts)
    agrees(page, round_id)
    page.terms("points", "effective_weight", "ceiling", "nia", "aaii")


def answer(page: Page, round_id: str, variants: pl.DataFrame) -> list[str]:
    """Sentences with the official ranking, and the variants that would let another team pass."""
    words, names = page.words, page.names
    official = page.ask("from scorecard_official where round = ? order by place", round_id)
    order = words.join(
        [
            f"{names.team(row['team_id'])} {words.number(row['total'], 1)}"
            for row in official.iter_rows(named=True)
        ]
    )
    return [
        words("weights.official", round=words(f"round.{round_id}"), order=order),
        turning(page, variants),
    ]


def turning(page: Page, variants: pl.DataFrame) -> str:
    """A sentence with the variants that would let another team pass."""
    found = variants.filter(pl.col("passing_changes")).unique(["variant", "subject"], maintain_order=True)
    said = [variant_name(page, row) for row in found.iter_rows(named=True)]
    total = variants.select("variant", "subject").n_unique()
    if not said:
        return page.words("weights.firm", total=total)
    return page.words("weights.turning", count=len(said), total=total, which=page.words.join(said))


def newest_answer(page: Page) -> str:
    """Which variants of the newest round would let another team pass; blank without a round with marks by team."""
    variants = page.ask("from scorecard_variant where round = (select max(round) from scorecard_variant)")
    return "" if variants.is_empty() else turning(page, variants)


def variant_name(page: Page, row: Row) -> str:
    """Display name of a variant."""
    return page.words(f"weights.{row['variant']}", part=part_name(page, row["subject"]))


def what_if(page: Page, round_id: str, parts: pl.DataFrame) -> None:
    """Show one slider per part, and the resulting ranking beside the official one."""
    words = page.words
    page.section(words("weights.what_if.title"), words("weights.what_if.text"))
    points = []
    for start in range(0, parts.height, 3):
        with page.row():
            for row in parts[start : start + 3].iter_rows(named=True):
                label = words(
                    "weights.points",
                    part=part_name(page, row["criterion"]),
                    out_of=words.number(row["out_of"]),
                )
                key = f"points-{row['criterion'].replace('/', '-')}"
                points.append(page.settings.whole(key, label, 0, MOST_POINTS, int(row["out_of"])))
    if not sum(points):
        page.note(words("weights.no_points"), warning=True)
        return
    found = page.ask(
        "from scorecard_reweighted(?, ?, ?) order by place, team_id",
        round_id,
        parts["criterion"].to_list(),
        points,
    )
    shown = page.visible(found)

    def draw(ink: Ink) -> Picture:
        return dot_plot_by_model.draw(places(page, shown), ink, words("weights.axis"), kinds(page, ink))

    conflicts, others = describe_conflicts(page, otherwise(page, round_id, "score"))
    sources = [*mark_sources(page, round_id), *others]
    table = Table(words("weights.caption", round=words(f"round.{round_id}")), order_columns(page), shown)
    subject = [round_id, *map(str, points)]
    page.card(
        "weights",
        table,
        sources,
        draw,
        words("weights.alt", count=shown.height),
        title=changed(page, found),
        notes=[conflicts, page.hidden_text(found, shown)],
        subject=subject,
    )


def changed(page: Page, found: pl.DataFrame) -> str:
    """A sentence on whether the chosen points change the ranking or who passes."""
    words = page.words
    passing = found.filter(pl.col("would_pass") != pl.col("official_passed"))
    moved = found.filter(pl.col("place") != pl.col("official_place"))
    if passing.height:
        now = words.join([page.names.team(team) for team in found.filter(pl.col("would_pass"))["team_id"]])
        return words("weights.passing_changes", teams=now)
    return words("weights.order_changes", count=moved.height) if moved.height else words("weights.same")


def places(page: Page, shown: pl.DataFrame) -> pl.DataFrame:
    """Official and chosen total of each team, as shares of all points."""
    found = []
    for order, row in enumerate(shown.iter_rows(named=True)):
        for kind, key in (("official_total", "official_share"), ("chosen", "share")):
            found.append(
                {
                    "order": order,
                    "label": page.words(
                        "weights.row",
                        team=page.names.team(row["team_id"]),
                        then=row["official_place"],
                        now=row["place"],
                    ),
                    "value": float(row[key]),
                    "model": page.words(f"weights.{kind}"),
                    "about": page.words(
                        f"about.{kind}",
                        team=page.names.team(row["team_id"]),
                        share=page.words.number(row[key], 1),
                    ),
                }
            )
    return pl.DataFrame(found)


def kinds(page: Page, ink: Ink) -> list[tuple[str, str]]:
    """Labels and colours of the official and the chosen totals."""
    return [(page.words("weights.official_total"), ink.others), (page.words("weights.chosen"), ink.text)]


def order_columns(page: Page) -> list[Column]:
    """Columns of the reweighted ranking."""
    words = page.words
    return [
        shared_columns.team(page, "column.team"),
        shared_columns.number(page, "column.official_total", "official_total", decimals=1),
        shared_columns.count(page, "column.official_place", "official_place"),
        shared_columns.number(page, "column.chosen_total", "total", decimals=1),
        shared_columns.number(page, "column.chosen_out_of", "out_of", decimals=0),
        shared_columns.count(page, "column.chosen_place", "place"),
        shared_columns.text(
            page,
            "column.would_pass",
            lambda row: words(f"weights.pass_{'yes' if row['would_pass'] else 'no'}"),
        ),
    ]


def left_out(page: Page, round_id: str, variants: pl.DataFrame) -> None:
    """Show every variant with the ranking that it gives."""
    words, names = page.words, page.names
    page.section(words("weights.left_out.title"), words("weights.left_out.text"))
    rows = []
    for _, variant in variants.sort("place", "team_id").group_by("variant", "subject", maintain_order=True):
        row = variant.row(0, named=True)
        order = [
            words(
                "weights.placed",
                place=one["place"],
                team=names.team(one["team_id"]),
                total=words.number(one["total"], 1),
            )
            for one in variant.iter_rows(named=True)
        ]
        rows.append({**row, "order": " · ".join(order)})
    rows.sort(key=lambda row: (not row["passing_changes"], not row["order_changes"]))
    table_columns = [
        shared_columns.text(page, "column.variant", lambda row: variant_name(page, row)),
        shared_columns.text(page, "column.order", lambda row: row["order"]),
        shared_columns.text(
            page,
            "column.order_changes",
            lambda row: words(f"weights.{'yes' if row['order_changes'] else 'no'}"),
        ),
        shared_columns.text(
            page,
            "column.passing_changes",
            lambda row: words(f"weights.{'yes' if row['passing_changes'] else 'no'}"),
        ),
    ]
    sources = mark_sources(page, round_id)
    table = Table(words("weights.left_out.caption"), table_columns, rows)
    page.card("variants", table, sources, subject=[round_id])


def decides(page: Page, round_id: str, parts: pl.DataFrame) -> None:
    """Show each part's points beside its share of the spread."""
    words = page.words
    page.section(words("weights.decides.title"), words("weights.decides.text"))

    def remark(row: Row) -> str | None:
        said = [words(f"weights.{key}") for key in ("at_ceiling", "is_compressed") if row[key]]
        return words.join(said) or None

    table_columns = [
        shared_columns.text(page, "column.criterion", lambda row: part_name(page, row["criterion"])),
        shared_columns.number(page, "column.out_of", "out_of", decimals=0),
        shared_columns.number(page, "column.nominal_weight", "nominal_weight", decimals=1),
        shared_columns.number(page, "column.effective_weight", "effective_weight", decimals=1),
        shared_columns.number(page, "column.effective_by_range", "effective_weight_by_range", decimals=1),
        shared_columns.text(page, "column.remark", remark),
    ]
    sources = mark_sources(page, round_id)
    table = Table(words("weights.decides.caption"), table_columns, parts)
    page.card("decides", table, sources, subject=[round_id])
    blocks = page.ask(
        "from scorecard_block_weight where round = ? order by whole_block, effective_weight desc", round_id
    )
    for (block,), rows in blocks.group_by("whole_block", maintain_order=True):
        shares = [
            words(
                "weights.share",
                part=part_name(page, row["criterion"]),
                share=words.number(row["effective_weight"], 1),
            )
            for row in rows.iter_rows(named=True)
        ]
        page.note(words("weights.by_block", block=part_name(page, str(block)), shares=words.join(shares)))


def agrees(page: Page, round_id: str) -> None:
    """Show published figures beside those computed from the marks by team."""
    words = page.words
    checks = page.ask(
        "from scorecard_check where round = ? order by agrees, kind, criterion, team_id", round_id
    )
    wrong = checks.filter(~pl.col("agrees")).height
    page.section(
        words("weights.agrees.title"), words("weights.agrees.answer", count=checks.height, wrong=wrong)
    )
    table_columns = [
        shared_columns.words_for(page, "column.kind", "kind", "weights.check"),
        shared_columns.text(page, "column.criterion", lambda row: part_name(page, row["criterion"])),
        shared_columns.team(page, "column.team"),
        shared_columns.number(page, "column.published", "published", decimals=None),
        shared_columns.number(page, "column.computed", "computed", decimals=None),
        shared_columns.number(page, "column.residual", "residual", decimals=None, signed=True),
        shared_columns.text(
            page, "column.agrees", lambda row: words(f"weights.agree_{'yes' if row['agrees'] else 'no'}")
        ),
        shared_columns.source(page),
        shared_columns.source(page, "from_source_id", "column.computed_from"),
    ]
    page.card(
        "agrees",
        Table(words("weights.agrees.caption"), table_columns, checks),
        [*checks["source_id"], *checks["from_source_id"]],
        subject=[round_id],
    )


def mark_sources(page: Page, round_id: str) -> list[str]:
    """Sources of a round's marks by team."""
    query = "select distinct source_id from scorecard_part where round = ? order by source_id"
    return page.ask(query, round_id)["source_id"].to_list()
