"""Parses free-text remarks about a measurement ("5-shot, with tools") into mode, effort and conditions, where clear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dokja.ingest.values import cell_words, qualifiers

METRICS = re.compile(
    r"accuracy|acc|exact match|em|elo|score|f1|macro f1|micro f1|rouge|rouge-l|bleu|win rate|cer|wer|mcc|average",
    re.IGNORECASE,
)
NAMED_SHOTS = {"zero": "0", "one": "1"}
EFFORTS = ("minimal", "low", "medium", "high", "xhigh", "max")
MODES = {
    "thinking": "reasoning",
    "reasoning": "reasoning",
    "no-thinking": "non-reasoning",
    "no thinking": "non-reasoning",
    "non-thinking": "non-reasoning",
    "non-reasoning": "non-reasoning",
}
SENTENCE = re.compile(r"(?<!\bvs)(?<!\be\.g)(?<!\bi\.e)\.(?:\s+|$)|;")
PART = re.compile(r"[,()\[\]]")
HEDGED = re.compile(
    r"%|\b(?:vs|versus|compared|instead|rather|except|unless|if|or|not|than|both|either|respectively)\b",
    re.IGNORECASE,
)
"""Marks of a sentence that may state a setting of another number than the one that it stands beside."""
BETWEEN = re.compile(
    r"(?:\b(?:with|and|in|using|only|mode|setting|prompting|evaluation|evaluated|enabled)\b|[\s:/&+|-])+",
    re.IGNORECASE,
)
_EFFORT = "|".join(EFFORTS)
_OFF = r"(?:without|w/o|no)[- ](?:any |external )?"
_ON = r"(?:with|w/|using) "
_THINKING = r"(?:thinking|reasoning)"
_TOKENS = r"[1-9]\d*k?"
PHRASES = tuple(
    (re.compile(rf"(?<![\w@-])(?:{pattern})(?![\w@]|-\w)", re.IGNORECASE), key, value)
    for key, value, pattern in (
        ("effort", None, rf"({_EFFORT})(?:[- ]{_THINKING})?[- ]effort"),
        ("effort", None, rf"(?:{_THINKING}[ _])?effort(?: level)?(?: of| set to|:|=)? ?({_EFFORT})"),
        ("effort", None, rf"({_EFFORT})[- ]reasoning (?:mode|level|setting)"),
        ("thinking_budget", None, rf"({_TOKENS})[- ]tokens? (?:of )?{_THINKING}(?: budget)?"),
        ("thinking_budget", None, rf"({_TOKENS})[- ]{_THINKING} (?:budget|tokens)"),
        ("thinking_budget", None, r"([1-9]\d*k)[- ]thinking"),
        ("thinking_budget", None, rf"{_THINKING} (?:budget|tokens)(?: of|:|=)? ?({_TOKENS})(?: tokens?)?"),
        ("mode", "non-reasoning", rf"(?:without|w/o) (?:extended |deep )?{_THINKING}(?: mode)?"),
        (
            "mode",
            "non-reasoning",
            rf"no[- ](?:extended )?thinking(?: mode)?|non[- ]?{_THINKING}(?: mode)?(?! models?)",
        ),
        ("mode", "non-reasoning", rf"{_THINKING}(?: mode)?(?: is|:|=)? ?(?:off|disabled)"),
        ("mode", "reasoning", rf"(?:(?:extended|interleaved) thinking|{_THINKING} mode)(?: enabled| on)?"),
        ("mode", "reasoning", rf"{_ON}{_THINKING}(?=\s*$|\s+(?:and|with)\b)|{_THINKING}[ :=]+(?:on|enabled)"),
        ("shots", None, r"(?<!up to )(?<!at most )(\d+|zero|one|few)[- ]?shots?"),
        ("prompt", "no-cot", rf"{_OFF}(?:cot|chain[- ]of[- ]thought)"),
        ("prompt", "cot", r"cot|chain[- ]of[- ]thought"),
        ("tools", "none", rf"{_OFF}tools?(?:[- ]use)?(?! \w+ing\b)|tools? disabled"),
        ("tools", "python", rf"(?:{_ON})?python tools?"),
        ("tools", "yes", rf"{_ON}tools?(?:[- ]use)?(?! \w+ing\b)|tools enabled"),
        ("scoring", None, r"((?:pass|maj|avg|cons|mean|best) ?@ ?\d+)"),
        (
            "repeats",
            None,
            r"(?:mean|averaged?)(?: of| over| across)? (\d+) (?:runs|repeats|repetitions|trials)",
        ),
    )
)
"""Phrases that state a setting wherever they stand in a remark: pattern, key, and value (None: the text in the group).

