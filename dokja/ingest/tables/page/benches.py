"""Benchmarks as labelled in a score table, with what other columns state about the measurement."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dokja.ingest.tables.page import headers
from dokja.ingest.tables.page.model_cells import effort_in, mode_in
from dokja.ingest.values import cell_words, known_names, qualifiers
from dokja.ingest.values.digits import is_missing
from dokja.ingest.values.roles import MEAN

LENGTH = re.compile(r"~?\d+\s?[KM](?: tokens?)?", re.IGNORECASE)
ARROWS = {"↑": True, "↓": False, "higher is better": True, "lower is better": False}
IN_PERCENT = re.compile(r"\s*[(\[]\s*%\s*[)\]]$")
GENERAL = re.compile(
    r"safety|average|평균|arena|eval\w*|bench\w*|math\w*|swe(?: tasks?)?|qa|race|jailbreak\w*", re.IGNORECASE
)
AROUND_NAME = re.compile(
    r"^\W*(?:\d+[.)] ?)+|\b(?:benchmarks?|results?|scores?|performance|evaluations?|comparisons?|leaderboard)\b"
    r"|(?:모델|영역|분야|과목|항목|유형|언어)별|벤치마크|점수|결과|성능|비교|평가",
    re.IGNORECASE,
)
BEFORE_BRACKET = re.compile(r"[*†‡§]+(?=\s*[(\[])")
LONGEST_COUNT = 12
TOOL_FREE = re.compile(r"\b(?:w/o|without|no) tools?\b|도구 ?(?:없이|미사용)", re.IGNORECASE)
TOOL_USE = re.compile(r"\btool[ -]use\b|\b(?:w/|with) ?tools?\b|도구 ?사용", re.IGNORECASE)


@dataclass(frozen=True)
class Bench:
    """A benchmark as labelled in a table, with what other columns of its row state about the measurement."""

    name: str
    metric: str | None = None
    conditions: dict[str, str] = field(default_factory=dict)
    n_items: int | None = None
    higher: bool | None = None
    percent: bool = False
    mode: str | None = None
    effort: str | None = None
    stderr: str | None = None
    marks: str = ""


def bench_of(name: str, labels: Mapping[str, str], section: str, headings: Sequence[str]) -> Bench | None:
    """The benchmark named by a label and its neighbouring columns; None if there is no name.

    A bare metric or length belongs to the benchmark named by the section or the nearest heading.
    """
    full, marks, higher = benchmark_name(name)
    if is_bare(bare := IN_PERCENT.sub("", full)):
        heading = benchmark_told((section, *reversed(headings)))
        full = f"{heading} ({bare})" if heading and bare else ""
    if not full:
        return None
    if MEAN.fullmatch(full) and (of := "".join(headings[1:][-1:])):
        full = f"{full} ({of})"
    stated = labels.get("metric", "")
    metric, conditions = metric_of(IN_PERCENT.sub("", stated))
    dropped = qualifiers.split(full).dropped
    return Bench(
        full,
        metric or next((one for one in dropped if qualifiers.METRIC.fullmatch(one)), None),
        conditions | beside(labels),
        whole(labels.get("n_items", "")),
        ARROWS.get(labels.get("direction", "")) if higher is None else higher,
        bool(IN_PERCENT.search(stated)),
        mode_in(labels.get("mode", "")) or headers.mode_of(section),
        effort_in(labels.get("effort", "")) or headers.effort_of(section),
        labels.get("stderr") or None,
        marks,
    )


def benchmark_told(headings: Sequence[str]) -> str | None:
    """The first benchmark named by one of the headings, without the words around its name; None if there is none."""
    for text in headings:
        inner = [one for one in headers.BRACKETS.findall(text) if known_names.is_benchmark(one)]
        outer = " ".join(AROUND_NAME.sub(" ", headers.BRACKETS.sub("", text)).split())
        if known_names.is_benchmark(outer):
            return " ".join(AROUND_NAME.sub(" ", text).split())
        if inner:
            return str(inner[0])
    return None


def part_of(whole: str | None, bench: Bench | None, label: str) -> Bench | None:
    """The benchmark of a label that names a part of whole, such as a subject; whole itself for an overall mean."""
    if not whole or not bench:
        return bench
    name, _, _ = benchmark_name(label)
    subset = {} if MEAN.fullmatch(name) else {"subset": condition(name)}
    return replace(bench, name=whole, conditions=subset | bench.conditions)


def whole_of(labels: Sequence[str], headings: Sequence[str]) -> str | None:
    """The benchmark named by the headings if no label below them names one itself; otherwise None."""
    names = [label for label in labels if label and not MEAN.fullmatch(label)]
    if not names or any(
        known_names.is_benchmark(name) or is_bare(IN_PERCENT.sub("", name)) for name in names
    ):
        return None
    told = benchmark_told(headings)
    return None if told is None or GENERAL.fullmatch(told) else told


def bench_header(parts: Sequence[str]) -> str:
    """The benchmark's name from stacked header cells; groups that do not name a benchmark are dropped."""
    name = ""
    for part in dict.fromkeys(parts):
        text = " ".join(part.split())
        if not name:
            name = text
        elif is_bare(text):
            name = f"{name} ({text})"
        else:
            name = (
                f"{name} {text}"
                if known_names.is_benchmark(name) and not known_names.is_benchmark(text)
                else text
            )
    return name


