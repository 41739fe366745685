"""Handles unknown values in the address: reports them with similar ones, and shows nothing else in their place."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from dokja.i18n import untrusted_text
from dokja.ui import html
from dokja.ui.url_state import QUESTIONS, Refused

if TYPE_CHECKING:
    from dokja.ui.page import Page

MOST_LIKE = 3


class Stopped(Exception):
    """The page has nothing more to show, and has explained why; a page without a reader explains it in the message."""


def stop(page: Page) -> None:
    """If the page's subject is unknown, report it and offer similar ones. Raises Stopped in that case."""
    told, offered = subject(page)
    if told:
        html.show("instead", title=" ".join(told), offer=page.words("unknown.offer"), links=offered)
        raise Stopped


def subject(page: Page) -> tuple[list[str], list[dict[str, str]]]:
    """What of the page's subject is unknown, in sentences, and links with similar ones; both empty if all is known."""
    pairs = [(one, value) for one in page.settings.in_vain() for value in one.values]
    told = [sentence(page, one, value) for one, value in pairs]
    offered = [link for one, value in pairs for link in links(page, one, value)]
    for key in page.settings.unread():
        told.append(page.words("unknown.unread", setting=key))
        offered.append(
            {"href": page.settings.instead(key, []), "text": page.words("unknown.without", value=key)}
        )
    return told, offered


def sentence(page: Page, refused: Refused, value: str) -> str:
    """A sentence that a value in the address is unknown, or known but not available on this page."""
    kind = QUESTIONS[refused.key]
    row = records(page, kind).get(value)
    if row:
        return page.words(f"unknown.{kind}_not_here", name=page.words.name(row, stem(kind)))
    return page.words(f"unknown.{kind}", value=untrusted_text.readable(value))


def links(page: Page, refused: Refused, value: str) -> list[dict[str, str]]:
    """Links to this page with similar values in place of the unknown one, and without it."""
    asked = page.settings.query.get_all(refused.key)

    def link(values: list[str], text: str) -> dict[str, str]:
        return {"href": page.settings.instead(refused.key, values), "text": text}

    near = [
        link([one if given == value else given for given in asked], refused.show(one))
        for one in like(page, refused, value)
    ]
    without = [given for given in asked if given != value]
    return [*near, link(without, page.words("unknown.without", value=untrusted_text.readable(value)))]


def like(page: Page, refused: Refused, value: str) -> list[str]:
    """Options whose key or any name resembles a value, most similar first."""
    kind, value = QUESTIONS[refused.key], untrusted_text.readable(value).casefold()
    rows = records(page, kind)
    spelled = {
        text.casefold(): option
        for option in refused.options
        for text in (option, refused.show(option), *names(rows.get(option, {}), stem(kind)))
    }
    aliases = page.ask("select alias, model_id from model_alias union all from benchmark_alias").iter_rows()
    spelled |= {alias.casefold(): option for alias, option in aliases if option in refused.options}
    close = [spelled[text] for text in get_close_matches(value, spelled, 2 * MOST_LIKE)]
    if kind == "model":
        close += [key for key in page.ask("from find_model(?)", value)["model_id"] if key in refused.options]
    return list(dict.fromkeys(close))[:MOST_LIKE]


def records(page: Page, kind: str) -> dict[str, dict[str, Any]]:
    """All records of a kind, by key."""
    if kind == "claim":
        return {row["claim_id"]: row for row in page.ask("from claim").iter_rows(named=True)}
    known = {"model": page.names.models, "team": page.names.teams, "benchmark": page.names.benchmarks}
    return known.get(kind, {})


def stem(kind: str) -> str:
    """Prefix of the columns with a kind's text, without the language."""
    return "text" if kind == "claim" else "name"


def names(row: dict[str, Any], of: str) -> list[str]:
    """A record's names in either language."""
    return [str(row[column]) for column in (f"{of}_ko", f"{of}_en") if row.get(column)]


def warnings(page: Page) -> list[str]:
    """Sentences on values in the address that could not be applied, and what is shown instead."""
    return [
        page.words(
            "unknown.option",
            label=one.label,
            value=untrusted_text.readable(value),
            shown=describe_instead(page, one),
        )
        for one in page.settings.refused
        if one.key not in QUESTIONS
        for value in one.values
    ]


def describe_instead(page: Page, refused: Refused) -> str:
    """Display text of the value that is used instead."""
    key = f"option.{refused.instead}"
    return page.words(key) if page.words.has(key) else refused.instead
