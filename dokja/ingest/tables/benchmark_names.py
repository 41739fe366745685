"""Benchmarks as labelled in a table of scores, and what labels, headings and neighbouring columns state of the run."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dokja.ingest.tables import run_settings
from dokja.ingest.values import cell_words, digits, known_names, qualifiers
from dokja.ingest.values.cell_words import LENGTH, one_value
from dokja.ingest.values.digits import is_missing
from dokja.ingest.values.roles import BRACKETS, CONDITIONS, LAST_BRACKETS, MEAN
from dokja.ingest.values.vocabulary import ERRORS, METRICS, normal, roles_called

ARROWS = {
    "↑": True,
    "⬆": True,
    "↓": False,
    "⬇": False,
    "higher is better": True,
    "lower is better": False,
}
ARROW = re.compile(r"[↑↓⬆⬇]\ufe0f?")
"""An arrow, as a letter or as a picture."""
IN_PERCENT = re.compile(r"\s*[(\[]\s*%\s*[)\]]$")
GENERAL = re.compile(
    r"safety|average|평균|arena|eval\w*|bench\w*|math\w*|swe(?: tasks?)?|qa|race|jailbreak\w*", re.IGNORECASE
)
AROUND_NAME = re.compile(
    r"^\W*(?:(?:표|table) ?\d+(?:[-.]\d+)*[.:)\]>]? ?|(?:\d+[.)] ?)+)|\b(?:benchmarks?|results?|scores?|performance|evaluations?|comparisons?|leaderboards?)\b"
    r"|세부|리더보드|(?:모델|영역|분야|과목|자격시험|시험|항목|유형|언어)별|정확도|정답률|벤치마크|점수|결과|성능|비교|평가",
    re.IGNORECASE,
)
MEAN_BEHIND = re.compile(rf"(?P<name>.*\S)\s+(?:{MEAN.pattern})", re.IGNORECASE)
BEFORE_BRACKET = re.compile(
    rf"(?:(?:[*†‡§{digits.NOTE_SIGNS}]|(?<![τu])[{digits.MARK}]|\[(?:[a-z]|\d\d?)\]),?)+(?=\s*[(\[])"
)


@dataclass(frozen=True)
class Bench:
    """A benchmark as labelled in a table, with what the label and its section state about the measurement."""

    name: str
    metric: str | None = None
    conditions: dict[str, str] = field(default_factory=dict)
    higher: bool | None = None
    scale: str | None = None
    mode: str | None = None
    effort: str | None = None
    marks: str = ""


def bench_of(
    name: str,
    headings: Sequence[str],
    section: str = "",
    metric: str = "",
    direction: str = "",
    whole: str | None = None,
) -> Bench | None:
    """The benchmark named by a label and its neighbouring cells; None if there is no name.

    A bare metric or length belongs to the benchmark named by the section or the nearest heading; where the headings name
    the whole benchmark, the label is a part of it.
    """
    label, marks, higher = benchmark_name(name)
    full, unit = without_unit(label)
    length = full if LENGTH.fullmatch(full) else ""
    if is_bare(full):
        heading = benchmark_told((section, *reversed(headings)))
        full = (heading if length else f"{heading} ({full})") if heading and full else ""
    if not full:
        return None
    if MEAN.fullmatch(full) and (of := "".join(headings[1:][-1:])):
        full = f"{full} ({of})"
    measured, _, toward = benchmark_name(IN_PERCENT.sub("", metric))
    stated, conditions = metric_of(measured)
    conditions |= {"length": length.replace(" ", "")} if length else {}
    dropped = qualifiers.split(full).dropped
    scales = [unit, *map(digits.unit_of, dropped), "percent" if IN_PERCENT.search(metric) else None]
    full, measure, scored = named_and_measured(full)
    metric_name = stated or measure
    better = next((one for one in (higher, ARROWS.get(direction), toward) if one is not None), None)
    bench = Bench(
        full,
        metric_name,
        scored | conditions,
        False if better is None and ERRORS.fullmatch(metric_name or "") else better,
        next(filter(None, scales), None),
        marks=marks,
    )
    return part_of(whole, bench, name) if whole else bench


def named_and_measured(label: str) -> tuple[str, str | None, dict[str, str]]:
    """A benchmark's name without its measure, the metric and the scoring; a mean over the whole benchmark is its own score.

    A name of the records stays as it is, as may be the word for a measure at its end.
    """
    if known_names.is_recorded_benchmark(label):
        return label, None, {}
    mean = MEAN_BEHIND.fullmatch(label)
    if mean and names_one(mean["name"]):
        label = mean["name"]
    return qualifiers.measured_by(label)


def without_unit(label: str) -> tuple[str, str | None]:
    """A label without the unit in its last brackets, and that unit; (Elo) stays, as it is part of benchmarks' names."""
    last = LAST_BRACKETS.search(label)
    unit = digits.unit_of(last[1]) if last and last.start() else None
    if last is None or unit is None:
        return label, None
    return (label if normal(last[1]) == "elo" else label[: last.start()]), unit


