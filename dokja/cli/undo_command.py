"""dokja undo: undoes a batch."""

from __future__ import annotations

import argparse

from dokja.cli.confirmation import add_person
from dokja.i18n.text import Words
from dokja.records import commit
from dokja.records.build import Progress


def add(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments of dokja undo."""
    parser.add_argument("batch", help=words("cli.undo_batch"))
    add_person(parser, words)


def run(given: argparse.Namespace, words: Words, progress: Progress) -> int:
    """Undo a batch."""
    batch = commit.undo(given.batch, given.by, given.reason, progress)
    print(words("cli.undo_done", batch=batch.batch_id))
    return 0
