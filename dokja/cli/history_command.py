"""dokja history: prints every batch."""

from __future__ import annotations

import argparse

from dokja.i18n.text import Words
from dokja.records import editors, publish
from dokja.records.build import Progress
from dokja.records.problems import printable


def add(parser: argparse.ArgumentParser, words: Words) -> None:
    """dokja history has no arguments of its own."""


def run(given: argparse.Namespace, words: Words, progress: Progress) -> int:
    """Print every batch, most recently recorded first."""
    batches = publish.current(progress).ask("from batch order by recorded_at desc")
    for row in batches.iter_rows(named=True):
        state = words("cli.history_holds" if row["is_active"] else "cli.history_undone")
        parts = [
            row["batch_id"],
            words.date(row["recorded_on"]),
            editors.describe_recorder(row["recorded_by"], words),
            state,
            row["origins"],
            row["reason"],
        ]
        print(printable("  ".join(part for part in parts if part)))
    if batches.is_empty():
        print(words("cli.history_empty"))
    return 0
