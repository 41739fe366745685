"""Settings of an Every Eval Ever result, if the file states them in the records' own terms, as our export does."""

from __future__ import annotations

from typing import Any

from dokja.ingest import reading
from dokja.ingest.formats.runs.remarks import EFFORTS, MODES
from dokja.ingest.formats.runs.run_file import mapping, named


def details(result: Any) -> dict[str, Any]:
    """Settings of a result beyond the schema's own fields."""
    return mapping(result, "generation_config", "additional_details")


def mode_and_effort(result: Any) -> dict[str, str | None]:
    """Mode and effort; None for values that the records do not use."""
    mode, effort = (named(details(result).get(name)) for name in ("mode", "effort"))
    return {"mode": MODES.get(mode or ""), "effort": effort if effort in EFFORTS else None}


def conditions(result: Any) -> str | None:
    """Conditions in record form (key=value; key=value), sorted; None if they are not in that form."""
    stated = named(details(result).get("conditions"))
    parts = [part.partition("=") for part in stated.split("; ")] if stated else []
    whole = all(name and sign and value for name, sign, value in parts)
    return reading.conditions({name: value for name, _, value in parts}) if whole else None
