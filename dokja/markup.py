"""The only place where HTML is made: templates that escape every value, and links to http(s) alone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

SIGNS = re.compile(r"[\\`*_\[\]<>~$:]|^[-+#=]|(?<=^\d)\.")
ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
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


def outside(url: str | None) -> str:
    """url where it leads to a web page, else nothing: no other scheme becomes a link."""
    return url if url and urlsplit(url).scheme in ("http", "https") else ""


def plain(text: str) -> str:
    """A text for a label that Streamlit reads as Markdown: its signs stand as they are, and nothing becomes a link."""
    return SIGNS.sub(r"\\\g<0>", ADDRESS.sub("\u200b", " ".join(text.split())))


def show(name: str, **values: Any) -> None:
    """Put a template with its values on the page."""
    st.html(template(name).render(**values))
