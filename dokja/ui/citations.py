"""Citations of a card: a sentence in each language, BibTeX and RIS; page.js puts the reader's address in the place of ADDRESS."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from dokja.i18n.text import Words
from dokja.records import signs

if TYPE_CHECKING:
    from dokja.ui.page import Page

ADDRESS = "{address}"
LANGUAGES = ("ko", "en")
SPECIAL = re.compile(r"([{}%&#_$])")
"""Characters that BibTeX would read as markup."""


def formats(page: Page, title: str) -> list[tuple[str, str]]:
    """The label of each kind of citation, and its text with ADDRESS in it."""
    words, title = page.words, " ".join(signs.cleaned(title).split())
    told = [
        (words(f"citation.{language}"), f"{sentence(page, Words(language), title)}, {ADDRESS}")
        for language in LANGUAGES
    ]
    return [*told, ("BibTeX", bibtex(page, title)), ("RIS", ris(page, title))]


def sentence(page: Page, words: Words, title: str) -> str:
    """A citation as a sentence, without the address."""
    store = page.store
    return words(
        "download.citation", title=title, date=words.date(store.data_date), version=store.data_version
    )


def bibtex(page: Page, title: str) -> str:
    """A BibTeX entry."""
    store = page.store
    escaped = SPECIAL.sub(r"\\\1", title.replace("\\", ""))
    fields = {
        "author": "{Dokja}",
        "title": f"{{{escaped}}}",
        "year": store.data_date[:4],
        "note": f"Data version {store.data_version}",
        "url": ADDRESS,
        "urldate": date.today().isoformat(),
    }
    lines = ",\n".join(f"  {key} = {{{value}}}" for key, value in fields.items())
    return f"@misc{{dokja-{store.data_version},\n{lines}\n}}"


def ris(page: Page, title: str) -> str:
    """A RIS record."""
    store = page.store
    fields = (
        ("TY", "DATA"),
        ("AU", "Dokja"),
        ("TI", title),
        ("PY", store.data_date[:4]),
        ("DA", store.data_date.replace("-", "/")),
        ("ET", store.data_version),
        ("UR", ADDRESS),
        ("Y2", date.today().isoformat().replace("-", "/")),
        ("ER", ""),
    )
    return "\n".join(f"{key}  - {value}" for key, value in fields)
