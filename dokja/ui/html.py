"""The only place where HTML is made: templates that escape every value, links to http(s) alone, text without Markdown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from dokja.i18n.untrusted_text import outside

TEMPLATES = Path(__file__).parent / "templates"


@cache
def template(name: str) -> Template:
    """A template that escapes every value and refuses an undefined one."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["outside"] = outside
    return environment.get_template(f"{name}.html")


def plain(text: str) -> str:
    """text as it stands where Streamlit reads Markdown: no sign of it makes a link, picture, formula or colour.

    Addresses, which Streamlit links even where every sign is escaped, get a word joiner, which nobody sees.
    """
    text = re.sub(r"(?=://|@)|(?<=[wW]{3})(?=\.)", "\u2060", text)
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def show(name: str, **values: Any) -> None:
    """Put a template with its values on the page."""
    st.html(template(name).render(**values))
