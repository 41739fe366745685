"""An Atom feed of what is new: sources with what came from them, and numbers that were corrected or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import Response

from dokja.i18n.text import Words
from dokja.records import signs
from dokja.records.batches import SEOUL
from dokja.records.labels import Names
from dokja.records.store import Store
from dokja.server.api.problems import opened, with_problems
from dokja.server.api.question import Unanswerable
from dokja.server.base_address import base_of
from dokja.server.languages import preferred
from dokja.server.serving import names_of

ATOM = "http://www.w3.org/2005/Atom"
LISTED = 100
CHANGED = ("corrected", "withdrawn")
ElementTree.register_namespace("", ATOM)


@dataclass(frozen=True)
class Entry:
    """What is new: a permanent key, a title, a sentence, when, and the address of the page that shows it."""

    key: str
    title: str
    text: str
    at: datetime
    href: str


@with_problems
def feed(request: Request) -> Response:
    """The feed of everything, or of the teams and benchmarks that the address names."""
    store, words = opened(), Words(preferred(request))
    names = names_of(store, words.language)
    teams, benchmarks = (
        [known(one, among) for one in request.query_params.getlist(key)]
        for key, among in (("team", names.teams), ("benchmark", names.benchmarks))
    )
    found = sorted(
        [*sources(store, words, teams, benchmarks), *changes(store, names, teams, benchmarks)],
        key=lambda one: (one.at, one.key),
        reverse=True,
    )
    document = written(
        found[:LISTED], words, base_of(request), str(request.url), subject(names, teams, benchmarks)
    )
    headers = {"Cache-Control": "public, max-age=300"}
    return Response(document, media_type="application/atom+xml; charset=utf-8", headers=headers)


def known(key: str, among: Mapping[str, object]) -> str:
    """A recorded key. Raises Unanswerable for another, which an empty feed would leave unsaid."""
    if key not in among:
        raise Unanswerable(404, "unknown_key", name=key)
    return key


def subject(names: Names, teams: Sequence[str], benchmarks: Sequence[str]) -> str:
    """The names of the teams and benchmarks that the feed is about."""
    return names.words.join([*map(names.team, teams), *map(names.benchmark, benchmarks)])


def sources(store: Store, words: Words, teams: Sequence[str], benchmarks: Sequence[str]) -> Iterator[Entry]:
    """An entry for each source of the teams and benchmarks."""
    rows = store.ask("from source_news(?, ?)", list(teams), list(benchmarks))
    for row in rows.head(LISTED).iter_rows(named=True):
        counts = words("feed.counts", scores=row["n_scores"], models=row["n_models"])
        day = datetime.combine(row["publication_day"], time(), SEOUL)
        text = words("feed.source", publisher=words.name(row, "publisher"), counts=counts)
        yield Entry(f"source/{row['source_id']}", words.name(row, "title"), text, day, "sources")


def changes(store: Store, names: Names, teams: Sequence[str], benchmarks: Sequence[str]) -> Iterator[Entry]:
    """An entry for each number of the teams and benchmarks that a batch corrected or withdrew."""
    words = names.words
    rows = store.ask("from change_log('') where list_contains(?, change)", list(CHANGED))
    for row in rows.iter_rows(named=True):
        is_wanted = (not teams or row["team_id"] in teams) and (
            not benchmarks or row["benchmark_id"] in benchmarks
        )
        if is_wanted:
            about = {"model": names.model(row["model_id"]), "benchmark": names.benchmark(row["benchmark_id"])}
            title = words(f"feed.{row['change']}", old=row["old_text"], new=row["new_text"], **about)
            at = datetime.fromisoformat(row["recorded_at"])
            key = "/".join(str(row[name]) for name in ("batch_id", "model_id", "benchmark_id", "old_text"))
            yield Entry(f"change/{key}", title, row["reason"] or "", at, "changes")


def written(entries: Sequence[Entry], words: Words, base: str, here: str, about: str) -> bytes:
    """The entries as an Atom document (RFC 4287)."""
    root = ElementTree.Element(
        f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": words.language}
    )
    add(root, "id", here)
    add(root, "title", words("feed.title_of", about=about) if about else words("feed.title"))
    add(root, "updated", (entries[0].at if entries else datetime(2025, 8, 4, tzinfo=SEOUL)).isoformat())
    ElementTree.SubElement(add(root, "author"), f"{{{ATOM}}}name").text = words("app.title")
    add(root, "link", rel="self", href=here)
    for one in entries:
        entry = add(root, "entry")
        add(entry, "id", f"tag:dokja,2025:{one.key}")
        add(entry, "title", one.title)
        add(entry, "updated", one.at.isoformat())
        add(entry, "link", rel="alternate", href=f"{base}/{one.href}?{urlencode({'lang': words.language})}")
        add(entry, "summary", one.text)
    document: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return document


def add(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: Any
) -> ElementTree.Element:
    """A child of an element; what XML forbids in a text is replaced."""
    safe = {key: signs.cleaned(value) for key, value in attributes.items()}
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", safe)
    child.text = None if text is None else signs.cleaned(text)
    return child
