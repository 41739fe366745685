"""Every Eval Ever 0.3.0: one JSON file a model, source and reporter, named as its datastore names them."""

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

from dokja.records.labels import Names

VERSION = "0.3.0"
MIME = "application/zip"
DIGITS = "\0"
WRITTEN = re.compile(r'"\\u0000(-?\d+(?:\.\d+)?)"')
WEIGHTS = {"open": "open_weights", "closed": "closed_weights"}
UNKNOWN = "unknown"
ONE_FILE = ("source_id", "model_id", "reporter_id", "quoted_by")
ORDER = (*ONE_FILE, "benchmark_id", "mode", "effort", "conditions", "measured_on", "score_text", "stderr")

Row = Mapping[str, Any]
Tree = dict[str, Any]


def archive(rows: Iterable[Row], names: Names, day: str) -> bytes:
    """The files of rows as a zip archive; the same rows give the same bytes."""
    memory = BytesIO()
    with ZipFile(memory, "w", ZIP_DEFLATED) as packed:
        for path, data in files(rows, names, day).items():
            entry = ZipInfo(path)
            entry.compress_type = ZIP_DEFLATED
            packed.writestr(entry, data)
    return memory.getvalue()


def files(rows: Iterable[Row], names: Names, day: str) -> dict[str, bytes]:
    """The bytes of each file by its path.

    rows: those of the view measurement; day: ISO day to which the records stand.
    """

    found = {}
    for _, alike in groupby(sorted(rows, key=partial(texts_of, ORDER)), partial(texts_of, ONE_FILE)):
        some = list(alike)
        data = as_json(aggregate(some, names, day))
        folder = f"data/{some[0]['source_id']}/{some[0]['team_id']}/{some[0]['model_id']}"
        found[f"{folder}/{uuid5(NAMESPACE_URL, data)}.json"] = data.encode()
    return found


def texts_of(columns: Sequence[str], row: Row) -> tuple[str, ...]:
    """Columns of a row as text, so that rows can be put in order."""
    return tuple("" if row[column] is None else str(row[column]) for column in columns)


def as_json(tree: Tree) -> str:
    """A tree as JSON, numbers with the digits that they were published with."""
    return WRITTEN.sub(r"\1", json.dumps(tree, ensure_ascii=False, indent=2)) + "\n"


def digits(number: str | Decimal | None) -> str | None:
    """A number of a tree: text as it stands, a decimal without zeros at its end."""
    if isinstance(number, Decimal):
        number = f"{number:f}".rstrip("0").rstrip(".") if number.as_tuple().exponent else f"{number:f}"
    return None if number is None else f"{DIGITS}{number}"


def aggregate(rows: Sequence[Row], names: Names, day: str) -> Tree:
    """All numbers of one model that one organisation measured and one source states."""
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
    """Additional details: all of them text, those that are not known left out."""
    return {name: str(value) for name, value in values.items() if value is not None}


def source(row: Row, names: Names) -> Tree:
    """Where the numbers stand and who measured them."""
    stated = names.sources[row["source_id"]]
    details = {
        "source_id": row["source_id"],
        "source_title_ko": stated["title_ko"],
        "source_kind": stated["kind"],
        "source_url": stated["url"],
        "published_on": stated["published_on"],
        "publisher": stated["publisher_en"],
        "licence": stated["licence"],
        "quoted_by": row["quoted_by"] and names.teams[row["quoted_by"]]["name_en"],
        "relation_to_the_maker": row["relation"],
    }
    return {
        "source_name": stated["title_en"],
        "source_type": "documentation",
        "source_organization_name": names.teams[row["reporter_id"]]["name_en"],
        "evaluator_relationship": "first_party" if row["relation"] == "own" else "third_party",
        "additional_details": texts(details),
    }


def library(rows: Sequence[Row]) -> Tree:
    """The tool that all the numbers were measured with, where one is recorded."""
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
    """One number and how it was measured."""
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
    """What the number is; the metric of a benchmark that is no share is part of the benchmark and no name of its own."""
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
    """The number with its standard error and number of items."""
    uncertainty: Tree = {}
    if row["stderr"] is not None:
        uncertainty["standard_error"] = {"value": digits(row["stderr"])}
    if row["n_items"] is not None:
        uncertainty["num_samples"] = row["n_items"]
    found: Tree = {"score": digits(row["score_text"])}
    return found | ({"uncertainty": uncertainty} if uncertainty else {})


def generation(row: Row) -> Tree:
    """Mode, effort and conditions; empty where none is recorded."""
    details = texts({name: row[name] for name in ("mode", "effort", "conditions")})
    args: Tree = {"generation_args": {"reasoning": row["mode"] == "reasoning"}} if row["mode"] else {}
    return args | ({"additional_details": details} if details else {})
