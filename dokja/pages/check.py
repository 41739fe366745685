"""Do published figures support a claim that the reader enters?"""

from __future__ import annotations

from dokja.pages.claim import claim_figures, claim_settings, verdicts
from dokja.pages.claim.claim_form import QUOTE_LENGTH, SIZE, Asked, Preset, preset
from dokja.pages.shared import shared_columns
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table


def show(page: Page) -> None:
    """Show the form, the claim in words with its verdict, the working and the figures."""
    words = page.words
    above = page.place()
    asked = claim_settings.asked(page, beginning(page))
    with above:
        page.heading(words("check.title"), words("check.intro"))
        page.note(words("check.not_here"))
        page.link(page.settings.href("claims"), words("check.recorded"))
    quote = page.settings.text(
        "claim-quote", words("check.quote"), words("check.quote_example"), most=QUOTE_LENGTH
    )
    if asked is None:
        return
    claim_rows, input_rows = asked.rows()
    claim = page.ask("from claim_typed(?, ?)", claim_rows, input_rows).row(0, named=True)
    records = page.ask(
        "from claim_typed_figure(?, ?) order by role desc, value desc, item", claim_rows, input_rows
    )
    page.section(
        words("claims.one", claim=claim_in_words(page, asked)),
        words("check.quoted", quote=quote) if quote else "",
        *verdicts.working(page, claim),
    )
    for href, text in verdicts.further(page, claim):
        page.link(href, text)
    claim_figures.show(page, claim, records, [], asked.keys())
    table = Table(words("check.caption"), contents(page), lines(page, asked, claim, quote))
    page.card("check", table, records["source_id"], subject=asked.keys())
    page.terms("verdict", "verdict_ladder", "points", "repeated", "rounding", "benchmark")


def beginning(page: Page) -> Preset:
    """The recorded claim that the form starts with: one that its figures refute, if there is one."""
    found = page.ask("from claim_check order by verdict <> 'not_supported', claimed_on, claim_id")
    return next((values for row in found.iter_rows(named=True) if (values := preset(page, row))), {})


def claim_in_words(page: Page, asked: Asked) -> str:
    """The claim in words."""
    words, names = page.words, page.names
    measure = words("check.mean_of", count=len(asked.measures))
    if len(asked.measures) == 1:
        measure = words("check.size") if asked.measures[0] == SIZE else names.benchmark(asked.measures[0])
    value = asked.value_text + words(f"claim_unit.{asked.unit}")
    listed = words.join([names.model(key) for key in asked.others])
    is_lowest = asked.kind == "highest" and not is_upward(page, asked)
    amount = "rank_amount" if asked.kind == "rank" else "amount"
    return words(
        f"check.said_{'lowest' if is_lowest else asked.kind}",
        measure=measure,
        subject=names.model(asked.subject),
        base=listed,
        others=words("check.all_models") if asked.everyone else listed,
        amount=words(f"check.{amount}_{asked.operator}", value=value),
    )


def is_upward(page: Page, asked: Asked) -> bool:
    """Whether higher is better in all that is measured."""
    benchmarks = page.names.benchmarks
    return all(one == SIZE or benchmarks[one]["higher_is_better"] for one in asked.measures)


def contents(page: Page) -> list[Column]:
    """Two columns: item and content."""
    return [
        shared_columns.text(page, "column.item", lambda row: page.words(f"check.row.{row['key']}")),
        shared_columns.text(page, "column.content", lambda row: row["text"]),
    ]


def lines(page: Page, asked: Asked, claim: Row, quote: str) -> list[Row]:
    """Everything about the claim, one row per item; items that do not apply are omitted."""
    texts = {
        "claim": claim_in_words(page, asked),
        "quote": page.words("claims.one", claim=quote) if quote else "",
        "day": page.words.date(asked.claimed_on),
        "verdict": verdicts.verdict(page, claim),
        "because": verdicts.because(page, claim),
        "arithmetic": "" if claim["standing"] else claim["arithmetic"],
        "standing": "; ".join(verdicts.standing(page, claim)),
        "difference": verdicts.difference(page, claim),
        "over_chance": verdicts.over_chance(page, claim),
        "needed_figure": verdicts.needed_figure(page, claim),
        "within": verdicts.within(page, claim),
        "basis": verdicts.basis(page, claim),
        "rounding": verdicts.rounding(page, claim),
        "conclusion": verdicts.conclusion(page, claim),
        "then": " ".join(
            part for part in (verdicts.then(page, claim), verdicts.undated(page, claim)) if part
        ),
        "needed": verdicts.needed(page, claim),
    }
    return [{"key": key, "text": text} for key, text in texts.items() if text]
