"""Who runs the dashboard, what may be done with its contents, what it keeps of its readers, and who can use it."""

from __future__ import annotations

from dokja.ui.page import Page

SECTIONS = ("purpose", "licence", "privacy", "accessibility")


def show(page: Page) -> None:
    """Show the four statements."""
    page.heading(page.words("about.title"))
    for key in SECTIONS:
        page.section(page.words(f"about.{key}.title"), page.words(f"about.{key}.text"))
