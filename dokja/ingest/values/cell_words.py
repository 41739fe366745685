"""What words of cells and headers state: modes, efforts, tools, shots, lengths and other conditions."""

from __future__ import annotations

import re
from functools import cache

from dokja.i18n.text import LANGUAGES, texts
from dokja.ingest.values import digits, qualifiers
from dokja.ingest.values.vocabulary import meaning, normal

LENGTH = re.compile(r"~?\d+\s?[KM](?: tokens?)?", re.IGNORECASE)
COUNT = re.compile(r"\d+(?:-\d+)?")
WHOLE = re.compile(r"(\d+)\.0+")
COUNTED = ("shots", "attempts")
SHARE = re.compile(r"(\d+)/(\d+)")
"""Items out of all, as display texts write them."""
BARE = ("on", "yes", "true", "예", "사용", "사용함", "off", "no", "false", "아니오", "미사용", "사용안함")
"""Words that state a mode or tools only in a column of it."""


def mode(text: str) -> str | None:
    """reasoning or non-reasoning; None for other words."""
    return meaning("mode", text)


def effort(text: str) -> str | None:
    """minimal, low, medium, high, xhigh or max; None for other words."""
    return meaning("effort", text)


def tools(text: str) -> str:
    """none, yes, or the tools as named."""
    return meaning("tools", text) or (qualifiers.understood(text) or {}).get("tools") or one_value(text)


def is_word_for_tools(text: str) -> bool:
    """Whether a text is a word for tools, or for none."""
    return meaning("tools", text) is not None


def shots(text: str) -> dict[str, str]:
    """What a cell of a column of shots states: a number, or another condition; the text itself where it is neither."""
    plain = WHOLE.sub(r"\1", " ".join(text.split()))
    if COUNT.fullmatch(plain):
        return {"shots": plain}
    said = qualifiers.understood(plain)
    return {"shots": one_value(plain)} if said is None else said


def prompt(text: str) -> dict[str, str]:
    """What a cell of a column of prompts states: with a chain of thought or without, shots, or the prompt as named."""
    ticked = {"yes": "cot", "none": "no-cot"}.get(meaning("tools", text) or "")
    return {"prompt": ticked} if ticked else qualifiers.understood(text) or {"prompt": one_value(text)}


def agent(text: str) -> str:
    """The agent that a cell of a column of agents names, as the records spell it if they know it."""
    return (qualifiers.understood(text) or {}).get("agent") or one_value(text)


def thinking_budget(text: str) -> dict[str, str]:
    """What a cell of a column of thinking budgets states: the budget and, as one of 0 is none, the mode."""
    plain = one_value(text).upper()
    return {"thinking_budget": plain, "mode": "non-reasoning" if plain == "0" else "reasoning"}


def is_shots(text: str) -> bool:
    """Whether a text states a number of shots: a plain number, or one with its word."""
    return bool(COUNT.fullmatch(text)) or "shots" in (qualifiers.understood(text) or {})


def one_value(text: str) -> str:
    """A text as a condition value: on one line, without the characters that separate conditions."""
    return " ".join(text.replace(";", ",").replace("=", ":").split())


def conditions(text: str) -> dict[str, str]:
    """Conditions by key, from key=value pairs or from words; includes mode and effort, and the rest under other."""
    found: dict[str, str] = {}
    other = []
    for part in parts_of(text.strip()):
        key, sign, value = part.partition("=")
        said = {key.strip(): value.strip()} if sign and key.strip() else stated(part)
        found |= said
        other += [] if said or digits.is_missing(part) else [one_value(part)]
    rest = ", ".join(part for part in other if part)
    return {key: one_value(value) for key, value in found.items() if value} | (
        {"other": rest} if rest else {}
    )


def parts_of(text: str) -> list[str]:
    """The conditions of a text that names several; a slash divides them unless only the whole states one, as in a name."""
    if "=" in text:
        return re.split(r"\s*;\s*", text)
    found: list[str] = []
    for part in re.split(r"\s*[,;\n]\s*", text):
        pieces = re.split(r"\s+/\s+", part)
        is_name = len(pieces) > 1 and not all(map(stated, pieces)) and bool(said_in_words(part))
        found += [part] if is_name else pieces
    return found


def stated(part: str) -> dict[str, str]:
    """The condition that a text states, in this program's own wording, as a qualifier or as a length; empty if none."""
    if LENGTH.fullmatch(part):
        return {"length": part.replace(" ", "")}
    return said_in_words(part) or qualifiers.understood(part) or {}


def said_in_words(part: str) -> dict[str, str]:
    """The condition that a text states in this program's own wording or in common terms; empty if none."""
    for key, value, pattern in worded():
        if found := pattern.fullmatch(part):
            filled = found[1] if pattern.groups else ""
            if COUNT.fullmatch(filled) or not (filled and (key in COUNTED or value)):
                whole = value + filled
                return {key: SHARE.sub(r"\1-of-\2", whole) if key == "subset" else whole}
    if len(part) > 1 and normal(part) not in BARE:
        if said := mode(part):
            return {"mode": said}
        if said := effort(part):
            return {"effort": said}
    return {}


@cache
def worded() -> list[tuple[str, str, re.Pattern[str]]]:
    """Key, value and pattern of each mode, effort and condition with a display text, fixed texts first.

    What fills the pattern follows the value: it is the whole value where that is blank, the number of runs after "avg@".
    """
    found = []
    for name, entry in texts().items():
        kind, _, code = name.partition(".")
        if kind in ("mode", "effort", "condition") and code:
            key, value = key_and_value(code) if kind == "condition" else (kind, code)
            found += [(key, value, pattern_of(entry[language])) for language in LANGUAGES]
    return sorted(found, key=lambda one: one[2].groups)


@cache
def key_and_value(code: str) -> tuple[str, str]:
    """Key and value of a condition in the name of its display text; the value is blank where any may be filled in."""
    if f"condition.{code}" in texts() and "{value" in texts()[f"condition.{code}"]["ko"] and code[-1] != "@":
        return code, ""
    hyphens = [at for at, sign in enumerate(code) if sign == "-"]
    known = [at for at in hyphens if f"condition.{code[:at]}" in texts()]
    at = max(known, default=min(hyphens))
    return code[:at], code[at + 1 :]


def pattern_of(text: str) -> re.Pattern[str]:
    """A pattern for a display text; what fills it is its group."""
    plural = r"\\\{value:(.*?)\\\}"
    escaped = re.escape(text).replace(r"\{value\}", "(.+)")
    counted = re.sub(plural, lambda forms: "(.+)\\ (?:" + forms[1].replace(r"\|", "|") + ")", escaped)
    return re.compile(counted, re.IGNORECASE)
