"""What do the terms mean?"""

from __future__ import annotations

from dokja.i18n.text import texts
from dokja.ui.page import Page


def show(page: Page) -> None:
    """Show every term that a page explains, in the order of the alphabet."""
    keys = {key.split(".")[1] for key in texts() if key.startswith("term.")}
    terms = [(page.words(f"term.{key}.name"), page.words(f"term.{key}.text")) for key in keys]
    page.heading(page.words("glossary.title"), page.words("glossary.answer", count=len(terms)))
    page.term_list(sorted(terms, key=lambda term: term[0].casefold()))
