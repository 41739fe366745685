"""Every Eval Ever 0.3.0: one JSON file per model, source and reporter, named like those of its datastore."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from io import BytesIO
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dokja.export.child import mapped
from dokja.records import signs
from dokja.records.labels import Names

VERSION = "0.3.0"
MIME = "application/zip"
DIGITS = "\0"
"""Marks a number for as_json; the texts around it are cleaned and cannot hold it."""
WRITTEN = re.compile(r'"\\u0000(-?\d+(?:\.\d+)?)"')
WEIGHTS = {"open": "open_weights", "closed": "closed_weights"}
UNKNOWN = "unknown"
ONE_FILE = ("source_id", "model_id", "reporter_id", "quoted_by")
ORDER = (*ONE_FILE, "benchmark_id", "mode", "effort", "conditions", "measured_on", "score_text", "stderr")

Row = Mapping[str, Any]
Tree = dict[str, Any]


def archive(rows: Iterable[Row], names: Names, day: str) -> bytes:
    """The files as a zip archive; the same rows give the same bytes."""
    memory = BytesIO()
    with ZipFile(memory, "w", ZIP_DEFLATED) as packed:
        for path, data in files(rows, names, day).items():
            entry = ZipInfo(path)
            entry.compress_type = ZIP_DEFLATED
            packed.writestr(entry, data)
    return memory.getvalue()


def files(rows: Iterable[Row], names: Names, day: str) -> dict[str, bytes]:
    """Content of each file by path.

    rows are from the view measurement; day is the ISO date up to which the records are current.
    """

    found = {}
    for _, alike in groupby(sorted(rows, key=partial(texts_of, ORDER)), partial(texts_of, ONE_FILE)):
        some = list(alike)
        data = as_json(aggregate(some, names, day))
        folder = f"data/{some[0]['source_id']}/{some[0]['team_id']}/{some[0]['model_id']}"
        found[f"{folder}/{uuid5(NAMESPACE_URL, data)}.json"] = data.encode()
    return found


def texts_of(columns: Sequence[str], row: Row) -> tuple[str, ...]:
    """Columns of a row as text, for sorting."""
    return tuple("" if row[column] is None else str(row[column]) for column in columns)


class Digits(str):
    """A number with the mark."""

    __slots__ = ()


def cleaned(text: str) -> str:
    """A text without forbidden signs, or a marked number as it is."""
    return text if isinstance(text, Digits) else signs.cleaned(text)


def as_json(tree: Tree) -> str:
    """A tree as JSON, with numbers written with their published digits."""
    return WRITTEN.sub(r"\1", json.dumps(mapped(tree, cleaned), ensure_ascii=False, indent=2)) + "\n"


def digits(number: str | Decimal | None) -> str | None:
    """A number marked for as_json: text as is, a decimal without trailing zeros; None stays None."""
    if isinstance(number, Decimal):
        number = f"{number:f}".rstrip("0").rstrip(".") if number.as_tuple().exponent else f"{number:f}"
    return None if number is None else Digits(f"{DIGITS}{number}")


def aggregate(rows: Sequence[Row], names: Names, day: str) -> Tree:
    """All scores of one model from one source and reporter."""
    first = rows[0]
    stamp = str(int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()))
    return {
        "schema_version": VERSION,
        "evaluation_id": f"{first['source_id']}/{first['team_id']}/{first['model_id']}/{stamp}",
        "retrieved_timestamp": stamp,
        "source_metadata": source(first, names),
        "eval_library": library(rows),
        "model_info": model(first, names),
        "evaluation_results": [result(row, names) for row in rows],
    }


def texts(values: Mapping[str, Any]) -> dict[str, str]:
    """Additional details as text, without unknown values."""
    return {name: str(value) for name, value in values.items() if value is not None}


def source(row: Row, names: Names) -> Tree:
    """The source of the scores and who measured them."""
    stated = names.sources[row["source_id"]]
    details = {
        "source_id": row["source_id"],
        "source_title_ko": stated["title_ko"],
        "source_kind": stated["kind"],
        "source_url": stated["url"],
        "published_on": stated["published_on"],
        "publisher": stated["publisher_en"],
        "licence": stated["licence"],
        "attribution": stated["attribution"],
        "quoted_by": row["quoted_by"] and names.teams[row["quoted_by"]]["name_en"],
        "relation_to_the_maker": row["relation"],
    }
    return {
        "source_name": stated["title_en"],
        "source_type": "documentation",
        "source_organization_name": names.teams[row["reporter_id"]]["name_en"],
        "evaluator_relationship": "first_party" if row["reporter_id"] == row["team_id"] else "third_party",
        "additional_details": texts(details),
    }


def library(rows: Sequence[Row]) -> Tree:
    """The tool used for all scores, or UNKNOWN unless exactly one is recorded."""
    parts = [
        dict(part.split("=", 1) for part in (row["conditions"] or "").split("; ") if part) for row in rows
    ]
    tools = {part.get("harness") for part in parts}
    tool = (tools.pop() if len(tools) == 1 else None) or UNKNOWN
    name, _, version = tool.rpartition(" ")
    return (
        {"name": name, "version": version}
        if name and version[:1].isdigit()
        else {"name": tool, "version": UNKNOWN}
    )


def model(row: Row, names: Names) -> Tree:
    """The model and its maker."""
    known = names.models[row["model_id"]]
    sizes = {
        "params_billions": known["total_params_b"],
        "active_params_billions": known["active_params_b"],
    }
    details = {
        "deployment_type": UNKNOWN,
        "model_availability": WEIGHTS.get(known["weights"] or "", UNKNOWN),
        "model_name_ko": known["name_ko"],
        **{name: None if size is None else f"{size.normalize():f}" for name, size in sizes.items()},
        "context_tokens": known["context_tokens"],
        "architecture": known["architecture"],
        "modality": known["modality"],
        "released_on": known["released_on"],
        "licence": known["licence"],
    }
    return {
        "name": known["name_en"],
        "id": f"{row['team_id']}/{row['model_id']}",
        "developer": names.teams[row["team_id"]]["name_en"],
        "additional_details": texts(details),
    }


def result(row: Row, names: Names) -> Tree:
    """One score and its settings."""
    benchmark = names.benchmarks[row["benchmark_id"]]
    described = {"name": benchmark["name_en"], "description": benchmark["description_en"]}
    found: Tree = {
        "evaluation_name": row["benchmark_id"],
        "source_data": {
            "dataset_name": row["benchmark_id"],
            "source_type": "url",
            "url": [names.sources[row["source_id"]]["url"]],
            "additional_details": described,
        },
    }
    if row["measured_on"]:
        found["evaluation_timestamp"] = row["measured_on"]
    found["metric_config"] = metric(row, benchmark)
    found["score_details"] = score(row)
    if setting := generation(row):
        found["generation_config"] = setting
    return found


def metric(row: Row, benchmark: Row) -> Tree:
    """The metric of a score; for benchmarks not in percent it is only an additional detail, part of the benchmark."""
    stated = dict(part.split("=", 1) for part in (row["conditions"] or "").split("; ") if part)
    name = stated.get("metric") or benchmark["metric"]
    found: Tree = {"metric_name": name} if name and row["unit"] == "percent" else {}
    found |= {
        "metric_unit": row["unit"],
        "lower_is_better": not benchmark["higher_is_better"],
        "score_type": "continuous",
        "min_score": digits(benchmark["scale_min"]),
        "max_score": digits(benchmark["scale_max"]),
    }
    if name and row["unit"] != "percent":
        found["additional_details"] = {"metric": name}
    return found


def score(row: Row) -> Tree:
    """The score with its standard error and number of items."""
    uncertainty: Tree = {}
    if row["stderr"] is not None:
        uncertainty["standard_error"] = {"value": digits(row["stderr"])}
    if row["n_items"] is not None:
        uncertainty["num_samples"] = row["n_items"]
    found: Tree = {"score": digits(row["score_text"])}
    return found | ({"uncertainty": uncertainty} if uncertainty else {})


def generation(row: Row) -> Tree:
    """Mode, effort and conditions; empty if none is recorded."""
    details = texts({name: row[name] for name in ("mode", "effort", "conditions")})
    args: Tree = {"generation_args": {"reasoning": row["mode"] == "reasoning"}} if row["mode"] else {}
    return args | ({"additional_details": details} if details else {})
