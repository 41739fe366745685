"""A source that is not in the records yet: its key, and recorded ones that it may be the same as."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import count
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
    """A free key: of title and day where the title is in Latin letters, else of who published it and the day."""
    latin = next((title for title in (source["title_en"], source["title_ko"]) if title.isascii()), None)
    name = latin or latin_name(source, tables)
    first = matching.slug(f"{name} {source.get('published_on') or ''}")
    return free(first, set(tables["source"]["source_id"]))


def free(first: str, taken: Collection[str]) -> str:
    """A key that is not taken: with a number behind it where the first is."""
    return next(
        one for number in count(1) if (one := first if number == 1 else f"{first}-{number}") not in taken
    )


def latin_name(source: Mapping[str, Any], tables: Mapping[str, pl.DataFrame]) -> str:
    """The publisher in Latin letters: its key or English name in the records, else as it is romanised."""
    publisher, english = source["publisher_ko"], source["publisher_en"]
    if team := matching.teams(tables).get(normalised(publisher)):
        return team
    known = matching.known_names([(tables["source"], "publisher_en", ("publisher_ko",))])
    name = english if english != publisher else known.get(normalised(publisher), publisher)
    return str(romanize(name))


def resolve_source(
    origin: Origin, answers: Mapping[str, str], tables: Mapping[str, pl.DataFrame]
) -> tuple[Origin, list[Question]]:
    """The origin with a key, or the recorded source that was chosen in its place; a question where one must be chosen.

    A title belongs to one source; several may stand at one address, where that is said to be so.
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
    """Whether the title or the address is that of recorded sources, and these."""
    titles = {normalised(source[name]) for name in ("title_ko", "title_en")}
    rows = list(recorded.iter_rows(named=True))
    same_title = [
        titles & {normalised(row["title_ko"]), normalised(row["title_en"])} != set() for row in rows
    ]
    same_address = [address(row["url"]) == address(source.get("url")) for row in rows]
    what, alike = (SAME_TITLE, same_title) if any(same_title) else (SAME_ADDRESS, same_address)
    return what, recorded.filter(pl.Series(alike, dtype=pl.Boolean))


def address(url: str | None) -> str | None:
    """An address as it is compared, without what leads to the same page; None where there is none."""
    if not url:
        return None
    rest = url.strip().casefold().partition("://")[2]
    return rest.removeprefix("www.").partition("#")[0].rstrip("/")
