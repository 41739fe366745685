"""Describes record changes and their problems as sentences and lists."""

from __future__ import annotations

from dataclasses import replace

from dokja.editing.record_changes import Change
from dokja.i18n.text import Words
from dokja.records.problems import Problem
from dokja.records.record_words import Record, RecordWords


def cells(spoken: RecordWords, table: str, old: Record | None, new: Record | None) -> list[str]:
    """Label and value of every changed column; a correction shows the old and the new value."""
    before, after = old or {}, new or {}
    corrected = old is not None and new is not None
    missing = spoken.words("table.missing")
    found = []
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        shown = [spoken.value(table, name, value) or missing for value in (was, now)]
        text = " → ".join(shown) if corrected else shown[0] if now is None else shown[1]
        found.append(f"{spoken.label(table, name)}: {text}")
    return found


def others(spoken: RecordWords, change: Change) -> str:
    """The values of other sources for an official mark, each with its points and source; blank if none differs."""
    words = spoken.words
    said = [
        words(
            "official.printed",
            source=spoken.value(change.table, "source_id", one["source_id"]),
            value=one["value"],
            out_of=one["out_of"],
        )
        for one in change.others
    ]
    return words.join(said)


def message(words: Words, problem: Problem) -> str:
    """The problem's message, with the column's label and technical name."""
    if label := labelled(words, problem):
        problem = replace(problem, column=f"{label}({problem.column})")
    return problem.message(words.language)


def of_form(words: Words, problem: Problem) -> str:
    """The problem's message for a form field, with its label only."""
    if label := labelled(words, problem):
        problem = replace(problem, file=label, column=None)
    return problem.message(words.language)


def labelled(words: Words, problem: Problem) -> str | None:
    """The label of the problem's column; None if it has none."""
    label = f"field.{problem.column}"
    return words(label) if problem.column and words.has(label) else None
