"""The benchmark of each score of a table: from its row, from the header above it, or from the headings around."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dokja.ingest.reading import conditions
from dokja.ingest.tables import benchmark_names, run_settings
from dokja.ingest.tables.benchmark_names import (
    Bench,
    bare_label,
    bench_header,
    bench_of,
    benchmark_told,
    is_bare,
    is_mean,
    joined,
    names_benchmark,
    names_one,
    whole_of,
    whole_of_group,
    with_subset,
)
from dokja.ingest.tables.header_rows import Table
from dokja.ingest.tables.layout import Layout, columns_of, columns_of_sizes
from dokja.ingest.tables.rows import leave_rows, place_in
from dokja.ingest.tables.score_headers import PART, is_word_for_scores, parts_of_name
from dokja.ingest.tables.sieve import Sieve, with_read
from dokja.ingest.values import known_names, qualifiers
from dokja.ingest.values.cell_words import LENGTH
from dokja.ingest.values.roles import no_score, role_of

DASHED = re.compile(r"^(?:[-–—·•└ㄴ↳]|ㄴ>)\s+")
"""What marks a row as a part of the one above it."""
OF_BENCH = {
    **dict.fromkeys(
        ("bench_name", "metric_name", "bench_conditions", "bench_scale", "bench_marks"), pl.String
    ),
    **dict.fromkeys(("section_mode", "section_effort"), pl.String),
    "higher": pl.Boolean,
}


def whole_benchmark(rows: Sieve, found: Table, layout: Layout, headings: Sequence[str]) -> str | None:
    """The benchmark named by the headings if the table names only parts of it."""
    if layout.kind == "models_in_rows":
        columns = columns_of(layout, "score")
        runs = [at for at in columns_of(layout, "ignored") if no_score(found.lowest[at]) == "card_single_run"]
        return whole_of([found.lowest[at] for at in (*columns, *runs) if found.lowest[at]], headings[-1:])
    at = next(iter(columns_of(layout, "benchmark")), None)
    if (
        layout.kind == "long"
        or at is None
        or role_of(found.lowest[at]) not in ("category", "language", "subset")
    ):
        return None
    return whole_of(
        rows.frame["benchmark"].drop_nulls().unique(maintain_order=True).to_list(), headings[::-1]
    )


def benches_above(
    rows: Sieve,
    found: Table,
    layout: Layout,
    headings: Sequence[str],
    said: Mapping[str, Mapping[str, str]],
) -> tuple[dict[int, Bench | None], dict[int, dict[str, Bench | None]]]:
    """The benchmark that each column's header names or, where none does, those by the text of the row between rows above.

    Groups above columns may state settings (said), or tell apart what repeats. Columns that have no benchmark are left out.
    """
    columns = [at for at in columns_of(layout, "score") if found.headers[at]]
    sizes = columns_of_sizes(found, layout)
    names = {at: bench_top(found, at, said) if at not in sizes else ([], {}) for at in columns}
    tops = {at: (bench_header(parts), stated) for at, (parts, stated) in names.items()}
    means = mean_told([name for name, _ in tops.values()], found, columns, headings)
    tops = {at: (means if means and is_mean(name) else name, stated) for at, (name, stated) in tops.items()}
    sections = rows.frame["section"].fill_null("").unique(maintain_order=True).to_list()
    is_told = any(benchmark_told((section,)) for section in sections)
    named = [at for at in columns if not is_nameless(tops[at][0])]
    wholes = {one: whole_of_group([tops[at][0] for at in named], one) for one in sections}
    if is_told and (not named or any(wholes.values())):
        below = {
            at: {
                one: bench_above(tops[at], headings, one, wholes[one] if at in named else None)
                for one in sections
            }
            for at in columns
        }
        untold = [one for one in sections if not any(named[one] for named in below.values())]
        is_untold = pl.col("section").fill_null("").is_in(untold)
        leave_rows(rows, found, layout, is_untold, "card_no_benchmark", "model")
        return {}, below
    whole = whole_benchmark(rows, found, layout, headings)
    benches = {at: bench_above(tops[at], headings, whole=whole) for at in columns}
    benches |= benches_of_groups(names, headings)
    groups = {at: " ".join("".join(found.parts(at)[:-1][-1:]).split()) for at in columns}
    benches = benchmark_names.told_apart_by_group(benches, groups)
    for at, bench in benches.items():
        if bench is None:
            rows.columns_left.add(at)
            rows.leave(
                pl.col(str(at)).is_not_null(), "card_no_benchmark", str(at), place_in(found, at), keep=True
            )
    return benches, {}


def benches_of_groups(
    names: Mapping[int, tuple[Sequence[str], Mapping[str, str]]], headings: Sequence[str]
) -> dict[int, Bench | None]:
    """The benchmarks by column of those that are parts of the one that a group above them names, and of means of a group."""
    under: dict[str, list[str]] = {}
    for parts, _ in names.values():
        under.setdefault("".join(parts[:-1][-1:]), []).append("".join(parts[-1:]))
    found: dict[int, Bench | None] = {}
    for at, (parts, stated) in names.items():
        *_, group, part = ("", "", *parts)
        whole = whole_of_group(under[group], group) if group else None
        if whole:
            found[at] = bench_above((part, stated), headings, whole=whole)
        elif group and is_mean(part):
            found[at] = with_subset(bench_above((part, stated), headings), group)
    return found


def bench_top(
    found: Table, at: int, said: Mapping[str, Mapping[str, str]]
) -> tuple[list[str], dict[str, str]]:
    """The cells of a column's header that name a benchmark, or a measure, and the settings that the others state."""
    names: list[str] = []
    settings: dict[str, str] = {}
    for part in map(part_name, parts_of_name(found, at)):
        stated = run_settings.of_header(part, said)
        if stated and qualifiers.understood(part) is None:
            settings |= stated
        elif not is_word_for_scores(part) or is_bare(bare_label(part)):
            names.append(part)
    return names, settings


