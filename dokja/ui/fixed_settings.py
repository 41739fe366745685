"""Settings of an address that nobody looks at: pages are made with them as on the screen, and their links lead there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dokja.ui.url_state import Settings


class FixedQuery(dict[str, list[str]]):
    """The query of an address as keys and all values of each."""

    def get(self, key: str, /) -> str | None:  # type: ignore[override]
        """The last value of a key; None if it has none."""
        values = self.get_all(key)
        return values[-1] if values else None

    def get_all(self, key: str) -> list[str]:
        """All values of a key."""
        return list(self[key]) if key in self else []


class FixedSettings(Settings):
    """What an address sets, without widgets; base is the dashboard's address, path that of the page."""

    def __init__(
        self, language: str, base: str, path: str = "", query: Mapping[str, Sequence[str]] | None = None
    ):
        self.state = {}
        self.query = FixedQuery({key: list(values) for key, values in (query or {}).items()})
        self.values = {"lang": [language]}
        self.refused = []
        self.across_pages = ["lang"]
        self.notations = {}
        self.root, self.base, self.here = base, base, f"{base}/{path}"

    def widget(self, make: Callable[..., Any], *arguments: Any, key: str, **options: Any) -> Any:
        """What the address sets under the key; no widget is shown."""
        return self.state[key]
