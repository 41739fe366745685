"""How much a model was told to think: mode, effort, and a level that records have no value for as a condition."""

from __future__ import annotations

from dataclasses import dataclass

from dokja.ingest.formats.runs.remarks import EFFORTS, MODES

OFF = {"none", "off", "disabled"}
OTHER_LEVELS = {"minimal", "xhigh", "extra-high", "dynamic", "adaptive"}
SWITCH = {"true": "reasoning", "false": "non-reasoning"}


@dataclass(frozen=True)
class Thinking:
    """mode and effort as records have them; level is one beside those, such as minimal or xhigh."""

    mode: str | None = None
    effort: str | None = None
    level: str | None = None


def of_level(stated: str | None) -> Thinking | None:
    """What a reasoning effort or the name of a mode says; None for a word that says neither."""
    word = (stated or "").strip().lower()
    if word in EFFORTS:
        return Thinking(effort=word)
    if word in OFF:
        return Thinking(mode="non-reasoning")
    if word in MODES:
        return Thinking(mode=MODES[word])
    return Thinking(level=word) if word in OTHER_LEVELS else None


def of_switch(stated: str | None) -> str | None:
    """The mode that a switch such as enable_thinking=False stands for."""
    return SWITCH.get((stated or "").strip().lower())
