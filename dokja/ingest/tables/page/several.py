"""Splits cells with several values under a header that names each of them, such as (pass@1 / cons@64)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dokja.ingest.tables.page.benches import Bench, metric_of
from dokja.ingest.tables.page.cell_values import value_of
from dokja.ingest.tables.page.entries import Entry
from dokja.ingest.values import qualifiers

SLASH = re.compile(r"\s*(?<!\bw)/\s*")


def apart(entry: Entry, comma: str | None) -> list[Entry]:
    """One entry per value if the benchmark's brackets or metric name as many as the cell holds; otherwise the entry."""
    texts = SLASH.split(entry.cell.text)
    if len(texts) < 2 or any(value_of(text, comma).number is None for text in texts):
        return [entry]
    benches = in_brackets(entry.bench, len(texts)) or in_metric(entry.bench, len(texts))
    if not benches:
        return [entry]
    return [
        replace(entry, bench=bench, cell=replace(entry.cell, text=text))
        for bench, text in zip(benches, texts, strict=True)
    ]


def in_brackets(bench: Bench, count: int) -> list[Bench]:
    """The benchmark once per qualifier in its last brackets; empty if they do not match the number of values."""
    found = list(qualifiers.BRACKETED.finditer(bench.name))
    parts = SLASH.split(found[-1][1]) if found else []
    if len(parts) != count or not tell_apart(parts):
        return []
    start, end = found[-1].span(1)
    metrics = [part if qualifiers.METRIC.fullmatch(part) else bench.metric for part in parts]
    return [
        replace(bench, name=f"{bench.name[:start]}{part}{bench.name[end:]}", metric=metric)
        for part, metric in zip(parts, metrics, strict=True)
    ]


def in_metric(bench: Bench, count: int) -> list[Bench]:
    """The benchmark once per metric in its metric column; empty if they do not match the number of values."""
    parts = SLASH.split(bench.metric or "")
    if len(parts) != count or not tell_apart(parts):
        return []
    said = [metric_of(part) for part in parts]
    return [
        replace(bench, metric=metric, conditions=bench.conditions | conditions) for metric, conditions in said
    ]


def tell_apart(parts: Sequence[str]) -> bool:
    """Whether the parts are distinct metrics, or distinct values of the same condition."""
    said = [qualifiers.understood(part) for part in parts]
    alike = len({tuple(one) if one is not None else None for one in said}) == 1
    return alike and None not in said and len({part.casefold() for part in parts}) == len(parts)
