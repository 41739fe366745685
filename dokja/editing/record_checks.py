"""Validates new and corrected records against the rules of the data package and the schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from dokja.editing.record_changes import Change
from dokja.records import checks, loader
from dokja.records.problems import Problem
from dokja.records.record_words import RecordWords, Resource, columns_of, is_required

ID = "[a-z0-9][a-z0-9.-]*"
FORMS = {
    ID: "form_key",
    r"https?://\S+": "form_url",
    "[A-Z]{2}": "form_country",
    "#[0-9A-Fa-f]{6}": "form_colour",
    r"(text|image|audio)(\+(text|image|audio))*": "form_modality",
    "[a-z0-9/-]+": "form_criterion",
}
"""Named rules for further patterns in the data package."""


def problems(
    changes: Sequence[Change],
    tables: Mapping[str, pl.DataFrame],
    resources: Mapping[str, Resource],
    speakers: Sequence[RecordWords],
) -> list[Problem]:
    """All problems with the records that changes introduce, with the file and row of the change."""
    found: list[Problem] = []
    for table, resource in resources.items():
        some = [one for one in changes if one.table == table and one.new is not None and one.status != "same"]
        if not some:
            continue
        frame = pl.DataFrame(
            [dict(one.new or {}) for one in some], schema=dict.fromkeys(columns_of(resource), pl.String)
        )
        cells = [*checks.cells(frame, resource), *one_language(frame, resource)]
        bad = {problem.row for problem in cells}
        whole = checks.rows({table: loader.to_types(frame, resource)}, list(resources.values()))
        of_rows = [in_words(problem, table) for problem in whole if problem.row not in bad]
        found += [
            replace(
                plain(problem), file=some[(problem.row or 2) - 2].file, row=some[(problem.row or 2) - 2].row
            )
            for problem in [*cells, *of_rows]
        ]
    return found


def plain(problem: Problem) -> Problem:
    """A problem with its pattern replaced by a named rule, if there is one."""
    rule = FORMS.get(problem.details.get("pattern", "")) if problem.rule == "pattern" else None
    return replace(problem, rule=rule, details={}) if rule else problem


def in_words(problem: Problem, table: str) -> Problem:
    """A violated CHECK constraint as a named rule, if there is one."""
    rule = problem.details["rule"]
    key = next((name for part, name in ROW_RULES.get(table, {}).items() if part in rule.casefold()), None)
    return replace(problem, rule=key, details={}) if key else problem


ROW_RULES = {
    "round_result": {"between": "rule_mark_range", "is null": "rule_mark_team"},
    "benchmark": {"chance_level": "rule_chance", "scale_min": "rule_scale"},
    "claim": {"rounding": "rule_rounding"},
    "claim_input": {"record": "rule_claim_input"},
    "event": {"on_date": "rule_event_date"},
    "model": {"active_params_b": "rule_active"},
}
"""Named rules for the schema's CHECK constraints, by table and part of their expression."""


def one_language(frame: pl.DataFrame, resource: Resource) -> list[Problem]:
    """Problems for texts given in only one of two languages, where the table has both columns and requires neither."""
    names = columns_of(resource)
    found = []
    for korean in (name for name in names if name.endswith("_ko")):
        english = korean.removesuffix("_ko") + "_en"
        if english not in names or is_required(resource, korean) or is_required(resource, english):
            continue
        for number, row in enumerate(frame.iter_rows(named=True), start=2):
            if (row[korean] is None) != (row[english] is None):
                missing = korean if row[korean] is None else english
                found.append(Problem(resource["path"], "other_language", number, missing))
    return found
