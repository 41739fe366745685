"""What a judged claim says, in sentences: for recorded claims and for those that a reader types."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dokja.pages.pairwise import level_text
from dokja.ui.page import Page
from dokja.ui.tables import Row


def verdict(page: Page, claim: Row) -> str:
    """The verdict in words."""
    return page.words(f"verdict.{claim['verdict']}")


def because(page: Page, claim: Row) -> str:
    """What the verdict follows from, in a sentence."""
    return page.words(f"reason.{claim['reason']}")


def sentence(page: Page, claim: Row) -> str:
    """Verdict and reason."""
    return page.words("claims.verdict", verdict=verdict(page, claim), reason=because(page, claim))


def rounding(page: Page, claim: Row) -> str:
    """Whether the claim holds only after rounding, in a sentence; else nothing."""
    if not claim["only_after_rounding"]:
        return ""
    return page.words("claims.only_after_rounding", result=page.words.number(claim["result"]))


def changes(claim: Row) -> bool:
    """Whether the records of the day of the claim gave another verdict."""
    return claim["verdict_then"] is not None and claim["verdict_then"] != claim["verdict"]


def then(page: Page, claim: Row) -> str:
    """The verdict from the records of the day of the claim where it is another one, in a sentence."""
    if not changes(claim):
        return ""
    return page.words(
        "claims.then",
        date=page.words.date(claim["claimed_on"]),
        verdict=page.words(f"verdict.{claim['verdict_then']}"),
        reason=page.words(f"reason.{claim['reason_then']}"),
    )


def difference(page: Page, claim: Row) -> str:
    """Figure and base, their difference and what it is relative to the base, in a sentence."""
    if claim["kind"] != "relative_difference" or claim["relative_difference"] is None:
        return ""
    number = page.words.number
    return page.words(
        "claims.difference",
        figure=number(claim["figure"]),
        base=number(claim["base"]),
        difference=number(claim["difference"], 2),
        relative=number(claim["relative_difference"], 2),
    )


def over_chance(page: Page, claim: Row) -> str:
    """What a ratio becomes if the score of guessing is taken from both sides, in a sentence."""
    if claim["ratio_over_chance"] is None:
        return ""
    return page.words(
        "claims.over_chance",
        chance=page.words.number(claim["chance_level"]),
        ratio=page.words.number(claim["ratio_over_chance"], 3),
    )


def needed_figure(page: Page, claim: Row) -> str:
    """The figure that the claim would have taken, in a sentence, where the claim fails."""
    if claim["needed_figure"] is None or claim["figure"] is None or claim["verdict"] != "not_supported":
        return ""
    words, number = page.words, page.words.number
    more = "or_more" if claim["operator"] in (">", ">=") else "exactly"
    return words(
        "claims.needed",
        value=number(claim["needed_figure"], 2),
        operator=words(f"claims.needed_{more}"),
        figure=number(claim["figure"]),
        asserted=claim["value_text"],
        unit=words(f"claim_unit.{claim['unit']}"),
    )


def conclusion(page: Page, claim: Row, text: str = "claims.conclusion") -> str:
    """What the difference between two models is worth, in a sentence; nothing where none are compared."""
    if claim["n_repeated"] is None:
        return ""
    return page.words(
        text,
        difference=page.words.number(abs(claim["difference"]), 2),
        count=claim["n_repeated"],
        further=claim["n_moved_further"],
    )


def compared(page: Page, claim: Row) -> Row | None:
    """The two numbers on one benchmark that the claim compares, with what may be said of them; None for other claims."""
    if claim["compared_benchmark_id"] is None:
        return None
    found = page.ask(
        "from pair_difference(?, ?) where benchmark_id = ?",
        claim["subject_model_id"],
        claim["base_model_id"],
        claim["compared_benchmark_id"],
    )
    return found.row(0, named=True) if found.height else None


def may_say(page: Page, claim: Row) -> str:
    """What may be said of the difference that the claim rests on, and why no more, in sentences."""
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
    """What has come of a plan so far, in a sentence."""
    if claim["known_since"] is None:
        return ""
    return page.words(
        "claims.known_since",
        model=page.names.model(claim["known_since_model_id"]),
        size=page.words.parameters(claim["known_since"]),
    )


def choices(page: Page, claim: Row) -> str:
    """How many choices of benchmarks give the means of a composition, in a sentence."""
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
    """Who stands where, one line for all parts or for what is left out."""
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
    """What a line of places leaves out, in words."""
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
    """One contestant with place and figure."""
    words, names = page.words, page.names
    name = names.model(entry["model_id"]) or names.team(entry["team_id"])
    if entry["place"] is not None:
        return words("claims.place", place=entry["place"], name=name, value=entry["text"])
    country = names.country(names.teams[entry["team_id"]]["country"])
    value = words.parameters(Decimal(entry["text"])) if unit == "billion" else entry["text"]
    return words("claims.entry", name=words("claims.of_country", name=name, country=country), value=value)


def steps(page: Page, claim: Row) -> str | None:
    """The arithmetic in one line, with names where several are put in order."""
    lines = standing(page, claim) or [spelt(page, claim["arithmetic"] or "")]
    return (
        "; ".join(part for part in (*lines, choices(page, claim), known_since(page, claim)) if part) or None
    )


def spelt(page: Page, arithmetic: str) -> str:
    """The arithmetic; where nothing was to be worked out, it is said that the numbers are published ones."""
    if not arithmetic or set("=<>") & set(arithmetic):
        return arithmetic
    return page.words("claims.values", values=arithmetic)


def further(page: Page, claim: Row) -> list[tuple[str, str]]:
    """Addresses, with their words, of where the difference is looked at closer: the pair, repeated measurements."""
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
    """Everything that is said of a claim, in sentences."""
    words = page.words
    arithmetic = claim["arithmetic"] if not claim["standing"] else None
    wanted = needed(page, claim)
    return [
        sentence(page, claim) + " " * bool(claim["only_after_rounding"]) + rounding(page, claim),
        words("claims.arithmetic", arithmetic=spelt(page, arithmetic)) if arithmetic else "",
        difference(page, claim),
        over_chance(page, claim),
        needed_figure(page, claim),
        *standing(page, claim),
        choices(page, claim),
        known_since(page, claim),
        may_say(page, claim),
        conclusion(page, claim),
        then(page, claim),
        words("claims.needed_line", needed=wanted) if wanted else "",
    ]
