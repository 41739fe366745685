"""Does the order of two models survive other aggregation methods, benchmarks or weights?"""

from __future__ import annotations

import polars as pl

from dokja.pages.shared import shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

MOST_WEIGHT = 5


def survives(page: Page, one: str, other: str) -> None:
    """Show six aggregation methods, each benchmark left out, and the reader's own weights."""
    words = page.words
    variants = page.ask("from order_variant([?], [?])", one, other)
    if variants.is_empty():
        return
    if variants["method"].unique().to_list() == ["borda"]:
        page.section(words("order.title"), words("order.untested"))
        return
    names = {"one": page.names.model(one), "other": page.names.model(other)}
    share = page.ask("from order_share([?], [?])", one, other).row(0, named=True)
    counted = {key: words.number(share[key]) for key in ("n_variants", "n_ahead", "n_tied", "n_behind")}
    counted["n_methods"] = words.number(variants.filter(pl.col("method") != "borda")["method"].n_unique())
    page.section(words("order.title"), words("order.answer", **names, **counted), words("order.text"))
    table = Table(words("order.caption", **names), method_columns(page, variants), methods(page, one, other))
    sources = page.ask("from pair_difference(?, ?)", one, other)
    page.card("order", table, [*sources["left_source_id"], *sources["right_source_id"]], subject=[one, other])


def methods(page: Page, one: str, other: str) -> pl.DataFrame:
    """One row per method: the lead over all benchmarks, and the lead with the reader's weights."""
    words = page.words
    step = page.ask(
        "select distinct category from method_contribution([?], [?]) order by category", one, other
    )
    categories = step["category"].to_list()
    weights = []
    with page.fold(words("order.weights")), page.row():
        for category in categories:
            label = words("order.weight", category=words(f"category.{category}"))
            weights.append(page.settings.whole(f"weight-{category}", label, 0, MOST_WEIGHT, 1))
    return page.ask(
        """
        select whole.*, weighted.ahead as weighted_ahead, weighted.n_benchmarks as n_weighted
        from order_variant([?], [?]) as whole
        join order_weighted(?, ?, ?, ?) as weighted using (method)
        where left_out is null
        order by list_position(['mean', 'normalised', 'z_score', 'win_rate', 'borda', 'mean_rank'], method)
        """,
        *(one, other, one, other, categories, weights),
    )


def method_columns(page: Page, variants: pl.DataFrame) -> list[Column]:
    """Columns for who leads by each method, which benchmark reverses it, and who leads with the reader's weights."""
    words = page.words

    def ahead(row: Row, key: str) -> str:
        if row[key] == 0 or row[key] is None:
            return words("order.tied")
        return page.names.model(row["left_model_id" if row[key] > 0 else "right_model_id"])

    def turning(row: Row) -> str:
        same = (
            (pl.col("method") == row["method"])
            & pl.col("left_out").is_not_null()
            & (pl.col("ahead") != row["ahead"])
        )
        found = [page.names.benchmark(key) for key in variants.filter(same)["left_out"]]
        return words.join(found) or words("order.none_turns")

    return [
        shared_columns.words_for(page, "column.method", "method", "method"),
        shared_columns.count(page, "column.n_benchmarks", "n_benchmarks"),
        shared_columns.text(page, "column.ahead", lambda row: ahead(row, "ahead")),
        shared_columns.text(page, "column.turning", turning),
        shared_columns.text(page, "column.weighted_ahead", lambda row: ahead(row, "weighted_ahead")),
    ]
