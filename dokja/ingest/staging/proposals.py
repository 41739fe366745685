"""New records that an import needs: models, their makers, benchmarks and aliases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import polars as pl

from dokja.i18n.untrusted_text import normalised
from dokja.ingest.staging.matching import NEW, Match, on_hub
from dokja.ingest.staging.scales import PERCENT, answer, unit_of

SIX = Decimal("0.000001")


def makers(
    matches: Sequence[Match],
    stated: pl.DataFrame,
    answers: Mapping[str, str],
) -> tuple[dict[str, str], list[str]]:
    """The name of each new model's maker by model name, and the names of models whose maker is unknown."""
    said = dict(stated.select("model", "maker").drop_nulls().iter_rows())
    found, asked = {}, []
    for match in matches:
        if match.how == NEW:
            name = answer(answers, "maker", match.name) or said.get(match.name) or on_hub(match.name)[0]
            if normalised(name):
                found[match.name] = name
            else:
                asked.append(match.name)
    return found, asked


def new_models(
    matches: Sequence[Match], stated: pl.DataFrame, maker_of: Mapping[str, str | None], source_id: str
) -> list[dict[str, Any]]:
    """Rows for new models, with the facts that the file states; maker_of holds their makers' keys by model name."""
    facts = {row["model"]: row for row in stated.iter_rows(named=True)}
    rows = {}
    for match in matches:
        if match.how == NEW and match.name in maker_of and match.key:
            fact = facts.get(match.name, {})
            rows[match.key] = {
                "model_id": match.key,
                "team_id": maker_of[match.name],
                "name_en": on_hub(match.name)[1],
                "total_params_b": billions(fact.get("total_params_b")),
                "active_params_b": billions(fact.get("active_params_b")),
                "context_tokens": fact.get("context_tokens"),
                "released_on": whole_day(fact.get("released_on")),
                "licence": fact.get("licence"),
                "source_id": source_id,
            }
    return list(rows.values())


def billions(text: str | None) -> str | None:
    """A parameter count with at most six decimals, as in the records; None if there is none."""
    if not text:
        return None
    value = Decimal(text)
    return f"{value.quantize(SIX, ROUND_HALF_UP).normalize():f}" if value > 0 else None


def whole_day(text: str | None) -> str | None:
    """The date if it includes a day; None for a month."""
    return text if text and len(text) == 10 else None


def new_benchmarks(
    matches: Sequence[Match],
    scales: Mapping[str, str | None],
    higher: Mapping[str, bool],
    source: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """Rows for new benchmarks, in the category "other"; no interval is computed for them."""
    rows = {}
    for match in matches:
        if match.how == NEW and match.key:
            unit = unit_of(scales.get(match.name))
            rows[match.key] = {
                "benchmark_id": match.key,
                "name_en": match.name,
                "series": match.key,
                "category": "other",
                "unit": unit,
                "higher_is_better": "true" if higher.get(match.name, True) else "false",
                "scale_min": "0" if unit == PERCENT else None,
                "scale_max": "100" if unit == PERCENT else None,
                "is_proportion": "false",
                "description_ko": f"‘{source['title_ko']}’에 나오는 벤치마크. 설명이 아직 없다.",
                "description_en": f"A benchmark of “{source['title_en']}”; not described yet.",
            }
    return list(rows.values())


def new_aliases(matches: Sequence[Match], key: str) -> list[dict[str, Any]]:
    """Alias rows for names that were answered to mean a known record, so that they match next time."""
    return [{"alias": one.name, key: one.key} for one in matches if one.how == "answered"]
