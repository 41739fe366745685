"""What the header of a column of scores states: its names, the settings of its runs, a size, or what of the score it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dokja.ingest.tables import model_names, run_settings
from dokja.ingest.tables.header_rows import Table
from dokja.ingest.values import cell_words
from dokja.ingest.values.roles import BRACKETS, MEAN, no_score, role_of

PART = re.compile(
    r"(?P<name>.+?)[\s_/·-]*(?:(?P<stderr>(?<![a-z])(?:std_?err|standard error)|표준\s?오차|±)"
    r"|(?P<n_items>(?<![a-z])n_items|문항\s?수)|(?P<score>점수|(?<![a-z])scores?))",
    re.IGNORECASE,
)
"""A header that names a benchmark or model and what of it the column holds, as in 'KMMLU 표준오차'."""


def parts_of_name(found: Table, at: int) -> tuple[str, ...]:
    """The header cells above a column that may name something: not the word mean beside a spread of the same name."""
    *above, lowest = found.parts(at) or ("",)
    beside = [
        found.lowest[one]
        for one in range(found.grid.width)
        if [*found.parts(one)[:-1]] == above and one != at
    ]
    is_of_runs = bool(above and MEAN.fullmatch(lowest)) and any(map(is_spread, beside))
    return tuple(above) if is_of_runs else found.parts(at)


def is_spread(header: str) -> bool:
    """Whether a header is a word for an error or a spread of the scores beside it."""
    return role_of(header) == "stderr" or no_score(header) == "card_interval"


def setting_above(header: str) -> dict[str, str]:
    """The settings that a header of scores states, alone or in brackets, as in '점수(추론)'; empty if it names something else."""
    outer, inner = " ".join(BRACKETS.sub(" ", header).split()), BRACKETS.findall(header)
    if inner and is_word_for_scores(outer):
        return run_settings.stated(", ".join(inner), alone=True) or {}
    return run_settings.stated(header, alone=True) or {}


def told_apart_by_setting(found: Table, columns: Sequence[int], roles: Sequence[str | None]) -> list[int]:
    """The columns of numbers whose headers state different values of the same settings; none if that is not clear."""
    said = {at: settings for at in columns if (settings := setting_above(found.headers[at]))}
    keys = {key for settings in said.values() for key in settings}
    is_alike = all({*settings} == keys for settings in said.values())
    is_distinct = len({tuple(sorted(settings.items())) for settings in said.values()}) == len(said)
    return [*said] if is_alike and is_distinct and keys.isdisjoint(filter(None, roles)) else []


def are_sizes(tops: Sequence[str]) -> bool:
    """Whether all headers are sizes of models; lengths of contexts, such as 1M, are none."""
    return all(map(model_names.is_size, tops)) and not all(map(cell_words.LENGTH.fullmatch, tops))


def name_above(found: Table, at: int) -> str:
    """The header of a column without brackets and the word for what of the named benchmark or model it holds."""
    header = BRACKETS.sub("", found.headers[at]).strip()
    part = PART.fullmatch(header)
    return part["name"] if part else header


def is_word_for_scores(text: str) -> bool:
    """Whether a header is a word for scores in general."""
    return role_of(text) == "score"