def bench_above(
    top: tuple[str, Mapping[str, str]], headings: Sequence[str], section: str = "", whole: str | None = None
) -> Bench | None:
    """The benchmark of a header, or the one that the row between rows or a heading names; None if none does."""
    name, settings = top
    bench = (
        bench_of(name, headings, section, whole=whole)
        if name
        else bench_of(benchmark_told((section, *reversed(headings))) or "", headings)
    )
    return bench and benchmark_names.with_settings(bench, settings)


def is_nameless(name: str) -> bool:
    """Whether a header is blank, a word for scores or for a measure of them, or a setting."""
    return not name or is_word_for_scores(name) or is_bare(bare_label(name))


def mean_told(
    labels: Sequence[str], found: Table, columns: Sequence[int], headings: Sequence[str]
) -> str | None:
    """The benchmark that a mean is of which stands beside its lengths alone, as in '4K | 128K | Avg.' below RULER."""
    others = [found.lowest[at] for at, label in zip(columns, labels, strict=True) if not is_mean(label)]
    is_of_lengths = bool(others) and all(map(LENGTH.fullmatch, others))
    return benchmark_told(headings[::-1]) if is_of_lengths else None


def part_name(text: str) -> str:
    """A header without the word for scores behind the name of a known benchmark."""
    part = PART.fullmatch(text)
    return part["name"] if part and part["score"] and known_names.is_known_benchmark(part["name"]) else text


