"""What the words of a table mean (vocabulary.toml): roles of columns, modes, efforts, tools, units, words for missing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
ROLES = tuple(WORDS["roles"])
"""What a column can hold, in the order in which a reader chooses from them."""
NAMES: dict[str, dict[str, int]] = {
    role: {word: place for place, word in enumerate(words)} for role, words in WORDS["roles"].items()
}
NO_SCORES = {reason: re.compile(pattern, re.IGNORECASE) for reason, pattern in WORDS["no_scores"].items()}
SETTINGS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in WORDS["settings"].items()}
CONTEXT_LENGTHS = frozenset(WORDS["context_lengths"]["words"])
AROUND_TITLES = re.compile(WORDS["titles"]["around"], re.IGNORECASE)
OTHER_MODELS = re.compile(WORDS["other_models"]["pattern"], re.IGNORECASE)
MEASURE, WORD_FOR_MEASURE = WORDS["metrics"]["measure"], WORDS["metrics"]["word"]
ERRORS = re.compile(WORDS["metrics"]["errors"], re.IGNORECASE)
METRICS = frozenset(WORDS["metrics"]["words"])
MISSING = frozenset(WORDS["missing"]["words"])
MEANINGS: dict[str, dict[str, str]] = {
    kind: {word: value for value, words in values.items() for word in words}
    for kind, values in WORDS["values"].items()
}
UNITS = MEANINGS["unit"]
OTHER_UNITS = frozenset(WORDS["other_units"]["words"])
IN_BRACKETS = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]")
TICKS = str.maketrans(dict.fromkeys("○◯⭕✓✔✅", "o") | dict.fromkeys("×✕✗✘❌", "x"))


def normal(header: str) -> str:
    """A header as it is compared: lower case, without bracketed text, blanks and punctuation."""
    outside = IN_BRACKETS.sub("", header) or header
    return re.sub(r"[\W_]+", "", outside.lower())


def roles_called(header: str) -> list[str]:
    """The roles that a header is a word for; one of several words, as in 'Setting / Length', if all mean one role."""
    roles = [role for role, names in NAMES.items() if normal(header) in names]
    if not roles and "/" in header:
        parts = [set(roles_called(part)) for part in header.split("/")]
        return sorted(set.intersection(*parts))
    return roles


def rank(role: str, header: str) -> int:
    """How specific a header is for its role; 0 is the most specific."""
    return NAMES[role].get(normal(header), len(NAMES[role]))


def meaning(kind: str, text: str) -> str | None:
    """The value of mode, effort or tools that a word states; None for other words. A tick is yes, a cross no."""
    return MEANINGS[kind].get(normal(text.strip().translate(TICKS)))
