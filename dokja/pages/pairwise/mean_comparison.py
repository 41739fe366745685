"""Means of two models over their shared benchmarks, overall and by who measured."""

from __future__ import annotations

from dokja.pages.shared import may_say, shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table


def show(page: Page, one: str, other: str, method: str) -> None:
    """Show one verdict on the means in large letters, what may be said, and the tests and their method behind a fold."""
    found = page.ask("from pair_mean([?], [?])", one, other)
    if found.is_empty():
        with page.fold(page.words("pair.grounds")):
            page.text(method)
        return
    row, words = found.row(0, named=True), page.words
    higher = one if row["mean_difference"] > 0 else other
    why = " ".join(words(f"why_mean.{reason}") for reason in row["reasons"])
    page.verdict(words(f"verdict_mean.{row['level']}", model=page.names.model(higher)), why)
    page.may_say(*may_say.of_means(page, row, one, other, why))
    with page.fold(words("pair.grounds")):
        page.text(*grounds(page, row), method)


def grounds(page: Page, row: Row) -> list[str]:
    """Sentences with both means, and with the probability of chance by each test."""
    words = page.words

    def percent(probability: float) -> str:
        return words.number(100 * probability, 1)

    firm = "pair.sign_firm" if row["p_sign"] <= 0.05 else "pair.sign_open"
    return [
        words(
            "pair.mean",
            count=row["n_benchmarks"],
            either=row["n_either"],
            one=words.number(row["left_mean"], 2),
            other=words.number(row["right_mean"], 2),
            difference=words.number(row["mean_difference"], 2, signed=True),
        ),
        words(firm, ahead=row["n_ahead"], behind=row["n_behind"], chance=percent(row["p_sign"])),
        words("pair.t_test", chance=percent(row["p_t"])) if row["p_t"] is not None else "",
    ]


def by_who_measured(page: Page, one: str, other: str) -> None:
    """Show the means restricted to scores of both models by one kind of reporter."""
    words, names = page.words, {"one": page.names.model(one), "other": page.names.model(other)}
    found = page.ask("from pair_split(?, ?)", one, other)
    if found.is_empty():
        return
    page.section(words("pair.split.title"), words("pair.split.text", **names))

    def mean(slot: str, side: str) -> Column:
        return Column(names[slot], lambda row: row[f"{side}_mean"], decimals=2, numeric=True)

    table_columns = [
        shared_columns.text(
            page, "column.who_measured", lambda row: words(f"split.{row['measured_by']}", **names)
        ),
        shared_columns.text(page, "column.of_both", lambda row: f"{row['n_benchmarks']}/{row['n_either']}"),
        mean("one", "left"),
        mean("other", "right"),
        shared_columns.number(page, "column.difference_of_means", "mean_difference", decimals=2, signed=True),
        shared_columns.text(
            page,
            "column.higher_on",
            lambda row: words(
                "split.higher_on", ahead=row["n_ahead"], behind=row["n_behind"], tied=row["n_tied"], **names
            ),
        ),
    ]
    sources = dict.fromkeys(key for row in found["source_ids"] for key in row)
    page.card(
        "split",
        Table(words("pair.split.caption", **names), table_columns, found),
        sources,
        subject=[one, other],
    )
