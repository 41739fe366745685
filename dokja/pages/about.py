"""Who runs the dashboard, what may be done with its contents, what it keeps of its readers, and who can use it."""

from __future__ import annotations

from datetime import date

from dokja.ui.page import Page

STATEMENTS = {
    "purpose": ("text",),
    "licence": ("text",),
    "privacy": ("text",),
    "accessibility": ("text", "checked", "left"),
}
"""The statements, and the paragraphs of each."""
CHECKED_ON = date(2026, 11, 30)
"""Day of docs/accessibility-report.md."""


def show(page: Page) -> None:
    """Show the four statements."""
    words = page.words
    page.heading(words("about.title"))
    for key, paragraphs in STATEMENTS.items():
        told = [words(f"about.{key}.{paragraph}", date=words.date(CHECKED_ON)) for paragraph in paragraphs]
        page.section(words(f"about.{key}.title"), *told)
