"""Who may change records: the editors named in the settings, and how readers see them.

Records store an editor's key and office, never the sign-in address.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dokja.i18n.text import Words

KEY = re.compile(r"[a-z0-9][a-z0-9.-]*")
UNNAMED = "editor"
"""Shown in the store for anyone who recorded a batch under an address that the settings do not list."""


@dataclass(frozen=True)
class Editor:
    """An editor named in the settings: sign-in address, and the key and office that readers see."""

    address: str
    key: str
    office: str

    @property
    def shown(self) -> str:
        """The editor as readers see them."""
        return shown(self.key, self.office)


def settings() -> list[Any]:
    """Raw dokja.editors entries from Streamlit's secrets files; empty if there are none."""
    from streamlit import config  # Takes 0.3 s to import, and most commands never need it.

    found: dict[str, Any] = {}
    for file in config.get_option("secrets.files"):
        try:
            found |= tomllib.loads(Path(file).read_text("utf-8")).get("dokja", {})
        except (OSError, ValueError):
            continue
    return list(found.get("editors", []))


def listed() -> dict[str, Editor | None]:
    """Editors by case-folded address; None if the entry lacks a unique key or an office."""
    entries = [one if isinstance(one, dict) else {"email": one} for one in settings()]
    people = [
        Editor(*(str(one.get(name, "")).strip() for name in ("email", "key", "office"))) for one in entries
    ]
    shared = Counter(one.key for one in people)
    return {one.address.casefold(): one if is_named(one) and shared[one.key] == 1 else None for one in people}


def is_named(one: Editor) -> bool:
    """Whether the editor's key and office are fit to be stored in the records."""
    return bool(KEY.fullmatch(one.key) and one.key != UNNAMED and one.office and "@" not in one.office)


def office(key: str) -> str | None:
    """The office of the editor with this key; None if the settings do not list one."""
    return next((one.office for one in listed().values() if one and one.key == key), None)


def shown(by: str, office: str | None) -> str:
    """A manifest's recorder for display: office and key; for an address, the editor that the settings list for it."""
    if "@" in by:
        known = listed().get(by.casefold())
        return known.shown if known else UNNAMED
    return f"{office} ({by})" if office else by


def describe_recorder(who: str, words: Words) -> str:
    """The recorder's name in the reader's language."""
    return words("history.unnamed") if who == UNNAMED else who
