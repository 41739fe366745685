"""What single cells state about a model (size, mode, effort), and the model that a page is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dokja.ingest.tables import model_names
from dokja.ingest.tables.benchmark_names import AROUND_NAME
from dokja.ingest.tables.model_names import Model
from dokja.ingest.values import cell_words, known_names
from dokja.ingest.values.vocabulary import AROUND_TITLES

LONGEST_TITLE = 6
AROUND = re.compile(r"[()\[\]]")
"""Brackets around a second size, as in 519B (A33B)."""
BARE_NUMBER = re.compile(r"\d+(?:\.\d+)?")
BILLIONS = re.compile(
    r"[(\[]\s*(?:B|billions?|십억(?: ?개)?)\s*[)\]]|params?_?b$|\bin billions\b", re.IGNORECASE
)


def attributed(model: Model, labels: Mapping[str, str]) -> Model:
    """A model with the size, mode, effort, tools and shots stated by cells of its row or column."""
    total, active = (
        model_names.described(" ".join(AROUND.sub(" ", labels.get(role, "")).split()))
        for role in ("total_params", "active_params")
    )
    tools, shots = (" ".join(labels.get(role, "").split()) for role in ("tools", "shots"))
    said = {"tools": cell_words.tools(tools)} if cell_words.is_word_for_tools(tools) else {}
    said |= cell_words.shots(shots) if cell_words.is_shots(shots) else {}
    sizes = (total or {}) | ({"active": active["total"]} if active and "total" in active else active or {})
    return replace(
        model,
        total=model.total or sizes.get("total"),
        active=model.active or sizes.get("active"),
        mode=model.mode or mode_in(labels.get("mode", "")),
        effort=model.effort or effort_in(labels.get("effort", "")),
        conditions=said | model.conditions,
    )


def with_unit(header: str, text: str) -> str:
    """A size with the unit that only its header states: billions."""
    return f"{text}B" if BARE_NUMBER.fullmatch(text) and BILLIONS.search(header) else text


def mode_in(text: str) -> str | None:
    """The mode named by a cell of a mode column; None if it names none."""
    return cell_words.mode(text) or (model_names.described(text) or {}).get("mode")


def effort_in(text: str) -> str | None:
    """The effort named by a cell of an effort column; None if it names none."""
    return cell_words.effort(text) or (model_names.described(text) or {}).get("effort")


def own_model(headings: Iterable[str], title: str | None) -> Model:
    """The model that a page is about: the nearest short heading that names one, otherwise the title."""
    for text in (*reversed(tuple(headings)), title or ""):
        name = " ".join(AROUND_NAME.sub(" ", AROUND_TITLES.sub(" ", text)).split()).strip(" :-–—")
        if known_names.is_model(name) and len(name.split()) <= LONGEST_TITLE:
            return model_names.model((name,))
    return Model(None, "")