def benchmark_name(label: str) -> tuple[str, str, bool | None]:
    """A benchmark's name on one line without footnote marks, those marks, and whether higher is better."""
    marks, lines = "", []
    for line in label.split("\n"):
        bare, more = headers.unmarked(line)
        inner = "".join(BEFORE_BRACKET.findall(bare))
        lines.append(BEFORE_BRACKET.sub("", bare))
        marks += inner + more
    name = " ".join(" ".join(lines).split())
    higher = next((better for sign, better in ARROWS.items() if sign in name.lower()), None)
    return " ".join(name.replace("↑", "").replace("↓", "").replace("()", "").split()), marks, higher


def is_bare(label: str) -> bool:
    """Whether a label names a metric, number of shots or length, but no benchmark."""
    return not MEAN.fullmatch(label) and (
        qualifiers.understood(label) is not None or bool(LENGTH.fullmatch(label))
    )


def metric_of(text: str) -> tuple[str | None, dict[str, str]]:
    """Metric and conditions from a cell of a metric column."""
    if is_missing(text):
        return None, {}
    line = " ".join(text.split())
    said = qualifiers.understood(line)
    return (None, said) if said else (line, {})


def tools_of(section: str) -> str | None:
    """Whether the runs under a heading such as 'Reasoning Mode w/o Tool Use' had tools; None if it does not say so."""
    if TOOL_FREE.search(section):
        return "none"
    return "yes" if TOOL_USE.search(section) else None


def setting(text: str) -> dict[str, str]:
    """Conditions that a cell of a setting column states, mode and effort included; what has no key stands under other."""
    found: dict[str, str] = {}
    other = []
    for part in re.split(r"\s*[,;/\n]\s*", text):
        if is_missing(part):
            continue
        if LENGTH.fullmatch(part):
            found["length"] = part.replace(" ", "")
        elif said := qualifiers.understood(part) or cell_words.said_in_words(part):
            found |= said
        else:
            other.append(condition(part))
    return found | ({"other": ", ".join(other)} if other else {})


def beside(labels: Mapping[str, str]) -> dict[str, str]:
    """Conditions from the section and from separate columns: tools, harness, shots, subset, split, version, filter, settings."""
    found = {}
    if tools := tools_of(labels.get("section", "")):
        found["tools"] = tools
    if not is_missing(text := labels.get("tools", "")) or cell_words.is_word_for_tools(text):
        found["tools"] = cell_words.tools(text)
    if not is_missing(text := labels.get("harness", "")):
        found["harness"] = condition(text)
    stated = setting(labels.get("setting", ""))
    found |= {key: text for key, text in stated.items() if key not in ("mode", "effort")}
    for role in ("subset", "split", "version", "filter"):
        text = labels.get(role, "")
        if not is_missing(text) and text.lower() != "default":
            found[role] = condition(text)
    shots = " ".join(labels.get("shots", "").split())
    if not is_missing(shots):
        found |= (
            {"shots": shots} if re.fullmatch(r"\d+(?:-\d+)?", shots) else qualifiers.understood(shots) or {}
        )
    return found


def telling(rows: Sequence[Mapping[str, str]]) -> str | None:
    """The role that distinguishes rows of the same benchmark: language, category or section. None for a single row."""
    roles = ("language", "category", "section") if len(rows) > 1 else ()
    return next((role for role in roles if len({labels.get(role) for labels in rows}) == len(rows)), None)


def told_apart_by_group(
    benches: Mapping[int, Bench | None], groups: Mapping[int, str]
) -> dict[int, Bench | None]:
    """Benchmarks by column; those that repeat, each in a different group, get the group as their subset."""
    same: dict[tuple[object, ...], list[int]] = {}
    for column, bench in benches.items():
        if bench:
            same.setdefault(key_of(bench, {}), []).append(column)
    found = dict(benches)
    for columns in same.values():
        if len({groups.get(column) for column in columns}) == len(columns) > 1:
            for column in columns:
                found[column] = with_subset(benches[column], groups.get(column, ""))
    return found


def with_subset(bench: Bench | None, text: str) -> Bench | None:
    """A benchmark with a subset, if text names one."""
    return (
        replace(bench, conditions=bench.conditions | {"subset": condition(text)}) if bench and text else bench
    )


def key_of(bench: Bench, labels: Mapping[str, str]) -> tuple[object, ...]:
    """The key that distinguishes one row of a table from another."""
    conditions = tuple(sorted(bench.conditions.items()))
    return bench.name, bench.metric, conditions, bench.mode, bench.effort, labels.get("model")


def whole(text: str) -> int | None:
    """A number of items; None if the text is not one."""
    digits = text.replace(",", "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < LONGEST_COUNT else None


def condition(text: str) -> str:
    """A text as a condition value, with semicolons and equals signs replaced."""
    return " ".join(text.replace(";", ",").replace("=", ":").split())