"Reasoning" alone states none: it is as often the field of a benchmark ("visual reasoning").
"""
OTHER_MODE = re.compile(r"\bthinking\b", re.IGNORECASE)
"""Beside a phrase for a mode: the part may be about both modes ("thinking and non-thinking")."""


@dataclass
class Remark:
    """Parsed remarks; rest holds those that say more than fits these fields, as written."""

    conditions: dict[str, str] = field(default_factory=dict)
    metric: str | None = None
    mode: str | None = None
    effort: str | None = None
    rest: list[str] = field(default_factory=list)


def understood(*remarks: str | None) -> Remark:
    """Parse the remarks on one number together. A setting that they state in two ways counts as not stated."""
    stated: dict[str, dict[str, list[str]]] = {}
    for remark in filter(None, remarks):
        for key, value in statements(remark):
            stated.setdefault(key, {}).setdefault(value, []).append(remark)
    not_understood = list(stated.pop("rest", {}).values())
    metric, *other_metrics = stated.pop("metric", {}).items() or [(None, [])]
    not_understood += [where for _, where in other_metrics]
    found = Remark(metric=metric[0])
    for key, values in stated.items():
        if len(values) == 1:
            enter(key, next(iter(values)), found)
        else:
            not_understood += values.values()
    if "thinking_budget" in found.conditions and "mode" not in stated:
        found.mode = "reasoning"
    found.rest = list(dict.fromkeys(remark for where in not_understood for remark in where))
    return found


def enter(key: str, value: str, found: Remark) -> None:
    """Put a setting into the field that it belongs to."""
    if key == "mode":
        found.mode = value
    elif key == "effort":
        found.effort = value
    else:
        found.conditions[key] = value


def statements(remark: str) -> Iterator[tuple[str, str]]:
    """What a remark states: settings as key and value, "metric", and as "rest" what is not understood."""
    for sentence in SENTENCE.split(remark):
        if HEDGED.search(sentence):
            yield "rest", sentence
            continue
        for part in filter(None, map(str.strip, PART.split(sentence))):
            said, left = within(part)
            yield from said
            if METRICS.fullmatch(left):
                yield "metric", left
            elif left:
                yield from whole(left, alone=not said) or [("rest", left)]


def within(part: str) -> tuple[list[tuple[str, str]], str]:
    """The settings of all phrases in a part of a remark, and the words that belong to none."""
    said = []
    left = part
    for pattern, key, value in PHRASES:
        said += [(key, value or written(key, phrase[1])) for phrase in pattern.finditer(left)]
        left = pattern.sub("|", left)
    if any(key == "mode" for key, _ in said) and OTHER_MODE.search(left):
        said.append(("mode", "reasoning"))
    return said, BETWEEN.sub(" ", left).strip() if said else part


def whole(text: str, alone: bool) -> list[tuple[str, str]]:
    """The settings that a text states as a whole; words for modes and efforts do so only where they stand alone."""
    lower = text.lower()
    several = " " in text or not text.isascii()
    level = re.fullmatch(rf"({_EFFORT})[- ]reasoning", lower)
    effort = level[1] if level else cell_words.effort(text) if several else None
    mode = MODES.get(lower) or (cell_words.mode(text) if several else None)
    if alone and (mode or effort):
        return [("mode", mode)] if mode else [("effort", effort or "")]
    return list((qualifiers.understood(text) or {}).items())


def written(key: str, stated: str) -> str:
    """A value as conditions hold it: 0 for zero shots, 32K for 32k tokens, pass@1 for Pass @ 1."""
    if key == "thinking_budget":
        return stated.upper()
    plain = stated.lower().replace(" ", "")
    return NAMED_SHOTS.get(plain, plain) if key == "shots" else plain