def benchmark_told(headings: Sequence[str]) -> str | None:
    """The first benchmark named by one of the headings, without the words around its name; None if there is none."""
    for text in headings:
        inner = [one for one in BRACKETS.findall(text) if known_names.is_benchmark(one)]
        outer = " ".join(AROUND_NAME.sub(" ", BRACKETS.sub("", text)).split())
        if known_names.is_benchmark(outer):
            return " ".join(AROUND_NAME.sub(" ", text).split())
        if inner:
            return str(inner[0])
    return None


def with_settings(bench: Bench, said: Mapping[str, str]) -> Bench:
    """A benchmark with settings of the run that a header beside its name states."""
    return replace(
        bench,
        mode=said.get("mode", bench.mode),
        effort=said.get("effort", bench.effort),
        conditions=bench.conditions | run_settings.conditions_of(said),
    )


def bare_label(name: str) -> str:
    """A label without footnote marks, arrows and its unit."""
    return without_unit(benchmark_name(name)[0])[0]


def is_mean(label: str) -> bool:
    """Whether a label names a mean, whatever its brackets say that it is over."""
    return bool(MEAN.fullmatch(BRACKETS.sub("", bare_label(label)).strip()))


def names_benchmark(label: str) -> bool:
    """Whether a label names a benchmark of its own; a kind of them, as in '수학(Math)', may be a part of another one."""
    outer = BRACKETS.sub("", label).strip()
    parts = (outer, *BRACKETS.findall(label))
    return known_names.is_known_benchmark(label) or any(map(known_names.is_one_benchmark, parts))


def part_of(whole: str, bench: Bench, label: str) -> Bench:
    """The benchmark of a label that names a part of whole, such as a subject; whole itself for an overall mean."""
    name = bare_label(label)
    if is_mean(label):
        return replace(bench, name=whole)
    if known := joined(whole, name):
        return replace(bench, name=known)
    return replace(bench, name=whole, conditions={"subset": one_value(name)} | bench.conditions)


def joined(whole: str, part: str) -> str | None:
    """A benchmark's name and part as one name, if that is one of the records', as in 'AIME | 2025'."""
    name = f"{whole} {part}"
    return name if whole and part and not is_mean(part) and known_names.is_known_benchmark(name) else None


def whole_of(labels: Sequence[str], headings: Sequence[str]) -> str | None:
    """The benchmark named by the headings if no label below them names one itself; otherwise None."""
    names = [bare_label(label) for label in labels if label and not is_mean(label)]
    if not names or any(names_benchmark(name) or is_bare(name) for name in names):
        return None
    told = benchmark_told(headings)
    return None if told is None or GENERAL.fullmatch(told) else told


def whole_of_group(labels: Sequence[str], group: str) -> str | None:
    """The benchmark named by the group that labels stand under, if they are its parts or their mean; otherwise None.

    A group that may as well name a kind of benchmarks, such as 'Korean QA', is none.
    """
    told = benchmark_told((group,))
    if told is None or GENERAL.fullmatch(told) or not names_one(told):
        return None
    parts = [label for label in labels if label and not is_mean(label)]
    is_whole = any(
        is_bare(bare_label(part)) or (names_benchmark(part) and not joined(told, part)) for part in parts
    )
    return None if is_whole else told


