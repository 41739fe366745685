"""dokja restore: unpacks a backup into an empty folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from dokja.i18n.text import Words
from dokja.records import backup
from dokja.records.build import Progress


def add(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments of dokja restore."""
    parser.add_argument("file", type=Path, help=words("cli.restore_file"))
    parser.add_argument("folder", type=Path, help=words("cli.restore_folder"))


def run(given: argparse.Namespace, words: Words, progress: Progress) -> int:
    """Verify and unpack the backup."""
    print(words("backup.restored", count=backup.restore(given.file, given.folder), folder=given.folder))
    return 0
