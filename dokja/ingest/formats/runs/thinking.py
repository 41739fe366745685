"""A model's thinking settings: mode, effort, and as a condition any level that the records have no effort for."""

from __future__ import annotations

from dataclasses import dataclass

from dokja.ingest.formats.runs.remarks import EFFORTS, MODES

OFF = {"none", "off", "disabled"}
SPELLED = {"extra-high": "xhigh", "x-high": "xhigh"}
OTHER_LEVELS = {"dynamic", "adaptive"}
SWITCH = {"true": "reasoning", "false": "non-reasoning"}


@dataclass(frozen=True)
class Thinking:
    """mode and effort as in the records; level is any other level, such as dynamic or adaptive."""

    mode: str | None = None
    effort: str | None = None
    level: str | None = None


def of_level(stated: str | None) -> Thinking | None:
    """Interpret a reasoning effort or mode name; None if the word is neither."""
    word = (stated or "").strip().lower()
    word = SPELLED.get(word, word)
    if word in EFFORTS:
        return Thinking(effort=word)
    if word in OFF:
        return Thinking(mode="non-reasoning")
    if word in MODES:
        return Thinking(mode=MODES[word])
    return Thinking(level=word) if word in OTHER_LEVELS else None


def of_switch(stated: str | None) -> str | None:
    """The mode that a switch such as enable_thinking=False selects; None if it is not a switch value."""
    return SWITCH.get((stated or "").strip().lower())
