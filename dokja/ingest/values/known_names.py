"""Whether a text of a table looks like the name of a model or of a benchmark, judged by the names of the records."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from dokja.i18n.untrusted_text import normalised
from dokja.ingest.values import qualifiers
from dokja.records.store import records_folder

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
LONG = 5
"""A word of as many letters may go on: a shorter one makes a name only if no letter follows."""
TEXTS = 10_000
FAMILY = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\b)?")
SIZE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?[bt](?!\w)|-instruct\b|-chat\b|\d+x\d+b", re.IGNORECASE)
NAMES = {
    "model": (("model", ("model_id", "name_en", "name_ko")), ("model_alias", ("alias",))),
    "benchmark": (("benchmark", ("benchmark_id", "name_en", "name_ko")), ("benchmark_alias", ("alias",))),
}


@cache
def recorded(kind: str) -> frozenset[str]:
    """All names of the models or benchmarks in the records, batches included."""
    return frozenset(
        row[column]
        for table, columns in NAMES[kind]
        for row in recorded_rows(table)
        for column in columns
        if row.get(column)
    )


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of a record file as text; none if it cannot be read, which the check of the records reports."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return [*csv.DictReader(lines)]
    except (OSError, UnicodeDecodeError, csv.Error):
        return []


@cache
def normalised_names(kind: str) -> frozenset[str]:
    """The recorded names as they are compared."""
    return frozenset(map(normalised, recorded(kind)))


def beginning_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for words that begin with one of these; a short one must be whole, though digits may follow."""
    parts = (
        re.escape(word) + ("" if len(word) >= LONG else r"(?![^\W\d_])") for word in sorted(words, key=len)
    )
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(parts)})", re.IGNORECASE)


@cache
def families() -> re.Pattern[str]:
    """A pattern for names of models by their families."""
    named = (FAMILY.match(name.rpartition("/")[2]) for name in recorded("model"))
    known = {found[0].casefold() for found in named if found} - {*WORDS["no_families"]}
    return beginning_of(known | {*WORDS["families"]})


@cache
def benchmark_words() -> re.Pattern[str]:
    """A pattern for words of benchmarks' names."""
    inside = "|".join(map(re.escape, WORDS["benchmark_parts"]))
    return re.compile(f"{inside}|{beginning_of(WORDS['benchmark_words']).pattern}", re.IGNORECASE)


def recorded_rows(table: str) -> list[dict[str, str]]:
    """The rows of a table as text, batches included."""
    return [row for file in records_folder().rglob(f"{table}.csv") for row in rows(file)]


@cache
def evaluators() -> dict[re.Pattern[str], str]:
    """A pattern for each name of an organisation that measures models of others, and its name."""
    whole = {
        row["team_id"]: row["name_en"] for row in recorded_rows("team") if row.get("role") == "evaluator"
    }
    names = [(row["team_id"], row[name]) for row in recorded_rows("team") for name in ("name_en", "name_ko")]
    names += [(row["team_id"], row["alias"]) for row in recorded_rows("team_alias")]
    return {
        re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])"): whole[key]
        for key, name in names
        if key in whole
    }


def evaluator(text: str) -> str | None:
    """The organisation measuring models of others that a heading names; None if it names none."""
    return next((name for pattern, name in evaluators().items() if pattern.search(text)), None)


def is_known_model(text: str) -> bool:
    """Whether a text is the name of a recorded model."""
    return normalised(text) in normalised_names("model")


def is_recorded_benchmark(text: str) -> bool:
    """Whether a text is, as it stands, the name of a recorded benchmark."""
    return normalised(text) in normalised_names("benchmark")


def is_known_benchmark(text: str) -> bool:
    """Whether a text is the name of a recorded benchmark, with qualifiers or without."""
    return is_recorded_benchmark(text) or is_recorded_benchmark(qualifiers.split(text).name)


@lru_cache(TEXTS)
def is_benchmark(text: str) -> bool:
    """Whether a text looks like a benchmark's name."""
    return is_known_benchmark(text) or bool(benchmark_words().search(text))


def is_one_benchmark(text: str) -> bool:
    """Whether a text looks like the name of one benchmark, and not like that of a kind of them."""
    return is_benchmark(text) and normalised(text) not in WORDS["kinds"]


@lru_cache(TEXTS)
def is_model(text: str) -> bool:
    """Whether a text looks like a model's name, and not like a benchmark's."""
    if is_known_model(text):
        return True
    return bool(families().search(text) or SIZE.search(text)) and not is_benchmark(text)
