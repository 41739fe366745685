"""dokja backup: writes the data folder to one file."""

from __future__ import annotations

import argparse
from pathlib import Path

from dokja.i18n.text import Words
from dokja.records import backup
from dokja.records.build import Progress


def add(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments of dokja backup."""
    parser.add_argument("file", type=Path, help=words("cli.backup_file"))


def run(given: argparse.Namespace, words: Words, progress: Progress) -> int:
    """Write and verify the backup."""
    print(words("backup.done", count=backup.write(given.file), file=given.file))
    return 0
