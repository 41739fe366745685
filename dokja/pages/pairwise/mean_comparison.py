"""Means of two models over their shared benchmarks, overall and by who measured."""

from __future__ import annotations

from dokja.pages.shared import shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Table


def sentences(page: Page, one: str, other: str) -> list[str]:
    """Sentences with both means, what can be concluded from them, and the probability of chance."""
    found = page.ask("from pair_mean([?], [?])", one, other)
    if found.is_empty():
        return []
    row, words = found.row(0, named=True), page.words

    def percent(probability: float) -> str:
        return words.number(100 * probability, 1)

    firm = "pair.sign_firm" if row["p_sign"] <= 0.05 else "pair.sign_open"
    why = [words(f"why_mean.{reason}") for reason in row["reasons"]]
    higher = one if row["mean_difference"] > 0 else other
    compared = (
        words(
            "pair.mean",
            count=row["n_benchmarks"],
            either=row["n_either"],
            one=words.number(row["left_mean"], 2),
            other=words.number(row["right_mean"], 2),
            difference=words.number(row["mean_difference"], 2, signed=True),
        ),
        words(
            "pair.mean_level",
            verdict=words(f"verdict_mean.{row['level']}", model=page.names.model(higher)),
            why=" ".join(why),
        ),
    )
    chance = (
        words(firm, ahead=row["n_ahead"], behind=row["n_behind"], chance=percent(row["p_sign"])),
        words("pair.t_test", chance=percent(row["p_t"])) if row["p_t"] is not None else "",
    )
    return [" ".join(compared), " ".join(part for part in chance if part)]


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
