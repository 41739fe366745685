"""dokja build: validates the records and publishes the store."""

from __future__ import annotations

import argparse
from datetime import date
from functools import partial

from dokja.i18n.text import Words
from dokja.records import data_package, publish, store
from dokja.records.build import Progress
from dokja.records.commit import Refused


def add(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments of dokja build."""
    parser.add_argument("--as-of", type=partial(day, words), help=words("cli.as_of"))


def day(words: Words, text: str) -> date:
    """Parse an ISO date. Raises ArgumentTypeError if it is not one."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(words("intake.bad_day", day=text)) from error


def run(given: argparse.Namespace, words: Words, progress: Progress) -> int:
    """Validate the records and publish the store. Raises Refused for a day before the first records or after today."""
    as_of = given.as_of
    first = data_package.version(store.records_folder())
    if as_of and str(as_of) < first:
        raise Refused("cli.as_of_too_early", date=words.date(first))
    if as_of and as_of > date.today():
        raise Refused("intake.future_day", day=str(as_of))
    print(words("build.published", file=publish.build(progress, as_of)))
    return 0