def names_one(text: str) -> bool:
    """Whether a text is a recorded benchmark's name, or a short one with no word for a kind of them."""
    words = text.split()
    is_one = all(known_names.is_one_benchmark(word) or not known_names.is_benchmark(word) for word in words)
    return known_names.is_known_benchmark(text) or (
        len(words) < 3 and is_one and known_names.is_benchmark(text)
    )


def bench_header(parts: Sequence[str]) -> str:
    """The benchmark's name from stacked header cells; words for scores, and groups that name no benchmark, are dropped."""
    name = ""
    for part in parts:
        text = " ".join(part.split())
        if not name:
            name = text
        elif "score" in roles_called(text) and normal(text) not in METRICS:
            continue
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
    """A benchmark's name on one line without footnote marks, those marks, and whether higher is better.

    A dash before it, as before the tasks of a group, is no part of it.
    """
    marks, lines = "", []
    for line in label.split("\n"):
        bare, more = digits.unmarked(line)
        inner = "".join(BEFORE_BRACKET.findall(bare))
        lines.append(BEFORE_BRACKET.sub("", bare))
        marks += inner + more
    name = " ".join(" ".join(lines).split()).removeprefix("- ")
    higher = next((better for sign, better in ARROWS.items() if sign in name.lower()), None)
    return " ".join(ARROW.sub("", name).replace("()", "").split()), marks, higher


def told_apart_by_group(
    benches: Mapping[int, Bench | None], groups: Mapping[int, str]
) -> dict[int, Bench | None]:
    """Benchmarks by column; those that repeat, each in a different group, get the group as their subset."""
    same: dict[tuple[object, ...], list[int]] = {}
    for column, bench in benches.items():
        if bench:
            key = (
                bench.name,
                bench.metric,
                tuple(sorted(bench.conditions.items())),
                bench.mode,
                bench.effort,
            )
            same.setdefault(key, []).append(column)
    found = dict(benches)
    for columns in same.values():
        if len({groups[column] for column in columns}) == len(columns) > 1:
            for column in columns:
                found[column] = with_subset(benches[column], groups[column])
    return found


def with_subset(bench: Bench | None, text: str) -> Bench | None:
    """A benchmark with a subset, if text names one."""
    subset = {"subset": one_value(text)}
    return replace(bench, conditions=bench.conditions | subset) if bench and text else bench


def is_bare(label: str) -> bool:
    """Whether a label names a metric, number of shots or length, but no benchmark."""
    return not MEAN.fullmatch(label) and (
        qualifiers.understood(label) is not None or bool(LENGTH.fullmatch(label))
    )


def metric_of(text: str) -> tuple[str | None, dict[str, str]]:
    """Metric and conditions from a cell of metrics, such as 'acc, 5-shot'; a cell that says anything else is a metric."""
    if is_missing(text):
        return None, {}
    line = " ".join(text.split())
    if said := qualifiers.understood(line):
        return None, said
    parts = {part: qualifiers.understood(part) for part in re.split(r",\s*", line)}
    metrics = [part for part, one in parts.items() if one == {}]
    if len(parts) < 2 or len(metrics) > 1 or None in parts.values():
        return line, {}
    return "".join(metrics) or None, {
        key: value for one in parts.values() for key, value in (one or {}).items()
    }


def settings(labels: Mapping[str, str | None], between: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Conditions from the section and from columns beside: tools, harness, shots, subset, … ; mode and effort included.

    between are the settings that sections, or parts, beside one another state. The mean over parts is no part.
    """
    found = dict(run_settings.of_section(labels.get("section") or "", between))
    for role in CONDITIONS:
        text = labels.get(role) or ""
        is_cross = bool(text) and role in ("tools", "prompt") and cell_words.is_word_for_tools(text)
        if is_missing(text) and not is_cross:
            continue
        if role == "conditions":
            found |= cell_words.conditions(text)
        elif role == "shots":
            found |= cell_words.shots(text)
        elif role == "tools":
            found["tools"] = cell_words.tools(text)
        elif role == "agent":
            found["agent"] = cell_words.agent(text)
        elif role == "prompt":
            found |= cell_words.prompt(text)
        elif role == "thinking_budget":
            found |= cell_words.thinking_budget(text)
        elif role == "subset" and text in between:
            found |= between[text]
        elif text.lower() != "default" and not (role == "subset" and is_mean(text)):
            found[role] = one_value(text)
    return found
