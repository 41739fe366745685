"""Words in table cells (modes, efforts, tools, shots, conditions) mapped to the records' values."""

from __future__ import annotations

import re
from functools import cache

from dokja.i18n.text import LANGUAGES, texts
from dokja.ingest.values.digits import UNITS
from dokja.ingest.values.header_words import METRICS, NAMES, normal

MODES = {
    "reasoning": "reasoning|thinking|think|추론|추론모드|추론방식|사고|씽킹|reasoningmode|thinkingmode|on|yes|true|o|y|예",
    "non-reasoning": "nonreasoning|nonthinking|nothinking|noreasoning|instruct|비추론|비추론모드|일반|일반모드|"
    "nonreasoningmode|nonthinkingmode|off|no|false|x|n|아니오",
}
EFFORTS = {
    "minimal": "minimal|최소|강도최소|minimaleffort|minimalreasoning",
    "low": "low|낮음|하|강도낮음|loweffort|lowreasoning",
    "medium": "medium|mid|중간|보통|중|강도중간|mediumeffort|mediumreasoning",
    "high": "high|높음|상|강도높음|higheffort|highreasoning",
    "xhigh": "xhigh|extrahigh|매우높음|강도매우높음|xhigheffort|extrahigheffort|xhighreasoning",
    "max": "max|maximum|최대|강도최대|maxeffort|maximumeffort|maxreasoning",
}
TOOLS = {
    "none": "none|no|false|x|0|off|미사용|없음|없이|도구없이|notools|withouttools|아니오|사용안함",
    "yes": "yes|true|o|1|on|사용|있음|도구사용|withtools|예",
}
SIGNS = str.maketrans(dict.fromkeys("○◯⭕✓✔✅", "o") | dict.fromkeys("×✕✗✘❌", "x"))
SHOTS = re.compile(r"(\d+|zero|one|few)\s*(?:-?\s*shots?|샷)", re.IGNORECASE)
COUNT = re.compile(r"\d+(?:-\d+)?")
COUNTED = ("shots", "attempts")
SHARE = re.compile(r"(\d+)/(\d+)")
"""Items out of all, as display texts write them."""
NAMED_SHOTS = {"zero": "0", "one": "1"}
IN_PARENTHESES = re.compile(r"(.*?)\s*[(\[（]([^()\[\]（）]*)[)\]）]\s*")
WITH_PART = re.compile(
    r"(?P<name>.+?)[\s_/·-]*(?:(?P<stderr>std_?err|stderr|standard error|표준\s?오차|±)"
    r"|(?P<n_items>n_items|문항\s?수)|(?P<score>점수|score))",
    re.IGNORECASE,
)


def meaning(text: str, meanings: dict[str, str]) -> str | None:
    """The key whose names include the text; None if there is none."""
    word = normal(text.strip().translate(SIGNS))
    return next((key for key, names in meanings.items() if word in names.split("|")), None)


def mode(text: str) -> str | None:
    """reasoning or non-reasoning; None for other words."""
    return meaning(text, MODES)


def effort(text: str) -> str | None:
    """minimal, low, medium, high, xhigh or max; None for other words."""
    return meaning(text, EFFORTS)


def tools(text: str) -> str:
    """none, yes, or the tools as named."""
    return meaning(text, TOOLS) or one_value(text)


def is_word_for_tools(text: str) -> bool:
    """Whether a text is a word for tools, or for none."""
    return meaning(text, TOOLS) is not None


def shots(text: str) -> str:
    """Number of examples shown to the model, otherwise the text itself."""
    found = SHOTS.fullmatch(text.strip())
    count = found[1].lower() if found else re.sub(r"\.0+$", "", text.strip())
    return NAMED_SHOTS.get(count, one_value(count))


def one_value(text: str) -> str:
    """A text as a condition value: on one line, without the characters that separate conditions."""
    return " ".join(text.replace(";", ",").replace("=", ":").split())


def conditions(text: str) -> dict[str, str]:
    """Conditions by key, from key=value pairs or from words; includes mode and effort, and the rest under other."""
    found: dict[str, str] = {}
    other = []
    for part in re.split(r"\s*;\s*" if "=" in text else r"\s*[,;]\s*", text.strip()):
        key, sign, value = part.partition("=")
        said = {key.strip(): value.strip()} if sign and key.strip() else said_in_words(part)
        found |= said
        other += [] if said else [one_value(part)]
    rest = ", ".join(part for part in other if part)
    return {key: one_value(value) for key, value in found.items() if value} | (
        {"other": rest} if rest else {}
    )


def said_in_words(part: str) -> dict[str, str]:
    """The condition that a text states in this program's own wording or in common terms; empty if none."""
    for key, value, pattern in worded():
        if found := pattern.fullmatch(part):
            filled = found[1] if pattern.groups else ""
            if COUNT.fullmatch(filled) or not (filled and (key in COUNTED or value)):
                return {key: SHARE.sub(r"\1-of-\2", value + filled)}
    if SHOTS.fullmatch(part):
        return {"shots": shots(part)}
    if len(part) > 1 and mode(part) and normal(part) not in ("on", "yes", "true", "off", "no", "false"):
        return {"mode": mode(part) or ""}
    return {"effort": effort(part) or ""} if len(part) > 1 and effort(part) else {}


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


def attributes(text: str) -> dict[str, str]:
    """What part of a header states besides a name: scale, mode, effort, shots, metric; empty if it is a name."""
    found: dict[str, str] = {}
    for part in re.split(r"\s*[,/;]\s*", text.strip()):
        plain = "".join(part.lower().split())
        if plain in UNITS:
            found["scale"] = UNITS[plain]
        elif normal(part) in METRICS:
            found["metric"] = part.strip()
        elif normal(part) in NAMES["score"]:
            found["part"] = "score"
        elif normal(part) in NAMES["stderr"] or plain == "±":
            found["part"] = "stderr"
        elif normal(part) in NAMES["n_items"]:
            found["part"] = "n_items"
        elif said := {
            key: value for key, value in said_in_words(part).items() if key in ("mode", "effort", "shots")
        }:
            found |= said
        else:
            return {}
    return found


def name_and_attributes(text: str) -> tuple[str, dict[str, str]]:
    """A header's name and the attributes that it states."""
    found: dict[str, str] = {}
    rest = text.strip()
    while (inside := IN_PARENTHESES.fullmatch(rest)) and inside[1] and (said := attributes(inside[2])):
        rest, found = inside[1], said | found
    if said := attributes(rest):
        return "", said | found
    part = WITH_PART.fullmatch(rest)
    if part and part.lastgroup:
        return part["name"], {"part": part.lastgroup} | found
    return rest, found
