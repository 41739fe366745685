"""Settings of a run that a heading, a row between rows or a header states: mode, effort, tools, shots, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dokja.ingest.tables import name_ends
from dokja.ingest.values import cell_words, known_names, qualifiers
from dokja.ingest.values.roles import MEAN, role_of
from dokja.ingest.values.vocabulary import SETTINGS

THINKING = r"(?:extended |deep )?(?:thinking|reasoning|think)"
OFF = re.compile(
    rf"(?:non|no|w/o|without|not)[- ]?{THINKING}(?: mode)?|{THINKING}(?: mode)?[ :=]+(?:off|disabled|none)|비(?:추론|사고)(?: ?(?:모드|방식))?",
    re.IGNORECASE,
)
ON = re.compile(
    rf"(?:w/ ?|with )?{THINKING}(?: mode)?(?:[ :=]+(?:on|enabled))?|(?:추론|사고)(?: ?(?:모드|방식))?",
    re.IGNORECASE,
)
LEVEL = r"(low|medium|high|max|maximum|xhigh|x-high|minimal)"
EFFORT = re.compile(
    rf"{LEVEL}|{LEVEL}[- ](?P<of>(?:reasoning[- ])?effort|{THINKING}(?: (?:level|effort|mode))?)"
    rf"|(?P<by>(?:reasoning[ _-])?effort|{THINKING}(?: (?:level|effort))?)[ :=-]+{LEVEL}|추론 강도 ?:? ?(?P<ko>낮음|중간|높음|최대)",
    re.IGNORECASE,
)
LEVELS = {"maximum": "max", "x-high": "xhigh", "낮음": "low", "중간": "medium", "높음": "high", "최대": "max"}
MODE_WORD = re.compile(
    rf"(?P<off>(?:non|no|without|w/o)[- ]?{THINKING}|비(?:추론|사고))|(?P<on>{THINKING}|추론|사고)",
    re.IGNORECASE,
)
SAYS_MODE = re.compile(r"\bmodes?\b|모드", re.IGNORECASE)
BETWEEN = re.compile(r"[()\[\]（）,;|·+&\n]|(?<!\bw)/|\band\b|및", re.IGNORECASE)
TOOL_FREE = re.compile(r"\b(?:w/o|without|no) tools?\b|도구 ?(?:없이|미사용)", re.IGNORECASE)
TOOL_USE = re.compile(r"\btool[ -]use\b|\b(?:w/|with) ?tools?\b|도구 ?사용", re.IGNORECASE)
TAKEN = frozenset(["tools", "shots", "repeats", "scoring", "prompt", "agent", "judge", "searches<"])
"""Conditions that are settings of a run; a split or a subset is a part of a benchmark."""
MOST_WORDS = 8
OWN_COLUMNS = ("mode", "effort")


def stated(text: str, *, alone: bool = False) -> dict[str, str] | None:
    """Mode, effort and conditions by key if the text states nothing else, otherwise None.

    With alone, words count too that may as well name something else in a table: Low, 추론, Tools, 32K, BF16, Claude Code.
    """
    pieces = [
        " ".join(piece.split()).strip(" :*#") for piece in BETWEEN.split(SETTINGS["around"].sub(" ", text))
    ]
    said = {piece: of_words(piece, alone=alone) for piece in filter(None, pieces)}
    found: dict[str, str] = {}
    for one in filter(None, said.values()):
        if any(found.get(key, value) != value for key, value in one.items()):
            return None
        found |= one
    unclear = [piece for piece, one in said.items() if one is None]
    return found if found and all(repeats(piece, found) for piece in unclear) else None


def conditions_of(said: Mapping[str, str]) -> dict[str, str]:
    """The settings that are conditions of a number; mode and effort have columns of their own."""
    return {key: value for key, value in said.items() if key not in OWN_COLUMNS}


def repeats(piece: str, found: Mapping[str, str]) -> bool:
    """Whether a phrase that may name something else says again what those beside it do, as in 'Non-thinking (Instruct)'."""
    if SETTINGS["beside"].fullmatch(piece):
        return found.get("mode") == "non-reasoning"
    said = of_words(piece, alone=True)
    return said is not None and said.items() <= found.items()


def of_words(piece: str, *, alone: bool) -> dict[str, str] | None:
    """The settings of a phrase, or of the two phrases that it consists of; None if a part of it is something else."""
    if (said := of_phrase(piece, alone=alone)) is not None:
        return said
    words = piece.split()
    for at in range(1, len(words) if len(words) <= MOST_WORDS else 0):
        first = of_phrase(" ".join(words[:at]), alone=True)
        rest = of_words(" ".join(words[at:]), alone=True) if first else None
        if first and rest and not first.keys() & rest.keys():
            return first | rest
    return None


def of_phrase(text: str, *, alone: bool) -> dict[str, str] | None:
    """The settings of one phrase; None if it states none."""
    if (budget := SETTINGS["budget"].fullmatch(text)) and (size := next(filter(None, budget.groups()))):
        return {"mode": "reasoning", "thinking_budget": size.upper().replace(" ", "")}
    if switch := SETTINGS["switch"].fullmatch(text):
        return {"mode": "reasoning" if switch["on"] else "non-reasoning"}
    if OFF.fullmatch(text):
        return {"mode": "non-reasoning"}
    if not alone and SETTINGS["ambiguous"].fullmatch(text):
        return None
    if ON.fullmatch(text):
        return {"mode": "reasoning"}
    said = of_effort(text) or of_condition(text)
    return None if said and "agent" in said and not alone else said


def of_effort(text: str) -> dict[str, str] | None:
    """The effort of a phrase, with the mode where it is one of thinking; None if it states none."""
    if found := EFFORT.fullmatch(text):
        level = next(one for one in (found[1], found[2], found[5], found["ko"]) if one).lower()
        thinks = re.search("think|reason|추론", text, re.IGNORECASE)
        return {"effort": LEVELS.get(level, level)} | ({"mode": "reasoning"} if thinks else {})
    level = None if text.isascii() else cell_words.effort(text)
    return {"effort": level} if level else None


def of_condition(text: str) -> dict[str, str] | None:
    """The condition of a phrase; None if it states none."""
    if cell_words.LENGTH.fullmatch(text):
        return {"length": text.replace(" ", "")}
    if name_ends.PRECISION.fullmatch(text):
        return {"precision": text}
    if text.casefold() in ("python", "search"):
        return {"tools": text.casefold()}
    said = qualifiers.understood(text)
    return said if said and said.keys() <= TAKEN else None


def among(texts: Iterable[str]) -> dict[str, dict[str, str]]:
    """The settings by text of those texts side by side that state some.

    A word that may name something else counts if a text beside it states another value of the same setting. A level does not
    beside a word that is neither a setting nor a name: 'High | Mid | Low' and 'Easy | Medium | Hard' are no efforts.
    """
    found = {text: stated(text, alone=True) for text in dict.fromkeys(texts)}
    said = {text: one for text, one in found.items() if one}
    has_others = any(not one and is_other(text) for text, one in found.items())

    def counts(one: Mapping[str, str]) -> bool:
        told_apart = {key for key in one for other in said.values() if other.get(key, one[key]) != one[key]}
        return bool(told_apart - ({"effort"} if has_others else set()))

    return {text: one for text, one in said.items() if stated(text) or counts(one)}


def is_other(text: str) -> bool:
    """Whether a text is no name of a model or benchmark, and no word for scores or for a mean of them."""
    is_name = known_names.is_model(text) or known_names.is_benchmark(text)
    return bool(text) and not (is_name or MEAN.fullmatch(text) or role_of(text) == "score")


def of_header(text: str, said: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """The settings that a cell of a header states, by those of all its cells (among), or as a mode; empty if none."""
    if text in said:
        return said[text]
    # 추론 alone is as well a kind of benchmark
    mode = mode_of(text) if text.isascii() or SAYS_MODE.search(text) else None
    return {"mode": mode} if mode else {}


def of_section(text: str, said: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """The settings that a row between rows states, by those of all of them (among), or within a longer text."""
    if text in said:
        return said[text]
    found = {**of_header(text, said), "effort": effort_of(text), "tools": tools_of(text)}
    return {key: value for key, value in found.items() if value}


def tools_of(text: str) -> str | None:
    """Whether the runs under a heading such as 'Reasoning Mode w/o Tool Use' had tools; None if it does not say so."""
    if TOOL_FREE.search(text):
        return "none"
    return "yes" if TOOL_USE.search(text) else None


def of_headings(headings: Iterable[str]) -> dict[str, str]:
    """The settings that the headings above a table state, outermost heading first; the nearest one counts.

    An effort that a heading states is one of its own runs, so that a mode farther away is not theirs.
    """
    found: dict[str, str] = {}
    for text in headings:
        said = stated(text) or {
            key: value for key, value in (("mode", mode_of(text)), ("effort", effort_of(text))) if value
        }
        if "effort" in said:
            found.pop("mode", None)
        if "mode" in said:
            found.pop("effort", None)
        found |= said
    return found


def mode_of(heading: str) -> str | None:
    """The mode named by a heading such as 'Thinking Mode' or '비추론 모드'; None if it names none or both."""
    text = heading.strip(" :*#")
    if not SAYS_MODE.search(text) and not re.fullmatch(
        rf"{OFF.pattern}|thinking|추론|사고", text, re.IGNORECASE
    ):
        return None
    found = {"non-reasoning" if one["off"] else "reasoning" for one in MODE_WORD.finditer(text)}
    return found.pop() if len(found) == 1 else None


def effort_of(heading: str) -> str | None:
    """The effort in a heading that contains the word effort, e.g. 'Reasoning effort: high'; otherwise None."""
    found = (
        re.search(rf"\b{LEVEL}\b", heading, re.IGNORECASE)
        if re.search(r"\beffort\b|추론 강도", heading, re.IGNORECASE)
        else None
    )
    return LEVELS.get(found[1].lower(), found[1].lower()) if found else None