def take_benchmarks(rows: Sieve, found: Table, layout: Layout, headings: Sequence[str]) -> None:
    """Set the columns of OF_BENCH; rows whose label names no benchmark are left out."""
    whole = whole_benchmark(rows, found, layout, headings)
    rows.frame = with_parts_below(rows.frame)
    if rows.frame["subset"].null_count() < rows.frame.height:
        rows.frame = with_mean_of_all(rows.frame, columns_of(layout, "benchmark"))
        read_names = dict.fromkeys(("whole", "part"), pl.String)
        frame = with_read(rows.frame, ["benchmark", "subset"], with_part, read_names)
        rows.frame = frame.with_columns(benchmark="whole", subset="part").drop(read_names)

    sectioned = rows.frame.filter(pl.col("section").is_not_null())
    labels = dict(
        sectioned.group_by("section", maintain_order=True).agg(pl.col("benchmark").drop_nulls()).iter_rows()
    )
    wholes = {section: whole_of_group(names, section) for section, names in labels.items()}
    of_all = mean_of_all(
        [*labels], [section for section, names in labels.items() if any(map(is_mean, names))]
    )

    def read(name: str, section: str, metric: str, direction: str) -> Mapping[str, Any]:
        own = None if section == of_all and is_mean(name) else wholes.get(section)
        return of_bench(bench_of(name, headings, section, metric, direction, own or whole))

    rows.frame = with_read(rows.frame, ["benchmark", "section", "metric", "direction"], read, OF_BENCH)
    leave_rows(rows, found, layout, pl.col("bench_name").is_null(), "card_no_benchmark", "benchmark")


def mean_of_all(groups: Sequence[str], with_mean: Sequence[str]) -> str | None:
    """The last of several groups if it alone ends in a mean, which then may as well be that of all; otherwise None."""
    return groups[-1] if len(groups) > 1 and [*with_mean] == [groups[-1]] else None


def with_mean_of_all(frame: pl.DataFrame, columns: Sequence[int]) -> pl.DataFrame:
    """The rows with a mean that the name above the last parts was carried down to as one of its own: it may be that of all."""
    is_of = pl.col("subset").is_in([text for text in frame["subset"].drop_nulls().unique() if is_mean(text)])
    parted = frame.filter(pl.col("subset").is_not_null())
    last = mean_of_all(
        parted["benchmark"].unique(maintain_order=True).to_list(),
        parted.filter(is_of)["benchmark"].unique(maintain_order=True).to_list(),
    )
    is_blank = pl.all_horizontal(pl.lit(value=True), *(pl.col(str(at)).is_null() for at in columns))
    is_of_all = is_of & is_blank & (pl.col("benchmark") == pl.lit(last, pl.String))
    return frame.with_columns(
        benchmark=pl.when(is_of_all).then("subset").otherwise("benchmark"),
        subset=pl.when(is_of_all).then(None).otherwise("subset"),
    )


def with_parts_below(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with parts that a dash before their name marks, as in 'KMMLU' and '- STEM' below it, taken for its parts."""
    texts = frame["benchmark"].drop_nulls().unique()
    parts = {
        text: bare for text in texts if (bare := DASHED.sub("", text)) != text and not names_benchmark(bare)
    }
    if not parts:
        return frame
    is_part = pl.col("benchmark").is_in([*parts])
    above = (
        pl.when(~pl.col("benchmark").str.contains(DASHED.pattern))
        .then("benchmark")
        .forward_fill()
        .over("group")
    )
    is_below = is_part & above.is_in([text for text in texts if names_one(text)])
    return frame.with_columns(
        benchmark=pl.when(is_below).then(above).otherwise("benchmark"),
        subset=pl.when(is_below).then(pl.col("benchmark").replace(parts)).otherwise("subset"),
    )


def with_part(name: str, part: str) -> dict[str, str | None]:
    """A benchmark and its part, as one name where that is one of the records'."""
    known = joined(name, part)
    return {"whole": known} if known else {"whole": name or None, "part": part or None}


def of_bench(bench: Bench | None) -> dict[str, Any]:
    """A benchmark as the columns of OF_BENCH."""
    if bench is None:
        return {}
    return {
        "bench_name": bench.name,
        "metric_name": bench.metric,
        "bench_conditions": conditions(bench.conditions),
        "bench_scale": bench.scale,
        "bench_marks": bench.marks or None,
        "section_mode": bench.mode,
        "section_effort": bench.effort,
        "higher": bench.higher,
    }
