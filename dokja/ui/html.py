"""The only module that generates HTML: templates that escape every value, http(s) links only, text without Markdown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from dokja.i18n.untrusted_text import outside
from dokja.records import signs

TEMPLATES = Path(__file__).parent / "templates"


@cache
def template(name: str) -> Template:
    """A template that escapes every value and rejects undefined ones."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["outside"] = outside
    environment.finalize = finished
    return environment.get_template(f"{name}.html")


def finished(value: Any) -> Any:
    """A value as a template writes it: texts without forbidden signs. What a template made is made of such already."""
    return signs.cleaned(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def plain(text: str) -> str:
    """text escaped for Streamlit's Markdown, so that none of it becomes a link, image, formula or colour.

    Addresses, which Streamlit links even if every character is escaped, get an invisible word joiner.
    """
    text = re.sub(r"(?=://|@)|(?<=[wW]{3})(?=\.)", "\u2060", text)
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def render(name: str, **values: Any) -> str:
    """A template filled with its values."""
    return template(name).render(**values)


def show(name: str, **values: Any) -> None:
    """Show a template with its values on the page."""
    put(render(name, **values))


def put(*parts: str) -> None:
    """Show rendered templates as one element: each costs the browser time at every run of the script."""
    st.html("".join(parts))
