"""Who may change records: the people that the settings name as editors, and what readers see of them.

Records keep an editor's key and office, never the address that the person signs in with.
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
"""Stands in the store for whoever recorded a batch under an address that the settings do not name."""


@dataclass(frozen=True)
class Editor:
    """A person that the settings name: the address to sign in with, key and office, which readers see."""

    address: str
    key: str
    office: str

    @property
    def shown(self) -> str:
        """What readers see of the editor."""
        return shown(self.key, self.office)


def settings() -> list[Any]:
    """The entries of dokja.editors in Streamlit's files of secrets, as they stand; none where there is no such file."""
    from streamlit import config  # Takes 0.3 s to import, and most commands never ask.

    found: dict[str, Any] = {}
    for file in config.get_option("secrets.files"):
        try:
            found |= tomllib.loads(Path(file).read_text("utf-8")).get("dokja", {})
        except (OSError, ValueError):
            continue
    return list(found.get("editors", []))


def listed() -> dict[str, Editor | None]:
    """Every address that the settings list; None for one without a key of its own or without an office."""
    entries = [one if isinstance(one, dict) else {"email": one} for one in settings()]
    people = [
        Editor(*(str(one.get(name, "")).strip() for name in ("email", "key", "office"))) for one in entries
    ]
    shared = Counter(one.key for one in people)
    return {one.address.casefold(): one if is_named(one) and shared[one.key] == 1 else None for one in people}


def is_named(one: Editor) -> bool:
    """Whether key and office can stand in the records."""
    return bool(KEY.fullmatch(one.key) and one.key != UNNAMED and one.office and "@" not in one.office)


def office(key: str) -> str | None:
    """The office of the editor with a key, where the settings name one."""
    return next((one.office for one in listed().values() if one and one.key == key), None)


def shown(by: str, office: str | None) -> str:
    """Who recorded something, for readers, by what a manifest says: office and key; of an address what the settings name."""
    if "@" in by:
        known = listed().get(by.casefold())
        return known.shown if known else UNNAMED
    return f"{office} ({by})" if office else by


def describe_recorder(who: str, words: Words) -> str:
    """Who recorded something, in the reader's language."""
    return words("history.unnamed") if who == UNNAMED else who
