"""Who acts and why, and the last question before anything is recorded."""

from __future__ import annotations

import argparse
import getpass
import sys
from functools import partial

from dokja.i18n.text import Words


def add_person(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments for who acts and why."""
    parser.add_argument("--by", type=partial(key, words), default=getpass.getuser(), help=words("cli.by"))
    parser.add_argument("--reason", default="", help=words("cli.reason"))


def key(words: Words, text: str) -> str:
    """The acting person's key or name.

    Raises ArgumentTypeError for an address, because the record is public and permanent.
    """
    if "@" in text:
        raise argparse.ArgumentTypeError(words("intake.by_address", by=text))
    return text


def confirmed(words: Words) -> bool:
    """Ask for confirmation; without a terminal, the answer is yes."""
    return not sys.stdin.isatty() or input(words("cli.import_confirm")).strip().lower() in (
        "y",
        "yes",
        "예",
        "네",
        "ㅇ",
    )
