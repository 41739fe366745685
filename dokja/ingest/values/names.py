"""Normalises names before matching: composed letters, no invisible characters, limited length."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import polars as pl

from dokja.ingest.reading import Reading
from dokja.records.problems import Problem

LONGEST = 300
FILLERS = "\u115f\u1160\u3164\uffa0\u2800"
NAMED = ("model", "benchmark")
TEXTS = (*NAMED, "metric", "conditions", "reporter", "maker")


def tidied(reading: Reading) -> Reading:
    """The reading with normalised names, and problems for numbers with an empty or overlong model or benchmark name."""
    numbers, problems = tidy_frame(reading.numbers), list(reading.problems)
    for role in NAMED:
        length = pl.col(role).str.len_chars()
        unseen = pl.col(role).is_in([name for name in numbers[role].drop_nulls().unique() if is_unseen(name)])
        rules = (
            (f"no_{role}", length == 0),
            ("name_without_letters", unseen),
            ("name_too_long", length > LONGEST),
        )
        for rule, bad in rules:
            for row, place, name in numbers.filter(bad).select("row", "place", role).iter_rows():
                details = {"limit": str(LONGEST)}
                problems.append(Problem(reading.path, rule, row, place, name or None, details))
            numbers = numbers.filter(bad.not_().fill_null(value=True))
    models = tidy_frame(reading.models)
    unseen = pl.col("model").is_in(
        [name for name in models["model"].drop_nulls().unique() if is_unseen(name)]
    )
    fits = pl.col("model").str.len_chars().is_between(1, LONGEST) & ~unseen
    return replace(reading, numbers=numbers, models=models.filter(fits), problems=problems)


def is_unseen(name: str) -> bool:
    """Whether a name has no letter or digit that is seen: Hangul fillers and blank Braille are letters that are not."""
    return bool(name) and not any(sign.isalnum() and sign not in FILLERS for sign in name)


def tidy_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame with normalised names, each distinct one processed once."""
    for column in frame.columns:
        if column in TEXTS:
            texts = frame[column].drop_nulls().unique()
            changed = {text: plain for text in texts if (plain := tidy(text)) != text}
            if changed:
                frame = frame.with_columns(pl.col(column).replace(changed))
    return frame


def tidy(text: str) -> str:
    """A text on one line in NFC; joiners and selectors that screening left belong to emoji and other scripts."""
    if text.isascii() and text.isprintable():
        return text
    return " ".join(unicodedata.normalize("NFC", text).split())
