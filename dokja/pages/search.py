"""Which models, teams, benchmarks and claims are called that?"""

from __future__ import annotations

from collections.abc import Callable

from dokja.ui.page import Page

MOST = 20
"""Results listed of one kind."""


def show(page: Page) -> None:
    """Show what was found, by kind, the best first, each as a link to its page."""
    words, names = page.words, page.names
    wanted = page.settings.text("q", words("search.label"), words("search.placeholder"))
    if not wanted:
        page.heading(words("search.title_empty"))
        return
    found = page.ask("from search_result(?)", wanted)
    page.heading(words("search.title", text=wanted, count=found.height))
    if found.is_empty():
        page.note(words("search.nothing"))
        return
    claims = {
        row["claim_id"]: words.name(row, "text") for row in page.ask("from claim").iter_rows(named=True)
    }
    kinds: dict[str, tuple[Callable[[str], str], Callable[[str], str]]] = {
        "model": (names.model, page.model_href),
        "team": (names.team, page.team_href),
        "benchmark": (names.benchmark, lambda key: page.settings.href("benchmark", benchmark=key)),
        "claim": (claims.__getitem__, lambda key: page.settings.href("claims", claim=key)),
    }
    for kind in found["kind"].unique(maintain_order=True):
        called, href = kinds[kind]
        keys = found.filter(found["kind"] == kind)["key"].to_list()
        page.section(words(f"search.{kind}", count=len(keys)))
        page.links([(href(key), called(key)) for key in keys[:MOST]])
        if len(keys) > MOST:
            page.note(words("search.more", count=len(keys) - MOST))
