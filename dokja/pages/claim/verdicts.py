"""Sentences about a judged claim, whether recorded or entered by a reader."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from dokja.pages.pairwise import level_text
from dokja.pages.shared import point_sentence
from dokja.ui.page import Page
from dokja.ui.tables import Row


def verdict(page: Page, claim: Row) -> str:
    """The verdict in words."""
    return page.words(f"verdict.{claim['verdict']}")


def because(page: Page, claim: Row) -> str:
    """A sentence with the reason for the verdict."""
    return page.words(f"reason.{claim['reason']}")


def sentence(page: Page, claim: Row) -> str:
    """A sentence with verdict and reason."""
    return page.words("claims.verdict", verdict=verdict(page, claim), reason=because(page, claim))


def rounding(page: Page, claim: Row) -> str:
    """A sentence if the claim holds only after rounding; otherwise blank."""
    if not claim["only_after_rounding"]:
        return ""
    return page.words("claims.only_after_rounding", result=page.words.number(claim["result"]))


def changes(claim: Row) -> bool:
    """Whether the records as of the claim's day led to a different verdict."""
    return claim["verdict_then"] is not None and claim["verdict_then"] != claim["verdict"]


def other_figures(page: Page, claim: Row) -> list[str]:
    """Where the verdict depends on the figure: what follows from the one in the table, and from each other one."""
    words, others = page.words, claim["other_figures"] or []
    if not others:
        return []

    def line(other: Mapping[str, Any]) -> str:
        by = [
            point_sentence.by(page, {**other, "publication_day": None}),
            page.names.source(other["source_id"]),
        ]
        return words(
            "claims.other_figure",
            verdict=words(f"verdict.{other['verdict']}"),
            arithmetic=spelt(page, other["arithmetic"]),
            by=", ".join(by),
        )

    own = words(
        "claims.this_figure",
        verdict=words(f"verdict.{claim['verdict_by_figure']}"),
        arithmetic=spelt(page, claim["arithmetic"]),
    )
    return [own, *map(line, others)]


def then(page: Page, claim: Row) -> str:
    """A sentence with the verdict as of the claim's day, if different; otherwise blank."""
    if not changes(claim):
        return ""
    return page.words(
        "claims.then",
        date=page.words.date(claim["claimed_on"]),
        verdict=page.words(f"verdict.{claim['verdict_then']}"),
        reason=page.words(f"reason.{claim['reason_then']}"),
    )


def undated(page: Page, claim: Row) -> str:
    """A sentence if figures without a known day were left out of the verdict as of the claim's day; otherwise blank."""
    return page.words("claims.undated", count=claim["n_undated"]) if claim["n_undated"] else ""


def basis(page: Page, claim: Row) -> str:
    """A sentence with what is known of how compared scores were measured; blank if none are compared."""
    if claim["basis"] is None:
        return ""
    differs = page.words.join([page.words(f"differs.{key}") for key in claim["differs"]])
    return page.words(f"claims.basis.{claim['basis']}", differs=differs)


def difference(page: Page, claim: Row) -> str:
    """A sentence with figure, base, and their absolute and relative difference; blank for other claims."""
    if claim["kind"] != "relative_difference" or claim["relative_difference"] is None:
        return ""
    number = page.words.number
    return page.words(
        "claims.difference",
        figure=page.words.score(claim["figure"]),
        base=page.words.score(claim["base"]),
        difference=number(claim["difference"], 2),
        relative=number(claim["relative_difference"], 2),
    )


def over_chance(page: Page, claim: Row) -> str:
    """A sentence with the ratio after subtracting the chance level on both sides; blank if there is none."""
    if claim["ratio_over_chance"] is None:
        return ""
    return page.words(
        "claims.over_chance",
        chance=page.words.number(claim["chance_level"]),
        ratio=page.words.number(claim["ratio_over_chance"], 3),
    )


def needed_figure(page: Page, claim: Row) -> str:
    """A sentence with the figure that the claim would have needed, if it is not supported; otherwise blank."""
    if claim["needed_figure"] is None or claim["figure"] is None or claim["verdict"] != "not_supported":
        return ""
    words, number = page.words, page.words.number
    more = {">": "or_more", ">=": "or_more", "<": "or_less", "<=": "or_less"}.get(
        claim["operator"], "exactly"
    )
    return words(
        "claims.needed",
        value=number(claim["needed_figure"], 2),
        operator=words(f"claims.needed_{more}"),
        figure=words.score(claim["figure"]),
        asserted=claim["value_text"].replace("-", "−"),
        unit=words(f"claim_unit.{claim['unit']}"),
    )


def within(page: Page, claim: Row) -> str:
    """A sentence with the figures that meet the claim after rounding; blank if nothing is rounded."""
    if claim["figure"] is None or not is_rounded(claim):
        return ""
    ends = {">=": "low", "<=": "high"}.get(claim["operator"], "both")
    low, high = (page.words.number(claim[f"needed_{end}"], 2) for end in ("low", "high"))
    return page.words(f"claims.within_{ends}", low=low, high=high)


def is_rounded(claim: Row) -> bool:
    """Whether figures beside the needed one meet the claim after rounding."""
    return claim["needed_figure"] is not None and claim["needed_low"] < claim["needed_high"]


def conclusion(page: Page, claim: Row, text: str = "claims.conclusion") -> str:
    """A sentence that weighs the difference between two models; blank if none are compared."""
    if claim["n_repeated"] is None:
        return ""
    return page.words(
        text,
        difference=page.words.number(abs(claim["difference"]), 2),
        count=claim["n_repeated"],
        further=claim["n_moved_further"],
    )


