"""What the reader has set: every setting stands in the address, so that a copied link opens the same view.

Streamlit's own bind="query-params" does less: it replaces the address at each click, so that no step back undoes one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dokja.ui.base_path import base_path

Label = Callable[[str], str]


class Query(Protocol):
    """The query of an address, of which Streamlit's query_params is one."""

    def __contains__(self, key: object) -> bool: ...
    def __iter__(self) -> Iterator[str]: ...
    def get(self, key: str, /) -> str | None:
        """The last value of a key."""

    def get_all(self, key: str) -> list[str]:
        """All values of a key."""


QUESTIONS = {
    **dict.fromkeys(("model", "one", "other", "claim-subject", "claim-base", "claim-others"), "model"),
    **dict.fromkeys(("models", "base"), "model"),
    **dict.fromkeys((f"model{number}" for number in range(1, 7)), "model"),
    **dict.fromkeys(("team", "org"), "team"),
    **dict.fromkeys(("benchmark", "benchmarks", "claim-measure", "claim-measures"), "benchmark"),
    "claim": "claim",
}
"""Settings that say what a page is about, and the kind of their values: with another value it would answer something else."""
REFUSED, READ = "refused", "read"
"""In a session: keys that the address asked for in vain, and all that were read from it."""
SWITCH = ("yes", "no")


@dataclass(frozen=True)
class Refused:
    """Values of the address that a setting does not have, and the value that stands in their place."""

    key: str
    label: str
    values: list[str]
    options: Collection[str]
    show: Label
    instead: str


