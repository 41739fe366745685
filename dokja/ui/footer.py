"""What stands at the foot of every page: who runs it, how to reach them, licence, privacy, accessibility, version."""

from __future__ import annotations

import os
from importlib.metadata import version

from dokja.ui import html
from dokja.ui.card import CONTACT
from dokja.ui.page import Page

OWNER = "DOKJA_OWNER"
"""Setting of the server: the office that runs it."""


def show(page: Page) -> None:
    """Show the foot of the page."""
    words = page.words
    html.show(
        "footer",
        owner=words("footer.owner", owner=os.environ.get(OWNER) or words("footer.owner_unset")),
        contact=words("footer.contact", contact=os.environ.get(CONTACT) or words("footer.contact_unset")),
        licence=words("footer.licence"),
        paper=words("footer.paper", date=words.date(page.store.data_date), version=page.store.data_version),
        version=words("footer.version", version=version("dokja"), data=page.store.data_version),
        links=[
            {"href": page.settings.href("briefing"), "text": words("briefing.nav")},
            {"href": page.settings.href("addresses"), "text": words("addresses.nav")},
            {"href": page.settings.href("about"), "text": words("about.nav")},
            {"href": page.settings.href("intake"), "text": words("footer.editors")},
        ],
    )
