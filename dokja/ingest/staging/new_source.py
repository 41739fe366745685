"""A source that is not recorded yet: its key, and the recorded sources it may duplicate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl
from hangulpy import romanize

from dokja.i18n.untrusted_text import normalised
from dokja.ingest.staging import matching
from dokja.ingest.staging.import_questions import Question
from dokja.ingest.staging.matching import NEW
from dokja.ingest.staging.origins import Origin

SAME_TITLE, SAME_ADDRESS = "same_title", "same_address"


def key(source: Mapping[str, Any], tables: Mapping[str, pl.DataFrame]) -> str:
    """A free key from title and date if the title is in Latin letters, otherwise from publisher and date."""
    latin = next((title for title in (source["title_en"], source["title_ko"]) if title.isascii()), None)
    name = latin or latin_name(source, tables)
    first = matching.slug(f"{name} {source.get('published_on') or ''}")
    return matching.free(first, set(tables["source"]["source_id"]))


def latin_name(source: Mapping[str, Any], tables: Mapping[str, pl.DataFrame]) -> str:
    """The publisher in Latin letters: its key or English name in the records, otherwise romanised."""
    publisher, english = source["publisher_ko"], source["publisher_en"]
    if team := matching.teams(tables).get(normalised(publisher)):
        return team
    known = matching.known_names([(tables["source"], "publisher_en", ("publisher_ko",))])
    name = english if english != publisher else known.get(normalised(publisher), publisher)
    return str(romanize(name))


def resolve_source(
    origin: Origin, answers: Mapping[str, str], tables: Mapping[str, pl.DataFrame]
) -> tuple[Origin, list[Question]]:
    """The origin with a key, or with the recorded source chosen instead; and a question if a choice is needed.

    A title belongs to a single source, but several sources may share an address if confirmed.
    """
    if not origin.is_new:
        return origin, []
    source = {"source_id": None, **origin.source}
    source["source_id"] = source["source_id"] or key(source, tables)
    what, alike = recorded_alike(source, tables["source"])
    asked = f"source:{source['title_ko']}"
    answer = answers.get(asked) or answers.get("source:*")
    chosen = alike.filter(pl.col("source_id").eq_missing(pl.lit(answer, pl.String)))
    if chosen.height:
        return replace(origin, source=chosen.row(0, named=True), is_new=False), []
    options = (*alike["source_id"], *([NEW] if what == SAME_ADDRESS else []))
    question = Question(asked, what, source["title_ko"], options, str(source.get("url") or ""))
    is_asked = alike.height and not (answer == NEW and what == SAME_ADDRESS)
    return replace(origin, source=source), [question] if is_asked else []


def recorded_alike(source: Mapping[str, Any], recorded: pl.DataFrame) -> tuple[str, pl.DataFrame]:
    """Recorded sources with the same title, otherwise those with the same address, and which of the two applies."""
    titles = {normalised(source[name]) for name in ("title_ko", "title_en")}
    rows = list(recorded.iter_rows(named=True))
    same_title = [
        titles & {normalised(row["title_ko"]), normalised(row["title_en"])} != set() for row in rows
    ]
    same_address = [address(row["url"]) == address(source.get("url")) for row in rows]
    what, alike = (SAME_TITLE, same_title) if any(same_title) else (SAME_ADDRESS, same_address)
    return what, recorded.filter(pl.Series(alike, dtype=pl.Boolean))


def address(url: str | None) -> str | None:
    """An address normalised for comparison, without scheme, www, fragment and trailing slash; None if there is none."""
    if not url:
        return None
    rest = url.strip().casefold().partition("://")[2]
    return rest.removeprefix("www.").partition("#")[0].rstrip("/")