class Settings:
    """Widgets whose value begins with the address and is written back to it."""

    def __init__(self) -> None:
        self.state: MutableMapping[Any, Any] = st.session_state
        self.query: Query = st.query_params
        self.values: dict[str, list[str]] = {}
        self.refused: list[Refused] = []
        self.across_pages: list[str] = []
        self.notations: dict[str, Callable[[str], str | None]] = {}
        self.here = st.context.url or ""
        self.root = base_path()
        self.base = "{0.scheme}://{0.netloc}".format(urlsplit(self.here)) + self.root
        run = get_script_run_ctx()
        if run is not None and run.is_history_navigation:
            self.read_again()

    def widget(self, make: Callable[..., Any], *arguments: Any, key: str, **options: Any) -> Any:
        """Show a widget that begins with what the state holds under its key; returns its value."""
        return make(*arguments, key=key, persist_state="session", on_change=forget, args=(key,), **options)

    def read_again(self) -> None:
        """After a step in the history the address decides, as when it was first read."""
        for key in self.state.get(READ, ()):
            self.state.pop(key, None)
        self.state[REFUSED] = set()

    def given(self, key: str, options: Collection[str]) -> list[str]:
        """Values of the address for a key, those that are no option left out."""
        return [value for value in self.asked(key) if value in options]

    def asked(self, key: str) -> list[str]:
        """Values of the address for a key, each in the notation of its options where it has others."""
        values = self.query.get_all(key)
        return [self.notations[key](value) or value for value in values] if key in self.notations else values

    @property
    def whole_query(self) -> dict[str, list[str]]:
        """Everything that the address asks for."""
        return {key: self.query.get_all(key) for key in self.query}

    def first_asked(self, key: str) -> str | None:
        """The value of the address for a key when it was first read, or gone back to."""
        place = f"asked-{key}"
        self.values[place] = []
        value: str | None = self.state.setdefault(place, self.query.get(key))
        return value

    def held(self, key: str) -> Any:
        """What the reader has set under a key; None where the address decides."""
        return self.state.get(key)

    def asks(self, key: str) -> bool:
        """Whether the address says anything under a key."""
        return key in self.query

    def current(self, key: str, options: Collection[str], default: str) -> str:
        """The option that is set, by the reader or by the address."""
        value = self.held(key)
        return str(value) if value in options else next(iter(self.given(key, options)), default)

    def unknown(self, key: str, known: Callable[[str], object]) -> list[str]:
        """Values of the address for a key that are not known, from its first reading until the reader chooses another."""
        refused: set[str] = self.state.setdefault(REFUSED, set())
        values = [value for value in self.asked(key) if not known(value)]
        if not values:
            refused.discard(key)
        elif key not in self.state:
            refused.add(key)
        return values if key in refused else []

    def set(self, refused: Refused, chosen: list[str]) -> None:
        """Remember what is set, or what the address asked for in vain: then it stays there, and is said."""
        self.values[refused.key] = self.query.get_all(refused.key) if refused.values else chosen
        if refused.values:
            self.refused.append(refused)

    def in_vain(self) -> list[Refused]:
        """What the address asks about and is unknown."""
        return [one for one in self.refused if one.key in QUESTIONS]

    def one(
        self,
        key: str,
        label: str,
        options: Sequence[str],
        default: str,
        show: Label,
        *,
        pills: bool = False,
        labelled: bool = True,
    ) -> str:
        """One of the options, chosen in a list or, with pills, beside each other; the label can be for screen readers."""
        unknown = self.unknown(key, options.__contains__)
        is_open = bool(unknown) and key in QUESTIONS
        self.state[key] = None if is_open else self.current(key, options, default)
        if pills:
            value = self.widget(
                st.segmented_control,
                label,
                options,
                key=key,
                format_func=show,
                required=True,
                wrap=True,
                label_visibility="visible" if labelled else "collapsed",
            )
        else:
            value = self.widget(st.selectbox, label, options, key=key, format_func=show, placeholder="")
        value = value or default
        self.set(Refused(key, label, unknown, options, show, show(value) if unknown else ""), [value])
        return value

    def tab(self, key: str, label: str, options: Sequence[str], show: Label) -> str:
        """One of the views of a figure, the first unless the address says otherwise; only others stand in the address."""
        value = self.one(key, label, options, options[0], show, pills=True, labelled=False)
        if self.values[key] == [options[0]]:
            self.values[key] = []
        return value

    def several(
        self,
        key: str,
        label: str,
        options: Sequence[str],
        default: Sequence[str],
        show: Label,
        *,
        listed: bool = False,
        placeholder: str | None = None,
    ) -> list[str]:
        """Any of the options, as pills or, where there are many, chosen in a list; the order is that of the options.

        placeholder stands in an empty list.
        """
        unknown = self.unknown(key, options.__contains__)
        if key not in self.state:
            self.state[key] = self.given(key, options) or list(default)
        self.state[key] = [value for value in self.state[key] if value in options]
        if listed:
            chosen = self.widget(
                st.multiselect,
                label,
                options,
                key=key,
                format_func=show,
                placeholder=placeholder,
                select_all=False,
                wrap=True,
            )
        else:
            chosen = self.widget(
                st.pills, label, options, selection_mode="multi", key=key, format_func=show, wrap=True
            )
        values = [value for value in options if value in chosen]
        self.set(Refused(key, label, unknown, options, show, ", ".join(map(show, values))), values)
        return values

    def switch(self, key: str, label: str, *, default: bool) -> bool:
        """On or off."""
        unknown = self.unknown(key, SWITCH.__contains__)
        if key not in self.state:
            given = self.given(key, SWITCH)
            self.state[key] = given[0] == "yes" if given else default
        value: bool = self.widget(st.toggle, label, key=key)
        word = SWITCH[0] if value else SWITCH[1]
        self.set(Refused(key, label, unknown, SWITCH, str, word), [word])
        return value

    def text(self, key: str, label: str, placeholder: str, *, default: str = "", most: int = 80) -> str:
        """A text of at most so many letters; what the address gives beyond them is cut off."""
        if key not in self.state:
            given = self.query.get(key)
            self.state[key] = (default if given is None else given)[:most]
        value: str = self.widget(st.text_input, label, key=key, placeholder=placeholder, max_chars=most)
        self.values[key] = [value] if value else []
        return value

    def whole(self, key: str, label: str, lowest: int, highest: int, default: int) -> int:
        """A whole number on a slider."""
        options = [str(number) for number in range(lowest, highest + 1)]
        unknown = self.unknown(key, options.__contains__)
        if key not in self.state:
            given = self.given(key, options)
            self.state[key] = int(given[0]) if given else default
        value: int = self.widget(st.slider, label, lowest, highest, key=key)
        self.set(
            Refused(key, label, unknown, options, str, str(value)), [str(value)] if value != default else []
        )
        return value

    def points(self, key: str, label: str, highest: int, default: Decimal) -> Decimal:
        """A number of points from 0 to highest with at most two decimals."""

        def known(text: str) -> bool:
            return bool(re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", text)) and Decimal(text) <= highest

        unknown = self.unknown(key, known)
        if key not in self.state:
            given = self.query.get(key) or ""
            self.state[key] = float(given) if known(given) else float(default)
        number = self.widget(
            st.number_input, label, 0.0, float(highest), step=0.1, format="%.2f", key=key, width=320
        )
        value = Decimal(f"{number or 0:.2f}")
        self.set(Refused(key, label, unknown, (), str, str(value)), [str(value)] if value != default else [])
        return value

    def amount(self, key: str, label: str, unset: str) -> Decimal | None:
        """A number from 0 with at most five digits before the point and two after it, or none; unset stands for none."""

        def known(text: str) -> bool:
            return bool(re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,2})?", text))

        unknown = self.unknown(key, known)
        if key not in self.state:
            given = self.query.get(key) or ""
            self.state[key] = float(given) if known(given) else None
        number = self.widget(
            st.number_input,
            label,
            0.0,
            99_999.0,
            step=1.0,
            format="%.5g",
            key=key,
            placeholder=unset,
            width=220,
        )
        value = None if number is None else Decimal(f"{number:.2f}").normalize()
        text = "" if value is None else f"{value:f}"
        self.set(Refused(key, label, unknown, (), str, text or unset), [text] if text else [])
        return value

    def keep(self, key: str, label: str, options: Collection[str], show: Label) -> None:
        """Keep a setting for other pages without its control on this one."""
        unknown = self.unknown(key, options.__contains__)
        held = self.held(key)
        chosen = self.given(key, options) if held is None else [held] if isinstance(held, str) else held
        kept = [value for value in options if value in chosen]
        self.set(Refused(key, label, unknown, options, show, ", ".join(map(show, kept))), kept)

    def keep_across_pages(self) -> None:
        """What has been set so far holds on every page."""
        self.across_pages = list(self.values)

    def href(self, page: str, **values: str | Sequence[str]) -> str:
        """Address of a page with the settings that hold on every page and further values."""
        kept = [(key, value) for key in self.across_pages for value in self.values[key]]
        return f"{self.root}/{page}?" + urlencode([*kept, *values.items()], doseq=True)

    def link(self, **further: str) -> str:
        """Address of this page with every setting, and further values."""
        return f"{self.here}?{urlencode({**self.values, **further}, doseq=True)}"

    def instead(self, key: str, values: Sequence[str]) -> str:
        """Address of this page with other values under one key."""
        return "?" + urlencode({**self.whole_query, key: values}, doseq=True)

    def unread(self) -> list[str]:
        """Keys of the address that say what some page is about, but not this one, as far as it has been read."""
        read = {*self.values, *self.state}
        return [key for key in self.query if key in QUESTIONS and key not in read]

    def write(self, **further: str) -> None:
        """Write every setting, and further values, to the address; one that asks in vain keeps what else it asks."""
        self.state.setdefault(READ, set()).update(self.values)
        asked = self.whole_query if self.in_vain() or self.unread() else {}
        wanted = asked | {key: values for key, values in self.values.items() if values}
        wanted |= {key: [value] for key, value in further.items()}
        if self.whole_query != wanted:
            st.query_params.from_dict(wanted)


def forget(key: str) -> None:
    """The reader has chosen: what the address asked for in vain under the key counts no more."""
    st.session_state.setdefault(REFUSED, set()).discard(key)
