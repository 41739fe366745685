"""Parses qualifiers of a benchmark's name, such as '(prompt-strict)' or '5-shot', and finds the benchmark it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from dokja.i18n.untrusted_text import normalised
from dokja.ingest.values.date_ranges import window
from dokja.ingest.values.vocabulary import MEASURE, WORD_FOR_MEASURE

MOST_QUALIFIERS = 8
LONGEST_NAME = 300
BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
PARTS = re.compile(r"[,;·|、]|\s/\s|\n")
SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "\n": " "})

TOOLS = {
    "none": r"(?:w/o|without|no)[ -]?(?:any )?tools?(?: use)?|tools?[ -]?free|도구 ?(?:없이|미사용|사용 안 ?함)",
    "yes": r"(?:w/|with|using) ?tools?(?: use)?|tools?|도구 ?(?:사용|포함)",
    "python": r"(?:w/|with|using) ?python(?: tools?)?",
    "search": r"(?:w/|with|using) ?(?:web )?search(?: tools?)?",
}
SPLITS = {
    "test": "test(?: set| split)?",
    "val": "val|validation(?: set| split)?",
    "dev": "dev(?: set| split)?",
}
SUBSETS = {
    "public": "public(?: items| set)?|공개 ?문항만?",
    "private": "private(?: set)?",
    "text-only": "text[ -]?only(?: subset)?|글 ?문항만",
    "full": "full(?: set)?|전체",
}
PROMPTS = {"cot": "(?:w/|with )?cot", "no-cot": "(?:w/o|without|no)[ -]cot"}
AGENTS = (
    "mini-SWE-agent",
    "SWE-agent",
    "Terminus-2",
    "Terminus 2",
    "Terminus",
    "OpenHands",
    "Claude Code",
    "Agentless",
)
SCORING = re.compile(
    r"(prompt|inst(?:ruction)?)(?:[ -]level)?[ _-](strict|loose)(?:[ -]?(?:acc(?:uracy)?\.?))?", re.IGNORECASE
)
AT_COUNT = re.compile(r"(pass|maj(?:ority)?|cons|best)\s?@\s?(\d+)", re.IGNORECASE)
REPEATS = re.compile(
    r"(?:avg|mean|average)\s?@\s?(\d+)|(?:mean|avg\.?|average)(?: of| over)? (\d+)(?: runs?| repeats?| trials?)?"
    r"|(\d+) (?:runs?|repeats?|trials?)|(\d+)회 평균",
    re.IGNORECASE,
)
SHOTS = re.compile(r"(\d+(?:-\d+)?|zero|one|few)[ -]?(?:shots?|샷)( cot)?", re.IGNORECASE)
NAMED_SHOTS = {"zero": "0", "one": "1"}
JUDGE = re.compile(r"(?:judged? by|judge ?:|evaluated by|graded by|심사:?)\s*(.+)", re.IGNORECASE)
SEARCHES = re.compile(
    r"(?:max\.?|up to|at most|≤|<=) ?(\d+) (?:searches|search calls)|searches ?(?:≤|<=) ?(\d+)", re.IGNORECASE
)
METRIC = re.compile(f"{MEASURE}|{WORD_FOR_MEASURE}", re.IGNORECASE)
IDLE = re.compile(
    r"in[ -]?house|internal|ours|elo|%|[↑↓]|자체(?: ?(?:제작|구축|평가))?|내부|(?:higher|lower) is better",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"(?P<name>.*?\S)[\s,/_-]+(?P<tail>(?:pass|maj|cons|avg|mean|best)\s?@\s?\d+|\S+[ -]shots?(?: cot)?|(?:w/o|without|no|with|w/) ?tools"
    rf"|[↑↓%]|prompt[ _-](?:strict|loose)|{MEASURE})",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Qualified:
    """A benchmark's name without qualifiers, the conditions they state, and those that state none."""

    name: str
    conditions: dict[str, str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A recognised qualifier: its position in the name and its conditions, which may be empty."""

    start: int
    end: int
    text: str
    conditions: Mapping[str, str]


def split(benchmark: str) -> Qualified:
    """Split a benchmark's name as written in a table into name and recognised qualifiers."""
    parts = found_parts(benchmark)
    conditions = {key: value for part in parts for key, value in part.conditions.items()}
    dropped = tuple(part.text for part in parts if not part.conditions)
    return Qualified(without(benchmark, parts), conditions, dropped)


def measured_by(benchmark: str) -> tuple[str, str | None, dict[str, str]]:
    """A benchmark's name without its measure, the metric, and how answers were scored, as in 'X F1' and 'X pass@1'.

    Two measures, as in 'X (EM/F1)', tell several values of a cell apart and stay in the name.
    """
    parts = [
        part
        for part in found_parts(benchmark)
        if METRIC.fullmatch(part.text) or {*part.conditions} == {"scoring"}
    ]
    name = without(benchmark, parts)
    if len(parts) != 1 or not name:
        return benchmark, None, {}
    return name, None if parts[0].conditions else parts[0].text, dict(parts[0].conditions)


def benchmark_of(name: str, known: Mapping[str, str]) -> tuple[str | None, dict[str, str], str]:
    """The benchmark's key (None if unknown), the conditions in the name, and how it was found.

    known maps normalised names to keys. The whole name is tried first ('name'), then with more and more qualifiers
    removed ('qualified'); an unknown name ('unknown') comes with all its conditions.
    """
    if found := known.get(normalised(name)):
        return found, {}, "name"
    for parts in selections(found_parts(name)):
        if found := known.get(normalised(without(name, parts))):
            return (
                found,
                {key: value for part in parts for key, value in part.conditions.items()},
                "qualified",
            )
    return None, split(name).conditions, "unknown"


def selections(parts: list[Part]) -> Iterator[tuple[Part, ...]]:
    """Combinations of parts, smaller ones first, preferring the last parts."""
    last = parts[-MOST_QUALIFIERS:][::-1]
    for count in range(1, len(last) + 1):
        yield from combinations(last, count)


def without(name: str, parts: list[Part] | tuple[Part, ...]) -> str:
    """A name without some of its parts and without brackets that this leaves empty."""
    for part in sorted(parts, key=lambda one: -one.start):
        name = name[: part.start] + name[part.end :]
    emptied = re.sub(r"[(\[（【][\s,;/·|、]*[)\]）】]", " ", name)
    tidied = re.sub(r"([(\[（【])[\s,;/·|、]+|[\s,;·|、]+([)\]）】])", r"\1\2", emptied)
    return " ".join(tidied.split()).strip(" ,;:")


def found_parts(name: str) -> list[Part]:
    """All recognised qualifiers of a name, in order of position."""
    if len(name) > LONGEST_NAME:
        return []
    parts = [part for bracket in BRACKETED.finditer(name) for part in inside(name, bracket)]
    spans = [bracket.span() for bracket in BRACKETED.finditer(name)] or [(len(name), 0)]
    behind = [part for part in tails(name) if part.start >= spans[-1][1] > 0]
    return sorted([*tails(name[: spans[0][0]]), *parts, *behind], key=lambda one: one.start)


def inside(name: str, bracket: re.Match[str]) -> list[Part]:
    """Qualifiers in brackets: the whole text, otherwise its comma-separated parts, otherwise the words of a part."""
    start, end = bracket.span(1)
    said = understood(bracket[1])
    if said is not None and bracket[1].strip():
        return [Part(start, end, bracket[1].strip(), said)]
    found: list[Part] = []
    for stop in [*(cut.start() for cut in PARTS.finditer(name, start, end)), end]:
        found += worded(name, start, stop)
        cut = PARTS.match(name, stop)
        start = cut.end() if cut else stop
    return found


def worded(name: str, start: int, end: int) -> list[Part]:
    """The qualifier between two positions, or each of several words, as in '3-shot F1', if all are recognised."""
    piece = name[start:end]
    if (said := understood(piece)) is not None:
        return [Part(start, end, piece.strip(), said)] if piece.strip() else []
    words = list(re.finditer(r"\S+", piece))
    meanings = [(word, understood(word[0])) for word in words]
    if len(words) < 2 or any(said is None for _, said in meanings):
        return []
    return [Part(start + word.start(), start + word.end(), word[0], said or {}) for word, said in meanings]


def tails(name: str) -> list[Part]:
    """Qualifiers at the end of a name without brackets, such as 'pass@1' or '5-shot'."""
    found = TAIL.fullmatch(name.rstrip(" ,;/"))
    said = understood(found["tail"]) if found else None
    if found is None or said is None:
        return []
    start, end = found.span("tail")
    return [*tails(found["name"]), Part(found.end("name"), end, name[start:end], said)]


def understood(text: str) -> dict[str, str] | None:
    """Conditions stated by one qualifier; empty if it states none, None if it is not recognised."""
    piece = " ".join(text.translate(SIGNS).split())
    if not piece or IDLE.fullmatch(piece) or METRIC.fullmatch(piece):
        return {}
    return worded_condition(piece) or counted_condition(piece) or named_condition(piece)


def worded_condition(piece: str) -> dict[str, str] | None:
    """Tools, split, subset or prompt; None if the text states none of these."""
    for key, meanings in (("tools", TOOLS), ("split", SPLITS), ("subset", SUBSETS), ("prompt", PROMPTS)):
        for value, pattern in meanings.items():
            if re.fullmatch(pattern, piece, re.IGNORECASE):
                return {key: value}
    return None


def counted_condition(piece: str) -> dict[str, str] | None:
    """Shots, repeats, attempts or searches; None if the text states none of these."""
    if found := SHOTS.fullmatch(piece):
        cot = {"prompt": "cot"} if found[2] else {}
        return {"shots": NAMED_SHOTS.get(found[1].lower(), found[1].lower())} | cot
    if found := REPEATS.fullmatch(piece):
        return {"repeats": next(filter(None, found.groups()))}
    if found := AT_COUNT.fullmatch(piece):
        return {"scoring": f"{found[1].lower()}@{found[2]}"}
    found = SEARCHES.fullmatch(piece)
    return {"searches<": found[1] or found[2]} if found else None


def named_condition(piece: str) -> dict[str, str] | None:
    """IFEval scoring, date window, judge or agent; None if the text states none of these."""
    if found := SCORING.fullmatch(piece):
        return {"scoring": f"{'inst' if found[1].lower() != 'prompt' else 'prompt'}-{found[2].lower()}"}
    if found_window := window(piece):
        return {"window": found_window}
    if found := JUDGE.fullmatch(piece):
        return {"judge": found[1].replace("=", ":")}
    agent = re.sub(r"^(?:w/|with|agent ?:) ?", "", piece, flags=re.IGNORECASE)
    ran = next((one for one in AGENTS if one.casefold() == agent.casefold()), None)
    return {"agent": ran.replace("Terminus 2", "Terminus-2")} if ran else None
