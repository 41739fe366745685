"""An input for tables from the clipboard that keeps their markup; pasted content is never rendered as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

HTML = """<label for="paste"></label>
<textarea id="paste" rows="6" aria-describedby="help" spellcheck="false"></textarea>
<p id="help"></p>"""
CSS = """:host { display: block; }
label { display: block; font-size: .875rem; margin-bottom: .25rem; }
textarea { box-sizing: border-box; width: 100%; padding: .5rem .75rem; resize: vertical; font: inherit;
  color: var(--st-text-color); background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color, #8a949e); border-radius: var(--st-base-radius, .5rem); }
textarea:focus-visible { outline: 3px solid var(--st-text-color); outline-offset: 1px; }
p { margin: .25rem 0 0; font-size: .875rem; opacity: .85; }"""
SCRIPT = (Path(__file__).parents[1] / "static" / "paste.js").read_text("utf-8")
BOX = st.components.v2.component("dokja_paste", html=HTML, css=CSS, js=SCRIPT)


@dataclass(frozen=True)
class Pasted:
    """The text of the input, and the markup of the pasted table; blank if there is none."""

    text: str
    html: str


def paste_box(label: str, help_text: str, key: str) -> Pasted:
    """Show the input; returns what was pasted or typed."""
    result = BOX(
        key=key,
        data={"label": label, "help": help_text},
        default={"pasted": None},
        on_pasted_change=lambda: None,
    )
    said = result.pasted if isinstance(result.pasted, dict) else {}
    return Pasted(str(said.get("text", "")), str(said.get("html", "")))
