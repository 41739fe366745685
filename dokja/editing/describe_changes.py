"""Changes of records and what is wrong with them, as sentences and lists."""

from __future__ import annotations

from dataclasses import replace

from dokja.i18n.text import Words
from dokja.records.problems import Problem
from dokja.records.record_words import Record, RecordWords


def cells(spoken: RecordWords, table: str, old: Record | None, new: Record | None) -> list[str]:
    """Every value that a record comes or goes with, or both values where it is corrected, under its label."""
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


def message(words: Words, problem: Problem) -> str:
    """What is wrong, with the column by its label and its technical name."""
    if label := labelled(words, problem):
        problem = replace(problem, column=f"{label}({problem.column})")
    return problem.message(words.language)


def of_form(words: Words, problem: Problem) -> str:
    """What is wrong with a field of the form, by its label alone."""
    if label := labelled(words, problem):
        problem = replace(problem, file=label, column=None)
    return problem.message(words.language)


def labelled(words: Words, problem: Problem) -> str | None:
    """The label of the column that a problem is about; None where it has none."""
    label = f"field.{problem.column}"
    return words(label) if problem.column and words.has(label) else None
