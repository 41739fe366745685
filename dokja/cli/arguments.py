"""Interprets the arguments of dokja import: files, answers and the source."""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import polars as pl

from dokja.i18n.text import Words
from dokja.i18n.untrusted_text import normalised, outside
from dokja.ingest import accept
from dokja.ingest.content import MOST_BYTES, Content, Unreadable
from dokja.ingest.staging import matching, name_settings, scales
from dokja.ingest.staging.matching import NEW
from dokja.ingest.staging.organisations import CONDITION, COUNTRIES, ROLES, country_code, is_country
from dokja.ingest.staging.origins import Origin
from dokja.ingest.staging.preview import ORGANISATIONS, Preview, tables_of
from dokja.records.commit import Refused
from dokja.records.store import Store

Answer = TypeVar("Answer")
PLACEHOLDER = "new-source"
LIKELY = 0.3
LEFT_BY_SYSTEM = re.compile(r"\.|~\$|Thumbs\.db$|desktop\.ini$", re.IGNORECASE)
"""Names of files that Finder, Explorer and Office leave behind in folders."""
ANSWERED: Mapping[str, Sequence[str]] = {
    "model": (NEW,),
    "benchmark": (NEW,),
    "maker": (),
    name_settings.WHAT: name_settings.ANSWERS,
    "organisation": (NEW, CONDITION, *COUNTRIES),
    "country": COUNTRIES,
    "role": ROLES,
    "scale": (*scales.SHARES, "points", "elo_points"),
    "small": scales.SHARES,
    "source": (NEW,),
}
"""Kinds of answers, with their permitted values besides keys."""
ABOUT_ORGANISATIONS = ("organisation", "country", "role")


def contents_of(paths: Sequence[Path]) -> list[Content]:
    """Content of the given files, and of all files in the given folders.

    Raises Refused if a path does not exist or there are no files, Unreadable if a file is too large.
    """
    files: list[Path] = []
    for path in paths:
        if not (path.is_file() or path.is_dir()):
            raise Refused("intake.no_such_file", file=str(path))
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        files += [
            one for one in found if one.is_file() and not (path.is_dir() and LEFT_BY_SYSTEM.match(one.name))
        ]
    if not files:
        raise Refused("intake.no_files", folder=", ".join(str(path) for path in paths))
    return [content_of(file) for file in files]


def content_of(file: Path) -> Content:
    """A file's content under its NFC-normalised name. Raises Unreadable if it is too large."""
    name = unicodedata.normalize("NFC", os.fsencode(file).decode("utf-8", "replace"))
    if file.stat().st_size > MOST_BYTES:
        raise Content(name, b"").too_large()
    return Content(name, file.read_bytes())


def read_each(
    contents: Sequence[Content], read: Callable[[Sequence[Content]], Answer], words: Words, *, skip_bad: bool
) -> tuple[Answer, Sequence[Content]]:
    """The result of read, and the files it read. With skip_bad, unreadable files are reported and skipped.

    Raises Unreadable without skip_bad, or if no file is left.
    """
    while True:
        try:
            return read(contents), contents
        except Unreadable as error:
            bad = error.problem.file
            good = [one for one in contents if one.path != bad and not bad.startswith(f"{one.path}/")]
            if not (skip_bad and good and len(good) < len(contents)):
                raise
            print(error.problem.message(words.language), file=sys.stderr)
            contents = good


def answers_of(given: argparse.Namespace, tables: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    """Answers by key. Raises Refused for a malformed answer or an unknown value."""
    for answer in given.answer:
        key, _, value = answer.partition("=")
        what, _, name = key.partition(":")
        if not (value and name and what in ANSWERED):
            raise Refused("intake.bad_answer", answer=answer)
        if what == "maker" or (what == "organisation" and is_country(value)):
            continue
        if what == "country" and country_code(value):
            continue
        table = "team" if what == "organisation" else what
        allowed = {*ANSWERED[what], *(key_column(tables, table) if table in tables else ())}
        if value not in allowed:
            likely = [*ANSWERED[what], *difflib.get_close_matches(value, allowed, 3, LIKELY)]
            raise Refused("intake.no_such_answer", answer=answer, likely=", ".join(dict.fromkeys(likely)))
    return dict(answer.split("=", 1) for answer in given.answer)


def key_column(tables: Mapping[str, pl.DataFrame], table: str) -> list[str]:
    """The keys of a table."""
    return tables[table][f"{table}_id"].to_list()


def check_named(answers: Mapping[str, str], found: Preview) -> None:
    """Raises Refused for an answer about a name that occurs in no file."""
    named = {
        "model": found.models,
        "maker": found.models,
        "benchmark": found.benchmarks,
        "scale": found.benchmarks,
        "small": found.benchmarks,
        **dict.fromkeys(ABOUT_ORGANISATIONS, found.organisations),
    }
    if found.questions:  # a maker that is still asked about may be the organisation
        for what in ABOUT_ORGANISATIONS:
            del named[what]
    for key in answers:
        what, _, name = key.partition(":")
        known = {one.name for one in named.get(what, ())}
        if what == name_settings.WHAT:
            known = {*found.with_settings}
        elif what not in named:
            continue
        if name not in ("*", *known):
            raise Refused("intake.answer_unused", answer=key)


def origin_of(given: argparse.Namespace, opened: Store) -> Origin:
    """The named source, or a new one built from the arguments. Raises Refused for unknown names or bad addresses."""
    reporter_id = matching.teams(tables_of(opened, ORGANISATIONS)).get(normalised(given.reporter or ""))
    if given.source:
        rows = opened.ask("from source where source_id = ?", given.source)
        if rows.is_empty():
            raise Refused("intake.no_such_source", source=given.source)
        return Origin(rows.row(0, named=True), reporter_id, given.mode, reporter=given.reporter)
    title = given.title or given.files[0].name
    publisher = given.publisher or given.by
    source = {
        **({} if given.title else {"source_id": PLACEHOLDER}),
        "title_ko": title,
        "title_en": given.title_en or title,
        "publisher_ko": publisher,
        "publisher_en": given.publisher_en or publisher,
        "url": given.url,
        "published_on": given.published_on,
        "kind": given.kind,
        "read": "direct",
    }
    if given.title and not given.url:
        raise Refused("intake.no_address")
    if given.url and not outside(given.url):
        raise Refused("intake.bad_address", address=given.url)
    origin = Origin(source, reporter_id, given.mode, is_new=True, reporter=given.reporter)
    accept.published_on(origin)
    return origin
