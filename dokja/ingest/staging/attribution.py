"""Source attribution: the source of each number, if stated per row, and who quotes numbers measured by others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dokja.i18n.untrusted_text import normalised
from dokja.ingest.reading import LeftOut, conditions
from dokja.ingest.staging import matching
from dokja.ingest.staging.distinct import map_distinct


def sources(tables: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    """Keys of recorded sources by normalised key, title and address."""
    columns = ("source_id", "title_en", "title_ko", "url")
    return matching.known_names([(tables["source"], "source_id", columns)])


def publishers(
    tables: Mapping[str, pl.DataFrame], source: Mapping[str, Any], teams: Mapping[str, str]
) -> dict[str, str]:
    """Keys of the organisations that published the recorded sources and the imported one, by source key."""
    rows = [*tables["source"].iter_rows(named=True), source]
    names = {row["source_id"]: (row.get("publisher_en"), row.get("publisher_ko")) for row in rows}
    found = {key: [teams.get(normalised(name)) for name in pair if name] for key, pair in names.items()}
    return {key: next(filter(None, keys)) for key, keys in found.items() if any(keys)}


def source_of(numbers: pl.DataFrame, known: Mapping[str, str], own: str) -> pl.Series:
    """Source key of each number: the recorded source that its row names, otherwise the imported one."""
    return map_distinct(numbers, ["source"], lambda name: known.get(normalised(name or "")) or own)


def quoted_by(rows: pl.DataFrame, publisher_of: Mapping[str, str]) -> pl.Series:
    """Key of the source's publisher where someone else measured; null where the publisher measured itself."""

    def quoting(source_id: str, reporter_id: str | None) -> str | None:
        publisher = publisher_of.get(source_id)
        return publisher if publisher != reporter_id else None

    return map_distinct(rows, ["source_id", "reporter_id"], quoting)


def kept_apart(rows: pl.DataFrame, key: Sequence[str], known: Mapping[str, str]) -> pl.DataFrame:
    """The rows; those that differ only in number and unrecorded source get the source as a condition."""
    sources_differ = pl.col("source").n_unique().over(key) > 1
    numbers_differ = pl.col("score_text").n_unique().over(key) > 1
    unknown = pl.col("source").is_not_null() & map_distinct(rows, ["source"], is_unknown(known)).is_not_null()
    apart = rows.with_columns(apart=pl.when(sources_differ & numbers_differ & unknown).then("source"))

    def with_source(stated: str | None, source: str | None) -> str | None:
        if source is None:
            return stated
        parts = dict(part.split("=", 1) for part in (stated or "").split("; ") if part)
        return conditions({**parts, "source": source.replace(";", ",")})

    return rows.with_columns(map_distinct(apart, ["conditions", "apart"], with_source).alias("conditions"))


def is_unknown(known: Mapping[str, str]) -> Any:
    """A function that returns the name of an unrecorded source, and None for a recorded or blank one."""
    return lambda name: name if normalised(name or "") and normalised(name) not in known else None


def unknown_sources(numbers: pl.DataFrame, known: Mapping[str, str]) -> list[tuple[str, LeftOut]]:
    """A left-out entry for each unrecorded source name, at its first occurrence per file."""
    names = map_distinct(numbers, ["source"], is_unknown(known))
    first = numbers.filter(names.is_not_null()).unique(["file", "source"], keep="first", maintain_order=True)
    return [
        (row["file"], LeftOut(row["row"], row["place"], row["source"], "source_not_recorded"))
        for row in first.iter_rows(named=True)
    ]
