"""What the reader has set: every setting stands in the address, so that a copied link opens the same view."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from urllib.parse import urlencode

import streamlit as st

Label = Callable[[str], str]


class Settings:
    """Widgets whose value begins with the address and is written back to it."""

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = {}
        self.across_pages: list[str] = []
        self.here = st.context.url or ""

    def given(self, key: str, options: Collection[str]) -> list[str]:
        """Values of the address for a key, those that are no option left out."""
        return [value for value in st.query_params.get_all(key) if value in options]

    def current(self, key: str, options: Collection[str], default: str) -> str:
        """The option that is set, by the reader or by the address."""
        value = st.session_state.get(key)
        return str(value) if value in options else next(iter(self.given(key, options)), default)

    def one(
        self, key: str, label: str, options: Sequence[str], default: str, show: Label, *, pills: bool = False
    ) -> str:
        """One of the options, chosen in a list or, with pills, beside each other."""
        st.session_state[key] = self.current(key, options, default)
        if pills:
            value = st.segmented_control(
                label, options, key=key, format_func=show, required=True, persist_state="session", wrap=True
            )
        else:
            value = st.selectbox(label, options, key=key, format_func=show, persist_state="session")
        self.values[key] = [value or default]
        return value or default

    def several(
        self,
        key: str,
        label: str,
        options: Sequence[str],
        default: Sequence[str],
        show: Label,
        *,
        listed: bool = False,
    ) -> list[str]:
        """Any of the options, as pills or, where there are many, chosen in a list; the order is that of the options."""
        if key not in st.session_state:
            st.session_state[key] = self.given(key, options) or list(default)
        st.session_state[key] = [value for value in st.session_state[key] if value in options]
        if listed:
            chosen = st.multiselect(label, options, key=key, format_func=show, persist_state="session")
        else:
            chosen = st.pills(
                label,
                options,
                selection_mode="multi",
                key=key,
                format_func=show,
                persist_state="session",
                wrap=True,
            )
        self.values[key] = [value for value in options if value in chosen]
        return self.values[key]

    def switch(self, key: str, label: str, *, default: bool) -> bool:
        """On or off."""
        if key not in st.session_state:
            given = self.given(key, ["yes", "no"])
            st.session_state[key] = given[0] == "yes" if given else default
        value = st.toggle(label, key=key, persist_state="session")
        self.values[key] = ["yes" if value else "no"]
        return value

    def text(self, key: str, label: str, placeholder: str, *, default: str = "", most: int = 80) -> str:
        """A text of at most so many letters; what the address gives beyond them is cut off."""
        if key not in st.session_state:
            st.session_state[key] = st.query_params.get(key, default)[:most]
        value = st.text_input(
            label, key=key, placeholder=placeholder, max_chars=most, persist_state="session"
        )
        self.values[key] = [value] if value else []
        return value

    def whole(self, key: str, label: str, lowest: int, highest: int, default: int) -> int:
        """A whole number on a slider."""
        if key not in st.session_state:
            given = self.given(key, [str(number) for number in range(lowest, highest + 1)])
            st.session_state[key] = int(given[0]) if given else default
        value: int = st.slider(label, lowest, highest, key=key, persist_state="session")
        self.values[key] = [str(value)] if value != default else []
        return value

    def points(self, key: str, label: str, highest: int, default: Decimal) -> Decimal:
        """A number of points from 0 to highest with at most two decimals."""
        if key not in st.session_state:
            given = st.query_params.get(key, "")
            known = re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", given) and Decimal(given) <= highest
            st.session_state[key] = float(given) if known else float(default)
        number = st.number_input(
            label, 0.0, float(highest), step=0.1, format="%.2f", key=key, width=320, persist_state="session"
        )
        value = Decimal(f"{number or 0:.2f}")
        self.values[key] = [str(value)] if value != default else []
        return value

    def keep(self, key: str, options: Collection[str]) -> None:
        """Keep a setting for other pages without its control on this one."""
        held = st.session_state.get(key)
        if held is None:
            self.values[key] = self.given(key, options)
        elif isinstance(held, bool):
            self.values[key] = ["yes" if held else "no"]
        else:
            self.values[key] = [value for value in options if value in held]

    def fixed(self, key: str, options: Sequence[str], default: str) -> str:
        """A value that only the address sets."""
        value = next(iter(self.given(key, options)), default)
        self.values[key] = [value]
        return value

    def keep_across_pages(self) -> None:
        """What has been set so far holds on every page."""
        self.across_pages = list(self.values)

    def href(self, page: str, **values: str | Sequence[str]) -> str:
        """Address of a page with the settings that hold on every page and further values."""
        kept = [(key, value) for key in self.across_pages for value in self.values[key]]
        return f"/{page}?" + urlencode([*kept, *values.items()], doseq=True)

    def link(self, **further: str) -> str:
        """Address of this page with every setting, and further values."""
        return f"{self.here}?{urlencode({**self.values, **further}, doseq=True)}"

    def write(self, **further: str) -> None:
        """Write every setting, and further values, to the address."""
        wanted = {key: values for key, values in self.values.items() if values}
        wanted |= {key: [value] for key, value in further.items()}
        if {key: st.query_params.get_all(key) for key in st.query_params} != wanted:
            st.query_params.from_dict(wanted)