def compared(page: Page, claim: Row) -> Row | None:
    """The two scores that the claim compares on one benchmark, with what can be concluded.

    None for other claims, and where pairs of models are compared by other figures than this one.
    """
    if claim["compared_benchmark_id"] is None:
        return None
    found = page.ask(
        "from pair_difference(?, ?) where benchmark_id = ?",
        claim["subject_model_id"],
        claim["base_model_id"],
        claim["compared_benchmark_id"],
    )
    same = found.filter(pl.col("left_score") == claim["figure"], pl.col("right_score") == claim["base"])
    return same.row(0, named=True) if same.height else None


def may_say(page: Page, claim: Row) -> str:
    """Sentences on what can be concluded from the claim's difference, and why not more; blank if not applicable."""
    row = compared(page, claim)
    if row is None:
        return ""
    return page.words(
        "claims.may_say", verdict=level_text.verdict(page, row), reasons=level_text.reasons(page, row)
    )


def needed(page: Page, claim: Row) -> str:
    """What would be needed to check the claim, or to check it further."""
    return "; ".join(page.words(f"needed.{code}") for code in claim["needed"])


def known_since(page: Page, claim: Row) -> str:
    """A sentence with the outcome of a plan so far; blank if there is none."""
    if claim["known_since"] is None:
        return ""
    return page.words(
        "claims.known_since",
        model=page.names.model(claim["known_since_model_id"]),
        size=page.words.parameters(claim["known_since"]),
    )


def choices(page: Page, claim: Row) -> str:
    """A sentence with the number of benchmark selections that yield the stated means; blank if not applicable."""
    if not claim.get("n_matching"):
        return ""
    words, number = page.words, page.words.number
    return words(
        "claims.choices",
        pool=claim["n_pool"],
        chosen=claim["n_chosen"],
        choices=number(claim["n_choices"]),
        means=", ".join(claim["choice_means"]),
        matching=", ".join(number(count) for count in claim["n_matching"]),
    )


def standing(page: Page, claim: Row) -> list[str]:
    """The ranking, one line for all parts and one per variant that omits some."""
    grouped = itertools.groupby(claim["standing"] or [], key=lambda entry: str(entry["variant"]))
    return [
        page.words(
            "claims.standing",
            subject=variant_name(page, variant),
            line=", ".join(entry_text(page, entry, claim["unit"]) for entry in entries),
        )
        for variant, entries in grouped
    ]


def variant_name(page: Page, variant: str) -> str:
    """Label of a ranking line: the parts that it omits."""
    words = page.words
    if variant in ("other", "holder"):
        return words("claims.others" if variant == "other" else "claims.holders")
    if not variant:
        return words("claims.whole")
    key = f"criterion.{variant}"
    named = page.names.benchmarks.get(variant)
    return words(
        "claims.without", parts=words(key) if words.has(key) else words.name(named) if named else variant
    )


def entry_text(page: Page, entry: Mapping[str, Any], unit: str) -> str:
    """One contestant with rank and figure."""
    words, names = page.words, page.names
    name = names.model(entry["model_id"]) or names.team(entry["team_id"])
    if entry["place"] is not None:
        return words("claims.place", place=entry["place"], name=name, value=words.published(entry["text"]))
    country = names.country(names.teams[entry["team_id"]]["country"])
    value = words.parameters(Decimal(entry["text"])) if unit == "billion" else words.published(entry["text"])
    return words("claims.entry", name=words("claims.of_country", name=name, country=country), value=value)


def steps(page: Page, claim: Row) -> str | None:
    """The working on one line, with names if several are ranked; None if there is none."""
    lines = standing(page, claim) or [spelt(page, claim["arithmetic"] or "")]
    return (
        "; ".join(part for part in (*lines, choices(page, claim), known_since(page, claim)) if part) or None
    )


def spelt(page: Page, arithmetic: str) -> str:
    """The arithmetic, or a note that the numbers are published ones if nothing was computed."""
    if not arithmetic or set("=<>") & set(arithmetic):
        return arithmetic
    return page.words("claims.values", values=arithmetic)


def further(page: Page, claim: Row) -> list[tuple[str, str]]:
    """Links to a closer look at the difference, as (address, text): the pair, and repeated measurements."""
    words = page.words
    links = []
    if compared(page, claim):
        pair = page.settings.href("pair", one=claim["subject_model_id"], other=claim["base_model_id"])
        links.append((pair, words("claims.pair")))
    if claim["n_repeated"] is not None:
        repeated = level_text.repeated_href(page, claim["difference"])
        links.append((repeated, words("claims.repeated", count=claim["n_repeated"])))
    return links


def working(page: Page, claim: Row) -> list[str]:
    """Everything stated about a claim, in sentences."""
    words = page.words
    arithmetic = claim["arithmetic"] if not claim["standing"] else None
    wanted = needed(page, claim)
    return [
        sentence(page, claim) + " " * bool(claim["only_after_rounding"]) + rounding(page, claim),
        *other_figures(page, claim),
        words("claims.arithmetic", arithmetic=spelt(page, arithmetic)) if arithmetic else "",
        difference(page, claim),
        over_chance(page, claim),
        " ".join(part for part in (needed_figure(page, claim), within(page, claim)) if part),
        *standing(page, claim),
        choices(page, claim),
        known_since(page, claim),
        basis(page, claim),
        may_say(page, claim),
        conclusion(page, claim),
        " ".join(part for part in (then(page, claim), undated(page, claim)) if part),
        words("claims.needed_line", needed=wanted) if wanted else "",
    ]
